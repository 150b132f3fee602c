"""Copies what a program left behind to a place that stays, without following a link."""

import os
import stat
from collections.abc import Collection
from pathlib import Path

from sandbox import collect

_PIECE = 1 << 20
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def keep(
    root: Path, wanted: Collection[str], target: Path, most_mb: int
) -> tuple[str, ...]:
    """Copy the regular files below `root` that `wanted` names to `target`, an empty
    folder; return those left out because all together pass `most_mb` MB.

    Names are those of `OutputFile.path`. The program has to be dead. What a file may do
    is not copied: the copies are plain files of the caller. Raises OSError.
    """
    room = most_mb * 1_000_000  # hard links and holes: copies can outgrow the original
    left_out = []
    for folder, name, path, info in collect.walk(root):
        if not stat.S_ISREG(info.st_mode) or _shown(path) not in wanted:
            continue
        if info.st_size > room:
            left_out.append(_shown(path))
            continue
        room -= info.st_size
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        _copy(folder, name, copy)
    return tuple(left_out)


def _shown(path: str) -> str:
    """A path as records hold it: bytes that are no UTF-8 become U+FFFD."""
    return path.encode(errors="surrogateescape").decode(errors="replace")


def _copy(folder: int, name: str, copy: Path) -> None:
    source = os.open(name, _READ, dir_fd=folder)
    try:
        info = os.fstat(source)
        if not stat.S_ISREG(info.st_mode):
            raise OSError(f"{copy.name} is no regular file any more")
        left = info.st_size  # no more than was counted, also of a file that grows
        with os.fdopen(os.open(copy, _WRITE, 0o644), "wb") as file:
            while left and (data := os.read(source, min(left, _PIECE))):
                left -= len(data)
                file.write(data)
    finally:
        os.close(source)
