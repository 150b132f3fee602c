"""The data as the planner sees it."""

from typing import Literal

from pydantic import Field

from agent.records.base import Record


class Column(Record):
    """What one column of the data is, with nothing of its cells but safe summaries."""

    name: str
    type: str
    """What its cells are: number, integer, boolean, category, text, date, latitude,
    longitude, list, id, constant, empty, unreadable, or a kind of media."""
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
    mark: str = ""
    """What parts the values of a cell, such as `;`, if a category or text column holds
    several, which return in other rows: the column is then read as a set."""
    curve: str = ""
    """Numbers that sample a curve, each column a place of it: what the curve is
    called."""
    clock: bool = False
    """Dates that are times of day alone: they tell no order."""
    unit: str = ""
    """What every number had before or behind it in its cell, such as `$`."""
    formats: tuple[str, ...] = ()
    """Media whose files take readers of their own: their names in
    `templates/blocks/formats`."""
    channels: tuple[str, ...] = ()
    """Recordings that tell what they measure: what all those looked at have."""
    shape: tuple[int, ...] | None = None
    """Media: the typical shape of one value, as stored (height, width, channels)."""
    in_given: bool = True
    """Whether the test table, if one came with the data, has this column too."""
    blank_with: tuple[str, ...] = ()
    """Columns that are empty in many rows, in all of which this one is empty, too."""
    blank_tells: tuple[str, ...] = ()
    """Columns that are empty in just the rows that have some of its values."""
    named_as: str = ""
    """Media that no cell names: the column whose cells are the names of the files."""
    of_files: bool = False
    """Text that stands in files of its own, which cells name."""
    sound_of: str = ""
    """The sound of films: the column of the films, which are read for it."""
    lines_of: str = ""
    """A column that sums up lines of a further table: its file's name."""
    summary: str = ""
    """One line for a person."""

    @property
    def unread(self) -> str:
        """Why its files aren't read, where more is known than that they can't be."""
        told = self.type == "unreadable" and not self.summary.startswith("unreadable")
        return self.summary if told else ""


class Finding(Record):
    """Something about the data that its owner should know before training."""

    kind: Literal[
        "leak",
        "duplicate",
        "missing",
        "imbalance",
        "small",
        "unused",
        "group",
        "drift",
        "unlabelled",
        "personal",
        "names",
        "encoding",
        "lines",
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


How = Literal[
    "count",
    "within",
    "first",
    "last",
    "span",
    "gap",
    "since first",
    "since last",
    "mean",
    "min",
    "max",
    "sum",
    "sum within",
    "latest",
    "value",
    "distinct",
    "text",
]


class Made(Record):
    """One column that sums up, for each row, its lines in a further table."""

    name: str
    how: How
    """What is told of the lines; `value`: how many of them have it."""
    of: str = ""
    """The column of the lines, if it is of one."""
    value: str = ""
    by: str = ""
    """The lines' column whose `value` a line must have to count, for numbers."""
    within: float = 0.0
    """How old lines may be at the moment of the row, seconds or what times count."""


class Lines(Record):
    """How a further table with several lines per row becomes columns of the rows."""

    file: str
    key: str
    """The column that both tables have."""
    time: str = ""
    """The lines' column of times, if they have one."""
    moment: str = ""
    """The rows' column of times up to which lines are known, if there is one."""
    day_first: bool = False
    """Whether dates such as 3/4/2024 begin with the day."""
    daily: bool = False
    """Whether moments are days: lines of the day itself count."""
    clock: bool = True
    """Whether lines have a time of day."""
    unit: Literal["days", "hours", "seconds", ""] = ""
    """Of durations; '' where times are plain numbers."""
    units: dict[str, str] = Field(default_factory=dict)
    """Columns of lines whose numbers carry a unit in their cells."""
    columns: tuple[Made, ...] = ()


class Profile(Record):
    """The data as the planner sees it."""

    rows: int
    """Labelled rows that can be used."""
    given: int
    """Rows to predict: those of a test table without a target, or `blank` ones."""
    blank: bool = False
    """Whether they are the rows of the one table whose target is empty."""
    unlabelled: int = 0
    """Rows without a target that may be learnt from; they are in no part."""
    columns: tuple[Column, ...]
    classes: tuple[str, ...] = ()
    """Class names in their fixed order (that of the probability columns)."""
    balance: tuple[float, ...] = ()
    """Share of each class."""
    long_tail: bool = False
    """Whether the numbers to predict reach far up, as prices do."""
    shapes: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    """Typical shape of one value of each media modality."""
    group: str | None = None
    """Column whose values must not straddle the split."""
    time: str | None = None
    """Column that orders the rows in time."""
    split: Split
    lines: tuple[Lines, ...] = ()
    """Further tables with several lines per row, and what was made of them."""
    findings: tuple[Finding, ...] = ()
    fingerprint: str
    """Hash over the table and over the names and sizes of the media."""
