"""A linear model of the risk of an event."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.gains import part_gains
from templates.blocks.joining import Matrix, take_rows
from templates.blocks.linear_fit import choose_penalty, fit_linear, linear_scores
from templates.blocks.risks import cox_slopes, signed_times
from templates.blocks.scaling import PartScale

BLOCK = {
    "name": "linear_risk",
    "role": "learner",
    "class": "LinearRisk",
    "kinds": ["survival"],
    "summary": "Cox proportional hazards, its penalty chosen on validation rows",
    "paper": "Cox 1972",
    "search": {},
}


class LinearRisk:
    """Features to a log risk (N, 1), linear in them: Cox, "Regression models and
    life-tables", 1972, with a penalty on squared weights.

    `search` finds how much each part counts (`part_gains`) and the penalty, a half
    power of ten from 0.1 to about 10^`weakest`, by the loss on validation rows; `fit`
    trains with them. Targets (N, 2) are time and event.
    """

    def __init__(self, outputs: int, *, weakest: float = -6.0):
        self.strengths = 10.0 ** np.arange(-1.0, weakest - 0.1, -1.0)
        self.scale = PartScale()
        self.gains: list[float] | None = None

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
        times = signed_times(y)[:, None]
        start = np.zeros((1 + sum(part.shape[1] for part in x), 1))
        asked = x, times[fit], other, times[valid], _cox_loss
        self.gains, near = part_gains(
            *asked, self.strengths.tolist(), start[:1], deadline
        )
        self.strength, least, self.coefficients = choose_penalty(
            *asked, near, start, deadline, self.gains
        )
        return {"penalty": self.strength, "valid_loss": least / len(valid)}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows with the penalty that `search` found best."""
        self.coefficients = fit_linear(
            self.scale(parts),
            signed_times(y)[:, None],
            _cox_loss,
            self.strength,
            self.coefficients,
            deadline,
            self.gains,
        )

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Log risks (N, 1)."""
        scores = linear_scores(self.scale(parts), self.coefficients)
        return torch.from_numpy(scores).float()

    @property
    def params(self) -> int:
        """Coefficients, the bias among them, which is zero."""
        return self.coefficients.size

    def state(self) -> dict[str, Tensor]:
        learnt = {"coefficients": torch.from_numpy(self.coefficients).float()}
        return learnt | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.coefficients = state["coefficients"].numpy()
        self.scale.restore(state)


def _cox_loss(scores: np.ndarray, times: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed loss of log risks (N, 1) for signed times (N, 1), and its slopes."""
    loss, slopes, _ = cox_slopes(scores[:, 0], times[:, 0])
    return loss, slopes[:, None]
