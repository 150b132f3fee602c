"""Numbers that are features already, few of them."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.compressing import principal_axes, project

BLOCK = {
    "name": "principal",
    "role": "features",
    "class": "PrincipalNumbers",
    "kinds": ["features", "vector", "embedding"],
    "summary": "numbers as they are; where they are many, their principal components",
    "paper": "Pearson 1901",
    "search": {"most": [64, 32, 128]},
}


class PrincipalNumbers:
    """Numbers (N, L) to (N, F): the same or, where there are more than `most` of them,
    their `most` principal components: what trees do well with is few."""

    def __init__(self, shape: tuple[int, ...], *, most: int = 64):
        self.most = most if shape[0] > most else 0
        self.learnt: dict[str, np.ndarray] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the components of the rows that are present."""
        self.learnt = principal_axes(x[present].float().numpy(), self.most)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where nothing is present."""
        values = x.float().numpy()
        if len(self.learnt["axes"]):
            values = project(values, self.learnt)
        return blank_absent(values, present)

    def state(self) -> dict[str, Tensor]:
        return {name: torch.from_numpy(value) for name, value in self.learnt.items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: value.numpy() for name, value in state.items()}
