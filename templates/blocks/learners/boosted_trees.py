"""Gradient boosted trees for classes."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.boosting import (
    binned,
    boost,
    count_leaves,
    from_text,
    text_tensor,
    tree_params,
)
from templates.blocks.joining import Matrix, beside
from templates.blocks.weighing import rare_first

BLOCK = {
    "name": "boosted_trees",
    "role": "learner",
    "class": "BoostedTrees",
    "kinds": ["binary", "multiclass", "ordinal"],
    "paper": "Ke et al. 2017",
    "chance": True,
    "summary": "LightGBM: gradient boosted trees, stopped by validation rows",
    "search": {
        "rate": [0.1, 0.05, 0.2],
        "leaves": [15, 7, 31, 63],
        "rounds": [1000, 300, 3000],
    },
}


class BoostedTrees:
    """Features to probabilities (N, `outputs`) by LightGBM (Ke et al. 2017).

    `search` finds the number of rounds, at most `rounds`, on validation rows; `fit`
    trains as many. With `even`, classes are said as is best for the mean F1 of all.
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
        returns what was chosen."""
        x, labels = beside(parts), y.numpy()
        kind = {"objective": "binary"}
        if self.outputs > 2:
            kind = {"objective": "multiclass", "num_class": self.outputs}
        self.how = tree_params(
            columns=x.shape[1], rate=self.rate, leaves=self.leaves, seed=seed, **kind
        )
        self.booster, self.best, losses = boost(
            self.how,
            binned(
                self.how,
                fit=(x[fit], labels[fit], None),
                valid=(x[valid], labels[valid], None),
            ),
            self.rounds,
            deadline,
            patience=max(20, round(4 / self.rate)),
        )
        if self.even:
            shares = np.bincount(labels[fit], minlength=self.outputs) + 1.0
            shares = shares / shares.sum()
            chances = self._chances(x[valid])
            power = rare_first(chances, labels[valid], shares)
            self.weights = torch.from_numpy(shares**-power).float()
        return {"rounds": self.best, "valid_loss": float(min(losses))}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows, for as many rounds as `search` found best."""
        sets = binned(self.how, fit=(beside(parts), y.numpy(), None))
        booster, rounds, _ = boost(self.how, sets, self.best, deadline)
        if rounds == self.best:  # or else time was up, and the first model is better
            self.booster = booster

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        chances = torch.from_numpy(self._chances(beside(parts))).float() * self.weights
        return chances / chances.sum(dim=1, keepdim=True)

    @property
    def params(self) -> int:
        """Leaves of all trees."""
        return count_leaves(self.booster, self.best)

    def state(self) -> dict[str, Tensor]:
        return {"trees": text_tensor(self.booster, self.best), "weights": self.weights}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.booster, self.weights = from_text(state["trees"]), state["weights"]
        self.best = self.booster.current_iteration()

    def _chances(self, x: Matrix) -> np.ndarray:
        found = self.booster.predict(x, num_iteration=self.best)
        found = np.asarray(found).reshape(x.shape[0], -1)
        return found if self.outputs > 2 else np.hstack([1 - found, found])
