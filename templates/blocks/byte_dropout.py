"""Dropout that draws one byte for each number."""

import torch
from torch import Tensor, nn


class ByteDropout(nn.Module):
    """nn.Dropout for large maps (B, D, H, W), of which a float each is slow to draw.

    Chances are multiples of 1/256. Keeps channels-last memory as it is.
    """

    def __init__(self, p: float):
        super().__init__()
        self.threshold = round(256 * p)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.threshold:
            return x
        batch, channels, height, width = x.shape
        draws = torch.empty(x.numel() // 8 + 1, dtype=torch.int64, device=x.device)
        draws.random_(-(2**63), None)  # all 64 bits
        kept = draws.view(torch.uint8)[: x.numel()] >= self.threshold
        kept = kept.view(batch, height, width, channels).permute(0, 3, 1, 2)
        return (x * kept).mul_(256 / (256 - self.threshold))
