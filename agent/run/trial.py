"""One trial: a rendered project run in the sandbox and read with care."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.pretrained import carry
from agent.project.check import check
from agent.project.render import render
from agent.records import Curve, Plan, Profile, Project, TaskSpec
from agent.run import cores, kept, teaching
from agent.run.events import EventLog, read
from agent.scoring import claims
from sandbox import host
from sandbox.base import Job, Limits, Log, Mount, RunResult, Sandbox, Tick

FAILURES = {
    "timeout": "timeout",
    "stalled": "timeout",
    "oom": "oom",
    "diverged": "diverged",
    "sandbox_error": "sandbox",
    "killed_by_user": "skipped",
}
BAD_DATA = 5
"""Exit code by which a project says that its data can't be used."""


@dataclass(frozen=True)
class Places:
    """Where one trial lies."""

    root: Path

    @property
    def project(self) -> Path:
        return self.root / "project"

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def checkpoint(self) -> Path:
        return self.out / "checkpoint" / "state.pt"

    @property
    def predictions(self) -> Path:
        return self.out / "predictions.csv"


def places(run_dir: Path, index: int) -> Places:
    """The folders of trial `index`."""
    return Places(run_dir / "trials" / str(index))


def prepare(
    spec: TaskSpec,
    profile: Profile,
    plan: Plan,
    place: Places,
    edit: Callable[[Project], Project] = lambda project: project,
) -> Project:
    """Render, check and write a trial's project; what an interrupted trial left in its
    output folder stays, so that it can go on. `edit` puts in what the user changed."""
    project = edit(render(spec, profile, plan))
    check(project)
    shutil.rmtree(place.project, ignore_errors=True)
    write_files(project.files, place.project)
    carry.for_trial(spec, plan, place.project)
    teaching.for_trial(plan, place.project)
    place.out.mkdir(parents=True, exist_ok=True)
    return project


def write_files(files: dict[str, str], folder: Path) -> None:
    """Write a project's files."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # whatever the umask: the sandbox's user has to read them
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o644)


def run(
    sandbox: Sandbox,
    spec: TaskSpec,
    plan: Plan,
    place: Places,
    view: Path,
    tick: Tick | None = None,
    share: int = 1,
) -> RunResult:
    """Train in the sandbox; its whole process tree is dead when this returns. `share`
    trials at once divide cores and memory."""
    job = order(plan, place, view, share)
    gpus = devices() * plan.processes if plan.network else 0
    most = limits(spec, plan)
    most = most.model_copy(update={"gpus": gpus, "mem_mb": most.mem_mb // share})
    kept.allow(view)
    result = sandbox.run(job, most, tick)
    kept.take(place.out, view, plan, result)
    write_log(place.root / "log", result)
    return result


def order(plan: Plan, place: Places, view: Path, share: int = 1) -> Job:
    """The program of a trial, with what it sees."""
    mounts = {
        "project": Mount(path=place.project),
        "data": Mount(path=view),
        "out": Mount(path=place.out, writable=True),
    }
    argv = ["python"]
    if plan.processes > 1:
        argv += ["-m", "torch.distributed.run", "--standalone"]
        argv += ["--nproc-per-node", str(plan.processes)]
    argv += ["train.py", "--data", "@data", "--out", "@out"]
    argv += ["--seconds", f"{plan.seconds:.1f}", "--seed", str(plan.seed)]
    if place.checkpoint.exists():
        argv.append("--resume")
    env = environment(share * plan.processes)
    return Job(argv=tuple(argv), mounts=mounts, cwd="project", env=env)


def environment(share: int = 1) -> dict[str, str]:
    """Threads as there are free cores, or a `share`th, and an allocator that keeps its
    memory.

    Threads that wait look out a thousand times before they sleep: asleep at once, they
    made small models take 1.6 times as long on quiet cores.

    glibc gives tensors above 32 MB back to the kernel at every step; page faults then
    cost half of the time of large convolutions. These variables stop that. OpenBLAS,
    which numpy and scipy use, would spin on cores that others want: it gets one thread.
    """
    return {
        "OMP_NUM_THREADS": str(max(1, threads() // share)),
        "GOMP_SPINCOUNT": "1000",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_MMAP_MAX_": "0",
        "MALLOC_TRIM_THRESHOLD_": str(2**31 - 1),
        "MALLOC_TOP_PAD_": str(2**26),
    }


def threads() -> int:
    """Cores that were free when it was looked last (`cores`); what has started with so
    many threads keeps them."""
    return cores.HERE.free()


def limits(spec: TaskSpec, plan: Plan) -> Limits:
    """Generous in time, since a project stops by itself; strict in the rest."""
    return allowance(2 * plan.seconds + 90, spec.constraints.max_memory_mb)


def allowance(wall_s: float, mem_mb: int | None = None) -> Limits:
    """What one program may use: `wall_s` seconds, `mem_mb` or most of the memory."""
    return Limits(wall_s=wall_s, mem_mb=mem_mb or int(host.memory_mb() * 0.75))


@cache
def devices() -> int:
    """GPU devices that a trial gets for itself: one, where there is one."""
    from sandbox import gpu

    return min(1, len(gpu.find().devices))


def write_log(folder: Path, result: RunResult) -> None:
    """Keep what the program printed, with what was dropped said in between."""
    folder.mkdir(parents=True, exist_ok=True)
    log = result.log
    gap = f"\n… {log.dropped} bytes dropped …\n" if log.dropped else ""
    text = log.head + gap + log.tail
    (folder / "output.txt").write_text(text, encoding="utf-8", errors="replace")


def short(result: RunResult) -> RunResult:
    """`result` for the events: the log cut to its last lines."""
    tail = (result.log.head + result.log.tail)[-1500:]
    log = Log(tail=tail if result.status != "ok" else "", dropped=result.log.dropped)
    return result.model_copy(update={"log": log})


def failure(result: RunResult) -> str | None:
    """The class of a failure, from what was seen outside; None if there was none."""
    if result.status == "ok":
        return None
    if result.status == "error" and result.exit_code == BAD_DATA:
        return "data"
    return FAILURES.get(result.status, "crash")


class Progress:
    """A tick that passes new epochs on as events and stops on request."""

    def __init__(
        self, log: EventLog, index: int, out: Path, stop: Tick, before: int = 0
    ):
        """`before` are the epochs of the trial that this one goes on from."""
        self.log, self.index, self.out, self.stop = log, index, out, stop
        mine = (e for e in read(log.path, kind="metric") if e.trial == index)
        # those before, and those of a process that could not finish it
        self.told = before + sum(1 for _ in mine)
        self.stamp = 0.0

    def __call__(self) -> str | None:
        self.tell()
        return self.stop()

    def tell(self) -> None:
        """One `metric` event for every epoch not told yet."""
        try:
            stamp = (self.out / "metrics.jsonl").lstat().st_mtime
        except OSError:
            return
        if stamp == self.stamp:
            return
        self.stamp = stamp
        rows = claims.epochs(self.out)
        for row in rows[self.told :]:
            self.log.add("metric", self.index, **row)
        self.told = max(self.told, len(rows))


def claimed(place: Places) -> Curve:
    """The learning curve that a trial's program wrote."""
    return claims.curve(place.out)
