"""Where the cgroup file systems are mounted, and where this process stands in them."""

import errno
import os
import re
import signal
import time
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"forgeweld-(\d+)-(\d+)-(\d+)-\d+")
_MOST = 2000  # folders that one search for left groups may enter


@dataclass(frozen=True)
class Hierarchy:
    """One mounted cgroup file system."""

    top: Path
    """Where it is mounted."""
    own: Path
    """This process's folder in it."""


@dataclass(frozen=True)
class Hierarchies:
    """Those of version 1 by controller, and the one of version 2."""

    v1: dict[str, Hierarchy]
    v2: Hierarchy | None

    def all(self) -> list[Hierarchy]:
        """Each of them once; some controllers of version 1 share one."""
        found = [*self.v1.values(), *([self.v2] if self.v2 else [])]
        return list(dict.fromkeys(found))


def mounted() -> Hierarchies:
    """Read them anew: a service manager may have moved this process."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text()
        groups = Path("/proc/self/cgroup").read_text()
    except OSError:
        return Hierarchies({}, None)
    return parse(mounts, groups)


def parse(mountinfo: str, groups: str) -> Hierarchies:
    """Match the two files of /proc/self; see cgroups(7) and proc(5)."""
    own_v1, own_v2 = {}, None
    for line in groups.splitlines():
        number, controllers, path = line.split(":", 2)
        if number == "0":
            own_v2 = path
        for controller in controllers.split(","):
            own_v1[controller] = path
    v1: dict[str, Hierarchy] = {}
    v2 = None
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        root, place = (_plain(word) for word in before.split()[3:5])
        kind, _, options = after.split()[:3]
        if kind == "cgroup2" and own_v2 is not None and v2 is None:
            v2 = _hierarchy(place, root, own_v2)
        elif kind == "cgroup":
            for controller in options.split(","):
                if controller in own_v1:
                    found = _hierarchy(place, root, own_v1[controller])
                    v1.setdefault(controller, found)
    return Hierarchies(v1, v2)


def _hierarchy(place: str, root: str, own: str) -> Hierarchy:
    top = Path(place)
    # in a container the mount shows a part of the tree, and may not show our place
    below = os.path.relpath(own, root)
    seen = not below.startswith("..") and (top / below).is_dir()
    return Hierarchy(top=top, own=top / below if seen else top)


def _plain(word: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), word)


def name(number: int) -> str:
    """A group's name; it says which process on this machine answers for the group."""
    pid = os.getpid()
    return f"forgeweld-{_namespace()}-{pid}-{_started(pid)}-{number}"


def abandoned(folders: list[Path]) -> list[Path]:
    """Groups right below `folders` whose supervisor is dead."""
    found = []
    for folder in folders:
        try:
            names = os.listdir(folder)  # noqa: PTH208
        except OSError:
            continue
        found += [folder / each for each in names if _is_abandoned(each)]
    return found


def everywhere(hierarchies: Hierarchies) -> list[Path]:
    """All folders of these hierarchies, the upper ones first, as far as is sensible."""
    found = [hierarchy.top for hierarchy in hierarchies.all()]
    for folder in found:
        if len(found) > _MOST:
            break
        try:
            with os.scandir(folder) as entries:
                found += [Path(e.path) for e in entries if e.is_dir()]
        except OSError:
            continue
    return found


def _is_abandoned(name: str) -> bool:
    match = _NAME.fullmatch(name)
    if match is None:
        return False
    namespace, pid, started = map(int, match.groups())
    # a pid means nothing in another PID namespace: those groups are not ours to judge
    return namespace == _namespace() and _started(pid) != started


def _namespace() -> int:
    return Path("/proc/self/ns/pid").stat().st_ino


def _started(pid: int) -> int:
    """When a process began, in clock ticks after boot; -1 if there is none."""
    try:
        raw = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return -1
    return int(raw.rsplit(b")", 1)[1].split()[19])


def inside(folder: Path) -> list[int]:
    """Processes of the group at `folder`, zombies included."""
    try:
        return [int(word) for word in (folder / "cgroup.procs").read_text().split()]
    except (OSError, ValueError):
        return []


def kill_all(folder: Path) -> None:
    """Kill what is in a group at once, if it is one of version 2 (kernel 5.14)."""
    switch = folder / "cgroup.kill"
    try:
        if switch.exists():
            switch.write_text("1")
    except OSError:
        return


def remove(folder: Path, patience_s: float = 1.0) -> None:
    """Remove an empty group; the kernel may need a moment after the last process."""
    until = time.monotonic() + patience_s
    while True:
        try:
            folder.rmdir()
            return
        except OSError as error:
            if error.errno != errno.EBUSY or time.monotonic() > until:
                return
        time.sleep(0.005)


def clear(folder: Path) -> None:
    """Kill whatever is in a group that nobody answers for, and remove it."""
    kill_all(folder)
    for pid in inside(folder):
        try:
            handle = os.pidfd_open(pid)
        except OSError:
            continue
        try:
            if pid in inside(folder):  # the number has not passed to someone else
                signal.pidfd_send_signal(handle, signal.SIGKILL)
        except OSError:
            continue
        finally:
            os.close(handle)
    remove(folder)
