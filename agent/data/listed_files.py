"""Cells that list several files: the folder that holds just these, or else a column for
each of the first."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from agent.data import clips, media
from agent.data.cells import series
from agent.records import Finding

LONGEST = 200
"""Files in a cell, at most."""
KEPT = 4
"""Columns that are made where no folders hold the files of a row."""
SEEN = 200
"""Cells that are looked at, to tell what a column's are."""
_MARKS = (";", "|", "；", "\n", ",")


def parted(frames: Sequence[pd.DataFrame]) -> tuple[list[pd.DataFrame], dict]:
    """The tables with a column for each place in lists of files, and column -> these.

    Where no list holds two files, they become plain cells.
    """
    made, found = list(frames), dict[str, list[str]]()
    for name in frames[0].columns:
        own = [series(f, name) for f in frames if name in f]
        if not _are_listed(own[0]):
            continue
        lists = [[_files(cell) for cell in cells] for cells in own]
        longest = min(
            LONGEST, max(len(files or ()) for part in lists for files in part)
        )
        found[name] = [name, *(f"{name}_{i}" for i in range(2, longest + 1))]
        if {*found[name][1:]} & {c for f in frames for c in f.columns}:
            found.pop(name)
            continue
        rest = iter(lists)
        made = [
            _spread(f, name, found[name], next(rest)) if name in f else f for f in made
        ]
    return made, {name: columns for name, columns in found.items() if columns[1:]}


def gathered(
    root: Path, frames: Sequence[pd.DataFrame], listed: dict[str, list[str]]
) -> tuple[list[pd.DataFrame], list[Finding]]:
    """The tables with one column for all files of a row, the folder that holds them
    alone; where there is none, with those of the first."""
    made, told = list(frames), []
    for name, columns in listed.items():
        own = [i for i, f in enumerate(made) if name in f]
        folders = [_folders(root, made[i], columns) for i in own]
        if all(cells is not None for cells in folders):
            for i, cells in zip(own, folders, strict=True):
                whole = pd.Series(cells, index=made[i].index, dtype="str")
                made[i] = made[i].drop(columns=columns[1:]).assign(**{name: whole})
        elif more := columns[KEPT:]:
            made = [f.drop(columns=[c for c in more if c in f]) for f in made]
            told.append(
                Finding(
                    kind="unused",
                    severity="warning",
                    column=name,
                    message=f"up to {len(columns)} files are listed in a cell of "
                    f"{name}: the first {KEPT} are used",
                    fix="put the files of each row into a folder of their own, and "
                    "name it",
                )
            )
    return made, told


def _files(cell: Any) -> list[str] | None:
    """The names in a cell that lists some; None for any other cell."""
    if isinstance(cell, list):
        return [str(one) for one in cell] if _plain(cell) else None
    if not isinstance(cell, str) or not cell.strip():
        return []
    if cell.lstrip().startswith("["):
        try:
            found = json.loads(cell)
        except ValueError:
            inner = cell.strip().strip("[]")
            found = [one.strip(" '\"") for one in inner.split(",") if one.strip()]
        return found if _plain(found) else None
    for mark in _MARKS:
        parts = [part.strip() for part in cell.split(mark) if part.strip()]
        if len(parts) > 1 and all(re.search(r"\.\w{2,5}$", part) for part in parts):
            return parts
    return [cell.strip()]


def _plain(cell: Any) -> bool:
    return isinstance(cell, list) and all(isinstance(one, str) for one in cell)


def _are_listed(cells: pd.Series) -> bool:
    """Whether cells list pictures, some of them several or in brackets."""
    held = cells.dropna()
    lists = [_files(cell) for cell in held.iloc[:: len(held) // SEEN + 1]]
    some = [files for files in lists if files is None or files]
    if not some or any(files is None for files in some):
        return False
    names = [name for files in some for name in files or ()]
    return len(names) > len(some) and media.suffix_kind(names[:SEEN]) == "image"


def _spread(
    frame: pd.DataFrame, name: str, columns: list[str], lists: list[list[str] | None]
) -> pd.DataFrame:
    """The table with the i-th file of each list in the i-th of these columns."""
    cells = {
        column: pd.Series(
            [(files or [])[i : i + 1] or [None] for files in lists], index=frame.index
        ).str[0]
        for i, column in enumerate(columns)
    }
    place = frame.columns.get_loc(name)
    assert isinstance(place, int)
    front, back = frame.iloc[:, :place], frame.iloc[:, place + 1 :]
    middle = pd.DataFrame({c: one.astype("str") for c, one in cells.items()})
    return pd.concat([front, middle, back], axis=1)


def _folders(
    root: Path, frame: pd.DataFrame, columns: list[str]
) -> list[str | None] | None:
    """The folder of each row's files, None for a row that has none; None if one holds
    others, too, or is another row's."""
    found, seen = list[str | None](), set[str]()
    for cells in frame[columns].itertuples(index=False):
        files = [Path(cell) for cell in cells if isinstance(cell, str)]
        folders = {path.parent.as_posix() for path in files}
        if not files:
            found.append(None)
            continue
        folder, *more = folders
        place = root / folder
        if more or folder in seen or folder == "." or not place.is_dir():
            return None
        if {p.name for p in clips.frames(place)} != {p.name for p in files}:
            return None
        seen.add(folder)
        found.append(folder)
    return found
