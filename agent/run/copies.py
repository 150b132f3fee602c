"""Files that a program wrote, taken with care."""

import os
import shutil
import stat
from pathlib import Path

from agent.errors import RunError

MAX_COPY = 2 * 2**30
"""Bytes of a program's file from which it is not copied."""


def copy_checked(source: Path, target: Path) -> None:
    """Copy a regular file that a program wrote; never follow a link, never block.

    Raises RunError if it is none, or has more than MAX_COPY bytes.
    """
    try:
        handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise _not_copied(source, f"it can't be opened: {error.strerror}") from error
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise _not_copied(source, "it is no regular file")
        if info.st_size > MAX_COPY:
            raise _not_copied(source, f"{info.st_size} bytes; at most {MAX_COPY} are")
        with (
            open(handle, "rb", closefd=False) as file,
            target.open("wb") as copy,
        ):  # noqa: PTH123
            shutil.copyfileobj(file, copy)
    finally:
        os.close(handle)


def _not_copied(source: Path, why: str) -> RunError:
    return RunError(
        f"{source.name} of the program was not taken", where=str(source), why=why
    )
