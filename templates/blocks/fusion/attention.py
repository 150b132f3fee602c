"""A Transformer over the tokens of all modalities."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.attention_layers import (
    AttentionBlock,
    ModalityTokens,
    modality_shares,
)

BLOCK = {
    "name": "attention",
    "role": "fusion",
    "class": "AttentionFusion",
    "kinds": [],
    "takes": "tokens",
    "summary": "self-attention between modality tokens, read off at a class token",
    "paper": "Gorishniy et al. 2021",
    "search": {
        "dim": [128, 64, 192],
        "depth": [1, 2],
        "heads": [4, 8],
        "dropout": [0.1, 0.2],
    },
}


class AttentionFusion(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to (B, dim): tokens and a class token.

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
        self.tokens = ModalityTokens(dims, dim)
        self.token = nn.Parameter(torch.randn(dim) * 0.02)
        self.blocks = nn.ModuleList(
            AttentionBlock(dim, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(dim)
        self.dim = dim

    def encode(
        self, tokens: list[Tensor], masks: list[Tensor]
    ) -> tuple[Tensor, Tensor]:
        """What the last layer sees (B, 1 + T, dim), class token first, and its mask."""
        x = torch.cat(tokens, dim=1)
        x = torch.cat([self.token.expand(x.shape[0], 1, -1).to(x.dtype), x], dim=1)
        mask = F.pad(torch.cat(masks, dim=1), (1, 0), value=True)
        for block in self.blocks[:-1]:
            x = block(x, x, mask)
        return x, mask

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """What the class token looks at in the last layer, as shares of M (B, M)."""
        tokens, masks = self.tokens(z, present)
        x, mask = self.encode(tokens, masks)
        attention, _ = self.blocks[-1].attend(x[:, :1], x, mask)
        return modality_shares(attention[:, :, 0, 1:].mean(dim=1), masks)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        x, mask = self.encode(*self.tokens(z, present))
        x = self.blocks[-1](x[:, :1], x, mask)  # nobody reads the other tokens
        return F.relu(self.norm(x[:, 0]))
