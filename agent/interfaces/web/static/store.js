// A run as its events tell it: every panel is drawn from this, and from nothing else.

import { t, told } from "./words.js";

export class Run {
  constructor(name) {
    this.name = name;
    this.seq = 0;
    this.gaps = 0;
    this.row = null;
    this.trials = new Map();
    this.lines = [];
    this.said = 0; // lines in all; the old ones are let go
    this.outcome = null;
    this.running = null;
    this.constant = null;
    this.refit = null;
  }

  /** Takes one event; false if one before it is missing. */
  take(event) {
    if (event.seq <= this.seq) return true;
    if (event.seq !== this.seq + 1) {
      this.gaps += 1;
      return false;
    }
    this.seq = event.seq;
    const does = this[HANDLERS[event.type]];
    const line = does ? does.call(this, event.data, event.trial, event) : other(event);
    if (line) this.say(event.ts, line);
    return true;
  }

  say(ts, line) {
    this.said += 1;
    this.lines.push(`${new Date(ts * 1000).toLocaleTimeString("en-GB")} ${line}`);
    if (this.lines.length > 400) this.lines.splice(0, 100);
  }

  started(data, n, event) {
    this.refit = null;
    this.trials.set(n, { n, plan: data.plan, since: event.ts, epochs: [], record: null });
    this.running = n;
    return `#${n} ${data.plan.name}: ${told(data.plan.reason)}`;
  }

  metric(data, n) {
    const trial = this.trials.get(n);
    if (trial) trial.epochs.push(data);
    return null;
  }

  finished(data, n) {
    const record = data.record;
    const trial = this.trials.get(n) ?? { n, plan: record.plan, epochs: [], since: 0 };
    this.trials.set(n, { ...trial, plan: record.plan, record });
    if (this.running === n) this.running = null;
    const score = record.select ? record.select.value.toFixed(4) : t("failed: {why}", { why: record.failure });
    return `#${n} ${record.plan.name} ${score} ${told(record.verdict)} ${record.note}`;
  }

  ended(data) {
    this.outcome = data.outcome;
    const constant = (data.outcome.baselines ?? []).find((one) => one.trial === null);
    this.constant = constant ? constant.select : null;
    return null;
  }

  state(data) {
    if (data.state !== "running") this.running = null;
    return t(STATES[data.state] ?? data.state);
  }

  error(data) {
    return t("error: {what}", { what: told(data.what) });
  }

  steered(data) {
    return data.message;
  }

  refits(data, n) {
    this.refit = n;
    return t("#{n} once more, on all {rows} labelled rows", { n, rows: data.rows });
  }
}

/** What a person calls the states that the button “Pause” and a crash lead to. */
export const STATES = { stopped: "paused", killed: "interrupted" };

const HANDLERS = {
  "trial.started": "started",
  "trial.finished": "finished",
  "run.finished": "ended",
  "run.state": "state",
  "refit.started": "refits",
  "steer.done": "steered",
  "steer.refused": "steered",
  metric: "metric",
  error: "error",
};

/** A line for the other events that people want to read. */
function other({ type, trial, data }) {
  if (type === "model.decided") return `model: ${data.action}: ${data.rationale}`;
  if (type === "model.failed" || type === "claim.differs") return data.message;
  if (type === "checkpoint.gone") return t("#{n} starts anew: {why}", { n: trial, why: data.message });
  if (type === "data.patched") return t("{name}: {rows} rows {why}", { name: data.modality, rows: data.rows, why: data.why });
  if (type === "media.decoded") return t("{n} files decoded in {seconds} s", { n: data.files, seconds: data.seconds.toFixed(1) });
  if (type === "folds.started") return t("contenders once more, without part {fold} of the rows: {trials}", { fold: data.fold, trials: data.trials.map((n) => `#${n}`).join(" ") });
  if (type === "folds.judged") return t("on {rows} rows that none of them had seen: {scores}", { rows: data.rows, scores: Object.entries(data.scores).map(([n, v]) => `#${n} ${v}`).join(" ") });
  if (type === "ensemble.tried") return data.chosen ? t("ensemble of {n}: used", { n: Object.keys(data.members).length }) : t("ensemble of {n}: not used", { n: Object.keys(data.members).length });
  if (type === "distil.started") return t("#{n} is to learn what {trials} answer", { n: trial, trials: Object.keys(data.members).map((n) => `#${n}`).join(" ") });
  if (type === "distil.left") return t("no network is taught: {why}", { why: data.why });
  if (type === "distil.tried" && data.select !== null) return t("#{n}, taught, against #{over}: {gain}", { n: trial, over: data.over, gain: data.select.toFixed(4) });
  return null;
}

/** Finished trials with a score. */
export const scored = (run) => [...run.trials.values()].filter((one) => one.record?.select);

export const value = (trial) => trial.record.select.value;

/** Whether a is better than b in this run. */
export const better = (run, a, b) => (run.row?.maximize === false ? a < b : a > b);

/** The best of some trials; null of none. */
export function best(run, trials) {
  return trials.reduce((top, one) => (top === null || better(run, value(one), value(top)) ? one : top), null);
}

/** The best trial of each input alone. */
export function alone(run) {
  const found = new Map();
  for (const trial of scored(run)) {
    if (trial.plan.branches.length !== 1) continue;
    const name = trial.plan.branches[0].modality;
    const before = found.get(name);
    if (!before || better(run, value(trial), value(before))) found.set(name, trial);
  }
  return found;
}

export const core = (plan) => (plan.family === "classical" ? plan.head.block : plan.fusion.block);
