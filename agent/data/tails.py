"""Numbers to predict that reach far up: prices, populations, heights above the sea.

A few of them weigh as much as all others in an error that is counted evenly; on a
logarithmic scale they don't, and what lies low is told apart.
"""

import numpy as np

SKEWED = 1.5
"""Skewness from which a distribution is one of these, if its logarithm has at most
half of it (an exponential one has 2)."""
BELOW = 0.05
"""Part of the numbers that may be negative."""


def long_tailed(numbers: np.ndarray) -> bool:
    """Whether every column of (N, K), NaN for unknown ones, has a long upper tail."""
    return all(_reaches_up(column[np.isfinite(column)]) for column in numbers.T)


def _reaches_up(column: np.ndarray) -> bool:
    if (column < 0).mean() > BELOW:
        return False
    skewed = _skewness(column)
    logs = np.sign(column) * np.log1p(np.abs(column))
    return skewed > SKEWED and abs(_skewness(logs)) < skewed / 2


def _skewness(column: np.ndarray) -> float:
    away = column - column.mean()
    spread = np.sqrt((away**2).mean())
    return float((away**3).mean() / spread**3) if spread > 0 else 0.0
