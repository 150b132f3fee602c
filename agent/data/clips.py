"""Folders of pictures as moving pictures: which they are, and their frames in order."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from agent.data import formats
from agent.data.formats import kind_suffix

PICTURES = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".webp", ".avif"),
    *(".tif", ".tiff", ".jp2", ".ppm", ".pgm", ".pbm", ".dcm"),
)


def is_picture(path: Path) -> bool:
    """Whether a file is a picture by its suffix or, without one, by its bytes."""
    return kind_suffix(path) in PICTURES


def frames(folder: Path) -> list[Path]:
    """The pictures in a folder itself, by name, numbers in names by their value.

    Folders within it, hidden files and all that is no picture are left out.
    """
    found = [p for p in folder.iterdir() if p.name[0] != "." and p.is_file()]
    return sorted(filter(is_picture, found), key=_order)


def shown(folder: Path) -> list[Path]:
    """The frames in the order in which a project shows them, which of some formats
    stands in the files."""
    return formats.in_order(frames(folder))


def folders_of_frames(root: Path, cells: Sequence[str]) -> bool:
    """Whether nearly every cell names a folder below `root` that holds pictures.

    Not so where folders come back in many rows: those are labels, or sessions.
    """
    unique = list(dict.fromkeys(cells))
    if len(unique) * 2 <= len(cells):
        return False
    sample = unique[:: len(unique) // 32 + 1]
    held = [below(cell) and _holds_pictures(root / cell) for cell in sample]
    return bool(held) and sum(held) >= 0.9 * len(held)


def links(folder: Path) -> Iterable[Path]:
    """Frames that are links; none if there is no such folder."""
    inside = folder.iterdir() if folder.is_dir() else ()
    mine = (p for p in inside if p.is_symlink())
    return [p for p in mine if p.suffix.lower() in PICTURES or formats.is_bare(p.name)]


def _order(path: Path) -> list:
    parts = re.split(r"(\d+)", path.name)
    return [int(part) if part.isdigit() else part for part in parts]


def below(cell: str) -> bool:
    """Whether a cell may be a path that doesn't lead upwards, by its look."""
    if not cell.strip("./") or cell[0] in "/\\~":
        return False
    if len(cell.encode(errors="replace")) > 255:  # bytes, which systems count
        return False
    return cell.isprintable() and ".." not in re.split(r"[\\/]", cell)


def _holds_pictures(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return any(is_picture(p) for p in folder.iterdir())
