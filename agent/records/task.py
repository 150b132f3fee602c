"""What is to be learnt from what, how it is judged, and what it may cost."""

from pathlib import Path
from typing import Literal

from agent.records.base import Record

Kind = Literal[
    "binary",
    "multiclass",
    "multilabel",
    "ordinal",
    "regression",
    "multitarget",
    "survival",
    "retrieval",
]


class Metric(Record):
    """How predictions are judged. The direction is fixed here, once."""

    name: str
    """Name as in `agent/scoring/metrics.py`, such as `f1_macro`."""
    maximize: bool
    """Whether larger is better."""
    needs: Literal["probabilities", "labels", "values", "embeddings"]
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
    max_epsilon: float | None = None
    """Most epsilon of differential privacy that the training of a model may spend."""
    must_use: tuple[str, ...] = ()
    """Columns or modalities that have to be used."""
    must_not_use: tuple[str, ...] = ()
    """Columns or modalities that may not be used."""


class Wishes(Record):
    """What the user wants of later plans, each as `role name`: `encoder resnet`,
    `fusion gated`, `modality picture`."""

    pinned: tuple[str, ...] = ()
    """What every later plan has."""
    forbidden: tuple[str, ...] = ()
    """What no later plan has."""


class Modality(Record):
    """One stream of the data that gets an encoder of its own."""

    name: str
    """Python identifier, unique in the task: `frame`, `radar`, `table`."""
    kind: str
    """Kind of data that some input block serves: `image`, `text`, `table`, …"""
    columns: tuple[str, ...]
    """Columns of the table that carry it."""


class Pretrained(Record):
    """A pretrained encoder that lies on this machine."""

    name: str
    """Of its folder below `encoders/` in a project: letters, digits, `-_.`."""
    kind: Literal["text", "image", "audio"]
    """Kind of data that it reads."""
    library: Literal["transformers", "timm"]
    """Package that builds it."""
    source: str
    """Where it is from: `pip NAME VERSION`, `hub NAME REVISION`, `folder NAME`."""
    license: str
    """As its package or model card states it; `not stated`."""
    dim: int
    """Numbers that it says of a text, a picture or a sound."""
    mb: float
    """Size of its files, MB."""
    digest: str
    """Of its files: the first 12 letters of a SHA-256."""
    pooling: Literal["mean", "cls"] = "mean"
    """Texts: how what it says of the pieces becomes one vector."""
    size: int = 0
    """Pieces of a text, pixels of a picture's side or seconds of a sound that a run
    shows it."""
    seconds: float = 0.0
    """That it took a run to show it every row."""

    @property
    def cell(self) -> str:
        """What it reads, in a word."""
        return {"text": "text", "image": "picture", "audio": "sound"}[self.kind]


class TaskSpec(Record):
    """What is to be learnt from what, and how it is judged."""

    statement: str
    """The user's sentence, as typed."""
    data: Path
    """Folder or file with the data."""
    target: tuple[str, ...]
    """Columns to predict; survival: time and event; retrieval: what is to be found."""
    kind: Kind
    separator: str | None = None
    """Multilabel tasks of one column: what stands between the labels of a cell."""
    none: bool = False
    """The same: an empty cell is a row that has no label, not one without a target."""
    levels: tuple[str, ...] = ()
    """Ordinal tasks: the classes from low to high."""
    quantiles: tuple[float, ...] = ()
    """Regression: quantiles to predict beside the value, such as 0.1 and 0.9."""
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
    wishes: Wishes = Wishes()
    """May change while a run goes on; they are no part of what it is about."""
    seed: int = 0
    refit: bool = True
    """Whether the delivered model is trained on all labelled rows, after scoring."""
    single: bool = False
    """Whether one model is delivered, even where several together are better."""
    transductive: bool = False
    """Whether the inputs of the test table may be learnt from, as unlabelled rows."""
    encoders: tuple[Pretrained, ...] = ()
    """Pretrained encoders at hand, which plans may use; a run has its own copies."""
    notes: tuple[str, ...] = ()
    """How the statement was understood, a line per decision worth telling."""
