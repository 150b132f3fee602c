"""A loss that wrong labels can't dominate."""

from torch import Tensor

BLOCK = {
    "name": "gce",
    "role": "loss",
    "class": "GeneralizedCrossEntropy",
    "kinds": ["binary", "multiclass"],
    "summary": "between cross-entropy and absolute error: robust to wrong labels",
    "paper": "Zhang & Sabuncu 2018",
    "search": {"q": [0.7, 0.3]},
}


class GeneralizedCrossEntropy:
    """Mean of (1 - p_y^q) / q over probabilities (B, classes) and labels y (B,).

    Zhang & Sabuncu 2018: cross-entropy as q -> 0, and 1 - p_y, half the absolute error,
    at q = 1. A row whose label seems impossible pulls with p_y^q of its usual strength.
    """

    def __init__(self, *, q: float = 0.7):
        self.q = q

    def __call__(self, probabilities: Tensor, targets: Tensor) -> Tensor:
        chosen = probabilities.gather(1, targets[:, None]).clamp(min=1e-7)
        return (1 - chosen**self.q).mean() / self.q
