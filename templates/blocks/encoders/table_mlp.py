"""An MLP over table features, with periodic embeddings."""

import math

import torch
from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "table_mlp",
    "role": "encoder",
    "class": "TableEncoder",
    "kinds": ["features"],
    "summary": "MLP over the features and, on request, their periodic embeddings",
    "paper": "Gorishniy et al. 2022",
    "search": {
        "dim": [64, 128],
        "width": [128, 64, 256],
        "depth": [2, 1, 3],
        "dropout": [0.2, 0.0, 0.4],
        "periods": [0, 8, 16],
        "spread": [0.3, 0.1, 1.0],
    },
}


class PeriodicFeatures(nn.Module):
    """Learnt sines and cosines of every feature: (B, F) -> (B, F * width).

    PLR of Gorishniy et al. 2022, its linear layer shared by the features ("lite").
    """

    def __init__(self, features: int, periods: int, spread: float, width: int = 4):
        super().__init__()
        self.frequency = nn.Parameter(torch.randn(features, periods) * spread)
        self.linear = nn.Linear(2 * periods, width)

    def forward(self, x: Tensor) -> Tensor:
        angle = 2 * math.pi * self.frequency * x[:, :, None]  # (B, F, periods)
        waves = torch.cat([angle.sin(), angle.cos()], dim=2)
        return torch.relu(self.linear(waves)).flatten(1)


class TableEncoder(nn.Module):
    """Table features (B, F) to (B, dim); `periods` of 0 leaves them as they are."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 128,
        depth: int = 2,
        dropout: float = 0.2,
        periods: int = 0,
        spread: float = 0.3,
    ):
        super().__init__()
        (features,) = shape
        self.periodic = PeriodicFeatures(features, periods, spread) if periods else None
        inputs = features * 5 if periods else features
        self.layers = nn.Sequential(
            MLP(inputs, width, depth, dropout), MLP(width, dim, dropout=0.0)
        )
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.float()
        if self.periodic is not None:
            x = torch.cat([x, self.periodic(x)], dim=1)
        return self.layers(x)
