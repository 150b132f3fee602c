"""One record per column: what its cells are, by dtype, name and content."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from agent.data import (
    blanks,
    channels,
    clips,
    curves,
    data_kinds,
    film_sounds,
    formats,
    media,
    unread_files,
)
from agent.data.cells import series as cells_of
from agent.data.cells import text
from agent.data.media_columns import media_column, rows_kind
from agent.data.tables import Data
from agent.data.word_types import (
    CLOCK,
    ID_WORDS,
    TIME_WORDS,
    word_type,
    words,
    words_in,
)
from agent.records import Column
from agent.vocabulary.lexicon import LATITUDE, LONGITUDE

if TYPE_CHECKING:
    from pandas import Series

MAX_VALUES = 200
_MARKS = (";", "|", "；")


def describe(data: Data) -> tuple[Column, ...]:
    """One record per column of the labelled rows, in the order of the table.

    Opens at most 16 media files a column, and reads only their headers.
    """
    found = tuple(_column(data, name) for name in data.labelled.columns)
    found = curves.marked(data.labelled, found)
    return found if data.given is not None else blanks.marked(data.labelled, found)


def _column(data: Data, name: str) -> Column:
    series = cells_of(data.labelled, name)
    cells = [cell for cell in text(series) if cell]
    counts: dict[str, int] = {}
    for cell in cells:
        counts[cell] = counts.get(cell, 0) + 1
    unique = list(counts)
    head, shape, told = unique[:200], None, ()
    film = data.extra.get("sounds", {}).get(name, "")
    if kind := _plain_type(series, unique):
        note = ""
    elif film:
        kind, (shape, note) = "audio", film_sounds.looked_at(data.root, film, unique)
    elif kind := data_kinds.claimed(name, head) or media.suffix_kind(head):
        kind, shape, note = media_column(data, name, kind, unique)
        told, more = channels.common(data.root, unique)
        note += more
        if told and shape:
            shape = (shape[0], len(told))
        elif more:
            kind, shape = "unreadable", None
    elif clips.folders_of_frames(data.root, cells[:200]):
        kind, shape, note = media_column(data, name, "video", unique)
    elif note := unread_files.problem(data.root, head):
        kind = "unreadable"
    else:
        kind, shape, note = _content(name, series, cells, counts)
    named = data.extra.get("named", {})
    if name in named.values() and _names_alone(kind, cells, unique):
        kind = "id"
    values: Sequence[str] = ()
    if kind in ("integer", "boolean", "category") and len(unique) <= MAX_VALUES:
        values = sorted(counts, key=lambda v: -counts[v])
    low, high = _range(series, kind)
    mark = _mark(counts) if kind in ("category", "text") else ""
    column = Column(
        name=name,
        type=kind,
        missing=round(1 - len(cells) / len(series), 6) if len(series) else 1.0,
        unique=len(unique),
        values=tuple(values),
        counts=tuple(counts[value] for value in values),
        low=low,
        high=high,
        mark=mark,
        clock=kind == "date" and all(map(CLOCK.fullmatch, head)),
        unit=data.extra.get("units", {}).get(name, ""),
        formats=(film_sounds.READER,) if film else _formats(data, kind, unique),
        channels=told,
        shape=shape,
        in_given=data.given is None or name in data.given.columns,
        named_as=named.get(name, ""),
        of_files=name in data.extra.get("texts", ()),
        sound_of=film,
        lines_of=_log_of(data, name),
    )
    return column.model_copy(update={"summary": note or _summary(column)})


def _log_of(data: Data, name: str) -> str:
    """The table of whose lines a column tells; '' for all others."""
    made = data.extra.get("lines", ())
    return next((m.file for m in made if any(c.name == name for c in m.columns)), "")


def _plain_type(series: "Series", unique: list[str]) -> str | None:
    """What needs no look at names or cells: nothing there, one value, a date dtype."""
    if not unique:
        return "empty"
    if len(unique) == 1 and not series.isna().any():
        return "constant"
    if series.dtype.kind == "b":
        return "boolean"
    return "date" if series.dtype.kind == "M" else None


def _content(
    name: str, series: "Series", cells: list[str], counts: dict[str, int]
) -> tuple[str, tuple[int, ...] | None, str]:
    """(type, shape, note) of a column of numbers, lists or words."""
    if series.dtype.kind in "iuf":
        return _number_type(name, series, len(counts)), None, ""
    if (nested := _nested(name, cells)) is not None:
        return (*nested, f"lists of {nested[1][1]} numbers each")
    if (lists := _lists(cells)) is not None:
        kind, shape = lists
        note = f"vectors of {shape[0]} numbers" if shape else "lists of varying content"
        return kind, shape, note
    return word_type(name, cells, counts), None, ""


def _names_alone(kind: str, cells: list[str], unique: list[str]) -> bool:
    """Whether cells that files are named after are names, and nothing to learn from."""
    codes = not any(" " in cell for cell in unique)
    return codes and kind in ("integer", "text") and len(unique) == len(cells)


def _number_type(name: str, series: "Series", unique: int) -> str:
    numbers = series.dropna().to_numpy(dtype=float)
    low, high = numbers.min(), numbers.max()
    named = set(words(name))
    if named & LATITUDE and low >= -90 and high <= 90 and unique > 2:
        return "latitude"
    if named & LONGITUDE and low >= -180 and high <= 360 and unique > 2:
        return "longitude"
    if not np.all(numbers == np.floor(numbers)):  # inf passes as whole; it has no use
        return "number"
    if unique <= 2 and set(numbers) <= {0.0, 1.0}:
        return "boolean"
    whole = series.dtype.kind in "iu"
    if whole and unique == len(series) > 2:
        steps = np.diff(numbers)
        if named & ID_WORDS or (np.all(steps == 1) and not named & TIME_WORDS):
            return "id"
    return "integer" if np.isfinite(numbers).all() else "number"


def _nested(name: str, cells: list[str]) -> tuple[str, tuple[int, ...]] | None:
    """(points, track or series, usual shape) for lists of lists of a few numbers."""
    shapes = []
    for cell in cells[:: max(1, len(cells) // 200)]:
        if not cell.startswith("[["):
            return None
        try:
            shapes.append(np.asarray(json.loads(cell), dtype=float).shape)
        except (ValueError, TypeError):
            return None
    if len({shape[1:] for shape in shapes}) != 1 or len(shapes[0]) != 2:
        return None
    usual = int(np.median([shape[0] for shape in shapes]))
    return rows_kind(name, shapes), (usual, shapes[0][1])


def _lists(cells: list[str]) -> tuple[str, tuple[int, ...] | None] | None:
    """(vector, (n,)) for lists of n numbers, (list, None) for others, else None."""
    if not all(c.startswith("[") and c.endswith("]") for c in cells):
        return None
    lengths = {cell.count(",") for cell in cells}
    try:
        for cell in cells[:: max(1, len(cells) // 200)]:
            [float(item) for item in cell[1:-1].split(",")]
    except ValueError:
        return "list", None
    return ("vector", (lengths.pop() + 1,)) if len(lengths) == 1 else ("list", None)


def _formats(data: Data, kind: str, unique: list[str]) -> tuple[str, ...]:
    """Names of the formats of files, or of the frames in the first of the folders."""
    if kind not in media.KINDS:
        return ()
    first = data.root / unique[0]
    frames = clips.frames(first) if first.is_dir() else []
    return formats.among(
        [*unique, *(f"_{formats.kind_suffix(frame)}" for frame in frames)]
    )


def _mark(counts: dict[str, int]) -> str:
    """What parts the values of the cells if they are sets of values, else ''.

    A fifth of the cells or more have several, short and each in two rows on average at
    least, so that prose is none; and they are combined freely, or they are classes.
    """
    rows = sum(counts.values())
    for mark in _MARKS:
        if sum(n for cell, n in counts.items() if mark in cell) < 0.2 * rows:
            continue
        parts: dict[str, int] = {}
        for cell, n in counts.items():
            for part in {part.strip() for part in cell.split(mark)} - {""}:
                parts[part] = parts.get(part, 0) + n
        words = sum(words_in(part) for part in parts) / max(len(parts), 1)
        if words <= 3 and len(parts) <= min(sum(parts.values()) / 2, len(counts) - 1):
            return mark
    return ""


def _range(series: "Series", kind: str) -> tuple[float | None, float | None]:
    if series.dtype.kind not in "iuf" or kind in ("id", "empty"):
        return None, None
    numbers = series.dropna().to_numpy(dtype=float)
    numbers = numbers[np.isfinite(numbers)]
    return (
        (float(numbers.min()), float(numbers.max())) if len(numbers) else (None, None)
    )


def _summary(column: Column) -> str:
    """One line: the type, the range or the most frequent values, the gaps."""
    parts = [column.type]
    if column.low is not None and column.high is not None:
        parts.append(f"{column.low:g} to {column.high:g}")
    elif column.values:
        shown = ", ".join(value[:24] for value in column.values[:3])
        more = ", …" if column.unique > 3 else ""
        parts.append(f"{column.unique} values: {shown}{more}")
    elif column.type in ("text", "category", "id", "date"):
        parts.append(f"{column.unique} different")
    if column.unit:
        parts.append(f"in {column.unit}")
    if column.mark:
        parts.append(f"several a cell, parted by {column.mark}")
    if column.missing:
        parts.append(f"{column.missing:.1%} missing")
    return ", ".join(parts)
