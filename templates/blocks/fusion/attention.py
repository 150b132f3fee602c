"""A Transformer over one token per modality."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "attention",
    "role": "fusion",
    "class": "AttentionFusion",
    "kinds": [],
    "summary": "self-attention between modality tokens, read off at a class token",
    "search": {
        "dim": [128, 64, 192],
        "depth": [1, 2],
        "heads": [4, 8],
        "dropout": [0.1, 0.2],
    },
}


class AttentionBlock(nn.Module):
    """Pre-norm Transformer layer: (B, T, D) -> (B, T, D); masked tokens aren't seen."""

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.expand, self.shrink = nn.Linear(width, 2 * width), nn.Linear(
            2 * width, width
        )
        self.dropout = nn.Dropout(dropout)

    def attend(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Attention (B, heads, T, T) and the values (B, heads, T, D / heads)."""
        qkv = self.qkv(self.norm1(x)).unflatten(2, (3, self.heads, -1))
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(2, 3)).float() * q.shape[-1] ** -0.5
        scores = scores.masked_fill(~mask[:, None, None, :], float("-inf"))
        return scores.softmax(dim=3), v

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        attention, v = self.attend(x, mask)
        y = (self.dropout(attention).to(v.dtype) @ v).transpose(1, 2).flatten(2)
        x = x + self.out(y)
        y = self.dropout(F.gelu(self.expand(self.norm2(x))))
        return x + self.shrink(y)


class AttentionFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): one token per modality beside a class token.

    After AutoGluon's fusion Transformer (Tang et al. 2024), built on Gorishniy et al.
    2021. The class token always sees itself, so a row with nothing present is finite.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        depth: int = 1,
        heads: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(width, dim) for width in dims.values())
        self.token = nn.Parameter(torch.randn(dim) * 0.02)
        self.kinds = nn.Parameter(torch.randn(len(dims), dim) * 0.02)
        self.blocks = nn.ModuleList(
            AttentionBlock(dim, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(dim)
        self.dim = dim

    def tokens(
        self, z: dict[str, Tensor], present: dict[str, Tensor]
    ) -> tuple[Tensor, Tensor]:
        """Class and modality tokens (B, 1 + M, dim), and which may be looked at."""
        values = [f(z[m]) for m, f in zip(self.names, self.project, strict=True)]
        x = torch.stack(values, dim=1) + self.kinds
        x = torch.cat([self.token.expand(x.shape[0], 1, -1).to(x.dtype), x], dim=1)
        mask = torch.stack([present[name] for name in self.names], dim=1)
        return x, F.pad(mask, (1, 0), value=True)

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """What the class token looks at in the last layer, as shares of M (B, M)."""
        x, mask = self.tokens(z, present)
        for block in self.blocks[:-1]:
            x = block(x, mask)
        attention, _ = self.blocks[-1].attend(x, mask)
        looks = attention[:, :, 0, 1:].mean(dim=1)  # (B, M)
        nothing = ~mask[:, 1:].any(dim=1, keepdim=True)
        looks = looks + nothing / looks.shape[1]
        return looks / looks.sum(dim=1, keepdim=True)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        x, mask = self.tokens(z, present)
        for block in self.blocks:
            x = block(x, mask)
        return F.relu(self.norm(x[:, 0]))
