"""Sets of points, padded to one size, pooled over those that are there."""

import torch
from torch import Tensor, nn

from templates.blocks.pooling import QueryPool


def point_mask(x: Tensor) -> Tensor:
    """(B, P) of clouds (B, P, C): True for points. An empty row counts as full, so that
    it stays finite; what it gives is replaced by the model."""
    there = x[..., -1] > 0
    return there | ~there.any(dim=1, keepdim=True)


class PointPool(nn.Module):
    """Points (B, P, D) and mask (B, P) to (B, dim), or with T tokens to (B, T, dim).

    One vector is made of the mean, the maximum and the share of places taken; tokens by
    attention from learnt queries (Lee et al. 2019).
    """

    def __init__(self, width: int, dim: int, tokens: int):
        super().__init__()
        self.queries = QueryPool(width, tokens) if tokens else None
        self.project = nn.Linear(width if tokens else 2 * width + 1, dim)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        if self.queries is not None:
            return self.project(self.queries(x, mask))
        there = mask.unsqueeze(2)  # (B, P, 1)
        share = there.float().mean(dim=1)  # (B, 1)
        mean = (x * there).mean(dim=1) / share
        most = x.masked_fill(~there, -torch.inf).amax(dim=1)
        return self.project(
            torch.cat([mean.to(most.dtype), most, share.to(most.dtype)], dim=1)
        )
