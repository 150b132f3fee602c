"""Rows of features without a modality."""

import numpy as np
from torch import Tensor


def blank_absent(values: np.ndarray, present: Tensor) -> np.ndarray:
    """`values` (N, F) as float32, NaN where a row is not `present` (N,)."""
    return np.where(present.numpy()[:, None], values, np.nan).astype(np.float32)
