"""Turns a `Job` into the order that `launch.py` carries out, whatever the backend."""

import base64
import os
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from sandbox.base import Isolation, Job, Limits

LAUNCHER = Path(__file__).parent / "launch.py"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


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
        "landlock": None,
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

    From the range that systemd keeps for users made on the fly, at random, so that two
    runs at once can neither signal each other nor share a count of processes.
    """
    return random.SystemRandom().randrange(61184, 65520)


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
