"""The cgroup of one run: how it is made, what it holds, what its counters say."""

import shlex
from pathlib import Path

from sandbox import hierarchy
from sandbox.base import Limits

PERIOD_US = 100_000  # the kernel's own default for CPU quotas
_MB = 1e6


class Group:
    """One run's group: a prefix that puts a command inside, limits, counters.

    The counters are those of the last `read`. Memory is what the run can't be made to
    give back: its own pages, tmpfs, /dev/shm and the kernel's, not cached files.
    """

    kind = ""
    """As the record of a run calls it."""
    holds = True
    """Whether the kernel keeps to the limits of memory and processes."""
    lasts = True
    """Whether it is there until it is closed, with counters that miss nothing."""

    def __init__(self, name: str, limits: Limits, launchers: int):
        """Make the group. Raises OSError if it can't be made as asked.

        `launchers` is how many of its processes are not the program's.
        """
        self.name = name
        self.env: dict[str, str] = {}
        """Environment that the prefix needs."""
        self.holds_cpus = True
        """Whether the group itself keeps to `limits.cpus`."""
        self.cpu_s = self.memory_mb = 0.0
        self.oom_kills = self.refused = 0
        """Processes killed for memory; forks refused for their number."""
        self.folders: dict[str, Path] = {}
        """Its folders by what they are for; several may be one."""
        self._mark = self._highest = self._cached = 0.0
        try:
            self._make(limits, limits.pids + launchers)
        except OSError:
            self.close()
            raise

    def _make(self, limits: Limits, pids: int) -> None:
        """Make the folders and write the limits; OSError if one can't be."""
        raise NotImplementedError

    def _read(self) -> None:
        """Read every counter; OSError, LookupError or ValueError if one is gone."""
        raise NotImplementedError

    @property
    def peak_mb(self) -> float:
        """Highest memory, MB.

        The kernel's highest mark counts cached files too, so the most that was ever
        seen of them is taken off it: at least so much was used at once. Where the
        kernel had to kill, nothing was left that could be given back.
        """
        if self.oom_kills:
            return self._mark
        return max(self._highest, self._mark - self._cached)

    def prefix(self) -> list[str]:
        """Words before a command that make it run inside.

        A shell enters the group, then becomes the command (1 ms): a move from outside
        would miss what the command has started by then.
        """
        files = [str(folder / "cgroup.procs") for folder in self._each()]
        enter = " && ".join(f"echo 0 > {shlex.quote(file)}" for file in files)
        return ["/bin/sh", "-c", f'{enter} && exec "$@"', "sh"]

    def started(self, pid: int) -> None:
        """Learn which process was started with the prefix."""
        del pid

    def read(self) -> None:
        """Bring the counters up to date, as far as they can still be read."""
        try:
            self._read()
        except (OSError, LookupError, ValueError):  # gone: what was read stays
            return
        self._highest = max(self._highest, self.memory_mb)

    def pids(self) -> list[int]:
        """Processes inside, zombies included."""
        folder = self.folders.get("memory")
        return hierarchy.inside(folder) if folder else []

    def kill(self) -> None:
        """Kill all that is inside at once, where the kernel can."""
        for folder in self._each():
            hierarchy.kill_all(folder)

    def close(self) -> None:
        """Remove the group; waits up to a second for its last process to be gone."""
        for folder in self._each():
            hierarchy.remove(folder)
        self.folders.clear()

    def _each(self) -> list[Path]:
        return list(dict.fromkeys(self.folders.values()))

    def _saw(self, used: int, cached: int, mark: int) -> None:
        self.memory_mb = max(0, used - cached) / _MB
        self._cached = max(self._cached, cached / _MB)
        self._mark = max(self._mark, mark / _MB)


class Watched(Group):
    """No group at all: it holds nothing and counts nothing."""

    kind = "watched"
    holds = lasts = False

    def _make(self, limits: Limits, pids: int) -> None:
        del limits, pids
        self.holds_cpus = False

    def _read(self) -> None:
        return

    def prefix(self) -> list[str]:
        """See `Group`."""
        return []


class VersionOne(Group):
    """A group of cgroup version 1, plus one of version 2 as the kill switch.

    https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
    """

    kind = "cgroup v1"

    def _make(self, limits: Limits, pids: int) -> None:
        found = hierarchy.mounted()
        # a group of the cpu controller shares the CPU as if it were one process
        cpu = ("cpu",) if limits.cpus is not None else ()
        for controller in ("memory", "pids", "cpuacct", *cpu):
            if controller not in found.v1:
                raise FileNotFoundError(f"no cgroup v1 controller {controller}")
            folder = found.v1[controller].own / self.name
            folder.mkdir(exist_ok=folder in self.folders.values())
            self.folders[controller] = folder
        memory = self.folders["memory"]
        size = str(limits.mem_mb * 1_000_000)
        (memory / "memory.limit_in_bytes").write_text(size)
        with_swap = memory / "memory.memsw.limit_in_bytes"
        if with_swap.exists():
            with_swap.write_text(size)
        (self.folders["pids"] / "pids.max").write_text(str(pids))
        if limits.cpus is not None:
            cpu = self.folders["cpu"]
            (cpu / "cpu.cfs_period_us").write_text(str(PERIOD_US))
            (cpu / "cpu.cfs_quota_us").write_text(str(quota_us(limits.cpus)))
        if found.v2 is not None:
            folder = found.v2.own / self.name
            try:
                folder.mkdir()
            except OSError:  # a second way to kill, no more
                return
            self.folders["kill"] = folder

    def _read(self) -> None:
        memory = self.folders["memory"]
        self.cpu_s = _number(self.folders["cpuacct"] / "cpuacct.usage") / 1e9
        self.refused = _fields(self.folders["pids"] / "pids.events")["max"]
        self.oom_kills = _fields(memory / "memory.oom_control")["oom_kill"]
        sizes = _fields(memory / "memory.stat")
        self._saw(
            used=_number(memory / "memory.usage_in_bytes"),
            cached=sizes["total_inactive_file"] + sizes["total_active_file"],
            mark=_number(memory / "memory.max_usage_in_bytes"),
        )


class VersionTwo(Group):
    """A group of cgroup version 2, below this process's own or beside it.

    https://docs.kernel.org/admin-guide/cgroup-v2.html
    """

    kind = "cgroup v2"

    def _make(self, limits: Limits, pids: int) -> None:
        found = hierarchy.mounted().v2
        if found is None:
            raise FileNotFoundError("no cgroup v2 is mounted")
        folder = self.folders["memory"] = _new_child(found, self.name)
        (folder / "memory.max").write_text(str(limits.mem_mb * 1_000_000))
        if (folder / "memory.swap.max").exists():
            (folder / "memory.swap.max").write_text("0")
        (folder / "memory.oom.group").write_text("1")
        (folder / "pids.max").write_text(str(pids))
        if limits.cpus is not None:
            # not all who are given memory and pids are given this controller
            self.holds_cpus = (folder / "cpu.max").exists()
        if limits.cpus is not None and self.holds_cpus:
            (folder / "cpu.max").write_text(f"{quota_us(limits.cpus)} {PERIOD_US}")

    def _read(self) -> None:
        folder = self.folders["memory"]
        self.cpu_s = _fields(folder / "cpu.stat")["usage_usec"] / 1e6
        self.refused = _fields(folder / "pids.events")["max"]
        self.oom_kills = _fields(folder / "memory.events")["oom_kill"]
        sizes = _fields(folder / "memory.stat")
        used = _number(folder / "memory.current")
        mark = folder / "memory.peak"  # kernel 5.19
        self._saw(
            used=used,
            cached=sizes["inactive_file"] + sizes["active_file"],
            mark=_number(mark) if mark.exists() else used,
        )


def _new_child(found: hierarchy.Hierarchy, name: str) -> Path:
    """Make a group that has the controllers; raises OSError if none can have them.

    A group with processes in it can't hand controllers down (but for the root), so
    ours mostly comes to lie beside the group of this process, not below it.
    """
    error = FileNotFoundError("no group here is given memory and pids")
    for parent in (found.own, found.own.parent):
        if not parent.is_relative_to(found.top):
            continue
        folder = parent / name
        try:
            if parent == found.own:
                _hand_down(parent)
            folder.mkdir()
        except OSError as refused:
            error = refused
            continue
        if (folder / "memory.max").exists() and (folder / "pids.max").exists():
            return folder
        hierarchy.remove(folder)
    raise error


def _hand_down(parent: Path) -> None:
    given = (parent / "cgroup.controllers").read_text().split()
    handed = (parent / "cgroup.subtree_control").read_text().split()
    missing = [c for c in ("memory", "pids", "cpu") if c in given and c not in handed]
    if missing:
        words = " ".join(f"+{controller}" for controller in missing)
        (parent / "cgroup.subtree_control").write_text(words)


def quota_us(cpus: float) -> int:
    """CPU time per period for so many cores; the kernel takes no less than 1 ms."""
    return max(1000, round(cpus * PERIOD_US))


def _number(path: Path) -> int:
    return int(path.read_text())


def _fields(path: Path) -> dict[str, int]:
    words = path.read_text().split()
    return {
        name: int(value) for name, value in zip(words[::2], words[1::2], strict=True)
    }
