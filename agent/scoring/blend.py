"""Predictions of several trials -> one answer: their mean, its temperature, its labels.

The one place that says how an answer is read. Probabilities stay probabilities: what is
delivered as one, and what metrics of probabilities see, is calibrated and nothing else.
The labels that are decided from them are a second table, of the same shape, whose
largest class (or whose cells from 0.5 up) they are; metrics of labels see that one, and
so does the column of the target in `predictions.csv`.
"""

from collections.abc import Sequence

import numpy as np

from agent.records import Blend, Kind
from agent.scoring.metrics import CLASSES
from agent.scoring.worth import likeliest

SMALLEST = 1e-9
"""Probability that a smaller one counts as where a logarithm is taken."""
ALONE = Blend(weights=(1.0,))
"""One trial, read as it is."""


def spread(blend: Blend, trainings: Sequence[int]) -> Blend:
    """The same answer where a member is the mean of so many `trainings` of its own,
    which stand side by side."""
    pairs = list(zip(blend.weights, trainings, strict=True))
    weights = tuple(w / count for w, count in pairs for _ in range(count))
    scales = zip(blend.scales, trainings, strict=False)
    spread_scales = tuple(s for s, count in scales for _ in range(count))
    return blend.model_copy(update={"weights": weights, "scales": spread_scales})


def mix(kind: Kind, tables: Sequence[np.ndarray], blend: Blend) -> np.ndarray:
    """Weighted mean of the members' tables, tempered where it holds probabilities.

    A single member of temperature 1 is given back as it is.
    """
    if len(tables) != len(blend.weights):
        raise ValueError(f"{len(tables)} tables for {len(blend.weights)} weights")
    if len(tables) == 1:
        table = tables[0]  # a scale would change nothing that a rank depends on
    else:
        scales = blend.scales or (1.0,) * len(tables)
        shares = [w / s for w, s in zip(blend.weights, scales, strict=True)]
        table = sum(
            (s * t for s, t in zip(shares, tables, strict=True)),
            np.zeros_like(tables[0]),
        )
    if kind not in CLASSES or blend.temperature == 1.0:
        return table
    return shares_of(kind, scores_of(kind, table) / blend.temperature)


def decided(kind: Kind, chances: np.ndarray, blend: Blend) -> np.ndarray:
    """The table whose largest class, or whose cells from 0.5 up, are the labels said.

    The probabilities themselves if nothing was tuned.
    """
    if not blend.offsets:
        return likeliest(chances, blend.worth)
    return shares_of(kind, scores_of(kind, chances) + np.array(blend.offsets))


def scores_of(kind: Kind, chances: np.ndarray) -> np.ndarray:
    """Log-probabilities (N, C); of label sets logits (N, L)."""
    logs = np.log(np.maximum(chances, SMALLEST))
    if kind != "multilabel":
        return logs
    return logs - np.log(np.maximum(1 - chances, SMALLEST))


def shares_of(kind: Kind, scores: np.ndarray) -> np.ndarray:
    """Probabilities again: rows sum to 1, but for label sets."""
    if kind == "multilabel":
        return 1 / (1 + np.exp(-scores))
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)
