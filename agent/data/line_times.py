"""When lines of a log were, and up to which of them a row may know: its moment."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from agent.data.cells import series, text
from agent.data.line_cells import GAPS, seconds
from agent.data.line_columns import are_dates
from agent.data.summing import Log
from agent.data.word_types import DATE, words
from agent.records import Lines, Made

NEARLY_ALL = 0.95
"""Part of the lines that are no later than a date of their row, if that is the moment
of prediction."""
SOME = 0.2
"""Part of the rows that must have lines before a date, where several rows share them;
and part of lines before a date from which one may wonder what it is."""
_NAMED = {"asof", "cutoff", "snapshot", "reference", "prediction", "predicted", "cut"}
_MOMENT = re.compile(r"as[_ ]?of|cut[_ ]?off|截止|截至|观察|基准|预测日|预测时")
_LADDER = {
    **{"1s": 1, "10s": 10, "1min": 60, "10min": 600, "1h": 3600, "6h": 21600},
    **{"1d": 86400, "7d": 604800, "30d": 2592000, "90d": 7776000, "365d": 31536000},
    **{"3y": 94608000, "10y": 315360000},
}
_HELD = (0.5, 2, 8)
"""Lines of a row that windows hold about."""
LOOKED_AT = 2000
"""Rows by whose lines windows are chosen."""


class Rows:
    """Keys and times of all rows, labelled or not, and the log that they have."""

    def __init__(self, labelled: pd.DataFrame, given: pd.DataFrame | None, key: str):
        self.frames = [f for f in (labelled, given) if f is not None]
        self.keys = self.cells(key)
        self.repeated = any(
            len(set(own)) < len(own)
            for own in ([c.strip() for c in text(f[key])] for f in self.frames)
        )

        self.made: Log | None = None

    def log(self, lines: Lines, cells: Mapping[str, Sequence[str]]) -> Log:
        """The lines in order, which takes a second for a million; the last recipe
        asked for holds."""
        self.made = self.made or Log(lines.model_dump(), cells)
        self.made.recipe = lines.model_dump()
        return self.made

    def cells(self, name: str) -> list[str]:
        """One column of all of them."""
        return [cell.strip() for f in self.frames for cell in text(series(f, name))]

    def dated(self, dates: bool) -> dict[str, list[str]]:
        """The columns of times, which are dates or plain numbers as the log's are."""
        found = {}
        for name in self.frames[0].columns:
            if not all(name in frame.columns for frame in self.frames):
                continue
            cells = self.cells(name)
            some = list(dict.fromkeys(c for c in cells if c not in GAPS))
            some = some[:: len(some) // 100 + 1]
            if not some or not _are_times(name, some) or are_dates(some) != dates:
                continue
            found[name] = cells
        return found


def _are_times(name: str, cells: Sequence[str]) -> bool:
    if all(DATE.fullmatch(cell) for cell in cells):
        return True
    stamps = {"time", "timestamp", "t", "ts", "date", "datetime", "day", "hour", "时间"}
    if not set(words(name)) & stamps and not _named(name):
        return False
    return not np.isnan(seconds(cells)).any()


def timed(
    lines: Lines, rows: Rows, cells: Mapping[str, Sequence[str]], kinds: dict[str, str]
) -> Lines:
    """With the times of the lines and the moment of the rows; drops from `kinds` the
    columns of times."""
    times = [name for name, kind in kinds.items() if kind == "time"]
    for name in times:
        del kinds[name]
    if not times:
        return lines
    time = max(times, key=lambda name: _surely(name, cells[name]))
    dates = are_dates(cells[time])
    found = rows.dated(dates)
    spoken = [c for column in (cells[time], *found.values()) for c in column[:5000]]
    first = [int(m[1]) for c in spoken if (m := re.match(r"(\d{1,2})[-/]\d", c))]
    update = {"time": time, "day_first": any(day > 12 for day in first)}
    lines = lines.model_copy(update=update)
    if dates:
        log = rows.log(lines, cells)
        clock = bool((log.when[~np.isnan(log.when)] % 86400 != 0).any())
        lines = lines.model_copy(update={"unit": _unit(log), "clock": clock})
    return _with_moment(lines, rows, cells, found)


def _surely(name: str, cells: Sequence[str]) -> tuple:
    """What the main time of lines has most of: form of a date, few gaps, its name."""
    gaps = sum(cell.strip() in GAPS for cell in cells) / len(cells)
    plain = {"time", "timestamp", "date", "datetime", "when", "日期", "时间"}
    return are_dates(cells), gaps < 0.05, bool(set(words(name)) & plain), -gaps


def _unit(log: Log) -> str:
    """Days, hours or seconds, by how long the lines of a key last."""
    times = np.append(log.when, np.nan)
    spans = times[log.bounds[1:] - 1] - times[log.bounds[:-1]]
    spans = spans[spans > 0]
    usual = float(np.median(spans)) if len(spans) else 86400.0 * 30
    return "days" if usual >= 172800 else "hours" if usual >= 7200 else "seconds"


def _named(name: str) -> bool:
    return bool(set(words(name)) & _NAMED) or bool(_MOMENT.search(name.lower()))


def _with_moment(
    lines: Lines,
    rows: Rows,
    cells: Mapping[str, Sequence[str]],
    found: dict[str, list[str]],
) -> Lines:
    """With the date of rows by which their lines end, if there is one: by its name, or
    as nearly all lines are no later; where several rows share lines, the earliest."""
    tried = []
    for name, own in found.items():
        one = lines.model_copy(update={"moment": name, "daily": _daily(lines, own)})
        there, before, share = _before(one, rows, cells, own)
        named = _named(name) and before > 0
        sure = before >= SOME if rows.repeated else share >= NEARLY_ALL
        if there and (named or sure):
            usual = float(np.nanmedian(seconds(own, lines.day_first)))
            tried.append((not named, usual, one))
    return min(tried, key=lambda t: t[:2])[2] if tried else lines


def _daily(lines: Lines, cells: Sequence[str]) -> bool:
    now = seconds(cells, lines.day_first)
    return bool(lines.unit) and bool((now[~np.isnan(now)] % 86400 == 0).all())


def _before(
    lines: Lines, rows: Rows, cells: Mapping[str, Sequence[str]], own: Sequence[str]
) -> tuple[bool, float, float]:
    """(whether rows have lines at all, part of these that have some up to a moment,
    part of all lines that are)."""
    log = rows.log(lines.model_copy(update={"moment": ""}), cells)
    start, stop = log.ranges(rows.keys)
    total = stop - start
    log = rows.log(lines, cells)
    start, stop = log.ranges(rows.keys, own)
    before, some = stop - start, (total > 0) & log.known
    if not some.any():
        return False, 0.0, 0.0
    share = before[some].sum() / total[some].sum()
    return True, float((before[some] > 0).mean()), float(share)


def later(
    lines: Lines, rows: Rows, cells: Mapping[str, Sequence[str]]
) -> tuple[int, list[tuple[str, float]]]:
    """(lines of rows that no row may know, dates of rows between whose lines they lie,
    with the part of the lines before, where there is no moment)."""
    if not lines.time:
        return 0, []
    bare = lines.model_copy(update={"columns": ()})
    if lines.moment:
        log = rows.log(bare.model_copy(update={"moment": ""}), cells)
        start, stop = log.ranges(rows.keys)
        lines_of, codes = np.zeros((2, len(log.codes) + 1)), log.row_code
        lines_of[0, codes] = stop - start
        start, stop = rows.log(bare, cells).ranges(rows.keys, rows.cells(lines.moment))
        np.maximum.at(lines_of[1], codes, stop - start)
        return int((lines_of[0] - lines_of[1]).sum()), []
    near = []
    for name, own in rows.dated(bool(lines.unit)).items():
        one = bare.model_copy(update={"moment": name, "daily": _daily(lines, own)})
        there, _, share = _before(one, rows, cells, own)
        if there and 0.5 <= share < NEARLY_ALL:
            near.append((name, share))
    return 0, near


def made(
    lines: Lines, rows: Rows, cells: Mapping[str, Sequence[str]], stem: str
) -> tuple[list[Made], tuple[str, float] | None]:
    """(the columns that tell of lines' times, the middle one of the windows)."""
    if not lines.time:
        return [], None
    unit = f"_{lines.unit}" if lines.unit else ""
    found = []
    # How long ago says more than when: rows to predict may be later than all before.
    hows = ("since first", "since last") if lines.moment else ("first", "last")
    for how in (*hows, "span", "gap"):
        dated = how in ("first", "last")
        title = f"{stem}_{how.replace(' ', '_')}{'' if dated else unit}"
        of = lines.time if dated else ""
        found.append(Made.model_validate({"name": title, "how": how, "of": of}))
    windows = _windows(lines, rows, cells) if lines.moment else {}
    for label, within in windows.items():
        title = f"{stem}_count_{label}"
        found.append(Made(name=title, how="within", within=within))
    middle = list(windows.items())[len(windows) // 2] if windows else None
    return found, middle


def _windows(
    lines: Lines, rows: Rows, cells: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Usual lengths of time, the longest last, within which a row has about half a
    line, two, and eight."""
    log = rows.log(lines, cells)
    starts, stops = log.ranges(rows.keys, rows.cells(lines.moment))
    some = np.flatnonzero(stops > starts)
    some = some[:: len(some) // LOOKED_AT + 1]
    if not len(some):
        return {}
    ages = [log.now[i] - log.when[starts[i] : stops[i]] for i in some]
    old = np.sort(np.concatenate(ages))
    places = [int(held * len(some)) for held in _HELD]
    wanted = [old[p] for p in places if p < 0.9 * len(old)] or [np.median(old)]
    found = dict(_window(float(max(age, 1e-9)), lines.unit) for age in wanted)
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _window(age: float, unit: str) -> tuple[str, float]:
    """(name, length) of the usual length of time nearest to this one."""
    if unit:
        near = min(_LADDER, key=lambda n: abs(np.log(_LADDER[n] / max(age, 1e-3))))
        return near, float(_LADDER[near])
    whole = 10.0 ** np.floor(np.log10(age))
    near = min((1, 2, 5, 10), key=lambda step: abs(np.log(step * whole / age)))
    return f"{near * whole:g}".replace(".", "p"), float(near * whole)
