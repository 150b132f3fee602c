"""Cells as text, the same everywhere: class names, hidden labels, the view's CSVs."""

import json
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pandas import DataFrame, Series


MAX_CELL = 100_000
"""Characters of a cell that reach a model; `csv` refuses cells above 131 072."""

MISSING = {"", "nan", "NaN", "null", "NULL", "<NA>", "#N/A", "N/A", "n/a"}
"""Cells that stand for a missing value."""
# "NA" and "None" are often real categories, so they only count among numbers.
MISSING_NUMBER = MISSING | {"NA", "na", "None", "none", "?", "-", "."}


def series(frame: "DataFrame", name: str) -> "Series":
    """One column; its name is unique, which pandas' own types can't know."""
    return cast("Series", frame[name])


def text(column: Any) -> list[str]:
    """Every cell of a Series as it stands in our CSV files; '' for a missing one.

    Floats keep all their digits (`repr`), dates are ISO 8601, lists are JSON.
    """
    if column.dtype == "str":
        return column.fillna("").tolist()
    missing = column.isna().tolist()
    cells = zip(column.tolist(), missing, strict=True)
    if column.dtype.kind in "iufb":
        return ["" if gone else str(value) for value, gone in cells]
    return ["" if gone else cell_text(value) for value, gone in cells]


def cell_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat(sep=" ")  # type: ignore[attr-defined]
    if hasattr(value, "tolist"):
        value = value.tolist()  # type: ignore[attr-defined]
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def flat(record: dict, within: str = "") -> dict:
    """`{"author": {"age": 3}}` as `{"author.age": 3}`, at any depth."""
    found = {}
    for name, value in record.items():
        if isinstance(value, dict) and value:
            found |= flat(value, f"{within}{name}.")
        else:
            found[within + name] = value
    return found
