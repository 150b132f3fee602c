"""Sweeps by what returned from where."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from templates.blocks.blank import blank_absent

BLOCK = {
    "name": "sectors",
    "role": "features",
    "class": "SectorFeatures",
    "kinds": ["range_image"],
    "summary": "mean, least and largest value of each sector, and figures of the whole",
    "search": {"sectors": [16, 8, 32], "beams": [4, 2, 8]},
}


class SectorFeatures:
    """Sweeps (N, C, H, W) to (N, F): of each channel the mean, minimum and maximum in
    `beams` by `sectors` parts, its mean, deviation and extremes over all angles."""

    def __init__(self, shape: tuple[int, ...], *, sectors: int = 16, beams: int = 4):
        _, height, width = shape
        self.grid = (min(beams, height), min(sectors, width))

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no sweep is present."""
        x = x.float()
        parts = [
            F.adaptive_avg_pool2d(x, self.grid),
            F.adaptive_max_pool2d(x, self.grid),
        ]
        parts.append(-F.adaptive_max_pool2d(-x, self.grid))
        whole = x.flatten(2)
        found = [part.flatten(1) for part in parts]
        found += [whole.mean(dim=2), whole.std(dim=2, correction=0)]
        found += [whole.amin(dim=2), whole.amax(dim=2)]
        return blank_absent(torch.cat(found, dim=1).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass
