"""Reads what a program left behind without ever following one of its links.

Every step down is an open relative to the folder above, without following links; what
is no folder and no regular file (links, FIFOs, sockets, devices) is not looked into.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.base import OutputFile

HASH_CAP = 1 << 30
"""Larger files are listed without a digest, bytes."""
DEPTH = 64
"""Folders nested deeper are not entered; a program that nests them is stopped."""
_SMALL = 4096
"""Some file systems keep so much of a file beside its blocks, bytes."""
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


@contextmanager
def _opened(name: str, folder: int | None, flags: int) -> Iterator[int]:
    """Open without following a link, also where the program took our rights away."""
    try:
        fd = os.open(name, _FLAGS | flags, dir_fd=folder)
    except PermissionError:
        place = os.open(name, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
        try:
            if stat.S_ISLNK(os.fstat(place).st_mode):
                raise
            Path(f"/proc/self/fd/{place}").chmod(0o700)
        finally:
            os.close(place)
        fd = os.open(name, _FLAGS | flags, dir_fd=folder)
    try:
        yield fd
    finally:
        os.close(fd)


def walk(root: Path) -> Iterator[tuple[int, str, str, os.stat_result]]:
    """Yield (folder's descriptor, name, path below root, status) of all there is.

    Folders deeper than `DEPTH` levels are not entered.
    """
    yield from _walk(None, str(root), "", 0)


def _walk(
    above: int | None, name: str, path: str, depth: int
) -> Iterator[tuple[int, str, str, os.stat_result]]:
    try:
        with _opened(name, above, os.O_DIRECTORY) as folder:
            for child in sorted(os.listdir(folder)):  # noqa: PTH208
                try:
                    info = os.stat(child, dir_fd=folder, follow_symlinks=False)
                except OSError:  # it went away while we looked
                    continue
                below = f"{path}/{child}" if path else child
                yield folder, child, below, info
                if stat.S_ISDIR(info.st_mode) and depth < DEPTH:
                    yield from _walk(folder, child, below, depth + 1)
    except OSError:
        return


@dataclass
class Usage:
    """What lies below some folders."""

    size: int = 0
    """Bytes on disk."""
    count: int = 0
    """Files, folders and links."""
    depth: int = 0
    """Of the deepest of them."""
    inodes: set[tuple[int, int]] = field(default_factory=set)
    """Device and inode of each."""


def usage(roots: list[Path]) -> Usage:
    """Measure what lies below `roots`."""
    found = Usage()
    for root in roots:
        for _, _, path, info in walk(root):
            found.count += 1
            found.depth = max(found.depth, path.count("/"))
            inode = (info.st_dev, info.st_ino)
            if inode not in found.inodes:  # hard links share their blocks
                found.inodes.add(inode)
                found.size += info.st_blocks * 512
    return found


def outputs(mounts: dict[str, Path], most: int) -> tuple[OutputFile, ...]:
    """The regular files below `mounts`, at most `most`, with size and digest."""
    found: list[OutputFile] = []
    digests: dict[tuple[int, int], str | None] = {}
    for mount, root in mounts.items():
        for folder, name, path, info in walk(root):
            if len(found) >= most:
                return tuple(found)
            if not stat.S_ISREG(info.st_mode):
                continue
            text = path.encode(errors="surrogateescape").decode(errors="replace")
            inode = (info.st_dev, info.st_ino)
            if inode not in digests:  # of a thousand hard links one is read
                digests[inode] = _digest(folder, name)
            digest = digests[inode]
            found.append(
                OutputFile(mount=mount, path=text, size=info.st_size, sha256=digest)
            )
    return tuple(found)


def _digest(folder: int, name: str) -> str | None:
    try:
        with _opened(name, folder, 0) as fd:
            info = os.fstat(fd)
            if not stat.S_ISREG(info.st_mode) or info.st_size > HASH_CAP:
                return None
            if info.st_size > 2 * 512 * info.st_blocks + _SMALL:
                return None  # mostly holes: a terabyte to read that takes no room
            digest = hashlib.sha256()
            while data := os.read(fd, 1 << 20):
                digest.update(data)
            return digest.hexdigest()
    except OSError:
        return None


def give(roots: list[Path], uid: int, gid: int) -> None:
    """Make `uid` the owner of the folders and of all below them (needs root)."""
    for root in roots:
        os.chown(root, uid, gid, follow_symlinks=False)
        for folder, name, _, info in walk(root):
            if (info.st_uid, info.st_gid) != (uid, gid):
                os.chown(name, uid, gid, dir_fd=folder, follow_symlinks=False)


def hidden_from_others(root: Path) -> Path | None:
    """The first file or folder from `root` down that only its owner may read."""
    mode = root.stat().st_mode
    if mode & 0o005 != 0o005:
        return root
    for _, _, path, info in walk(root):
        need = 0o005 if stat.S_ISDIR(info.st_mode) else 0o004
        if not stat.S_ISLNK(info.st_mode) and info.st_mode & need != need:
            return root / path
    return None
