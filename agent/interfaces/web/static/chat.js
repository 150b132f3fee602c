// The chat: what was said, questions with two buttons, and the line to type in.

import { $, ask, el, trouble } from "./dom.js";
import { t, told } from "./words.js";

let about = "";
let last = 0;
let known = false;
const cards = new Map();

/** Begins with the messages of a run, or of none. */
export function open(run) {
  about = run ? `/runs/${run}` : "";
  last = 0;
  cards.clear();
  $("said").replaceChildren();
  greet(run);
}

function greet(run) {
  const words = run ? t("Ask about this run. /help lists the commands; whatever starts, stops or writes asks first.") : t("Ask about data and runs. /help lists the commands; whatever starts, stops or writes asks first.");
  $("said").append(el("p", { class: "note" }, words));
}

export const seen = () => last;

/** One message; those that were shown already come again after a lost connection. */
export function take(note) {
  if (note.n <= last) return;
  last = note.n;
  const box = $("said");
  const end = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  if (note.kind === "user") box.append(el("p", { class: "mine", "data-testid": "mine" }, note.text));
  else if (note.kind === "agent") box.append(el("div", { class: "theirs", "data-testid": "theirs" }, narrow(spoken(note.text))));
  else if (note.kind === "note") box.append(el("p", { class: "note", "data-testid": "note" }, spoken(note.text)));
  else if (note.kind === "permission") box.append(card(note));
  else if (note.kind === "resolved") resolve(note);
  $("said").setAttribute("aria-busy", String(note.kind !== "done"));
  if (end) box.scrollTop = box.scrollHeight;
}

/** Line by line in the language of the page. */
const spoken = (words) => words.split("\n").map((row) => {
  const [, command, what] = /^( {2}\/.*? {2,})?([^]*)$/.exec(row);  // a line of /help
  return (command ?? "") + told(what);
}).join("\n");

/** Columns made for a terminal, closer together: lines break here. */
const narrow = (words) => words.replace(/(\S) {3,}(?=\S)/g, "$1  ");

/** Shows the newest; for when the chat comes into view. */
export function toEnd() {
  $("said").scrollTop = $("said").scrollHeight;
}

function card(note) {
  const answer = (option) => async () => {
    try {
      await ask(`${about}/permissions/${note.pid}`, { option });
    } catch (error) {
      trouble(error);
    }
  };
  const acts = el("p", { class: "acts" },
    el("button", { type: "button", class: "strong", onclick: answer("allow"), "data-testid": "allow" }, t("Allow")),
    el("button", { type: "button", onclick: answer("reject"), "data-testid": "reject" }, t("Reject")));
  const made = el("div", { class: "card", role: "group", "aria-label": t("Permission"), "data-testid": "card" }, spoken(note.text), acts);
  cards.set(note.pid, made);
  return made;
}

function resolve(note) {
  const said = { allow: t("allowed"), reject: t("rejected"), expired: t("no longer asked") }[note.text] ?? note.text;
  cards.get(note.pid)?.querySelector(".acts")?.replaceWith(el("p", { class: "note" }, said));
}

/** The form at the bottom; `data` gives the folder that is meant where no run does. */
export function wire(data) {
  $("say").addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = $("words").value.trim();
    if (!words) return;
    const where = about ? {} : data() ? { data: data() } : {};
    try {
      await ask(`${about}/messages`, { text: words, ...where });
      $("words").value = "";
      trouble(null);
    } catch (error) {
      trouble(error);
    }
  });
  $("words").addEventListener("focus", async () => {
    if (known) return;
    known = true;
    const said = await ask("/commands");
    const choices = said.commands.map((c) => el("option", { value: c.name }, `${c.wants} ${told(c.what)}`));
    $("commands").replaceChildren(...choices);
  });
}
