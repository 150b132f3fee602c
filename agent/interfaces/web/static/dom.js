// Small helpers: elements without markup, requests with readable problems, figures.

import { told } from "./words.js";

export const $ = (id) => document.getElementById(id);

// As agent/hygiene.py has it: controls, turned directions, what can't be seen.
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]/g;

/** Foreign text that can be shown. */
export const clean = (words) => String(words).replace(UNSAFE, "");

/** An element; what comes from data is only ever its text. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : clean(value));
  }
  const given = children.filter((child) => child !== null && child !== undefined);
  node.append(...given.map((child) => (child instanceof Node ? child : clean(child))));
  return node;
}

/** The contents of a template. */
export const part = (id) => $(id).content.cloneNode(true);

/** JSON of an answer; throws an Error whose message is what, why and how to mend it. */
export async function ask(path, body, headers = {}) {
  const options = { headers };
  if (body !== undefined) {
    options.method = "POST";
    options.body = JSON.stringify(body);
    headers["Content-Type"] = "application/json";
  }
  const answer = await fetch(`/api/v1${path}`, options);
  const said = await answer.json();
  if (!answer.ok) {
    const parts = [told(said.title), said.where, said.detail && told(said.detail), said.fix && `→ ${told(said.fix)}`];
    throw new Error(parts.filter(Boolean).join("\n"));
  }
  return said;
}

export async function text(path) {
  const answer = await fetch(`/api/v1${path}`);
  if (!answer.ok) throw new Error(`this file can't be had (${answer.status})`);
  return answer.text();
}

/** Shows a problem above everything, until the next one is cleared. */
export function trouble(error) {
  $("problem").textContent = error ? error.message : "";
  $("problem").hidden = !error;
}

export const figure = (value, digits = 4) => (value === null || value === undefined ? "—" : value.toFixed(digits));

/** A figure with its sign, without -0. */
export const signed = (value) => (value >= 0 ? "+" : "−") + Math.abs(value).toFixed(3);

export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
