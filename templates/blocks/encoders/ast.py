"""A small Transformer over the patches of a spectrogram."""

import torch
from torch import Tensor, nn

from templates.blocks.pooling import QueryPool
from templates.blocks.sounding import sounding
from templates.blocks.vision import PatchLayer

BLOCK = {
    "name": "ast",
    "role": "encoder",
    "class": "SoundTransformer",
    "kinds": ["mels"],
    "summary": "small Transformer over 16 x 16 patches of the spectrogram",
    "paper": "Gong et al. 2021",
    "search": {
        "width": [96, 64, 128],
        "depth": [3, 2, 4],
        "stride": [16, 10],
        "dropout": [0.1, 0.0, 0.2],
        "dim": [64, 128],
    },
}
PATCH = 16


class SoundTransformer(nn.Module):
    """Log-mel spectrograms (B, C, mels, frames) to (B, dim), or (B, tokens, dim).

    As the Audio Spectrogram Transformer (there with a stride of 10, overlapping), but
    small, from random weights, a place being a band plus a time; nothing past the end
    of the sound is looked at, and learnt queries stand for the class token.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 96,
        depth: int = 3,
        heads: int = 4,
        stride: int = 16,
        dropout: float = 0.1,
        tokens: int = 0,
    ):
        super().__init__()
        channels, mels, frames = shape
        self.patches = nn.Conv2d(channels, width, PATCH, stride, padding=PATCH // 2)
        bands, times = (1 + side // stride for side in (mels, frames))
        self.band = nn.Parameter(torch.randn(width, bands, 1) * 0.02)
        self.time = nn.Parameter(torch.randn(width, 1, times) * 0.02)
        self.layers = nn.ModuleList(
            PatchLayer(width, heads, dropout, 0.1 * i / depth) for i in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.pool = QueryPool(width, max(tokens, 1))
        self.project = nn.Linear(width, dim)
        self.tokens, self.dim = tokens, dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        y = self.patches(x.float()) + self.band + self.time  # (B, D, bands, times)
        known = sounding(x, y.shape[3])
        known = known.repeat(1, y.shape[2])
        y = y.flatten(2).transpose(1, 2)
        for layer in self.layers:
            y = layer(y, known)
        y = self.project(self.pool(self.norm(y), known))
        return y if self.tokens else y[:, 0]
