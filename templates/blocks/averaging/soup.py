"""Weights of several epochs averaged, if that is no worse."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

BLOCK = {
    "name": "soup",
    "role": "averaging",
    "class": "GreedySoup",
    "kinds": [],
    "summary": "average of the best epochs' weights, as far as validation gains by it",
    "paper": "Wortsman et al. 2022",
    "search": {"size": [3, 5, 8]},
}


class GreedySoup:
    """Keeps the `size` best epochs and averages those that help (Wortsman et al. 2022).

    The paper averages models of several trainings; these are epochs of one, which costs
    no further training. Weights are kept on the CPU: `size` times the model's memory.
    """

    def __init__(self, *, size: int = 3):
        self.size = size
        self.kept: list[dict] = []

    def add(self, epoch: dict, model: nn.Module) -> None:
        """Keep the model's weights if `epoch["score"]` is among the best."""
        if len(self.kept) < self.size or epoch["score"] > self.kept[-1]["score"]:
            weights = {k: v.cpu().clone() for k, v in model.state_dict().items()}
            self.kept = [*self.kept, {**epoch, "weights": weights}]
            self.kept.sort(key=lambda one: -one["score"])
            del self.kept[self.size :]

    def mix(self, evaluate: Callable[[dict], tuple[float, float]]) -> dict:
        """The best epoch, with better or equal averaged weights if there are any.

        `evaluate` gives the score and the metric of some weights on validation rows.
        """
        best, parts = self.kept[0], [self.kept[0]["weights"]]
        for one in self.kept[1:]:
            weights = mean_weights([*parts, one["weights"]])
            score, metric = evaluate(weights)
            if score >= best["score"]:
                best = {**best, "score": score, "metric": metric, "weights": weights}
                parts.append(one["weights"])
        return best


def mean_weights(parts: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several weights of one model; counters as in the first."""
    return {
        name: (
            torch.stack([part[name].cpu() for part in parts]).mean(dim=0)
            if first.is_floating_point()
            else first
        )
        for name, first in parts[0].items()
    }
