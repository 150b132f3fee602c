"""One table file -> cells: CSV, Excel, Parquet, JSON Lines, strict and with places."""

import csv
import io
import json
import re
import sys
from collections.abc import Collection
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from agent.data import marks, sheets
from agent.data.cells import MISSING, MISSING_NUMBER, flat, text
from agent.data.encodings import Letters
from agent.errors import DataError, unopened

SUFFIXES = (".csv", ".tsv", ".parquet", ".jsonl", ".ndjson", *sheets.SUFFIXES)
DELIMITERS = (",", ";", "\t", "|")
_LEADING_ZERO = re.compile(r"[+-]?0\d")


def read_frame(path: Path, letters: Letters | None = None) -> pd.DataFrame:
    """The cells of one table file, column names as unique non-empty str.

    CSV cells are str still: `typed` turns columns into numbers once the tables that
    belong together are joined. Raises DataError for anything that isn't a table.
    """
    (path, sheet), letters = sheet_of(path), letters or Letters()
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        frame = _parquet(path)
    elif suffix in (".jsonl", ".ndjson"):
        frame = _json_lines(path, letters)
    elif suffix in sheets.SUFFIXES:
        frame = _frame(sheets.read_rows(path, sheet))
    else:
        frame = _csv(path, letters)
    frame.columns = _names([str(name) for name in frame.columns], path)
    if frame.empty:
        raise DataError(
            f"{path.name} has a header but no rows",
            where=str(path),
            why=f"{len(frame.columns)} columns, 0 rows",
            fix="add the rows, or point to the file that holds them",
        )
    return frame


def tables_in(path: Path, alone: Collection[str] = ()) -> list[Path]:
    """What `read_frame` takes for each table of a file: of a workbook its further
    sheets too, `book.xlsx#visits`; the first as well if a sheet's name is one of
    `alone`, such as `train`."""
    found = sheets.names(path) if path.suffix.lower() in sheets.SUFFIXES else []
    parts = [path.with_name(f"{path.name}#{sheet}") for sheet in found]
    said = any(sheet.strip().lower() in alone for sheet in found)
    return parts if said and parts[1:] else [path, *parts[1:]]


def sheet_of(path: Path) -> tuple[Path, str]:
    """A file, and the sheet of it that a path names; '' for the first, or none."""
    name, mark, sheet = path.name.partition("#")
    book = path.with_name(name) if mark and name else path
    if mark and book.suffix.lower() in sheets.SUFFIXES and not path.exists():
        return book, sheet
    return path, ""


def typed(parts: list[pd.Series]) -> list[pd.Series]:
    """The same column of several tables, made numeric in all of them or in none.

    Codes with leading zeros and digits beyond 64 bits stay text. Integers with missing
    cells become the nullable `Int64`, so that they read `1` and never `1.0`.
    """
    kinds = {part.dtype.kind for part in parts}
    if kinds <= {"i", "u", "f", "b", "M"}:
        return parts
    if any(isinstance(v, (list, tuple, np.ndarray)) for p in parts for v in p.head(50)):
        return parts
    cells = [v.strip() for part in parts for v in text(part)]
    joined = _numbers(cells)
    if joined is None:
        whole = [v for part in parts for v in text(part)]
        gone = [v in MISSING for v in cells]
        kept = [None if m else v for v, m in zip(whole, gone, strict=True)]
        joined = pd.Series(kept, dtype="str")
    out, start = [], 0
    for part in parts:
        piece = joined.iloc[start : start + len(part)]
        if str(piece.dtype) == "Int64" and not piece.isna().any():
            piece = piece.astype("int64")
        out.append(piece.set_axis(part.index))
        start += len(part)
    return out


def _numbers(cells: list[str]) -> pd.Series | None:
    """The cells as int64, Int64 or float64; None if one of them isn't a number."""
    missing = np.array([cell in MISSING_NUMBER for cell in cells])
    kept = [cell for cell, m in zip(cells, missing, strict=True) if not m]
    if not kept or any(_LEADING_ZERO.match(c) or "_" in c for c in kept):
        return None
    try:
        numbers = np.array(kept, dtype=float)
    except ValueError:
        return None
    whole = not any("." in c or "e" in c.lower() or "n" in c.lower() for c in kept)
    if whole and max(len(c) for c in kept) > 18:
        return None
    if whole:
        column = pd.Series(pd.NA, index=range(len(cells)), dtype="Int64")
        column[~missing] = np.array(kept, dtype="int64")
        return column
    column = pd.Series(np.nan, index=range(len(cells)), dtype="float64")
    column[~missing] = numbers
    return column


def _csv(path: Path, letters: Letters) -> pd.DataFrame:
    content = _decode(path, letters)
    if not content.strip():
        raise DataError(
            f"{path.name} is empty",
            where=str(path),
            why=f"{path.stat().st_size} bytes, no header",
            fix="point to a table with a header line and one row per example",
        )
    mark = "\t" if path.suffix.lower() == ".tsv" else delimiter(content)
    return _frame(_rows(path, content, mark), mark)


def _frame(rows: list[list[str]], mark: str = "") -> pd.DataFrame:
    """Cells of str below their header; `mark` is what parted them in a text file."""
    header, *body = rows
    columns = list(zip(*body, strict=True)) if body else [()] * len(header)
    if mark:
        columns = marks.pointed(columns, mark)
    table = {i: pd.Series(cells, dtype="str") for i, cells in enumerate(columns)}
    frame = pd.DataFrame(table)
    frame.columns = header
    return frame


def _rows(path: Path, content: str, mark: str) -> list[list[str]]:
    """Cells of every line, all of one width; long texts are cells like others."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=mark, strict=True)
    rows: list[list[str]] = []
    limit = csv.field_size_limit(sys.maxsize)  # of the whole process: put back below
    try:
        for row in reader:
            if row and rows and len(row) != len(rows[0]):
                width = len(rows[0])
                raise _ragged(path, reader.line_num, len(row), width, mark)
            if row:
                rows.append(row)
    except csv.Error as error:
        raise DataError(
            f"{path.name} has broken quotes",
            where=f"{path}, line {reader.line_num}",
            why=str(error),
            fix='close the quotes; a quote inside a quoted cell is written ""',
        ) from error
    finally:
        csv.field_size_limit(limit)
    return rows


def _ragged(path: Path, line: int, got: int, width: int, mark: str) -> DataError:
    return DataError(
        f"a row of {path.name} has {got} cells where the header has {width}",
        where=f"{path}, line {line}",
        why=f"cells are separated by {mark!r} here; an unquoted one adds a cell",
        fix="quote cells that hold the separator, or complete the row",
    )


def delimiter(content: str) -> str:
    """The separator that gives the header the most cells and every row as many."""
    head = content[:65536]
    best, best_score = ",", (False, 1)
    for mark in DELIMITERS:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=mark)
        widths = [len(row) for row in islice(filter(None, rows), 20)]
        if not widths:  # nothing but empty lines
            return best
        if len(head) < len(content) and len(widths) < 20:
            widths = widths[:1] + widths[1:-1]  # the last row may be cut off
        score = (len(set(widths)) == 1, widths[0])
        if widths[0] > 1 and score > best_score:
            best, best_score = mark, score
    return best


def _decode(path: Path, letters: Letters) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unopened(path.name, path, error) from error
    return letters.read(path, raw)[0]


def _parquet(path: Path) -> pd.DataFrame:
    import pyarrow

    try:
        frame = pd.read_parquet(path)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise DataError(
            f"{path.name} can't be read as Parquet",
            where=str(path),
            why=str(error).splitlines()[0],
            fix="write it again, or save it as CSV",
        ) from error
    if not isinstance(frame.index, pd.RangeIndex):
        frame = frame.reset_index()
    for name in frame.columns:
        if isinstance(frame[name].dtype, pd.CategoricalDtype):
            frame[name] = frame[name].astype("str")
    return frame


def _json_lines(path: Path, letters: Letters) -> pd.DataFrame:
    records = []
    for number, line in enumerate(_decode(path, letters).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise _bad_line(path, number, str(error)) from error
        if not isinstance(record, dict):
            raise _bad_line(path, number, f"it holds a {type(record).__name__}")
        records.append(flat(record))
    if not records:
        raise DataError(
            f"{path.name} is empty",
            where=str(path),
            why="no line holds a JSON object",
            fix='write one object a line: {"column": value, …}',
        )
    names = list(dict.fromkeys(name for record in records for name in record))
    return pd.DataFrame(
        {name: _column([record.get(name) for record in records]) for name in names}
    )


def _column(values: list) -> pd.Series:
    """JSON values as one column: lists stay lists, the rest is typed as it stands."""
    present = [value for value in values if value is not None]
    if any(isinstance(value, list) for value in present):
        return pd.Series(values, dtype="object")
    kinds = {type(value) for value in present}
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean" if None in values else "bool")
    column = pd.Series(values, dtype="object")
    return pd.Series([t or None for t in text(column)], dtype="str")


def _bad_line(path: Path, number: int, why: str) -> DataError:
    return DataError(
        f"{path.name} is not JSON Lines",
        where=f"{path}, line {number}",
        why=why,
        fix='write one object a line: {"column": value, …}',
    )


def _names(names: list[str], path: Path) -> list[str]:
    """Stripped, unique column names; `row` is ours, so a user's becomes `row_`."""
    names = [name.strip() or f"column_{i + 1}" for i, name in enumerate(names)]
    names = ["row_" if name == "row" else name for name in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(
            f"{path.name} has more than one column called {', '.join(twice)}",
            where=f"{path}, header",
            why="a column name must say which column is meant",
            fix="rename one of them",
        )
    if len(names) > 1 and all(re.fullmatch(r"[+-]?\d+(\.\d+)?", n) for n in names):
        raise DataError(
            f"{path.name} seems to have no header",
            where=f"{path}, line 1",
            why=f"its first line holds numbers only: {', '.join(names[:5])}",
            fix="put a line with the column names first",
        )
    return names
