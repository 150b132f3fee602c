"""What a process tree uses, read from the host's /proc, and who of it is alive."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")
_MB = 1e6


@dataclass(frozen=True)
class Stat:
    """The part of /proc/PID/stat that counts here; proc(5)."""

    state: str
    parent: int
    cpu_s: float
    """Of the process and of the children it has waited for."""
    threads: int
    started: int
    """Clock ticks after boot: with the pid, it names a process for ever."""
    rss: int
    """Bytes."""


def stat(pid: int) -> Stat | None:
    """Read a process; None when it is gone."""
    try:
        raw = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None
    fields = raw.rsplit(b")", 1)[1].split()
    return Stat(
        state=fields[0].decode(),
        parent=int(fields[1]),
        cpu_s=sum(map(int, fields[11:15])) / _TICK,
        threads=int(fields[17]),
        started=int(fields[19]),
        rss=int(fields[21]) * _PAGE,
    )


def alive(pid: int) -> bool:
    """Whether a process can still do anything: a zombie can't."""
    found = stat(pid)
    return found is not None and found.state not in "ZX"


def oom_kills() -> int:
    """Processes that the kernel has killed for memory since boot, machine-wide."""
    try:
        words = Path("/proc/vmstat").read_text().split()
    except OSError:
        return 0
    return int(words[words.index("oom_kill") + 1]) if "oom_kill" in words else 0


class Tree:
    """A process and all its descendants, orphans included.

    They stay descendants because the first process of every sandbox reaps orphans. CPU
    time is exact for children that were waited for: their parent carries it on.
    """

    def __init__(self, root: int):
        self.root = root
        self.tmpfs: tuple[str, ...] = ()
        """Mounts of the tree's own that live in memory; set once they are there."""
        self.cpu_s = self.rss_mb = self.memory_mb = self.peak_mb = 0.0
        self.threads = 0
        self.live: dict[int, Stat] = {}
        self._seen: dict[int, int] = {}
        self._foreign: set[int] = set()
        self._foreign_until = self._exact_at = 0.0
        self._namespace: int | None = None
        self._pin: int | None = None
        root_stat = stat(root)
        self._born = root_stat.started if root_stat else -1

    def sample(self, limit_mb: float, shm_mb: float = 0.0) -> None:
        """Look once; exact memory (slow) every second and near `limit_mb`.

        `shm_mb` is what the tree has in a /dev/shm that is not its own.
        """
        self._find()
        inner = [s for pid, s in self.live.items() if pid != self.root]
        self.threads = sum(s.threads for s in inner if s.state not in "ZX")
        self.cpu_s = max(self.cpu_s, sum(s.cpu_s for s in self.live.values()))
        self.rss_mb = sum(s.rss for s in self.live.values()) / _MB
        tmpfs_mb = self._tmpfs_mb() + shm_mb
        now = time.monotonic()
        near = self.rss_mb + tmpfs_mb > 0.8 * limit_mb
        self.memory_mb = self.rss_mb + tmpfs_mb
        if near or now > self._exact_at:
            self.memory_mb = self._exact_mb(tmpfs_mb)
            self.peak_mb = max(self.peak_mb, self.memory_mb)
            self._exact_at = now + 1.0

    def survivors(self) -> list[int]:
        """Pids of the tree, or of its PID namespace, that are still alive."""
        self._foreign.clear()
        self._find()
        found = set(self.live)
        if self._namespace is not None:
            found |= {p for p in _pids() if _pid_namespace(p) == self._namespace}
        return sorted(pid for pid in found if alive(pid))

    def kill(self, pids: list[int]) -> None:
        """SIGKILL survivors, sure that no number has passed to someone else."""
        for pid in pids:
            known = self.live.get(pid)
            try:
                handle = os.pidfd_open(pid)
            except OSError:  # gone
                continue
            try:
                now = stat(pid)
                if now and (known is None or known.started == now.started):
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
            finally:
                os.close(handle)

    def open_files(self) -> dict[tuple[int, int], os.stat_result]:
        """Regular files that the tree holds open, by device and inode."""
        found = {}
        for pid in self.live:
            try:
                with os.scandir(f"/proc/{pid}/fd") as entries:
                    for entry in entries:
                        info = entry.stat()
                        if info.st_mode & 0o170000 == 0o100000:
                            found[info.st_dev, info.st_ino] = info
            except OSError:  # the process ended, or is not ours to look into
                continue
        return found

    def _find(self) -> None:
        now = time.monotonic()
        listed = _pids()
        if now > self._foreign_until:  # pids are used again, in time
            self._foreign, self._foreign_until = set(), now + 1.0
        self._foreign &= listed
        fresh = {pid: s for pid in listed - self._foreign if (s := stat(pid))}
        live: dict[int, Stat] = {}
        root = fresh.get(self.root)
        new = [self.root] if root and root.started == self._born else []
        # those that left the tree when their root died are still of the tree
        new += [
            p for p, t in self._seen.items() if p in fresh and fresh[p].started == t
        ]
        children: dict[int, list[int]] = {}
        for pid, s in fresh.items():
            children.setdefault(s.parent, []).append(pid)
        while new:
            pid = new.pop()
            if pid not in live:
                live[pid] = fresh[pid]
                new += children.get(pid, [])
        # who was there before the root can't descend from it
        born = self._born
        self._foreign |= {p for p in fresh.keys() - live if fresh[p].started < born}
        self.live = live
        self._seen = {pid: s.started for pid, s in live.items()}
        if self._namespace is None:
            self._find_namespace()

    def _find_namespace(self) -> None:
        own = _pid_namespace(os.getpid())
        for pid in self.live:
            if _pid_namespace(pid) in (None, own):
                continue
            try:
                # held open: a free number goes to the next sandbox at once, and its
                # processes would pass for ours
                pin = os.open(f"/proc/{pid}/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
            except OSError:
                continue
            inode = os.fstat(pin).st_ino
            if inode != own:  # the pid has not passed to someone else
                self._pin, self._namespace = pin, inode
                return
            os.close(pin)

    def close(self) -> None:
        """Let go of the PID namespace; after it nobody is looked for there."""
        if self._pin is not None:
            os.close(self._pin)
        self._pin = self._namespace = None

    def _tmpfs_mb(self) -> float:
        total = 0
        inner = next((pid for pid in self.live if pid != self.root), None)
        for place in self.tmpfs if inner else ():
            try:
                space = os.statvfs(f"/proc/{inner}/root{place}")
            except OSError:
                continue
            used = (space.f_blocks - space.f_bfree) * space.f_frsize
            total += (
                used + (space.f_files - space.f_ffree) * 1024
            )  # an inode costs 1 kB
        return total / _MB

    def _exact_mb(self, tmpfs_mb: float) -> float:
        """Proportional memory: pages shared by n processes count 1/n in each."""
        private = shared = 0.0
        for pid, process in self.live.items():
            try:
                raw = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:  # not ours to look into, or it has ended meanwhile
                private += process.rss if alive(pid) else 0
                continue
            sizes = {
                line.split(":")[0]: int(line.split()[1]) * 1024
                for line in raw.splitlines()[1:]
            }
            shared += sizes.get("Pss_Shmem", 0)
            private += sizes.get("Pss", 0) - sizes.get("Pss_Shmem", 0)
        # a mapped file of /dev/shm is in both: the larger one, not the sum
        return private / _MB + max(shared / _MB, tmpfs_mb)


def _pids() -> set[int]:
    # os.listdir, many times a second: half the cost of Path.iterdir
    return {int(name) for name in os.listdir("/proc") if name.isdigit()}  # noqa: PTH208


def _pid_namespace(pid: int) -> int | None:
    try:
        return Path(f"/proc/{pid}/ns/pid").stat().st_ino
    except OSError:
        return None


def with_argument(word: str) -> int | None:
    """The one process that has `word` as an argument; None if there is none, or more
    than one."""
    found = []
    for pid in _pids():
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:  # it ended, or is not ours to look into
            continue
        if word.encode() in words:
            found.append(pid)
    return found[0] if len(found) == 1 else None


def parent_of(pid: int) -> int | None:
    """The parent of a process that lives."""
    seen = stat(pid)
    return seen.parent if seen is not None else None
