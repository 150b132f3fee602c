"""Figures as SVG by hand: small, sharp, in the page's own colours, dark or light.

A colour is a class (`c0` to `c6`, after Okabe and Ito, told apart by the colour-blind),
and series differ by their dashes, too. Every figure has a title for those who listen.
"""

import math
from collections.abc import Sequence

from agent.hygiene import html
from agent.report.elements import Line, Plot

WIDTH, HEIGHT = 400, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 10, 10, 40
COLORS = 7
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4", "10 4", "4 2")
LABEL = 22
"""Characters of a name beside a bar or a field."""


def figure(body: str, title: str, width: float, height: float, kind: str = "") -> str:
    """An SVG of its own size, that shrinks with the page."""
    name = html(title, 200)
    return (
        f'<svg class="fig {kind}" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' aria-label="{name}"><title>{name}</title>{body}</svg>'
    )


def short(text: str, limit: int = LABEL) -> str:
    """A name that fits, escaped."""
    return html(text if len(text) <= limit else text[: limit - 1] + "…")


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers between two others, about `count` of them."""
    if not high > low:
        return [low]
    rough = (high - low) / count
    power = 10 ** math.floor(math.log10(rough))
    step = next((power * m for m in (1, 2, 2.5, 5) if power * m >= rough), 10 * power)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [i * step for i in range(first, last + 1)]


def label(value: float) -> str:
    """A number at an axis."""
    return f"{value:.6g}" if abs(value) < 1e5 else f"{value:.1e}"


class Axes:
    """Maps numbers to places, and draws the frame."""

    def __init__(self, x: tuple[float, float], y: tuple[float, float]):
        self.x, self.y = wide(x), wide(y)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lies."""
        (a, b), (c, d) = self.x, self.y
        across = LEFT + (x - a) / (b - a) * (WIDTH - LEFT - RIGHT)
        down = HEIGHT - BOTTOM - (y - c) / (d - c) * (HEIGHT - TOP - BOTTOM)
        return round(across, 1), round(down, 1)

    def path(self, xs: Sequence[float], ys: Sequence[float]) -> str:
        """Places as the points of a line."""
        pairs = (self.at(x, y) for x, y in zip(xs, ys, strict=True))
        return " ".join(f"{x},{y}" for x, y in pairs)

    def frame(self, plot: Plot) -> str:
        """Axes with numbers and names."""
        out = []
        for value in ticks(*self.y):
            x, y = self.at(self.x[0], value)
            out.append(f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>')
            out.append(
                f'<text x="{x - 6}" y="{y + 4}" class="end">{label(value)}</text>'
            )
        for value, name in plot.x_ticks or [(v, label(v)) for v in ticks(*self.x)]:
            x, y = self.at(value, self.y[0])
            out.append(f'<path class="axis" d="M{x} {y}v4"/>')
            out.append(
                f'<text x="{x}" y="{y + 16}" class="mid">{short(name, 12)}</text>'
            )
        base = HEIGHT - BOTTOM
        out.append(f'<path class="axis" d="M{LEFT} {TOP}V{base}H{WIDTH - RIGHT}"/>')
        middle = (LEFT + WIDTH - RIGHT) / 2
        out.append(
            f'<text x="{middle}" y="{HEIGHT - 6}" class="mid">'
            f"{short(plot.x_label, 60)}</text>"
        )
        out.append(
            f'<text transform="translate(11 {(TOP + base) / 2}) rotate(-90)"'
            f' class="mid">{short(plot.y_label, 36)}</text>'
        )
        return "".join(out)


def plot(spec: Plot) -> str:
    """Lines, dots, steps or bars over two axes."""
    xs = [v for line in spec.lines for v in line.x if math.isfinite(v)]
    ys = [
        v
        for line in spec.lines
        for v in (*line.y, *line.low, *line.high)
        if math.isfinite(v)
    ]
    if not xs or not ys:
        return '<p class="note">Nothing to draw.</p>'
    low, high = (min(ys), max(ys)) if not spec.bars else (0.0, max(ys))
    pad = 0.05 * (high - low)
    wanted = (low if spec.bars else low - pad, high + pad)
    axes = Axes(spec.x_range or (min(xs), max(xs)), spec.y_range or wanted)
    body = [axes.frame(spec)]
    if spec.diagonal:
        a, b = max(axes.x[0], axes.y[0]), min(axes.x[1], axes.y[1])
        body.append(f'<polyline class="grey" points="{axes.path((a, b), (a, b))}"/>')
    for i, line in enumerate(spec.lines):
        color = (i if line.color is None else line.color) % COLORS
        draw = _bars if spec.bars and i == 0 else _line
        body.append(draw(axes, line, color))
    return figure("".join(body), spec.title, WIDTH, HEIGHT)


def _line(axes: Axes, line: Line, color: int) -> str:
    kept = [i for i, y in enumerate(line.y) if math.isfinite(y)]
    xs, ys = [line.x[i] for i in kept], [line.y[i] for i in kept]
    out = ""
    if line.low and line.style != "dots":
        low, high = [line.low[i] for i in kept], [line.high[i] for i in kept]
        around = f"{axes.path(xs, low)} {axes.path(xs[::-1], high[::-1])}"
        out += f'<polygon class="band c{color}" points="{around}"/>'
    if line.style == "dots":
        for n, (x, y) in enumerate(axes.at(*pair) for pair in zip(xs, ys, strict=True)):
            if line.low:
                top = axes.at(xs[n], line.high[kept[n]])[1]
                bottom = axes.at(xs[n], line.low[kept[n]])[1]
                out += f'<path class="line thin c{color}" d="M{x} {top}V{bottom}"/>'
            out += f'<circle class="dot c{color}" cx="{x}" cy="{y}" r="2.6"/>'
        return out
    if line.style == "steps":
        xs, ys = _stairs(xs, ys)
    dash = "5 4" if line.style == "dashed" else DASHES[color % COLORS]
    more = f' stroke-dasharray="{dash}"' if dash else ""
    points = axes.path(xs, ys)
    out += f'<polyline class="line c{color}"{more} points="{points}"/>'
    if line.style == "line" and len(xs) <= 12:
        for x, y in (axes.at(*pair) for pair in zip(xs, ys, strict=True)):
            out += f'<circle class="dot c{color}" cx="{x}" cy="{y}" r="2.6"/>'
    return out


def _stairs(
    xs: Sequence[float], ys: Sequence[float]
) -> tuple[list[float], list[float]]:
    pairs = [(xs[0], ys[0])]
    for x, y in zip(xs[1:], ys[1:], strict=True):
        pairs += [(x, pairs[-1][1]), (x, y)]
    return [x for x, _ in pairs], [y for _, y in pairs]


def _bars(axes: Axes, line: Line, color: int) -> str:
    step = min(
        (b - a for a, b in zip(line.x, line.x[1:], strict=False)),
        default=(axes.x[1] - axes.x[0]) / 10,
    )
    out = ""
    for x, y in zip(line.x, line.y, strict=True):
        left, top = axes.at(x - 0.45 * step, y)
        right, base = axes.at(x + 0.45 * step, 0)
        size = f'width="{right - left:.1f}" height="{max(base - top, 0):.1f}"'
        out += f'<rect class="fill c{color}" x="{left}" y="{top}" {size}/>'
    return out


def wide(span: tuple[float, float]) -> tuple[float, float]:
    low, high = span
    if high - low > 1e-12 * max(abs(low), abs(high), 1e-300):
        return span
    pad = abs(low) * 0.1 or 1.0
    return low - pad, high + pad
