"""How the answer was found: the leaderboard, learning curves, what grew out of what."""

from collections.abc import Sequence

from agent.records import Trial
from agent.report.elements import (
    VERDICTS,
    Bar,
    Bars,
    Cell,
    Element,
    Line,
    Node,
    Plot,
    Table,
    Text,
    Tree,
    filled,
    number,
)
from agent.report.source import Source
from agent.run.board import board

CURVES = 6
"""Trials whose learning curves are drawn."""


def elements(source: Source) -> list[Element]:
    """Scores by time, tree, curves, and every trial."""
    curves = _curves(source)
    said = "Losses are what the programs tell of themselves: no score hangs on them."
    if not curves:
        said = "No trial learnt for two epochs, so there are no learning curves."
    parts: list[Element] = [_progress(source), *curves, Text(said, note=True)]
    return [*parts, _tree(source), _leaderboard(source)]


def baselines(source: Source) -> list[Element]:
    """What was chosen against everything simple, on the test rows."""
    best = source.best
    bars = [Bar(best.name, best.test, *best.interval, strong=True)]
    table: list[list[Cell]] = [["chosen: " + best.name, best.test, None, None, None]]
    for row in source.outcome.baselines:
        if row.trial is not None and row.trial == best.trial:
            continue  # it is what was chosen
        name = f"#{row.trial} {row.name}" if row.trial else row.name
        bars.append(Bar(name, row.test))
        low, high = row.gain_interval or (None, None)
        table.append([name, row.test, row.gain, low, high])
    header = ("model", source.title, "the chosen is better by", "from", "to")
    return [
        Bars("Test scores", source.title, bars, dots=True),
        filled("Baselines, on the same test rows", header, table),
    ]


def _progress(source: Source) -> Plot:
    """Select scores in the order of the trials, and the best so far."""
    scored = [t for t in source.history if t.select]
    groups: dict[str, list[Trial]] = {}
    for trial in scored:
        groups.setdefault(trial.verdict, []).append(trial)
    best, line = None, []
    for trial in scored:
        value = trial.select.value if trial.select else 0.0
        if best is None or source.metric.better(value, best):
            best = value
        line.append(best)
    xs = [t.index for t in scored]
    lines = [Line("best so far", xs, line, style="steps", color=6)]
    for verdict, trials in groups.items():
        values = [t.select for t in trials if t.select]
        lines.append(
            Line(
                verdict,
                [t.index for t in trials],
                [s.value for s in values],
                [s.interval[0] for s in values],
                [s.interval[1] for s in values],
                style="dots",
                color=VERDICTS.get(verdict, 6),
            )
        )
    title = "Select scores, trial by trial"
    return Plot(title, "trial", source.title, lines, x_ticks=_numbers(xs))


def _numbers(xs: Sequence[float]) -> list[tuple[float, str]]:
    """Ticks where things are counted, trials or epochs: at most eight whole numbers."""
    found = sorted(set(xs))
    step = max(1, -(-len(found) // 8))
    return [(x, f"{x:.0f}") for x in found[::step]]


def _tree(source: Source) -> Tree:
    chosen = {m.trial for m in source.best.members}
    nodes = []
    for trial in source.history:
        grown = trial.plan.continues or trial.plan.parent
        score = number(trial.select.value) if trial.select else f"✗ {trial.failure}"
        nodes.append(
            Node(
                name=f"#{trial.index} {trial.plan.name}",
                words=score,
                parent=grown - 1 if grown else None,
                verdict=trial.verdict,
                strong=trial.index in chosen,
            )
        )
    return Tree("What grew out of what (bold: chosen)", nodes)


def _curves(source: Source) -> list[Element]:
    """Losses of the chosen trials and of the best others, as the programs tell them."""
    epochs: dict[int, list[dict]] = {}
    for event in source.seen:
        if event.type == "metric" and event.trial:
            epochs.setdefault(event.trial, []).append(event.data)
    chosen = {m.trial for m in source.best.members}
    sign = -1.0 if source.metric.maximize else 1.0
    ranked = sorted(
        (t for t in source.history if t.select and len(epochs.get(t.index, ())) > 1),
        key=lambda t: (
            t.index not in chosen,
            sign * t.select.value if t.select else 0.0,
        ),
    )
    parts: list[Element] = []
    for trial in ranked[:CURVES]:
        rows = epochs[trial.index]
        lines = []
        names = ("train_loss", "valid_loss")
        for color, name in enumerate(names):
            known = [(r["epoch"], r[name]) for r in rows if name in r]
            xs, ys = [x for x, _ in known], [y for _, y in known]
            lines.append(
                Line(name.replace("_", " "), xs, ys, style="plain", color=color)
            )
        title = f"#{trial.index} {trial.plan.name}"
        seen = [row["epoch"] for row in rows]
        whole = _numbers(seen) if max(seen) - min(seen) < 8 else ()
        parts.append(Plot(title, "epoch", "loss", lines, x_ticks=whole))
    return parts


def _leaderboard(source: Source) -> Table:
    """Every trial as in leaderboard.csv, the best first."""
    rows: list[list[Cell]] = []
    marked = set()
    for i, row in enumerate(board(source.spec, source.history, source.outcome)):
        if row["weight"] or row["trial"] == "ensemble":
            marked.add(i)
        trial = row["trial"]
        ends = [number(float(row[end])) for end in ("low", "high") if row[end]]
        numbers = [_number(row[n]) for n in ("test", "weight")]
        params = int(row["params"]) if row["params"] else None
        cells: list[Cell] = [trial if trial == "ensemble" else f"#{trial}", row["name"]]
        cells += [
            _number(row["select"]),
            "\u00a0…\u00a0".join(ends),
            *numbers,
            params,
            round(float(row["seconds"] or 0)),
            row["verdict"],
        ]
        why = row["reason"] + (f" ({row['note']})" if row["note"] else "")
        rows.append([*cells, row["proposer"], why])
    header = ("trial", "plan", "select", "95 %", "test", "weight", "parameters")
    header = (*header, "seconds", "verdict", "by", "why")
    told = f"Leaderboard: {source.title} on the select rows"
    return Table(told, header, rows, sortable=True, marked=frozenset(marked))


def _number(text: str) -> float | None:
    return float(text) if text else None
