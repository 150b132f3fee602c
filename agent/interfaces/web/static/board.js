// The right column: who leads, what inputs are worth, the machine, the log.

import { $, clean, el, figure, signed, span } from "./dom.js";
import { alone, best, better, scored, value } from "./store.js";

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
  const interval = failed ? trial.record.note : `95 % interval ${trial.record.select.interval.map((v) => v.toFixed(4)).join(" to ")}; ${trial.record.verdict}`;
  const gain = row.gain === null ? "" : signed(row.gain);
  const classes = [leads && "best", failed && "failed"].filter(Boolean).join(" ");
  const key = JSON.stringify([classes, n === selected, interval, row.name, row.score, gain, row.seconds]);
  const before = made.get(n);
  if (before?.key === key) return before.node;
  const node = el("tr", { class: classes, "aria-selected": String(n === selected), onclick: () => select(n), title: interval, "data-testid": `row-${n}` },
    el("td", {}, el("button", { type: "button", "aria-label": `Select trial ${n}` }, `#${n}`)),
    el("td", { class: "name" }, row.name),
    el("td", {}, failed ? "failed" : figure(row.score)),
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
  let said = top ? `${metric} ${figure(value(top))} by #${top.n} ${top.plan.name}, so far` : "No trial is done yet.";
  if (out?.best) {
    const [low, high] = out.best.interval;
    said = `${metric} ${figure(out.best.test)} [${figure(low)}, ${figure(high)}] on the test rows: ${out.best.name}`;
    const gain = out.fusion_gain;
    if (gain) said += ` · fusion ${signed(gain.gain)} over ${gain.over} [${signed(gain.interval[0])}, ${signed(gain.interval[1])}]`;
  }
  $("verdict").textContent = clean(said);
}

function together(run, top) {
  const rows = [...alone(run)].map(([name, t]) => [name, value(t), false]);
  const both = best(run, scored(run).filter((t) => t.plan.branches.length > 1));
  if (both) rows.push(["together", value(both), true]);
  if (run.constant !== null) rows.push(["constant", run.constant, false]);
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
  if (load.cpu !== null) meter(`${load.cores} cores`, load.cpu, `${Math.round(100 * load.cpu)} %`);
  const gb = (mb) => `${(mb / 1024).toFixed(1)}`;
  if (load.memory_mb !== null) meter("memory", load.memory_mb / load.memory_of_mb, `${gb(load.memory_mb)} of ${gb(load.memory_of_mb)} GB`);
  for (const gpu of load.gpus) meter(gpu.name, gpu.memory_mb / gpu.memory_of_mb, `${gb(gpu.memory_mb)} of ${gb(gpu.memory_of_mb)} GB`);
  if (!load.gpus.length) rows.push(el("span", { class: "quiet" }, "no GPU"), el("span"), el("span"));
  $("machine").replaceChildren(...rows);
}

const LINES = 150; // of the log that are shown
let atEnd = true; // then it goes along with what comes
let told = 0; // lines that have been put there

export function log(run) {
  const box = $("log");
  box.onscroll ??= () => { if (box.clientHeight) atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 30; };
  if (run.said === told) return;
  const end = atEnd;
  const come = run.lines.slice(-Math.min(run.said - told, LINES));
  told = run.said;
  box.append(...come.map((line) => el("div", {}, line)));
  while (box.childElementCount > LINES) box.firstChild.remove();
  if (end) box.scrollTop = box.scrollHeight;
}

/** All about one trial, with its blocks, which can be pinned and forbidden. */
export function detail(run, n, steer) {
  const trial = run.trials.get(n);
  if (!trial) { $("detail").replaceChildren(); return; }
  const { plan, record } = trial;
  const rows = [];
  const row = (name, ...said) => rows.push(el("dt", {}, name), el("dd", {}, ...said));
  const from = plan.parent ? `, from #${plan.parent}` : "";
  row("tried", `${plan.operator} by ${plan.proposer}${from}`);
  row("because", plan.reason);
  if (plan.expected) row("hoped for", plan.expected);
  if (record?.select) {
    const [low, high] = record.select.interval;
    row("score", `${figure(record.select.value)} [${figure(low)}, ${figure(high)}] on ${record.select.rows} rows, ${record.verdict}`);
  } else if (record) row("failed", `${record.failure}: ${record.note}`);
  if (record?.select && record.note) row("against", record.note);
  const names = [...new Set([...plan.branches.map((b) => b.encoder.block), plan.family === "classical" ? plan.head.block : plan.fusion.block])];
  const live = run.row?.state === "running";
  row("made of", ...names.map((name) => block(name, live, steer)));
  if (record) {
    const params = record.claimed.params ? `${record.claimed.params.toLocaleString("en")} parameters, ` : "";
    const gpu = record.result.peak_vram_mb ? `, ${record.result.peak_vram_mb.toFixed(0)} MB on the GPU` : "";
    row("cost", `${params}${span(record.result.wall_s)} min, ${record.result.peak_rss_mb.toFixed(0)} MB${gpu}, in ${record.result.isolation.backend}`);
  }
  $("detail").replaceChildren(el("h3", {}, `#${n} ${plan.name}`), el("dl", {}, ...rows));
}

function block(name, live, steer) {
  const press = (type) => () => steer({ type, block: name });
  const buttons = live ? [
    el("button", { type: "button", onclick: press("pin"), title: `Only plans with ${name} from now on`, "aria-label": `Pin ${name}`, "data-testid": `pin-${name}` }, "pin"),
    el("button", { type: "button", onclick: press("forbid"), title: `No plans with ${name} from now on`, "aria-label": `Forbid ${name}`, "data-testid": `forbid-${name}` }, "forbid"),
  ] : [];
  return el("span", { class: "block" }, `${name} `, ...buttons);
}
