"""Squares cut out of pictures."""

import torch
from torch import Tensor

BLOCK = {
    "name": "cutout",
    "role": "augment",
    "class": "Cutout",
    "kinds": ["image"],
    "summary": "a random square of each picture is blanked with its mean",
    "search": {"size": [0.3, 0.2, 0.5]},
}


class Cutout:
    """Bytes (B, C, H, W) to the same, a square blanked in each (DeVries 2017)."""

    def __init__(self, *, size: float = 0.3):
        self.size = size

    def __call__(self, x: Tensor) -> Tensor:
        rows, columns = (self._inside(len(x), side, x.device) for side in x.shape[2:])
        hole = (rows[:, :, None] & columns[:, None, :])[:, None]  # (B, 1, H, W)
        mean = x.float().mean(dim=(2, 3), keepdim=True).to(x.dtype)
        return torch.where(hole, mean, x)

    def _inside(self, count: int, side: int, device: torch.device) -> Tensor:
        """Which places of one axis lie in the square (B, side)."""
        center = torch.randint(side, (count, 1), device=device)
        return (torch.arange(side, device=device) - center).abs() * 2 < self.size * side
