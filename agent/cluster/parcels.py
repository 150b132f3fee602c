"""Folders as parcels: a digest, and pieces of bytes that it is the digest of.

The same files give the same parcel. Regular files and folders alone are packed; what is
unpacked has been checked against its digest, and lies nowhere until it is whole.
"""

import fcntl
import hashlib
import math
import os
import shutil
import stat
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.errors import RunError

PIECE = 64 << 20
"""Bytes of a piece: as much as is in memory at once."""


@dataclass(frozen=True)
class Parcel:
    """A folder on its way: where its pieces are, and the SHA-256 of them all."""

    digest: str
    pieces: tuple[Any, ...]


class _Pieces:
    """A file to write to, which hands on each piece as it is full."""

    def __init__(self, put: Callable[[bytes], Any]):
        self.put, self.hash = put, hashlib.sha256()
        self.made: list[Any] = []
        self._rest = bytearray()

    def write(self, data: bytes) -> int:
        self._rest += data
        while len(self._rest) >= PIECE:
            self._hand_on(PIECE)
        return len(data)

    def _hand_on(self, size: int) -> None:
        piece = bytes(self._rest[:size])
        del self._rest[:size]
        self.hash.update(piece)
        self.made.append(self.put(piece))

    def parcel(self) -> Parcel:
        if self._rest or not self.made:
            self._hand_on(len(self._rest))
        return Parcel(self.hash.hexdigest(), tuple(self.made))


def pack(folder: Path, put: Callable[[bytes], Any], most: float = math.inf) -> Parcel:
    """A folder as a parcel; `put` stores a piece and says where. Links, pipes and the
    like, which a program may have left, stay behind, and files beyond `most` bytes."""
    pieces = _Pieces(put)
    with tarfile.open(fileobj=pieces, mode="w|", bufsize=1 << 20) as tar:  # type: ignore[arg-type]
        for name, info, handle in _files(folder):
            member = tarfile.TarInfo(name)
            member.mode = 0o755 if handle is None else 0o644
            if handle is None:
                member.type = tarfile.DIRTYPE
                tar.addfile(member)
            else:
                member.size = info.st_size
                most -= info.st_size
                with open(handle, "rb") as file:  # noqa: PTH123
                    if most >= 0:
                        tar.addfile(member, file)
    return pieces.parcel()


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result, int | None]]:
    """Folders, and files as open descriptors, in order; no link is followed."""
    for root, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in [f for f in folders if not (Path(root) / f).is_symlink()]:
            path = Path(root) / name
            yield str(path.relative_to(folder)), path.lstat(), None
        for name in sorted(files):
            path = Path(root) / name
            try:
                flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
                handle = os.open(path, flags)
            except OSError:
                continue
            info = os.fstat(handle)
            if stat.S_ISREG(info.st_mode):
                yield str(path.relative_to(folder)), info, handle
            else:
                os.close(handle)


def unpack(digest: str, pieces: Iterable[bytes], goal: Path) -> None:
    """Write a parcel's files into `goal`, which is new. Raises RunError if the pieces
    are not those of the digest: then nothing is there."""
    seen = hashlib.sha256()
    part = Path(tempfile.mkdtemp(dir=goal.parent, prefix=f"{goal.name}."))
    try:
        with tempfile.TemporaryFile(dir=goal.parent) as file:
            for piece in pieces:
                seen.update(piece)
                file.write(piece)
            if seen.hexdigest() != digest:
                raise RunError(
                    "a parcel was damaged on its way",
                    where=goal.name,
                    why=f"its digest is {seen.hexdigest()[:12]}, not {digest[:12]}",
                )
            file.seek(0)
            with tarfile.open(fileobj=file, mode="r:") as tar:
                tar.extractall(part, filter="data")
        part.chmod(0o755)  # as root, programs are another user
        part.replace(goal)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def kept(store: Path, parcel: Parcel, fetch: Callable[[Any], bytes]) -> Path:
    """The parcel's files in a node's store: fetched once, whoever asks how often."""
    goal = store / parcel.digest
    with (store / f"{parcel.digest}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not goal.exists():
            unpack(parcel.digest, (fetch(piece) for piece in parcel.pieces), goal)
    return goal
