"""Metrics of weighted rows, in numpy: one row of weights per resample.

Each function returns a `Weighted`: weights (R, N) to values (R,), nan where a resample
has no value. Weights of one give the values of `agent/scoring/measures.py`.
"""

from collections.abc import Callable

import numpy as np

from agent.records import Kind
from agent.scoring import measures
from agent.scoring.metrics import METRICS

Weighted = Callable[[np.ndarray], np.ndarray]


def of_classes(
    name: str, kind: Kind, truth: np.ndarray, predictions: np.ndarray, positive: int
) -> Weighted:
    """Metrics of one class per row: labels, probabilities, calibration."""
    if METRICS[name].needs == "labels":
        classes = predictions.shape[1]
        return _of_labels(name, truth, predictions.argmax(1), classes, positive)
    if name == "log_loss":
        shares = predictions / predictions.sum(1, keepdims=True)
        at_truth = shares[np.arange(len(truth)), truth]
        return mean(-np.log(np.clip(at_truth, np.finfo(float).eps, None)))
    if name == "brier":
        return mean(measures.squared_gaps(truth, predictions))
    if name == "ece":
        gaps, bins = measures.confidence_gaps(truth, predictions)
        return lambda w: (
            np.abs(per_group(w * gaps, bins, measures.BINS)).sum(1) / w.sum(1)
        )
    one = auc if name == "roc_auc" else average_precision
    columns = [positive] if kind == "binary" else np.unique(truth).tolist()
    parts = [one(truth == c, predictions[:, c]) for c in columns]
    return lambda w: mean_present(np.stack([part(w) for part in parts]))


def ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """`top / bottom`, 0 where `bottom` is 0."""
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)


def mean_present(values: np.ndarray) -> np.ndarray:
    """Mean over axis 0 of what is not nan; nan if nothing is."""
    present = np.isfinite(values)
    count = present.sum(0)
    total = np.where(present, values, 0.0).sum(0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def per_group(w: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """Weights (R, N) summed by group number (N,): (R, count)."""
    order = np.argsort(groups, kind="stable")
    present, starts = np.unique(groups[order], return_index=True)
    sums = np.zeros((len(w), count))
    sums[:, present] = np.add.reduceat(w[:, order], starts, axis=1)
    return sums


def _of_labels(
    name: str, truth: np.ndarray, labels: np.ndarray, classes: int, positive: int
) -> Weighted:
    hit = (truth == labels).astype(float)
    steps = (truth - labels).astype(float) ** 2

    def value(w: np.ndarray) -> np.ndarray:
        rows = w.sum(1)
        right = per_group(w * hit, truth, classes)
        true = per_group(w, truth, classes)
        said = per_group(w, labels, classes)
        if name in ("f1", "f2", "precision", "recall"):
            at = slice(positive, positive + 1)
            return by_class(name, right[:, at], true[:, at], said[:, at])[:, 0]
        if name == "rank_mae":
            return w @ np.abs(truth - labels) / rows
        if name in ("accuracy", "f1_micro"):
            return right.sum(1) / rows
        if name == "mcc":
            return _mcc(rows, right, true, said)
        if name == "cohen_kappa":
            chance = (true * said).sum(1) / rows
            return ratio(right.sum(1) - chance, rows - chance)
        if name == "cohen_kappa_quadratic":
            return _kappa(rows, w @ steps, true, said)
        if name == "f1_weighted":
            return (by_class("f1", right, true, said) * true).sum(1) / rows
        if name == "balanced_accuracy":
            recall = by_class("recall", right, true, said)
            return recall.sum(1) / (true > 0).sum(1)
        each = by_class(name.removesuffix("_macro"), right, true, said)
        return each.sum(1) / ((true > 0) | (said > 0)).sum(1)

    return value


def by_class(
    name: str, right: np.ndarray, true: np.ndarray, said: np.ndarray
) -> np.ndarray:
    """Precision, recall or F-beta of each class from its counts (R, C)."""
    if name == "precision":
        return ratio(right, said)
    if name == "recall":
        return ratio(right, true)
    squared = 4.0 if name == "f2" else 1.0
    return ratio((1 + squared) * right, squared * true + said)


def _mcc(
    rows: np.ndarray, right: np.ndarray, true: np.ndarray, said: np.ndarray
) -> np.ndarray:
    """Gorodkin's R_K, "Comparing two K-category assignments", 2004."""
    top = right.sum(1) * rows - (true * said).sum(1)
    spread = (rows**2 - (true**2).sum(1)) * (rows**2 - (said**2).sum(1))
    return ratio(top, np.sqrt(np.maximum(spread, 0.0)))


def _kappa(
    rows: np.ndarray, seen: np.ndarray, true: np.ndarray, said: np.ndarray
) -> np.ndarray:
    """Cohen's kappa with quadratic weights, from sums of squared steps (R,)."""
    number = np.arange(true.shape[1], dtype=float)
    square = (true + said) @ number**2
    chance = square - 2 * (true @ number) * (said @ number) / rows
    return np.where(chance > 0, 1 - seen / np.where(chance > 0, chance, 1.0), 0.0)


def mean(losses: np.ndarray) -> Weighted:
    return lambda w: w @ losses / w.sum(1)


def auc(yes: np.ndarray, scores: np.ndarray) -> Weighted:
    """Chance that a positive outranks a negative, ties counting half."""
    _, group = np.unique(scores, return_inverse=True)
    count = int(group.max()) + 1

    def value(w: np.ndarray) -> np.ndarray:
        positive = per_group(w * yes, group, count)
        negative = per_group(w * ~yes, group, count)
        below = negative.cumsum(1) - negative / 2
        pairs = positive.sum(1) * negative.sum(1)
        wins = (positive * below).sum(1)
        return np.where(pairs > 0, wins / np.maximum(pairs, 1.0), np.nan)

    return value


def average_precision(yes: np.ndarray, scores: np.ndarray) -> Weighted:
    """Precision at each threshold, weighted by the recall gained there."""
    _, group = np.unique(-scores, return_inverse=True)
    count = int(group.max()) + 1

    def value(w: np.ndarray) -> np.ndarray:
        positive = per_group(w * yes, group, count)
        taken = per_group(w, group, count).cumsum(1)
        precision = ratio(positive.cumsum(1), taken)
        total = positive.sum(1)
        area = (precision * positive).sum(1)
        return np.where(total > 0, area / np.maximum(total, 1.0), np.nan)

    return value


def of_values(name: str, truth: np.ndarray, values: np.ndarray) -> Weighted:
    error = np.abs(truth - values)
    if name == "mae":
        return mean(error)
    if name == "mape":
        return mean(error / np.maximum(np.abs(truth), np.finfo(float).eps))
    if name == "smape":
        size = np.maximum(np.abs(truth) + np.abs(values), np.finfo(float).tiny)
        return mean(2 * error / size)
    if name in ("rmse", "rmsle"):
        if name == "rmsle":
            error = np.log1p(truth) - np.log1p(np.maximum(values, 0.0))
        squared = mean(error**2)
        return lambda w: np.sqrt(squared(w))
    if name == "median_ae":
        return median(error)
    if name == "r2":
        return _r2(truth, error)
    if name == "pearson":
        return lambda w: _correlation(w, truth[None], values[None])
    return lambda w: _correlation(w, _ranks(w, truth), _ranks(w, values))


def _r2(truth: np.ndarray, error: np.ndarray) -> Weighted:
    centred = truth - truth.mean()

    def value(w: np.ndarray) -> np.ndarray:
        spread = w @ centred**2 - (w @ centred) ** 2 / w.sum(1)
        missed = w @ error**2
        return np.where(
            spread > 0, 1 - missed / np.where(spread > 0, spread, 1), np.nan
        )

    return value


def median(error: np.ndarray) -> Weighted:
    order = np.argsort(error)
    ranked = error[order]

    def value(w: np.ndarray) -> np.ndarray:
        upto = w[:, order].cumsum(1)
        rows = upto[:, -1:]
        low = (upto > (rows - 1) // 2).argmax(1)
        high = (upto > rows // 2).argmax(1)
        return (ranked[low] + ranked[high]) / 2

    return value


def _ranks(w: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Mid-ranks (R, N) of `values` in each resample."""
    _, group = np.unique(values, return_inverse=True)
    here = per_group(w, group, int(group.max()) + 1)
    return (here.cumsum(1) - (here - 1) / 2)[:, group]


def _correlation(w: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Pearson correlation under weights (R, N); `x`, `y`: (1 or R, N)."""
    rows = w.sum(1, keepdims=True)
    x = x - (w * x).sum(1, keepdims=True) / rows
    y = y - (w * y).sum(1, keepdims=True) / rows
    spread = np.sqrt((w * x**2).sum(1) * (w * y**2).sum(1))
    return ratio((w * x * y).sum(1), spread)
