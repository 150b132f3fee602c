"""Where files lie in a folder, and what in their paths may be the name of a row.

`sub-01/anat/sub-01_T1w.nii.gz` is, if there is a row sub-01, its `*/anat/*_T1w`; and a
folder of slices `CT/P7/`, with a row P7, its `CT/*/`.
"""

import filecmp
import os
import re
from collections import deque
from collections.abc import Collection, Iterable
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from agent.data import bundles, clips, formats, guarding, media
from agent.data.data_kinds import file_kind
from agent.data.folders import TEST, TEXTS, TRAIN, VALID, visible
from agent.data.formats import suffix

if TYPE_CHECKING:
    from pandas import DataFrame

DEEPEST, MOST = 6, 1_000_000
"""Folders below each other, and files and folders, that are looked at."""
_NUMBERED = re.compile(r"(\D*?)0*(\d+)")
_END = re.compile(r"(?<=[^\W_])(?=[\W_])|(?<=\d)(?=[^\W\d_])")
"""Where a name may end within a longer one: `sub-01|_T1w`, `SC4001|E0`."""

_COPY = re.compile(r" ?\([2-9]\)$")
"""What file managers append where a name was taken: `1001 (2)`."""
TEXT = "text"
"""Kind of the files that hold words."""
SHELVES = "**"
"""In a pattern: folders that only part many files, `4600s/4618.wav`."""
_PARTS = {*TRAIN, *VALID, *TEST}
"""Folders that part the rows: `train/1.png` and `test/1.png` lie alike."""

Paths = dict[str, list[str]]
"""Name of a row -> files or folders that may be its own, seen from the root."""


def files(
    root: Path, skip: Collection[str], deep: int = DEEPEST, most: int = MOST
) -> list[tuple[PurePath, list[Path]]]:
    """(folder seen from the root, files in it), upper ones first; `skip` names folders
    of the root that are left out, and '' its own files."""
    found, waiting = list[tuple[PurePath, list[Path]]](), deque([root])
    while waiting and most > 0:
        folder = waiting.popleft()
        place = PurePath(folder.relative_to(root))
        readable = os.access(folder, os.R_OK | os.X_OK)
        entries = visible(folder) if readable else []
        most -= len(entries)
        inner = [p for p in entries if p.is_dir()]
        if place.parts or "" not in skip:
            inside = [p for p in entries if p.is_file()]
            found.append((place, bundles.without_parts(inside)))
        if place.parts:  # links below the first folders may lead round in circles
            inner = [p for p in inner if not p.is_symlink()]
            waiting += inner if len(place.parts) < deep else []
        else:
            waiting += [p for p in inner if p.name not in skip]
    return found


def by_pattern(
    found: Iterable[tuple[PurePath, list[Path]]], *, folders: bool
) -> dict[tuple[str, str], Paths]:
    """(pattern, kind of data) -> whose files lie so, or whose `folders` of frames,
    which are `video` and end in a slash. `1001 (2)` stands for 1001 where most names
    are without such a number, and that one isn't there."""
    grouped: dict[tuple[str, str], Paths] = {}
    copies: dict[tuple[str, str], Paths] = {}

    def note(kind: str, path: PurePath, name: str, end: str) -> None:
        alike = tuple(part for part in path.parent.parts if part.lower() not in _PARTS)
        bare = _COPY.sub("", name)
        for one, into in ((name, grouped), *([(bare, copies)] if bare != name else [])):
            for row, pattern in _readings(alike, one, end):
                own = into.setdefault((pattern, kind), {})
                own.setdefault(row, []).append(path.as_posix())

    for place, inside in found:
        if folders and place.parts and _frames(inside):
            note("video", place, place.name, "/")
        for file in inside if not folders else ():
            if kind := file_kind(file.name) or _text_kind(file.name):
                note(kind, place / file.name, stem(file.name), "")
    for alike, rows in copies.items():
        plain = grouped.get(alike, {})
        if len(rows) < len(plain):
            grouped[alike] = {row: own[:1] for row, own in rows.items()} | plain
    return grouped


def _text_kind(name: str) -> str:
    return TEXT if name.lower().endswith(TEXTS) else ""


def parted(
    rows: Paths, root: Path | None = None
) -> tuple[dict[str, str], dict[str, str]] | None:
    """Name of a row -> its file, of labelled rows and of rows to predict: the same, or,
    where names come again below a folder `test`, those there are of the latter alone.
    None if a row may have several that are no copies of each other below `root`."""
    tested = {r: [p for p in own if _below_test(p)] for r, own in rows.items()}
    others = {r: [p for p in own if not _below_test(p)] for r, own in rows.items()}
    both = (own for part in (tested, others) for own in part.values())
    if any(len(own) > 1 and not _copies(root, own) for own in both):
        return None
    for_test, rest = (
        {row: own[0] for row, own in part.items() if own} for part in (tested, others)
    )
    whole = {**rest, **for_test}
    return (rest, for_test) if rest.keys() & for_test.keys() else (whole, whole)


def _copies(root: Path | None, paths: list[str]) -> bool:
    """Whether files have the same bytes, as those of a folder of copies."""
    if root is None:
        return False
    first, *others = (root / path for path in paths)
    size = first.stat().st_size
    return all(f.is_file() and f.stat().st_size == size for f in others) and all(
        filecmp.cmp(first, f, shallow=False) for f in others
    )


def untested(rows: Paths) -> set[str]:
    """Names of rows with files elsewhere than below a folder `test`; else all."""
    found = {row for row, own in rows.items() if not all(map(_below_test, own))}
    return found or set(rows)


def _below_test(path: str) -> bool:
    return not {*path.lower().split("/")[:-1]}.isdisjoint(TEST)


def folder_of(root: Path, cells: Iterable[str]) -> str | None:
    """The one folder below `root` that holds most of the files which cells name without
    it; None if they lie in `root`, or in several ones."""
    names = [cell for cell in cells if cell]
    if not names or any((root / name).exists() for name in names):
        return None
    places = [place.as_posix() for place, _ in files(root, (), most=100_000)][1:]
    held = {p: sum((root / p / name).exists() for name in names) for p in places}
    holding = [place for place, found in held.items() if found * 2 > len(names)]
    return holding[0] if len(holding) == 1 else None


def put_in_place(root: Path, column: str, frames: list["DataFrame"]) -> None:
    """Change the cells of a column that are paths, as the first of the frames tells:
    with forward slashes, from `root` on, of recordings their main files. Raises
    DataError for one that leads out of it; cells of another kind stay."""
    cells = frames[0][column].dropna().head(200).tolist()
    place, form = of_recordings(root, cells)
    if (
        not form
        and not media.suffix_kind(cells)
        and not clips.folders_of_frames(root, cells)
    ):
        return
    for frame in frames:
        frame[column] = frame[column].map(_slashed, na_action="ignore")
        guarding.guard(root, column, frame[column].dropna())
    if not form:
        place = folder_of(root, frames[0][column].dropna().head(20))
    for frame in frames if place or form else ():
        if form:
            main = partial(_main_file, form=form)
            frame[column] = frame[column].map(main, na_action="ignore")
        frame[column] = (f"{place}/" if place else "") + frame[column]
        guarding.guard(root, column, frame[column].dropna())


def of_recordings(root: Path, cells: list[str]) -> tuple[str, str]:
    """The folder, '' for `root`, below which cells name recordings by other paths than
    those of their main files, and the format of these; '' if they don't."""
    cells = [_slashed(cell) for cell in cells]
    if not bundles.may_name(cells):
        return "", ""
    place = folder_of_mains(root, cells)
    form = bundles.named(root / place, cells)
    return (place, form) if form else ("", "")


def folder_of_mains(root: Path, cells: list[str]) -> str:
    """As `folder_of`, of the main files of recordings; '' for `root` and for none."""
    for form in bundles.NAMED:
        mains = [formats.main_files(cell)[form] for cell in cells[:20]]
        if place := folder_of(root, mains):
            return place
    return ""


def _main_file(cell: str, form: str) -> str:
    return formats.main_files(cell)[form]


def _slashed(cell: str) -> str:
    return cell.replace("\\", "/").removeprefix("./")


def name_of(stem: str) -> str:
    """`7`, `007` and `img_007` alike; the rest as it stands, in lower case."""
    numbered = _NUMBERED.fullmatch(stem.strip())
    return numbered[2] if numbered else stem.strip().lower()


def stem(name: str) -> str:
    """A file's name without its suffix, `.nii.gz` and `.pcd.bin` whole."""
    bare = name[: len(name) - len(suffix(name))]
    return bare.removesuffix(".pcd")


def title(pattern: str, kind: str) -> str:
    """What a column of the files that lie so is called: what follows the row's name in
    theirs (`T1w`) or is their name, else their folder, else their kind."""
    *folders, last = pattern.rstrip("/").split("/")
    told = re.sub(r"^[\W_]+|[\W_]+$", "", last.rpartition("*")[2])
    if told not in ("", bundles.FOLDER):
        return told
    return next((part for part in reversed(folders) if part.strip("*")), kind)


def _readings(folders: tuple[str, ...], name: str, end: str) -> set[tuple[str, str]]:
    """(row, pattern) of a path, for all that may be the row's name in it."""
    found = set()
    for i, part in enumerate(folders):
        before, after = [*folders[:i], "*"], folders[i + 1 :]
        rest = f"*{name[len(part):]}" if name.startswith(part) else name
        found.add((name_of(part), "/".join([*before, *after, rest]) + end))
        found.add((name_of(part), "/".join([*before, ""])))
        found |= {
            (name_of(part), "/".join([*folders[:j], SHELVES, "*", *after, rest]) + end)
            for j in range(min(i, 2))
        }
    if not end:
        found |= {
            (name_of(name), "/".join([*folders[:i], SHELVES, "*"]))
            for i in range(min(len(folders), 2))
        }
    for place in [*(m.start() for m in _END.finditer(name)), len(name)]:
        pattern = "/".join([*folders, f"*{name[place:]}"])
        found.add((name_of(name[:place]), pattern + end))
    return found


def _frames(inside: list[Path]) -> bool:
    """Whether the files of a folder are numbered pictures, and not views of a thing
    with names of their own (`front.jpg`, `side.jpg`)."""
    two = list(islice(filter(clips.is_picture, inside), 2))
    numbered = [re.search(r"\d", p.name.removeprefix(p.parent.name)) for p in two]
    return len(two) == 2 and all(numbered)
