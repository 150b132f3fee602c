"""Amounts that carry their unit in the cell (`$1,499`, `80 MB`, `12 %`) -> numbers."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from agent.data import marks
from agent.data.cells import MISSING_NUMBER, series, text
from agent.data.readers import typed

if TYPE_CHECKING:
    import pandas as pd
    from pandas import Series

_MONEY = r"[A-Z]{0,2}[$€£¥￥₹₩₽₺₫₴₱₪฿]|USD|EUR|GBP|CHF|CNY|RMB|JPY|INR|CAD|AUD|元|万元"
_NUMBER = r"\d(?:[\d.,' \u00a0\u202f]*\d)?"
_AMOUNT = re.compile(
    rf"(?P<sign>[+-]?)(?P<before>{_MONEY})?\s*(?P<minus>-?)(?P<number>{_NUMBER})\s*"
    rf"(?P<after>{_MONEY}|[%‰]|[^\W\d_]{{1,6}}[²³]?(?:/[^\W\d_]{{1,4}}[²³]?)?)?"
)
_THOUSANDS = re.compile(r"\d+|\d{1,3}(\.\d{3})+")
_SURE = re.compile(rf"{_MONEY}|[%‰]")
_DIFFERENT = 10
"""Numbers that tell `170 MB` from codes of a few values, such as `2D` and `3D`."""


def bare(parts: "Sequence[Series]") -> "tuple[str, list[Series]]":
    """(the unit, the same column of several tables without it); '' if it has none.

    Every cell but missing ones is a number with this one unit before it (currencies
    alone) or behind it. A word behind it is a unit only where there are more than ten
    different numbers, so that codes stay codes.
    """
    if any(part.dtype != "str" for part in parts):
        return "", list(parts)
    cells = [cell.strip() for part in parts for cell in text(part)]
    kept = dict.fromkeys(cell for cell in cells if cell not in MISSING_NUMBER)
    unit = _unit(next(iter(kept), ""))
    if not unit or not all(_unit(cell) == unit for cell in kept):
        return "", list(parts)
    plain = _pointed([_number(cell) for cell in kept], unit)
    numbers = dict(zip(kept, plain, strict=True))
    few = len(set(numbers.values())) <= _DIFFERENT and not _SURE.fullmatch(unit)
    if few or not all(map(_is_float, numbers.values())):
        return "", list(parts)
    return unit, [
        part.map(lambda cell: numbers.get(cell.strip(), cell), na_action="ignore")
        for part in parts
    ]


def strip(rows: Iterable[dict[str, str]], units: dict[str, str]) -> None:
    """The same for new rows, in columns whose unit is known; other cells stay."""
    rows = list(rows)
    for name, unit in units.items():
        found = [row for row in rows if _unit(row.get(name, "").strip()) == unit]
        cells = [_number(row[name].strip()) for row in found]
        for row, number in zip(found, _pointed(cells, unit), strict=True):
            row[name] = number


def _unit(cell: str) -> str:
    """What stands before or behind the number of a cell; '' if both or neither do."""
    found = _AMOUNT.fullmatch(cell) if len(cell) < 64 else None
    if not found or bool(found["before"]) == bool(found["after"]):
        return ""
    return found["before"] or found["after"]


def _number(cell: str) -> str:
    found = _AMOUNT.fullmatch(cell)
    assert found  # only cells with a unit come here
    return f"{found['sign']}{found['minus']}{found['number']}"


def _pointed(numbers: list[str], unit: str) -> list[str]:
    """With a point as the only mark: money with three digits behind each point has
    points between thousands."""
    bare = [number.lstrip("+-") for number in numbers]
    money = bool(re.fullmatch(_MONEY, unit))
    if money and all(_THOUSANDS.fullmatch(number) for number in bare):
        return [number.replace(".", "") for number in numbers]
    return marks.plain(numbers)


def _is_float(number: str) -> bool:
    try:
        float(number)
    except ValueError:
        return False
    return not re.match(r"[+-]?0\d", number)


def typed_tables(
    train: "pd.DataFrame", given: "pd.DataFrame | None"
) -> "tuple[pd.DataFrame, pd.DataFrame | None, dict[str, str]]":
    """Numbers as numbers, decided for both tables together; and columns' units."""
    import pandas as pd

    frames = [train] if given is None else [train, given]
    columns: list[dict[str, pd.Series]] = [{} for _ in frames]
    found = {}
    for name in dict.fromkeys(name for frame in frames for name in frame.columns):
        holding = [i for i, frame in enumerate(frames) if name in frame.columns]
        unit, parts = bare([series(frames[i], name) for i in holding])
        if unit:
            found[name] = unit
        for i, part in zip(holding, typed(parts), strict=True):
            columns[i][name] = part
    made = [
        pd.DataFrame(cells, columns=frame.columns)
        for cells, frame in zip(columns, frames, strict=True)
    ]
    return made[0], made[1] if given is not None else None, found
