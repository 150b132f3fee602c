"""Attention among the points of a cloud, by way of a few learnt ones."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.point_pooling import PointPool, point_mask

BLOCK = {
    "name": "set_transformer",
    "role": "encoder",
    "class": "SetTransformerEncoder",
    "kinds": ["cloud"],
    "paper": "Lee et al. 2019",
    "summary": "points attend to each other through learnt inducing points",
    "search": {
        "dim": [64, 128],
        "width": [64, 128],
        "depth": [2, 1, 3],
        "inducing": [16, 32],
        "dropout": [0.1, 0.0, 0.3],
    },
}


class SetAttention(nn.Module):
    """MAB(X, Y) = H + FF(H), H = X + attention(X, Y, Y), normalised before each part
    (the paper: after): (B, N, D), (B, M, D), mask (B, M) or none -> (B, N, D)."""

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.norm_x, self.norm_y = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.feed = nn.Sequential(
            nn.LayerNorm(width),
            nn.Linear(width, 2 * width),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(2 * width, width),
        )

    def forward(self, x: Tensor, y: Tensor, mask: Tensor | None) -> Tensor:
        q = self.query(self.norm_x(x)).unflatten(2, (self.heads, -1)).transpose(1, 2)
        both = self.key_value(self.norm_y(y)).unflatten(2, (2, self.heads, -1))
        k, v = both.permute(2, 0, 3, 1, 4).unbind(0)  # (B, heads, M, D / heads) each
        among = None if mask is None else mask[:, None, None, :]
        drop = self.dropout if self.training else 0.0
        seen = F.scaled_dot_product_attention(q, k, v, among, drop)
        x = x + self.out(seen.transpose(1, 2).flatten(2))
        return x + self.feed(x)


class InducedAttention(nn.Module):
    """ISAB: points read a few learnt ones that have read all: linear in the points."""

    def __init__(self, width: int, inducing: int, heads: int, dropout: float):
        super().__init__()
        self.points = nn.Parameter(torch.randn(inducing, width) * width**-0.5)
        self.gather = SetAttention(width, heads, dropout)
        self.spread = SetAttention(width, heads, dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        learnt = self.points.expand(x.shape[0], -1, -1).to(x.dtype)
        return self.spread(x, self.gather(learnt, x, mask), None)


class SetTransformerEncoder(nn.Module):
    """Clouds (B, P, C) to (B, dim), or (B, tokens, dim): the Set Transformer of Lee et
    al. 2019, its PMA for tokens; one vector is the mean and maximum of the points."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        depth: int = 2,
        inducing: int = 16,
        heads: int = 4,
        dropout: float = 0.1,
        tokens: int = 0,
    ):
        super().__init__()
        self.stem = nn.Linear(shape[1], width)
        self.blocks = nn.ModuleList(
            InducedAttention(width, inducing, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.pool = PointPool(width, dim, tokens)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        mask = point_mask(x)
        x = self.stem(x)
        for block in self.blocks:
            x = block(x, mask)
        return self.pool(self.norm(x), mask)
