// Two charts: scores by trial against what has to be beaten, and losses by epoch.

import { $, clean, color, el, figure } from "./dom.js";
import { alone, best, better, scored, value } from "./store.js";
import { t } from "./words.js";

const BLUE = "#0072b2", ORANGE = "#d55e00", GREEN = "#009e73", PINK = "#cc79a7";
const SKY = "#56b4e9";
const charts = {};

/** Empties both charts, for another run or another light. */
export function forget() {
  for (const name of Object.keys(charts)) {
    charts[name].plot.destroy();
    delete charts[name];
  }
}

export function scores(run, selected) {
  const done = [...run.trials.values()].filter((one) => one.record).sort((a, b) => a.n - b.n);
  if (!done.length) { empty("score"); $("score-keys").textContent = t("no trial is done yet"); return; }
  let top = null;
  const rows = done.map((one) => {
    const own = one.record.select ? value(one) : null;
    if (own !== null && (top === null || better(run, own, top))) top = own;
    return [one.n, own, top];
  });
  const x = rows.map((row) => row[0]);
  const level = (v) => x.map(() => v);
  const data = [x, rows.map((row) => row[1]), rows.map((row) => row[2])];
  const series = [
    { label: t("trial"), stroke: BLUE, paths: () => null, points: { show: true, size: 7, fill: BLUE } },
    { label: t("best so far"), stroke: BLUE, width: 2, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } },
  ];
  const single = best(run, [...alone(run).values()]);
  const constant = run.constant;
  if (single) {
    data.push(level(value(single)));
    series.push({ label: t("best alone: {name}", { name: single.plan.branches[0].modality }), stroke: ORANGE, dash: [6, 4], width: 1.5, points: { show: false } });
  }
  if (constant !== null) {
    data.push(level(constant));
    series.push({ label: t("constant"), stroke: PINK, dash: [2, 4], width: 1.5, points: { show: false } });
  }
  const tip = (i) => {
    const trial = run.trials.get(x[i]);
    return trial ? `#${trial.n} ${trial.plan.name}  ${figure(rows[i][1])}` : "";
  };
  show("score", series, data, tip, selected);
}

export function losses(run, selected) {
  const trials = [...run.trials.values()].filter((one) => one.epochs.length > 1 && "valid_loss" in one.epochs[0]);
  const chosen = run.trials.get(selected);
  const shown = trials.filter((one) => one !== chosen).slice(-30);
  const length = Math.max(1, ...[...shown, chosen].map((one) => one?.epochs.length ?? 0));
  const x = Array.from({ length }, (_, i) => i + 1);
  const pick = (trial, name) => {
    const y = new Array(length).fill(null);
    trial.epochs.forEach((row, i) => { y[i] = row[name] ?? null; });
    return y;
  };
  const faint = color("--line");
  const series = [], data = [x];
  for (const trial of shown) {
    series.push({ label: `#${trial.n}`, stroke: faint, width: 1, points: { show: false } });
    data.push(pick(trial, "valid_loss"));
  }
  if (chosen?.epochs.length) {
    const points = { show: chosen.epochs.length < 3 };
    const names = [["train_loss", SKY, [6, 3]], ["valid_loss", GREEN, []]];
    for (const [name, stroke, dash] of names) {
      if (!(name in chosen.epochs[0])) continue;
      series.push({ label: `#${chosen.n} ${name.replace("_loss", "")}`, stroke, dash, width: 2, points });
      data.push(pick(chosen, name));
    }
  }
  if (!series.length) { empty("loss"); return; }
  const tip = (i) => {
    const told = series.map((s, k) => [s.label, data[k + 1][i]]).filter(([, v]) => v !== null);
    return [t("epoch {n}", { n: x[i] }), ...told.slice(-6).map(([name, v]) => `${name}  ${v.toPrecision(4)}`)].join("\n");
  };
  show("loss", series, data, tip, selected);
  keys("loss", series.filter((s) => s.width === 2), shown.length ? t("others faint") : "");
}

function empty(name) {
  charts[name]?.plot.destroy();
  delete charts[name];
  $(`${name}-keys`).replaceChildren(t("no epochs yet"));
}

/** Draws data; makes the chart anew only if its series are others. */
function show(name, series, data, tip, selected) {
  const box = $(`${name}-chart`);
  const key = series.map((s) => s.label).join("|");
  let chart = charts[name];
  if (chart?.key !== key || chart.box !== box) {
    chart?.plot.destroy();
    chart = charts[name] = { key, box, plot: plot(box, series, data, () => charts[name].tip) };
    if (name === "score") keys(name, series, "");
  }
  chart.tip = tip;
  chart.plot.setData(data);
  const width = box.clientWidth, height = box.clientHeight;
  if (width && (chart.plot.width !== width || chart.plot.height !== height)) chart.plot.setSize({ width, height });
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", t("chart of {n} points; trial #{selected} is selected", { n: data[0].length, selected: selected ?? "—" }));
}

function plot(box, series, data, tip) {
  const said = el("div", { class: "tip", hidden: true });
  const quiet = color("--quiet"), line = color("--line");
  const axis = { stroke: quiet, grid: { stroke: line, width: 0.5 }, ticks: { stroke: line, width: 0.5 }, font: "11px system-ui, sans-serif" };
  const whole = (_, splits) => splits.map((v) => (Number.isInteger(v) ? v : ""));
  const hover = (u) => {
    const i = u.cursor.idx;
    const words = i === null || i === undefined || u.cursor.left < 0 ? "" : tip()(i);
    said.hidden = !words;
    said.textContent = clean(words);
    const right = u.cursor.left > u.over.clientWidth / 2;
    said.style.left = right ? "60px" : "auto";
    said.style.right = right ? "auto" : "12px";
  };
  const made = new uPlot({
    width: box.clientWidth || 400,
    height: box.clientHeight || 170,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { x: { time: false, range: (_, low, high) => (low === high ? [low - 1, high + 1] : [low, high]) } },
    axes: [{ ...axis, size: 26, values: whole }, { ...axis, size: 52 }],
    series: [{}, ...series],
    hooks: { setCursor: [hover] },
  }, data, box);
  box.append(said);
  made.over.addEventListener("mouseleave", () => { said.hidden = true; });
  const remove = made.destroy.bind(made);
  made.destroy = () => { said.remove(); remove(); };
  return made;
}

function keys(name, series, more) {
  const shown = series.map((s) => {
    const mark = el("i", { class: s.points?.size ? "dot" : s.dash?.length ? "dashed" : "" });
    mark.style.borderColor = s.stroke;
    return el("span", {}, mark, s.label);
  });
  $(`${name}-keys`).replaceChildren(...shown, ...(more ? [el("span", {}, more)] : []));
}
