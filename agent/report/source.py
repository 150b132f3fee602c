"""A finished run as a report reads it: its records, its events, its test rows."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from agent.data import view
from agent.errors import RunError
from agent.explained import Explained
from agent.outcome import Best, Outcome
from agent.records import Metric, Profile, TaskSpec, Trial
from agent.run import events, explain, rundir, trial
from agent.run.events import Event
from agent.run.rundir import RunFile
from agent.scoring import metrics
from agent.scoring.hidden import Hidden


@dataclass(frozen=True)
class Source:
    """One finished run; what is costly is read when it is asked for."""

    run_dir: Path
    run: RunFile
    seen: tuple[Event, ...]
    outcome: Outcome
    history: tuple[Trial, ...]
    explained: Explained | None

    @property
    def spec(self) -> TaskSpec:
        return self.run.spec

    @property
    def profile(self) -> Profile:
        return self.run.profile

    @property
    def metric(self) -> Metric:
        return self.spec.metric

    @property
    def title(self) -> str:
        """The metric as people call it."""
        return metrics.KNOWN[self.metric.name].title

    @property
    def best(self) -> Best:
        assert self.outcome.best
        return self.outcome.best

    @cached_property
    def hidden(self) -> Hidden:
        """The labels of the test rows: this is trusted code."""
        return Hidden(self.run_dir, self.spec, self.profile.classes)

    @cached_property
    def chosen(self) -> dict:
        """The chosen model's predictions, as the scorer asks for them."""
        members = (m.trial for m in self.best.members)
        paths = [str(trial.places(self.run_dir, i).predictions) for i in members]
        assert self.best.blend
        return {"paths": paths, "blend": self.best.blend.model_dump(mode="json")}

    @cached_property
    def test(self) -> "Answers":
        """Every test row, with what is true, and what was said."""
        rows, truth, chances, labels = self.hidden.answers(self.chosen, "test")
        with (self.run_dir / "view" / "predict.csv").open(
            newline="", encoding="utf-8"
        ) as file:
            cells = {line["row"]: line for line in csv.DictReader(file)}
        return Answers(rows, truth, chances, labels, [cells[row] for row in rows])

    def originals(self) -> dict[str, int]:
        """Number of each test row in the user's own table, counted from 1."""
        names = view.rows(self.run_dir, "test")
        numbers = view.originals(self.run_dir, "test")
        return {row: n + 1 for row, n in zip(names, numbers, strict=True)}


@dataclass(frozen=True)
class Answers:
    """The test rows: shapes as `agent/scoring/metrics.py` has them."""

    rows: list[str]
    truth: np.ndarray
    chances: np.ndarray
    labels: np.ndarray
    """Whose largest class, or whose cells from 0.5 up, are the labels said."""
    cells: list[dict[str, str]]
    """What the model saw, media by their neutral names."""


def read(run_dir: Path) -> Source:
    """The finished run in `run_dir`. Raises RunError if it is not finished."""
    seen = tuple(events.read(run_dir / events.FILE))
    ends = [e for e in seen if e.type == "run.finished"]
    if not ends:
        raise RunError(
            "there is nothing to report yet: the run has not finished",
            where=str(run_dir),
            fix=f"forgeweld resume {run_dir.name}",
        )
    outcome = Outcome.model_validate(ends[-1].data["outcome"])
    assert outcome.best
    return Source(
        run_dir=run_dir,
        run=rundir.load(run_dir),
        seen=seen,
        outcome=outcome,
        history=events.trials(list(seen)),
        explained=explain.known(run_dir, outcome.best),
    )
