"""A small Transformer over the patches of a picture."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.vision import PatchLayer

BLOCK = {
    "name": "vit",
    "role": "encoder",
    "class": "VisionTransformer",
    "kinds": ["image"],
    "summary": "small Transformer over patches; wants many pictures, or tokens to fuse",
    "paper": "Dosovitskiy et al. 2021",
    "search": {
        "width": [96, 64, 128],
        "depth": [4, 3, 6],
        "grid": [8, 6],
        "dropout": [0.1, 0.0, 0.2],
        "dim": [64, 128],
    },
}


class VisionTransformer(nn.Module):
    """Bytes (B, C, H, W) to (B, dim), or (B, tokens, dim).

    A picture is cut into about `grid` x `grid` patches. Small and from random weights;
    unlike Dosovitskiy et al. 2021 two convolutions make the patches (Xiao et al. 2021),
    which learn from far fewer pictures than one, and their mean replaces the class
    token. Tokens are means over runs of patches, row by row.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 96,
        depth: int = 4,
        heads: int = 4,
        grid: int = 8,
        dropout: float = 0.1,
        tokens: int = 0,
    ):
        super().__init__()
        channels, height, wide = shape
        patch = max(2, height // grid // 2 * 2)
        self.stem = nn.Sequential(
            nn.Conv2d(channels, width // 2, 3, 2, padding=1, bias=False),
            nn.BatchNorm2d(width // 2),
            nn.ReLU(),
            nn.Conv2d(width // 2, width, patch // 2, patch // 2),
        )
        rows, columns = ((side + 1) // 2 // (patch // 2) for side in (height, wide))
        self.place = nn.Parameter(torch.randn(rows * columns, width) * 0.02)
        self.layers = nn.Sequential(
            *(PatchLayer(width, heads, dropout, 0.1 * i / depth) for i in range(depth))
        )
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, dim)
        self.tokens, self.dim = tokens, dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = self.stem(x.float() / 127.5 - 1).flatten(2).transpose(1, 2)  # (B, L, D)
        x = self.norm(self.layers(x + self.place))
        if self.tokens:
            x = F.adaptive_avg_pool1d(x.transpose(1, 2), self.tokens).transpose(1, 2)
        else:
            x = x.mean(dim=1)
        return self.project(x)
