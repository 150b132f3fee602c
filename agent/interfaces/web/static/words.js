// The language of the page: English, or Chinese by the table below; sentences of runs
// by the patterns of the server, the same that the command line has.

import { CHINESE } from "./chinese.js";

let chinese = false;
let patterns = [];

/** Asks which language it is to be; to be awaited before anything is shown. */
export async function choose() {
  let asked = "auto";
  let sentences = {};
  const mine = (navigator.language ?? "en").toLowerCase().startsWith("zh");
  const answer = await fetch("/api/v1/words").catch(() => null);
  if (answer?.ok) ({ lang: asked, sentences } = await answer.json());
  chinese = asked === "zh" || (asked === "auto" && mine);
  if (!chinese) return;
  document.documentElement.lang = "zh";
  const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const own = ([english]) => english.replaceAll("{}", "").length;
  patterns = Object.entries(sentences).sort((a, b) => own(b) - own(a))
    .map(([english, said]) => [new RegExp(`^${english.split("{}").map(escaped).join("([^]+?)")}$`), said]);
  localise(document);
  for (const part of document.querySelectorAll("template")) localise(part.content);
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A text of the page, with its holes filled. */
export function t(text, values = {}) {
  return filled(chinese ? CHINESE[text] ?? text : text, values);
}

/** A sentence that was made elsewhere, in English. */
export function told(text) {
  for (const [pattern, said] of patterns) {
    const found = pattern.exec(text);
    if (found) return filled(said, found.slice(1).map(told)).replaceAll("{{", "{").replaceAll("}}", "}");
  }
  return text;
}

/** Everything in English that stands in the markup. */
function localise(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim();
    if (words in CHINESE) texts.currentNode.data = texts.currentNode.data.replace(words, CHINESE[words]);
  }
  for (const name of ["aria-label", "title", "placeholder"]) {
    for (const node of root.querySelectorAll(`[${name}]`)) node.setAttribute(name, t(node.getAttribute(name)));
  }
}
