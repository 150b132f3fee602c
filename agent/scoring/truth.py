"""Cells of the target columns -> what a metric compares, for every kind of task.

Cells are text as in our CSV files, one list per target column. This is the only place
that reads them; a generated project has its own plain version, for its kind alone.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from agent.records import Modality, TaskSpec
from agent.scoring.metrics import ONE_CLASS
from agent.vocabulary.lexicon import YES

LEAST_ROWS = 2
"""Rows of a label below which it is left out: one can't be both learnt and judged."""

Cells = Sequence[Sequence[str]]


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """The different names but '', numbers in numeric order."""
    found = set(names) - {""}
    try:
        return tuple(sorted(found, key=lambda name: (float(name), name)))
    except ValueError:
        return tuple(sorted(found))


def labels_in(cell: str, separator: str) -> list[str]:
    """The labels of one cell; with "json" it holds a JSON list. ValueError if not."""
    if separator != "json":
        return [label for part in cell.split(separator) if (label := part.strip())]
    found = json.loads(cell) if cell else []
    if not isinstance(found, list):
        raise ValueError(f"{cell[:40]!r} is no JSON list")
    return [str(label) for label in found]


def label_rows(spec: TaskSpec, cells: Cells) -> dict[str, int]:
    """Multilabel: how many rows have each label, in the labels' fixed order."""
    if spec.separator is None:
        counts = [sum(cell.lower() in YES for cell in column) for column in cells]
        return dict(zip(spec.target, counts, strict=True))
    separator = spec.separator
    seen = Counter(
        label for cell in cells[0] for label in set(labels_in(cell, separator))
    )
    return {name: seen[name] for name in in_order(seen)}


def classes(spec: TaskSpec, cells: Cells) -> tuple[str, ...]:
    """Names of classes or labels in their fixed order; () for kinds without."""
    if spec.kind == "ordinal":
        return spec.levels
    if spec.kind in ONE_CLASS:
        return in_order(cells[0])
    if spec.kind == "multilabel":
        rows = label_rows(spec, cells)
        return tuple(name for name, count in rows.items() if count >= LEAST_ROWS)
    return ()


def known(spec: TaskSpec, cells: Cells) -> np.ndarray:
    """(N,) bool: rows with a target. One cell is enough where there may be several, and
    none is needed where an empty one says that there are no labels."""
    if spec.none:
        return np.ones(len(cells[0]), dtype=bool)
    wanted = all if spec.kind == "survival" else any
    return np.array([wanted(row) for row in zip(*cells, strict=True)], dtype=bool)


def encode(spec: TaskSpec, names: Sequence[str], cells: Cells) -> np.ndarray:
    """What a metric compares with predictions; `names` are `classes`.

    One class: (N,) int. Multilabel: (N, L) int, 0 or 1; labels that aren't among
    `names` are left out. Regression: (N,) float. Multitarget: (N, K) float, NaN where
    unknown. Survival: (N, 2) float: time, and 1 if the event happened. Retrieval: (N,)
    int, the row's own number, since its pair lies in the same row.
    Raises ValueError at a cell that can't be read.
    """
    if spec.kind in ONE_CLASS:
        place = {name: index for index, name in enumerate(names)}
        if lost := next((cell for cell in cells[0] if cell not in place), None):
            raise ValueError(f"label {lost!r} is no class")
        return np.array([place[cell] for cell in cells[0]], dtype=np.int64)
    if spec.kind == "multilabel":
        return _labels(spec, names, cells)
    if spec.kind == "regression":
        return np.array([number(cell) for cell in cells[0]])
    if spec.kind == "multitarget":
        return np.array([[number(cell) for cell in column] for column in cells]).T
    if spec.kind == "survival":
        times, events = cells
        happened = [float(cell == spec.positive) for cell in events]
        return np.array([[number(cell) for cell in times], happened]).T
    return np.arange(len(cells[0]))


def _labels(spec: TaskSpec, names: Sequence[str], cells: Cells) -> np.ndarray:
    if spec.separator is None:
        column = dict(zip(spec.target, cells, strict=True))
        return np.array(
            [[int(cell.lower() in YES) for cell in column[name]] for name in names]
        ).T
    table = np.zeros((len(cells[0]), len(names)), dtype=np.int64)
    place = {name: index for index, name in enumerate(names)}
    for row, cell in enumerate(cells[0]):
        for label in labels_in(cell, spec.separator):
            if label in place:
                table[row, place[label]] = 1
    return table


def number(cell: str) -> float:
    """A cell as a number, NaN if it is empty or infinite; ValueError for text."""
    value = float(cell or "nan")
    return value if math.isfinite(value) else math.nan


def header(spec: TaskSpec, names: Sequence[str]) -> tuple[str, ...]:
    """The columns of predictions.csv after `row`; () for retrieval, whose number of
    columns is the width of its embeddings."""
    if names:
        return tuple(names)
    if spec.kind == "multitarget":
        return spec.target
    if spec.kind == "survival":
        return ("risk",)
    if spec.kind == "retrieval":
        return ()
    return ("value", *(f"q{level:g}" for level in spec.quantiles))


def words(spec: TaskSpec) -> str:
    """The target columns as a person would name them."""
    more = len(spec.target) - 3
    named = ", ".join(spec.target[:3])
    return f"{named} and {more} more" if more > 0 else named


def gallery(spec: TaskSpec) -> Modality | None:
    """The modality that is to be found, in a retrieval task."""
    if spec.kind != "retrieval":
        return None
    return next(m for m in spec.modalities if set(m.columns) & set(spec.target))
