"""A linear model of classes."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.gains import part_gains
from templates.blocks.joining import Matrix, take_rows
from templates.blocks.linear_fit import (
    choose_penalty,
    fit_linear,
    linear_scores,
    softmax_loss,
)
from templates.blocks.scaling import PartScale
from templates.blocks.weighing import rare_first

BLOCK = {
    "name": "logistic",
    "role": "learner",
    "class": "LogisticRegression",
    "kinds": ["binary", "multiclass", "ordinal"],
    "summary": "logistic regression, its penalty chosen on validation rows",
    "paper": "Cox 1958",
    "search": {},
}


class LogisticRegression:
    """Features to probabilities (N, `outputs`), linear in them; multinomial.

    `search` finds how much each part counts (`part_gains`) and the penalty, a half
    power of ten from 0.001 to about 10^`weakest`, by the loss on validation rows; `fit`
    trains with them. With `even`, classes are said as is best for the mean F1 of all.
    """

    def __init__(self, outputs: int, *, weakest: float = -7.0, even: bool = False):
        self.outputs, self.even = outputs, even
        self.strengths = 10.0 ** np.arange(-3.0, weakest - 0.1, -1.0)
        self.scale = PartScale()
        self.gains: list[float] | None = None
        self.weights = torch.ones(outputs)  # of the classes, when one is said

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
        one_hot = np.eye(self.outputs)[y.numpy()]
        shares = one_hot[fit].mean(axis=0) + 1e-3
        start = np.zeros((1 + sum(part.shape[1] for part in x), self.outputs))
        start[0] = np.log(shares)
        asked = x, one_hot[fit], other, one_hot[valid], softmax_loss
        self.gains, near = part_gains(
            *asked, self.strengths.tolist(), start[:1], deadline
        )
        self.strength, least, self.coefficients = choose_penalty(
            *asked, near, start, deadline, self.gains
        )
        if self.even:
            chances = self.predict(take_rows(parts, valid)).numpy()
            power = rare_first(chances, y.numpy()[valid], shares)
            self.weights = torch.from_numpy(shares**-power).float()
        return {"penalty": self.strength, "valid_loss": least / len(valid)}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows with the penalty that `search` found best."""
        one_hot = np.eye(self.outputs)[y.numpy()]
        self.coefficients = fit_linear(
            self.scale(parts),
            one_hot,
            softmax_loss,
            self.strength,
            self.coefficients,
            deadline,
            self.gains,
        )

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        scores = linear_scores(self.scale(parts), self.coefficients)
        chances = torch.from_numpy(scores).softmax(dim=1).float() * self.weights
        return chances / chances.sum(dim=1, keepdim=True)

    @property
    def params(self) -> int:
        """Coefficients, the bias among them."""
        return self.coefficients.size

    def state(self) -> dict[str, Tensor]:
        learnt = {"coefficients": torch.from_numpy(self.coefficients).float()}
        return learnt | {"weights": self.weights} | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.coefficients = state["coefficients"].numpy()
        self.weights = state["weights"]
        self.scale.restore(state)
