"""A residual net for pictures, deeper than `cnn`."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.convs import ResidualConv
from templates.blocks.half import half_precision

BLOCK = {
    "name": "resnet",
    "role": "encoder",
    "class": "ResNetEncoder",
    "kinds": ["image"],
    "summary": "residual net with squeeze-excite and stochastic depth; slower",
    "paper": "He et al. 2016",
    "search": {
        "width": [24, 16, 32, 48],
        "depth": [3, 2, 4],
        "repeat": [1, 2],
        "drop": [0.1, 0.0, 0.2],
        "dropout": [0.2, 0.0, 0.4],
        "dim": [64, 128],
    },
}


class ResNetEncoder(nn.Module):
    """Bytes (B, C, H, W) to (B, dim), or (B, tokens, dim).

    `depth` stages, each at half the size of the one before, of 1 + `repeat` residual
    blocks (He et al. 2016) with squeeze-excite (Hu et al. 2018); in training a block is
    skipped with a chance that rises with depth to `drop` (Huang et al. 2016). Pictures
    of 64 pixels or more enter at half size. Tokens are means over runs of the map.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 24,
        depth: int = 3,
        repeat: int = 1,
        drop: float = 0.1,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        channels, height, _ = shape
        stride = 1 if height < 64 else 2
        self.stem = nn.Conv2d(channels, width, 3, stride, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        widths = [width * 2 ** min(i, 3) for i in range(depth + 1)]
        layers = []
        for i in range(depth):
            chance = drop * (i + 1) / depth
            layers.append(ResidualConv(widths[i], widths[i + 1], 2, chance))
            for _ in range(repeat):
                layers.append(ResidualConv(widths[i + 1], widths[i + 1], 1, chance))
        self.blocks = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(widths[-1] if tokens else 2 * widths[-1], dim)
        self.tokens, self.dim = tokens, dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.contiguous(memory_format=torch.channels_last).float() / 127.5 - 1
        with half_precision(x.device, self.training):
            x = F.relu(self.norm(self.stem(x)), inplace=True)
            x = self.blocks(x)  # (B, D, h, w)
        x = x.float().flatten(2)  # (B, D, places)
        if self.tokens:
            x = F.adaptive_avg_pool1d(x, self.tokens).transpose(1, 2)
        else:
            x = torch.cat([x.mean(dim=2), x.amax(dim=2)], dim=1)
        return F.relu(self.project(self.dropout(x)))
