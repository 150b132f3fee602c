"""Columns of a table as they are."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent

BLOCK = {
    "name": "columns",
    "role": "features",
    "class": "TableColumns",
    "kinds": ["cells"],
    "summary": "numbers with their gaps, codes, and the frequent categories one by one",
    "search": {"onehot": [10, 0, 50]},
}


class TableColumns:
    """Cells (N, numbers + codes) to (N, F): the same, then for every category column a
    place for each of its `onehot` most frequent values, 1 where a row has it."""

    def __init__(self, shape: tuple[int, ...], *, onehot: int = 10):
        self.numbers, *self.sizes = shape
        self.onehot = onehot

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt: the input knows the categories."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN for gaps."""
        parts = [x]
        for place, size in enumerate(self.sizes, self.numbers):
            shown = torch.arange(min(size, 2 + self.onehot))
            parts.append((x[:, place : place + 1] == shown).float())
        return blank_absent(torch.cat(parts, dim=1).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass
