"""What the MCP tools answer: records, whose JSON Schema is told to the client."""

from pydantic import BaseModel, ConfigDict

Interval = tuple[float, float]


class Answer(BaseModel):
    """Base of all answers: as strict as a record, whose modules take as long to import
    as the rest of ours that the first answer needs."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )


class ColumnInfo(Answer):
    """One column of the data; nothing of its cells but ranges of numbers."""

    name: str
    type: str
    """Such as number, category, text, date, id, image, audio, series."""
    unique: int
    """Different values."""
    missing: float
    """Share of labelled rows without a value, 0 to 1."""
    low: float | None = None
    high: float | None = None
    shape: tuple[int, ...] | None = None
    """Media: the typical shape of one value."""
    in_test_table: bool = True


class Profiled(Answer):
    """What is in a folder or file of data."""

    data: str
    rows: int
    """Labelled rows."""
    has_test_table: bool
    """Whether there is a table without the target, to be predicted at the end."""
    columns: list[ColumnInfo]


class Proposed(Answer):
    """How a sentence is understood, and what would be tried first."""

    target: list[str]
    kind: str
    """Of task: binary, multiclass, multilabel, ordinal, regression, multitarget,
    survival or retrieval."""
    metric: str
    higher_is_better: bool
    inputs: dict[str, str]
    """Modalities by name, each with its kind."""
    train: int
    """Rows to learn from."""
    select: int
    """Rows whose hidden labels steer the search."""
    test: int
    """Rows whose hidden labels are looked at once, at the end."""
    warnings: list[str]
    """Kinds of findings about the data, such as `leak in "column"`."""
    notes: list[str]
    """How the sentence was read; what was `not understood` has no effect."""
    first_trials: list[str]
    """The baselines, a line each."""
    files: list[str]
    """The files of the project that a run delivers."""


class Scaffolded(Answer):
    """A project that was written, not trained."""

    folder: str
    files: list[str]
    model: str
    """What it is made of."""
    next: str
    """How to train it."""


class Trained(Answer):
    """One trial of a run."""

    trial: int
    name: str
    score: float | None
    """On the select rows; null if it failed."""
    interval: Interval | None
    """95 %, by bootstrap."""
    verdict: str
    """baseline, keep, within-noise, discard or failed."""


class Status(Answer):
    """How a run is doing. Scores are taken on rows whose labels it never saw."""

    run_id: str
    state: str
    """created, running, stopped, finished, failed or killed."""
    done: bool
    """Whether no process works on it any more: waiting longer changes nothing."""
    metric: str
    higher_is_better: bool
    seconds: float
    """Spent."""
    budget_seconds: float
    trials: int
    """Finished ones."""
    best: Trained | None
    """The best so far, by its score on the select rows."""
    leaderboard: list[Trained]
    """The best first; at most ten."""
    test_score: float | None = None
    """Of what was chosen, on the test rows; known once the run is finished."""
    test_interval: Interval | None = None
    fusion_gain: str = ""
    """Once finished: whether fusion beats the best single modality."""
    project: str = ""
    """Once finished: the folder with the standalone project."""
    error: str = ""
    """What ended a failed run, and how to mend it."""
    folder: str
    next: str
    """What can be done now, in a sentence."""


class Started(Answer):
    """A run that goes on in the background, whatever becomes of this client."""

    run_id: str
    """The handle for run_status, run_wait, run_cancel and all the others."""
    state: str
    folder: str
    understood: str
    """How the sentence was understood, and the first trials."""
    watch: str
    """What the person can type to follow it."""
    page: str
    """What the person can type to follow and steer it in a browser."""
    project: str
    """The folder of the best model's project, there once the run has finished."""


class Explained(Answer):
    """Why a trial was tried and what came of it."""

    run_id: str
    trial: int
    name: str
    verdict: str
    score: float | None
    text: str


class Predicted(Answer):
    """New rows, predicted into a table."""

    run_id: str
    output: str
    """A CSV file: the rows of the input, each with its prediction."""
    done: bool
    """Whether the file is there; else it goes on by itself, and the file is there,
    whole, once it is done."""
    rows: int | None = None
    errors: int | None = None
    """Rows that could not be read; the reason stands in their column `error`."""
    missing_columns: list[str] = []
    """Inputs that the table lacks: taken as missing in every row."""
