"""Convolutions over space, then over time."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.pooling import QueryPool, mean_and_max

BLOCK = {
    "name": "conv3d",
    "role": "encoder",
    "class": "ClipConvEncoder",
    "kinds": ["frames"],
    "summary": "3-D convolutions parted into space and time: sees movement",
    "paper": "Tran et al. 2018",
    "search": {
        "width": [16, 24, 32],
        "depth": [3, 2],
        "dropout": [0.2, 0.0, 0.4],
        "dim": [64, 128],
    },
}


class SpaceTimeConv(nn.Module):
    """A residual R(2+1)D block: (B, D, T, h, w) to half the height and width.

    A 3x3 convolution in each frame, norm, ReLU, then one over 3 frames. The middle is
    as wide as the output, not as wide as would match a full 3-D convolution's weights.
    """

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.space = nn.Conv3d(
            inputs, outputs, (1, 3, 3), (1, 2, 2), (0, 1, 1), bias=False
        )
        self.norm1 = nn.BatchNorm3d(outputs)
        self.time = nn.Conv3d(
            outputs, outputs, (3, 1, 1), padding=(1, 0, 0), bias=False
        )
        self.norm2 = nn.BatchNorm3d(outputs)
        self.shortcut = nn.Conv3d(inputs, outputs, 1, (1, 2, 2), bias=False)
        self.norm3 = nn.BatchNorm3d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm1(self.space(x)), inplace=True)
        y = self.norm2(self.time(y))
        return F.relu(y + self.norm3(self.shortcut(x)), inplace=True)


class ClipConvEncoder(nn.Module):
    """Frames (B, T, C, H, W), bytes, to (B, dim), or (B, tokens, dim).

    The R(2+1)D of Tran et al. 2018, small; time keeps its length up to the pooling.
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
        channels = shape[1]
        widths = [width * 2 ** min(i, 3) for i in range(depth + 1)]
        self.stem = nn.Conv3d(channels, width, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm3d(width)
        self.blocks = nn.Sequential(
            *(SpaceTimeConv(widths[i], widths[i + 1]) for i in range(depth))
        )
        self.pool = QueryPool(widths[-1], tokens) if tokens else None
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(widths[-1] if tokens else 2 * widths[-1], dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        y = x.transpose(1, 2).float() / 127.5 - 1  # (B, C, T, H, W)
        y = self.blocks(F.relu(self.norm(self.stem(y)), inplace=True))
        y = y.mean(dim=(3, 4)).transpose(1, 2)  # (B, T, D)
        known = torch.ones_like(y[:, :, 0], dtype=torch.bool)
        y = self.pool(y, known) if self.pool else mean_and_max(y, known)
        return F.relu(self.project(self.dropout(y)))
