"""A convolution net for sweeps: the last angle stands beside the first."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.half import half_precision

BLOCK = {
    "name": "range_cnn",
    "role": "encoder",
    "class": "RangeConvEncoder",
    "kinds": ["range_image"],
    "paper": "Schubert et al. 2019",
    "summary": "residual convolutions over beams and angles, the angles as a circle",
    "search": {
        "dim": [64, 128],
        "width": [24, 16, 32],
        "depth": [3, 2],
        "dropout": [0.2, 0.0, 0.4],
        "circle": [True, False],
    },
}


class CircularConv(nn.Module):
    """3x3 convolution and norm; the angles (the last axis) go round where `circle`."""

    def __init__(
        self, inputs: int, outputs: int, stride: tuple[int, int], circle: bool
    ):
        super().__init__()
        self.mode = "circular" if circle else "constant"
        self.conv = nn.Conv2d(inputs, outputs, 3, stride, padding=(1, 0), bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.conv(F.pad(x, (1, 1, 0, 0), mode=self.mode)))


class RangeBlock(nn.Module):
    """Two convolutions around a shortcut, to half the angles, and half the beams where
    there are more than 8."""

    def __init__(self, inputs: int, outputs: int, halve: bool, circle: bool):
        super().__init__()
        self.stride = (2 if halve else 1, 2)
        self.conv1 = CircularConv(inputs, outputs, self.stride, circle)
        self.conv2 = CircularConv(outputs, outputs, (1, 1), circle)
        self.shortcut = nn.Conv2d(inputs, outputs, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv2(F.relu(self.conv1(x)))
        pooled = F.avg_pool2d(x, self.stride, ceil_mode=True)
        return F.relu(y + self.shortcut(pooled))


class RangeConvEncoder(nn.Module):
    """Sweeps (B, C, H, W) to (B, dim), or T sectors of them to (B, T, dim): circular
    convolutions along the angle (Schubert et al. 2019) in a residual net.

    Of a sweep that does not go round, `circle` would join the two ends: turn it off.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 24,
        depth: int = 3,
        dropout: float = 0.2,
        circle: bool = True,
        tokens: int = 0,
    ):
        super().__init__()
        channels, height, _ = shape
        self.stem = CircularConv(channels, width, (1, 1), circle)
        widths = [width * 2 ** min(i, 3) for i in range(depth + 1)]
        self.blocks = nn.Sequential()
        for inputs, outputs in zip(widths[:-1], widths[1:], strict=True):
            self.blocks.append(RangeBlock(inputs, outputs, height > 8, circle))
            height = (height + 1) // 2 if height > 8 else height
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear((1 if tokens else 2) * widths[-1], dim)
        self.dim, self.tokens = dim, tokens

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        with half_precision(x.device, self.training):
            x = self.blocks(F.relu(self.stem(x.float())))  # (B, D, h, w)
        x = x.float()
        if self.tokens:
            sectors = F.adaptive_avg_pool2d(x, (1, self.tokens))
            return self.project(self.dropout(sectors.flatten(2).transpose(1, 2)))
        pooled = torch.cat([x.mean(dim=(2, 3)), x.amax(dim=(2, 3))], dim=1)
        return F.relu(self.project(self.dropout(pooled)))
