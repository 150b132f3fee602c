"""Random convolutions over series, a fixed view of them."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def random_kernels(
    steps: int, channels: int, count: int, seed: int
) -> tuple[Tensor, list[int]]:
    """Weights (kernels, channels, 9) and a dilation for each equal part of them.

    As in ROCKET (Dempster et al. 2020): normal, centred, over up to three channels,
    dilations powers of two up to the length.
    """
    generator = torch.Generator().manual_seed(seed)
    scales = max(1, int(math.log2(max(1, (steps - 1) / 8))) + 1)
    each = math.ceil(count / scales)
    weight = torch.randn(scales * each, channels, 9, generator=generator)
    weight = weight - weight.mean(dim=2, keepdim=True)
    chance = torch.rand(scales * each, channels, generator=generator)
    order = chance.argsort(dim=1).argsort(dim=1)
    most = min(channels, 3) + 1
    used = order < torch.randint(1, most, (scales * each, 1), generator=generator)
    return weight * used[:, :, None], [2**i for i in range(scales)]


def convolve_all(x: Tensor, weight: Tensor, dilations: list[int]):
    """Yields (N, part of the kernels, T) of series (N, C, T), a part per dilation."""
    for n, part in zip(dilations, weight.chunk(len(dilations)), strict=True):
        yield F.conv1d(x, part, padding=4 * n, dilation=n)
