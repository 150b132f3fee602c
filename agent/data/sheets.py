"""A spreadsheet -> the cells of its filled sheets, as text, by calamine."""

import zipfile
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from agent.data import marks
from agent.errors import DataError, unopened

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LARGEST = 1 << 30
"""Bytes that a workbook may unpack to."""


def names(path: Path) -> list[str]:
    """The filled sheets of a workbook that may be tables: with two columns and two
    rows at least. The first filled one is always among them; [] for a broken file."""
    try:
        filled = _filled(path, path.stat().st_mtime_ns)
    except (DataError, OSError):
        return []
    wide = [
        n for n, rows in filled.items() if len(rows) > 1 and sum(map(bool, rows[0])) > 1
    ]
    return list(dict.fromkeys([*list(filled)[:1], *wide]))


def read_rows(path: Path, sheet: str = "") -> list[list[str]]:
    """The rows of a sheet, or of the first that has any, all of one width, without
    empty ones.

    Raises DataError for a file that is no spreadsheet, and for one without rows.
    """
    try:
        filled = _filled(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise unopened(path.name, path, error) from error
    rows = filled.get(sheet) if sheet else next(iter(filled.values()), None)
    if not rows:
        raise DataError(
            f"{path.name} is empty" if not sheet else f"{path.name} has no {sheet}",
            where=str(path),
            why="no sheet has a filled cell" if not sheet else "that sheet is empty",
            fix="point to a table with a header line and one row per example",
        )
    return [rows[0], *marks.of_sheet(rows[1:])]


@lru_cache(maxsize=2)
def _filled(path: Path, _changed: int) -> dict[str, list[list[str]]]:
    """The sheets that have any cells, without their empty rows; kept while they are
    looked at and then read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _guard(path)
        with CalamineWorkbook.from_path(path) as book:
            whole = {n: book.get_sheet_by_name(n).to_python() for n in book.sheet_names}
    except (CalamineError, zipfile.BadZipFile, ValueError) as error:
        raise DataError(
            f"{path.name} can't be read as a spreadsheet",
            where=str(path),
            why=str(error),
            fix="save it again as .xlsx, or as CSV (UTF-8)",
        ) from error
    tables = {n: [list(map(_text, row)) for row in rows] for n, rows in whole.items()}
    filled = {n: [row for row in rows if any(row)] for n, rows in tables.items()}
    return {n: rows for n, rows in filled.items() if rows}


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
