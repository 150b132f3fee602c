"""Sequences with padding: what may be looked at, and a Transformer layer."""

import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout


def seen_places(ids: Tensor) -> Tensor:
    """Where ids (B, T) are no padding, which is 0; a row of padding sees all of it."""
    real = ids != 0
    return real | ~real.any(dim=1, keepdim=True)


class SequenceLayer(nn.Module):
    """Pre-norm Transformer layer (Vaswani et al. 2017): (B, T, D) -> (B, T, D).

    Places where `seen` (B, T) is False are not looked at; None shows all.
    """

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.expand = nn.Linear(width, 2 * width)
        self.shrink = nn.Linear(2 * width, width)
        self.dropout = ByteDropout(dropout)

    def forward(self, x: Tensor, seen: Tensor | None = None) -> Tensor:
        qkv = self.qkv(self.norm1(x)).unflatten(2, (3, self.heads, -1))
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # (B, heads, T, D / heads) each
        mask = None if seen is None else seen[:, None, None]
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.dropout(self.out(y.transpose(1, 2).flatten(2)))
        y = self.dropout(F.gelu(self.expand(self.norm2(x))))
        return x + self.shrink(y)
