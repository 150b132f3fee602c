"""Random convolutions, a fixed view of a series under one learnt layer."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.inside import inside

BLOCK = {
    "name": "random_conv",
    "role": "encoder",
    "class": "RandomConvEncoder",
    "kinds": ["series"],
    "summary": "many random convolutions that are never trained, linearly read: cheap",
    "paper": "Dempster et al. 2020",
    "search": {"dim": [64, 128], "kernels": [512, 256, 1024], "dropout": [0.3, 0.1]},
}


class RandomConvEncoder(nn.Module):
    """Series (B, T, C) to (B, dim): ROCKET (Dempster et al. 2020) in small.

    Kernels of 9 steps over up to three random channels, weights normal and centred,
    biases uniform in -1 to 1, dilations powers of two up to the length; each gives its
    share of positive values and its maximum. Theirs draws lengths and paddings, too,
    has 10 000 kernels, and reads them by ridge regression. Features are standardised
    by running statistics, which a batch of one row can't upset.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        kernels: int = 512,
        dropout: float = 0.3,
    ):
        super().__init__()
        steps, channels = shape
        scales = max(1, int(math.log2(max(1, (steps - 1) / 8))) + 1)
        self.dilations = [2**i for i in range(scales)]
        each = math.ceil(kernels / scales)
        weight = torch.randn(scales * each, channels, 9)
        weight = weight - weight.mean(dim=2, keepdim=True)
        order = torch.rand(scales * each, channels).argsort(dim=1).argsort(dim=1)
        used = order < torch.randint(1, min(channels, 3) + 1, (scales * each, 1))
        self.register_buffer("weight", weight * used[:, :, None])
        self.register_buffer("bias", torch.rand(scales * each) * 2 - 1)
        self.register_buffer("mean", torch.zeros(2 * scales * each))
        self.register_buffer("square", torch.ones(2 * scales * each))
        self.register_buffer("rows", torch.zeros(()))
        self.dropout = ByteDropout(dropout)
        self.project = nn.Linear(2 * scales * each, dim)
        self.dim = dim

    @torch.no_grad()
    def features(self, x: Tensor, known: Tensor) -> Tensor:
        """Shares of positive values and maxima (B, 2 kernels) of series (B, C, T), over
        the `known` steps (B, T)."""
        shares, maxima, known = [], [], known[:, None]
        weights = self.weight.chunk(len(self.dilations))
        biases = self.bias.chunk(len(self.dilations))
        for n, weight, bias in zip(self.dilations, weights, biases, strict=True):
            y = F.conv1d(x, weight, bias, padding=4 * n, dilation=n)
            shares.append(((y > 0) & known).float().sum(dim=2) / known.sum(dim=2))
            maxima.append(y.float().masked_fill(~known, float("-inf")).amax(dim=2))
        return torch.cat(shares + maxima, dim=1)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = self.features(x.float().transpose(1, 2), inside(x))
        if self.training:
            self.rows += x.shape[0]
            share = x.shape[0] / self.rows.clamp(max=1000 + x.shape[0])
            self.mean.lerp_(x.mean(dim=0), share)
            self.square.lerp_(x.square().mean(dim=0), share)
        deviation = (self.square - self.mean.square()).clamp(min=1e-6).sqrt()
        x = ((x - self.mean) / deviation).clamp(-10, 10)
        return self.project(self.dropout(x))
