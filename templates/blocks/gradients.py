"""Where a picture's edges point."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def grey(x: Tensor) -> Tensor:
    """Pictures (N, C, H, W) of bytes to (N, 1, H, W), from 0 to 1."""
    return x.float().mean(dim=1, keepdim=True) / 255


def edge_histograms(x: Tensor, cells: int, angles: int = 9) -> Tensor:
    """Grey pictures (N, 1, H, W) to (N, angles * cells^2).

    Histograms of oriented gradients (Dalal and Triggs 2005): the strength of edges by
    unsigned angle, shared between the two nearest of `angles`, in a grid of `cells` by
    `cells`; the root of each picture's shares.
    """
    dx = F.pad(x, (1, 1, 0, 0), mode="replicate")
    dy = F.pad(x, (0, 0, 1, 1), mode="replicate")
    dx = dx[:, :, :, 2:] - dx[:, :, :, :-2]
    dy = dy[:, :, 2:] - dy[:, :, :-2]
    strength = torch.hypot(dx, dy)
    place = torch.atan2(dy, dx).remainder(math.pi) / math.pi * angles  # 0 to angles
    steps = torch.arange(angles).view(1, -1, 1, 1)
    away = (place - steps).abs()
    away = torch.minimum(away, angles - away)  # half a turn is the same angle
    shares = F.adaptive_avg_pool2d(strength * (1 - away).clamp(min=0), cells)
    shares = shares.flatten(1)
    return (shares / shares.sum(dim=1, keepdim=True).clamp(min=1e-6)).sqrt()


def thumbnails(x: Tensor, side: int) -> Tensor:
    """Pictures (N, C, H, W) of bytes to (N, C * side^2), from 0 to 1."""
    return F.adaptive_avg_pool2d(x.float() / 255, side).flatten(1)


def tones(x: Tensor, bins: int = 8) -> Tensor:
    """Pictures (N, C, H, W) of bytes to (N, C * bins): how much of each channel is how
    bright."""
    levels = (x.long() * bins) >> 8
    one_hot = [(levels == i).float().mean(dim=(2, 3)) for i in range(bins)]
    return torch.stack(one_hot, dim=2).flatten(1)
