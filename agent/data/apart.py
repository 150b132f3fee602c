"""What the test table itself says of how it was parted from the labelled rows: later
ones, or those of other people, instruments, places."""

from collections.abc import Sequence

import numpy as np

from agent.data.cells import text
from agent.data.tables import Data
from agent.records import Column

LEAST = 30
"""Rows below which nothing is said."""
NEARLY_ALL = 0.95
ALONE = 0.7
"""Part of our rows that may share nothing with another, at most."""
SHARERS = ("integer", "category", "boolean", "text", "id", "date", "unreadable")
"""Types of columns whose cells may name something that several rows share."""


def later(own: np.ndarray, theirs: np.ndarray) -> bool:
    """Whether nearly all rows of the test table are later than nearly all labelled
    ones, as they never are if both were drawn at random; NaN where it isn't known."""
    own, theirs = own[~np.isnan(own)], theirs[~np.isnan(theirs)]
    if min(len(own), len(theirs)) < LEAST:
        return False
    return bool((theirs > np.quantile(own, NEARLY_ALL)).mean() > NEARLY_ALL)


def unshared(data: Data, described: Sequence[Column]) -> Column | None:
    """The column of which the test table has other cells than the labelled rows,
    although these share theirs with each other: other people, other instruments. Of
    several the one with the fewest groups, which parts hardest; three at least."""
    given = data.given
    if given is None or min(len(given), len(data.labelled)) < LEAST:
        return None
    found = [
        column
        for column in described
        if column.type in SHARERS
        and column.name in given
        and 3 <= column.unique <= 0.85 * len(data.labelled)
        and _apart(text(data.labelled[column.name]), text(given[column.name]))
    ]
    return min(found, key=lambda column: column.unique, default=None)


def _apart(own: list[str], theirs: list[str]) -> bool:
    """Whether nearly none of theirs is among ours, though many of ours share theirs."""
    own, theirs = [cell for cell in own if cell], [cell for cell in theirs if cell]
    if min(len(own), len(theirs)) < LEAST:
        return False
    known, counts = np.unique(own, return_counts=True)
    alone = (counts == 1).sum() / len(own)
    return bool(np.isin(theirs, known).mean() < 1 - NEARLY_ALL and alone < ALONE)
