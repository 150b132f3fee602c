"""Convolutions over pitch, then a recurrent net over time."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.convs import ResidualConv
from templates.blocks.half import half_precision
from templates.blocks.pooling import QueryPool, mean_and_max
from templates.blocks.sounding import sounding

BLOCK = {
    "name": "conv_gru",
    "role": "encoder",
    "class": "SoundRecurrentEncoder",
    "kinds": ["mels"],
    "summary": "convolutions, then a GRU in both directions, for the order of sounds",
    "paper": "Choi et al. 2017",
    "search": {
        "width": [16, 24],
        "hidden": [64, 32, 128],
        "dropout": [0.2, 0.0, 0.4],
        "dim": [64, 128],
    },
}


class SoundRecurrentEncoder(nn.Module):
    """Log-mel spectrograms (B, C, mels, frames) to (B, dim), or (B, tokens, dim).

    The CRNN of Choi et al. 2017 with residual convolutions, a step for each 8 frames;
    the states are pooled over the sound instead of taking the last.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 16,
        hidden: int = 64,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        channels, mels, _ = shape
        self.stem = nn.Conv2d(channels, width, 3, 2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.blocks = nn.Sequential(
            ResidualConv(width, 2 * width, 2), ResidualConv(2 * width, 4 * width, 2)
        )
        bands = -(-mels // 8)
        self.mix = nn.Linear(4 * width * bands, hidden)
        self.gru = nn.GRU(hidden, hidden, batch_first=True, bidirectional=True)
        self.pool = QueryPool(2 * hidden, tokens) if tokens else None
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(2 * hidden if tokens else 4 * hidden, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        y = x.contiguous(memory_format=torch.channels_last).float()
        with half_precision(x.device, self.training):
            y = F.relu(self.norm(self.stem(y)), inplace=True)
            y = self.blocks(y)  # (B, D, bands, T)
        y = y.float().flatten(1, 2).transpose(1, 2)  # (B, T, D * bands)
        known = sounding(x, y.shape[1])
        y, _ = self.gru(F.relu(self.mix(y)) * known[:, :, None])
        y = self.pool(y, known) if self.pool else mean_and_max(y, known)
        return F.relu(self.project(self.dropout(y)))
