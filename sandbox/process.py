"""No isolation at all: limits, a scrubbed environment and a sure kill, nothing more.

Taken only when asked for by name; the record of every run says NOT ISOLATED.
"""

import sys
import tempfile
from pathlib import Path

from sandbox import cgroup, gpu, gpu_watch, order
from sandbox.base import Isolation, Job, Limits, Probe, RunResult, Tick
from sandbox.supervisor import supervise

_NOTES = (
    "NOT ISOLATED: the program can read, change and send whatever its user can",
    "a hostile program can end its own supervisor and stay alive, and leave a cgroup",
)


class Process:
    """Runs programs as plain processes of this user."""

    name = "process"

    def __init__(self) -> None:
        self.machine = gpu.HERE

    def probe(self) -> Probe:
        """Always possible, never safe."""
        reason = "runs programs without isolation"
        here = _isolation()
        reason = f"{reason}; {here.limits}"
        return Probe(backend=self.name, ok=True, reason=reason, notes=here.notes)

    def run(self, job: Job, limits: Limits, tick: Tick | None = None) -> RunResult:
        """See `sandbox.base.Sandbox`. Raises ValueError for a malformed job."""
        job = order.checked(job)
        try:
            with gpu_watch.lease(limits, tick, self.machine) as gpus:
                return supervise(_launch(job, limits, gpus), limits, tick)
        except gpu_watch.Refused as refusal:
            return gpu_watch.refused(refusal, _isolation())


def _launch(job: Job, limits: Limits, gpus: gpu_watch.Watch | None) -> order.Launch:
    scratch = Path(tempfile.mkdtemp(prefix="forgeweld-"))
    places = {name: str(mount.path) for name, mount in job.mounts.items()}
    env = order.environment(job, str(scratch), str(scratch))
    told = order.new_order(
        order.arguments(job, places),
        env | dict(gpu_watch.passed(gpus).env),
        places[job.cwd],
        order.rlimits(limits),
    )
    told["drop"] = False
    return order.Launch(
        command=[sys.executable, "-I", "-S", str(order.LAUNCHER)],
        order=told,
        writable={n: m.path for n, m in job.mounts.items() if m.writable},
        isolation=_isolation(),
        scratch=scratch,
        shared_shm=True,
        gpus=gpus,
    )


def _isolation() -> Isolation:
    held, notes = cgroup.promise(cgroup.works())
    return Isolation(
        backend="process",
        files="NOT ISOLATED: all files of this user, to read and to write",
        network="NOT ISOLATED",
        processes="NOT ISOLATED: all processes of this user",
        limits=held,
        notes=(*notes, *_NOTES),
    )
