// The page: one stream of events in, panels out; everything is drawn from the stream.

import { $, ask, clean, el, figure, part, span, trouble } from "./dom.js";
import { Run, STATES, best, scored, value } from "./store.js";
import { choose as speak, t } from "./words.js";
import * as board from "./board.js";
import * as chat from "./chat.js";
import * as code from "./code.js";
import * as form from "./form.js";
import * as live from "./live.js";
import * as tree from "./tree.js";

const name = decodeURIComponent(location.pathname.match(/^\/r\/([^/]+)/)?.[1] ?? "");
const DRAW_MS = 250; // between two drawings: people read no faster
const BUDGET_MS = 8; // of one frame, for taking events

let run = name ? new Run(name) : null;
let selected = null;
let follows = true; // the selection goes along with the running trial
let tab = "live";
let waiting = []; // events that came and were not taken
let dirty = new Set();
let drawn = 0;
let due = []; // panels of a drawing that has begun
let source = null;
let machine = null;

history.replaceState(null, "", location.pathname); // the token leaves the address

// — the stream —

function connect() {
  source?.close();
  const asked = `with=chat,machine,runs&chat=${chat.seen()}`;
  const path = run ? `/api/v1/runs/${name}/events?since=${run.seq + waiting.length}&${asked}` : `/api/v1/events?${asked}`;
  const mine = (source = new EventSource(path));
  mine.onopen = () => { $("lost").hidden = true; };
  mine.onerror = () => {
    $("lost").hidden = false;
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => { if (source === mine) connect(); }, 2000);
  };
  mine.onmessage = ({ data }) => { waiting.push(data); wake(); };
  mine.addEventListener("chat", ({ data }) => chat.take(JSON.parse(data)));
  mine.addEventListener("state", ({ data }) => { run.row = JSON.parse(data); run.asOf = performance.now(); dirty.add("all"); wake(); });
  mine.addEventListener("runs", ({ data }) => runs(JSON.parse(data)));
  mine.addEventListener("machine", ({ data }) => { machine = JSON.parse(data); dirty.add("machine"); wake(); });
  mine.addEventListener("reset", () => location.reload());
}

let awake = false;
function wake() {
  if (awake) return;
  awake = true;
  // hidden pages get no frames, and have to keep up all the same
  if (document.hidden) setTimeout(frame, 200);
  else requestAnimationFrame(frame);
}

function frame() {
  awake = false;
  const end = performance.now() + BUDGET_MS;
  let at = 0;
  while (at < waiting.length && performance.now() < end) {
    if (!run.take(JSON.parse(waiting[at++]))) { waiting = []; connect(); return; }
    dirty.add("all");
  }
  if (at) waiting = waiting.slice(at);
  if (!due.length && performance.now() - drawn >= DRAW_MS && dirty.size) {
    due = panels();
    dirty = new Set();
    drawn = performance.now();
  }
  if (due.length) due.shift()(); // one panel: charts draw themselves behind it
  if (waiting.length || due.length) wake();
  else if (dirty.size) setTimeout(wake, DRAW_MS);
}

// — drawing —

/** What has to be drawn, panel by panel. */
function panels() {
  const all = dirty.has("all");
  const list = [];
  if (machine && (dirty.has("machine") || all)) list.push(() => board.machine(machine));
  if (run && (all || dirty.has("selection"))) {
    if (follows) selected = run.running ?? best(run, scored(run))?.n ?? [...run.trials.keys()].at(-1) ?? null;
    list.push(head, () => board.draw(run, selected, select), () => board.log(run), ...pane());
  }
  return list;
}

function pane() {
  if (tab === "live") {
    return [now, () => live.scores(run, selected), () => live.losses(run, selected), () => board.detail(run, selected, steer)];
  }
  if (tab === "tree") return [() => tree.draw(run, selected, select)];
  if (tab === "code") return [() => code.draw(run, selected)];
  return [report];
}

/** What a person calls a state: what has been paused is paused. */
const called = (state) => t(STATES[state] ?? state);

function head() {
  const row = run.row;
  if (!row) return;
  const before = $("state").dataset.state;
  $("state").textContent = called(row.state);
  $("state").dataset.state = row.state;
  for (const id of ["state", "time", "acts"]) $(id).hidden = false;
  if (before && before !== row.state) $("live-state").textContent = t("{run} is {state}", { run: name, state: called(row.state) });
  const going = row.state === "running";
  for (const id of ["pause", "skip"]) $(id).hidden = !going;
  $("resume").hidden = going || row.state === "finished";
  document.title = `${called(row.state)} · ${name} · Forgeweld`;
  clock();
}

/** Time spent; between two looks of the server it goes on by itself. */
function clock() {
  const row = run?.row;
  if (!row) return;
  const more = row.state === "running" ? (performance.now() - run.asOf) / 1000 : 0;
  const spent = Math.min(row.seconds + more, Math.max(row.of, row.seconds));
  $("clock").textContent = t("{spent} of {of}", { spent: span(spent), of: span(row.of) });
  $("spent").value = Math.min(1, spent / row.of);
}

function now() {
  const trial = run.trials.get(run.running);
  if (trial) {
    const epoch = trial.epochs.at(-1);
    const spent = Date.now() / 1000 - trial.since;
    const at = epoch ? t("epoch {n}", { n: epoch.epoch }) : t("starting");
    $("now").textContent = clean(`#${trial.n} ${trial.plan.name} · ${at} · ${t("{spent} of about {of}", { spent: span(spent), of: span(trial.plan.seconds) })}`);
    $("trial-bar").value = Math.min(1, spent / trial.plan.seconds);
    return;
  }
  $("trial-bar").value = run.outcome ? 1 : 0;
  const top = best(run, scored(run));
  const state = run.refit && run.row?.state === "running" ? t("#{n} is trained once more, on all labelled rows", { n: run.refit }) : run.row ? called(run.row.state) : "…";
  const failed = [...run.trials.values()].filter((one) => one.record && !one.record.select).length;
  const counts = t("{n} trials", { n: run.trials.size }) + (failed ? t(" ({n} failed)", { n: failed }) : "");
  $("now").textContent = clean(`${state} · ${counts}${top ? t(" · best #{n} {name} {score}", { n: top.n, name: top.plan.name, score: figure(value(top)) }) : ""}`);
}

async function report() {
  const box = $("pane-report");
  if (box.dataset.of === String(run.outcome !== null)) return;
  box.dataset.of = String(run.outcome !== null);
  const { files } = await ask(`/runs/${name}/artifacts`);
  const link = (file) => el("li", {}, el("a", { href: `/api/v1/runs/${name}/artifacts/${file}`, target: "_blank", rel: "noopener" }, file));
  const kept = files.filter((file) => !file.startsWith("trials/") && file !== "report.html");
  const list = el("ul", { "data-testid": "kept" }, ...kept.map(link));
  const words = files.includes("report.html")
    ? el("iframe", { src: `/api/v1/runs/${name}/artifacts/report.html`, title: t("Report"), sandbox: "", "data-testid": "report" })
    : el("p", { class: "quiet" }, t("No report.html yet. What can be had:"));
  box.replaceChildren(words, el("details", { open: !files.includes("report.html") }, el("summary", {}, t("{n} files", { n: kept.length })), list));
}

// — what a person does —

function select(n) {
  selected = n;
  follows = n === run.running;
  dirty.add("selection");
  drawn = 0;
  wake();
}

function choose(next) {
  tab = next;
  for (const button of document.querySelectorAll("[role=tab]")) {
    const mine = button.id === `tab-${next}`;
    button.setAttribute("aria-selected", String(mine));
    button.tabIndex = mine ? 0 : -1;
    $(button.getAttribute("aria-controls")).hidden = !mine;
  }
  dirty.add("selection");
  drawn = 0;
  wake();
}

async function steer(action) {
  try {
    trouble(null);
    const said = await ask(`/runs/${name}/actions`, action);
    if (said.state) { run.row = said; run.asOf = performance.now(); dirty.add("all"); wake(); }
  } catch (error) {
    trouble(error);
  }
}

/** Ten minutes more: of a run that goes on, or has ended. */
function longer() {
  const { state, of } = run.row;
  return state === "running" ? { type: "extend", minutes: 10 } : { type: "resume", minutes: of / 60 + 10 };
}

/** A run that has ended would go on at once: that is asked first. */
async function extended(button) {
  const more = longer();
  if (more.type === "resume" && !window.confirm(t("This run has ended. Let it go on for ten more minutes, from now?"))) return;
  await pressed(button, more);
}

async function pressed(button, action) {
  button.disabled = true;
  await steer(action);
  button.disabled = false;
}

function see(view) {
  document.querySelector(".columns").dataset.view = view;
  for (const button of document.querySelectorAll("[data-view]")) if (button.tagName === "BUTTON") button.setAttribute("aria-pressed", String(button.dataset.view === view));
  if (view === "chat") chat.toEnd();
  if (view === "side") board.toEnd();
  live.forget(); // sizes are others
  dirty.add("all");
  wake();
}

function step(by) {
  const order = [...run.trials.keys()].sort((a, b) => a - b);
  const at = order.indexOf(selected);
  if (order.length) select(order[Math.max(0, Math.min(order.length - 1, at + by))]);
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "/") { event.preventDefault(); see("chat"); $("words").focus(); return; }
  if (!run) return;
  const does = { j: () => step(1), k: () => step(-1), g: () => choose("tree"), l: () => choose("live"), c: () => choose("code"), r: () => choose("report") }[event.key];
  if (does) does();
}

function arrows(event) {
  const order = ["live", "tree", "code", "report"];
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const next = order[(order.indexOf(tab) + by + order.length) % order.length];
  choose(next);
  $(`tab-${next}`).focus();
}

function runs(rows) {
  const choices = rows.map((row) => el("option", { value: row.run }, `${row.run} · ${called(row.state)}`));
  const first = el("option", { value: "" }, run ? t("all runs") : rows.length ? t("choose a run") : t("no runs yet"));
  $("runs").replaceChildren(first, ...choices);
  $("runs").value = name;
  if (run) return;
  const items = rows.map((row) => el("li", {}, el("a", { href: `/r/${row.run}`, "data-testid": `run-${row.run}` },
    el("b", {}, row.run), el("span", { class: "pill", "data-state": row.state }, called(row.state)),
    el("small", {}, row.statement.slice(0, 140)),
    el("small", {}, `${t("{n} trials", { n: row.trials })} · ${row.metric} ${figure(row.select)} · ${t("{spent} of {of}", { spent: span(row.seconds), of: span(row.of) })}`))));
  $("runlist").replaceChildren(...(items.length ? items : [el("li", { class: "quiet" }, t("None yet. What you start appears here."))]));
}

async function copy() {
  const row = run.row;
  const { spec } = await ask(`/runs/${name}`);
  const quote = (words) => `'${words.replaceAll("'", "'\\''")}'`;
  await navigator.clipboard.writeText(`forgeweld run ${quote(spec.statement)} --data ${quote(spec.data)} --minutes ${+(row.of / 60).toFixed(2)} --seed ${spec.seed} --name ${name}`);
  $("copy").textContent = t("Copied");
  setTimeout(() => { $("copy").textContent = t("Copy command"); }, 1500);
}

// — the beginning —

window.forgeweld = { run, state: () => ({ seq: run?.seq ?? 0, gaps: run?.gaps ?? 0, waiting: waiting.length }) }; // for tests
await speak();

if (run) {
  $("centre").replaceChildren(part("run-part"));
  $("side").replaceChildren(part("side-part"), part("foot-part"));
  for (const id of ["live", "tree", "code", "report"]) $(`tab-${id}`).addEventListener("click", () => choose(id));
  document.querySelector("[role=tablist]").addEventListener("keydown", arrows);
  $("pause").addEventListener("click", (e) => pressed(e.target, { type: "pause" }));
  $("resume").addEventListener("click", (e) => pressed(e.target, { type: "resume" }));
  $("skip").addEventListener("click", (e) => pressed(e.target, { type: "skip" }));
  $("extend").addEventListener("click", (e) => extended(e.target));
  $("copy").addEventListener("click", () => copy().catch(trouble));
  document.querySelector("[data-testid=tree-keys]").textContent = t("square: baseline · circle: trial · diamond: running · cross: failed · the brighter, the better");
  board.wire(() => { dirty.add("all"); drawn = 0; wake(); });
  code.wire();
  choose("live");
  setInterval(() => { clock(); if (tab === "live" && run.running) now(); }, 1000);
} else {
  form.show();
  $("side").replaceChildren(el("h2", {}, t("Runs")), el("ul", { class: "runlist", id: "runlist", "data-testid": "runlist" }), part("foot-part"));
  $("log-head").remove();
  $("log").remove();
}
chat.open(name);
chat.wire(form.data);
$("runs").addEventListener("change", (event) => location.assign(event.target.value ? `/r/${event.target.value}` : "/"));
document.addEventListener("keydown", keyed);
for (const button of document.querySelectorAll(".views button")) button.addEventListener("click", () => see(button.dataset.view));
see("centre");
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { live.forget(); dirty.add("all"); wake(); });
addEventListener("resize", () => { dirty.add("all"); wake(); });
connect();
