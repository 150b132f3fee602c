"""Gradient boosted trees for several labels."""

import time

import numpy as np
import torch
from torch import Tensor

from templates.blocks.boosters import all_leaves, all_texts, from_texts
from templates.blocks.boosting import binned, boost, tree_params
from templates.blocks.joining import Matrix, beside
from templates.blocks.thresholds import best_shift

BLOCK = {
    "name": "boosted_labels",
    "role": "learner",
    "class": "BoostedLabels",
    "kinds": ["multilabel"],
    "paper": "Ke et al. 2017",
    "chance": True,
    "summary": "LightGBM: a model for each label, thresholds learnt",
    "search": {
        "rate": [0.1, 0.05, 0.2],
        "leaves": [15, 7, 31],
        "rounds": [500, 200, 1500],
        "thresholds": ["none", "global", "label"],
    },
}


class BoostedLabels:
    """Features to probabilities (N, `outputs`), one LightGBM model (Ke et al. 2017) for
    each label.

    `search` finds the number of rounds of each, at most `rounds`, on validation rows,
    and there where yes begins; `fit` trains as many.
    """

    def __init__(
        self,
        outputs: int,
        *,
        rate: float = 0.1,
        leaves: int = 15,
        rounds: int = 500,
        thresholds: str = "none",
    ):
        self.outputs, self.thresholds = outputs, thresholds
        self.rate, self.leaves, self.rounds = rate, leaves, rounds
        self.boosters, self.best = [], []
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
        """Train on the rows `fit` until the loss on the rows `valid` has been best;
        returns what was chosen, on average."""
        x = beside(parts)
        x_fit, x_valid = x[fit], x[valid]
        self.how = tree_params("binary", x.shape[1], self.rate, self.leaves, seed)
        self.boosters, self.best, least = [], [], []
        every = y.T.numpy()
        sets = binned(
            self.how,
            fit=(x_fit, every[0][fit], None),
            valid=(x_valid, every[0][valid], None),
        )
        for i, labels in enumerate(every):
            sets["fit"].set_label(labels[fit])
            sets["valid"].set_label(labels[valid])
            left = deadline - time.monotonic()
            booster, best, losses = boost(
                self.how,
                sets,
                self.rounds,
                time.monotonic() + left / (self.outputs - i),
                patience=max(20, round(3 / self.rate)),
            )
            self.boosters.append(booster)
            self.best.append(best)
            least.append(min(losses))
        if self.thresholds != "none":
            logits = self.predict({"all": x_valid}).logit(eps=1e-6)
            self.shift = best_shift(logits, y[valid], self.thresholds == "label")
        return {
            "rounds": np.mean(self.best).item(),
            "valid_loss": np.mean(least).item(),
        }

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows, for as many rounds as `search` found best."""
        every = y.T.numpy()
        sets = binned(self.how, fit=(beside(parts), every[0], None))
        for i, labels in enumerate(every):
            sets["fit"].set_label(labels)
            booster, rounds, _ = boost(self.how, sets, self.best[i], deadline)
            if rounds < self.best[i] or time.monotonic() > deadline:
                break  # time is up: the others keep their first model
            self.boosters[i] = booster

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        x = beside(parts)
        pairs = zip(self.boosters, self.best, strict=True)
        found = [booster.predict(x, num_iteration=best) for booster, best in pairs]
        logits = torch.from_numpy(np.stack(found, axis=1)).float().logit(eps=1e-6)
        return (logits - self.shift).sigmoid()

    @property
    def params(self) -> int:
        """Leaves of all trees."""
        return all_leaves(self.boosters, self.best)

    def state(self) -> dict[str, Tensor]:
        return all_texts(self.boosters, self.best) | {"shift": self.shift}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.boosters, self.best = from_texts(state, self.outputs)
        self.shift = state["shift"]
