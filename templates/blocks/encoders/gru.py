"""A recurrent reader of time series."""

import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.inside import inside
from templates.blocks.places import pool_grid
from templates.blocks.pooling import mean_and_max

BLOCK = {
    "name": "gru",
    "role": "encoder",
    "class": "RecurrentEncoder",
    "kinds": ["series"],
    "summary": "GRU over short patches in both directions, mean and max pooled",
    "paper": "Cho et al. 2014",
    "search": {
        "dim": [64, 128],
        "width": [48, 32, 96],
        "patch": [4, 2, 8],
        "dropout": [0.2, 0.0, 0.4],
    },
}


class RecurrentEncoder(nn.Module):
    """Series (B, T, C) to (B, dim): a bidirectional GRU (Cho et al. 2014).

    It steps over patches of `patch` samples, which divides its time by as much. Mean
    and maximum are of the patches before a series ends. With `tokens`, so many spans of
    time are pooled apart: (B, tokens, dim).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 48,
        patch: int = 4,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        _, channels = shape
        self.patches = nn.Conv1d(channels, width, patch, stride=patch)
        self.patch = patch
        self.gru = nn.GRU(width, width, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(4 * width, dim)
        self.tokens = tokens
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        known = inside(x)[:, :: self.patch]
        x = F.pad(x.float().transpose(1, 2), (0, -x.shape[1] % self.patch))
        x = F.relu(self.patches(x)).transpose(1, 2)  # (B, T', D)
        x, _ = self.gru(x)
        if self.tokens:
            pooled = pool_grid(x.transpose(1, 2).unsqueeze(2), (1, self.tokens))
        else:
            pooled = mean_and_max(x, known)
        return F.relu(self.project(self.dropout(pooled)))
