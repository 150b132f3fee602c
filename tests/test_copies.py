"""Files of a program are taken as bytes, if they are files at all."""

import gc
import os
import time

import pytest

from agent.errors import RunError
from agent.run.copies import MAX_COPY, copy_checked


def test_a_regular_file_is_copied(tmp_path):
    (tmp_path / "weights").write_bytes(b"\x80\x04pickle?")
    copy_checked(tmp_path / "weights", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"\x80\x04pickle?"


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
        source = type(source)("/dev/zero")
    elif kind == "huge":
        with source.open("wb") as file:
            file.truncate(MAX_COPY + 1)
    gc.collect()  # handles of others that are closed meanwhile are not ours
    handles = len(list(type(source)("/proc/self/fd").iterdir()))
    begun = time.monotonic()
    with pytest.raises(RunError, match="was not taken"):
        copy_checked(source, tmp_path / "copy")
    assert time.monotonic() - begun < 30  # /dev/zero has no end
    assert not (tmp_path / "copy").exists()
    assert len(list(type(source)("/proc/self/fd").iterdir())) <= handles
