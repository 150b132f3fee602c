"""Series by figures that an engineer would look at."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.inside import inside

SHORTEST = 4
SPANS = (2, 4, 8, 16, 32)


def own_figures(x: Tensor) -> Tensor:
    """Series (N, T, C) that may end in zeros to (N, F): the logarithm of their lengths,
    and `series_figures` over the time that each has."""
    steps = inside(x).sum(dim=1)
    spans = steps.clamp(min=min(SHORTEST, x.shape[1]))
    width = series_figures(x.new_zeros(1, x.shape[2], x.shape[1])).shape[1]
    found = torch.zeros(len(x), width)
    for span in spans.unique().tolist():
        rows = spans == span
        found[rows] = series_figures(x[rows, :span].transpose(1, 2))
    return torch.cat([steps.float().log()[:, None], found], dim=1)


def end_figures(x: Tensor) -> Tensor:
    """Series (N, T, C) that may end in zeros to (N, F): where each channel begins and
    ends, its last change, and for more than 16 steps what it changed by in the last 2,
    4, 8, … of them."""
    last = inside(x).sum(dim=1).clamp(min=1) - 1
    rows = torch.arange(len(x))
    spans = [1] + [k for k in SPANS if 2 * k < x.shape[1] and x.shape[1] > 16]
    end = x[rows, last]
    changes = [end - x[rows, (last - span).clamp(min=0)] for span in spans]
    return torch.cat([x[:, 0], end, *changes], dim=1)


def series_figures(x: Tensor, bands: int = 8, parts: int = 3) -> Tensor:
    """Series (N, C, T) to (N, F): of each channel mean, deviation, quantiles, those of
    its changes, crossings of the mean, means of `parts` of the time and the power in
    `bands` of frequencies; of each two channels their correlation."""
    change = x.diff(dim=2) if x.shape[2] > 1 else torch.zeros_like(x)
    moved = x - x.mean(dim=2, keepdim=True)
    marks = torch.tensor([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0])
    found = [x.mean(dim=2), x.std(dim=2, correction=0), x.square().mean(dim=2)]
    found += list(x.quantile(marks, dim=2))
    found += [change.std(dim=2, correction=0), change.abs().mean(dim=2)]
    found += list(change.quantile(marks[[1, 3, 5]], dim=2))
    found.append((moved[:, :, 1:] * moved[:, :, :-1] < 0).float().mean(dim=2))
    found += [
        part.mean(dim=2) for part in x.tensor_split(parts, dim=2) if part.shape[2]
    ]
    power = torch.fft.rfft(moved, dim=2).abs().square()[:, :, 1:]
    edges = np.geomspace(1, power.shape[2] + 1, bands + 1).astype(int) - 1
    for low, high in zip(edges, np.maximum(edges[1:], edges[:-1] + 1), strict=False):
        found.append(power[:, :, low:high].sum(dim=2).log1p())
    scale = moved.square().mean(dim=2).sqrt().clamp(min=1e-6)
    alike = moved @ moved.transpose(1, 2) / moved.shape[2]
    alike = alike / scale[:, :, None] / scale[:, None]
    above = torch.triu_indices(x.shape[1], x.shape[1], 1)
    found.append(alike[:, above[0], above[1]])
    return torch.cat(found, dim=1)
