"""Files named after rows, `photos/1001.jpg` for the row with 1001 in `id`: a column.

What no row names in any way is counted, so that it is not left out in silence.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from agent.data import media
from agent.data.cells import series, text
from agent.data.data_kinds import file_kind
from agent.data.folders import visible
from agent.records import Finding

SHARE = 0.5
"""Of the rows that have a file, and of the files that have a row, at least."""
MANY = 10
"""Fewer files are a logo or a sketch, no data."""
_NUMBERED = re.compile(r"(\D*?)0*(\d+)")


@dataclass(frozen=True)
class Found:
    """The tables with the columns of paths that were found, and what to tell."""

    labelled: pd.DataFrame
    given: pd.DataFrame | None
    said: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    """(new column, the column after whose cells its files are named)."""
    loose: tuple[tuple[str, str, int], ...] = ()
    """(folder, kind, files) of what no row names."""


def joined(
    root: Path,
    labelled: pd.DataFrame,
    given: pd.DataFrame | None,
    tables: Sequence[Path],
) -> Found:
    """The tables with a column of paths for each folder of files that are named as the
    cells of one column. Files in `tables` are none of these."""
    found = Found(labelled, given)
    taken = _named_folders(found)
    open_ = [p for p in visible(root) if p.is_dir() and os.access(p, os.R_OK | os.X_OK)]
    for folder in [root, *open_]:
        place = "" if folder == root else folder.name
        if place in taken:
            continue
        for kind, files in _by_kind(folder, tables).items():
            key = _key(found, files)
            if key is None:
                loose = (*found.loose, (place or root.name, kind, len(files)))
                found = replace(found, loose=loose)
            else:
                found = _with_column(found, key, root, place or kind, files)
    return found


def findings(loose: Iterable[tuple[str, str, int]]) -> list[Finding]:
    """Files that lie there and are used by no row."""
    return [
        Finding(
            kind="unused",
            severity="warning",
            message=f"{count} {kind} files in {place}/ are not used: no column names "
            "them, and they are not named as the cells of one",
            fix="add a column with their paths, such as photos/1.jpg",
        )
        for place, kind, count in loose
    ]


def _named_folders(data: Found) -> set[str]:
    """The folders, seen from the root, of all files that cells name."""
    found: set[str] = set()
    for frame in (f for f in (data.labelled, data.given) if f is not None):
        for name in frame.columns:
            if frame[name].dtype != "str":
                continue
            cells = [c for c in text(series(frame, name)) if 0 < len(c) < 1024]
            files = media.suffix_kind(cells[:200])
            for cell in set(cells):  # without a suffix, it may be a folder of frames
                first, slash, _ = cell.partition("/")
                found.add("" if files and not slash else first)
    return found


def _by_kind(folder: Path, tables: Sequence[Path]) -> dict[str, list[Path]]:
    """Kind -> its files in a folder itself, where there are many."""
    found: dict[str, list[Path]] = {}
    for file in visible(folder):
        kind = file_kind(file.name)
        if kind and file not in tables and file.is_file():
            found.setdefault(kind, []).append(file)
    return {kind: files for kind, files in found.items() if len(files) >= MANY}


def _key(data: Found, files: list[Path]) -> str | None:
    """The column whose cells are the names of most of these files, if there is one."""
    stems = {name_of(file.stem) for file in files}
    best, most = None, 0.0
    for name in data.labelled.columns if len(stems) == len(files) else ():
        column = series(data.labelled, name)
        if column.dtype.kind not in "iu" and str(column.dtype) not in ("str", "Int64"):
            continue
        cells = [name_of(cell) for cell in text(column)]
        rows = sum(cell in stems for cell in cells) / len(cells)
        if data.given is not None and name in data.given:
            cells += [name_of(cell) for cell in text(series(data.given, name))]
        known = len(stems & set(cells)) / len(stems)
        if min(rows, known) >= SHARE and rows > most:
            best, most = name, rows
    return best


def name_of(stem: str) -> str:
    """`7`, `007` and `img_007` alike; the rest as it stands, in lower case."""
    numbered = _NUMBERED.fullmatch(stem.strip())
    return numbered[2] if numbered else stem.strip().lower()


def beside(table: Path, column: str) -> dict[str, str]:
    """What `name_of` a cell has to be -> path, for the files of such a column beside a
    table of new rows: in a folder called as the column, else in the table's own."""
    folder = table.parent / column
    folder = folder if folder.is_dir() else table.parent
    files = [f for f in visible(folder) if file_kind(f.name) and f.suffix != ".csv"]
    return _paths(table.parent, files)


def _paths(root: Path, files: list[Path]) -> dict[str, str]:
    return {name_of(f.stem): f.relative_to(root).as_posix() for f in files}


def _with_column(
    data: Found, key: str, root: Path, name: str, files: list[Path]
) -> Found:
    """The tables with a column of this name, empty where a row has no file."""
    while name in data.labelled:
        name += "_file"
    paths = _paths(root, files)
    media.guard(root, name, paths.values())

    def add(frame: pd.DataFrame) -> pd.DataFrame:
        cells = [paths.get(name_of(cell)) for cell in text(series(frame, key))]
        return frame.assign(**{name: pd.Series(cells, index=frame.index, dtype="str")})

    given, labelled = data.given, add(data.labelled)
    if given is not None and key in given:
        given = add(given)
    count = sum(map(bool, text(series(labelled, name))))
    named = (*data.named, (name, key))
    said = (*data.said, f"{name} ({count} files, named as {key})")
    return replace(data, labelled=labelled, given=given, said=said, named=named)
