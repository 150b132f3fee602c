"""Tables in long form: each line has one number, and a column says what it is of, such
as `sensor`, `band` or `test` (Wickham 2014, "Tidy Data", calls it molten).

The mean of such numbers of different things would say nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from agent.data.line_cells import GAPS, numbers
from agent.data.word_types import words

MOST = 30
"""Things that numbers are told of, the most frequent ones."""
LEAST = 0.005
"""Part of the lines below which a thing isn't told of."""
COVERED = 0.5
"""Part of the lines that these have at least; else they are a few of many names."""
ONCE = 0.95
"""Part of the lines that are the only ones of their row and thing, where things are
measured once."""
APART = 0.3
"""Part of the variance of the numbers that is between things."""
NAMED = {"sensor", "parameter", "param", "test", "variable", "channel", "analyte"}
NAMED |= {"marker", "feature", "attribute", "metric", "measure", "measurement", "band"}
NAMED |= {"signal", "quantity", "item", "指标", "项目", "参数", "传感器", "通道"}


@dataclass(frozen=True)
class Parts:
    """What the numbers of a column are of."""

    by: str
    """The column that says it."""
    values: tuple[str, ...]
    single: bool
    """Whether each row has one number of each thing at most."""


def found(
    kinds: Mapping[str, str], cells: Mapping[str, Sequence[str]], keys: Sequence[str]
) -> dict[str, Parts]:
    """Columns of numbers -> what they are of, for those that mix several things."""
    made: dict[str, Parts] = {}
    said = [n for n, kind in kinds.items() if kind in ("category", "code")]
    things = {name: _things(cells[name]) for name in said}
    for name in (n for n, kind in kinds.items() if kind == "number"):
        best = (False, False, APART)
        for by in (b for b, values in things.items() if values):
            single, apart = _told(cells[by], numbers(cells[name]), keys)
            rank = single, bool(NAMED & {*words(by)}), apart
            if rank > best:
                made[name], best = Parts(by, things[by], single), rank
    return made


def _things(cells: Sequence[str]) -> tuple[str, ...]:
    """The frequent values of a column; none if they are a few of many."""
    counts = Counter(cell for cell in cells if cell not in GAPS)
    lines = sum(counts.values())
    common = [v for v, n in counts.most_common(MOST) if n >= LEAST * lines]
    if len(common) < 2 or sum(counts[v] for v in common) < COVERED * lines:
        return ()
    return tuple(common)


def _told(
    things: Sequence[str], values: np.ndarray, keys: Sequence[str]
) -> tuple[bool, float]:
    """Whether each row has each thing once, of several; the part of the variance of the
    numbers that is between things."""
    known = np.flatnonzero(~np.isnan(values))
    if len(known) < 2:
        return False, 0.0
    pairs = {(keys[i], things[i]) for i in known.tolist()}
    rows = len({key for key, _ in pairs})
    single = len(pairs) >= ONCE * len(known) and len(pairs) >= 1.5 * rows
    _, codes = np.unique(np.array(things)[known], return_inverse=True)
    values = values[known]
    counts = np.bincount(codes)
    means = np.bincount(codes, values) / counts
    total = ((values - values.mean()) ** 2).sum()
    between = (counts * (means - values.mean()) ** 2).sum()
    return single, float(between / total) if total > 0 else 0.0
