"""Where a series that ends in zeros really ends."""

import torch
from torch import Tensor


def inside(x: Tensor) -> Tensor:
    """Which steps of series (B, T, C) are not behind its end: (B, T) bool.

    Shorter series are filled up with zeros in every channel. The first step counts
    always, so that means over a missing series stay finite.
    """
    later = (x != 0).any(dim=2).flip(1).cumsum(dim=1).flip(1)  # filled from here on
    first = torch.arange(x.shape[1], device=x.device) == 0
    return (later > 0) | first
