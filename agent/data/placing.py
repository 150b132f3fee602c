"""Copies of media under other names, in which nothing else of them is to be read."""

import os
import shutil
from functools import partial
from pathlib import Path

from agent.data import bundles, clips
from agent.data.formats import kind_suffix


def copy_frames(source: Path, goal: Path, link: bool) -> None:
    """The frames of a folder, in their order; nothing else that lies there."""
    goal.mkdir()
    goal.chmod(0o755)
    frames = clips.shown(source)
    digits = max(3, len(str(len(frames))))
    for number, frame in enumerate(frames):
        _copy(frame, goal / f"{number:0{digits}}{kind_suffix(frame)}", link)


def copy_file(source: Path, goal: Path, link: bool) -> None:
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
