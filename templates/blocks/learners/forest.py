"""A random forest for classes."""

import time

import numpy as np
import torch
from torch import Tensor

from templates.blocks.boosters import all_leaves, all_texts, from_texts
from templates.blocks.boosting import binned, boost
from templates.blocks.joining import Matrix, beside
from templates.blocks.weighing import rare_first

BLOCK = {
    "name": "forest",
    "role": "learner",
    "class": "Forest",
    "kinds": ["binary", "multiclass", "ordinal"],
    "paper": "Breiman 2001",
    "chance": True,
    "summary": "a random forest by LightGBM: the share of each class in a leaf",
    "search": {"leaf": [10, 3, 30], "wider": [1, 2]},
}


class Forest:
    """Features to probabilities (N, `outputs`): for each class, trees of random rows
    and columns that say its share in a leaf of at least `leaf` rows, averaged (Breiman
    2001).

    Where classes have few rows each, leaves are smaller: a twentieth of them.
    A cut chooses among the square root of the columns, `wider` times as many. Nothing
    is stopped by validation rows. With `even`, classes are said as is best for the mean
    F1 of all.
    """

    floor = 1e-3
    """Added to each share: what no tree has seen is not impossible."""

    def __init__(
        self,
        outputs: int,
        *,
        leaf: int = 10,
        rounds: int = 300,
        wider: int = 1,
        even: bool = False,
    ):
        self.outputs, self.even = outputs, even
        self.leaf, self.rounds, self.wider = leaf, rounds, wider
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
        """Train on the rows `fit`; returns the number of trees and the loss on the rows
        `valid`."""
        x, labels = beside(parts), y.numpy()
        self.how = self._params(*x[fit].shape, seed)
        self.boosters, self.best = self._trees(x[fit], labels[fit], deadline)
        chances = self._chances(x[valid])
        if self.even:
            shares = np.bincount(labels[fit], minlength=self.outputs) + 1.0
            shares = shares / shares.sum()
            power = rare_first(chances, labels[valid], shares)
            self.weights = torch.from_numpy(shares**-power).float()
        loss = -np.log(chances[np.arange(len(chances)), labels[valid]]).mean()
        return {"rounds": np.mean(self.best).item(), "valid_loss": float(loss)}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows."""
        boosters, best = self._trees(beside(parts), y.numpy(), deadline)
        if best == self.best:  # or else time was up, and the first model is better
            self.boosters = boosters

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
        self.boosters, self.best = from_texts(state, self.outputs)
        self.weights = state["weights"]

    def _trees(self, x: Matrix, labels: np.ndarray, deadline: float) -> tuple:
        """A forest for each class, and how many trees each has: fewer than wanted if
        time was short."""
        one = [(labels == i).astype(np.float32) for i in range(self.outputs)]
        sets = binned(self.how, fit=(x, one[0], None))
        boosters, best = [], []
        for i, said in enumerate(one):
            sets["fit"].set_label(said)
            left = (deadline - time.monotonic()) / (self.outputs - i)
            end = time.monotonic() + left
            booster, trees, _ = boost(self.how, sets, self.rounds, end)
            boosters.append(booster)
            best.append(trees)
        return boosters, best

    def _params(self, rows: int, columns: int, seed: int) -> dict:
        """Parameters of LightGBM; the share of a class is a mean of squares' fit.

        A tree sees four times as many columns as a cut: the histograms of all of 1460
        took four times as long, and the forests were as good.
        """
        seen = min(1.0, 4 * self.wider * columns**-0.5)
        return {
            "objective": "l2",
            "boosting": "rf",
            "num_leaves": 1000,
            "min_data_in_leaf": min(self.leaf, max(1, rows // (20 * self.outputs))),
            "feature_fraction": seen,
            "feature_fraction_bynode": min(1.0, self.wider * columns**-0.5 / seen),
            "bagging_fraction": 0.63,
            "bagging_freq": 1,
            "max_bin": 255,
            "max_cat_to_onehot": 8,
            "feature_pre_filter": False,
            "deterministic": True,
            "force_col_wise": True,
            "seed": seed,
            "verbosity": -1,
        }

    def _chances(self, x: Matrix) -> np.ndarray:
        pairs = zip(self.boosters, self.best, strict=True)
        found = [booster.predict(x, num_iteration=best) for booster, best in pairs]
        # trees that could not cut at all leave the bounds of a share
        chances = np.clip(np.stack(found, axis=1), 0.0, 1.0) + self.floor
        return chances / chances.sum(axis=1, keepdims=True)
