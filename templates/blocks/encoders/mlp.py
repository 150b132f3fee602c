"""A residual MLP for vectors and tables."""

import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "mlp",
    "role": "encoder",
    "class": "ResidualEncoder",
    "kinds": ["vector", "features", "embedding"],
    "summary": "residual MLP with layer norm",
    "paper": "Gorishniy et al. 2021",
    "search": {
        "dim": [64, 128],
        "width": [128, 64, 256],
        "depth": [2, 1, 4],
        "dropout": [0.2, 0.0, 0.4],
    },
}


class ResidualBlock(nn.Module):
    """Norm, Linear, ReLU, dropout, Linear around a shortcut: (B, D) -> (B, D)."""

    def __init__(self, width: int, dropout: float):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.expand = nn.Linear(width, 2 * width)
        self.shrink = nn.Linear(2 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        y = self.dropout(F.relu(self.expand(self.norm(x))))
        return x + self.shrink(y)


class ResidualEncoder(nn.Module):
    """Vectors (B, L) to (B, dim): the ResNet of Gorishniy et al. 2021 for tables."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 128,
        depth: int = 2,
        dropout: float = 0.2,
    ):
        super().__init__()
        (inputs,) = shape
        self.stem = nn.Linear(inputs, width)
        self.blocks = nn.Sequential(
            *(ResidualBlock(width, dropout) for _ in range(depth))
        )
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = self.blocks(self.stem(x.float()))
        return F.relu(self.project(F.relu(self.norm(x))))
