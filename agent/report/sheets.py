"""A report as PDF by matplotlib, page by page: for printing and sending.

What is a figure on the page is one here; long tables are cut, and say so.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure as Sheet
from PIL import Image

from agent.hygiene import line as clean
from agent.report import drawn, fonts
from agent.report.elements import (
    Cards,
    Element,
    Figure,
    Picture,
    Report,
    Section,
    Sketch,
    Table,
    Text,
    Words,
    number,
)
from agent.report.fonts import plain

SIZE = (8.27, 11.69)
"""A4, in inches."""
LEFT, RIGHT, TOP, BOTTOM = 0.08, 0.94, 0.95, 0.05
LINE = 0.0155
"""Height of a line of text, in parts of the page."""
HEADED = 0.3
"""What has to fit below a heading, in parts of the page."""
ROWS = 45
"""Rows of a table."""
ACROSS = 128
"""Columns of the small letters of tables."""
WIDTH = 105
"""Characters of a line."""


def pdf(report: Report) -> bytes:
    """The whole file."""
    target = io.BytesIO()
    style: dict[Any, Any] = {"font.family": fonts.families()}
    title = {"Title": clean(report.title)}
    with matplotlib.rc_context(style), PdfPages(target, metadata=title) as pages:
        writer = _Writer(pages)
        writer.words(report.title, size=9, color="0.4")
        writer.words(report.sentence, size=15, width=62, weight="bold")
        for said in report.more:
            writer.words(said)
        writer.words(report.statement, color="0.35")
        for tile in report.tiles:
            writer.words(f"{tile.name}: {tile.value}  ({tile.note})")
        for section in report.sections:
            _section(writer, section)
        if writer.lacking:
            writer.words(fonts.MISSING, before=1.5)
        writer.close()
    return target.getvalue()


def _section(writer: "_Writer", section: Section) -> None:
    writer.room(HEADED)
    writer.words(section.title, size=13, weight="bold", before=1.5)
    waiting: list[Figure] = []
    for part in section.parts:
        if isinstance(part, Figure):
            waiting.append(part)
            continue
        writer.figures(waiting)
        waiting = []
        _element(writer, part)
    writer.figures(waiting)


def _element(writer: "_Writer", part: Element) -> None:
    match part:
        case Text():
            writer.words(part.words, size=8 if part.note else 9)
        case Table():
            for said in _lines(part):
                writer.words(said, size=6.5, family=fonts.families(mono=True))
        case Cards():
            for card in part.cards:
                writer.room(0.18)  # a row and its pictures stay together
                facts = "; ".join(f"{name}: {text}" for name, text in card.facts)
                writer.words(f"{card.title} — {facts}", before=0.6)
                texts = [p for p in card.parts if isinstance(p, Words)]
                for text in texts:
                    writer.words(f"{text.name}: {' '.join(text.words)}", size=8)
                media = [p for p in card.parts if not isinstance(p, Words)]
                writer.media(media[:6])
        case _:
            writer.figures([part])


def _lines(table: Table) -> Iterator[str]:
    """A table as lines of equal columns."""
    if table.caption:
        yield table.caption
    cells = [list(table.header)]
    cells += [[_cell(value) for value in row] for row in table.rows[:ROWS]]
    places = range(len(cells[0]))
    widths = [min(max(fonts.columns(row[c]) for row in cells), 42) for c in places]
    while sum(widths) + 2 * len(widths) > ACROSS:
        widths[widths.index(max(widths))] -= 1
    for row in cells:
        pairs = zip(row, widths, strict=True)
        yield "  ".join(fonts.padded(cell, width) for cell, width in pairs)
    if len(table.rows) > ROWS:
        yield f"… and {len(table.rows) - ROWS} more rows, in report.html"


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return number(value) if isinstance(value, float) else clean(str(value or ""), 60)


class _Writer:
    """Fills pages from top to bottom."""

    def __init__(self, pages: PdfPages):
        self.pages, self.lacking = pages, False
        self._new()

    def _new(self) -> None:
        self.sheet, self.y = Sheet(figsize=SIZE), TOP

    def close(self) -> None:
        """Write the page that is begun."""
        self.pages.savefig(self.sheet)

    def room(self, height: float) -> None:
        """Begin a new page if less than this is left."""
        if self.y - height < BOTTOM:
            self.close()
            self._new()

    def words(
        self,
        text: str,
        *,
        size: float = 9,
        width: int = WIDTH,
        before: float = 0.0,
        **style: Any,
    ) -> None:
        """A paragraph, broken into lines."""
        step = LINE * size / 9
        self.y -= before * step
        said = [text] if style.get("family") else fonts.wrapped(text, width)
        self.lacking |= fonts.lacking(text)
        for one in said:
            self.room(step)
            self.sheet.text(LEFT, self.y, plain(one), fontsize=size, va="top", **style)
            self.y -= step
        self.y -= 0.0 if style.get("family") else 0.3 * step

    def figures(self, figures: Sequence[Figure]) -> None:
        """Two beside each other."""
        for first in range(0, len(figures), 2):
            pair = figures[first : first + 2]
            height = max(drawn.height(figure) for figure in pair)
            self.room(height + 0.06)
            for i, figure in enumerate(pair):
                left = LEFT + (0.06 if drawn.named(figure) else 0.02) + i * 0.46
                wide = 0.32 if drawn.named(figure) else 0.36
                box = (left, self.y - height - 0.02, wide, height)
                axes = self.sheet.add_axes(box)
                drawn.draw(axes, figure)
                axes.set_title(plain(figure.title, 60), fontsize=8, loc="left")
            self.y -= height + 0.075

    def media(self, media: Sequence[Picture | Sketch]) -> None:
        """Pictures and sketches of a row, beside each other."""
        if not media:
            return
        side = 0.085
        self.room(side + 0.035)
        self.y -= 0.012  # for what stands above each
        for i, part in enumerate(media):
            box = (LEFT + i * 0.145, self.y - side, 0.13, side)
            axes = self.sheet.add_axes(box)
            _shown(axes, part)
        self.y -= side + 0.02


def _shown(axes: Axes, part: Picture | Sketch) -> None:
    axes.set_title(plain(part.name, 24), fontsize=6)
    axes.set_xticks([])
    axes.set_yticks([])
    if isinstance(part, Sketch):
        for one in part.lines:
            x, y = np.array(one).T
            axes.plot(x, y, "." if part.points else "-", linewidth=0.8, markersize=3)
        _stretches(axes, part.weights)
        return
    with Image.open(io.BytesIO(part.data)) as picture:
        axes.imshow(np.asarray(picture.convert("RGBA")))
    if part.weights:
        side = round(len(part.weights) ** 0.5)
        fields = np.array(part.weights).reshape(side, side)
        most = float(np.abs(fields).max()) or 1.0
        (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
        box = (left, right, bottom, top)
        shown = axes.imshow(fields, cmap="PuOr", alpha=0.45, extent=box)
        shown.set_clim(-most, most)


def _stretches(axes: Axes, weights: Sequence[float]) -> None:
    """What each stretch of a sketch speaks for: blue for, orange against."""
    most, (left, right) = max(map(abs, weights), default=0.0) or 1.0, axes.get_xlim()
    wide = (right - left) / max(len(weights), 1)
    for i, weight in enumerate(weights):
        begin, color = left + i * wide, "C0" if weight > 0 else "C1"
        alpha = 0.45 * abs(weight) / most
        axes.axvspan(begin, begin + wide, color=color, alpha=alpha, linewidth=0)
