"""What came of a plan."""

from typing import Literal

from pydantic import Field

from agent.records.base import Record
from agent.records.plan import Plan
from sandbox.base import Isolation, RunResult

Verdict = Literal[
    "baseline", "keep", "within-noise", "discard", "failed", "skipped", "running"
]


class Project(Record):
    """A rendered project: relative path to text, and its digest."""

    files: dict[str, str]
    digest: str


class Score(Record):
    """What the trusted scorer found."""

    value: float
    interval: tuple[float, float]
    """95 % bootstrap interval over the rows."""
    rows: int
    also: dict[str, float] = Field(default_factory=dict)
    """Further metrics on the same rows."""


class Conformal(Record):
    """How wide a set or an interval has to be to hold the truth so often.

    Split-conformal, of one answer, by its errors on the select rows.
    """

    method: Literal["classes", "labels", "residual", "quantiles"]
    """Sets by probability; intervals about the value, or about two quantiles."""
    rows: int
    """Select rows that it was fitted on."""
    levels: tuple[tuple[float, tuple[float, ...]], ...]
    """(coverage, radius of each target), for each coverage that so few rows can promise
    at all. A class or label is in the set if its probability is at least 1 - radius."""


class Covered(Record):
    """What came of one promised coverage on the test rows."""

    coverage: float
    target: str
    measured: float
    """Share of the test rows whose truth was inside."""
    interval: tuple[float, float]
    """95 % interval of `measured`."""
    size: float
    """Mean number of classes in a set, or mean width of an interval."""
    rows: int


class Blend(Record):
    """How the predictions of one or several trials become one answer.

    Fitted on select rows alone, in the order of the fields: the weighted mean, the
    temperature of its probabilities, and how a label is decided from them.
    """

    weights: tuple[float, ...]
    """One per member, summing to 1."""
    scales: tuple[float, ...] = ()
    """Survival: by what each member's risks are divided, as they have no common unit;
    () for 1."""
    temperature: float = Field(default=1.0, gt=0)
    """Log-probabilities are divided by it; above 1 they were too sure of themselves."""
    offsets: tuple[float, ...] = ()
    """Per class or label, added to its log-probability or logit where a label is
    decided, and only there: probabilities stay what they are. () for none."""
    worth: tuple[tuple[float, ...], ...] = ()
    """Of ordered classes, true class -> class said -> what that is worth to the metric:
    said is what is worth most on average. () for the likeliest class."""
    conformal: Conformal | None = None
    """How sets and intervals are made; None where the kind of task has none."""

    @property
    def tuned(self) -> bool:
        """Whether more than a mean is taken of the members' predictions."""
        return self.temperature != 1.0 or bool(self.offsets or self.worth)


class Curve(Record):
    """What a program says of its own training; claimed, never scored."""

    epochs: int = 0
    best_epoch: int = 0
    train_first: float | None = None
    train_last: float | None = None
    train_at_best: float | None = None
    valid_first: float | None = None
    valid_best: float | None = None
    valid_last: float | None = None
    seconds_per_epoch: float | None = None
    spared: float = 0.0
    """Seconds that it took earlier trainings to make what this one found made."""
    stopped: Literal["patience", "epochs", "time", "diverged", "unknown"] = "unknown"
    params: int | None = None
    latency_ms: float | None = None
    """Milliseconds for one row alone, on the device of the training; median of 20."""
    epsilon: float | None = None
    """Spent by a training with differential privacy."""
    delta: float | None = None
    metric: float | None = None
    """The program's own figure of the task's metric on its validation rows."""


class Trial(Record):
    """One plan, run and judged."""

    index: int
    plan: Plan
    digest: str
    """Of the project that was run."""
    result: RunResult
    select: Score | None = None
    """None when it failed."""
    claimed: Curve = Curve()
    failure: str | None = None
    """Class of failure: oom, timeout, diverged, data, predictions, crash, sandbox, or
    shape: before its training, a model did not take a few of the rows; skipped: a
    person ended it."""
    verdict: Verdict
    note: str = ""
    """The comparison behind the verdict, in words."""


def running(index: int, plan: Plan, digest: str = "") -> Trial:
    """A trial that has no result yet: it keeps its place in a history, so that trial
    `n` is always the `n`th, however many run at once."""
    nothing = Isolation(backend="", files="", network="", processes="", limits="")
    result = RunResult(status="ok", reason="it is running", isolation=nothing)
    return Trial(
        index=index, plan=plan, digest=digest, result=result, verdict="running"
    )
