"""Folders lent to a running slot: each changes places with a link, and back.

Both turns are one atomic exchange, so that a kill between them loses nothing: the link
shows where the folder lies, and `recover` brings it back.
"""

import ctypes
import os
import stat
from pathlib import Path

from sandbox import collect

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE; renameat2(2)
_libc = ctypes.CDLL(None, use_errno=True)


def lend(folder: Path, desk: Path) -> None:
    """Put `folder` at `desk`, which must be free, and a link to it in its place; as
    root it belongs to the desk's owner from then on. Raises OSError where the two lie
    on different file systems, or where theirs can't exchange."""
    owner = desk.parent.stat()
    desk.symlink_to(desk)  # what will stand in the folder's place
    try:
        _exchange(desk, folder)
    except OSError:
        desk.unlink()
        raise
    if os.getuid() == 0:
        collect.give([desk], owner.st_uid, owner.st_gid)


def take_back(folder: Path, uid: int, gid: int) -> None:
    """Bring a lent folder home, to this owner; nobody who was lent it may live."""
    desk = folder.readlink()
    mode = desk.lstat().st_mode
    if not stat.S_ISDIR(mode):  # nobody inside can do that
        raise NotADirectoryError(f"{desk} is no folder any more")
    if os.getuid() == 0:
        collect.give([desk], uid, gid)
    desk.chmod(mode & 0o777 | 0o700)  # to be moved, a folder has to be writable
    _exchange(desk, folder)
    desk.unlink()


def recover(folder: Path) -> None:
    """Bring `folder` home, if a process that is dead had lent it."""
    if folder.is_symlink():
        above = folder.parent.stat()
        take_back(folder, above.st_uid, above.st_gid)


def _exchange(a: Path, b: Path) -> None:
    words = (_HERE, os.fsencode(a), _HERE, os.fsencode(b), _EXCHANGE)
    if _libc.renameat2(*words) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(b))
