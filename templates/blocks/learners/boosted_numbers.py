"""Gradient boosted trees for numbers."""

import time

import numpy as np
import torch
from torch import Tensor

from templates.blocks.boosters import all_leaves, all_texts, from_texts
from templates.blocks.boosting import binned, boost, tree_params
from templates.blocks.joining import Matrix, beside
from templates.blocks.logarithmic import from_log, to_log

BLOCK = {
    "name": "boosted_numbers",
    "role": "learner",
    "class": "BoostedNumbers",
    "kinds": ["regression", "multitarget"],
    "paper": "Ke et al. 2017",
    "chance": True,
    "summary": "LightGBM: a model of each number or quantile; square or absolute error",
    "search": {
        "rate": [0.1, 0.05, 0.2],
        "leaves": [15, 31, 7],
        "rounds": [2000, 500, 5000],
        "errors": ["square", "absolute"],
        "scale": ["linear", "log"],
    },
}


class BoostedNumbers:
    """Features to numbers (N, `outputs`), one LightGBM model (Ke et al. 2017) for each.

    `search` finds the number of rounds of each, at most `rounds`, on validation rows;
    `fit` trains as many. With `quantiles`, the first output is the median, the others
    are these quantiles of the same number, put in order where they cross. Targets
    may be NaN, which nothing is learnt from; they are standardised, on the `log` scale
    after `to_log`.
    """

    def __init__(
        self,
        outputs: int,
        *,
        rate: float = 0.1,
        leaves: int = 15,
        rounds: int = 2000,
        errors: str = "square",
        scale: str = "linear",
        quantiles: tuple[float, ...] = (),
    ):
        self.rate, self.leaves, self.rounds = rate, leaves, rounds
        objective = {"square": "l2", "absolute": "l1"}[errors]
        self.goals = [{"objective": objective}] * outputs
        self.levels = (0.5, *quantiles) if quantiles else ()
        if quantiles:
            self.goals = [{"objective": "quantile", "alpha": q} for q in self.levels]
        self.log, self.largest = scale == "log", torch.zeros(outputs)
        self.boosters, self.best = [], []
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
        """Train on the rows `fit` until the loss on the rows `valid` has been best;
        returns what was chosen, on average."""
        x = beside(parts)
        numbers = self._columns(y)
        self.middle = numbers[fit].nanmean(dim=0)
        spread = (numbers[fit] - self.middle).square().nanmean(dim=0).sqrt()
        self.spread = torch.where(spread > 0, spread, 1.0)
        self.largest = numbers[fit].abs().nan_to_num().amax(dim=0)
        self.seed = seed
        self.boosters, self.best, least = [], [], []
        for i in range(len(self.goals)):
            left = (deadline - time.monotonic()) / (len(self.goals) - i)
            how = self._params(i, x.shape[1])
            known = {"fit": self._known(x, numbers, i, fit)}
            known["valid"] = self._known(x, numbers, i, valid)
            booster, best, losses = boost(
                how,
                binned(how, **known),
                self.rounds,
                time.monotonic() + left,
                patience=max(20, round(5 / self.rate)),
            )
            self.boosters.append(booster)
            self.best.append(best)
            least.append(min(losses))
        return {
            "rounds": np.mean(self.best).item(),
            "valid_loss": np.mean(least).item(),
        }

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows, for as many rounds as `search` found best."""
        x, numbers = beside(parts), self._columns(y)
        for i, best in enumerate(self.best):
            if time.monotonic() > deadline:
                break
            how = self._params(i, x.shape[1])
            sets = binned(how, fit=self._known(x, numbers, i, np.arange(len(y))))
            booster, rounds, _ = boost(how, sets, best, deadline)
            if rounds < best:
                break  # time is up: the others keep their first model
            self.boosters[i] = booster

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Numbers (N, outputs), in their own units."""
        x = beside(parts)
        pairs = zip(self.boosters, self.best, strict=True)
        found = [booster.predict(x, num_iteration=best) for booster, best in pairs]
        numbers = torch.from_numpy(np.stack(found, axis=1)).float()
        if self.levels:
            order = torch.tensor(self.levels).argsort().argsort()
            numbers = numbers.sort(dim=1).values[:, order]
        numbers = numbers * self.spread + self.middle
        return from_log(numbers, self.largest) if self.log else numbers

    @property
    def params(self) -> int:
        """Leaves of all trees."""
        return all_leaves(self.boosters, self.best)

    def state(self) -> dict[str, Tensor]:
        learnt = {"middle": self.middle, "spread": self.spread}
        learnt["largest"] = self.largest
        return all_texts(self.boosters, self.best) | learnt

    def restore(self, state: dict[str, Tensor]) -> None:
        self.boosters, self.best = from_texts(state, len(self.goals))
        self.middle, self.spread = state["middle"], state["spread"]
        self.largest = state["largest"]

    def _columns(self, y: Tensor) -> Tensor:
        """Targets (N,) or (N, K) as a column for each output, on the scale learnt."""
        y = y.reshape(len(y), -1).expand(-1, len(self.goals))
        return to_log(y) if self.log else y

    def _params(self, i: int, columns: int) -> dict:
        return tree_params(
            columns=columns,
            rate=self.rate,
            leaves=self.leaves,
            seed=self.seed,
            **self.goals[i],
        )

    def _known(self, x: Matrix, numbers: Tensor, i: int, rows: np.ndarray) -> tuple:
        """Features and standardised targets of those `rows` that have output `i`."""
        y = ((numbers[:, i] - self.middle[i]) / self.spread[i]).numpy()
        rows = rows[np.isfinite(y[rows])]
        return x[rows], y[rows], None
