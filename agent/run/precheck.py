"""Before a trial's scored run: does its project work at all, on a few rows?

A warm sandbox says in a fraction of a second that it does. If it doesn't, a fresh
sandbox decides: the plan has then failed, without its training time being spent.
"""

import csv
import os
import shutil
from itertools import islice
from pathlib import Path
from typing import Self

from agent.pretrained import carry
from agent.records import Plan, Project, TaskSpec
from agent.run import trial
from agent.run.origin import unseen
from sandbox.base import Job, Limits, Mount, RunResult, Sandbox, Tick
from sandbox.quota import remove
from sandbox.warm import Hint, Warm

ALL = "FORGEWELD_CHECK_ALL"
"""Environment variable: any text in it has plans of our own blocks checked, too."""
DRIVER = Path(__file__).parents[2] / "templates" / "first_batch.py"
ROWS, WANTED = 32, 8
"""Rows to learn from, and rows to predict."""
SHAPES = 20
"""Exit code by which the driver says that shapes are wrong."""
SECONDS, IMPORT = 30.0, 15.0
"""The most that a check may take, and what a fresh process gets on top."""
OPEN = ("data", "diverged")
"""Failures that few rows may bring about by themselves: the trial will tell."""


def wanted(plan: Plan) -> bool:
    """Whether a plan has a block that no test of ours has seen, or all are asked for.

    Classical plans are as short as their check would be.
    """
    if plan.family == "classical":
        return False
    return bool(os.environ.get(ALL)) or unseen(plan)


def failure(result: RunResult) -> str | None:
    """The class of a failed check; None if there is nothing against the plan."""
    if result.status == "error" and result.exit_code == SHAPES:
        return "shape"
    why = trial.failure(result)
    return None if why in OPEN else why


def note(result: RunResult) -> str:
    """The last words of a failed check as one printable line."""
    lines = (result.log.head + result.log.tail).strip().splitlines() or [result.reason]
    last = lines[-1] if result.status == "error" else result.reason
    clean = "".join(c if c.isprintable() else " " for c in last[:300])
    return f"on {ROWS} rows, before the training: {clean}"


class Precheck:
    """A context manager that tries projects in a warm sandbox, opened when needed."""

    def __init__(self, sandbox: Sandbox, run_dir: Path, spec: TaskSpec):
        self.sandbox, self.spec = sandbox, spec
        self.view = run_dir / "view"
        self.folder = run_dir / "check"
        self.warm: Warm | None = None
        self.last: Hint | None = None
        """What the warm sandbox said last; after a `sandbox_error` it is not asked
        again, and every check is a fresh one."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.warm is not None:
            self.warm.close()
        remove(self.folder)

    def run(self, plan: Plan, project: Project, tick: Tick) -> RunResult | None:
        """None if the project works; else how it failed in a fresh sandbox, or that
        the user stopped it."""
        if self.warm is None:
            self.warm = self._open(trial.limits(self.spec, plan))
        seconds = min(SECONDS, max(10.0, plan.seconds))
        shutil.rmtree(self.folder / "project", ignore_errors=True)
        trial.write_files(project.files, self.folder / "project")
        needed = carry.used(self.spec, plan)
        carry.place(self.folder.parent, needed, self.folder / "project")
        words = ("@check/first_batch.py", "@check/project", "@check/view", "@work")
        if self.last is None or self.last.status != "sandbox_error":
            self.last = self.warm.run(words, seconds=seconds, tick=tick)
        if self.last.status == "ok":
            return None
        result = self._cold(words, plan, seconds + IMPORT, tick)
        return result if failure(result) else None

    def _open(self, limits: Limits) -> Warm:
        remove(self.folder)
        (self.folder / "view").mkdir(parents=True)
        for folder in (self.folder, self.folder / "view"):
            folder.chmod(0o755)  # whatever the umask: the sandbox's user reads them
        shutil.copyfile(DRIVER, self.folder / DRIVER.name)
        (self.folder / DRIVER.name).chmod(0o644)
        for name, count in (("train.csv", ROWS), ("predict.csv", WANTED)):
            if (self.view / name).exists():
                self._sample(name, count)
        mounts = {"check": Mount(path=self.folder)}
        return Warm(self.sandbox, mounts, limits, env=trial.environment())

    def _sample(self, name: str, count: int) -> None:
        """The first rows of a table of the view, with the files that they name."""
        with (self.view / name).open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            full = (
                row for row in reader if all(row.get(t, "?") for t in self.spec.target)
            )
            rows = list(islice(full, count))
        goal = self.folder / "view" / name
        with goal.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, reader.fieldnames or ())
            writer.writeheader()
            writer.writerows(rows)
        goal.chmod(0o644)
        named = {cell for row in rows for cell in row.values() if cell}
        for cell in sorted(c for c in named if c.startswith("media/")):
            self._take(cell)

    def _take(self, path: str) -> None:
        """A file of the view, or a folder of frames, in the view of the few rows."""
        source, goal = self.view / path, self.folder / "view" / path
        if ".." in Path(path).parts or not source.exists() or goal.exists():
            return  # a text that looks like a path
        for above in reversed(goal.relative_to(self.folder / "view").parents):
            (self.folder / "view" / above).mkdir(exist_ok=True)
            (self.folder / "view" / above).chmod(0o755)
        if source.is_dir():
            shutil.copytree(source, goal, copy_function=_link)
        else:
            _link(source, goal)

    def _cold(
        self, words: tuple[str, ...], plan: Plan, seconds: float, tick: Tick
    ) -> RunResult:
        out = self.folder.with_name("check.out")
        remove(out)
        out.mkdir()
        mounts = {
            "check": Mount(path=self.folder),
            "work": Mount(path=out, writable=True),
        }
        job = Job(
            argv=("python", *words), mounts=mounts, cwd="work", env=trial.environment()
        )
        limits = trial.limits(self.spec, plan).model_copy(update={"wall_s": seconds})
        result = self.sandbox.run(job, limits, tick)
        remove(out)
        return result


def _link(source: Path | str, goal: Path | str) -> None:
    try:
        os.link(source, goal)
    except OSError:  # the file is another user's, whom the kernel protects
        shutil.copyfile(source, goal)
