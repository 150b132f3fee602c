// The first page: a sentence, data with its live profile, time, a plan, and start.

import { $, ask, el, figure, part, trouble } from "./dom.js";
import { t, told } from "./words.js";

const MINUTES = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 120, 240, 480];
const KEPT = "forgeweld.form";
let asked = "";

export function show() {
  $("centre").replaceChildren(part("form-part"));
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  for (const [id, value] of Object.entries(kept)) if ($(id)) $(id).value = value;
  $("start").addEventListener("input", keep);
  $("minutes").addEventListener("input", minutes);
  $("data").addEventListener("input", debounced(profile, 600));
  $("plan").addEventListener("click", plan);
  $("start").addEventListener("submit", begin);
  minutes();
  asked = "";
  if ($("data").value) profile();
  model();
}

export const data = () => $("data")?.value.trim() ?? "";

function keep() {
  const names = ["statement", "data", "minutes", "target", "metric"];
  sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(names.map((id) => [id, $(id).value]))));
}

function minutes() {
  const said = MINUTES[$("minutes").value];
  const words = said < 60 ? t("{n} min", { n: said }) : t("{n} h", { n: said / 60 });
  $("minutes-said").textContent = words;
  $("minutes").setAttribute("aria-valuetext", words);
}

function debounced(work, wait) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(work, wait); };
}

async function model() {
  $("start").querySelector("details").addEventListener("toggle", async () => {
    const said = await ask("/commands");
    $("model-row").hidden = !said.model;
    $("model-name").textContent = said.model ?? "";
  }, { once: true });
}

async function profile() {
  const path = data();
  if (path === asked || !path) return;
  asked = path;
  $("profile").textContent = t("reading…");
  try {
    const said = await ask("/profile", { data: path });
    if (path === asked) $("profile").replaceChildren(...columns(said));
  } catch (error) {
    if (path === asked) $("profile").replaceChildren(el("p", { class: "bad" }, error.message));
  }
}

function columns(said) {
  const test = said.test_rows === null ? "" : t(", and {n} to predict", { n: said.test_rows.toLocaleString("en") });
  const head = t("{n} rows", { n: said.rows.toLocaleString("en") }) + test + t(" · {n} columns", { n: said.columns.length });
  const rows = said.columns.map((c) => el("tr", {},
    el("td", { class: "name" }, c.name), el("td", {}, t(c.type)),
    el("td", {}, c.missing ? t("{n} % missing", { n: (100 * c.missing).toFixed(1) }) : ""),
    el("td", {}, c.shape ? c.shape.join("×") : c.low !== null ? `${figure(c.low, 2)} … ${figure(c.high, 2)}` : t("{n} different", { n: c.unique }))));
  const head2 = el("thead", {}, el("tr", {}, ...["column", "type", "gaps", "range"].map((name) => el("th", { scope: "col" }, t(name)))));
  const table = el("div", { class: "rows", tabindex: 0, role: "region", "aria-label": t("Columns") }, el("table", { "data-testid": "profile-table" }, head2, el("tbody", {}, ...rows)));
  return [el("p", {}, head), table];
}

function fields() {
  const given = { statement: $("statement").value.trim(), data: data(), minutes: MINUTES[$("minutes").value], seed: Number($("seed").value || 0), on_missing: $("on_missing").value };
  for (const id of ["target", "metric"]) if ($(id).value.trim()) given[id] = $(id).value.trim();
  if ($("trials").value) given.trials = Number($("trials").value);
  return given;
}

async function busy(button, words, work) {
  const before = button.textContent;
  button.textContent = words;
  $("plan").disabled = $("begin").disabled = true;
  try {
    trouble(null);
    await work();
  } catch (error) {
    $("planned").replaceChildren(el("p", { class: "bad", role: "alert", "data-testid": "start-problem" }, error.message));
  } finally {
    button.textContent = before;
    $("plan").disabled = $("begin").disabled = false;
  }
}

function plan() {
  if (!$("start").reportValidity()) return;
  busy($("plan"), t("Planning…"), async () => {
    const said = await ask("/plan", fields());
    const notes = [...said.spec.notes.map(told), ...said.warnings.map((w) => `! ${told(w)}`)].join("\n");
    $("planned").replaceChildren(el("pre", { tabindex: 0, "data-testid": "plan-said" }, `${said.told}\n\n${notes}`));
    $("planned").scrollIntoView({ block: "nearest" });
  });
}

function begin(event) {
  event.preventDefault();
  const key = crypto.randomUUID(); // a request that is sent twice begins one run
  busy($("begin"), t("Reading the data…"), async () => {
    const given = fields();
    if ($("name").value.trim()) given.name = $("name").value.trim();
    const row = await ask("/runs", { ...given, new: $("afresh").checked, model: $("model").checked }, { "Idempotency-Key": key });
    location.assign(`/r/${row.run}`);
  });
}
