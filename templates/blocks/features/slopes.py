"""How a vector changes along its length."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent

BLOCK = {
    "name": "slopes",
    "role": "features",
    "class": "SlopeNumbers",
    "kinds": ["vector"],
    "summary": "numbers in a row, what is between neighbours, and how that changes",
    "paper": "Savitzky and Golay 1964",
    "search": {"most": [256, 128]},
}


class SlopeNumbers:
    """Vectors (N, L) to (N, F): the same, then first and second differences,
    in which peaks on a slope stand out (Savitzky and Golay, "Smoothing and
    differentiation of data", 1964).

    Of more than `most` numbers, means of neighbours are taken first.
    """

    def __init__(self, shape: tuple[int, ...], *, most: int = 256):
        self.step = -(-shape[0] // most)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where nothing is present."""
        values = x.float()
        if self.step > 1:
            pooled = torch.nn.functional.avg_pool1d(
                values[:, None], self.step, ceil_mode=True
            )
            values = pooled[:, 0]
        parts = [values, values.diff(dim=1), values.diff(n=2, dim=1)]
        return blank_absent(torch.cat(parts, dim=1).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass
