"""The score on parts of the test rows: rows without a modality, values, thirds."""

from collections.abc import Iterator, Sequence

import numpy as np

from agent.records import Modality
from agent.report.elements import Bar, Bars, Element, Table, Text, number
from agent.report.source import Source

LEAST = 10
"""Rows below which a part is not told of."""
VALUES = 6
"""Values of a column that are parts of their own, the most frequent ones."""
MOST = 40
"""Parts that are looked at."""
SHOWN = 12
"""Parts in the figure, the worst ones."""
COUNTED = ("category", "boolean", "integer")


def found(source: Source) -> list[Element]:
    """A table of the parts, the worst first, and a figure of the worst."""
    parts = [(name, mask) for name, mask in _parts(source) if _fair(mask)][:MOST]
    if not parts:
        return [Text(f"No part of the test rows has {LEAST} rows and a rest as large.")]
    masks = np.stack(
        [np.ones(len(source.test.rows), dtype=bool), *(m for _, m in parts)]
    )
    whole, *scores = source.hidden.slices(source.chosen, "test", masks)
    assert whole
    sign = 1.0 if source.metric.maximize else -1.0
    told = [
        (name, int(mask.sum()), *score[:1], *score[1])
        for (name, mask), score in zip(parts, scores, strict=True)
        if score
    ]
    told.sort(key=lambda row: sign * row[2])
    apart = [
        i
        for i, (_, _, _, low, high) in enumerate(told)
        if (high < whole[0] if source.metric.maximize else low > whole[0])
    ]
    bars = [Bar("all test rows", whole[0], *whole[1], strong=True)]
    bars += [Bar(n, v, low, high) for n, _, v, low, high in told[:SHOWN]]
    said = (
        f"{len(told)} parts were looked at; of 40 like all rows, one is marked by "
        f"chance alone. Marked are those that are worse than {number(whole[0])}, the "
        "score of all, with their whole 95 % interval."
    )
    header = ("part", "rows", source.title, "from", "to")
    return [
        Bars("Parts of the test rows, the worst ones", source.title, bars, dots=True),
        Table("Parts", header, told, sortable=True, marked=frozenset(apart)),
        Text(said, note=True),
    ]


def _fair(mask: np.ndarray) -> bool:
    return LEAST <= mask.sum() < len(mask)


def _parts(source: Source) -> Iterator[tuple[str, np.ndarray]]:
    """Names and masks of parts that might be of interest."""
    cells = source.test.cells
    types = {column.name: column.type for column in source.profile.columns}
    gone = np.zeros(len(cells), dtype=int)
    for modality in source.spec.modalities:
        there = [any(row.get(c) for c in modality.columns) for row in cells]
        mask = np.array(there, dtype=bool)
        gone += ~mask
        yield f"{modality.name} missing", ~mask
        yield f"{modality.name} there", mask
    if gone.max(initial=0) > 1:
        yield "several modalities missing", gone > 1
    for modality in source.spec.modalities:
        if modality.kind == "curve":  # its places say much the same, one by one
            yield from _thirds(f"mean of {modality.name}", _means(modality, cells))
            continue
        for column in modality.columns:
            mine = [row.get(column) or "" for row in cells]
            if modality.kind == "text":
                yield from _thirds(f"length of {column}", [float(len(c)) for c in mine])
            elif types.get(column) in COUNTED and len(set(mine)) <= 200:
                yield from _values(column, mine)
            elif types.get(column) == "number":
                yield from _thirds(column, [_number(cell) for cell in mine])


def _means(modality: Modality, cells: Sequence[dict[str, str]]) -> list[float]:
    """The mean of each row's curve, NaN where it has none."""
    rows = ([_number(row.get(c) or "") for c in modality.columns] for row in cells)
    known = ([value for value in row if np.isfinite(value)] for row in rows)
    return [float(np.mean(row)) if row else float("nan") for row in known]


def _values(column: str, cells: list[str]) -> Iterator[tuple[str, np.ndarray]]:
    names, counts = np.unique(cells, return_counts=True)
    if len(names) > 2 * VALUES and all(_number(n) == _number(n) for n in names if n):
        yield from _thirds(column, [_number(cell) for cell in cells])
        return
    for i in np.argsort(-counts, kind="stable")[:VALUES]:
        said = names[i] or "(empty)"
        yield f"{column} = {said}", np.array(cells) == names[i]


def _thirds(name: str, values: list[float]) -> Iterator[tuple[str, np.ndarray]]:
    numbers = np.array(values)
    known = numbers[np.isfinite(numbers)]
    if len(np.unique(known)) < 3:
        return
    low, high = np.quantile(known, [1 / 3, 2 / 3])
    a, b = (f"{x:,.0f}" if abs(x) >= 1e4 else f"{x:.4g}" for x in (low, high))
    yield f"{name} ≤ {a}", numbers <= low
    yield f"{name} {a} to {b}", (numbers > low) & (numbers <= high)
    yield f"{name} > {b}", numbers > high


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")
