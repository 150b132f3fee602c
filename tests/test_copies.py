"""Files of a program are taken as bytes, if they are files at all."""

import os
import time
from pathlib import Path

import pytest

from agent.errors import RunError
from agent.run.copies import MAX_COPY, copy_checked


def test_a_regular_file_is_copied(tmp_path):
    (tmp_path / "weights").write_bytes(b"\x80\x04pickle?")
    copy_checked(tmp_path / "weights", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"\x80\x04pickle?"


def handles_on(path: Path) -> set[int]:
    """This process's handles on ``path``; threads of other tests may have theirs."""
    found = set()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            where = handle.readlink()
        except FileNotFoundError:  # closed meanwhile, or the listing's own
            continue
        if where == path:
            found.add(int(handle.name))
    return found


@pytest.mark.parametrize("kind", ["absent", "link", "pipe", "folder", "device", "huge"])
def test_anything_else_is_refused_at_once(tmp_path, kind):
    source = tmp_path / "weights"
    if kind == "link":
        (tmp_path / "secret").write_text("secret")
        source.symlink_to(tmp_path / "secret")
    elif kind == "pipe":
        os.mkfifo(source)
    elif kind == "folder":
        source.mkdir()
    elif kind == "device":
        source = Path("/dev/zero")
    elif kind == "huge":
        with source.open("wb") as file:
            file.truncate(MAX_COPY + 1)
    before = handles_on(source)
    begun = time.monotonic()
    with pytest.raises(RunError, match="was not taken"):
        copy_checked(source, tmp_path / "copy")
    assert time.monotonic() - begun < 30  # /dev/zero has no end
    assert not (tmp_path / "copy").exists()
    assert handles_on(source) == before
