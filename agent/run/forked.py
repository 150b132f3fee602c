"""Trials as forks of a warm process: which ones, and what becomes of those that fail.

A fork spares a trial the imports, some four seconds of CPU time. A fresh sandbox has
the winner's re-runs, whatever crashed in a fork, and each plan with a block that we
have not written: the user's own, or one that a model invented. Folds and refits, which
see other labels than trials do, are forks of processes of their own.
"""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from agent.records import Plan, TaskSpec
from agent.run import rundir, trial
from agent.run.origin import unseen
from sandbox import desk, host
from sandbox.base import Job, Mount, RunResult, Sandbox, Tick
from sandbox.forks import NOTE, Forks
from sandbox.quota import remove
from sandbox.warm import MODULES

FOLDER = "forks-{}"
"""Of a slot, in a run's directory: what the forks need, and what is lent to them."""
CLASSICAL = (
    "scipy.sparse",
    "scipy.optimize",
    "scipy.special",
    "sklearn.decomposition",
    "lightgbm",
)
"""What the classical plans import besides."""
COPIED = ("project", "program", "ask")
"""Mounts that each program has of its own: what is trained, checked or asked."""
SHORT_MB = 4000
"""Memory of a machine on which a process that waits is too much."""
COLD = ("confirm",)
"""Operators whose trials are always run in a fresh sandbox."""
AGAIN = ("error", "sandbox_error")
"""What a fork can come to through no fault of its program."""


def recover(run_dir: Path) -> None:
    """Bring home what an earlier process of a run had lent to its forks."""
    for out in run_dir.glob("trials/*/out"):
        desk.recover(out)
    for folder in run_dir.glob(FOLDER.format("*")):
        remove(folder)


def opened(
    sandbox: Sandbox,
    run_dir: Path,
    spec: TaskSpec,
    slot: int | str = 0,
    share: int = 1,
    view: Path | None = None,
    copied: tuple[str, ...] = COPIED,
) -> Forks:
    """Forks for one trial at a time, at their imports already; where `share` trials run
    at once, each `slot` has its own. All see one `view` of the rows, the trials' own if
    none is named; where "data" is `copied`, each what it is given."""
    there = tuple(name for name in CLASSICAL if find_spec(name.split(".")[0]))
    folder = run_dir.resolve() / FOLDER.format(slot)
    forks = Forks(sandbox, folder, MODULES + there, copied=copied)
    if not trial.devices():
        alike = Job(
            argv=("python", "train.py"),
            mounts={"data": Mount(path=view or run_dir / "view")},
            cwd="data",
            env=trial.environment(share),
        )
        most = trial.allowance(0.0, spec.constraints.max_memory_mb)
        most = most.model_copy(update={"mem_mb": most.mem_mb // share})
        forks.begin(alike, most)
    return forks


def spare(forks: Forks | None) -> None:
    """End the process of the trials where memory is short, since others are to come;
    where it is not, what comes after them need not import again."""
    if forks is not None and host.memory_mb() < SHORT_MB:
        forks.close()


def run(
    forks: Forks,
    spec: TaskSpec,
    plan: Plan,
    place: trial.Places,
    view: Path,
    tick: Tick,
    again: Callable[[str], None],
    share: int = 1,
) -> RunResult:
    """Train in a fork, where that may be; in a fresh sandbox otherwise, and once more
    if the fork crashed, which `again` is told of."""
    told = spec, plan, place, view, tick
    if plan.operator in COLD or unseen(plan):
        spare(forks)
        return trial.run(forks.sandbox, *told, share)
    result = trial.run(forks, *told, share)
    was_forked = NOTE in result.isolation.notes
    bad_data = result.exit_code == trial.BAD_DATA
    if result.status not in AGAIN or bad_data or not was_forked:
        return result
    again(result.reason)
    return trial.run(forks.sandbox, *told, share)


def remember(run_dir: Path, cold: bool) -> None:
    """Let a run do without forks from now on, or with them."""
    run = rundir.load(run_dir)
    if cold != run.cold:
        rundir.write(run_dir, run.model_copy(update={"cold": cold}))
