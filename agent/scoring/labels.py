"""A run's hidden labels, as the scorer reads them."""

import csv
from pathlib import Path

import numpy as np

from agent.records import TaskSpec
from agent.scoring import truth

Labels = dict[str, tuple[list[str], np.ndarray]]
"""Part -> its rows, and what is true of them."""
FEWEST = 8
"""Groups below which rows are resampled one by one."""


def read(path: Path, spec: TaskSpec, classes: tuple[str, ...]) -> Labels:
    """Read `splits/labels.csv`; given rows have no label to read."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    parts: Labels = {}
    for part in ("train", "select", "test"):
        found = [line for line in lines if line[1] == part]
        if found:
            names, _, *cells = (list(column) for column in zip(*found, strict=True))
            parts[part] = names, _truths(spec, classes, names, cells)
    return parts


def folds(path: Path) -> dict[int, list[str]]:
    """The rows of each fold that judges, in order; nothing where there are none."""
    found: dict[int, list[str]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row, fold in list(csv.reader(file))[1:]:
                found.setdefault(int(fold), []).append(row)
    return {fold: found[fold] for fold in sorted(found) if fold > 0}


def with_folds(parts: Labels, folds: dict[int, list[str]]) -> Labels:
    """`parts`, and for every fold what select and the folds up to it hold together."""
    whole = dict(parts)
    rows, truths = parts.get("select", ([], np.empty(0)))
    if not folds or not rows:
        return whole
    place = {row: i for i, row in enumerate(parts["train"][0])}
    for fold, more in folds.items():
        rows = [*rows, *more]
        seen = parts["train"][1][[place[row] for row in more]]
        truths = np.concatenate([truths, seen])
        whole[f"folds-{fold}"] = rows, truths
    return whole


def groups(path: Path, parts: Labels) -> dict[str, tuple[int, ...]]:
    """The number of each row's group, by part, where the split was grouped; a row
    without a group is one of its own. Nothing for a part with fewer than FEWEST groups,
    whose resamples would tell nothing."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        known = dict(list(csv.reader(file))[1:])
    found = {}
    for part, (rows, _) in parts.items():
        names = [known.get(row) or f"row {row}" for row in rows]
        place = {name: i for i, name in enumerate(dict.fromkeys(names))}
        if len(place) >= FEWEST:
            found[part] = tuple(place[name] for name in names)
    return found


def _truths(
    spec: TaskSpec, classes: tuple[str, ...], names: list[str], cells: list[list[str]]
) -> np.ndarray:
    if spec.kind != "retrieval":
        return truth.encode(spec, classes, cells)
    place = {name: index for index, name in enumerate(names)}
    pairs, items = cells
    return np.array([[place[p], int(i)] for p, i in zip(pairs, items, strict=True)])


def row_ids(path: Path) -> list[str]:
    """The column `row` of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [line["row"] for line in csv.DictReader(file)]
