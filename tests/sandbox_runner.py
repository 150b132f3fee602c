"""Runs small programs in a real sandbox, for the tests of `sandbox/`."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox import NoSandbox, open_sandbox
from sandbox.base import Job, Limits, Mount, Probe, RunResult, Sandbox, Tick
from sandbox.container import ENGINES, Container

MB = 1_000_000
ISOLATING = ("bwrap", "landlock", *ENGINES)
"""Every backend that isolates; that of containers once for each engine."""
_containers: dict[str, tuple[Container, Probe]] = {}
LIMITS = Limits(
    wall_s=20, grace_s=0.5, mem_mb=400, shm_mb=64, disk_mb=60, files=200, pids=24
)


@dataclass
class Runner:
    """A sandbox and a folder that programs may write to."""

    sandbox: Sandbox
    work: Path
    backend: str
    """As `make_runner` was asked for it."""

    def run(
        self,
        source: str,
        *args: str,
        tick: Tick | None = None,
        env: dict[str, str] | None = None,
        **limits: float | None,
    ) -> RunResult:
        """Run Python `source` with `work` writable and its own folder read-only."""
        program = self.work.parent / "program"
        program.mkdir(exist_ok=True)
        (program / "main.py").write_text(source)
        job = Job(
            argv=("python", "@program/main.py", *args),
            mounts={
                "work": Mount(path=self.work, writable=True),
                "program": Mount(path=program),
            },
            cwd="work",
            env=env or {},
        )
        result = self.sandbox.run(job, LIMITS.model_copy(update=limits), tick)
        assert result.survivors == 0
        return result


def make_runner(backend: str, folder: Path) -> Runner:
    """A runner, or a skip that names the backend and says why it can't work here.

    The name of an engine asks for the container backend with no other engine.
    """
    try:
        sandbox = contained(backend) if backend in ENGINES else open_sandbox(backend)
    except NoSandbox as error:
        pytest.skip(f"{backend}: {error.probes[0].reason}")
    work = folder / "work"
    work.mkdir()
    return Runner(sandbox, work, backend)


def contained(engine: str) -> Container:
    """The container backend on this engine. Raises NoSandbox if it can't work here."""
    if engine not in _containers:
        sandbox = Container((engine,))
        _containers[engine] = sandbox, sandbox.probe()
    sandbox, probe = _containers[engine]
    if not probe.ok:
        raise NoSandbox((probe,))
    return sandbox


def text(result: RunResult) -> str:
    """All that was kept of the program's output."""
    return result.log.head + result.log.tail


def processes_with(mark: str) -> list[int]:
    """Pids whose command line holds `mark`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if mark.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:  # it ended while we looked
                continue
    return found


def left_of(*marks: str, seconds: float = 30.0) -> list[int]:
    """Pids of `processes_with` that still live after at most so many seconds.

    Once its supervisor is dead the kernel ends the processes one after the other.
    """
    until = time.monotonic() + seconds
    while left := [pid for mark in marks for pid in processes_with(mark)]:
        if time.monotonic() > until:
            break
        time.sleep(0.05)
    return left
