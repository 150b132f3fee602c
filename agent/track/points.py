"""A run's events -> the numbers that trackers show, under the names they know.

`train/loss`, `val/<claim>` by epoch, as the program claims them; `select/<metric>` and
`test/<metric>` as scored, at the trial's last epoch. What was averaged is `ensemble`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agent.hygiene import line
from agent.outcome import Outcome
from agent.records import Plan, Trial
from agent.run.events import Event

PARTS = {"train": "train", "valid": "val"}
CLAIM = re.compile(r"(train|valid)_(\w{1,60})", re.ASCII)
ENSEMBLE = "ensemble"


class Point(NamedTuple):
    """One number of one trial."""

    record: str
    """The trial's number, or `ensemble`."""
    name: str
    value: float
    step: int
    """Epochs trained."""
    ts: float
    """Seconds since the epoch."""


class Entry(NamedTuple):
    """What a tracker keeps a record of: a trial, or the ensemble."""

    record: str
    title: str
    facts: dict[str, str]
    """How it came to be, for a tracker's table."""


class Reader:
    """Takes events in order, any number at a time; what it has seen, it remembers."""

    def __init__(self, metric: str):
        self.metric = metric
        self.steps: dict[str, int] = {}

    def entries(self, event: Event) -> Iterator[Entry]:
        """The records that begin with this event."""
        if event.type == "trial.started":
            plan = Plan.model_validate(event.data["plan"])
            title = f"#{event.trial} {line(plan.name)}"
            yield Entry(str(event.trial), title, facts(plan))
        elif event.type == "run.finished":
            best = Outcome.model_validate(event.data["outcome"]).best
            if best and best.trial is None:
                shares = {
                    f"weight of {m.trial}": f"{m.weight:.4g}" for m in best.members
                }
                yield Entry(ENSEMBLE, best.name, shares)

    def points(self, event: Event) -> Iterator[Point]:
        """The numbers in this event."""
        record = str(event.trial)
        if event.type == "metric":
            step = self.steps[record] = int(event.data["epoch"])
            for name, value in claims(event.data):
                yield Point(record, name, value, step, event.ts)
        elif event.type == "trial.finished":
            yield from self._scored(Trial.model_validate(event.data["record"]), event)
        elif event.type == "run.finished":
            yield from self._tested(event)

    def _scored(self, trial: Trial, event: Event) -> Iterator[Point]:
        record = str(trial.index)
        step = self.steps[record] = max(trial.claimed.epochs, self.steps.get(record, 0))
        if trial.select:
            found = {self.metric: trial.select.value, **trial.select.also}
            for name, value in found.items():
                yield Point(record, f"select/{name}", value, step, event.ts)

    def _tested(self, event: Event) -> Iterator[Point]:
        outcome = Outcome.model_validate(event.data["outcome"])
        best = outcome.best
        tests: dict[str, dict[str, float]] = {
            str(b.trial): {self.metric: b.test, **b.also}
            for b in outcome.baselines
            if b.trial is not None
        }
        if best:
            record = ENSEMBLE if best.trial is None else str(best.trial)
            tests[record] = {self.metric: best.test, **best.also}
            if best.trial is None:
                name = f"select/{self.metric}"
                yield Point(record, name, best.select, 0, event.ts)
        for record, found in tests.items():
            for name, value in found.items():
                step = self.steps.get(record, 0)
                yield Point(record, f"test/{name}", value, step, event.ts)


def facts(plan: Plan) -> dict[str, str]:
    """A plan in a few words, for a tracker's table."""
    said = {"family": plan.family, "core": plan.core, "operator": plan.operator}
    said |= {"proposer": plan.proposer, "seed": str(plan.seed)}
    said |= {f"encoder of {b.modality}": b.encoder.block for b in plan.branches}
    if plan.family == "network":
        train = plan.train
        said |= {"lr": f"{train.lr:g}", "batch_size": str(train.batch_size)}
        said |= {"optimizer": train.optimizer, "epochs at most": str(train.epochs)}
    return {name: line(value) for name, value in said.items()}


def claims(data: dict[str, float]) -> Iterable[tuple[str, float]]:
    """What a program said of one epoch, by our names; its other words are left out."""
    for name, value in data.items():
        if found := CLAIM.fullmatch(name):
            yield f"{PARTS[found[1]]}/{found[2]}", float(value)
        elif name == "lr":
            yield "train/lr", float(value)
