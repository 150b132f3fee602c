"""What a finished run delivers, as those who use it need to know it."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.errors import RunError, UsageError
from agent.outcome import Outcome
from agent.project.expressions import fusion_weighs
from agent.project.saying import key_columns
from agent.project.serving import holds
from agent.records import Plan, Profile, TaskSpec
from agent.run import events, rundir, trial


@dataclass(frozen=True)
class Finished:
    """A run with a project: its task, and what its program can be asked."""

    run_dir: Path
    spec: TaskSpec
    profile: Profile
    outcome: Outcome
    plans: tuple[Plan, ...]
    sandbox: str
    """Backend that the run has asked for."""

    @property
    def project(self) -> Path:
        return self.run_dir / "project"

    @property
    def columns(self) -> dict[str, str]:
        """Input columns, and what they hold: number, text, array or file."""
        return holds(self.spec, self.profile, self.plans)

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that name a row."""
        return key_columns(self.profile)

    @property
    def coverages(self) -> tuple[float, ...]:
        """What sets or intervals can be asked for."""
        best = self.outcome.best
        made = best.blend.conformal if best and best.blend else None
        return tuple(coverage for coverage, _ in made.levels) if made else ()

    @property
    def gpus(self) -> int:
        """Devices that its program is given: one for a network, where there is one."""
        networks = any(plan.network for plan in self.plans)
        return trial.devices() if networks else 0

    def options(self, coverage: float | None, *, weights: bool) -> dict[str, object]:
        """Keywords for its `Predictor.answer`. Raises UsageError for what it can't."""
        if coverage is not None and coverage not in self.coverages:
            known = ", ".join(f"{c:g}" for c in self.coverages)
            raise UsageError(
                f"no coverage {coverage:g} can be promised",
                where=str(self.run_dir),
                why=(
                    f"there are {known}"
                    if known
                    else f"{self.spec.kind} has no sets or intervals, or the rows held "
                    "back are too few"
                ),
            )
        weighs = any(fusion_weighs(self.spec, plan) for plan in self.plans)
        if weights and not weighs:
            used = ", ".join(dict.fromkeys(plan.core for plan in self.plans))
            raise UsageError(
                "this model does not weigh its modalities row by row",
                where=str(self.run_dir),
                why=f"it brings them together by {used}",
                fix="leave --weights out",
            )
        found: dict[str, object] = {"coverage": coverage} if coverage else {}
        return found | ({"weights": True} if weights else {})


def load(run_dir: Path) -> Finished:
    """What a run has delivered. Raises RunError if it has nothing yet."""
    run = rundir.load(run_dir)
    seen = list(events.read(run_dir / events.FILE))
    ends = [e for e in seen if e.type == "run.finished"]
    if not ends or not (run_dir / "project" / "predict.py").exists():
        raise RunError(
            f"{run_dir.name} has no project yet",
            where=str(run_dir),
            why="it is written when a run has finished",
            fix=f"forgeweld watch {run_dir.name}, or forgeweld resume {run_dir.name}",
        )
    _answering(run_dir / "project" / "predict.py", run.version)
    outcome = Outcome.model_validate(ends[-1].data["outcome"])
    assert outcome.best is not None
    plans = _plans(events.trials(seen), [m.trial for m in outcome.best.members])
    return Finished(run_dir, run.spec, run.profile, outcome, plans, run.sandbox)


def _answering(program: Path, version: str) -> None:
    """Raises RunError unless a predict.py has `Predictor.answer`, which is asked: those
    of early versions have not. It is read, nothing of it runs here."""
    try:
        body = ast.parse(program.read_text(encoding="utf-8")).body
        why = f"it was written by an earlier Forgeweld ({version})"
    except (SyntaxError, ValueError) as error:
        body, why = [], f"it does not parse: {error}"
    named = {
        f"{node.name}.{inner.name}"
        for node in body
        if isinstance(node, ast.ClassDef)
        for inner in node.body
        if isinstance(inner, ast.FunctionDef)
    }
    if "Predictor.answer" in named:
        return
    run_dir = program.parent.parent
    raise RunError(
        "the project's predict.py can't be asked row by row",
        where=str(program),
        why=f"there is no Predictor.answer in it: {why}",
        fix=f"as it is: cd {program.parent}, and as its README.md says under Use it\n"
        f"or anew, as this version writes it: forgeweld resume {run_dir} --minutes N, "
        "with N above the run's minutes",
    )


def _plans(history: Sequence, members: list[int]) -> tuple[Plan, ...]:
    by_index = {done.index: done.plan for done in history}
    return tuple(by_index[index] for index in members)
