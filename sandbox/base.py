"""The sandbox's contract: what goes in, what comes out, what is not covered.

Not covered by any backend: bugs of the kernel or of a GPU driver, timing side channels,
and, for `process`, everything. `Probe.notes` lists what a backend leaves open here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

Status = Literal[
    "ok",
    "error",
    "timeout",
    "stalled",
    "diverged",
    "oom",
    "vram_oom",
    "disk",
    "pids",
    "output_limit",
    "killed_by_user",
    "sandbox_error",
]


class _Record(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )


class Limits(_Record):
    """What a program may use. Nothing inside the sandbox can raise it."""

    wall_s: float = 600.0
    """Seconds of real time before SIGTERM."""
    grace_s: float = 5.0
    """Seconds between SIGTERM and the kill of the whole tree."""
    idle_s: float | None = None
    """Seconds without CPU use or output before the program counts as stalled."""
    cpus: float | None = None
    """Cores' worth of CPU time per second for the whole tree; None: all there are."""
    mem_mb: int = 4096
    """Memory of the whole process tree, MB."""
    shm_mb: int = 512
    """Size of /dev/shm, MB; it counts as memory."""
    disk_mb: int = 2048
    """Bytes written below the writable mounts, MB."""
    files: int = 20_000
    """Files below the writable mounts."""
    pids: int = 128
    """Processes and threads of the tree."""
    gpus: int = 0
    """GPU devices the program gets for itself; the sandbox picks free ones."""
    vram_mb: int | None = None
    """Memory on each of these devices, MB; None: all there is."""
    log_kb: int = 256
    """Kept of stdout and stderr: half from the head, half from the tail, kB."""
    log_max_mb: int = 256
    """Written to stdout and stderr before the program is stopped, MB."""


class Mount(_Record):
    """One folder of the host that the program sees."""

    path: Path
    """Folder on the host."""
    writable: bool = False
    """Whether the program may write below it."""


class Job(_Record):
    """One program to run: an argument list over named mounts."""

    argv: tuple[str, ...]
    """Program and arguments; `python` is the interpreter of this environment, and an
    argument `@name` or `@name/rest` is the place of that mount inside the sandbox."""
    mounts: dict[str, Mount]
    """Named folders; everything else of the host, but the system and the Python
    environment, is absent."""
    cwd: str
    """Name of the mount to start in."""
    env: dict[str, str] = Field(default_factory=dict)
    """Extra variables; nothing of the host's environment is inherited."""


class Log(_Record):
    """stdout and stderr together: head, tail, and how many bytes were dropped."""

    head: str = ""
    tail: str = ""
    dropped: int = 0


class OutputFile(_Record):
    """One regular file found below a writable mount after the tree was dead."""

    mount: str
    path: str
    size: int
    sha256: str | None = None
    """None for files above the hashing cap or made of holes."""


class Isolation(_Record):
    """What the backend achieved for this run, in words a user can check."""

    backend: str
    files: str
    network: str
    processes: str
    limits: str
    notes: tuple[str, ...] = ()
    """What is not covered here."""


class RunResult(_Record):
    """What one run of a program came to, as seen from outside."""

    status: Status
    reason: str
    """One sentence; never taken from the program's own words."""
    exit_code: int | None = None
    signal: int | None = None
    wall_s: float = 0.0
    cpu_s: float = 0.0
    """Of the whole tree, the sandbox's own processes included (some 0.05 s). Without a
    cgroup: at least so much."""
    peak_rss_mb: float = 0.0
    """Most memory of the whole tree at once, MB: what it can't be made to give back,
    tmpfs and /dev/shm included, cached files not. Without a cgroup: at least so much,
    and with its share of mapped files."""
    peak_vram_mb: float | None = None
    """On the GPU where it was highest; None if the program had none."""
    disk_mb: float = 0.0
    gpus: tuple[str, ...] = ()
    """UUIDs of the GPU devices that the program had."""
    log: Log = Log()
    outputs: tuple[OutputFile, ...] = ()
    isolation: Isolation
    survivors: int = 0
    """Processes of the program still alive after the kill; must be 0."""


class Probe(_Record):
    """Whether a backend works here, found out by trying it."""

    backend: str
    ok: bool
    reason: str
    """What was seen, or why it can't be used."""
    fix: str = ""
    """What to do about it."""
    notes: tuple[str, ...] = ()
    """What this backend does not cover."""


class NoSandbox(Exception):
    """No backend works here; `probes` says of each why not and what to do."""

    def __init__(self, probes: tuple[Probe, ...]):
        lines = [
            f"{p.backend}: {p.reason} Fix: {p.fix or 'none known.'}" for p in probes
        ]
        super().__init__("no sandbox works on this machine\n" + "\n".join(lines))
        self.probes = probes


Tick = Callable[[], str | None]
"""Called a few times a second while a program runs; a returned text stops it, with that
text as the reason (status `killed_by_user`)."""


class Sandbox(Protocol):
    """One way to run a program that nobody trusts."""

    name: str

    def probe(self) -> Probe:
        """Try the backend for real, in well under a second."""
        ...

    def run(self, job: Job, limits: Limits, tick: Tick | None = None) -> RunResult:
        """Run `job` to its end; return when its whole process tree is dead."""
        ...
