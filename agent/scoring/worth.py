"""What saying one class is worth where another is true.

With metrics of an order the likeliest class is not the best answer: a row that may as
well be low as high is best called middling. Labels are decided by the greatest expected
worth there.
"""

import numpy as np

Worth = tuple[tuple[float, ...], ...]
"""True class -> class said -> what that is worth; () if the likeliest class is best."""

ORDERED = ("cohen_kappa_quadratic", "rank_mae")
"""Metrics for which that is another class than the likeliest."""


def of_saying(name: str, chances: np.ndarray, shares: np.ndarray) -> Worth:
    """The worth that suits the metric `name`, for classes that occur as `shares` (C,)
    tells and predictions like `chances` (N, C); no labels of theirs are needed.

    Distance in classes: the distance, whose best answer is the median. Quadratic kappa:
    2 cov(y, f) / (var y + var f + (mean y - mean f)²) of class numbers, so that of all
    answers the mean class number, stretched until it varies as much as the truth does,
    has the largest one; the class nearest to that is said.
    """
    numbers = np.arange(len(shares))
    if name == "rank_mae":
        return _told(-np.abs(numbers[:, None] - numbers).astype(float))
    if name != "cohen_kappa_quadratic" or len(shares) < 3:
        return ()
    means = chances @ numbers
    middle, spread = shares @ numbers, means.std()
    if spread < 1e-6:
        return ()
    stretch = np.sqrt(shares @ (numbers - middle) ** 2) / spread
    wanted = middle + stretch * (numbers - means.mean())
    return _told(2 * wanted[:, None] * numbers - numbers**2)


def likeliest(table: np.ndarray, worth: Worth) -> np.ndarray:
    """`table` (N, C) if nothing is worth more than being right, else ones at the
    classes of the greatest expected worth."""
    if not worth:
        return table
    return np.eye(len(worth))[(table @ np.array(worth)).argmax(1)]


def _told(table: np.ndarray) -> Worth:
    """Rounded as it is written into programs."""
    return tuple(tuple(row) for row in np.round(table, 4).tolist())
