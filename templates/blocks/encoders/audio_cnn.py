"""A small convolution net for spectrograms."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.convs import ResidualConv
from templates.blocks.half import half_precision
from templates.blocks.pooling import QueryPool, mean_and_max
from templates.blocks.sounding import sounding

BLOCK = {
    "name": "audio_cnn",
    "role": "encoder",
    "class": "SoundConvEncoder",
    "kinds": ["mels"],
    "summary": "residual convolutions over time and pitch, pooled over time",
    "paper": "Kong et al. 2020",
    "search": {
        "width": [16, 24, 32],
        "depth": [3, 2, 4],
        "dropout": [0.2, 0.0, 0.4],
        "dim": [64, 128],
    },
}


class SoundConvEncoder(nn.Module):
    """Log-mel spectrograms (B, C, mels, frames) to (B, dim), or (B, tokens, dim).

    Small and residual where the PANNs of Kong et al. 2020 are plain and large. Like
    theirs, time is pooled by mean plus max, but only frames inside the sound count.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 16,
        depth: int = 3,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        channels, mels, _ = shape
        self.stem = nn.Conv2d(channels, width, 3, 2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        widths = [width * 2 ** min(i, 3) for i in range(depth + 1)]
        self.blocks = nn.Sequential(
            *(ResidualConv(widths[i], widths[i + 1], 2) for i in range(depth))
        )
        for _ in range(depth + 1):
            mels = (mels + 1) // 2
        features = mels * widths[-1]
        self.pool = QueryPool(features, tokens) if tokens else None
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(features if tokens else 2 * features, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        y = x.contiguous(memory_format=torch.channels_last).float()
        with half_precision(x.device, self.training):
            y = F.relu(self.norm(self.stem(y)), inplace=True)
            y = self.blocks(y)  # (B, D, bands, T)
        y = y.float().flatten(1, 2).transpose(1, 2)  # (B, T, D * bands)
        known = sounding(x, y.shape[1])
        y = self.pool(y, known) if self.pool else mean_and_max(y, known)
        return F.relu(self.project(self.dropout(y)))
