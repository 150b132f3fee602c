// The search as a tree: what grew out of what. Shape: state; colour: score.

import { $, clean } from "./dom.js";
import { scored, value } from "./store.js";
import { t, told } from "./words.js";

const ROW = 36, STEP = 22;
const SCALE = ["#0d2a63", "#2f5f9e", "#4f8fb8", "#8cb98f", "#d0c85f", "#fde725"];

function svg(tag, props, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, given] of Object.entries(props)) node.setAttribute(name, given);
  if (text !== undefined) node.textContent = clean(text);
  return node;
}

/** Plans, a trial that went on from a checkpoint standing in its line. */
function plans(run) {
  const lines = new Map(), of = new Map();
  for (const trial of [...run.trials.values()].sort((a, b) => a.n - b.n)) {
    const grown = trial.plan.continues ? of.get(trial.plan.continues) : undefined;
    const line = grown ?? { first: trial.n, parent: trial.plan.parent, trials: [], children: [] };
    line.trials.push(trial);
    of.set(trial.n, line);
    lines.set(line.first, line);
  }
  const roots = [];
  for (const line of lines.values()) {
    const above = line.parent ? of.get(line.parent) : undefined;
    if (above && above !== line) above.children.push(line);
    else roots.push(line);
  }
  return roots;
}

export function draw(run, selected, select) {
  const rows = [];
  const walk = (line, depth, above) => {
    const place = { line, depth, above, y: rows.length * ROW + ROW / 2 };
    rows.push(place);
    line.children.forEach((child) => walk(child, depth + 1, place));
  };
  plans(run).forEach((root) => walk(root, 0, null));
  const values = scored(run).map(value);
  const order = values.sort((a, b) => (run.row?.maximize === false ? b - a : a - b));
  const wide = Math.max(300, $("tree").clientWidth - 4);
  const box = svg("svg", { width: wide, height: Math.max(ROW, rows.length * ROW), role: "group", "aria-label": t("Search tree") });
  for (const row of rows) if (row.above) box.append(edge(row));
  for (const row of rows) box.append(node(run, row, selected, select, wide, (v) => tone(order, v)));
  const focused = document.activeElement?.closest?.("#tree .node")?.dataset.n;
  $("tree").replaceChildren(box);
  if (focused) box.querySelector(`[data-n="${focused}"]`)?.focus();
}

const x = (depth) => 14 + Math.min(depth, 12) * STEP;

function edge({ depth, above, y }) {
  return svg("path", { class: "edge", d: `M${x(above.depth)} ${above.y}V${y}H${x(depth)}` });
}

/** By rank: one far off does not make all the others alike. */
function tone(order, score) {
  const share = order.length > 1 ? order.indexOf(score) / (order.length - 1) : 1;
  return SCALE[Math.round(share * (SCALE.length - 1))];
}

function node(run, { line, depth, y }, selected, select, wide, toned) {
  const last = line.trials.at(-1), plan = last.plan;
  const numbers = line.trials.map((t) => t.n).join("→");
  const failed = last.record && !last.record.select;
  const score = !last.record ? t("running") : failed ? t("failed: {why}", { why: last.record.failure }) : value(last).toFixed(4);
  const chosen = line.trials.some((t) => t.n === selected);
  const change = told(line.trials[0].plan.operator).split(/\s+/).slice(0, 4).join(" ");
  const group = svg("g", { class: "node", role: "button", tabindex: 0, "aria-pressed": chosen, "data-n": last.n, "data-testid": `node-${last.n}` });
  const left = x(depth);
  group.append(svg("rect", { class: "back", x: left - 10, y: y - ROW / 2 + 1, width: wide - left + 8, height: ROW - 2, rx: 6 }));
  group.append(mark(last, failed, left, y, toned));
  const by = line.trials[0].plan.proposer === "rules" ? "" : ` · ${line.trials[0].plan.proposer}`;
  const room = Math.floor((wide - left - 24) / 7);
  const name = plan.name.length > room - 16 ? `${plan.name.slice(0, Math.max(6, room - 17))}…` : plan.name;
  group.append(svg("text", { x: left + 14, y: y - 2 }, `#${numbers} ${name}`));
  group.append(svg("text", { x: wide - 10, y: y - 2, "text-anchor": "end" }, score));
  group.append(svg("text", { class: "change", x: left + 14, y: y + 12 }, [...new Set([change + by, last.record ? told(last.record.verdict) : t("running")])].join(" · ")));
  group.addEventListener("click", () => select(last.n));
  group.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); select(last.n); }
  });
  return group;
}

function mark(trial, failed, left, y, toned) {
  const edge = { stroke: "#7f8890", "stroke-width": 1 };
  if (!trial.record) return svg("path", { d: `M${left} ${y - 7}L${left + 7} ${y}L${left} ${y + 7}L${left - 7} ${y}Z`, fill: "#cc79a7", ...edge });
  if (failed) return svg("path", { d: `M${left - 5} ${y - 5}L${left + 5} ${y + 5}M${left + 5} ${y - 5}L${left - 5} ${y + 5}`, stroke: "#d55e00", "stroke-width": 2.5 });
  const fill = toned(value(trial));
  if (trial.record.verdict === "baseline") return svg("rect", { x: left - 6, y: y - 6, width: 12, height: 12, fill, ...edge });
  return svg("circle", { cx: left, cy: y, r: 7, fill, ...edge });
}
