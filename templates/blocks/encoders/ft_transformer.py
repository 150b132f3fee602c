"""A Transformer over the fields of a table."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.fields import FieldCodes
from templates.blocks.pooling import QueryPool
from templates.blocks.sequences import SequenceLayer

BLOCK = {
    "name": "ft_transformer",
    "role": "encoder",
    "class": "FieldTransformer",
    "kinds": ["fields"],
    "summary": "fields that look at each other: interactions, at a Transformer's cost",
    "paper": "Gorishniy et al. 2021",
    "search": {
        "dim": [64, 128],
        "width": [64, 32, 128],
        "depth": [2, 1, 3],
        "dropout": [0.1, 0.0, 0.3],
    },
}


class FieldTransformer(nn.Module):
    """Fields (B, F) to (B, dim), or to `tokens` vectors (B, tokens, dim).

    FT-Transformer of Gorishniy et al. 2021: number j is x_j w_j + b_j, a category its
    own vector; one vector is read off a class token, several are what as many learnt
    queries look at. Theirs has ReGLU for GELU and no norm in the first layer.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        depth: int = 2,
        heads: int = 4,
        dropout: float = 0.1,
        tokens: int = 0,
    ):
        super().__init__()
        self.numbers, *sizes = shape
        bound = width**-0.5
        self.weight = None
        if self.numbers:
            self.weight = nn.Parameter(
                torch.empty(self.numbers, width).uniform_(-bound, bound)
            )
        self.bias = nn.Parameter(
            torch.empty(self.numbers + len(sizes), width).uniform_(-bound, bound)
        )
        self.codes = FieldCodes(shape, width) if sizes else None
        self.token, self.pool = None, None
        if tokens:
            self.pool = QueryPool(width, tokens)
        else:
            self.token = nn.Parameter(torch.empty(1, 1, width).uniform_(-bound, bound))
        self.layers = nn.ModuleList(
            SequenceLayer(width, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.float()
        parts = []
        if self.weight is not None:
            parts.append(x[:, : self.numbers, None] * self.weight)
        if self.codes is not None:
            parts.append(self.codes(x))
        y = torch.cat(parts, dim=1) + self.bias  # (B, F, D)
        if self.token is not None:
            y = torch.cat([self.token.expand(y.shape[0], -1, -1), y], dim=1)
        for layer in self.layers:
            y = layer(y)
        y = y[:, 0] if self.pool is None else self.pool(y)
        return self.project(F.relu(self.norm(y)))
