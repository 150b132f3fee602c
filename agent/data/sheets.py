"""A spreadsheet -> the cells of its first filled sheet, as text, by calamine."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from agent.data import marks
from agent.errors import DataError, unopened

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LARGEST = 1 << 30
"""Bytes that a workbook may unpack to."""


def read_rows(path: Path) -> list[list[str]]:
    """The rows of the first sheet that has any, all of one width, without empty ones.

    Raises DataError for a file that is no spreadsheet, and for one without rows.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _guard(path)
        with CalamineWorkbook.from_path(path) as book:
            sheets = map(book.get_sheet_by_name, book.sheet_names)
            tables = ([list(map(_text, row)) for row in s.to_python()] for s in sheets)
            filled = ([row for row in table if any(row)] for table in tables)
            rows = next((rows for rows in filled if rows), [])
    except (CalamineError, zipfile.BadZipFile, ValueError) as error:
        raise DataError(
            f"{path.name} can't be read as a spreadsheet",
            where=str(path),
            why=str(error),
            fix="save it again as .xlsx, or as CSV (UTF-8)",
        ) from error
    except OSError as error:
        raise unopened(path.name, path, error) from error
    if not rows:
        raise DataError(
            f"{path.name} is empty",
            where=str(path),
            why="no sheet has a filled cell",
            fix="point to a table with a header line and one row per example",
        )
    return [rows[0], *marks.of_sheet(rows[1:])]


def _guard(path: Path) -> None:
    """Refuse a small file that unpacks to a very large one."""
    with path.open("rb"):  # for its rights, which the library's own error hides
        pass
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            if sum(part.file_size for part in book.infolist()) > LARGEST:
                raise ValueError(f"it unpacks to more than {LARGEST >> 20} MB")


def _text(cell: Any) -> str:
    """A cell as a CSV file would have it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
