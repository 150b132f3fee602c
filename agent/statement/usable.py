"""Whether a column can be predicted at all, whatever the words ask for."""

from agent.data.data_kinds import streams
from agent.errors import DataError
from agent.records import Column
from agent.statement.case import Case

SUPPORTED = "a column of classes, of labels or of numbers"


def check(case: Case, column: Column) -> None:
    """Raise DataError if the column is nothing that can be predicted."""
    if reason := unusable(column, case.rows):
        raise DataError(
            f"`{column.name}` cannot be predicted: {reason}",
            where=str(case.data),
            why=column.summary or f"supported is {SUPPORTED}",
            fix="name another column with --target",
        )


def unusable(column: Column, rows: int) -> str:
    """Why a column is no target; empty if it may be one."""
    if column.type == "constant" or column.unique == 1:
        return "it has the same value in every row"
    if column.type == "empty" or column.unique == 0:
        return "it has no values"
    if column.type == "id":
        return f"it is an id, {column.unique} different values in {rows} rows"
    if column.type in streams() - {"text"}:
        return f"it points to media ({column.type}), not to a label or a number"
    if column.type in ("unreadable", "date"):
        return "its values are " + (
            "dates" if column.type == "date" else "not readable as one type"
        )
    if column.type == "text" and column.unique > rows / 2:
        return f"it is free text, {column.unique} different values in {rows} rows"
    return ""
