"""All that a statement is judged by: its words, the table's columns, the flags."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agent.records import Column, Kind, Record
from agent.statement.reading import Reading


class Overrides(Record):
    """What the user's flags say; each beats the statement."""

    target: str | None = None
    """A column, or several with commas between."""
    metric: str | None = None
    kind: Kind | None = None
    use: tuple[str, ...] = ()
    """Columns, modalities or kinds of data to use, and no others."""
    ignore: tuple[str, ...] = ()
    """Columns, modalities or kinds of data to leave out."""
    positive: str | None = None
    levels: tuple[str, ...] = ()
    """Classes of an ordinal target, low to high."""


@dataclass(frozen=True)
class Case:
    """One statement over one table."""

    reading: Reading
    columns: tuple[Column, ...]
    cells: Callable[[str], Sequence[str]]
    """The cells of a column as text, of the labelled rows; "" for a missing one."""
    data: Path
    rows: int
    """Labelled rows."""
    given: bool
    """Whether there is a test table without labels."""
    flags: Overrides
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """File -> columns of further tables, which are not joined to the rows."""

    def held(self, column: Column) -> dict[str, int]:
        """How often each cell of a column occurs; missing cells are left out."""
        counts: dict[str, int] = {}
        for cell in self.cells(column.name):
            if cell.strip():
                counts[cell] = counts.get(cell, 0) + 1
        return counts


@dataclass(frozen=True)
class Task:
    """What is to be predicted, and as what."""

    target: tuple[Column, ...]
    kind: Kind
    notes: tuple[str, ...]
    separator: str | None = None
    none: bool = False
    levels: tuple[str, ...] = ()
    positive: str | None = None
