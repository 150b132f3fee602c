"""Media decoded once per run: `view/cache` holds what inputs would read in each trial.

Made before the first trial that needs it, in the sandbox, by the readers that projects
have; of inputs alone, for all parts alike. Trials can read it and not write it.
"""

import csv
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from agent import catalog
from agent.data import formats
from agent.data.view import UNLABELLED
from agent.inline import hoist, inline
from agent.records import Plan, Profile, TaskSpec
from agent.run import trial
from agent.run.copies import MAX_COPY, copy_checked
from agent.run.events import EventLog
from agent.run.kept import CACHE
from sandbox.base import Job, Mount, Sandbox, Tick
from sandbox.quota import remove

DRIVER = Path(__file__).parents[2] / "templates" / "decode.py"
NAMES = {
    "image": "pictures-{size}",
    "video": "clips-{frames}-{size}",
    "motion": "motion-{frames}-{side}",
}
"""How an input block's arguments name what it reads."""
LEAST, SLOW = 200, 20
"""Files below which reading them anew costs less than a process that keeps them, and
the same of films, volumes and other formats with readers of their own, and of what
moves in clips."""
FIGURES = 2000
"""Bytes at most that tell what moves in one clip."""
SHARE = 0.25
"""Of the free disk that a cache may take, and of the budget's time."""
ENOUGH = 0.8
"""Of that time after which what is decoded is kept, and the rest left to trials."""
_lock, _tried = threading.Lock(), set()


def ensure(
    run_dir: Path,
    spec: TaskSpec,
    profile: Profile,
    plan: Plan,
    sandbox: Sandbox,
    log: EventLog,
    tick: Tick | None = None,
    least: int = LEAST,
) -> None:
    """Decode what `plan` reads, unless that is done or was tried in this process.

    Tells of it in one `media.decoded` event; without a cache, trials read the files.
    """
    with _lock:
        for kept, columns in wanted(spec, plan):
            goal = run_dir / "view" / CACHE / f"{kept}.npy"
            if goal.exists() or goal in _tried:
                continue
            _tried.add(goal)
            cells = _cells(run_dir / "view", columns)
            readers = formats.readers(profile, columns)
            slow = readers or kept.startswith("motion")
            if len(cells) < (min(least, SLOW) if slow else least):
                continue
            fault, seconds = _room(kept, len(cells), run_dir), 0.0
            if not fault:
                fault, seconds = _decode(
                    run_dir, spec, kept, columns, readers, sandbox, tick
                )
            mb = round(goal.stat().st_size / 1e6, 1) if goal.exists() else 0.0
            facts = {"files": len(cells), "mb": mb, "seconds": seconds}
            log.add("media.decoded", name=kept, columns=columns, fault=fault, **facts)


def wanted(spec: TaskSpec, plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of what a plan's inputs read from files, and the columns that name them."""
    columns = {m.name: m.columns for m in spec.modalities}
    for branch in plan.branches:
        block = catalog.find("input", branch.input.block)
        if block.name in NAMES and not catalog.own(block):
            values = block.params | branch.input.args
            yield NAMES[block.name].format(**values), columns[branch.modality]


def _cells(view: Path, columns: tuple[str, ...]) -> set[str]:
    found = set()
    for name in ("train.csv", "predict.csv", UNLABELLED):
        if (view / name).exists():
            with (view / name).open(newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    found |= {row[c] for c in columns if row[c]}
    return found


def _room(kept: str, files: int, run_dir: Path) -> str | None:
    """Why a cache would be too large, if it would."""
    *frames, size = map(int, kept.split("-")[1:])
    most = files * 3 * size**2 * (frames[0] if frames else 1)
    if kept.startswith("motion"):
        most = files * FIGURES
    free = shutil.disk_usage(run_dir).free
    if most < SHARE * free and most < MAX_COPY:
        return None
    return f"{most / 1e6:.0f} MB, with {free / 1e6:.0f} MB free"


def _decode(
    run_dir: Path,
    spec: TaskSpec,
    kept: str,
    columns: tuple[str, ...],
    readers: list[str],
    sandbox: Sandbox,
    tick: Tick | None,
) -> tuple[str | None, float]:
    """What went wrong, if anything, and the seconds it took."""
    work = run_dir / "decoding"
    remove(work)
    trial.write_files(
        {"decode.py": hoist(inline([*readers, str(DRIVER)]))}, work / "code"
    )
    (work / "out").mkdir()
    mounts = {
        "code": Mount(path=work / "code"),
        "view": Mount(path=run_dir / "view"),
        "out": Mount(path=work / "out", writable=True),
    }
    allowed = max(30.0, SHARE * spec.budget.seconds)
    until = f"{ENOUGH * allowed:.0f}"
    argv = ("python", "@code/decode.py", "@view", "@out", kept, until, *columns)
    job = Job(argv=argv, mounts=mounts, cwd="out", env=trial.environment())
    limits = trial.allowance(allowed, spec.constraints.max_memory_mb)
    limits = limits.model_copy(update={"disk_mb": 2 * MAX_COPY // 10**6})
    result = sandbox.run(job, limits, tick)
    fault = None
    if result.status != "ok":
        said = (result.log.head + result.log.tail).strip().splitlines()
        fault = f"{result.reason}: {said[-1][:200] if said else 'it said nothing'}"
    else:
        fault = _keep(work / "out", run_dir / "view" / CACHE, kept)
    remove(work)
    return fault, result.wall_s


def _keep(out: Path, cache: Path, kept: str) -> str | None:
    """Copy the two files into the view, if they are what they should be."""
    cache.mkdir(exist_ok=True)
    cache.chmod(0o755)
    names, array = cache / f"{kept}.txt", cache / f"{kept}.npy"
    part = array.with_suffix(".part")
    for source, goal in ((names.name, names), (array.name, part)):
        copy_checked(out / source, goal)
        goal.chmod(0o644)
    rows = len(np.load(part, mmap_mode="r", allow_pickle=False))
    lines = names.read_text(encoding="utf-8").splitlines()
    if rows != len(lines):
        return f"{rows} arrays for {len(lines)} cells"
    part.replace(array)  # whole, or not there
    return None
