"""Files named after rows, `photos/1001.jpg` for the row with 1001 in `id`: a column.

What no row names in any way is counted, so that it is not left out in silence.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

import pandas as pd

from agent.data import clips, formats, guarding, layouts, media
from agent.data.cells import series, text
from agent.data.data_kinds import file_kind
from agent.records import Finding

SHARE = 0.5
"""Of the rows that have a file, and of the files that have a row, at least."""
WHOLE = 0.9
"""Part of the files that have all of their row's name in theirs where that is how they
are called: `A007.png` is not the file of `B007` then."""
MANY = 10
"""Fewer files are a logo or a sketch, no data."""


NAMELESS = "DICOM"
"""What is told of files without a suffix, which are read as slices in folders alone."""


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
    deep: bool = True,
) -> Found:
    """The tables with a column of paths for files that lie alike and are named as the
    cells of one column, or lie in folders so named. Files in `tables` are none of
    these; if not `deep`, only the folders beside them are looked at."""
    found = Found(labelled, given)
    levels = layouts.DEEPEST if deep else 1
    listed = layouts.files(root, _named_folders(found, root), levels)
    listed = [(p, [f for f in inside if f not in tables]) for p, inside in listed]
    used: set[str] = set()
    for folders in (True, False):
        grouped = layouts.by_pattern(listed, folders=folders)
        for (pattern, kind), rows in sorted(grouped.items(), key=_surest):
            both = layouts.parted(rows, root) if len(rows) >= MANY else None
            if both is None or _among(used, both[0].values()):
                continue
            asked = found.given is not None
            key = _key(found, set(rows) if asked else layouts.untested(rows))
            told = kind == layouts.TEXT and _asked_too(found, key, both)
            if key and (told or kind != layouts.TEXT and _readable(root, both)):
                name = layouts.title(pattern, kind)
                found = _with_column(found, key, root, name, both)
                used.update(path for own in rows.values() for path in own)
        listed = [
            (place, inside)
            for place, inside in listed
            if not _among(used, [place.as_posix()])
        ]
    return replace(found, loose=tuple(_loose(root, listed, used)))


def _surest(item: tuple[tuple[str, str], layouts.Paths]) -> tuple:
    """Sorts files before what alone lies in a folder, both before what lies on shelves,
    of these the lowest first, and short patterns first."""
    pattern, kind = item[0]
    anything = pattern.endswith("/") and kind != "video"
    shelves = layouts.SHELVES in pattern
    depth = pattern.count("/") * (-1 if shelves else 1)
    return shelves, anything, depth, len(pattern), item[0]


def _asked_too(
    data: Found, key: str | None, both: tuple[dict[str, str], dict[str, str]]
) -> bool:
    """Whether rows to predict have such files about as often as labelled ones: words
    on the latter alone may well tell the answer."""
    if not key or data.given is None or key not in data.given:
        return bool(key)
    held = []
    for frame, paths in zip((data.labelled, data.given), both, strict=True):
        cells = text(series(frame, key))
        held.append(
            sum(layouts.name_of(c) in paths for c in cells) / max(1, len(cells))
        )
    return held[1] >= SHARE * held[0]


def _readable(root: Path, both: tuple[dict[str, str], dict[str, str]]) -> bool:
    """Whether one of a few is, or could be: where recordings lie with notes on them, or
    scans with reports, under names alike, only the former are data."""
    paths = list(both[0].values())
    some = [root / path for path in paths[:: len(paths) // 3 + 1]]
    inside = [f for p in some for f in (clips.frames(p) if p.is_dir() else [p])]
    if formats.lacking(f"_{formats.kind_suffix(file)}" for file in inside):
        return True  # what to install is told with the column
    return any(media.decode_error(path) is None for path in some)


def _among(used: set[str], paths: Iterable[str]) -> bool:
    """Whether one of these files, or a folder that it lies in, is that of a column."""
    ends = (path[:i] for path in paths for i, c in enumerate(path + "/") if c == "/")
    return any(end in used for end in ends)


def _loose(
    root: Path, listed: list[tuple[PurePath, list[Path]]], used: set[str]
) -> Iterable[tuple[str, str, int]]:
    """(folder, kind, files) of what no column has, where there are many."""
    count: Counter[tuple[str, str]] = Counter()
    for place, inside in listed:
        for file in inside:
            kind = file_kind(file.name)
            if not kind and formats.kind_suffix(file) == ".dcm":
                kind = NAMELESS
            if kind and (place / file.name).as_posix() not in used:
                count[(place.parts or (root.name,))[0], kind] += 1
    scattered: Counter[str] = Counter()
    for (place, kind), files in sorted(count.items()):
        if files >= MANY:
            yield place, kind, files
        else:
            scattered[kind] += files
    yield from ((root.name, kind, n) for kind, n in scattered.items() if n >= MANY)


def findings(loose: Iterable[tuple[str, str, int]]) -> list[Finding]:
    """Files that lie there and are used by no row."""
    return [
        Finding(
            kind="unused",
            severity="warning",
            message=f"{count} {kind} files in {place}/ are not used: no column names "
            "them, and they are not named as the cells of one, or can't be read",
            fix=(
                "let their names end in .dcm"
                if kind == NAMELESS
                else "add a column with their paths, such as photos/1.jpg"
            ),
        )
        for place, kind, count in loose
    ]


def _named_folders(data: Found, root: Path) -> set[str]:
    """The folders, seen from the root, of all files that cells name."""
    found: set[str] = set()
    for frame in (f for f in (data.labelled, data.given) if f is not None):
        for name in frame.columns:
            if frame[name].dtype != "str":
                continue
            cells = [c for c in text(series(frame, name)) if 0 < len(c) < 1024]
            files = media.suffix_kind(cells[:200])
            folders = clips.folders_of_frames(root, cells[:200])
            for cell in set(cells):
                first, slash, _ = cell.partition("/")
                if slash or folders:
                    found.add(first)
                elif files:
                    found.add("")
    return found


def _key(data: Found, stems: set[str]) -> str | None:
    """The column whose cells are the names of most of these files, if there is one."""
    best, most = None, 0.0
    for name in data.labelled.columns:
        column = series(data.labelled, name)
        if column.dtype.kind not in "iu" and str(column.dtype) not in ("str", "Int64"):
            continue
        cells = [layouts.name_of(cell) for cell in text(column)]
        rows = sum(cell in stems for cell in cells) / len(cells)
        if data.given is not None and name in data.given:
            cells += [layouts.name_of(cell) for cell in text(series(data.given, name))]
        known = len(stems & set(cells)) / len(stems)
        if min(rows, known) >= SHARE and rows > most:
            best, most = name, rows
    return best


def beside(table: Path, column: str) -> dict[str, str]:
    """What `layouts.name_of` a cell has to be -> path, for the files of such a column
    beside a table of new rows: those that lie as the column's name says, else those
    in the table's own folder."""
    root = table.parent
    listed = layouts.files(root, (), most=100_000)
    listed = [(p, [f for f in inside if f.suffix != ".csv"]) for p, inside in listed]
    own: dict[str, str] = {}
    alike: dict[str, str] = {}
    grouped = layouts.by_pattern(listed, folders=True)
    grouped |= layouts.by_pattern(listed, folders=False)
    for (pattern, kind), rows in sorted(grouped.items(), key=_surest):
        paths = {row: own[0] for row, own in rows.items() if len(own) == 1}
        if layouts.title(pattern, kind) == column.removesuffix("_file"):
            alike = paths | alike
        if pattern == "*":
            own |= paths
    return alike or own


def _whole(linked: tuple[str, str]) -> bool:
    """Whether a path has all of a cell in it, `A007`, and not the number alone."""
    cell, path = linked
    return cell.strip().lower() in path.lower()


def _with_column(
    data: Found,
    key: str,
    root: Path,
    name: str,
    both: tuple[dict[str, str], dict[str, str]],
) -> Found:
    """The tables with a column of this name, empty where a row has no file; `both` is
    of labelled rows and of those to predict."""
    while name in data.labelled:
        name += "_file"

    def found(frame: pd.DataFrame, paths: dict[str, str]) -> list[tuple[str, str]]:
        cells = text(series(frame, key))
        return [(cell, paths.get(layouts.name_of(cell), "")) for cell in cells]

    linked = [pair for pair in found(data.labelled, both[0]) if pair[1]]
    whole = sum(map(_whole, linked)) >= WHOLE * len(linked)

    def add(frame: pd.DataFrame, paths: dict[str, str]) -> pd.DataFrame:
        guarding.guard(root, name, paths.values())
        pairs = found(frame, paths)
        cells = [p[1] if p[1] and (not whole or _whole(p)) else None for p in pairs]
        return frame.assign(**{name: pd.Series(cells, index=frame.index, dtype="str")})

    given, labelled = data.given, add(data.labelled, both[0])
    if given is not None and key in given:
        given = add(given, both[1])
    count = sum(map(bool, text(series(labelled, name))))
    named = (*data.named, (name, key))
    said = (*data.said, f"{name} ({count} files, named as {key})")
    return replace(data, labelled=labelled, given=given, said=said, named=named)
