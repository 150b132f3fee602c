"""Every modality looks at the others."""

import torch
from torch import Tensor, nn

from templates.blocks.attention_layers import AttentionBlock, ModalityTokens
from templates.blocks.layers import MLP

BLOCK = {
    "name": "cross_attention",
    "role": "fusion",
    "class": "CrossAttentionFusion",
    "kinds": [],
    "takes": "tokens",
    "summary": "each modality's tokens look at those of the others, then side by side",
    "paper": "Lu et al. 2019",
    "search": {
        "dim": [64, 128],
        "depth": [1, 2],
        "heads": [4, 8],
        "dropout": [0.1, 0.2],
    },
}


class CrossAttentionFusion(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to (B, dim): co-attention both ways.

    In each layer x_a <- x_a + attention(x_a -> x_b), then a feed-forward net, for all
    modalities at once (Lu et al. 2019); means over the tokens go through an MLP. With
    more than two modalities, a looks at the tokens of all others together: M layers,
    not M (M - 1). A modality that is alone looks at itself.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 64,
        depth: int = 1,
        heads: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.tokens = ModalityTokens(dims, dim)
        self.layers = nn.ModuleList(
            nn.ModuleList(AttentionBlock(dim, heads, dropout) for _ in dims)
            for _ in range(depth)
        )
        self.mlp = MLP(len(dims) * dim, dim, 1, dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        tokens, masks = self.tokens(z, present)
        for layer in self.layers:
            tokens = [
                block(
                    x, torch.cat(others(tokens, i), 1), torch.cat(others(masks, i), 1)
                )
                for i, (block, x) in enumerate(zip(layer, tokens, strict=True))
            ]
        return self.mlp(torch.cat([x.mean(dim=1) for x in tokens], dim=1))


def others(parts: list[Tensor], i: int) -> list[Tensor]:
    """All parts but the i-th; the only one, if there is no other."""
    return parts[:i] + parts[i + 1 :] or parts
