"""Turns a `Job` into the order that `launch.py` carries out, whatever the backend."""

import base64
import os
import random
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sandbox.base import Isolation, Job, Limits
from sandbox.collect import hidden_from_others
from sandbox.gpu_watch import Watch
from sandbox.groups import Group

LIBRARIES = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
"""Folders of the system, or links into /usr, that a sandbox shows beside /usr."""
SYSTEM = (
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/localtime",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
)
"""What else of the system a sandbox with a file system of its own shows."""
TMPFS = ("/dev/shm", "/tmp", "/home/user")
"""Folders in memory that such a sandbox gives the program."""
FRESH = range(61184, 65520)
"""User ids that systemd keeps for users made on the fly."""
LAUNCHER = Path(__file__).parent / "launch.py"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Held(Protocol):
    """The first process of a sandbox that is not our child: an engine holds it.

    Facts then come on the command's standard error, and the order is only sent once the
    launcher has said that it is ready.
    """

    visible: bool | None
    """Whether the host's /proc shows its processes; None before `find`."""

    group: Group
    """What holds it and counts; known once it is found."""

    def find(self) -> int | None:
        """The launcher's pid on this host; None where it can't be seen."""
        ...

    def end(self) -> bool:
        """Kill and delete what the engine holds; whether it is gone."""
        ...


@dataclass
class Launch:
    """All that the supervisor needs to run one program."""

    command: list[str]
    """On the host: a prefix, if any, and the Python that runs `launch.py`."""
    order: dict
    """What `launch.py` is told on its standard input."""
    writable: dict[str, Path]
    """Mounts whose files are the program's output."""
    isolation: Isolation
    fds: tuple[int, ...] = ()
    """Descriptors that the prefix inherits; closed after the start."""
    tmpfs: tuple[str, ...] = ()
    """File systems of the program that live in memory."""
    scratch: Path | None = None
    """Private folder on disk that counts as output but is not kept."""
    owner: int | None = None
    """User who must own the writable mounts while the program runs."""
    launchers: int = 0
    """Processes of ours below the first one, not to be counted as the program's."""
    shared_shm: bool = False
    """Whether /dev/shm is the host's own."""
    groups: bool = True
    """Whether a cgroup may hold the run, where one can be had."""
    env: dict[str, str] = field(default_factory=dict)
    """Environment of the prefix; the program's own is in the order."""
    held: Held | None = None
    """Set where the command only asks an engine to run the launcher."""
    gpus: Watch | None = None
    """The devices that the program has."""


def checked(job: Job) -> Job:
    """`job` with every mount resolved. Raises ValueError if it can't be run."""
    mounts = {}
    for name, mount in job.mounts.items():
        if not _NAME.fullmatch(name):
            raise ValueError(f"mount name {name!r} is not letters, digits, . _ -")
        path = mount.path.resolve()
        if not path.is_dir():
            raise ValueError(f"mount {name!r}: {path} is no folder")
        mounts[name] = mount.model_copy(update={"path": path})
    if job.cwd not in mounts:
        raise ValueError(f"cwd {job.cwd!r} is none of the mounts {sorted(mounts)}")
    if not job.argv:
        raise ValueError("argv is empty")
    return job.model_copy(update={"mounts": mounts})


def closed_mount(job: Job) -> str | None:
    """Why another user can't read some read-only mount; None when all can be read."""
    for name, mount in job.mounts.items():
        hidden = None if mount.writable else hidden_from_others(mount.path)
        if hidden is not None:
            why = f"mount {name!r}: only its owner may read {hidden}"
            return f"{why} (root runs programs as another user; chmod o+rX it)"
    return None


def scratch_bytes(limits: Limits, place: str) -> int:
    """Size of the file system in memory at `place`, one of `TMPFS`."""
    scratch_mb = max(64, limits.mem_mb // 4)
    return (limits.shm_mb if place == "/dev/shm" else scratch_mb) * 1_000_000


def arguments(job: Job, places: dict[str, str]) -> list[str]:
    """argv with `python` and `@mount/rest` put in place."""

    def place(word: str) -> str:
        name, _, rest = word[1:].partition("/")
        if not word.startswith("@") or name not in places:
            return word
        return f"{places[name]}/{rest}" if rest else places[name]

    first, *others = job.argv
    program = sys.executable if first == "python" else place(first)
    return [program, *(place(word) for word in others)]


def environment(job: Job, home: str, tmp: str) -> dict[str, str]:
    """The program's whole environment: an allow-list, then the job's own variables."""
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": home,
        "USER": "user",
        "LOGNAME": "user",
        "LANG": "C.UTF-8",
        "TMPDIR": tmp,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",  # what a killed program had printed is not lost
        **job.env,
    }


def rlimits(limits: Limits) -> dict[str, int]:
    """Per-process limits, names as in setrlimit(2).

    DATA stops one process between two looks of the watcher; that, or the cgroup, should
    come first because it knows the cause: hence a quarter more. AS is never used: it
    counts reserved addresses, of which torch and CUDA take far more than memory.
    """
    return {
        "DATA": limits.mem_mb * 1_250_000,
        "FSIZE": limits.disk_mb * 1_000_000,
        "NOFILE": 2048,
        "CORE": 0,
        "MSGQUEUE": 0,
    }


def new_order(
    argv: list[str], env: dict[str, str], cwd: str, limits: dict[str, int]
) -> dict:
    """An order that confines by rlimits alone; backends add to it."""
    return {
        "argv": argv,
        "env": env,
        "cwd": cwd,
        "rlimits": limits,
        "cores": None,
        "landlock": None,
        "apart": None,
        "seccomp": None,
        "drop": True,
        "uid": None,
        "keep_root": False,
        "parent": os.getpid(),
    }


def encoded(program: bytes) -> str:
    """A seccomp filter as it travels in an order."""
    return base64.b64encode(program).decode()


def fresh_uid() -> int:
    """A user id that nobody on this machine should have.

    From `FRESH`, at random, so that two runs at once can neither signal each other nor
    share a count of processes.
    """
    return random.SystemRandom().choice(FRESH)


def python_folders() -> list[Path]:
    """Folders that hold this Python and its packages, under each name they go by."""
    found = [Path(sys.prefix), Path(sys.base_prefix)]
    base = Path(sys.base_prefix).resolve()
    link = Path(sys.executable)
    while link.is_symlink():  # a venv's python may point to an alias of the base
        link = link.parent / link.readlink()
        if link.parent.parent.resolve() == base:
            found.append(link.parent.parent)
    found += [folder.resolve() for folder in found]
    outside = [f for f in dict.fromkeys(found) if not f.is_relative_to("/usr")]
    for folder in outside:
        if folder == Path("/") or folder == Path.home():
            raise ValueError(f"Python is installed right in {folder}: use a venv")
    return outside
