"""A convolution net for each frame, then a look over time."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.convs import ResidualConv
from templates.blocks.half import half_precision
from templates.blocks.pooling import QueryPool, mean_and_max

BLOCK = {
    "name": "frame_cnn",
    "role": "encoder",
    "class": "FrameEncoder",
    "kinds": ["frames"],
    "summary": "one convolution net for every frame, then pooling or a GRU over time",
    "paper": "Donahue et al. 2015",
    "search": {
        "over": ["gru", "pool"],
        "width": [16, 24, 32],
        "depth": [3, 2],
        "dropout": [0.2, 0.0, 0.4],
        "dim": [64, 128],
    },
}


class FrameEncoder(nn.Module):
    """Frames (B, T, C, H, W), bytes, to (B, dim), or (B, tokens, dim).

    The LRCN of Donahue et al. 2015, small, with a GRU in both directions; `over` of
    `pool` leaves the recurrent net out: what is seen counts, not in which order.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 16,
        depth: int = 3,
        over: str = "gru",
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        channels = shape[1]
        widths = [width * 2 ** min(i, 3) for i in range(depth + 1)]
        self.stem = nn.Conv2d(channels, width, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.blocks = nn.Sequential(
            *(ResidualConv(widths[i], widths[i + 1], 2) for i in range(depth))
        )
        self.dropout = nn.Dropout(dropout)
        features, self.gru = 2 * widths[-1], None
        if over == "gru":
            self.gru = nn.GRU(features, width * 2, batch_first=True, bidirectional=True)
            features = width * 4
        self.pool = QueryPool(features, tokens) if tokens else None
        self.project = nn.Linear(features if tokens else 2 * features, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        y = x.flatten(0, 1).contiguous(memory_format=torch.channels_last)
        y = y.float() / 127.5 - 1
        with half_precision(x.device, self.training):
            y = F.relu(self.norm(self.stem(y)), inplace=True)
            y = self.blocks(y)  # (B * T, D, h, w)
        y = y.float()
        y = torch.cat([y.mean(dim=(2, 3)), y.amax(dim=(2, 3))], dim=1)
        y = self.dropout(y).unflatten(0, (-1, x.shape[1]))  # (B, T, 2 D)
        if self.gru is not None:
            y, _ = self.gru(y)
        known = torch.ones_like(y[:, :, 0], dtype=torch.bool)
        y = self.pool(y, known) if self.pool else mean_and_max(y, known)
        return F.relu(self.project(y))
