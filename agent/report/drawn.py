"""Figures by matplotlib, without pyplot: for the PDF."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from agent.report.elements import VERDICTS, Bars, Figure, Heat, Line, Plot, Tree
from agent.report.fonts import plain
from agent.report.svg_more import MANY, depths

COLORS = ("#0072b2", "#d55e00", "#009e73", "#b5588f", "#3a97cf", "#a87400", "#6b7683")
"""Those of the page, after Okabe and Ito."""
DASHES = ("-", "--", ":", "-.", (0, (1, 4)), (0, (10, 4)), (0, (4, 2)))
ROW = 0.017
"""Height of a bar or a node, in parts of the page."""


def height(figure: Figure) -> float:
    """In parts of the page."""
    if isinstance(figure, Bars):
        return max(0.06, ROW * len(figure.bars))
    if isinstance(figure, Tree):
        return min(0.8, max(0.06, 0.013 * len(figure.nodes)))
    return 0.24 if isinstance(figure, Heat) else 0.17


def named(figure: Figure) -> bool:
    """Whether names stand left of it."""
    return isinstance(figure, Bars) or (
        isinstance(figure, Heat) and len(figure.names) <= MANY
    )


def draw(axes: Axes, figure: Figure) -> None:
    """Draw any figure."""
    axes.tick_params(labelsize=6)
    match figure:
        case Plot():
            _plot(axes, figure)
        case Bars():
            _bars(axes, figure)
        case Heat():
            _heat(axes, figure)
        case Tree():
            _tree(axes, figure)


def _said(text: str, limit: int = 24) -> str:
    return plain(text, limit)


def _plot(axes: Axes, spec: Plot) -> None:
    for i, line in enumerate(spec.lines):
        color = COLORS[(i if line.color is None else line.color) % len(COLORS)]
        _line(axes, line, color, DASHES[i % len(DASHES)], spec.bars and i == 0)
    if spec.diagonal:
        axes.axline((0, 0), slope=1, color="0.6", linewidth=0.7, linestyle=":")
    if spec.x_range:
        axes.set_xlim(*spec.x_range)
    if spec.y_range:
        axes.set_ylim(*spec.y_range)
    if spec.x_ticks:
        axes.set_xticks([x for x, _ in spec.x_ticks], [n for _, n in spec.x_ticks])
    axes.set_xlabel(_said(spec.x_label, 50), fontsize=7)
    axes.set_ylabel(_said(spec.y_label, 50), fontsize=7)
    axes.grid(alpha=0.25, linewidth=0.5)
    axes.spines[["top", "right"]].set_visible(False)
    if len(spec.lines) > 1 or spec.legend:
        axes.legend(fontsize=5.5, frameon=False)


def _line(axes: Axes, line: Line, color: str, dash, bars: bool) -> None:
    style: dict[str, Any] = {"color": color, "label": _said(line.name, 40)}
    if bars:
        step = min(np.diff(line.x), default=1.0)
        axes.bar(line.x, line.y, width=0.9 * step, alpha=0.8, **style)
    elif line.style == "dots":
        if line.low:
            axes.vlines(line.x, line.low, line.high, color=color, linewidth=0.8)
        axes.plot(line.x, line.y, ".", markersize=3, **style)
    else:
        kind = "steps-post" if line.style == "steps" else "default"
        axes.plot(
            line.x, line.y, linestyle=dash, linewidth=1.1, drawstyle=kind, **style
        )
        if line.low:
            axes.fill_between(line.x, line.low, line.high, color=color, alpha=0.15)


def _bars(axes: Axes, spec: Bars) -> None:
    places = np.arange(len(spec.bars))[::-1]
    for y, bar in zip(places, spec.bars, strict=True):
        color = COLORS[1 if bar.strong else 0]
        if spec.dots:
            axes.plot(bar.value, y, "o", color=color, markersize=4)
        else:
            axes.barh(y, bar.value, color=color, height=0.65)
        if bar.low is not None and bar.high is not None:
            axes.hlines(y, bar.low, bar.high, color="0.2", linewidth=0.8)
    axes.set_yticks(places, [_said(bar.name) for bar in spec.bars])
    axes.set_ylim(-0.6, len(spec.bars) - 0.4)
    axes.set_xlabel(_said(spec.label, 50), fontsize=7)
    axes.grid(axis="x", alpha=0.25, linewidth=0.5)
    axes.spines[["top", "right"]].set_visible(False)


def _heat(axes: Axes, spec: Heat) -> None:
    table = np.array(spec.values, dtype=float)
    shares = table / np.maximum(table.sum(1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xlabel(_said(spec.column_label, 40), fontsize=7)
    axes.set_ylabel(_said(spec.row_label, 40), fontsize=7)
    places = range(len(spec.names))
    if len(spec.names) > MANY:
        return
    names = [_said(name, 12) for name in spec.names]
    axes.set_xticks(places, names, rotation=40, ha="right")
    axes.set_yticks(places, names)
    for i, j in np.argwhere(table).tolist():
        color = "white" if shares[i, j] > 0.5 else "black"
        said = f"{table[i, j]:g}"
        axes.text(j, i, said, color=color, fontsize=6, ha="center", va="center")


def _tree(axes: Axes, spec: Tree) -> None:
    axes.axis("off")
    order = depths(spec.nodes)
    places = {node: -row for row, (node, _) in enumerate(order)}
    for index, depth in order:
        node, y = spec.nodes[index], places[index]
        if node.parent is not None:
            above = places[node.parent]
            axes.plot([depth - 1, depth - 1, depth], [above, y, y], color="0.75")
        color = COLORS[VERDICTS.get(node.verdict, 6)]
        axes.plot(depth, y, "o", color=color, markersize=4)
        weight = "bold" if node.strong else "normal"
        said = _said(f"{node.name}  {node.words}", 60)
        axes.text(depth + 0.3, y, said, fontsize=6, va="center", weight=weight)
    deepest = max((depth for _, depth in order), default=0)
    axes.set_xlim(-0.5, max(10, deepest + 8))
    axes.set_ylim(-len(order), 1)
