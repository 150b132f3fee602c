"""Paths in the cells of a table: below the data folder, by name and by link."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from agent.data import bundles, clips
from agent.errors import DataError

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def guard(root: Path, column: str, cells: Iterable[str]) -> None:
    """Raise DataError if one of the paths leads out of `root`, by name or by link."""
    paths = {cell for cell in cells if cell}
    for cell in paths:
        if cell[0] in "/\\~" or _DRIVE.match(cell) or ".." in re.split(r"[\\/]", cell):
            raise _outside(root, column, cell, "only paths below the folder are read")
    home = root.resolve()
    for folder, names in by_folder(paths).items():
        place = (root / folder).resolve()
        if not place.is_relative_to(home):
            raise _outside(root, column, folder, f"it is a link to {place}")
        if not place.is_dir():
            continue
        links = {e.name for e in os.scandir(place) if e.is_symlink()}
        for name in links & names:
            target = (place / name).resolve()
            if not target.is_relative_to(home):
                cell = f"{folder}/{name}"
                raise _outside(root, column, cell, f"it is a link to {target}")
    for cell in paths:
        for link in _links(root / cell):
            if not (target := link.resolve()).is_relative_to(home):
                inside = link.relative_to(root).as_posix()
                raise _outside(root, column, inside, f"it is a link to {target}")


def _links(path: Path) -> Iterable[Path]:
    """The links among the files that come with one, or are in a folder."""
    if bundles.is_bundle(path):
        return [file for file in bundles.beside(path) if file.is_symlink()]
    return clips.links(path) if path.is_dir() else ()


def _outside(root: Path, column: str, cell: str, why: str) -> DataError:
    return DataError(
        f"column {column} points outside the data folder: {cell}",
        where=str(root),
        why=why,
        fix="put the files below the data folder and write paths relative to it",
    )


def by_folder(cells: Iterable[str]) -> dict[str, set[str]]:
    """Folder -> the names in it, of all paths."""
    folders: dict[str, set[str]] = {}
    for cell in cells:
        folder, _, name = cell.rpartition("/")
        folders.setdefault(folder, set()).add(name)
    return folders
