"""How much a run has written to disk and to a shared /dev/shm, and what it may."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from sandbox import collect
from sandbox.base import Limits
from sandbox.order import Launch
from sandbox.watch import Tree

_LOOK_S = 0.2
_SHM = Path("/dev/shm")


class Quota:
    """Watches the writable mounts, and the host's /dev/shm where it is shared."""

    def __init__(self, launch: Launch, limits: Limits):
        self.limits = limits
        self.size_mb = 0.0
        """Growth below the writable mounts since the start."""
        self.shm_mb = 0.0
        self.broken = ""
        """The limit that was passed, in words."""
        self._roots = list(launch.writable.values())
        self._scratch = launch.scratch
        if launch.scratch is not None:
            self._roots.append(launch.scratch)
        # looked up once: a slot's scratch may be gone by the last look
        self._devices = {root.stat().st_dev for root in self._roots}
        self._at_start = collect.usage(self._roots).size
        self._next = 0.0
        self._shm = launch.shared_shm
        self._owner = launch.owner
        self._began = time.time()
        self._segments: dict[tuple[int, int], int] = {}

    def look(self, tree: Tree, now: float) -> None:
        """Measure, at most five times a second and at most a fifth of the time."""
        if now < self._next:
            return
        self._measure(tree)
        near = self.size_mb > 0.5 * self.limits.disk_mb
        cost = time.monotonic() - now
        self._next = now + max(0.05 if near else _LOOK_S, 4 * cost)

    def _measure(self, tree: Tree | None) -> None:
        found = collect.usage(self._roots)
        size = found.size
        open_files = tree.open_files() if tree is not None else {}
        for inode, info in open_files.items():
            # a deleted file that is still open takes room that no folder shows
            if info.st_nlink == 0 and info.st_dev in self._devices:
                size += info.st_blocks * 512
            if self._shm and info.st_dev == _SHM.stat().st_dev:
                self._segments[inode] = info.st_blocks * 512
        self.size_mb = (size - self._at_start) / 1e6
        self._measure_shm(open_files)
        if self.size_mb > self.limits.disk_mb:
            self.broken = f"wrote {self.size_mb:.0f} MB of {self.limits.disk_mb} MB"
        elif found.count > self.limits.files:
            self.broken = f"made {found.count} files of {self.limits.files}"
        elif found.depth >= collect.DEPTH:
            self.broken = f"nested folders {found.depth} deep"

    def _measure_shm(self, open_files: dict[tuple[int, int], os.stat_result]) -> None:
        total = sum(
            info.st_blocks * 512
            for inode, info in open_files.items()
            if info.st_nlink == 0 and inode in self._segments
        )
        for path, info in self._own_segments():
            del path
            total += info.st_blocks * 512
        self.shm_mb = total / 1e6

    def _own_segments(self) -> list[tuple[Path, os.stat_result]]:
        """Files in the host's /dev/shm that are this run's, as far as can be told."""
        found = []
        for path in _SHM.iterdir() if self._shm else ():
            try:
                info = path.lstat()
            except OSError:
                continue
            mine = (
                info.st_uid == self._owner
                if self._owner is not None
                else (
                    info.st_uid == os.getuid()
                    and (info.st_dev, info.st_ino) in self._segments
                    and info.st_ctime >= self._began - 1
                )
            )
            if mine:
                found.append((path, info))
        return found

    def finish(self) -> None:
        """After the tree is dead: measure, remove segments and the scratch folder."""
        self._measure(None)
        for path, _ in self._own_segments():
            path.unlink(missing_ok=True)
        if self._scratch is not None:
            remove(self._scratch)


def remove(folder: Path) -> None:
    """Delete a folder that a hostile program has filled: any depth, any mode."""
    collect.usage([folder])  # gives us back the rights on its folders
    tool = shutil.which("rm")
    if tool is not None:  # recursion in Python ends at a depth that rm can manage
        subprocess.run([tool, "-rf", "--", str(folder)], check=False)
    else:
        shutil.rmtree(folder, ignore_errors=True)
