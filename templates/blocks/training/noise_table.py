"""Cells of other rows, so that no single column is trusted blindly."""

import torch
from torch import Tensor

BLOCK = {
    "name": "noise_table",
    "role": "augment",
    "class": "SwapCells",
    "kinds": ["features", "fields"],
    "summary": "some cells take the value of another row of the batch",
    "search": {"swap": [0.1, 0.05, 0.2]},
}


class SwapCells:
    """Table rows (B, F) to the same: a share `swap` of cells come from other rows.

    Swap noise (Jahrer 2017) keeps each column's distribution, unlike added noise.
    """

    def __init__(self, *, swap: float = 0.1):
        self.swap = swap

    def __call__(self, x: Tensor) -> Tensor:
        others = x[torch.randperm(len(x), device=x.device)]
        return torch.where(torch.rand(x.shape, device=x.device) < self.swap, others, x)
