"""A wide and, on request, deep reader of hashed n-grams."""

import torch
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.layers import MLP

BLOCK = {
    "name": "ngrams",
    "role": "encoder",
    "class": "NgramEncoder",
    "kinds": ["ngrams"],
    "summary": "a linear view of the n-grams and, with `hidden`, a small MLP beside it",
    "paper": "Cheng et al. 2016",
    "search": {"dim": [64, 128], "hidden": [0, 64, 128], "dropout": [0.3, 0.1, 0.5]},
}


class NgramEncoder(nn.Module):
    """Hashed n-grams (B, buckets) to (B, dim), wide and deep (Cheng et al. 2016).

    The wide part is linear, so that nothing a linear model sees is lost; with `hidden`
    an MLP of that width gives half of the features.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        hidden: int = 0,
        dropout: float = 0.3,
    ):
        super().__init__()
        (buckets,) = shape
        # Rows have length 1: unscaled, the first layer would learn too slowly.
        self.scale = buckets**0.5 / 4
        deep = dim // 2 if hidden else 0
        self.dropout = ByteDropout(dropout)
        self.wide = nn.Linear(buckets, dim - deep)
        self.deep = None
        if hidden:
            first = MLP(buckets, hidden, dropout=dropout)
            self.deep = nn.Sequential(first, MLP(hidden, deep, dropout=0.0))
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = self.dropout(x.float() * self.scale)
        if self.deep is None:
            return self.wide(x)
        return torch.cat([self.wide(x), self.deep(x)], dim=1)
