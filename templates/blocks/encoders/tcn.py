"""Dilated convolutions over time."""

import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.inside import inside
from templates.blocks.places import pool_grid
from templates.blocks.pooling import mean_and_max

BLOCK = {
    "name": "tcn",
    "role": "encoder",
    "class": "TemporalConvEncoder",
    "kinds": ["series"],
    "summary": "dilated convolutions over time, mean and max pooled",
    "paper": "Bai et al. 2018",
    "search": {
        "dim": [64, 128],
        "width": [48, 32, 96],
        "depth": [3, 2, 4],
        "dropout": [0.2, 0.0, 0.4],
    },
}


class TemporalBlock(nn.Module):
    """Two dilated convolutions around a shortcut: (B, D, T) -> (B, D, T)."""

    def __init__(self, width: int, dilation: int, dropout: float):
        super().__init__()
        self.conv1 = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation)
        self.norm1 = nn.BatchNorm1d(width)
        self.conv2 = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation)
        self.norm2 = nn.BatchNorm1d(width)
        self.dropout = nn.Dropout1d(dropout)

    def forward(self, x: Tensor) -> Tensor:
        y = self.dropout(F.relu(self.norm1(self.conv1(x)), inplace=True))
        return F.relu(x + self.norm2(self.conv2(y)), inplace=True)


class TemporalConvEncoder(nn.Module):
    """Series (B, T, C) to (B, dim): the residual net of Bai et al. 2018, not causal.

    Series of 64 steps or more enter at half rate; block i sees 2**i steps apart. Mean
    and maximum are of the steps before a series ends. With `tokens`, so many spans of
    time are pooled apart: (B, tokens, dim).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 48,
        depth: int = 3,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        steps, channels = shape
        self.stride = 1 if steps < 64 else 2
        self.stem = nn.Conv1d(channels, width, 7, self.stride, padding=3)
        self.blocks = nn.Sequential(
            *(TemporalBlock(width, 2**i, dropout) for i in range(depth))
        )
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(2 * width, dim)
        self.tokens = tokens
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        known = inside(x)[:, :: self.stride]
        x = self.blocks(self.stem(x.float().transpose(1, 2)))  # (B, D, T')
        if self.tokens:
            pooled = pool_grid(x.unsqueeze(2), (1, self.tokens))
        else:
            pooled = mean_and_max(x.transpose(1, 2), known)
        return F.relu(self.project(self.dropout(pooled)))
