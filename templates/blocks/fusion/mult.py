"""Crossmodal Transformers in every direction."""

import torch
from torch import Tensor, nn

from templates.blocks.attention_layers import AttentionBlock, ModalityTokens
from templates.blocks.layers import MLP

BLOCK = {
    "name": "mult",
    "role": "fusion",
    "class": "MulTFusion",
    "kinds": [],
    "takes": "tokens",
    "summary": "a crossmodal Transformer per pair and direction, then self-attention",
    "paper": "Tsai et al. 2019",
    "search": {
        "dim": [128, 64],
        "width": [32, 48],
        "depth": [1, 2],
        "heads": [4, 8],
        "dropout": [0.1, 0.2],
    },
}


class MulTFusion(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to (B, dim): the multimodal Transformer.

    Tsai et al. 2019: for every pair, the tokens of a pass `depth` layers that look at
    the tokens of b as they came in; the M - 1 results of a, side by side, pass `depth`
    layers of self-attention. It deviates in reading the mean, not the last token, and
    in one MLP after that. Cost and parameters grow with M**3: keep `width` small.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        width: int = 32,
        depth: int = 1,
        heads: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.tokens = ModalityTokens(dims, width)
        count = len(dims)
        self.pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
        self.cross = nn.ModuleList(
            nn.ModuleList(AttentionBlock(width, heads, dropout) for _ in range(depth))
            for _ in self.pairs
        )
        wide = width * max(count - 1, 1)
        self.own = nn.ModuleList(
            nn.ModuleList(AttentionBlock(wide, heads, dropout) for _ in range(depth))
            for _ in dims
        )
        self.mlp = MLP(count * wide, dim, 1, dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        tokens, masks = self.tokens(z, present)
        views: list[list[Tensor]] = [[] for _ in tokens]
        for (a, b), blocks in zip(self.pairs, self.cross, strict=True):
            x = tokens[a]
            for block in blocks:
                x = block(x, tokens[b], masks[b])
            views[a].append(x)
        pooled = []
        for i, blocks in enumerate(self.own):
            x = torch.cat(views[i] or [tokens[i]], dim=2)  # (B, T, (M - 1) * width)
            for block in blocks:
                # An absent modality's tokens have seen the others: all may be read.
                x = block(x, x, torch.ones_like(masks[i]))
            pooled.append(x.mean(dim=1))
        return self.mlp(torch.cat(pooled, dim=1))
