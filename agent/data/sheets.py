"""An Excel workbook (.xlsx) -> the cells of its first filled sheet, as text.

Office Open XML, ECMA-376 part 1: shared strings, inline strings, dates by their format.
"""

import re
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from agent.errors import DataError

LARGEST = 1 << 30
"""Bytes that one part of a workbook may unpack to."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATES = {*range(14, 23), *range(45, 48)}
"""Numbers of the built-in formats that show a date or a time."""
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_BROKEN = (zipfile.BadZipFile, ElementTree.ParseError, ValueError, LookupError)
_BROKEN += (OverflowError,)


def read_rows(path: Path) -> list[list[str]]:
    """The rows of the first sheet that has any, all of one width, without empty ones.

    Raises DataError for a file that is no such workbook, and for one without rows.
    """
    try:
        with zipfile.ZipFile(path) as book:
            rows = next((rows for rows in _sheets(book) if rows), [])
    except _BROKEN as error:
        raise DataError(
            f"{path.name} can't be read as an Excel workbook",
            where=str(path),
            why=str(error),
            fix="save it again as .xlsx, or as CSV (UTF-8)",
        ) from error
    except OSError as error:
        raise DataError(
            f"{path.name} can't be opened",
            where=str(path),
            why=error.strerror or str(error),
            fix="check its permissions",
        ) from error
    if not rows:
        raise DataError(
            f"{path.name} is empty",
            where=str(path),
            why="no sheet has a filled cell",
            fix="point to a table with a header line and one row per example",
        )
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _sheets(book: zipfile.ZipFile):
    """The rows of one sheet after the other, in the order of the workbook."""
    root = _parse(book, "xl/workbook.xml")
    links = {
        link.get("Id"): link.get("Target", "").removeprefix("/xl/")
        for link in _parse(book, "xl/_rels/workbook.xml.rels")
    }
    about = root.find(f"{_MAIN}workbookPr")
    late = about is not None and about.get("date1904") in ("1", "true")
    start = datetime(1904, 1, 1) if late else datetime(1899, 12, 30)
    names = set(book.namelist())
    shared = [
        _words(item) for item in _optional(book, names, "xl/sharedStrings.xml", "si")
    ]
    dates = _date_styles(book, names)
    for sheet in root.iter(f"{_MAIN}sheet"):
        place = f"xl/{links[sheet.get(_ID)]}"
        if place not in names or "chartsheets" in place:
            continue
        rows = []
        for row in _parse(book, place).iter(f"{_MAIN}row"):
            cells = _row(row, shared, dates, start)
            if any(cells):
                rows.append(cells)
        yield rows


def _row(
    row: ElementTree.Element, shared: list[str], dates: set[int], start: datetime
) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_MAIN}c"):
        if place := _PLACE.fullmatch(cell.get("r", "")):
            cells += [""] * (_index(place[1]) - len(cells))  # left out if empty
        cells.append(_cell(cell, shared, dates, start))
    return cells


def _cell(
    cell: ElementTree.Element, shared: list[str], dates: set[int], start: datetime
) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v", "")
    if kind == "inlineStr":
        return _words(cell)
    if kind == "s":
        return shared[int(value)]
    if kind == "b":
        return {"1": "true", "0": "false"}.get(value, "")
    if kind == "e":  # such as #DIV/0!
        return ""
    if kind == "n" and value and int(cell.get("s", 0)) in dates:
        return _date(start + timedelta(seconds=round(float(value) * 86400)))
    return value


def _date(moment: datetime) -> str:
    whole = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.strftime("%Y-%m-%d" if whole else "%Y-%m-%d %H:%M:%S")


def _date_styles(book: zipfile.ZipFile, names: set[str]) -> set[int]:
    """Numbers of the styles that show a number as a date."""
    own = {
        int(form.get("numFmtId", 0))
        for form in _optional(book, names, "xl/styles.xml", "numFmt")
        if re.search("[ymdhs]", _QUOTED.sub("", form.get("formatCode", "")).lower())
    }
    if "xl/styles.xml" not in names:
        return set()
    styles = _parse(book, "xl/styles.xml").find(f"{_MAIN}cellXfs")
    used = [int(style.get("numFmtId", 0)) for style in styles or ()]
    return {i for i, form in enumerate(used) if form in own | _DATES}


def _optional(book: zipfile.ZipFile, names: set[str], part: str, tag: str):
    return _parse(book, part).iter(f"{_MAIN}{tag}") if part in names else ()


def _words(element: ElementTree.Element) -> str:
    """The text of all runs, without what tells how it is pronounced (rPh)."""
    runs = [element, *element.iter(f"{_MAIN}r"), *element.iter(f"{_MAIN}is")]
    return "".join(run.findtext(f"{_MAIN}t", "") for run in runs)


def _index(letters: str) -> int:
    """`A` 0, `Z` 25, `AA` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _parse(book: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if book.getinfo(part).file_size > LARGEST:
        raise ValueError(f"{part} unpacks to more than {LARGEST >> 20} MB")
    return ElementTree.fromstring(book.read(part))
