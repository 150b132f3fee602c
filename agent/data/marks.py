"""Numbers as spreadsheets of many countries write them -> as Python reads them."""

import re
from collections.abc import Iterable

from agent.data.cells import MISSING_NUMBER

_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}([. \u00a0\u202f']\d{3})+)(,\d+)?")
"""`1234`, `1.234`, `1.234,5`, `1 234,5`: the comma is the decimal mark."""
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([. \u00a0\u202f']\d{3})*")
_POINT = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
"""`1234`, `1,234`, `1,234.5`: commas part thousands."""
_TYPED = re.compile(r"\s*[+-]?\d+,\d+\s*")
_TYPED_OR_NOT = re.compile(r"[+-]?\d+([.,]\d+)?(e[+-]?\d+)?")
_DECIMAL = re.compile(r"\s*[+-]?(0+,\d+|\d+,(\d{1,2}|\d{4,}))\s*")
"""A number whose comma does not part thousands."""
_GROUPS = re.compile(r"[. \u00a0\u202f']")


def pointed(columns: list[tuple[str, ...]], separator: str) -> list[tuple[str, ...]]:
    """The columns of a CSV file; in those of numbers, a point is the only mark.

    A comma that does not separate cells is the decimal mark, as in `1.234,5`; then
    `1.234` in another column of the file is a thousand, too. Where it does, quoted
    commas part thousands, as in `"1,234.5"`.
    """
    if separator == ",":
        return [
            tuple(map(_without_commas, cells)) if _any(cells, ",", _POINT) else cells
            for cells in columns
        ]
    decimal = [_any(cells, ",", _COMMA) for cells in columns]
    if not any(decimal):
        return columns
    thousands = [_any(cells, ".", _THOUSANDS) for cells in columns]
    return [
        tuple(map(_with_point, cells)) if found or whole else cells
        for cells, found, whole in zip(columns, decimal, thousands, strict=True)
    ]


def _any(cells: Iterable[str], mark: str, form: re.Pattern) -> bool:
    """Whether all cells but missing ones have this form, and one of them the mark."""
    kept = [c for cell in cells if (c := cell.strip()) not in MISSING_NUMBER]
    return any(mark in c for c in kept) and all(form.fullmatch(c) for c in kept)


def _with_point(cell: str) -> str:
    return _GROUPS.sub("", cell.strip()).replace(",", ".")


def _without_commas(cell: str) -> str:
    return cell.strip().replace(",", "")


def of_sheet(rows: list[list[str]]) -> list[list[str]]:
    """The rows of a spreadsheet below their header, with a point in numbers that were
    typed as words, `-4,5`: in columns of numbers where a comma can't part thousands."""
    columns = [
        (
            [c.replace(",", ".") if _TYPED.fullmatch(c) else c for c in cells]
            if _any(cells, ",", _TYPED_OR_NOT) and any(map(_DECIMAL.fullmatch, cells))
            else cells
        )
        for cells in zip(*rows, strict=True)
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def plain(numbers: list[str]) -> list[str]:
    """One column's numbers with a point as the only mark, if all are of one form."""
    if all(_POINT.fullmatch(number) for number in numbers):
        return [_without_commas(number) for number in numbers]
    if all(_COMMA.fullmatch(number) for number in numbers):
        return [_with_point(number) for number in numbers]
    return numbers


def point_cells(rows: list[dict[str, str]], names: list[str], separator: str) -> None:
    """The same for a part of a table, cell by cell, in columns known to be numbers."""
    cells = [row[name].strip() for row in rows for name in names]
    commas = [c for c in cells if "," in c]
    if separator == "," and all(_POINT.fullmatch(c) for c in commas):
        form, change = _POINT, _without_commas
    elif any(_COMMA.fullmatch(c) for c in commas):
        form, change = _COMMA, _with_point
    else:
        return
    for row in rows:
        for name in names:
            if form.fullmatch(row[name].strip()):
                row[name] = change(row[name])
