"""What a run comes to: the record that `run --json` prints and `run.finished` holds."""

from typing import Literal

from agent.records import Record

Interval = tuple[float, float]


class Best(Record):
    """The chosen trial. `select` steered the search; `test` was looked at once."""

    trial: int
    name: str
    metric: str
    select: float
    """Mean over `seeds` trainings of the same plan."""
    test: float
    interval: Interval
    """95 % interval of `test`."""
    also: dict[str, float]
    """Further metrics on the test rows."""
    params: int | None
    seeds: int = 1
    """Trainings of this plan, each with its own seed and as long."""
    confirmed: bool | None = None
    """Whether another seed, trained from scratch, beat the best of the other plans
    beyond the noise, too; None where no time was left to try."""


class Baseline(Record):
    """Something simple to be beaten, on the same test rows."""

    name: str
    trial: int | None
    """None for the constant prediction."""
    select: float
    test: float
    gain: float
    """What the best model adds; positive is better whatever the metric's direction."""
    gain_interval: Interval | None
    """95 % interval of `gain`, paired by row; None for the constant prediction."""
    also: dict[str, float] = {}


class FusionGain(Record):
    """The best model of several modalities against the best of one."""

    gain: float
    interval: Interval
    over: str
    """The best single modality, chosen on the select rows."""
    trial: int
    """The fusion model compared."""


class Outcome(Record):
    """The end of a run, in one object."""

    run: str
    status: Literal["finished", "stopped", "failed"]
    best: Best | None
    baselines: tuple[Baseline, ...] = ()
    fusion_gain: FusionGain | None = None
    project: str | None = None
    """Path of the standalone project."""
    predictions: str | None = None
    """Path of the predictions for the given test table."""
    refit: bool = False
    """Whether the delivered weights, and `predictions`, are those of the chosen plan
    trained on every labelled row; the scores are always those of the train part."""
    seconds: float = 0.0
    trials: int = 0
    failed: int = 0
    """Trials without a score."""
    not_isolated: int = 0
    """Trials that ran on the bare machine (--unsafe)."""
