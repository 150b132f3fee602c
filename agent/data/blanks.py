"""Columns that are empty together: what comes with a target that isn't known yet."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from agent.data.cells import series, text
from agent.records import Column

ROWS, SHARE = 30, 0.05
"""How many empty cells are many."""
FEW = 5
"""Values of a column that parts the rows, at most."""


def marked(frame: pd.DataFrame, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, each with those that are empty in many rows, in all of which it is
    empty, too, though in others it isn't."""
    least = max(ROWS, SHARE * len(frame))
    gaps = {
        c.name: np.array([not cell for cell in text(series(frame, c.name))], dtype=bool)
        for c in columns
        if least <= c.missing * len(frame) < len(frame)
    }
    if not gaps:
        return tuple(columns)
    return tuple(
        c.model_copy(
            update={
                "blank_with": _within(gaps, c.name),
                "blank_tells": _told(gaps, frame, c),
            }
        )
        for c in columns
    )


def _told(
    gaps: dict[str, np.ndarray], frame: pd.DataFrame, column: Column
) -> tuple[str, ...]:
    """The columns that are empty in just the rows that have some of this one's few
    values, as a column `split` tells of the target."""
    if not 2 <= column.unique <= FEW:
        return ()
    values = np.array(text(series(frame, column.name)))
    return tuple(
        name for name, empty in gaps.items() if not {*values[empty]} & {*values[~empty]}
    )


def _within(gaps: dict[str, np.ndarray], name: str) -> tuple[str, ...]:
    """The columns whose empty rows are all empty in this one."""
    if name not in gaps:
        return ()
    return tuple(
        other
        for other, empty in gaps.items()
        if other != name and gaps[name][empty].all()
    )
