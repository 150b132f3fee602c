"""Transformer layers over the patches of pictures and spectrograms."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout


class PatchAttention(nn.Module):
    """Self-attention (Vaswani et al. 2017) over patches (B, L, D), known (B, L)."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.split = nn.Linear(width, 3 * width)
        self.join = nn.Linear(width, width)

    def forward(self, x: Tensor, known: Tensor | None) -> Tensor:
        q, k, v = self.split(x).unflatten(2, (3, self.heads, -1)).unbind(2)
        q, k, v = (part.transpose(1, 2) for part in (q, k, v))  # (B, heads, L, D / h)
        mask = None if known is None else known[:, None, None, :]
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.join(y.transpose(1, 2).flatten(2))


class PatchLayer(nn.Module):
    """A pre-norm Transformer layer (B, L, D) -> (B, L, D).

    In training a row skips each half with chance `drop` (Huang et al. 2016).
    """

    def __init__(self, width: int, heads: int, dropout: float, drop: float):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = PatchAttention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            nn.Linear(width, 2 * width),
            nn.GELU(),
            ByteDropout(dropout),
            nn.Linear(2 * width, width),
        )
        self.drop = drop

    def forward(self, x: Tensor, known: Tensor | None = None) -> Tensor:
        x = x + self._skip(self.attention(self.norm1(x), known))
        return x + self._skip(self.mlp(self.norm2(x)))

    def _skip(self, y: Tensor) -> Tensor:
        if not (self.training and self.drop):
            return y
        kept = torch.rand(len(y), 1, 1, device=y.device) >= self.drop
        return y * kept / (1 - self.drop)
