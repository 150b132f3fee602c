"""What nobody can beat: the scores of an observer who knows the latent state."""

from collections.abc import Sequence

import numpy as np

from agent.records import Record


class Bayes(Record):
    """Expected scores of the ideal observer, and each row's P(brake | latent state).

    The ideal observer is told what is ahead, how far, how fast it comes closer and the
    own speed, without any sensor noise. Labels are drawn from exactly this posterior,
    and the frame, the sweep and the table say nothing about a label that the latent
    state does not say; so no model beats these scores but by luck of the draw.
    They are an upper bound, not the reach of a model that sees only the noisy sensors:
    that posterior, given pixels, can't be computed.

    Accuracy decides by p > 0.5. `f1` and `f2` are each at the threshold on p that is
    best for it, and `recall` is that of the decisions behind `f2`. Ratios are of
    expected counts, which differs from the expected ratio by O(1 / rows).
    """

    posterior: tuple[float, ...]
    """P(brake | latent state) of each row, in the order of `train.csv`."""
    positive: float
    """Expected share of rows that brake."""
    accuracy: float
    recall: float
    f1: float
    f2: float
    average_precision: float
    roc_auc: float

    @classmethod
    def of(cls, posterior: Sequence[float]) -> "Bayes":
        """The scores of rows with these posteriors, each in (0, 1)."""
        p = np.sort(np.asarray(posterior, float))[::-1]
        chosen = np.arange(1, len(p) + 1)  # rows that are called positive
        hits = np.cumsum(p)
        f1 = 2 * hits / (p.sum() + chosen)
        f2 = 5 * hits / (4 * p.sum() + chosen)
        # A row's own label joins the count of hits before it with certainty once it
        # is positive, hence 1 + the hits expected above it.
        precision = (1 + hits - p) / chosen
        return cls(
            posterior=tuple(float(value) for value in posterior),
            positive=float(p.mean()),
            accuracy=float(np.maximum(p, 1 - p).mean()),
            recall=float((hits / p.sum())[f2.argmax()]),
            f1=float(f1.max()),
            f2=float(f2.max()),
            average_precision=float((p * precision).sum() / p.sum()),
            roc_auc=_roc_auc(p),
        )

    def on(self, rows: Sequence[int]) -> "Bayes":
        """The scores on a subset, such as the rows of a test split, by row number."""
        return Bayes.of([self.posterior[row] for row in rows])


def _roc_auc(p: np.ndarray) -> float:
    """Expected share of (positive, negative) pairs in order; `p` falls; ties half."""
    quiet = 1 - p
    _, tie = np.unique(p, return_inverse=True)
    lower = np.cumsum(np.bincount(tie, quiet))  # negatives at or below each value
    level = np.bincount(tie, quiet)
    below = (lower - level)[tie] + 0.5 * (level[tie] - quiet)
    pairs = p.sum() * quiet.sum() - (p * quiet).sum()
    return float((p * below).sum() / pairs)
