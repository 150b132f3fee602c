"""A small Transformer over words."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.pooling import QueryPool, mean_and_max
from templates.blocks.sequences import SequenceLayer, seen_places

BLOCK = {
    "name": "text_transformer",
    "role": "encoder",
    "class": "TextTransformer",
    "kinds": ["token_ids"],
    "summary": "words that look at each other, in order; wants some thousand rows",
    "paper": "Vaswani et al. 2017",
    "search": {
        "dim": [64, 128],
        "width": [64, 128],
        "depth": [2, 1, 4],
        "dropout": [0.2, 0.1, 0.4],
    },
}


class TextTransformer(nn.Module):
    """Ids (B, T) to (B, dim), or to `tokens` vectors (B, tokens, dim).

    A pre-norm Transformer (Vaswani et al. 2017; norm first as in Xiong et al. 2020)
    with learnt positions; padding is never looked at. One vector is the mean and
    maximum over the words; several are what as many learnt queries look at.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        depth: int = 2,
        heads: int = 4,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        steps, vocabulary = shape
        self.embed = nn.Embedding(vocabulary, width, padding_idx=0)
        self.places = nn.Parameter(torch.randn(steps, width) * 0.02)
        nn.init.normal_(self.embed.weight, std=0.1)
        self.layers = nn.ModuleList(
            SequenceLayer(width, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.pool = QueryPool(width, tokens) if tokens else None
        self.dropout = ByteDropout(dropout)
        self.project = nn.Linear(width if tokens else 2 * width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        seen = seen_places(x)
        x = self.dropout(self.embed(x) + self.places)  # (B, T, D)
        for layer in self.layers:
            x = layer(x, seen)
        x = self.norm(x)
        pooled = mean_and_max(x, seen) if self.pool is None else self.pool(x, seen)
        return F.relu(self.project(self.dropout(pooled)))
