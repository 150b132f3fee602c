// The right column: who leads, what inputs are worth, the machine, the log.

import { $, clean, el, figure, signed, span } from "./dom.js";
import { alone, best, better, scored, value } from "./store.js";
import { t, told as chinese } from "./words.js";

const sort = { by: "score", down: null };

export function wire(changed) {
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => {
      const by = button.dataset.sort;
      sort.down = sort.by === by ? !sort.down : by === "score" ? null : false;
      sort.by = by;
      changed();
    });
  }
}

export function draw(run, selected, select) {
  const single = best(run, [...alone(run).values()]);
  const sign = run.row?.maximize === false ? -1 : 1;
  const rows = [...run.trials.values()].filter((t) => t.record).map((t) => {
    const score = t.record.select ? value(t) : null;
    const gain = score === null || !single || t.plan.branches.length < 2 ? null : sign * (score - value(single));
    return { n: t.n, trial: t, name: t.plan.name, score, gain, seconds: t.record.result.wall_s };
  });
  const top = best(run, scored(run));
  const down = sort.down ?? (sort.by === "score" && sign > 0);
  rows.sort((a, b) => compare(a[sort.by], b[sort.by], down));
  for (const button of document.querySelectorAll("[data-sort]")) {
    const mine = button.dataset.sort === sort.by;
    button.parentElement.setAttribute("aria-sort", mine ? (down ? "descending" : "ascending") : "none");
  }
  const held = document.activeElement?.closest?.("#board button")?.textContent;
  place($("board"), rows.map((row) => line(row, row.trial === top, selected, select)));
  if (held) [...$("board").querySelectorAll("button")].find((b) => b.textContent === held)?.focus();
  verdict(run, top, single);
  together(run, top);
}

function compare(a, b, down) {
  if (a === null || b === null) return (a === null) - (b === null);
  const order = typeof a === "string" ? a.localeCompare(b) : a - b;
  return down ? -order : order;
}

const made = new Map(); // the rows as they stand, by trial, with what they were made of

/** The row of a trial: the one that stands, unless something in it is another. */
function line(row, leads, selected, select) {
  const { n, trial } = row;
  const failed = row.score === null;
  const [low, high] = failed ? [] : trial.record.select.interval.map((v) => v.toFixed(4));
  const interval = failed ? trial.record.note : t("95 % interval {low} to {high}; {verdict}", { low, high, verdict: chinese(trial.record.verdict) });
  const gain = row.gain === null ? "" : signed(row.gain);
  const classes = [leads && "best", failed && "failed"].filter(Boolean).join(" ");
  const key = JSON.stringify([classes, n === selected, interval, row.name, row.score, gain, row.seconds]);
  const before = made.get(n);
  if (before?.key === key) return before.node;
  const node = el("tr", { class: classes, "aria-selected": String(n === selected), onclick: () => select(n), title: interval, "data-testid": `row-${n}` },
    el("td", {}, el("button", { type: "button", "aria-label": t("Select trial {n}", { n }) }, `#${n}`)),
    el("td", { class: "name" }, row.name),
    el("td", {}, failed ? t("failed") : figure(row.score)),
    el("td", { class: row.gain >= 0 ? "plus" : "minus" }, gain),
    el("td", {}, row.seconds.toFixed(0)));
  made.set(n, { key, node });
  return node;
}

/** Children in this order; those that stand right already are left alone. */
function place(box, nodes) {
  let at = box.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else box.insertBefore(node, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function verdict(run, top, single) {
  const out = run.outcome;
  const metric = run.row?.metric ?? "";
  let said = top ? t("{metric} {score} by #{n} {name}, so far", { metric, score: figure(value(top)), n: top.n, name: top.plan.name }) : t("No trial is done yet.");
  if (out?.best) {
    const [low, high] = out.best.interval;
    said = t("{metric} {score} [{low}, {high}] on the test rows: {name}", { metric, score: figure(out.best.test), low: figure(low), high: figure(high), name: out.best.name });
    const gain = out.fusion_gain;
    if (gain) said += t(" · fusion {gain} over {over} [{low}, {high}]", { gain: signed(gain.gain), over: gain.over, low: signed(gain.interval[0]), high: signed(gain.interval[1]) });
  }
  $("verdict").textContent = clean(said);
}

function together(run, top) {
  const rows = [...alone(run)].map(([name, t]) => [name, value(t), false]);
  const both = best(run, scored(run).filter((t) => t.plan.branches.length > 1));
  if (both) rows.push([t("together"), value(both), true]);
  if (run.constant !== null) rows.push([t("constant"), run.constant, false]);
  rows.sort((a, b) => (better(run, a[1], b[1]) ? -1 : 1));
  const most = Math.max(...rows.map((row) => Math.abs(row[1])), 1e-9);
  $("alone").replaceChildren(...rows.flatMap(([name, score, fused]) => {
    const bar = el("i", { class: fused ? "both" : "" });
    bar.style.width = `${(100 * Math.abs(score)) / most}%`;
    return [el("span", {}, name), el("span", { class: "bar" }, bar), el("span", {}, figure(score, 3))];
  }));
}

export function machine(load) {
  const rows = [];
  const meter = (name, share, said) => rows.push(el("span", {}, name), el("progress", { max: 1, value: share, "aria-label": name }), el("span", {}, said));
  if (load.cpu !== null) meter(t("{n} cores", { n: load.cores }), load.cpu, `${Math.round(100 * load.cpu)} %`);
  const gb = (mb) => `${(mb / 1024).toFixed(1)}`;
  if (load.memory_mb !== null) meter(t("memory"), load.memory_mb / load.memory_of_mb, t("{used} of {all} GB", { used: gb(load.memory_mb), all: gb(load.memory_of_mb) }));
  for (const gpu of load.gpus) meter(gpu.name, gpu.memory_mb / gpu.memory_of_mb, t("{used} of {all} GB", { used: gb(gpu.memory_mb), all: gb(gpu.memory_of_mb) }));
  if (!load.gpus.length) rows.push(el("span", { class: "quiet" }, t("no GPU")), el("span"), el("span"));
  $("machine").replaceChildren(...rows);
}

const LINES = 150; // of the log that are shown
let atEnd = true; // then it goes along with what comes
let moved = false; // by us, of which the next event tells
let told = 0; // lines that have been put there

export function log(run) {
  const box = $("log");
  box.onscroll ??= () => {
    if (!moved && box.clientHeight) atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 30;
    moved = false;
  };
  if (run.said === told) return;
  const come = run.lines.slice(-Math.min(run.said - told, LINES));
  told = run.said;
  box.append(...come.map((line) => el("div", {}, line)));
  while (box.childElementCount > LINES) box.firstChild.remove();
  toEnd();
}

/** The newest line of the log, for whoever has not gone back in it. */
export function toEnd() {
  if (!atEnd || !$("log")) return;
  moved = true;
  $("log").scrollTop = 1e9;
}

/** All about one trial, with its blocks, which can be pinned and forbidden. */
export function detail(run, n, steer) {
  const trial = run.trials.get(n);
  if (!trial) { $("detail").replaceChildren(); return; }
  const { plan, record } = trial;
  const rows = [];
  const row = (name, ...said) => rows.push(el("dt", {}, t(name)), el("dd", {}, ...said));
  const from = plan.parent ? t(", from #{n}", { n: plan.parent }) : "";
  row("tried", t("{operator} by {proposer}", { operator: chinese(plan.operator), proposer: plan.proposer }) + from);
  row("because", chinese(plan.reason));
  if (plan.expected) row("hoped for", chinese(plan.expected));
  if (record?.select) {
    const [low, high] = record.select.interval;
    row("score", t("{score} [{low}, {high}] on {rows} rows, {verdict}", { score: figure(record.select.value), low: figure(low), high: figure(high), rows: record.select.rows, verdict: chinese(record.verdict) }));
  } else if (record) row("failed", `${record.failure}: ${record.note}`);
  if (record?.select && record.note) row("against", record.note);
  const names = [...new Set([...plan.branches.map((b) => b.encoder.block), plan.family === "classical" ? plan.head.block : plan.fusion.block])];
  const live = run.row?.state === "running";
  row("made of", ...names.map((name) => block(name, live, steer)));
  if (record) {
    const params = record.claimed.params ? t("{n} parameters, ", { n: record.claimed.params.toLocaleString("en") }) : "";
    const gpu = record.result.peak_vram_mb ? t(", {n} MB on the GPU", { n: record.result.peak_vram_mb.toFixed(0) }) : "";
    row("cost", params + t("{time} min, {mb} MB", { time: span(record.result.wall_s), mb: record.result.peak_rss_mb.toFixed(0) }) + gpu + t(", in {backend}", { backend: record.result.isolation.backend }));
  }
  $("detail").replaceChildren(el("h3", {}, `#${n} ${plan.name}`), el("dl", {}, ...rows));
}

function block(name, live, steer) {
  const press = (type) => () => steer({ type, block: name });
  const buttons = live ? [
    el("button", { type: "button", onclick: press("pin"), title: t("Only plans with {name} from now on", { name }), "aria-label": t("Pin {name}", { name }), "data-testid": `pin-${name}` }, t("pin")),
    el("button", { type: "button", onclick: press("forbid"), title: t("No plans with {name} from now on", { name }), "aria-label": t("Forbid {name}", { name }), "data-testid": `forbid-${name}` }, t("forbid")),
  ] : [];
  return el("span", { class: "block" }, `${name} `, ...buttons);
}
