"""Metrics of weighted rows for sets of labels, several targets, survival and retrieval.

See `agent/scoring/weighted.py`.
"""

import numpy as np

from agent.scoring import measures, pairwise
from agent.scoring.metrics import THRESHOLD
from agent.scoring.weighted import (
    Weighted,
    auc,
    average_precision,
    by_class,
    mean,
    mean_present,
    median,
    of_values,
)

EXACT_ROWS = 2000
"""Rows up to which all pairs of a resample are counted; above, its first order is."""


def of_label_sets(name: str, truth: np.ndarray, predictions: np.ndarray) -> Weighted:
    """Metrics of rows with several labels; (N, L) both."""
    if name in ("roc_auc", "average_precision"):
        one = auc if name == "roc_auc" else average_precision
        both = np.flatnonzero(truth.any(0) & ~truth.all(0))
        parts = [one(truth[:, c] > 0, predictions[:, c]) for c in both]
        absent = (truth[:, both] == 0).astype(float)

        def area(w: np.ndarray) -> np.ndarray:
            values = np.stack([part(w) for part in parts])
            return mean_present(np.where((w @ absent).T > 0, values, np.nan))

        return area
    if name == "log_loss":
        return mean(measures.cross_entropies(truth, predictions).mean(1))
    true, said = truth > 0, predictions >= THRESHOLD
    if name == "accuracy":
        return mean((true == said).all(1).astype(float))
    if name == "hamming_loss":
        return mean((true != said).mean(1))
    shared, either = (true & said).sum(1), (true | said).sum(1)
    if name == "jaccard":
        return mean(np.where(either > 0, shared / np.maximum(either, 1), 1.0))
    if name == "f1_samples":
        f1 = 2 * shared / np.maximum(true.sum(1) + said.sum(1), 1)
        return mean(np.where(either > 0, f1, 1.0))
    return _averaged(name, true, said)


def _averaged(name: str, true: np.ndarray, said: np.ndarray) -> Weighted:
    """F1, precision or recall of the labels: micro, macro, or by their rows."""
    base, average = name.split("_")
    tables = [part.astype(float) for part in (true & said, true, said)]

    def value(w: np.ndarray) -> np.ndarray:
        right, trues, saids = (w @ table for table in tables)
        if average == "micro":
            sums = [part.sum(1, keepdims=True) for part in (right, trues, saids)]
            return by_class(base, *sums)[:, 0]
        each = by_class(base, right, trues, saids)
        if average == "weighted":
            return (each * trues).sum(1) / np.maximum(trues.sum(1), 1.0)
        return each.sum(1) / np.maximum(((trues > 0) | (saids > 0)).sum(1), 1)

    return value


def over_targets(name: str, truth: np.ndarray, predictions: np.ndarray) -> Weighted:
    """Mean over the targets, each on its known rows."""
    parts = []
    for true, said in zip(truth.T, predictions.T, strict=True):
        rows = np.flatnonzero(~np.isnan(true))
        if len(rows) >= (2 if name == "r2" else 1):
            parts.append((rows, of_values(name, true[rows], said[rows])))

    def value(w: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore"):  # a resample without any row of a target
            return mean_present(np.stack([part(w[:, rows]) for rows, part in parts]))

    return value


def concordance(truth: np.ndarray, risk: np.ndarray) -> Weighted:
    """Harrell's index of concordance.

    Up to EXACT_ROWS rows all pairs are weighted. Above, numerator and denominator are
    taken to first order in the weights (their Hájek projections), which costs one pass
    over the pairs for all resamples together.
    """
    exact = len(risk) <= EXACT_ROWS
    tables, sides = [], np.zeros((2, len(risk)))
    for first in pairwise.chunks(len(risk)):
        pair = pairwise.pair_scores(truth, risk, first)
        if exact:
            tables.append(pair)
        for side, part in zip(sides, pair, strict=True):
            side[first] += part.sum(1)
            side += part.sum(0)
    if not exact:
        pairs, won = (lambda w, s=side: w @ s - s.sum() / 2 for side in sides)
        return lambda w: won(w) / np.maximum(pairs(w), 1.0)
    comparable, won = (
        np.concatenate(part).astype(float) for part in zip(*tables, strict=True)
    )

    def value(w: np.ndarray) -> np.ndarray:
        pairs = ((w @ comparable) * w).sum(1)
        right = ((w @ won) * w).sum(1)
        return np.where(pairs > 0, right / np.maximum(pairs, 1e-12), np.nan)

    return value


def of_places(name: str, truth: np.ndarray, predictions: np.ndarray) -> Weighted:
    """Recall, reciprocal rank and rank: queries are drawn, the candidates stay."""
    values = pairwise.row_values(name, *pairwise.places(truth, predictions))
    return median(values) if name == "median_rank" else mean(values)
