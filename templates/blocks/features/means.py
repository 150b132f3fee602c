"""What the target was on average for each value of a category."""

import math

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent

BLOCK = {
    "name": "means",
    "role": "features",
    "class": "TableMeans",
    "kinds": ["cells"],
    "told": True,
    "paper": "Micci-Barreca 2001",
    "summary": "numbers, codes, and the target's mean for each value of each category",
    "search": {"prior": [10.0, 3.0, 30.0]},
}

FOLDS = 5  # in each of which rows are told by the targets of the others
CLASSES = 8  # most frequent ones that have a mean, at most


class TableMeans:
    """Cells (N, numbers + codes) to (N, F): the same, then for every category the mean
    target of its values, of classes the share of each; for trees, which would need a
    cut for each of thousands of values.

    A value's mean counts `prior` rows of the mean of all (Micci-Barreca, "A
    preprocessing scheme for high-cardinality categorical attributes", 2001). Training
    rows are told by other rows' targets alone, or each would be told its own.
    """

    def __init__(self, shape: tuple[int, ...], *, prior: float = 10.0):
        self.numbers, *self.sizes = shape
        self.prior = prior
        self.means = [torch.zeros(size, 1) for size in self.sizes]

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt of cells alone: see `fit_targets`."""

    def fit_targets(
        self, x: Tensor, present: Tensor, y: Tensor, deadline: float = math.inf
    ) -> np.ndarray:
        """Learn from training rows and their targets y (N,) or (N, K), NaN where there
        is none; features (N, F) of these rows, told by those of other folds. It takes
        no time that a deadline could save."""
        values = target_columns(y)
        codes = self._codes(x)
        told = [torch.zeros(len(x), values.shape[1]) for _ in codes]
        order = torch.randperm(len(x), generator=torch.Generator().manual_seed(0))
        for fold in order.chunk(FOLDS):
            others = torch.ones(len(x), dtype=torch.bool)
            others[fold] = False
            for known, size, out in zip(codes, self.sizes, told, strict=True):
                means = self._of_codes(known[others], values[others], size)
                out[fold] = means[known[fold]]
        self.means = [
            self._of_codes(known, values, size)
            for known, size in zip(codes, self.sizes, strict=True)
        ]
        return blank_absent(torch.cat([x, *told], dim=1).numpy(), present)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN for gaps."""
        pairs = zip(self.means, self._codes(x), strict=True)
        told = [means[codes] for means, codes in pairs]
        return blank_absent(torch.cat([x, *told], dim=1).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {f"means{i}": means for i, means in enumerate(self.means)}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.means = [state[f"means{i}"] for i in range(len(self.sizes))]

    def _codes(self, x: Tensor) -> list[Tensor]:
        """Codes (N,) of each category; a gap is 0, as in cells."""
        columns = x[:, self.numbers :].nan_to_num().long().unbind(1)
        return [
            c.clamp(0, size - 1) for c, size in zip(columns, self.sizes, strict=True)
        ]

    def _of_codes(self, codes: Tensor, values: Tensor, size: int) -> Tensor:
        """Means (size, K) of `values` (N, K) by code, drawn to the mean of all."""
        known = values.isfinite()
        zeros = torch.zeros(size, values.shape[1])
        sums = zeros.index_add(0, codes, values.nan_to_num())
        counts = zeros.index_add(0, codes, known.float())
        middle = sums.sum(0) / counts.sum(0).clamp(min=1)
        return (sums + self.prior * middle) / (counts + self.prior)


def target_columns(y: Tensor) -> Tensor:
    """Targets as numbers (N, K): of classes a 1 in the column of each, if frequent."""
    if y.dtype.is_floating_point:
        return y.reshape(len(y), -1).float()[:, :CLASSES]
    count = int(y.max()) + 1
    often = torch.bincount(y, minlength=count).argsort(descending=True, stable=True)
    often = often[: min(CLASSES, count - 1)]  # the shares of all classes sum to 1
    return (y.unsqueeze(1) == often).float()
