"""Categories as numbers."""

import numpy as np


def coded(cells: list[str], values: list[str]) -> np.ndarray:
    """Codes (N,): 0 for an empty cell, 1 for one that is no known value, then those."""
    codes = {value: 2 + i for i, value in enumerate(values)} | {"": 0}
    return np.array([codes.get(cell, 1) for cell in cells], dtype=float)
