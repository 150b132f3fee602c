"""Sweeps averaged into a few sectors, then an MLP: quick, and blind to detail."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "range_mlp",
    "role": "encoder",
    "class": "SectorEncoder",
    "kinds": ["range_image"],
    "summary": "mean and nearest of each sector of a sweep, then an MLP: cheap",
    "search": {
        "dim": [64, 128],
        "width": [64, 128],
        "sectors": [16, 8, 32],
        "dropout": [0.1, 0.3],
    },
}


class SectorEncoder(nn.Module):
    """Range images (B, C, H, W), beams by angles, to (B, dim).

    A sector is all beams of some neighbouring angles; of each channel its mean and its
    smallest value are kept. Sweeps of fewer angles than sectors repeat them.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        sectors: int = 16,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.sectors = sectors
        self.mlp = MLP(2 * shape[0] * sectors, width, 1, dropout)
        self.project = nn.Linear(width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.float()
        mean = F.adaptive_avg_pool2d(x, (1, self.sectors)).flatten(1)
        near = -F.adaptive_max_pool2d(-x, (1, self.sectors)).flatten(1)
        return F.relu(self.project(self.mlp(torch.cat([mean, near], dim=1))))
