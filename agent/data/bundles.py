"""Recordings of several files: which one stands for it, and its others beside it.

A cell names the main file; or, in tables, the recording without that file's ending, or
another of its files. What the sandbox sees of it is a folder with the ending of the
main file's name, in which nothing tells where it comes from.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from agent.data import clips, formats
from agent.records import Profile

HEADER, FOLDER = ".hea", "metadata.yaml"
"""What the names of files end in that stand for a recording: of WFDB, of rosbag2."""
_SIGNALS, _STORES = (".dat", ".mat", ".flac"), (".mcap", ".db3")
"""Endings of files that are a recording's own where its main file lies beside them."""
NAMED = {"wfdb": "wfdb_main", "robot": "bag_main"}
"""Format -> what turns the name of a recording into that of its main file, in
`templates/blocks/formats`."""
_PATH = re.compile(
    r"(?!.*\.hea$)(?=.*[^\W\d])(.*/[^/.\s]+|.*\.(dat|mat|flac))\s*", re.IGNORECASE
)
_SEEN = 32
"""Cells that are looked at, to tell what a column's are."""


def whole(root: Path, cell: str) -> tuple[str, str]:
    """The main file of what a cell names and its format, if there is one below `root`;
    else the cell and ''."""
    for form, main in formats.main_files(cell).items():
        if clips.below(main) and (root / main).is_file():
            return main, form
    return cell, ""


def may_name(cells: Sequence[str]) -> bool:
    """Whether all of a few cells may be paths of recordings, though not those of their
    main files, by their look.

    Bare names without a folder are none: files are found by these anyhow, and what
    names a row goes on naming it.
    """
    some = _few(cells)
    return bool(some) and all(map(_PATH.fullmatch, some))


def named(root: Path, cells: Sequence[str]) -> str:
    """The format of recordings that nearly every cell names so; '' if they don't."""
    some = _few(cells)
    found = [form for cell in some if (form := whole(root, cell)[1])]
    first = max(set(found), key=found.count, default="")
    return first if found.count(first) >= 0.9 * len(some) and found else ""


def _few(cells: Sequence[str]) -> list[str]:
    unique = list(dict.fromkeys(cells))
    return unique[:: len(unique) // _SEEN + 1]


def columns(profile: Profile, names: Iterable[str]) -> dict[str, str]:
    """Those of the columns `names` whose cells name recordings of several files -> what
    turns their names into those of main files."""
    forms = {c.name: c.formats for c in profile.columns}
    mains = ((n, next((f for f in NAMED if f in forms.get(n, ())), "")) for n in names)
    return {name: NAMED[form] for name, form in mains if form}


def is_bundle(path: Path) -> bool:
    """Whether a file stands for a recording of several."""
    return path.suffix.lower() == HEADER or path.name == FOLDER


def others(path: Path) -> list[Path]:
    """The other files of a recording. Raises OSError or ValueError if its main file is
    none, or leads elsewhere."""
    if path.name == FOLDER:
        return formats.bag_files(path)
    found = path.stat()
    names = _signal_files(path, found.st_mtime_ns, found.st_size)
    return [path.parent / name for name in names]


@lru_cache(maxsize=2**17)
def _signal_files(path: Path, changed: int, size: int) -> tuple[str, ...]:
    """What a header names, read once while it is of that time and size: each cell of a
    column is asked for it several times."""
    signals = formats.wfdb_header(path)[2]
    return tuple(dict.fromkeys(signal.file for signal in signals))


def size(path: Path) -> int:
    """Bytes of a file, or of all of a recording's that are there. Raises OSError."""
    files = [path, *beside(path)]
    return sum(file.stat().st_size for file in files if file.is_file())


def looks_whole(path: Path) -> bool:
    """Whether a recording has all of its files."""
    files = beside(path)
    return bool(files) and all(file.is_file() for file in files)


def beside(path: Path) -> list[Path]:
    """As `others`; none of a file that is no recording of several, or a broken one."""
    try:
        return others(path) if is_bundle(path) else []
    except (OSError, ValueError):
        return []


def copy(source: Path, goal: Path, put: Callable[[Path, Path], None]) -> None:
    """A folder `goal` with the files of a recording by `put`, and a header that tells
    neither its name nor when and of whom it was; of a broken one an empty file."""
    files = beside(source)
    names = {f.name: f"{i}{_ending(f)}" for i, f in enumerate(files)}
    if not names:
        goal.touch(0o644)
        return
    goal.mkdir()
    goal.chmod(0o755)
    for name, new in names.items():
        put(source.parent / name, goal / new)
    if source.name != FOLDER:
        main = goal / f"record{HEADER}"
        main.write_text(_told(source, names), encoding="utf-8")
        main.chmod(0o644)


def _ending(file: Path) -> str:
    return file.suffix if file.suffix in _STORES else ".dat"


def marks(path: Path) -> tuple[str, list[Path]]:
    """What tells equal recordings from others: what is said of them, and the files.
    Raises as `others`."""
    files = others(path)
    return _told(path, {file.name: "" for file in files}), files


def _told(path: Path, names: dict[str, str]) -> str:
    """A header with what is needed to read the signals, and other names of files."""
    if path.name == FOLDER:
        return ""
    rate, length, signals = formats.wfdb_header(path)
    lines = [f"record {len(signals)} {rate} {length}"]
    for s in signals:
        how = f"{s.format}x{s.per_frame}:{s.skew}+{s.offset}"
        lines.append(
            f"{names[s.file]} {how} {s.gain!r}({s.baseline}) 0 0 {s.first}".strip()
        )
    return "\n".join([*lines, ""])


def without_parts(files: Iterable[Path]) -> list[Path]:
    """Files of one folder, but for those that belong to a recording beside them."""
    found = list(files)
    heads = {p.stem for p in found if is_bundle(p) and p.name != FOLDER}
    ends = _STORES if any(p.name == FOLDER for p in found) else ()
    return [
        p
        for p in found
        if p.suffix not in ends and (p.suffix not in _SIGNALS or p.stem not in heads)
    ]
