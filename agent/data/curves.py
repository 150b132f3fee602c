"""Columns of numbers that sample one curve: a spectrum, a day's load, a pulse.

Such tables name each place in a column of its own, `a850nm` to `a1048nm`. What it says
lies in the shape, so it is read as one thing, and as a table where neighbours tell no
more of each other than others do.
"""

import re
from collections.abc import Iterable
from itertools import groupby, pairwise

import numpy as np
import pandas as pd

from agent.records import Column

FEWEST = 16
"""Columns of a curve."""
ROWS = 2000
"""Rows that are looked at."""
ALIKE, ANYWAY, MORE = 0.8, 0.95, 0.05
"""Median correlation of neighbours, at least; below the second it has to be so much
above that of places half a curve apart, as answers to a questionnaire are not."""
_PLACE = re.compile(r"(\D*)(\d+(?:[._]\d+)?)(\D*)")


def marked(table: pd.DataFrame, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, those of a curve with its name."""
    found: dict[str, str] = {}
    for run in _runs(columns):
        if len(run) >= FEWEST and smooth(_numbers(table, run)):
            taken = set(found.values()) | {column.name for column in columns}
            found |= dict.fromkeys(run, _named(run[0], taken))
    return tuple(
        (
            column.model_copy(update={"curve": found[column.name]})
            if column.name in found
            else column
        )
        for column in columns
    )


def _runs(columns: Iterable[Column]) -> list[list[str]]:
    """Names of number columns beside each other that are alike but for a number, which
    only grows."""

    def form(column: Column) -> tuple[str, ...] | None:
        match = _PLACE.fullmatch(column.name)
        if match is None or column.type not in ("number", "integer"):
            return None
        return match[1], match[3]

    runs = []
    for stem, group in groupby(columns, form):
        names = [column.name for column in group]
        if stem is not None and all(_place(a) < _place(b) for a, b in pairwise(names)):
            runs.append(names)
    return runs


def _place(name: str) -> float:
    match = _PLACE.fullmatch(name)
    assert match
    return float(match[2].replace("_", "."))


def _numbers(table: pd.DataFrame, names: list[str]) -> np.ndarray:
    """(rows, places) of some of the rows, NaN for gaps."""
    some = table[names].iloc[:: max(1, len(table) // ROWS)]
    return some.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)


def smooth(values: np.ndarray) -> bool:
    """Whether neighbours among the places of values (rows, places) are alike, and more
    so than what lies far apart."""
    near, far = (_alike(values, by) for by in (1, values.shape[1] // 2))
    return near >= ALIKE and (near >= ANYWAY or near >= far + MORE)


def _alike(values: np.ndarray, by: int) -> float:
    """Median correlation of the places with those `by` further on."""
    before, after = values[:, :-by], values[:, by:]
    known = np.isfinite(before) & np.isfinite(after)
    count = known.sum(axis=0).clip(min=1)
    sides = []
    for side in (before, after):
        kept = np.where(known, side, 0.0)
        away = np.where(known, side - kept.sum(axis=0) / count, 0.0)
        sides.append(away / np.sqrt((away**2).sum(axis=0)).clip(min=1e-12))
    return float(np.median((sides[0] * sides[1]).sum(axis=0)))


def _named(first: str, taken: set[str]) -> str:
    """What the names have in common, if that is a word; else `curve`."""
    stem = re.split(r"\d", first)[0].strip(" _-.")
    name = base = stem if len(stem) > 2 else "curve"
    number = 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name
