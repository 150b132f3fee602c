"""Gradient boosted trees for the risk of an event."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.boosters import all_leaves, all_texts, from_texts
from templates.blocks.boosting import binned, boost, tree_params
from templates.blocks.joining import Matrix, beside
from templates.blocks.risks import cox_slopes, signed_times

BLOCK = {
    "name": "boosted_risk",
    "role": "learner",
    "class": "BoostedRisk",
    "kinds": ["survival"],
    "paper": "Ridgeway 1999",
    "chance": True,
    "summary": "LightGBM on the Cox partial likelihood: the order of events",
    "search": {
        "rate": [0.05, 0.1, 0.02],
        "leaves": [7, 15, 4],
        "rounds": [2000, 500, 5000],
    },
}


class BoostedRisk:
    """Features to a log risk (N, 1), the higher, the earlier the event: LightGBM (Ke et
    al. 2017) on the Cox partial likelihood (Ridgeway, "The state of boosting", 1999).

    `search` finds the number of rounds, at most `rounds`, on validation rows; `fit`
    trains as many. Targets (N, 2) are time and event.
    """

    def __init__(
        self,
        outputs: int,
        *,
        rate: float = 0.05,
        leaves: int = 7,
        rounds: int = 2000,
    ):
        self.rate, self.leaves, self.rounds = rate, leaves, rounds
        self.boosters, self.best = [], []

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
        self.seed = seed
        x, times = beside(parts), signed_times(y)
        how = self._params(x.shape[1])
        known = {"fit": (x[fit], times[fit], None)}
        known["valid"] = (x[valid], times[valid], None)
        patience = max(20, round(5 / self.rate))
        booster, best, losses = boost(
            how,
            binned(how, **known),
            self.rounds,
            deadline,
            patience=patience,
            by=cox_slopes,
        )
        self.boosters, self.best = [booster], [best]
        return {"rounds": best, "valid_loss": min(losses) / len(valid)}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows, for as many rounds as `search` found best."""
        x = beside(parts)
        how = self._params(x.shape[1])
        sets = binned(how, fit=(x, signed_times(y), None))
        booster, rounds, _ = boost(how, sets, self.best[0], deadline, by=cox_slopes)
        if rounds == self.best[0]:  # otherwise time is up: the first one stays
            self.boosters = [booster]

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Log risks (N, 1)."""
        risk = self.boosters[0].predict(beside(parts), num_iteration=self.best[0])
        return torch.from_numpy(np.asarray(risk)).float().unsqueeze(1)

    @property
    def params(self) -> int:
        """Leaves of all trees."""
        return all_leaves(self.boosters, self.best)

    def state(self) -> dict[str, Tensor]:
        return all_texts(self.boosters, self.best)

    def restore(self, state: dict[str, Tensor]) -> None:
        self.boosters, self.best = from_texts(state, 1)

    def _params(self, columns: int) -> dict:
        return tree_params(
            objective="none",
            columns=columns,
            rate=self.rate,
            leaves=self.leaves,
            seed=self.seed,
        )
