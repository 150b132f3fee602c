// The view of one run. Foreign words are set as text, never as HTML.
"use strict";

(() => {
  const vscode = acquireVsCodeApi();
  const root = document.getElementById("run");
  const NS = "http://www.w3.org/2000/svg";

  function element(name, words, kind) {
    const made = document.createElement(name);
    if (words !== undefined) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  function figure(value) {
    return value === null || value === undefined ? "—" : value.toFixed(4);
  }

  function curve(values) {
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("viewBox", "0 0 100 20");
    svg.setAttribute("class", "curve");
    if (values.length > 1) {
      const low = Math.min(...values);
      const span = Math.max(...values) - low || 1;
      const point = (v, i) => `${(100 * i) / (values.length - 1)},${19 - (18 * (v - low)) / span}`;
      const line = document.createElementNS(NS, "polyline");
      line.setAttribute("points", values.map(point).join(" "));
      svg.append(line);
    }
    return svg;
  }

  function button(words, message) {
    const made = element("button", words);
    made.addEventListener("click", () => vscode.postMessage(message));
    return made;
  }

  function head(run) {
    const made = element("header");
    made.append(element("h1", run.name), element("span", run.state, `state ${run.state}`));
    if (run.state === "running") made.append(button("Stop (saved)", "stop"));
    if (run.project) made.append(button("Open the project's README", "project"));
    return made;
  }

  function table(run) {
    const made = element("table");
    made.dataset.testid = "leaderboard";
    const titles = element("tr");
    for (const title of ["trial", run.metric, "95 %", "verdict", "plan", "validation loss"]) {
      titles.append(element("th", title));
    }
    made.append(titles);
    for (const trial of run.trials) {
      const row = element("tr", undefined, trial.verdict);
      const range = trial.interval ? `${figure(trial.interval[0])} … ${figure(trial.interval[1])}` : "";
      const verdict = trial.verdict === "training" ? `epoch ${trial.epoch}` : trial.verdict;
      for (const words of [`#${trial.index}`, figure(trial.score), range, verdict, trial.name]) {
        row.append(element("td", words));
      }
      row.title = trial.reason;
      const last = element("td");
      last.append(curve(trial.curve));
      row.append(last);
      made.append(row);
    }
    return made;
  }

  window.addEventListener("message", ({ data: run }) => {
    const parts = [head(run), element("p", run.statement, "statement")];
    if (run.test) {
      const [low, high] = run.test.interval;
      const words = `${run.test.name}: ${run.metric} ${figure(run.test.value)} [${figure(low)}, ${figure(high)}]`;
      parts.push(element("p", `${words} on the test rows`, "test"));
    }
    if (run.error) parts.push(element("p", `✗ ${run.error}`, "error"));
    root.replaceChildren(...parts, table(run));
  });
  vscode.postMessage("ready");
})();
