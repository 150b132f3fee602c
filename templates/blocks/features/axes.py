"""Vectors by their principal components alone, for boosted trees."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.compressing import principal_axes, project

BLOCK = {
    "name": "axes",
    "role": "features",
    "class": "PrincipalNumbers",
    "kinds": ["embedding"],
    "summary": "principal components of what a pretrained encoder says",
    "paper": "Pearson 1901",
    "search": {"components": [48, 24, 96]},
}


class PrincipalNumbers:
    """Numbers (N, L) to their `components` principal components (N, K)."""

    def __init__(self, shape: tuple[int, ...], *, components: int = 48):
        self.most = components
        self.learnt: dict[str, np.ndarray] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the components of the rows that are present."""
        self.learnt = principal_axes(x[present].float().numpy(), self.most)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, K), NaN where nothing is present."""
        return blank_absent(project(x.float().numpy(), self.learnt), present)

    def state(self) -> dict[str, Tensor]:
        return {name: torch.from_numpy(value) for name, value in self.learnt.items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: value.numpy() for name, value in state.items()}
