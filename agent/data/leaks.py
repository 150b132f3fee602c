"""Signs that the target is given away: by one column, an order, a path, a copy.

All of it is numpy over the table: a few milliseconds a column of 10 000 rows.
"""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from agent.data.cells import series, text
from agent.data.data_kinds import media_kinds
from agent.records import Column, Finding

MIN_ROWS = 50
ALMOST = 0.98
AUC = 0.99
GAPS = 0.8
"""Part of the target that gaps tell, from which it is said: hardly ever by chance."""
FEWEST_GAPS = 10
"""Empty cells, and filled ones, of which that can be said."""


def find(
    labelled: pd.DataFrame,
    columns: Sequence[Column],
    used: set[str],
    codes: np.ndarray,
    classes: tuple[str, ...],
) -> tuple[Finding, ...]:
    """Findings over all columns but the target.

    `codes` (rows,): class numbers, or the target's values if `classes` is empty.
    `used`: the columns of the task's modalities; others are only told of.
    """
    findings, media = [], media_kinds()
    for column in columns:
        if column.name not in labelled or column.sound_of:
            continue  # the films' own column tells all of their sound's
        cells = series(labelled, column.name)
        if column.type in media and classes:
            findings.append(_named_files(column.name, cells, codes, classes))
        elif column.type == "id":
            findings.append(_telling_order(column.name, cells, codes, classes))
        elif len(labelled) >= MIN_ROWS:
            told = _telling_column(column, cells, codes, classes, used)
            findings.append(told or _telling_gaps(column, cells, codes, classes, used))
    return tuple(finding for finding in findings if finding)


def _telling_column(
    column: Column,
    cells: pd.Series,
    codes: np.ndarray,
    classes: tuple[str, ...],
    used: set[str],
) -> Finding | None:
    """One column that predicts the target almost alone."""
    if column.type in ("number", "integer", "latitude", "longitude"):
        values = cells.to_numpy(dtype=float, na_value=np.nan)
        score, how = _number_score(values, codes, bool(classes))
        if not how and column.values and classes:
            score, how = _category_score(text(cells), codes), "rows told right"
    elif column.type in ("boolean", "category", "date"):
        if classes:
            score, how = _category_score(text(cells), codes), "rows told right"
        else:
            score, how = _variance_told(text(cells), codes), "variance told"
        how = how if score >= ALMOST else ""
    else:
        return None
    if not how or (how == "rows told right" and score < ALMOST):
        return None
    message = f"{column.name} alone almost gives the target away: {how} {score:.3f}"
    return _leak(column.name, used, message)


def _telling_gaps(
    column: Column,
    cells: pd.Series,
    codes: np.ndarray,
    classes: tuple[str, ...],
    used: set[str],
) -> Finding | None:
    """A column that is empty where the target says so: the departure of a flight that
    was cancelled."""
    gaps = np.array([cell == "" for cell in text(cells)])
    if min(gaps.sum(), (~gaps).sum()) < FEWEST_GAPS:
        return None
    told = _category_score if classes else _variance_told
    score = told(gaps.astype(str).tolist(), codes)
    if score < GAPS:
        return None
    message = f"whether {column.name} is empty almost gives the target away: "
    return _leak(column.name, used, message + f"{score:.3f} of 1")


def _leak(name: str, used: set[str], message: str) -> Finding:
    return Finding(
        kind="leak",
        severity="warning" if name in used else "info",
        column=name,
        message=message,
        fix=f"leave it out if it isn't known when predicting: --ignore {name}",
    )


def _number_score(
    values: np.ndarray, target: np.ndarray, classes: bool
) -> tuple[float, str]:
    """(score, measure) if a numeric column tells the target; else (…, "")."""
    known = np.isfinite(values)
    if known.sum() < max(MIN_ROWS, 0.5 * len(values)):
        return 0.0, ""
    values, target = values[known], target[known]
    if len(np.unique(values)) < 2 or len(np.unique(target)) < 2:
        return 0.0, ""
    if not classes:
        score = max(_corr(values, target), _corr(_ranks(values), _ranks(target)))
        return score, "correlation" if score >= ALMOST else ""
    if len(np.unique(target)) == 2:
        area = _auc(values, target == target.max())
        return area, "area under the ROC curve" if area >= AUC else ""
    gain = _neighbour_gain(values, target)
    return gain, "agreement of neighbours" if gain >= ALMOST else ""


def _category_score(cells: list[str], target: np.ndarray) -> float:
    """Leave-one-out accuracy of "the most frequent class of this value", as a gain over
    always saying the most frequent class (Cohen's kappa with that as chance)."""
    _, value = np.unique(np.array(cells, dtype=object), return_inverse=True)
    _, label = np.unique(target, return_inverse=True)
    if value.max() == 0 or label.max() == 0 or value.max() > len(cells) / 2:
        return 0.0
    table = np.zeros((value.max() + 1, label.max() + 1))
    np.add.at(table, (value, label), 1)
    ordered = np.sort(table, axis=1)
    # A row of the top class is told right by the others if one fewer still wins.
    right = np.where(ordered[:, -1] - 1 > ordered[:, -2], ordered[:, -1], 0).sum()
    chance = table.sum(axis=0).max() / len(cells)
    return float((right / len(cells) - chance) / (1 - chance))


def _variance_told(cells: list[str], target: np.ndarray) -> float:
    """Share of the target's variance between the values, corrected for their number."""
    _, value = np.unique(np.array(cells, dtype=object), return_inverse=True)
    rows, values = len(cells), value.max() + 1
    if values < 2 or values > rows / 2 or np.var(target) == 0:
        return 0.0
    count = np.bincount(value)
    mean = np.bincount(value, weights=target) / count
    within = ((target - mean[value]) ** 2).sum() / (rows - values)
    return float(1 - within / np.var(target, ddof=1))


def _corr(a: np.ndarray, b: np.ndarray) -> float:
    a, b = a - a.mean(), b - b.mean()
    scale = np.sqrt((a @ a) * (b @ b))
    return float(abs(a @ b) / scale) if scale > 0 else 0.0


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 0, ties sharing their mean."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count + 1) / 2)[place]


def _auc(values: np.ndarray, positive: np.ndarray) -> float:
    """Area under the ROC curve by ranks (Mann-Whitney), either direction."""
    hits, misses = positive.sum(), (~positive).sum()
    above = _ranks(values)[positive].sum() - hits * (hits - 1) / 2
    area = above / (hits * misses)
    return float(max(area, 1 - area))


def _neighbour_gain(values: np.ndarray, target: np.ndarray) -> float:
    """Share of rows whose class is that of the next row by value, less the share that
    chance allows; ties are broken by a fixed shuffle."""
    mixed = np.random.default_rng(0).permutation(len(values))
    ordered = target[mixed][np.argsort(values[mixed], kind="stable")]
    share = np.mean(ordered[1:] == ordered[:-1])
    _, count = np.unique(target, return_counts=True)
    chance = ((count / len(target)) ** 2).sum()
    return float((share - chance) / (1 - chance))


def _telling_order(
    name: str, cells: pd.Series, target: np.ndarray, classes: tuple[str, ...]
) -> Finding | None:
    """An id whose number or order tells the target (files sorted by class)."""
    digits = [re.sub(r"\D", "", cell)[-15:] for cell in text(cells)]
    if len(digits) < MIN_ROWS or not all(digits):
        return None
    numbers = np.array(digits, dtype=float)
    if classes:
        score, limit = _neighbour_gain(numbers, target), 0.8
    else:
        score, limit = _corr(_ranks(numbers), _ranks(target)), 0.9
    if score < limit:
        return None
    return Finding(
        kind="leak",
        severity="warning",
        column=name,
        message=f"the order of {name} tells the target ({score:.2f} of 1): the rows "
        "were sorted by it",
        fix=f"{name} is not used as a feature; keep it so",
    )


def _named_files(
    name: str, cells: pd.Series, codes: np.ndarray, classes: tuple[str, ...]
) -> Finding | None:
    """Paths that hold the name of their own class."""
    paths = text(cells)
    chosen = range(0, len(paths), max(1, len(paths) // 2000))
    own = [f" {' '.join(_tokens(label))} " for label in classes]
    hits = seen = 0
    for row in chosen:
        if paths[row]:
            seen += 1
            hits += own[int(codes[row])] in f" {' '.join(_tokens(paths[row]))} "
    if not seen or hits < 0.9 * seen:
        return None
    return Finding(
        kind="leak",
        severity="info",
        column=name,
        message=f"the paths in {name} hold the class name ({hits / seen:.0%} of rows)",
        fix="nothing to do: programs see the files under neutral names",
    )


def _tokens(name: str) -> list[str]:
    return [token for token in re.split(r"[\W_]+", name.lower()) if token]
