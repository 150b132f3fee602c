"""A linear model of classes with an order."""

import numpy as np
import torch
from scipy.special import expit
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
from templates.blocks.weighing import rare_first

BLOCK = {
    "name": "linear_levels",
    "role": "learner",
    "class": "LinearLevels",
    "kinds": ["ordinal"],
    "paper": "McCullagh 1980",
    "summary": "one line for all levels, cut where they begin, its penalty chosen",
    "search": {},
}


class OddsLoss:
    """Loss of scores (N, 1) for whether a row is beyond each level but the highest
    (N, K - 1), and its gradient, with the cuts between levels that are best for them:
    as many rows are beyond each as should be."""

    def __init__(self, levels: int):
        self.cuts = np.zeros(levels - 1)

    def __call__(self, scores: np.ndarray, beyond: np.ndarray):
        self.cut(scores, beyond)
        value, slopes = sigmoid_loss(scores - self.cuts, beyond)
        return value, slopes.sum(axis=1, keepdims=True)

    def cut(self, scores: np.ndarray, beyond: np.ndarray) -> None:
        """Newton's method for each cut, from those that were best before."""
        for _ in range(30):
            chances = expit(scores - self.cuts)
            excess = (chances - beyond).sum(axis=0)
            slopes = (chances * (1 - chances)).sum(axis=0)
            steps = (excess / (slopes + 1e-6 * len(scores))).clip(-2, 2)
            self.cuts = self.cuts + steps
            if np.abs(steps).max() < 1e-6:
                return


class LinearLevels:
    """Features to probabilities (N, `outputs`): one score, linear in them, and cuts on
    it between the classes in their order; the odds to be beyond a cut all grow alike
    with the score (McCullagh, "Regression models for ordinal data", 1980).

    `search` finds how much each part counts (`part_gains`) and the penalty, a half
    power of ten from 10 to about 10^`weakest`, by the loss on validation rows; `fit`
    trains with them. With `even`, classes are said as is best for the mean F1 of all.
    """

    def __init__(self, outputs: int, *, weakest: float = -7.0, even: bool = False):
        self.outputs, self.even = outputs, even
        self.strengths = 10.0 ** np.arange(1.0, weakest - 0.1, -1.0)
        self.scale = PartScale()
        self.gains: list[float] | None = None
        self.loss = OddsLoss(outputs)
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
        beyond = self._beyond(y)
        start = np.zeros((1 + sum(part.shape[1] for part in x), 1))
        asked = x, beyond[fit], other, beyond[valid], self.loss
        self.gains, near = part_gains(
            *asked, self.strengths.tolist(), start[:1], deadline
        )
        self.strength, least, self.coefficients = choose_penalty(
            *asked, near, start, deadline, self.gains
        )
        self.loss.cut(linear_scores(x, self.coefficients), beyond[fit])
        if self.even:
            chances = self.predict(take_rows(parts, valid)).numpy()
            shares = np.bincount(y.numpy()[fit], minlength=self.outputs) + 1.0
            shares = shares / shares.sum()
            power = rare_first(chances, y.numpy()[valid], shares)
            self.weights = torch.from_numpy(shares**-power).float()
        return {"penalty": self.strength, "valid_loss": least / len(valid)}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows with the penalty that `search` found best."""
        x, beyond = self.scale(parts), self._beyond(y)
        self.coefficients = fit_linear(
            x,
            beyond,
            self.loss,
            self.strength,
            self.coefficients,
            deadline,
            self.gains,
        )
        self.loss.cut(linear_scores(x, self.coefficients), beyond)

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        scores = linear_scores(self.scale(parts), self.coefficients)
        falling = np.minimum.accumulate(expit(scores - self.loss.cuts), axis=1)
        ends = np.ones_like(scores), np.zeros_like(scores)
        steps = -np.diff(np.hstack([ends[0], falling, ends[1]]), axis=1)
        chances = torch.from_numpy(steps.clip(min=1e-6)).float() * self.weights
        return chances / chances.sum(dim=1, keepdim=True)

    @property
    def params(self) -> int:
        """Coefficients, the bias among them, and cuts."""
        return self.coefficients.size + self.loss.cuts.size

    def state(self) -> dict[str, Tensor]:
        learnt = {"coefficients": torch.from_numpy(self.coefficients).float()}
        learnt |= {"cuts": torch.from_numpy(self.loss.cuts).float()}
        return learnt | {"weights": self.weights} | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.coefficients = state["coefficients"].numpy()
        self.loss.cuts = state["cuts"].numpy()
        self.weights = state["weights"]
        self.scale.restore(state)

    def _beyond(self, y: Tensor) -> np.ndarray:
        """Classes (N,) as whether each level but the highest is passed."""
        return (y.numpy()[:, None] > np.arange(self.outputs - 1)).astype(float)
