"""Every value of every category, one by one, for linear models."""

import numpy as np
import scipy.sparse
import torch
from torch import Tensor

BLOCK = {
    "name": "levels",
    "role": "features",
    "class": "TableLevels",
    "kinds": ["cells"],
    "summary": "scaled numbers and a place for each value of each category; sparse",
    "search": {},
}


class TableLevels:
    """Cells (N, numbers + codes) to a sparse (N, F): numbers standardised, 0 for a gap,
    a 1 where there is one; and a place for each code of each category.

    Rows have about the length 1, whatever number of columns there is.
    """

    def __init__(self, shape: tuple[int, ...]):
        self.numbers, *self.sizes = shape
        self.mean = torch.zeros(self.numbers)
        self.deviation = torch.ones(self.numbers)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the scale of the numbers."""
        values = np.ma.masked_invalid(x[present, : self.numbers].numpy())
        if not len(values):
            return
        mean, spread = values.mean(axis=0), values.std(axis=0)
        spread = np.ma.filled(np.ma.masked_less(spread, 1e-6), np.inf)
        self.mean = torch.from_numpy(np.ma.filled(mean, 0.0)).float()
        self.deviation = torch.from_numpy(spread).float()

    def __call__(self, x: Tensor, present: Tensor) -> scipy.sparse.csr_matrix:
        """Sparse float32 (N, F), an empty row where nothing is present."""
        known = present.numpy()[:, None]
        values = ((x[:, : self.numbers] - self.mean) / self.deviation).numpy()
        gaps = np.isnan(values) & known
        values = np.nan_to_num(values).clip(-5, 5) * known
        parts = [scipy.sparse.csr_matrix(part) for part in (values, gaps)]
        for place, size in enumerate(self.sizes, self.numbers):
            parts.append(places_of(x[:, place].numpy(), size, known[:, 0]))
        weight = max(1, self.numbers + len(self.sizes)) ** -0.5
        return scipy.sparse.hstack(parts, format="csr", dtype=np.float32) * weight

    def state(self) -> dict[str, Tensor]:
        return {"mean": self.mean, "deviation": self.deviation}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.mean, self.deviation = state["mean"], state["deviation"]


def places_of(
    codes: np.ndarray, size: int, known: np.ndarray
) -> scipy.sparse.csr_matrix:
    """Codes (N,) to (N, size): a 1 in the place of its code in each row that is
    `known`."""
    rows = np.flatnonzero(known & (codes >= 0) & (codes < size))
    places = codes[rows].astype(np.int64)
    ones = np.ones(len(rows), dtype=np.float32)
    return scipy.sparse.csr_matrix((ones, (rows, places)), (len(codes), size))
