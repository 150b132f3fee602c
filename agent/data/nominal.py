"""Integers that name something rather than measure it: a student, a shop."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from agent.data.cells import series, text
from agent.data.columns import MAX_VALUES
from agent.data.tables import Data
from agent.data.targets import Aspect
from agent.data.word_types import TIME_WORDS, words
from agent.records import Column, Finding, TaskSpec

MANY = 50
"""Different numbers below which they stay numbers: of few, each is looked at anyway."""
REPEATED = 2.0
"""Rows a number, on average, below which it says little of itself."""
KNOWN = 0.8
"""Share of the rows to predict whose number has been seen, at least."""
PRIORS = (5.0, 20.0)
"""Rows of the mean of all that are added to those of a number: the fewer, the more
a number says; either may show it."""
NEAR = (2, 8, 32, 128)
"""Neighbours on each side that are averaged; the best of them counts."""
SURE = 4.0
"""Standard errors that a number has to say more than its neighbours do."""
MORE = 0.01
"""Share of the target's variance that it has to say more, at least."""
CLASSES = 20
"""Most frequent classes that are looked at."""


def recast(
    data: Data,
    spec: TaskSpec,
    columns: Sequence[Column],
    aspects: Sequence[Aspect],
    learnt: np.ndarray,
) -> tuple[tuple[Column, ...], list[Finding]]:
    """The columns, integers that are names turned into categories, and what to tell.

    `learnt` (rows,) marks the rows to learn from: no others' target is looked at.
    """
    if spec.kind == "ordinal":  # the places of classes in their order are numbers
        aspects = [replace(aspect, classes=()) for aspect in aspects]
    used = {name for modality in spec.modalities for name in modality.columns}
    made, told = [], []
    for column in columns:
        if column.name in used and _may_name(data, column, learnt):
            cells = series(data.labelled, column.name)
            if any(_names(cells, aspect, learnt) for aspect in aspects):
                told.append(column.name)
                column = _category(column, cells)
        made.append(column)
    findings = []
    if told:
        shown = ", ".join(told[:8]) + (", …" if len(told) > 8 else "")
        message = f"{shown}: numbers that are read as names, since the target depends "
        message += "on each of them and not on how large they are"
        findings.append(Finding(kind="names", severity="info", message=message))
    return tuple(made), findings


def _may_name(data: Data, column: Column, learnt: np.ndarray) -> bool:
    """Whether a column is of integers that come back, in the rows to predict, too."""
    if column.type != "integer" or column.unit or set(words(column.name)) & TIME_WORDS:
        return False
    cells = series(data.labelled, column.name)
    known = pd.Series(cells[learnt]).dropna()
    if not MANY < known.nunique() <= len(known) / REPEATED:
        return False
    if data.given is None:
        asked = pd.Series(cells[~learnt])
    elif column.name in data.given:
        asked = series(data.given, column.name)
    else:
        return False
    seen = asked.dropna().isin(known.unique())
    return bool(len(seen) and seen.mean() >= KNOWN)


def _names(cells: pd.Series, aspect: Aspect, learnt: np.ndarray) -> bool:
    """Whether rows of the same number say more of the target than rows of numbers
    near it, which would say as much if it were an amount. Each row is told from the
    others: the means are without it."""
    rows = aspect.rows & learnt & ~np.asarray(cells.isna())
    numbers = np.asarray(cells[rows], dtype=float)
    values, places = np.unique(numbers, return_inverse=True)
    y = _centred(aspect.codes[rows[aspect.rows]], bool(aspect.classes))
    if len(values) <= MANY or not len(y):
        return False
    sums = np.stack([np.bincount(places, column, len(values)) for column in y.T], 1)
    counts = np.bincount(places).astype(float)
    return any(_more(y, places, sums, counts, prior) for prior in PRIORS)


def _more(
    y: np.ndarray, places: np.ndarray, sums: np.ndarray, counts: np.ndarray, more: float
) -> bool:
    """Whether the mean of the same number misses less of `y` (N, K) than that of its
    neighbours, by far and beyond doubt; `more` rows of the mean of all in each."""
    own = (sums[places] - y) / (counts[places, None] - 1 + more)
    missed, total = ((y - own) ** 2).sum(1), (y**2).sum()
    gains = []
    for width in NEAR:
        others = _window(counts[:, None], width) - counts[:, None] + more
        around = (_window(sums, width) - sums) / others
        gains.append(((y - around[places]) ** 2).sum(1) - missed)
    gain = min(gains, key=np.sum)
    spread = np.sqrt((np.bincount(places, gain) ** 2).sum())
    mine = total - missed.sum()
    near = max(mine - gain.sum(), 0.0)
    sure = gain.sum() > SURE * spread and gain.sum() > MORE * total
    return bool(sure and mine > 2 * near)


def _centred(codes: np.ndarray, classes: bool) -> np.ndarray:
    """(N, K): the target less its mean; of classes, one column each."""
    if not classes:
        y = codes.astype(float)[:, None]
        low, high = np.quantile(y, [0.01, 0.99]) if len(y) else (0.0, 0.0)
        y = y.clip(low, high)
    else:
        often = np.argsort(-np.bincount(codes.astype(int)))[:CLASSES]
        y = (codes[:, None] == often).astype(float)
    return y - y.mean(axis=0)


def _window(sums: np.ndarray, width: int) -> np.ndarray:
    """Sums (V, K) over `width` places on each side and the place itself."""
    running = np.concatenate([np.zeros((1, sums.shape[1])), sums.cumsum(axis=0)])
    places = np.arange(len(sums))
    high = np.minimum(places + width + 1, len(sums))
    return running[high] - running[np.maximum(places - width, 0)]


def _category(column: Column, cells: pd.Series) -> Column:
    counts = Counter(cell for cell in text(cells) if cell).most_common()
    counts = counts if len(counts) <= MAX_VALUES else []
    return column.model_copy(
        update={
            "type": "category",
            "low": None,
            "high": None,
            "values": tuple(value for value, _ in counts),
            "counts": tuple(rows for _, rows in counts),
            "summary": f"category, {column.unique} different, numbers that are names",
        }
    )
