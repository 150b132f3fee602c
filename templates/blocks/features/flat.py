"""Numbers that are features already."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.compressing import principal_axes, project

BLOCK = {
    "name": "flat",
    "role": "features",
    "class": "FlatNumbers",
    "kinds": ["features", "vector", "position", "multi_hot", "embedding"],
    "summary": "numbers as they are, and their principal components beside",
    "search": {"components": [32, 0, 128]},
}


class FlatNumbers:
    """Numbers (N, L) to (N, L + K): the same and, where there are more of them, their
    K = `components` principal components."""

    def __init__(self, shape: tuple[int, ...], *, components: int = 32):
        self.most = components if shape[0] > components else 0
        self.learnt: dict[str, np.ndarray] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the components of the rows that are present."""
        self.learnt = principal_axes(x[present].float().numpy(), self.most)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, L + K), NaN where nothing is present."""
        values = x.float().numpy()
        both = np.concatenate([values, project(values, self.learnt)], axis=1)
        return blank_absent(both, present)

    def state(self) -> dict[str, Tensor]:
        return {name: torch.from_numpy(value) for name, value in self.learnt.items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: value.numpy() for name, value in state.items()}
