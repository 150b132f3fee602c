"""A Transformer over short pieces of a time series."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.inside import inside
from templates.blocks.pooling import QueryPool, mean_and_max
from templates.blocks.sequences import SequenceLayer

BLOCK = {
    "name": "patch_transformer",
    "role": "encoder",
    "class": "PatchTransformer",
    "kinds": ["series"],
    "summary": "pieces of the series that look at each other; wants a lot of rows",
    "paper": "Nie et al. 2023",
    "search": {
        "dim": [64, 128],
        "width": [64, 128],
        "patch": [8, 4, 16],
        "depth": [2, 1, 3],
        "dropout": [0.2, 0.1, 0.4],
    },
}


class PatchTransformer(nn.Module):
    """Series (B, T, C) to (B, dim), or to `tokens` vectors (B, tokens, dim).

    After PatchTST (Nie et al. 2023): pieces of `patch` steps, or of a quarter of a
    shorter series, half overlapping; learnt positions; Transformer layers. Theirs reads
    each channel by itself; here a piece holds all, since how they go together counts.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        patch: int = 8,
        depth: int = 2,
        heads: int = 4,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        steps, channels = shape
        patch = max(2, min(patch, steps // 4))
        self.stride = patch // 2
        count = -(-max(steps - patch, 0) // self.stride) + 1
        self.gap = (count - 1) * self.stride + patch - steps  # zeros put at the end
        self.patches = nn.Conv1d(channels, width, patch, self.stride)
        self.places = nn.Parameter(torch.randn(count, width) * 0.02)
        self.layers = nn.ModuleList(
            SequenceLayer(width, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.pool = QueryPool(width, tokens) if tokens else None
        self.dropout = ByteDropout(dropout)
        self.project = nn.Linear(width if tokens else 2 * width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        known = inside(x)[:, :: self.stride][:, : len(self.places)]
        x = F.pad(x.float().transpose(1, 2), (0, self.gap))
        x = self.dropout(self.patches(x).transpose(1, 2) + self.places)  # (B, T', D)
        for layer in self.layers:
            x = layer(x)
        x = self.norm(x)
        if self.pool is not None:
            return F.relu(self.project(self.dropout(self.pool(x, known))))
        pooled = mean_and_max(x, known)
        return F.relu(self.project(self.dropout(pooled)))
