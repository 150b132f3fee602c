"""The cgroup that a container engine made for a run, read from outside."""

from pathlib import Path

from sandbox import hierarchy
from sandbox.base import Limits
from sandbox.groups import Group, VersionOne, VersionTwo

KIND = "the engine's cgroup"


def group_of(pid: int) -> Group | None:
    """The group that `pid` is in; None if it can't be read from here."""
    try:
        groups = Path(f"/proc/{pid}/cgroup").read_text()
        found = hierarchy.parse(Path("/proc/self/mountinfo").read_text(), groups)
        return JoinedOne(pid, found) if "memory" in found.v1 else JoinedTwo(pid, found)
    except OSError:
        return None


class Unseen(Group):
    """A group that an engine makes: not there yet, or not to be seen from here."""

    kind = KIND

    def _make(self, limits: Limits, pids: int) -> None:
        del limits, pids

    def _read(self) -> None:
        return


class JoinedOne(VersionOne):
    """A group of cgroup version 1, with limits that an engine wrote."""

    kind = KIND

    def __init__(self, pid: int, found: hierarchy.Hierarchies):
        """Find its folders. Raises OSError if `pid` is not seen in them."""
        self._pid, self._found = pid, found
        super().__init__(str(pid), Limits(), 1)

    def _make(self, limits: Limits, pids: int) -> None:
        del limits, pids
        for controller in ("memory", "pids", "cpuacct"):
            if controller not in self._found.v1:
                raise FileNotFoundError(f"no cgroup v1 controller {controller}")
            folder = self._found.v1[controller].own
            self.folders[controller] = _with(self._pid, folder)

    def close(self) -> None:
        """See `Group`. The engine removes it."""
        self.folders.clear()


class JoinedTwo(VersionTwo):
    """A group of cgroup version 2, with limits that an engine wrote."""

    kind = KIND

    def __init__(self, pid: int, found: hierarchy.Hierarchies):
        """Find its folder. Raises OSError if `pid` is not seen in it."""
        self._pid, self._found = pid, found
        super().__init__(str(pid), Limits(), 1)

    def _make(self, limits: Limits, pids: int) -> None:
        del limits, pids
        if self._found.v2 is None:
            raise FileNotFoundError("no cgroup v2 is mounted")
        self.folders["memory"] = _with(self._pid, self._found.v2.own)

    def close(self) -> None:
        """See `Group`. The engine removes it."""
        self.folders.clear()


def _with(pid: int, folder: Path) -> Path:
    if pid not in hierarchy.inside(folder):
        raise FileNotFoundError(f"{folder} does not hold process {pid}")
    return folder
