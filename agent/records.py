"""Every noun of the line, as frozen records; a sentence under each field."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandbox.base import RunResult

Kind = Literal["binary", "multiclass", "regression"]
ModalityKind = Literal["table", "text", "image", "vector", "series", "audio", "points"]
ColumnType = Literal[
    "number",
    "integer",
    "boolean",
    "category",
    "text",
    "date",
    "latitude",
    "longitude",
    "image",
    "vector",
    "series",
    "audio",
    "points",
    "list",
    "id",
    "constant",
    "empty",
    "unreadable",
]
Value = int | float | str | bool | None | tuple[str, ...]
Verdict = Literal["baseline", "keep", "within-noise", "discard", "failed"]


class Record(BaseModel):
    """Base of all records: frozen, no unknown fields, documented in its JSON Schema."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )


class Metric(Record):
    """How predictions are judged. The direction is fixed here, once."""

    name: str
    """Name as in `agent/metrics.py`, such as `f1_macro`."""
    maximize: bool
    """Whether larger is better."""
    needs: Literal["probabilities", "labels", "values"]
    """What it is computed from."""

    def better(self, a: float, b: float) -> bool:
        """Whether score `a` beats score `b`."""
        return a > b if self.maximize else a < b


class Budget(Record):
    """What a run may spend."""

    seconds: float = 600.0
    """Real time from start to end, final predictions included."""
    trials: int | None = None
    """Most trials; None for as many as fit."""
    trial_seconds: float | None = None
    """Most seconds of training of one trial; None to derive it from `seconds`."""


class Constraints(Record):
    """Hard limits that the statement or the user sets on the model."""

    max_params: int | None = None
    """Most parameters."""
    max_latency_ms: float | None = None
    """Most milliseconds per row on this machine's CPU."""
    max_memory_mb: int | None = None
    """Most memory while training, MB."""
    must_use: tuple[str, ...] = ()
    """Columns or modalities that have to be used."""
    must_not_use: tuple[str, ...] = ()
    """Columns or modalities that may not be used."""


class Modality(Record):
    """One stream of the data that gets an encoder of its own."""

    name: str
    """Python identifier, unique in the task: `frame`, `radar`, `table`."""
    kind: ModalityKind
    columns: tuple[str, ...]
    """Columns of the table that carry it."""


class TaskSpec(Record):
    """What is to be learnt from what, and how it is judged."""

    statement: str
    """The user's sentence, as typed."""
    data: Path
    """Folder or file with the data."""
    target: tuple[str, ...]
    """Columns to predict."""
    kind: Kind
    metric: Metric
    also: tuple[str, ...] = ()
    """Further metrics to report beside `metric`."""
    positive: str | None = None
    """Binary tasks: the class that counts as positive."""
    modalities: tuple[Modality, ...]
    ignore: tuple[str, ...] = ()
    """Columns left out: ids, constants, by request."""
    constraints: Constraints = Constraints()
    budget: Budget = Budget()
    seed: int = 0
    refit: bool = True
    """Whether the delivered model is trained on all labelled rows, after scoring."""
    notes: tuple[str, ...] = ()
    """How the statement was understood, a line per decision worth telling."""


class Column(Record):
    """What one column of the data is, with nothing of its cells but safe summaries."""

    name: str
    type: ColumnType
    missing: float
    """Share of labelled rows without a value, 0 to 1."""
    unique: int
    """Different values."""
    values: tuple[str, ...] = ()
    """The values themselves, most frequent first, if there are at most 200 and the
    column is an integer, boolean or category."""
    counts: tuple[int, ...] = ()
    """Rows of each of `values`."""
    low: float | None = None
    high: float | None = None
    """Least and greatest number, for numbers and integers."""
    shape: tuple[int, ...] | None = None
    """Media: the typical shape of one value, as stored (height, width, channels)."""
    in_given: bool = True
    """Whether the test table, if one came with the data, has this column too."""
    summary: str = ""
    """One line for a person."""


class Finding(Record):
    """Something about the data that its owner should know before training."""

    kind: Literal[
        "leak", "duplicate", "missing", "imbalance", "small", "unused", "group", "drift"
    ]
    severity: Literal["info", "warning"]
    column: str | None = None
    message: str
    fix: str = ""


class Split(Record):
    """How the labelled rows were parted, once, for the whole run."""

    method: Literal["stratified", "random", "grouped", "ordered", "given"]
    by: str | None = None
    """The group or time column, if the method has one."""
    train: int
    select: int
    test: int


class Profile(Record):
    """The data as the planner sees it."""

    rows: int
    """Labelled rows that can be used."""
    given: int
    """Rows of a test table without a target."""
    columns: tuple[Column, ...]
    classes: tuple[str, ...] = ()
    """Class names in their fixed order (that of the probability columns)."""
    balance: tuple[float, ...] = ()
    """Share of each class."""
    shapes: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    """Typical shape of one value of each media modality."""
    group: str | None = None
    """Column whose values must not straddle the split."""
    time: str | None = None
    """Column that orders the rows in time."""
    split: Split
    findings: tuple[Finding, ...] = ()
    fingerprint: str
    """Hash over the table and over the names and sizes of the media."""


class Block(Record):
    """The card of one block of `templates/blocks`."""

    name: str
    role: Literal["input", "encoder", "fusion", "head", "augment"]
    module: str
    """File below `templates/blocks`, such as `encoders/cnn.py`."""
    cls: str
    """Class to construct."""
    kinds: tuple[str, ...]
    """Modality kinds (inputs, encoders, augments) or task kinds (heads) it serves."""
    summary: str
    """One line for a person or a model."""
    params: dict[str, Value] = Field(default_factory=dict)
    """Free constructor arguments and their defaults, read from the signature."""
    search: dict[str, tuple[Value, ...]] = Field(default_factory=dict)
    """Values worth trying, cheapest first, by parameter."""


class Use(Record):
    """One block with its arguments; what isn't named keeps the block's default."""

    block: str
    args: dict[str, Value] = Field(default_factory=dict)


class Branch(Record):
    """One modality's way into the model."""

    modality: str
    input: Use
    encoder: Use
    augment: Use | None = None


class TrainArgs(Record):
    """How a plan is trained. Each becomes one line of the generated `config.py`."""

    optimizer: Literal["adam", "adamw"] = "adamw"
    lr: float = 1e-3
    weight_decay: float = 1e-2
    batch_size: int = 64
    epochs: int = 60
    patience: int = 10
    """Epochs without a better validation loss before stopping."""
    warmup: float = 0.05
    """Share of the steps over which the learning rate rises; 0 for a constant rate."""
    clip: float | None = 1.0
    """Largest gradient norm; None for no clipping."""
    modality_dropout: float = 0.0
    """Chance, per row and modality, that it is hidden in training (never all)."""


class Plan(Record):
    """One model to try, complete: the same plan always renders the same bytes."""

    name: str
    """Short and readable: `gated`, `radar only`, `reference`."""
    branches: tuple[Branch, ...]
    fusion: Use
    head: Use
    train: TrainArgs = TrainArgs()
    seconds: float
    """Training time that the project is given."""
    seed: int = 0
    parent: int | None = None
    """Trial that this plan changes, if any."""
    operator: str
    """What was done: `baseline`, `swap fusion`, `tune lr`, …"""
    reason: str
    """Why it is worth trying, from what was seen."""


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
    stopped: Literal["patience", "epochs", "time", "diverged", "unknown"] = "unknown"
    params: int | None = None
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
    """Class of failure: oom, timeout, diverged, data, predictions, crash, sandbox."""
    verdict: Verdict
    note: str = ""
    """The comparison behind the verdict, in words."""
