"""Cells of logs as times and numbers, in any usual form.

Standard library and numpy alone: projects hold this module, too.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

GAPS = {"", "nan", "NaN", "null", "NULL", "<NA>", "#N/A", "N/A", "n/a", "NA", "na"}
GAPS |= {"None", "none", "?", "-", "."}
EPOCH = 1e8  # from here on, numbers called times are seconds since 1970, or thousandths
MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
DATE = re.compile(r"(\d{1,4})[-/.](\d{1,2})(?:[-/.](\d{1,4}))?(?:[T ]+(.*))?")
NAMED = re.compile(
    r"(?:(\d{1,2})\.? )?([A-Za-z]{3})[a-z]*\.?,? (?:(\d{1,2}),? )?(\d{4})"
)
CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d*)?))? ?([AaPp]\.?[Mm])?\.?"
    r" ?(Z|[+-]\d\d:?\d\d)?"
)
PLAIN = re.compile(r"[年月/]")


def seconds(cells: Sequence[str], day_first: bool = False) -> np.ndarray:
    """Times as seconds since 1970 UTC, or as the numbers they are; NaN for others."""
    try:
        found = np.array([c if c not in GAPS else "nan" for c in cells], dtype=float)
    except ValueError:
        return dates(cells, day_first)
    usual = np.nanmedian(found) if np.isfinite(found).any() else 0.0
    return found / 1000 if usual >= 1000 * EPOCH else found


def dates(cells: Sequence[str], day_first: bool) -> np.ndarray:
    """Seconds since 1970 UTC; `day_first`: whether 3/4/2024 is in April."""
    if not any("Z" in cell or "+" in cell for cell in cells):
        try:  # ISO 8601, as all of them are mostly
            bare = ["NaT" if c in GAPS else c.strip() for c in cells]
            stamps = np.array(bare, dtype="datetime64[us]")
            gone, stamps = np.isnat(stamps), stamps.astype("int64") / 1e6
            return np.where(gone, np.nan, stamps)
        except ValueError:
            pass
    known = {cell: one_date(cell, day_first) for cell in set(cells)}
    return np.array([known[cell] for cell in cells])


def one_date(cell: str, day_first: bool) -> float:
    """One of them, in any usual form; NaN if it is none."""
    plain = PLAIN.sub("-", cell.strip()).replace("日", " ").strip().rstrip("-")
    found, named = DATE.fullmatch(plain), NAMED.fullmatch(plain)
    clock = CLOCK.fullmatch((found[4] or "").strip()) if found else None
    try:
        if named:
            day = int(named[1] or named[3] or 1)
            month = MONTHS.index(str(named[2]).lower()) // 3 + 1
            return 86400.0 * (date(int(named[4]), month, day).toordinal() - 719163)
        if not found or (found[4] or "").strip() and not clock:
            return float("nan")
        one, two, three = int(found[1]), int(found[2]), int(found[3] or 1)
        if len(found[1]) <= 2:  # the year stands last; behind points after the day
            swap = day_first or "." in plain.split(" ")[0]
            one, two, three = three, *((two, one) if swap else (one, two))
            one += 2000 if one < 70 else 1900 if one < 100 else 0
        days = date(one, two, three).toordinal() - 719163
    except ValueError:
        return float("nan")
    return 86400.0 * days + (since_midnight(clock) if clock else 0.0)


def since_midnight(clock: re.Match) -> float:
    """Seconds of a time of day, by its zone those of UTC."""
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    zone = timedelta()
    if clock[5] and clock[5] != "Z":
        digits = clock[5].replace(":", "")
        zone = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:]))
        zone = -zone if digits[0] == "-" else zone
    return (
        3600.0 * hour + 60 * int(clock[2]) + float(clock[3] or 0) - zone.total_seconds()
    )


def numbers(cells: Sequence[str]) -> np.ndarray:
    """Cells as numbers; NaN where there is none."""
    try:
        return np.array([c if c not in GAPS else "nan" for c in cells], dtype=float)
    except ValueError:
        return np.array([number(cell) for cell in cells])


def number(cell: str) -> float:
    """One of them."""
    try:
        return float(cell)
    except ValueError:
        return float("nan")
