"""Where `gpu_checks` runs its programs: one sandbox, fresh folders, facts read back."""

import copy
import json
from dataclasses import replace
from pathlib import Path

from sandbox import gpu
from sandbox.base import Job, Limits, Mount, RunResult, Sandbox
from sandbox.gpu_lock import Refused, take
from sandbox.nvml import opened

_LIMITS = Limits(
    wall_s=60, grace_s=0.5, mem_mb=16_000, shm_mb=1000, disk_mb=200, pids=1024, gpus=1
)
_FREE_S = 8.0


class Fault(Exception):
    """What was seen instead of what was promised."""


class Bench:
    """A sandbox, and a place to work in."""

    def __init__(self, backend: Sandbox, place: Path):
        self.backend, self.place = backend, place
        self.runs = 0

    def give(self, extra: gpu.Extra) -> None:
        """Pass `extra` from now on."""
        machine = replace(gpu.HERE, extra=extra)
        setattr(self.backend, "machine", machine)  # noqa: B010 - not of the protocol

    def other(self, extra: gpu.Extra) -> "Bench":
        """One like this that passes `extra`."""
        self.runs += 1
        place = self.place / f"other-{self.runs}"
        place.mkdir(mode=0o755)
        bench = Bench(copy.copy(self.backend), place)
        bench.give(extra)
        return bench

    def run(
        self,
        source: str,
        *args: object,
        stop: bool = False,
        **limits: float | None,
    ) -> tuple[RunResult, dict]:
        """Run `source`; with `stop`, end it once it has told its facts."""
        wanted = _LIMITS.model_copy(update=limits)
        if wanted.gpus:
            _wait_for_a_device()
        self.runs += 1
        root = self.place / str(self.runs)
        work, program = root / "work", root / "program"
        for folder_ in (root, work, program):
            folder_.mkdir()
            folder_.chmod(0o755)
        (program / "main.py").write_text(source)
        job = Job(
            argv=("python", "@program/main.py", *map(str, args)),
            mounts={
                "work": Mount(path=work, writable=True),
                "program": Mount(path=program),
            },
            cwd="work",
        )
        facts = work / "facts.json"
        tick = (lambda: "enough was seen" if facts.exists() else None) if stop else None
        result = self.backend.run(job, wanted, tick)
        told = json.loads(facts.read_text()) if facts.exists() else {}
        if result.survivors:
            raise Fault(f"{result.survivors} processes survived")
        return result, told

    def good(self, source: str, *args: object, **more) -> tuple[RunResult, dict]:
        """Like `run`, for a program that has to succeed."""
        result, facts = self.run(source, *args, **more)
        if "failed" in facts:
            raise Fault(str(facts["failed"]))
        if result.status not in ("ok", "killed_by_user") or not facts:
            said = (result.log.head + result.log.tail).strip()[-200:]
            raise Fault(f"{result.status}: {result.reason} {said!r}")
        return result, facts


def _wait_for_a_device() -> None:
    """So that one device that stays taken does not cost every check its whole time."""
    try:
        with opened() as nvml:
            for held in take(1, nvml, wait_s=_FREE_S):
                held.release(clean=True)
    except Refused as refusal:
        raise Fault(str(refusal)) from refusal
