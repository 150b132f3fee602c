"""Modalities that exchange what they know through a few shared tokens."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.attention_layers import AttentionBlock, ModalityTokens
from templates.blocks.masking import masked_softmax

BLOCK = {
    "name": "bottleneck",
    "role": "fusion",
    "class": "BottleneckFusion",
    "kinds": [],
    "takes": "tokens",
    "summary": "a Transformer per modality, joined by a few bottleneck tokens (MBT)",
    "paper": "Nagrani et al. 2021",
    "search": {
        "dim": [64, 128],
        "depth": [2, 1, 4],
        "bottlenecks": [4, 2, 8],
        "heads": [4, 8],
        "dropout": [0.1, 0.2],
    },
}


class BottleneckFusion(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to (B, dim): attention bottlenecks.

    Nagrani et al. 2021: in each layer [z_m; B_m] <- Transformer_m([z_m; B]), then B is
    the mean of the B_m, here of the modalities present. The paper reads off a class
    token per modality; here it is the mean of the bottleneck tokens.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 64,
        depth: int = 2,
        bottlenecks: int = 4,
        heads: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.tokens = ModalityTokens(dims, dim)
        self.bottleneck = nn.Parameter(torch.randn(bottlenecks, dim) * 0.02)
        self.layers = nn.ModuleList(
            nn.ModuleList(AttentionBlock(dim, heads, dropout) for _ in dims)
            for _ in range(depth)
        )
        self.norm = nn.LayerNorm(dim)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        tokens, masks = self.tokens(z, present)
        count = self.bottleneck.shape[0]
        masks = [F.pad(mask, (0, count), value=True) for mask in masks]
        there = torch.stack([mask[:, 0] for mask in masks], dim=1)  # (B, M)
        shares = masked_softmax(torch.zeros_like(there, dtype=torch.float), there)
        shared = self.bottleneck.expand(there.shape[0], -1, -1).to(tokens[0].dtype)
        for layer in self.layers:
            seen = []
            for i, block in enumerate(layer):
                x = torch.cat([tokens[i], shared], dim=1)  # (B, T + count, dim)
                x = block(x, x, masks[i])
                tokens[i] = x[:, :-count]
                seen.append(x[:, -count:])
            stacked = torch.stack(seen, dim=1)  # (B, M, count, dim)
            shared = (shares[:, :, None, None] * stacked).sum(dim=1)
        return F.relu(self.norm(shared.mean(dim=1)))
