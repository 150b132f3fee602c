"""Rows changed so that they stay recognisable, whatever they are made of."""

import torch
import torch.nn.functional as F
from torch import Tensor

SQUARES = 8  # a side of a picture, in squares that are swapped as a whole


def swap_places(x: Tensor, share: float) -> Tensor:
    """`x` (B, ...) with about a `share` of its places from another row of the batch.

    Places are cells of a vector (B, F), words or steps of a sequence (B, T, ...), and
    squares of a picture (B, C, H, W). What comes in has been seen in such a place, so
    it can't be told by itself (swap noise, Jahrer 2017; Bahri et al. 2022).
    """
    others = x[torch.randperm(len(x), device=x.device)]
    if x.dim() == 4:
        squares = torch.rand(len(x), 1, SQUARES, SQUARES, device=x.device) < share
        taken = F.interpolate(squares.float(), size=x.shape[2:]) > 0
    else:
        taken = torch.rand(x.shape[:2], device=x.device) < share
        taken = taken.view(*taken.shape, *[1] * (x.dim() - 2))
    return torch.where(taken, others, x)
