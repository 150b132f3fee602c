"""From which probability on yes is said, where an F-measure counts.

Of a rare class a half is hardly ever reached, and the threshold that was best on a few
hundred judged rows is mostly luck: it hangs on the few of them that are yes. What the
probabilities themselves promise is far steadier (Lipton et al., "Optimal thresholding
of classifiers to maximize F1 measure", 2014), once their mean is right.
"""

import numpy as np

from agent.records import Kind

WEIGHTS = {"f1": 1.0, "f2": 4.0}
"""Metrics, and how much more a yes that was missed counts than one said in error."""
PROMISED = 0.7
"""Part of what is promised in what is best, the rest is seen on the judged rows. Of
five models of pumps, judged on a fifth of them, F1 on the others is 0.418 for 0.8,
0.415 for 0.65, 0.406 for 0 and 0.505 at best; with logits that are twice too sure 0.407
for 0.8 and 0.408 for 0."""
STEPS = 30
"""Of Newton's method."""


def serves(name: str, kind: Kind) -> bool:
    """Whether the labels of a task are best decided here."""
    return kind == "binary" and name in WEIGHTS


def offset(
    name: str,
    truth: np.ndarray,
    scores: np.ndarray,
    weights: np.ndarray,
    cuts: np.ndarray,
) -> float:
    """Which of `cuts`, the first of equal ones, is best added to logits `scores` (N,)
    before those from 0 up are a yes.

    `truth` (N,) is 1 for yes; `weights` (R, N) are resamples of the rows.
    """
    beta = WEIGHTS[name]
    said = (scores + cuts[:, None] >= 0).astype(float)  # (cuts, N)
    chances = _chances(scores + _shift(truth, scores))
    promised = _of(said, chances, beta, chances.sum())
    seen = np.stack([_of(said * w, truth, beta, w @ truth) for w in weights])
    value = PROMISED * promised + (1 - PROMISED) * seen.mean(axis=0)
    return float(cuts[value.argmax()])


def _of(said: np.ndarray, yes: np.ndarray, beta: float, total: float) -> np.ndarray:
    """F-measures of answers (A, N) where `yes` (N,) tells how far a row is one, and
    `total` is how many there are."""
    return (1 + beta) * (said @ yes) / np.maximum(said.sum(1) + beta * total, 1e-9)


def _shift(truth: np.ndarray, scores: np.ndarray) -> float:
    """What makes the mean probability of logits the share of yes."""
    shift = 0.0
    for _ in range(STEPS):
        chances = _chances(scores + shift)
        slope = max(1.0, (chances * (1 - chances)).sum())
        shift += np.clip((truth.sum() - chances.sum()) / slope, -1.0, 1.0)
    return float(np.clip(shift, -4.0, 4.0))


def _chances(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(scores, -30.0, 30.0)))
