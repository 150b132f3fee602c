"""A few learnt latents that read the tokens of all modalities."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.attention_layers import (
    AttentionBlock,
    ModalityTokens,
    modality_shares,
)

BLOCK = {
    "name": "perceiver",
    "role": "fusion",
    "class": "PerceiverFusion",
    "kinds": [],
    "takes": "tokens",
    "summary": "latents look at the tokens of all modalities, then at each other",
    "paper": "Jaegle et al. 2021",
    "search": {
        "dim": [64, 128],
        "latents": [8, 4, 16],
        "depth": [1, 2],
        "heads": [4, 8],
        "dropout": [0.1, 0.2],
    },
}


class PerceiverFusion(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to (B, dim): the Perceiver.

    Jaegle et al. 2021: latents attend once to all tokens, then `depth` times to each
    other; their mean is read. Costs grow with the tokens, not with their square.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 64,
        latents: int = 8,
        depth: int = 1,
        heads: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.tokens = ModalityTokens(dims, dim)
        self.latents = nn.Parameter(torch.randn(latents, dim) * 0.02)
        self.read = AttentionBlock(dim, heads, dropout)
        self.blocks = nn.ModuleList(
            AttentionBlock(dim, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(dim)
        self.dim = dim

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """What the latents look at, as shares of the modalities (B, M)."""
        tokens, masks = self.tokens(z, present)
        x, mask = torch.cat(tokens, dim=1), torch.cat(masks, dim=1)
        latents = self.latents.expand(x.shape[0], -1, -1)
        attention, _ = self.read.attend(latents, x, mask)  # (B, heads, latents, T)
        return modality_shares(attention.mean(dim=(1, 2)), masks)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        tokens, masks = self.tokens(z, present)
        x, mask = torch.cat(tokens, dim=1), torch.cat(masks, dim=1)
        latents = self.latents.expand(x.shape[0], -1, -1)
        latents = self.read(latents, x, mask)
        unmasked = mask.new_ones(latents.shape[:2])
        for block in self.blocks:
            latents = block(latents, latents, unmasked)
        return F.relu(self.norm(latents.mean(dim=1)))
