"""What the columns of a log hold, and which columns of a row sum them up."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from agent.data import data_kinds, long_form, media
from agent.data.line_cells import EPOCH, GAPS, seconds
from agent.data.personal import FORMS
from agent.data.word_types import ID_WORDS, TIME_WORDS, word_type, words, words_in
from agent.records.data import How, Made

MOST = 60
"""New columns of one table."""
VALUES = 8
"""Values of a category that are counted, the most frequent ones."""
COVERED = 0.5
"""Part of the lines that these have at least; else they are a few of many names."""
ALL_OTHERS = 0.98
"""Part of the codes that are different where each is of one line: they name lines."""
_STAMP = {"timestamp", "time", "date", "datetime", "when", "ts", "t", "时间", "日期"}
_TIMED = _STAMP | TIME_WORDS | {"unix", "utc", "start", "s", "ms", "seconds", "at"}
_CODES = {"code", "no", "nr", "sku", "zip", "编码", "代码", "号"}
_LEADING_ZERO = re.compile(r"[+-]?0\d")


def kind(name: str, cells: Sequence[str]) -> str:
    """time, number, category, code (names too many to count each), text, other (files,
    lists, addresses of the web), id, or '' for one that tells nothing."""
    kept = [cell for cell in cells if cell not in GAPS]
    counts = Counter(kept)
    head = list(counts)[:200]
    if len(counts) < 2:
        return ""
    if data_kinds.claimed(name, head) or media.suffix_kind(head):
        return "other"
    if all(cell.startswith("[") for cell in head):
        return "other"
    if _are_numbers(counts):
        return _number_kind(name, kept, len(counts))
    found = word_type(name, kept, counts)
    named = {"date": "time", "boolean": "category", "unreadable": "other"}
    if found != "text":
        return named.get(found, found)
    if sum(map(words_in, head)) / len(head) >= 2:
        return "text"
    return "id" if len(counts) >= ALL_OTHERS * len(kept) else "code"


def _are_numbers(cells: Iterable[str]) -> bool:
    if any(_LEADING_ZERO.match(cell) or "_" in cell for cell in cells):
        return False
    try:
        np.array(list(cells), dtype=float)
    except ValueError:
        return False
    return True


def _number_kind(name: str, kept: list[str], unique: int) -> str:
    named = set(words(name))
    if named & (_STAMP | TIME_WORDS) and named <= _TIMED:
        return "time"
    if not named & (ID_WORDS | _CODES):
        return "number"
    return "id" if unique == len(kept) else "code" if unique > 50 else "category"


def are_dates(cells: Sequence[str]) -> bool:
    """Whether times are dates or count from 1970, and not from a start of their own."""
    kept = [cell for cell in cells[:2000] if cell not in GAPS]
    if not _are_numbers(set(kept)):
        return True
    return bool(kept) and float(np.nanmedian(seconds(kept))) >= EPOCH


def made(
    stem: str,
    kinds: dict[str, str],
    cells: Mapping[str, Sequence[str]],
    keys: Sequence[str],
    timing: Sequence[Made],
    middle: tuple[str, float] | None,
) -> tuple[list[Made], int]:
    """(the columns that sum a log up, how many more there would have been).

    `timing` are those of its times, `middle` a usual window and its name. What every
    column has at least comes first where not all have room.
    """
    first, second = [Made(name=f"{stem}_count", how="count"), *timing], list[Made]()
    long = long_form.found(kinds, cells, keys)
    for name, found in kinds.items():
        own = f"{stem}_{name}"
        if name in long:
            more = _by_value(own, name, long[name], bool(timing))
            first, second = first + more[0], second + more[1]
        elif found == "number":
            first += [_one(own, how, name) for how in ("mean", "sum")]
            first += [_one(own, "latest", name)] if timing else []
            if middle:
                label, within = middle
                recent = _one(own, "sum within", name)
                title = f"{own}_sum_{label}"
                second.append(
                    recent.model_copy(update={"name": title, "within": within})
                )
            second += [_one(own, how, name) for how in ("min", "max")]
        elif found in ("category", "code"):
            first.append(Made(name=f"{own}_distinct", how="distinct", of=name))
            counted = _counted(own, name, cells[name]) if found == "category" else []
            first, second = first + counted[:3], second + counted[3:]
        elif found == "text":
            first.append(Made(name=own, how="text", of=name))
    every = [*first, *second]
    return every[:MOST], max(0, len(every) - MOST)


def _one(own: str, how: How, name: str) -> Made:
    said = "last" if how == "latest" else how
    return Made(name=f"{own}_{said}", how=how, of=name)


def _counted(own: str, name: str, cells: Sequence[str]) -> list[Made]:
    """How often each frequent value occurs; of two values, the rarer one. None where
    values are personal data, which no column's name may tell, or too many."""
    counts = Counter(cell for cell in cells if cell not in GAPS)
    common = [value for value, _ in counts.most_common(VALUES)]
    if sum(counts[v] for v in common) < COVERED * sum(counts.values()):
        return []
    if any(re.search(form, v) for v in common for form, _ in FORMS.values()):
        return []
    common = common[1:] if len(counts) == 2 else common
    titles = _titles(own, common)
    return [
        Made(name=title, how="value", of=name, value=value)
        for title, value in zip(titles, common, strict=True)
    ]


def _by_value(
    own: str, name: str, parts: long_form.Parts, timed: bool
) -> tuple[list[Made], list[Made]]:
    """Numbers told apart by what they are of: what every row has of each, the rest."""
    first, second = list[Made](), list[Made]()
    for title, value in zip(_titles(own, parts.values), parts.values, strict=True):
        mean = Made(name=title, how="mean", of=name, by=parts.by, value=value)
        first.append(mean)
        if not parts.single:
            hows: list[How] = ["latest"] if timed else []
            more = [_one(title, how, name) for how in (*hows, "min", "max")]
            what = {"by": parts.by, "value": value}
            second += [one.model_copy(update=what) for one in more]
    return first, second


def _titles(own: str, values: Sequence[str]) -> list[str]:
    """A name of a column for each value, no two alike."""
    found: dict[str, None] = {}
    for value in values:
        plain = re.sub(r"\W+", "_", value).strip("_")
        title = f"{own}_{plain[:24]}"
        while title in found or title == own + "_":
            title += "_"
        found[title] = None
    return list(found)
