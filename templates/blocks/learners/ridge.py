"""A linear model of numbers."""

from functools import partial

import numpy as np
import torch
from torch import Tensor

from templates.blocks.gains import part_gains
from templates.blocks.joining import Matrix, take_rows
from templates.blocks.linear_fit import (
    choose_penalty,
    fit_linear,
    huber_loss,
    linear_scores,
    pinball_loss,
    square_loss,
)
from templates.blocks.logarithmic import from_log, to_log
from templates.blocks.scaling import PartScale

BLOCK = {
    "name": "ridge",
    "role": "learner",
    "class": "RidgeRegression",
    "kinds": ["regression", "multitarget"],
    "summary": "linear regression, its penalty chosen on validation rows",
    "paper": "Hoerl and Kennard 1970",
    "search": {"errors": ["square", "absolute"], "scale": ["linear", "log"]},
}


class RidgeRegression:
    """Features to numbers (N, `outputs`), linear in them, with a penalty on squared
    weights (Hoerl and Kennard 1970).

    `search` finds how much each part counts (`part_gains`) and the penalty, a half
    power of ten from 10 to about 10^`weakest`, by the loss on validation rows; `fit`
    trains with them. `errors` are
    square, or absolute but for the smallest. With `quantiles`, the first output is the
    median and the others are these quantiles of the same number (Koenker and Bassett
    1978), put in order where they cross. Targets may be NaN; they are standardised,
    on the `log` scale after `to_log`.
    """

    def __init__(
        self,
        outputs: int,
        *,
        weakest: float = -7.0,
        errors: str = "square",
        scale: str = "linear",
        quantiles: tuple[float, ...] = (),
    ):
        self.outputs = outputs
        self.loss = {"square": square_loss, "absolute": huber_loss}[errors]
        self.levels = (0.5, *quantiles) if quantiles else ()
        if quantiles:
            self.loss = partial(pinball_loss, self.levels)
        self.strengths = 10.0 ** np.arange(1.0, weakest - 0.1, -1.0)
        self.log, self.largest = scale == "log", torch.zeros(outputs)
        self.scale = PartScale()
        self.gains: list[float] | None = None
        self.middle, self.spread = torch.zeros(outputs), torch.ones(outputs)

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
        numbers = self._columns(y)[fit]
        self.middle = numbers.nanmean(dim=0)
        spread = (numbers - self.middle).square().nanmean(dim=0).sqrt()
        self.spread = torch.where(spread > 0, spread, 1.0)
        self.largest = numbers.abs().nan_to_num().amax(dim=0)
        goal = self._standard(y)
        start = np.zeros((1 + sum(part.shape[1] for part in x), self.outputs))
        asked = x, goal[fit], other, goal[valid], self.loss
        self.gains, near = part_gains(
            *asked, self.strengths.tolist(), start[:1], deadline
        )
        self.strength, least, self.coefficients = choose_penalty(
            *asked, near, start, deadline, self.gains
        )
        return {"penalty": self.strength, "valid_loss": least / goal[valid].size}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows with the penalty that `search` found best."""
        self.coefficients = fit_linear(
            self.scale(parts),
            self._standard(y),
            self.loss,
            self.strength,
            self.coefficients,
            deadline,
            self.gains,
        )

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Numbers (N, outputs), in their own units."""
        scores = linear_scores(self.scale(parts), self.coefficients)
        numbers = torch.from_numpy(scores).float()
        if self.levels:
            order = torch.tensor(self.levels).argsort().argsort()
            numbers = numbers.sort(dim=1).values[:, order]
        numbers = numbers * self.spread + self.middle
        return from_log(numbers, self.largest) if self.log else numbers

    @property
    def params(self) -> int:
        """Coefficients, the bias among them."""
        return self.coefficients.size

    def state(self) -> dict[str, Tensor]:
        learnt = {"coefficients": torch.from_numpy(self.coefficients).float()}
        learnt |= {"middle": self.middle, "spread": self.spread}
        learnt["largest"] = self.largest
        return learnt | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.coefficients = state["coefficients"].numpy()
        self.middle, self.spread = state["middle"], state["spread"]
        self.largest = state["largest"]
        self.scale.restore(state)

    def _columns(self, y: Tensor) -> Tensor:
        """Targets (N,) or (N, K) as a column for each output, on the scale learnt."""
        y = y.reshape(len(y), -1).expand(-1, self.outputs)
        return to_log(y) if self.log else y

    def _standard(self, y: Tensor) -> np.ndarray:
        """Targets (N, outputs) in deviations from the mean of the fitted rows."""
        numbers = (self._columns(y) - self.middle) / self.spread
        return numbers.numpy().astype(np.float64)
