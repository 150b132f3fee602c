"""A table of new rows, part by part: CSV, TSV, JSON Lines, Parquet of any size; Excel.

Never refuses a table for one row: each comes with why it can't be read, or ''.
"""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from agent.data import sheets
from agent.data.cells import cell_text, flat
from agent.data.encodings import Letters
from agent.data.readers import SUFFIXES, delimiter
from agent.errors import DataError

Part = list[tuple[dict[str, str], str]]
LONGEST = 10_000_000
"""Characters of a cell: an open quote must not take the rest of a file."""
HEAD = 70_000
"""Characters by which the separator is told."""
SCANNED = 1 << 24
"""Bytes by which the encoding is told."""


def encoding(path: Path, told: str | None) -> str:
    """What the letters of a text file are written in: UTF-8, by its mark UTF-16, else
    as told or, by its first `SCANNED` bytes, guessed. Raises DataError for a first line
    that is none of these: what comes later is a matter of single rows."""
    if not path.is_file() or path.suffix.lower() in (".parquet", *sheets.SUFFIXES):
        return "utf-8-sig"
    with path.open("rb") as file:
        head = file.read(SCANNED)
    whole = head if len(head) < SCANNED else head[: head.rfind(b"\n") + 1] or head
    try:
        return Letters(told).read(path, whole)[1]
    except DataError:
        return Letters(told).read(path, whole.partition(b"\n")[0])[1]


def header(path: Path, encoding: str = "utf-8-sig") -> list[str]:
    """Names of the columns; of JSON Lines those of the first 256 rows. Raises DataError
    if it is no such table, is empty, or has two columns of one name."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise DataError(f"{path.name} is no file", where=str(path))
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise DataError(
            f"{path.name} is no table of a known kind",
            where=str(path),
            why=f"{suffix or 'no ending'}; known are {known}",
        )
    if suffix == ".parquet":
        names = list(_parquet(path).schema_arrow.names)
    elif suffix in (".jsonl", ".ndjson"):
        rows = [row for row, _ in islice(_json_lines(path, encoding), 256)]
        names = list(dict.fromkeys(name for row in rows for name in row))
    elif suffix in sheets.SUFFIXES:
        names = [name.strip() for name in sheets.read_rows(path)[0]]
    else:
        with path.open(newline="", encoding=encoding, errors="replace") as file:
            rows = csv.reader(file, delimiter=mark(path, encoding))
            names = [name.strip() for name in next(filter(None, rows), [])]
    if not names:
        raise DataError(
            f"{path.name} is empty",
            where=str(path),
            why=f"{path.stat().st_size} bytes, no header",
            fix="point to a table with a header line and one row per example",
        )
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataError(
            f"{path.name} has two columns {twice[0]!r}", where=f"{path}, header"
        )
    return names


def parts(
    path: Path, names: list[str], size: int, encoding: str = "utf-8-sig"
) -> Iterator[Part]:
    """Rows as cells of text, `size` at a time; `names` is `header(path)`."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        rows = _parquet_rows(path, size)
    elif suffix in (".jsonl", ".ndjson"):
        rows = _json_lines(path, encoding)
    elif suffix in sheets.SUFFIXES:
        body = sheets.read_rows(path)[1:]
        rows = ((dict(zip(names, cells, strict=True)), "") for cells in body)
    else:
        rows = _csv_rows(path, names, encoding)
    while part := list(islice(rows, size)):
        yield part


def is_csv(path: Path) -> bool:
    """Whether its cells are parted by a mark."""
    return path.suffix.lower() in (".csv", ".tsv")


def mark(path: Path, encoding: str = "utf-8-sig") -> str:
    """What separates cells, told as for training data."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    with path.open(newline="", encoding=encoding, errors="replace") as file:
        return delimiter(file.read(HEAD))


@contextmanager
def _long_cells() -> Iterator[None]:
    """Cells of up to LONGEST characters, in the whole process until this ends."""
    limit = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _csv_rows(
    path: Path, names: list[str], encoding: str
) -> Iterator[tuple[dict[str, str], str]]:
    with _long_cells(), path.open(newline="", encoding=encoding, errors="replace") as f:
        reader = csv.reader(f, delimiter=mark(path, encoding))
        next(filter(None, reader), None)  # the header, below any empty lines
        while True:
            fault, cells = "", []
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                fault = f"row: {error}"
            if not cells and not fault and len(names) > 1:
                continue  # an empty line
            cells = cells or [""]
            if not fault and len(cells) != len(names):
                fault = f"row: {len(cells)} cells, the header has {len(names)}"
            yield dict(zip(names, cells, strict=False)), fault


def _json_lines(path: Path, encoding: str) -> Iterator[tuple[dict[str, str], str]]:
    with path.open(encoding=encoding, errors="replace") as file:
        for line in file:
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                found = None
            if isinstance(found, dict):
                yield {name: _text(value) for name, value in flat(found).items()}, ""
            else:
                yield {}, "row: no JSON object"


def _parquet(path: Path):
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise DataError(
            f"{path.name} can't be read as Parquet",
            where=str(path),
            why=str(error).splitlines()[0],
        ) from error


def _parquet_rows(path: Path, size: int) -> Iterator[tuple[dict[str, str], str]]:
    for batch in _parquet(path).iter_batches(batch_size=size):
        for row in batch.to_pylist():
            yield {name: _text(value) for name, value in row.items()}, ""


def _text(value: object) -> str:
    """A value as a cell of training data has it; '' for none."""
    return "" if value is None or value != value else cell_text(value)
