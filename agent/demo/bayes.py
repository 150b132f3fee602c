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

    Accuracy decides by p > 0.5. `balanced_accuracy`, `f1` and `f2` are each at the
    threshold on p that is best for it; `recall` is that of the first's decisions.
    Ratios are of expected counts, which differs from the expected ratio by O(1 / rows).
    """

    posterior: tuple[float, ...]
    """P(brake | latent state) of each row, in the order of `train.csv`."""
    positive: float
    """Expected share of rows that brake."""
    accuracy: float
    balanced_accuracy: float
    recall: float
    f1: float
    f2: float
    average_precision: float
    roc_auc: float

    @classmethod
    def of(cls, posterior: Sequence[float]) -> "Bayes":
        """The scores of rows with these posteriors, each in (0, 1)."""
        p = np.sort(np.asarray(posterior, float))[::-1]
        # Rows with the same posterior are called alike: count to the end of each tie.
        last = np.searchsorted(-p, -p, side="right") - 1
        chosen = last + 1
        hits = np.cumsum(p)[last]
        total = hits[-1]  # positives expected in all
        f1 = 2 * hits / (total + chosen)
        f2 = 5 * hits / (4 * total + chosen)
        quiet = 1 - (chosen - hits) / max(len(p) - total, 1e-12)  # negatives let pass
        balanced = (hits / total + quiet) / 2
        # Average precision is over rows that are positive, so a row counts itself as
        # a sure hit among those expected: hence 1 - p.
        precision = (hits + 1 - p) / chosen
        return cls(
            posterior=tuple(float(value) for value in posterior),
            positive=float(p.mean()),
            accuracy=float(np.maximum(p, 1 - p).mean()),
            balanced_accuracy=float(balanced.max()),
            recall=float((hits / total)[balanced.argmax()]),
            f1=float(f1.max()),
            f2=float(f2.max()),
            average_precision=float((p * precision).sum() / total),
            roc_auc=_roc_auc(p, last),
        )

    def on(self, rows: Sequence[int]) -> "Bayes":
        """The scores on a subset, such as the rows of a test split, by row number."""
        return Bayes.of([self.posterior[row] for row in rows])


def _roc_auc(p: np.ndarray, last: np.ndarray) -> float:
    """Expected share of (positive, negative) pairs in order, ties counting half.

    `p` falls, and `last` is the end of each row's tie.
    """
    quiet = 1 - p
    total = quiet.sum()
    upto = np.cumsum(quiet)[last]  # negatives expected at or above each row's posterior
    first = np.searchsorted(-p, -p, side="left")
    above = np.concatenate(([0.0], np.cumsum(quiet)))[first]
    tied = upto - above - quiet  # all but the row itself
    ordered = p * (total - upto + tied / 2)
    return float(ordered.sum() / (p.sum() * total - (p * quiet).sum()))
