"""A wide and deep reader of hashed n-grams."""

import torch
from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "ngrams",
    "role": "encoder",
    "class": "NgramEncoder",
    "kinds": ["text"],
    "summary": "a linear view of the n-grams beside a small MLP",
    "search": {"dim": [64, 128], "hidden": [64, 128], "dropout": [0.3, 0.1, 0.5]},
}


class NgramEncoder(nn.Module):
    """Hashed n-grams (B, buckets) to (B, dim), wide and deep (Cheng et al. 2016).

    The wide half is linear, so that nothing a linear model sees is lost. Rows of
    length 1 are scaled to unit variance, or the first layer would learn too slowly.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        hidden: int = 64,
        dropout: float = 0.3,
    ):
        super().__init__()
        (buckets,) = shape
        self.scale = buckets**0.5
        self.dropout = nn.Dropout(dropout)
        self.wide = nn.Linear(buckets, dim // 2)
        self.deep = nn.Sequential(
            MLP(buckets, hidden, dropout=dropout),
            MLP(hidden, dim - dim // 2, dropout=0.0),
        )
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = self.dropout(x.float() * self.scale)
        return torch.cat([self.wide(x), self.deep(x)], dim=1)
