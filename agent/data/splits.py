"""Who trains, who selects, who tests: one deterministic split for the whole run."""

from typing import Literal

import numpy as np

from agent.records import Split

PARTS = ("train", "select", "test")
FOLDS = 4
"""Parts of train and select together, where these are parted further."""
Method = Literal["stratified", "random", "grouped", "ordered", "given"]


def shares(rows: int) -> tuple[float, float, float]:
    """Shares of train, select and test: small data needs rows to judge on."""
    if rows < 2_000:
        return (0.6, 0.2, 0.2)
    return (0.7, 0.15, 0.15) if rows < 50_000 else (0.8, 0.1, 0.1)


def split(
    strata: np.ndarray,
    *,
    seed: int,
    classes: bool,
    group: np.ndarray | None = None,
    copies: np.ndarray | None = None,
    order: np.ndarray | None = None,
    test_from: int | None = None,
    by: str | None = None,
) -> tuple[Split, np.ndarray]:
    """Part every labelled row: 0 train, 1 select, 2 test, an int8 per row.

    `strata` (rows,) int: the class, or the quantile bin of a regression's target.
    `group` (rows,) int: rows of one group stay together. `copies` (rows,) int: equal
    rows stay together. `order` (rows,) float: the last rows are test, NaN is train.
    `test_from`: rows from here on came as a labelled test table and are test.
    With `classes`, every class has at least one row in train.
    """
    rng = np.random.default_rng(seed)
    rows = len(strata)
    want = np.array(shares(rows))
    part = np.zeros(rows, dtype=np.int8)
    free = np.arange(rows)
    method: Method = "stratified" if len(np.unique(strata)) > 1 else "random"
    if test_from is not None:
        part[test_from:] = 2
        free = free[:test_from]
        want = np.array([want[0], want[1], 0.0]) / (want[0] + want[1])
        method = "given"
    if order is not None:
        part[free] = _by_time(order[free], want)
        method = "ordered" if test_from is None else method
    elif group is not None:
        part[free] = _by_unit(group[free], strata[free], want, rng)
        method = "grouped" if test_from is None else method
    else:
        part[free] = _by_stratum(strata[free], copies, free, want, rng)
        if classes:
            _train_sees_all(part, strata, free)
    counts = np.bincount(part, minlength=3)
    record = Split(
        method=method,
        by=by if method in ("grouped", "ordered") else None,
        train=int(counts[0]),
        select=int(counts[1]),
        test=int(counts[2]),
    )
    return record, part


def folds(
    part: np.ndarray,
    strata: np.ndarray,
    *,
    seed: int,
    group: np.ndarray | None = None,
    copies: np.ndarray | None = None,
) -> np.ndarray:
    """Small data parted further, so that each row but those of test can judge in turn:
    0 for select, 1 to FOLDS - 1 among the rows of train, -1 for rows that never judge,
    an int8 per row. The select part is as large as one fold of train.

    A row that is the only one of its stratum outside test stays in training. `group`
    and `copies` as in `split`.
    """
    rng = np.random.default_rng([seed, 1])
    fold = np.full(len(part), -1, dtype=np.int8)
    fold[part == 1] = 0
    names, sizes = np.unique(strata[part < 2], return_counts=True)
    free = np.flatnonzero((part == 0) & np.isin(strata, names[sizes > 1]))
    want = np.full(FOLDS - 1, 1 / (FOLDS - 1))
    if group is not None:
        found = _by_unit(group[free], strata[free], want, rng)
    else:
        found = _by_stratum(strata[free], copies, free, want, rng)
    fold[free] = 1 + found
    return fold


def bins(target: np.ndarray, rows_per_bin: int = 20) -> np.ndarray:
    """Quantile bins of a regression's target, at most ten, to stratify by."""
    count = int(np.clip(len(target) // rows_per_bin, 1, 10))
    edges = np.quantile(target, np.linspace(0, 1, count + 1)[1:-1])
    return np.searchsorted(edges, target, side="right")


def _by_stratum(
    strata: np.ndarray,
    copies: np.ndarray | None,
    free: np.ndarray,
    want: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Rows of each stratum in turn through a fixed pattern; copies placed first."""
    part = np.zeros(len(strata), dtype=np.int8)
    single = np.ones(len(strata), dtype=bool)
    if copies is not None:
        _, unit, size = np.unique(copies[free], return_inverse=True, return_counts=True)
        single = size[unit] == 1
        if not single.all():
            part[~single] = _by_unit(unit[~single], strata[~single], want, rng)
    rows = np.flatnonzero(single)
    shuffled = rng.permutation(rows)
    ordered = shuffled[np.argsort(strata[shuffled], kind="stable")]
    pattern = _pattern(want)
    part[ordered] = pattern[np.arange(len(ordered)) % len(pattern)]
    return part


def _pattern(want: np.ndarray, length: int = 20) -> np.ndarray:
    """Twenty parts in the wanted shares, each spread as evenly as can be."""
    have, pattern = np.zeros(3), []
    for step in range(1, length + 1):
        pattern.append(int(np.argmax(want * step - have)))
        have[pattern[-1]] += 1
    return np.array(pattern, dtype=np.int8)


def _by_unit(
    unit: np.ndarray, strata: np.ndarray, want: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Whole units, the largest first, each to the part that lacks its strata most."""
    _, unit = np.unique(unit, return_inverse=True)
    _, stratum = np.unique(strata, return_inverse=True)
    counts = np.zeros((unit.max() + 1, stratum.max() + 1))
    np.add.at(counts, (unit, stratum), 1)
    total = counts.sum(axis=0)
    goal = want[:, None] * total
    weight = 1 / total**2
    have = np.zeros_like(goal)
    place = np.zeros(len(counts), dtype=np.int8)
    shuffled = rng.permutation(len(counts))
    for u in shuffled[np.argsort(-counts[shuffled].sum(axis=1), kind="stable")]:
        change = weight * counts[u] * (counts[u] + 2 * (have - goal))  # (3, strata)
        cost = np.where(want > 0, change.sum(axis=1), np.inf)
        place[u] = np.argmin(cost)
        have[place[u]] += counts[u]
    _fill_empty(place, counts.sum(axis=1), want)
    return place[unit]


def _fill_empty(place: np.ndarray, size: np.ndarray, want: np.ndarray) -> None:
    """Give a part without any unit the smallest one of the part that has most units."""
    for empty in (p for p in range(3) if want[p] > 0 and p not in place):
        units = np.flatnonzero(place == np.bincount(place, minlength=3).argmax())
        if len(units) > 1:
            place[units[np.argmin(size[units])]] = empty


def _by_time(order: np.ndarray, want: np.ndarray) -> np.ndarray:
    """The earliest rows train, the last test; equal times share a part if that leaves
    rows for every part."""
    part = np.zeros(len(order), dtype=np.int8)
    known = np.flatnonzero(~np.isnan(order))
    ranked = known[np.argsort(order[known], kind="stable")]
    ends = np.round(np.cumsum(want) * len(ranked)).astype(int)
    part[ranked[ends[0] : ends[1]]] = 1
    part[ranked[ends[1] :]] = 2
    tied = part.copy()
    for border in (ends[0], ends[1]):
        if border < len(ranked):
            tied[order == order[ranked[border]]] = part[ranked[border]]
    same_parts = set(tied[known].tolist()) == set(part[known].tolist())
    return tied if same_parts else part


def _train_sees_all(part: np.ndarray, strata: np.ndarray, free: np.ndarray) -> None:
    """Move one row of each class that train lacks into train."""
    lacking = set(strata[free].tolist()) - set(strata[free][part[free] == 0].tolist())
    for stratum in sorted(lacking):
        part[free[strata[free] == stratum][0]] = 0
