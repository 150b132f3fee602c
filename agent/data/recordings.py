"""Which rows are overlapping windows of one recording, and a split that keeps them on
one side: what was trained on would be asked again otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from agent.data import media
from agent.data.cells import text
from agent.data.families import COLUMN
from agent.data.tables import Data
from agent.data.unusable import path_columns
from agent.records import Column, Finding, TaskSpec

MOST_ROWS, MOST_NUMBERS = 20_000, 25_000_000
"""Labelled and given rows, and numbers in a column of theirs, that are looked at."""
STEPS, ONE_IN = 8, 4
"""Steps that are compared at once, and how many such stretches one is kept of."""
MOVING = 4
"""Of these steps so many differ from the one before: rest is alike everywhere."""
LEAST = 0.1
"""Share of the shorter window that two have in common at least."""
SOME = 0.05
"""Share of the labelled rows that overlap others, from which on they are windows."""
LARGEST, CLASS = 0.3, 20
"""Share of a class's rows that one recording may have, if a split is to be possible;
classes of fewer rows count as if they had these."""


@dataclass(frozen=True)
class Overlaps:
    """Rows that hold a stretch of another: `first` and `second` (P,) int, and by how
    many steps the second's window begins later (P,) int."""

    first: np.ndarray
    second: np.ndarray
    later: np.ndarray


def together(
    data: Data, spec: TaskSpec, columns: Sequence[Column], strata: np.ndarray
) -> tuple[Data, str | None, list[Finding]]:
    """The data with recordings as a column of the labelled rows, the column's name, and
    what to tell; as it was, and None, where windows don't overlap.

    If the rows of the test table overlap labelled ones as often as these each other,
    both were drawn from the same recordings, and so is the split. A recording that has
    too many rows of a class (`strata`, (rows,) int) is cut into stretches.
    """
    rows = len(data.labelled)
    if COLUMN in data.labelled:  # the user's own: never written over
        return data, None, []
    for name in _compared(data, spec, columns):
        found = overlaps(list(_arrays(data, name)))
        mine, theirs = _shares(found, rows, _given(data))
        if mine < SOME:
            continue
        if theirs > mine / 2:
            return data, None, [_same_recordings(name, theirs)]
        recording, start = _placed(found, rows + _given(data))
        codes = _cut(recording[:rows], start[:rows], strata)
        labelled = data.labelled.assign(**{COLUMN: [f"r{code}" for code in codes]})
        pieces = len(np.unique(codes)) > len(np.unique(recording[:rows]))
        told = _told(name, mine, codes, pieces)
        return replace(data, labelled=labelled), COLUMN, [told]
    return data, None, []


def overlaps(arrays: list[np.ndarray | None]) -> Overlaps:
    """Pairs of arrays (steps, channels) of which the end of one is, number by number,
    the beginning of the other; None are arrays that can't be read.

    Stretches that may be shared are found by their hashes, of which a part is kept that
    is chosen by the hash itself (winnowing, Schleimer et al. 2003); each pair is
    compared whole then.
    """
    marks = [_marks(array) for array in arrays]
    hashes = np.concatenate([mark for mark, _ in marks] or [np.zeros(0, np.uint64)])
    places = np.concatenate([place for _, place in marks] or [np.zeros(0, int)])
    owners = np.repeat(np.arange(len(marks)), [len(mark) for mark, _ in marks])
    order = np.lexsort((owners, hashes))
    hashes, places, owners = hashes[order], places[order], owners[order]
    near = (hashes[1:] == hashes[:-1]) & (owners[1:] != owners[:-1])
    later = (places[:-1] - places[1:])[near]
    told = np.stack([owners[:-1][near], owners[1:][near], later], axis=1)
    pairs = [pair for pair in np.unique(told, axis=0) if _share(arrays, *pair)]
    first, second, steps = np.array(pairs, int).reshape(-1, 3).T
    return Overlaps(first, second, steps)


def _marks(array: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """(hashes (M,) uint64, places (M,) int) of stretches of an array, one in some."""
    if array is None or len(array) < STEPS:
        return np.zeros(0, np.uint64), np.zeros(0, int)
    bits = (array.reshape(len(array), -1).astype(np.float64) + 0.0).view(np.uint64)
    odd = np.random.default_rng(0).integers(
        1, 2**63, bits.shape[1] + STEPS, dtype=np.uint64
    )
    step = (bits * (2 * odd[STEPS:] + np.uint64(1))).sum(axis=1)
    step ^= step >> np.uint64(32)
    seen = np.lib.stride_tricks.sliding_window_view(step, STEPS)
    hashes = (seen * (2 * odd[:STEPS] + np.uint64(1))).sum(axis=1)
    hashes ^= hashes >> np.uint64(32)
    moving = (seen[:, 1:] != seen[:, :-1]).sum(axis=1) >= MOVING
    places = np.flatnonzero(moving & (hashes % np.uint64(ONE_IN) == 0))
    return hashes[places], places


def _share(
    arrays: Sequence[np.ndarray | None], first: int, second: int, later: int
) -> bool:
    """Whether all is the same where two windows overlap that begin `later` apart."""
    one, other = arrays[first], arrays[second]
    assert one is not None and other is not None
    if later < 0:
        one, other, later = other, one, -later
    steps = min(len(one) - later, len(other))
    if steps < LEAST * min(len(one), len(other)):
        return False
    return np.array_equal(one[later : later + steps], other[:steps], equal_nan=True)


def _compared(data: Data, spec: TaskSpec, columns: Sequence[Column]) -> Iterator[str]:
    """Columns of series that are files, where there are not too many rows."""
    if len(data.labelled) + _given(data) > MOST_ROWS or spec.kind == "retrieval":
        return
    used = {name for modality in spec.modalities for name in modality.columns}
    found = [c for c in columns if c.type == "series" and c.name in used]
    files = path_columns(data, found)
    yield from (c.name for c in found if c.name in files)


def _given(data: Data) -> int:
    return 0 if data.given is None else len(data.given)


def _arrays(data: Data, name: str) -> Iterator[np.ndarray | None]:
    """What the column's files hold, labelled rows first; None for what can't be read,
    or has no steps, and for all that come after `MOST_NUMBERS`."""
    numbers = 0
    for frame in (data.labelled, data.given):
        if frame is None or name not in frame:
            continue
        for cell in text(frame[name]):
            if numbers > MOST_NUMBERS:  # no more is read of what is long
                yield None
                continue
            try:
                array = np.array(media.load_array(data.root / cell))  # no open file
                number = array.ndim > 0 and array.dtype.kind in "iuf"
            except (OSError, ValueError, *media.BROKEN):
                array, number = np.zeros(0), False
            numbers += array.size
            yield array if number else None


def _shares(found: Overlaps, rows: int, given: int) -> tuple[float, float]:
    """Share of the labelled rows that overlap others of them, and of the given ones
    that overlap labelled ones."""
    labelled = found.first < rows, found.second < rows
    both = labelled[0] & labelled[1]
    mine = np.union1d(found.first[both], found.second[both])
    across = labelled[0] != labelled[1]
    theirs = np.unique(np.maximum(found.first, found.second)[across])
    return len(mine) / rows, len(theirs) / max(1, given)


def _placed(found: Overlaps, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """(rows,) int each: a row's recording, and at which step of it the row begins."""
    near: dict[int, list[tuple[int, int]]] = {}
    for a, b, later in zip(found.first, found.second, found.later, strict=True):
        near.setdefault(int(a), []).append((int(b), int(later)))
        near.setdefault(int(b), []).append((int(a), -int(later)))
    recording, start = np.full(rows, -1), np.zeros(rows, int)
    for row in range(rows):
        if recording[row] >= 0:
            continue
        recording[row], waiting = row, [row]
        while waiting:
            one = waiting.pop()
            for other, later in near.get(one, ()):
                if recording[other] < 0:
                    recording[other], start[other] = row, start[one] + later
                    waiting.append(other)
    return recording, start


def _cut(recording: np.ndarray, start: np.ndarray, strata: np.ndarray) -> np.ndarray:
    """(rows,) int from 0: the recording, or the stretch of one that has more than
    `LARGEST` of a stratum's rows; such a stretch has half of that at most."""
    size = np.maximum(np.bincount(strata), CLASS)
    codes, last = np.zeros(len(recording), int), 0
    for one in np.unique(recording):
        rows = np.flatnonzero(recording == one)
        rows = rows[np.argsort(start[rows], kind="stable")]
        most = (np.bincount(strata[rows]) / size[: strata[rows].max() + 1]).max()
        held = np.zeros(len(size))
        for row in rows:
            share = 1 / size[strata[row]]
            full = held[strata[row]] + share > LARGEST / 2
            if most > LARGEST and full and held.any():
                held[:], last = 0.0, last + 1
            held[strata[row]] += share
            codes[row] = last
        last += 1
    return pd.factorize(codes)[0]


def _told(name: str, share: float, codes: np.ndarray, pieces: bool) -> Finding:
    largest = np.bincount(codes).max()
    message = f"{share:.0%} of the rows overlap others: windows of the same recordings;"
    message += " rows of one recording stay in one part of the split "
    message += f"({codes.max() + 1} of them, the largest of {largest} rows)"
    if pieces:
        message += "; long ones are cut into stretches"
    return Finding(kind="group", severity="warning", column=name, message=message)


def _same_recordings(name: str, share: float) -> Finding:
    message = f"{share:.0%} of the test rows overlap labelled ones: windows of the same"
    message += " recordings, and the split is drawn like that, too"
    fix = "scores of new recordings will be lower; keep whole recordings for the test"
    return Finding(
        kind="group", severity="warning", column=name, message=message, fix=fix
    )
