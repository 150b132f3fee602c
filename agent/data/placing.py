"""The media of a view: the user's files as copies or links, under neutral names."""

import os
import shutil
from functools import partial
from pathlib import Path

from agent.data import bundles, clips, data_kinds
from agent.data.formats import kind_suffix
from agent.records import Modality


def is_media(modality: Modality, cells: list[str], root: Path) -> bool:
    """Whether the cells of a column are paths of files that are placed."""
    if modality.kind not in data_kinds.media_kinds():
        return False
    return data_kinds.are_paths([cell for cell in cells if cell][:200], root)


def place(
    folder: Path,
    root: Path,
    modality: Modality,
    column: str,
    names: list[str],
    cells: list[str],
    link: bool,
    once: bool,
) -> list[str]:
    """Copy the files to `media/MODALITY/ROW.suffix`; their paths, relative to `view/`.

    With `once`, rows of the same file share a copy, so that they are known as alike.

    A folder of frames becomes a folder: `ROW/000.png`, `ROW/001.png`, …; a recording of
    several files, too: `ROW.hea/record.hea`, `ROW.hea/0.dat`.
    A modality of several columns adds the column's number: `ROW_1.suffix`.
    """
    goal = folder / "media" / modality.name
    goal.mkdir(parents=True, exist_ok=True)
    for made in (folder / "media", goal):
        made.chmod(0o755)
    several = len(modality.columns) > 1
    end = f"_{modality.columns.index(column)}" if several else ""
    out, copied = [""] * len(cells), dict[str, str]()
    # In the order of the new names, so that not even the inodes keep the old one.
    for i in sorted(range(len(cells)), key=names.__getitem__):
        if once and cells[i] in copied:
            out[i] = copied[cells[i]]
        elif cells[i]:
            source, name = root / cells[i], f"{names[i]}{end}"
            if source.is_dir():
                _copy_frames(source, goal / name, link)
            else:
                name += data_kinds.suffix(cells[i])
                _copy_whole(source, goal / name, link)
            out[i] = copied[cells[i]] = f"media/{modality.name}/{name}"
    return out


def _copy_frames(source: Path, goal: Path, link: bool) -> None:
    """The frames of a folder, in their order; nothing else that lies there."""
    goal.mkdir()
    goal.chmod(0o755)
    frames = clips.shown(source)
    digits = max(3, len(str(len(frames))))
    for number, frame in enumerate(frames):
        _copy(frame, goal / f"{number:0{digits}}{kind_suffix(frame)}", link)


def _copy_whole(source: Path, goal: Path, link: bool) -> None:
    """A file, or a recording with all of its files."""
    if bundles.is_bundle(source):
        bundles.copy(source, goal, partial(_copy, link=link))
    else:
        _copy(source, goal, link)


def _copy(source: Path, goal: Path, link: bool) -> None:
    source = source.resolve()
    if link and source.stat().st_mode & 0o004:
        try:
            os.link(source, goal)
            return
        except OSError:  # another device, or a file system or kernel that forbids it
            pass
    shutil.copyfile(source, goal)
    goal.chmod(0o644)
