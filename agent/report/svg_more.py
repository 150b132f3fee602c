"""More figures as SVG: bars with intervals, fields of colour, trees, small sketches."""

import math
from collections.abc import Sequence

from agent.hygiene import html
from agent.report.elements import Bar, Bars, Heat, Node, Sketch, Tree
from agent.report.svg import (
    BOTTOM,
    COLORS,
    RIGHT,
    TOP,
    WIDTH,
    figure,
    label,
    short,
    ticks,
    wide,
)

NAMES = 150
"""Width of the names beside bars."""
STEP = 22
"""Height of a bar, or of a node of a tree."""
MANY = 14
"""Classes from which a heat map has neither names nor numbers."""
KINDS = {"keep": 2, "baseline": 0, "within-noise": 4, "discard": 3, "failed": 5}
"""Colours of verdicts."""


def bars(spec: Bars) -> str:
    """Names at the left, values as bars from zero, or as dots with their intervals."""
    height = TOP + STEP * len(spec.bars) + BOTTOM
    known = [v for b in spec.bars for v in (b.value, b.low, b.high) if v is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if not spec.dots:
        low, high = min(low, 0.0), max(high, 0.0)
    low, high = wide((low, high))
    pad = 0.04 * (high - low)
    low, high = low - (pad if low < 0 or spec.dots else 0), high + pad
    width = WIDTH - NAMES - RIGHT

    def at(value: float) -> float:
        return round(NAMES + (value - low) / (high - low) * width, 1)

    base = TOP + STEP * len(spec.bars)
    out = []
    for value in ticks(low, high, 4):
        x = at(value)
        out.append(f'<path class="grid" d="M{x} {TOP}V{base}"/>')
        out.append(f'<text x="{x}" y="{base + 15}" class="mid">{label(value)}</text>')
    for i, bar in enumerate(spec.bars):
        out.append(_bar(bar, TOP + STEP * (i + 0.5), at, spec.dots))
    if not spec.dots:
        out.append(f'<path class="axis" d="M{at(0)} {TOP}V{base}"/>')
    middle, name = NAMES + width / 2, short(spec.label, 60)
    out.append(f'<text x="{middle}" y="{height - 6}" class="mid">{name}</text>')
    return figure("".join(out), spec.title, WIDTH, height)


def _bar(bar: Bar, y: float, at, dots: bool) -> str:
    kind, color = ("strong", 1) if bar.strong else ("", 0)
    name = short(bar.name)
    out = f'<text x="{NAMES - 6}" y="{y + 4}" class="end {kind}">{name}</text>'
    if dots:
        out += f'<circle class="dot c{color}" cx="{at(bar.value)}" cy="{y}" r="4"/>'
    else:
        left, right = sorted((at(0), at(bar.value)))
        size = f'width="{right - left:.1f}" height="14"'
        out += f'<rect class="fill c{color}" x="{left}" y="{y - 7}" {size}/>'
    if bar.low is not None and bar.high is not None:
        a, b = at(bar.low), at(bar.high)
        ends = f"M{a} {y}H{b}M{a} {y - 4}v8M{b} {y - 4}v8"
        out += f'<path class="whisker" d="{ends}"/>'
    return out


def heat(spec: Heat) -> str:
    """Fields in one colour, darker for a larger share of their row."""
    count, many, few = len(spec.names), len(spec.names) > MANY, len(spec.names) < 4
    left, top = (20 if many else 92), 16
    size = min((WIDTH - left - RIGHT) / max(count, 1), 80.0 if few else 48.0)
    base, side = top + size * count, size * count
    height = base + (24 if many else 44 if few else 88)
    out = [
        _field(spec, i, j, left + j * size, top + i * size, size)
        for i in range(count)
        for j in range(count)
    ]
    out.append(
        f'<rect class="border" x="{left}" y="{top}" width="{side:.1f}"'
        f' height="{side:.1f}"/>'
    )
    for i, name in enumerate(() if many else spec.names):
        middle, said = (i + 0.5) * size, short(name, 13)
        y, x = top + middle + 4, left + middle
        out.append(f'<text x="{left - 5}" y="{y:.1f}" class="end">{said}</text>')
        turned = f"translate({x:.1f} {base + 10:.1f}) rotate(-40)"
        place = f'transform="{turned}" class="end"'
        if few:
            place = f'x="{x:.1f}" y="{base + 16:.1f}" class="mid"'
        out.append(f"<text {place}>{said}</text>")
    across = f'x="{left + side / 2:.1f}" y="{height - 5:.1f}" class="mid"'
    out.append(f'<text x="{left}" y="11">{short(spec.row_label, 50)} ↓</text>')
    out.append(f"<text {across}>{short(spec.column_label, 50)} →</text>")
    return figure("".join(out), spec.title, WIDTH, height)


def _field(spec: Heat, i: int, j: int, x: float, y: float, size: float) -> str:
    value, total = spec.values[i][j], sum(spec.values[i]) or 1.0
    share = value / total
    if not value:
        return ""
    tip = html(f"{spec.names[i]} → {spec.names[j]}: {value:g}", 200)
    out = (
        f'<rect class="heat" x="{x:.1f}" y="{y:.1f}" width="{size:.1f}"'
        f' height="{size:.1f}" fill-opacity="{0.06 + 0.94 * share:.3f}">'
        f"<title>{tip}</title></rect>"
    )
    if len(spec.names) <= MANY:
        kind = "mid inv" if share > 0.5 else "mid"
        place = f'x="{x + size / 2:.1f}" y="{y + size / 2 + 4:.1f}"'
        out += f'<text {place} class="{kind}">{value:g}</text>'
    return out


def tree(spec: Tree) -> str:
    """Trials beneath each other, each drawn in under whom it grew out of."""
    order = depths(spec.nodes)
    places = {node: row for row, (node, _) in enumerate(order)}
    deepest = max((depth for _, depth in order), default=0)
    indent = min(20.0, 130 / max(deepest, 1))
    out, twigs = [], []
    for row, (index, depth) in enumerate(order):
        node, x, y = spec.nodes[index], 12 + depth * indent, TOP + STEP * (row + 0.5)
        if node.parent is not None:
            above = TOP + STEP * (places[node.parent] + 0.5)
            twigs.append(f'<path class="twig" d="M{x - indent} {above}V{y}H{x}"/>')
        color = KINDS.get(node.verdict, 6)
        size = 6 if node.strong else 4.5
        kind = ' class="strong"' if node.strong else ""
        out.append(f'<circle class="dot c{color}" cx="{x}" cy="{y}" r="{size}"/>')
        room = round((WIDTH - x - 90) / 6.2)
        name = short(node.name, room)
        out.append(f'<text x="{x + 10}" y="{y + 4}"{kind}>{name}</text>')
        said = short(node.words, 14)
        out.append(f'<text x="{WIDTH - 4}" y="{y + 4}" class="end">{said}</text>')
    height = TOP + STEP * len(order) + 8
    return figure("".join(twigs + out), spec.title, WIDTH, height)


def depths(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """(node, depth), every node after its parent and before its parent's next child."""
    below: dict[int | None, list[int]] = {}
    for index, node in enumerate(nodes):
        below.setdefault(node.parent, []).append(index)
    found, waiting = [], [(index, 0) for index in reversed(below.get(None, []))]
    while waiting:
        index, depth = waiting.pop()
        found.append((index, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(index, []))]
    return found


def sketch(spec: Sketch) -> str:
    """A few lines in a small frame; below it what each stretch is worth."""
    points = [p for line in spec.lines for p in line if all(map(math.isfinite, p))]
    if not points:
        return ""
    width, high = 160.0, 90.0
    (x0, x1), (y0, y1) = (wide((min(v), max(v))) for v in zip(*points, strict=True))

    def at(x: float, y: float) -> str:
        return (
            f"{4 + (x - x0) / (x1 - x0) * (width - 8):.1f},"
            f"{high - 6 - (y - y0) / (y1 - y0) * (high - 12):.1f}"
        )

    out = []
    for i, line in enumerate(spec.lines):
        kept = [p for p in line if all(map(math.isfinite, p))]
        if spec.points:
            for place in (at(*p).split(",") for p in kept):
                out.append(
                    f'<circle class="dot c{i % COLORS}" cx="{place[0]}"'
                    f' cy="{place[1]}" r="2.8"/>'
                )
        else:
            path = " ".join(at(*p) for p in kept)
            out.append(f'<polyline class="line thin c{i % COLORS}" points="{path}"/>')
    out.append(_strip(spec.weights, width, high))
    below = 10 if spec.weights else 0
    return figure("".join(out), spec.name, width, high + below, "sketch")


def _strip(weights: Sequence[float], width: float, top: float) -> str:
    most = max((abs(w) for w in weights), default=0.0) or 1.0
    size = width / max(len(weights), 1)
    return "".join(
        f'<rect class="{"pro" if w > 0 else "con"}" x="{i * size:.1f}" y="{top}"'
        f' width="{size:.1f}" height="8" fill-opacity="{abs(w) / most:.2f}"/>'
        for i, w in enumerate(weights)
    )
