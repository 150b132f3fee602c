// A run's events.jsonl -> what the view shows. Plain data, nothing of the editor.
"use strict";

const KEPT = 200; // epochs of one trial that the view draws

/** The state of a run before anything has happened. */
function empty(name) {
  return {
    name,
    state: "created",
    statement: "",
    metric: "",
    maximize: true,
    trials: [],
    test: null,
    error: "",
    seq: 0,
  };
}

/** Take in one event; types that are not known change nothing. */
function take(run, event) {
  run.seq = event.seq;
  const data = event.data || {};
  if (event.type === "run.created") {
    run.statement = String(data.statement || "");
  } else if (event.type === "run.state") {
    run.state = String(data.state);
  } else if (event.type === "trial.started") {
    const trial = at(run, event.trial);
    trial.name = String(data.plan.name);
    trial.reason = String(data.plan.reason || "");
    trial.verdict = "training";
  } else if (event.type === "metric") {
    const trial = at(run, event.trial);
    const key = Object.keys(data).find((name) => name.startsWith("valid_"));
    trial.epoch = data.epoch;
    if (key !== undefined && Number.isFinite(data[key])) {
      trial.curve.push(data[key]);
      trial.curve.splice(0, trial.curve.length - KEPT);
    }
  } else if (event.type === "trial.finished") {
    const trial = at(run, event.trial);
    const record = data.record;
    trial.name = String(record.plan.name);
    trial.verdict = String(record.verdict);
    trial.score = record.select ? record.select.value : null;
    trial.interval = record.select ? record.select.interval : null;
  } else if (event.type === "run.finished" && data.outcome && data.outcome.best) {
    const best = data.outcome.best;
    run.metric = best.metric;
    run.test = { name: best.name, value: best.test, interval: best.interval };
    run.project = data.outcome.project || "";
  } else if (event.type === "error") {
    run.error = String(data.what || "");
  }
  return run;
}

function at(run, index) {
  let trial = run.trials.find((one) => one.index === index);
  if (!trial) {
    trial = { index, name: "", reason: "", verdict: "", score: null, interval: null, epoch: 0, curve: [] };
    run.trials.push(trial);
  }
  return trial;
}

/** Whole lines of text as events; the rest is what the writer is in the middle of. */
function lines(text) {
  const end = text.lastIndexOf("\n") + 1;
  const whole = text.slice(0, end).split("\n").filter(Boolean);
  return { events: whole.map((line) => JSON.parse(line)), rest: text.slice(end) };
}

/** The trials: the running one first, then the best, the failed ones last. */
function ranked(run) {
  const sign = run.maximize ? -1 : 1;
  const key = (trial) => {
    if (trial.verdict === "training" && run.state === "running") return -Infinity;
    return trial.score === null ? Infinity : sign * trial.score;
  };
  return [...run.trials].sort((a, b) => key(a) - key(b) || a.index - b.index);
}

module.exports = { empty, take, lines, ranked };
