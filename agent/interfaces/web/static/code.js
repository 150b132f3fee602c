// The files of a trial, and how they differ from those of another one.

import { $, ask, clean, el, text } from "./dom.js";
import { t } from "./words.js";

const view = { trial: null, against: "", file: "model.py", names: [], diffs: new Map(), told: "" };
let turn = 0;

/** Shows the selected trial; does nothing if it is shown already. */
export async function draw(run, n) {
  const trial = run.trials.get(n);
  if (!trial || (view.trial === n && view.run === run.name)) return;
  Object.assign(view, { run: run.name, trial: n, names: [], diffs: new Map() });
  view.against = trial.plan.parent ? String(trial.plan.parent) : "";
  $("code-title").textContent = clean(`#${n} ${trial.plan.name}`);
  const others = [...run.trials.keys()].filter((k) => k !== n);
  const choices = others.map((k) => el("option", { value: k }, `#${k} ${run.trials.get(k).plan.name}`));
  $("against").replaceChildren(el("option", { value: "" }, t("nothing")), ...choices);
  $("against").value = view.against;
  await load();
}

export function forget() {
  view.trial = null;
}

export function wire() {
  $("against").addEventListener("change", async (event) => {
    view.against = event.target.value;
    await load();
  });
  $("code-copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(view.told);
    $("code-copy").textContent = t("Copied");
    setTimeout(() => { $("code-copy").textContent = t("Copy"); }, 1500);
  });
}

async function load() {
  const mine = ++turn;
  try {
    const path = `/runs/${view.run}`;
    const got = await ask(`${path}/trials/${view.trial}`);
    const files = got.files.map((f) => f.split("/").slice(2).join("/"));
    let diffs = new Map();
    if (view.against) {
      const said = await ask(`${path}/diff?a=${view.against}&b=${view.trial}`);
      diffs = new Map(said.files.map((f) => [`project/${f.path}`, f.diff]));
    }
    if (mine !== turn) return; // another trial was chosen meanwhile
    view.names = files;
    view.diffs = diffs;
    const first = [...diffs.keys()].find((name) => name.endsWith("model.py")) ?? [...diffs.keys()][0];
    if (view.against && !diffs.has(view.file)) view.file = first ?? "project/model.py";
    if (!files.includes(view.file)) view.file = files.find((f) => f.endsWith("model.py")) ?? files[0];
    names();
    await source(mine);
  } catch (error) {
    if (mine === turn) $("source").textContent = error.message;
  }
}

function names() {
  const buttons = view.names.map((name) => {
    const mark = view.diffs.has(name) ? " ±" : "";
    const pressed = String(name === view.file);
    const press = async () => { view.file = name; names(); await source(++turn); };
    return el("button", { type: "button", "aria-pressed": pressed, onclick: press, "data-testid": `file-${name}` }, name.replace("project/", "") + mark);
  });
  $("files").replaceChildren(...buttons);
}

async function source(mine) {
  const diff = view.diffs.get(view.file);
  let told = diff;
  if (diff === undefined) {
    told = await text(`/runs/${view.run}/artifacts/trials/${view.trial}/${view.file}`);
    if (mine !== turn) return;
    if (view.against && view.file.startsWith("project/")) told = `${t("(the same in #{n})", { n: view.against })}\n\n${told}`;
  }
  told = view.told = clean(told);
  if (diff === undefined) { $("source").textContent = told; return; }
  const kind = (line) => (line.startsWith("@@") ? "place" : line.startsWith("+") ? "added" : line.startsWith("-") ? "gone" : "same");
  $("source").replaceChildren(...told.split("\n").map((line) => el("span", { class: kind(line) }, line || " ")));
}
