"""A map or sequence of features, pooled into a fixed number of places."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def place_grid(places: int, height: int, width: int) -> tuple[int, int]:
    """Rows and columns, `places` in all, whose cells on a map are nearest to square.

    4, 9 and 16 cut a square map into 2x2, 3x3 and 4x4; a prime number makes strips.
    """
    rows = [n for n in range(1, places + 1) if places % n == 0]
    best = min(rows, key=lambda n: abs(math.log(height * places / (n * n * width))))
    return best, places // best


def pool_grid(x: Tensor, grid: tuple[int, int]) -> Tensor:
    """Mean and maximum in each cell: (B, D, H, W) -> (B, rows * columns, 2 * D).

    Cells go row by row. A map smaller than its grid repeats its values.
    """
    mean, peak = F.adaptive_avg_pool2d(x, grid), F.adaptive_max_pool2d(x, grid)
    return torch.cat([mean, peak], dim=1).flatten(2).transpose(1, 2)
