"""Convolution blocks that several encoders share."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class SqueezeExcite(nn.Module):
    """Channels weighted by what the whole map shows (Hu et al. 2018): (B, D, h, w)."""

    def __init__(self, width: int, reduction: int = 4):
        super().__init__()
        self.squeeze = nn.Linear(width, width // reduction)
        self.excite = nn.Linear(width // reduction, width)

    def forward(self, x: Tensor) -> Tensor:
        gate = self.excite(F.relu(self.squeeze(x.mean(dim=(2, 3))))).sigmoid()
        return x * gate[:, :, None, None]


class ResidualConv(nn.Module):
    """Two 3x3 convolutions and squeeze-excite around a shortcut (He et al. 2016).

    In training a row skips the convolutions with chance `drop` (Huang et al. 2016),
    and what the others add is scaled up instead of scaling it down in evaluation.
    """

    def __init__(self, inputs: int, outputs: int, stride: int = 1, drop: float = 0.0):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.gate = SqueezeExcite(outputs)
        self.shortcut = nn.Identity()
        if stride > 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.AvgPool2d(stride, ceil_mode=True),
                nn.Conv2d(inputs, outputs, 1, bias=False),
                nn.BatchNorm2d(outputs),
            )
        self.drop = drop

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm1(self.conv1(x)), inplace=True)
        y = self.gate(self.norm2(self.conv2(y)))
        if self.training and self.drop:
            kept = torch.rand(len(y), 1, 1, 1, device=y.device) >= self.drop
            y = y * kept / (1 - self.drop)
        return F.relu(self.shortcut(x) + y)
