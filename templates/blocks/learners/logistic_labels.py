"""Linear models of several labels."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.gains import part_gains
from templates.blocks.joining import Matrix, take_rows
from templates.blocks.linear_fit import (
    choose_penalty,
    fit_linear,
    linear_scores,
    sigmoid_loss,
)
from templates.blocks.scaling import PartScale
from templates.blocks.thresholds import best_shift

BLOCK = {
    "name": "logistic_labels",
    "role": "learner",
    "class": "LogisticLabels",
    "kinds": ["multilabel"],
    "summary": "logistic regression of each label; penalty chosen on validation rows",
    "paper": "Cox 1958",
    "search": {
        "thresholds": ["none", "global", "label"],
    },
}


class LogisticLabels:
    """Features to probabilities (N, `outputs`), linear in them, each label for itself.

    `search` finds how much each part counts (`part_gains`), the penalty, a half power
    of ten from 0.001 to about 10^`weakest`, by the loss on validation rows, and where
    yes begins; `fit` trains with them.
    """

    def __init__(
        self, outputs: int, *, weakest: float = -7.0, thresholds: str = "none"
    ):
        self.outputs, self.thresholds = outputs, thresholds
        self.strengths = 10.0 ** np.arange(-3.0, weakest - 0.1, -1.0)
        self.scale = PartScale()
        self.gains: list[float] | None = None
        self.shift = torch.zeros(outputs)

    def search(
        self,
        parts: dict[str, Matrix],
        y: Tensor,
        fit,
        valid,
        deadline: float,
        seed: int,
    ) -> dict[str, float]:
        """Train on the rows `fit` as often as it takes; returns what was chosen."""
        self.scale.fit(take_rows(parts, fit))
        x = self.scale(take_rows(parts, fit))
        other = self.scale(take_rows(parts, valid))
        labels = y.numpy().astype(np.float64)
        share = labels[fit].mean(axis=0).clip(1e-3, 1 - 1e-3)
        start = np.zeros((1 + sum(part.shape[1] for part in x), self.outputs))
        start[0] = np.log(share / (1 - share))
        asked = x, labels[fit], other, labels[valid], sigmoid_loss
        self.gains, near = part_gains(
            *asked, self.strengths.tolist(), start[:1], deadline
        )
        self.strength, least, self.coefficients = choose_penalty(
            *asked, near, start, deadline, self.gains
        )
        if self.thresholds != "none":
            logits = self.predict(take_rows(parts, valid)).logit(eps=1e-6)
            self.shift = best_shift(logits, y[valid], self.thresholds == "label")
        return {"penalty": self.strength, "valid_loss": least / labels[valid].size}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows with the penalty that `search` found best."""
        self.coefficients = fit_linear(
            self.scale(parts),
            y.numpy().astype(np.float64),
            sigmoid_loss,
            self.strength,
            self.coefficients,
            deadline,
            self.gains,
        )

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        scores = linear_scores(self.scale(parts), self.coefficients)
        return (torch.from_numpy(scores).float() - self.shift).sigmoid()

    @property
    def params(self) -> int:
        """Coefficients, the bias among them."""
        return self.coefficients.size

    def state(self) -> dict[str, Tensor]:
        learnt = {"coefficients": torch.from_numpy(self.coefficients).float()}
        return learnt | {"shift": self.shift} | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.coefficients = state["coefficients"].numpy()
        self.shift = state["shift"]
        self.scale.restore(state)
