"""Dropout that draws one byte for each number."""

import torch
from torch import Tensor, nn


class ByteDropout(nn.Module):
    """nn.Dropout for large tensors, of which it would draw a float for each number: on
    a CPU more time than the layers around it take.

    Chances are multiples of 1/256. Keeps channels-last memory as it is.
    """

    def __init__(self, p: float):
        super().__init__()
        self.threshold = round(256 * p)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.threshold:
            return x
        eights = x.numel() // 8 + 1
        draws = torch.randint(-(2**63), 2**63 - 1, (eights,), device=x.device)
        kept = draws.view(torch.uint8)[: x.numel()] >= self.threshold
        if x.dim() == 4 and x.stride(1) == 1:  # channels last
            kept = kept.view(*x.permute(0, 2, 3, 1).shape).permute(0, 3, 1, 2)
        return (x * kept.view_as(x)).mul_(256 / (256 - self.threshold))
