"""What a report is made of, whatever it is drawn on: texts, tables, figures, cards.

All text in here may be foreign; who draws it escapes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = str | float | int | None
VERDICTS = {"baseline": 0, "keep": 2, "within-noise": 5, "discard": 3, "failed": 1}
"""Colours of what became of trials, by number; 6 for all else."""


@dataclass(frozen=True)
class Text:
    """A paragraph; a `note` is set smaller."""

    words: str
    note: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a header; numbers stand right, words left."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    sortable: bool = False
    marked: frozenset[int] = frozenset()
    """Rows that stand out."""


def filled(
    caption: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Table:
    """A table without the columns that hold nothing."""
    kept = [c for c in range(len(header)) if any(row[c] is not None for row in rows)]
    names = [header[c] for c in kept]
    return Table(caption, names, [[row[c] for c in kept] for row in rows])


@dataclass(frozen=True)
class Line:
    """One series of a plot; `low` and `high` bound a band or whiskers."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    style: str = "line"
    """line, dashed, dots, or steps."""
    color: int | None = None
    """Number of a colour; the place in the plot otherwise."""


@dataclass(frozen=True)
class Plot:
    """Lines or dots over two axes."""

    title: str
    x_label: str
    y_label: str
    lines: Sequence[Line]
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    diagonal: bool = False
    """Whether a line y = x is drawn for comparison."""
    bars: bool = False
    """Whether the first line stands as bars."""
    x_ticks: Sequence[tuple[float, str]] = ()
    legend: bool = False
    """Whether the line is named even where it is the only one."""


@dataclass(frozen=True)
class Bar:
    """A value with its interval, and what stands at its left."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    strong: bool = False


@dataclass(frozen=True)
class Bars:
    """Values beneath each other, as bars from zero or as dots with intervals."""

    title: str
    label: str
    bars: Sequence[Bar]
    dots: bool = False
    named: bool = False
    """Whether the names of the bars are the data's own."""


@dataclass(frozen=True)
class Heat:
    """A table of numbers as colours; each row is scaled by its sum if `shares`."""

    title: str
    row_label: str
    column_label: str
    names: Sequence[str]
    values: Sequence[Sequence[float]]


@dataclass(frozen=True)
class Node:
    """One trial in a tree: place in its row, and whom it grew out of."""

    name: str
    words: str
    parent: int | None
    """Number of the parent's node."""
    verdict: str
    strong: bool = False


@dataclass(frozen=True)
class Tree:
    """What grew out of what, parents before children."""

    title: str
    nodes: Sequence[Node]


Figure = Plot | Bars | Heat | Tree


@dataclass(frozen=True)
class Picture:
    """A small picture, whole in itself."""

    name: str
    mime: str
    data: bytes
    weights: Sequence[float] = ()
    """Of a square grid of fields, row by row: what speaks for and against."""


@dataclass(frozen=True)
class Sketch:
    """Numbers as a small line without axes, or points of a plane if `closed`."""

    name: str
    lines: Sequence[Sequence[tuple[float, float]]]
    weights: Sequence[float] = ()
    """Of stretches of equal width, below the line."""
    points: bool = False


@dataclass(frozen=True)
class Words:
    """A text, word by word, with what each is worth; () where it was not asked."""

    name: str
    words: Sequence[str]
    weights: Sequence[float] = ()


@dataclass(frozen=True)
class Card:
    """One row of the data."""

    title: str
    facts: Sequence[tuple[str, str]]
    parts: Sequence[Picture | Sketch | Words] = ()
    wrong: bool | None = None
    """None where an answer is neither right nor wrong, but more or less far off."""


@dataclass(frozen=True)
class Cards:
    """Rows beside each other."""

    cards: Sequence[Card]


Element = Text | Table | Plot | Bars | Heat | Tree | Cards


@dataclass(frozen=True)
class Section:
    """A part of a report under a heading; figures that follow each other stand side by
    side."""

    key: str
    title: str
    parts: Sequence[Element]


@dataclass(frozen=True)
class Tile:
    """One number to be seen first."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Report:
    """All of it; the sentence answers the question that everyone has."""

    title: str
    sentence: str
    statement: str
    tiles: Sequence[Tile]
    sections: Sequence[Section]
    foot: str = ""
    more: Sequence[str] = field(default_factory=tuple)
    """Sentences below the first one."""
    lang: str = "en"
    """Language of it all, as HTML names it."""


def number(value: float | None) -> str:
    """A number for people; a dash for none. Those below 10 have four decimals, so that
    they stand under each other, and more where these would all be 0."""
    if value is None or value != value:
        return "–"
    size = abs(value)
    if size >= 1e6 or 0 < size < 5e-5:
        return f"{value:.2e}"
    if size >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}" if size >= 10 else f"{value:.4f}"


def signed(value: float) -> str:
    """A difference for people."""
    return f"{value:+.4f}" if 1e-4 <= abs(value) < 10 else f"{value:+.3g}"
