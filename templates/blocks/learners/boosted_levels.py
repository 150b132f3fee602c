"""Gradient boosted trees for classes with an order."""

import time

import numpy as np
import torch
from torch import Tensor

from templates.blocks.boosters import all_leaves, all_texts, from_texts
from templates.blocks.boosting import binned, boost, tree_params
from templates.blocks.joining import Matrix, beside
from templates.blocks.weighing import rare_first

BLOCK = {
    "name": "boosted_levels",
    "role": "learner",
    "class": "BoostedLevels",
    "kinds": ["ordinal"],
    "paper": "Frank and Hall 2001",
    "chance": True,
    "summary": "LightGBM: for each level but the lowest, whether it is reached",
    "search": {
        "rate": [0.1, 0.05, 0.2],
        "leaves": [15, 7, 31],
        "rounds": [1000, 300, 3000],
    },
}


class BoostedLevels:
    """Features to probabilities (N, `outputs`), one LightGBM model (Ke et al. 2017) of
    whether a class is beyond each level but the highest (Frank and Hall, "A simple
    approach to ordinal classification", 2001).

    `search` finds the number of rounds of each, at most `rounds`, on validation rows;
    `fit` trains as many. With `even`, classes are said as is best for the mean F1 of
    all.
    """

    def __init__(
        self,
        outputs: int,
        *,
        rate: float = 0.1,
        leaves: int = 15,
        rounds: int = 1000,
        even: bool = False,
    ):
        self.outputs, self.even = outputs, even
        self.rate, self.leaves, self.rounds = rate, leaves, rounds
        self.boosters, self.best = [], []
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
        """Train on the rows `fit` until the loss on the rows `valid` has been best;
        returns what was chosen, on average."""
        x, labels = beside(parts), y.numpy()
        self.how = tree_params("binary", x.shape[1], self.rate, self.leaves, seed)
        known = {"fit": (x[fit], labels[fit], None)}
        sets = binned(self.how, **known, valid=(x[valid], labels[valid], None))
        self.boosters, self.best, least = [], [], []
        for level in range(self.outputs - 1):
            sets["fit"].set_label(labels[fit] > level)
            sets["valid"].set_label(labels[valid] > level)
            left = deadline - time.monotonic()
            booster, best, losses = boost(
                self.how,
                sets,
                self.rounds,
                time.monotonic() + left / (self.outputs - 1 - level),
                patience=max(20, round(4 / self.rate)),
            )
            self.boosters.append(booster)
            self.best.append(best)
            least.append(min(losses))
        if self.even:
            shares = np.bincount(labels[fit], minlength=self.outputs) + 1.0
            shares = shares / shares.sum()
            power = rare_first(self._chances(x[valid]), labels[valid], shares)
            self.weights = torch.from_numpy(shares**-power).float()
        return {
            "rounds": np.mean(self.best).item(),
            "valid_loss": np.mean(least).item(),
        }

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows, for as many rounds as `search` found best."""
        labels = y.numpy()
        sets = binned(self.how, fit=(beside(parts), labels, None))
        for level, best in enumerate(self.best):
            sets["fit"].set_label(labels > level)
            booster, rounds, _ = boost(self.how, sets, best, deadline)
            if rounds < best or time.monotonic() > deadline:
                break  # time is up: the others keep their first model
            self.boosters[level] = booster

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        chances = torch.from_numpy(self._chances(beside(parts))).float() * self.weights
        return chances / chances.sum(dim=1, keepdim=True)

    @property
    def params(self) -> int:
        """Leaves of all trees."""
        return all_leaves(self.boosters, self.best)

    def state(self) -> dict[str, Tensor]:
        return all_texts(self.boosters, self.best) | {"weights": self.weights}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.boosters, self.best = from_texts(state, self.outputs - 1)
        self.weights = state["weights"]

    def _chances(self, x: Matrix) -> np.ndarray:
        """(N, outputs): what lies between the chances to be beyond two levels, which
        may not rise from level to level."""
        pairs = zip(self.boosters, self.best, strict=True)
        beyond = [booster.predict(x, num_iteration=best) for booster, best in pairs]
        falling = np.minimum.accumulate(np.stack(beyond, axis=1), axis=1)
        ends = np.ones((x.shape[0], 1)), np.zeros((x.shape[0], 1))
        return -np.diff(np.hstack([ends[0], falling, ends[1]]), axis=1).clip(max=-1e-6)
