"""Recordings whose time runs along the second axis of their arrays."""

from collections.abc import Sequence

import numpy as np

FEW, LONG = 8, 64
"""Rows up to which, and numbers in each from which, rows are no moments."""


def turn_of(shapes: Sequence[tuple[int, ...]]) -> str:
    """What the rows of arrays (A, B) are, of which most are few and long: `channels`,
    or `bursts` one after the other where their number varies; '' for moments."""
    flat = [shape for shape in shapes if len(shape) == 2]
    long = [a <= FEW and b >= max(LONG, 8 * a) for a, b in flat]
    if not flat or sum(long) < 0.9 * len(shapes):
        return ""
    return "channels" if len({a for a, _ in flat}) == 1 else "bursts"


def lengthwise(array: np.ndarray, turn: str) -> np.ndarray:
    """An array as (time, channels)."""
    if turn and array.ndim == 2:
        return array.T if turn == "channels" else array.reshape(-1, 1)
    return array.reshape(len(array), -1)
