"""Further tables of a folder, joined to the rows by the column that identifies theirs.

Keys that are spelt in two ways, `SW-2272` and `sw 2272`, are the same key where that
mistakes no two rows for one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from agent.data.cells import series, text

SHARE = 0.5
"""Of the rows, more than which a further table has to know."""
FEW, NEARLY_ALL = 20, 0.9
"""Keys of a table that tells of a few rows, and part of them that are rows here."""
FEWEST = 10
"""Rows of a table whose key has another name here; fewer may be known by chance."""
LONGEST = 64
"""Characters of a key."""
_BETWEEN = re.compile(r"[\W_]+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_CODE = re.compile(r"(?=.*\d)(?:.*[^\W\d_].*|\d{5,})")


@dataclass(frozen=True)
class Key:
    """What two tables are joined by."""

    ours: str
    theirs: str
    same: Callable[[Sequence[str]], list[str]]
    """Cells -> what they have to have in common."""
    known: int
    """Rows of ours that theirs has."""

    @property
    def said(self) -> str:
        """The key in words."""
        names = (
            self.ours if self.ours == self.theirs else f"{self.ours} = {self.theirs}"
        )
        alike = ", but for case, spaces, dashes and leading zeros"
        return names + (alike if self.same is spelt_alike else "")


def joined(
    train: pd.DataFrame, given: pd.DataFrame | None, extra: pd.DataFrame, path: Path
) -> tuple[pd.DataFrame, pd.DataFrame | None, str | None, str]:
    """Both tables with the columns of `extra` (left join), the key among their own
    columns, None if there is none, and how it was joined, for a person.

    Rows of `extra` that are the same in every cell count once.
    """
    rows = extra.drop_duplicates() if _hashable(extra) else extra
    key = _key(train, given, rows)
    if key is None:
        return train, given, None, f"({path.name} not used: no column to join it by)"
    names = {}
    for name in rows.columns.drop(key.theirs):
        taken = name in train.columns or (given is not None and name in given.columns)
        names[name] = f"{path.stem}_{name}" if taken else name
    rows = rows.set_index(pd.Index(key.same(text(rows[key.theirs]))))
    rows = rows.drop(columns=key.theirs).rename(columns=names)

    def add(frame: pd.DataFrame) -> pd.DataFrame:
        cells = text(frame[key.ours])
        found = rows.reindex(key.same(cells)).set_axis(frame.index)
        return pd.concat([frame.assign(**{key.ours: cells}), found], axis=1)

    if given is not None and key.ours in given.columns:
        given = add(given)
    matched = len({*key.same(text(train[key.ours]))} & {*rows.index})
    how = f"{path.name} ({len(extra)} rows, joined by {key.said}, {matched} matched)"
    return add(train), given, key.ours, how


def as_they_stand(cells: Sequence[str]) -> list[str]:
    """The cells themselves."""
    return list(cells)


def spelt_alike(cells: Sequence[str]) -> list[str]:
    """`SW-0227`, `sw 227` and `SW227` as one."""
    return [_ZEROS.sub("", _BETWEEN.sub("", cell.casefold())) for cell in cells]


def of_some(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a table tells something of a few rows alone, remarks for instance: nearly
    all of its keys are rows here, and not by chance, as small numbers would be."""
    own, keys = {*ours}, {*theirs} - {""}
    numbers = sum(key.isdecimal() and len(key) < 5 for key in keys)
    if len(own) < len(ours) or len(keys) < FEW or numbers > SHARE * len(keys):
        return False
    return len(keys & own) >= NEARLY_ALL * len(keys)


def _hashable(frame: pd.DataFrame) -> bool:
    return not any(
        isinstance(cell, (list, dict))
        for name in frame
        for cell in frame[name].head(50)
    )


def _key(
    train: pd.DataFrame, given: pd.DataFrame | None, extra: pd.DataFrame
) -> Key | None:
    """The columns by which most rows of `train` are known: of one name if there are
    such, cells as they stand if another spelling finds no more."""
    if len(extra.columns) < 2:
        return None  # it would add nothing: what may be chosen from, perhaps
    shared = [(name, name) for name in extra.columns.intersection(train.columns)]
    theirs = [name for name in extra if len(extra) >= FEWEST and _codes(extra, name)]
    ours = [name for name in train if theirs and _codes(train.head(200), name)]
    for pairs in (shared, [(a, b) for b in theirs for a in ours if a != b]):
        best = None
        for ours, theirs in pairs:
            for same in (as_they_stand, spelt_alike):
                found = _matching(train, given, extra, Key(ours, theirs, same, 0))
                if found and (best is None or found.known > best.known):
                    best = found
        if best:
            return best
    return None


def _codes(frame: pd.DataFrame, name: str) -> bool:
    """Whether most cells are like inventory numbers: small numbers and plain words are
    known to another table by chance."""
    cells = [cell for cell in text(series(frame, name)) if cell]
    alike = sum(len(c) <= LONGEST and bool(_CODE.fullmatch(c)) for c in cells)
    return alike > SHARE * len(frame)


def _matching(
    train: pd.DataFrame, given: pd.DataFrame | None, extra: pd.DataFrame, key: Key
) -> Key | None:
    """The key with the rows that it finds; None for few, or where it isn't unique."""
    theirs, ours = text(extra[key.theirs]), text(train[key.ours])
    if "" in theirs or len(set(theirs)) < len(theirs):
        return None
    known = set(key.same(theirs))
    count = sum(cell in known for cell in key.same(ours))
    some = key.ours == key.theirs and of_some(ours, theirs)
    if not some and count <= SHARE * len(train):
        return None
    if key.same is spelt_alike:
        more = () if given is None or key.ours not in given else text(given[key.ours])
        every = {*ours, *more}
        if len(known) < len(theirs) or len({*key.same([*every])}) < len(every):
            return None  # two rows would be one
    return Key(key.ours, key.theirs, key.same, count)
