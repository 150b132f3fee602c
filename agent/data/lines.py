"""A further table with several lines per row (a log) -> columns that sum these up.

Nothing here looks at a target, or at which rows are trained on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from agent.data import joins, line_columns, line_times, units
from agent.data.cells import series, text
from agent.data.line_cells import GAPS
from agent.data.line_times import Rows
from agent.data.summing import Log
from agent.data.word_types import DATE, ID_WORDS, words
from agent.records import Finding, Lines

KNOWN = 0.5
"""Part of the rows that have lines, at least, but where it tells of a few."""
SHARED = 20
"""Rows of one key, on average, up to which a column needs no name such as `machine_id`
to be one."""
_KEYS = ID_WORDS | {"no", "nr", "number", "code", "name", "号", "编码"}
_WHOSE = {"patient", "user", "customer", "client", "machine", "device", "case", "unit"}
_WHOSE |= {"subject", "account", "person", "student", "driver", "store", "session"}
_WHOSE |= {"用户", "客户", "患者", "病人", "设备", "账号", "会员", "学生", "门店"}


@dataclass(frozen=True)
class Summed:
    """The tables with the new columns, or why there are none."""

    labelled: pd.DataFrame
    given: pd.DataFrame | None
    said: str
    """For a person, of this file."""
    lines: Lines | None = None
    findings: tuple[Finding, ...] = ()


@dataclass
class _Told:
    """What its owner should know of a log, in the making."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, message: str, kind: str = "lines", **more: str) -> None:
        said = {"severity": "info", **more, "kind": kind, "message": message}
        self.findings.append(Finding.model_validate(said))


def summed(
    labelled: pd.DataFrame, given: pd.DataFrame | None, log: pd.DataFrame, path: Path
) -> Summed:
    """The rows with columns that sum up their lines in `log`, by a column that both
    have; where rows have a moment of prediction, the lines up to it alone."""
    key, why = _key(labelled, given, log)
    if not key:
        return Summed(labelled, given, f"({path.name} not used: {why})")
    told = _Told(path.name)
    log, found_units = _bare(log, key)
    cells = {n: [c.strip() for c in text(series(log, n))] for n in log.columns}
    kinds = _kinds(labelled, given, cells, key, told)
    rows = Rows(labelled, given, key)
    lines = Lines(file=path.name, key=key, units=found_units)
    lines = line_times.timed(lines, rows, cells, kinds)
    if rows.repeated and not lines.moment:
        why = f"{key} is in several rows each, and no date of theirs says which lines"
        return Summed(labelled, given, f"({path.name} not used: {why} were known)")
    stem = _stem(path, labelled)
    timing, middle = line_times.made(lines, rows, cells, stem)
    columns, more = line_columns.made(stem, kinds, cells, cells[key], timing, middle)
    taken = {*labelled.columns, *(given.columns if given is not None else ())}
    columns = [
        c.model_copy(update={"name": c.name + "_"}) if c.name in taken else c
        for c in columns
    ]
    lines = lines.model_copy(update={"columns": tuple(columns)})
    later = _tell(told, lines, rows, cells, more)
    summing = rows.log(lines, cells)
    labelled = with_columns(labelled, lines, summing)
    given = with_columns(given, lines, summing) if given is not None else None
    said = (
        f"{path.name} ({len(log)} lines, summed up by {key} in {len(columns)} columns"
    )
    if lines.moment:
        dropped = f"{later} are later, and not used" if later else "all of them"
        said += f"; up to {lines.moment}: {dropped}"
    said += ")"
    return Summed(labelled, given, said, lines, tuple(told.findings))


def _stem(path: Path, labelled: pd.DataFrame) -> str:
    own = path.name.partition("#")[2] or path.stem  # of a workbook its sheet
    stem = re.sub(r"\W+", "_", own).strip("_") or "lines"
    return stem + "_lines" if stem in labelled.columns else stem


def with_columns(frame: pd.DataFrame, lines: Lines, log: Log) -> pd.DataFrame:
    """Rows with the columns that sum up their lines, cells of text still."""
    moments = text(series(frame, lines.moment)) if lines.moment else None
    made = log.columns(text(series(frame, lines.key)), moments)
    new = {n: pd.Series(c, index=frame.index, dtype="str") for n, c in made.items()}
    return pd.concat([frame, pd.DataFrame(new, index=frame.index)], axis=1)


def _key(
    labelled: pd.DataFrame, given: pd.DataFrame | None, log: pd.DataFrame
) -> tuple[str, str]:
    """(the column by which lines belong to rows, '' if there is none; why not): one
    that is in one row each, or else one that names what several rows are of."""
    best, best_rank = "", (False, 0.0)
    for name in log.columns.intersection(labelled.columns):
        if given is not None and name not in given.columns:
            continue
        known = {cell.strip() for cell in text(series(log, name))} - GAPS
        own = [cell.strip() for cell in text(series(labelled, name))]
        asked = text(series(given, name)) if given is not None else []
        share = sum(cell in known for cell in own) / max(len(own), 1)
        single = len(set(own)) == len(own) and len(set(asked)) == len(asked)
        some = share >= KNOWN or joins.of_some([*own, *map(str.strip, asked)], [*known])
        if not some or not (single or _names(name, own)):
            continue
        if (single, share) > best_rank:
            best, best_rank = name, (single, share)
    return best, "no column to join it by"


def _names(name: str, cells: list[str]) -> bool:
    """Whether a column names what several rows are of: a customer, a machine."""
    unique = list(dict.fromkeys(cells))
    if len(unique) < 3 or all(DATE.fullmatch(cell) for cell in unique[:50]):
        return False
    if any(re.fullmatch(r"-?\d+\.\d+", cell) for cell in unique[:50]):
        return False
    named = set(words(name))
    return bool(named & (_KEYS | _WHOSE)) or len(cells) <= SHARED * len(unique)


def _bare(log: pd.DataFrame, key: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The log without the units of its numbers, and these."""
    found = {}
    for name in log.columns:
        whole = series(log, name)
        if name == key or not units.bare([whole.head(500)])[0] and len(whole) > 500:
            continue
        unit, (column,) = units.bare([whole])
        if unit:
            found[name], log = unit, log.assign(**{name: column})
    return log, found


def _kinds(
    labelled: pd.DataFrame,
    given: pd.DataFrame | None,
    cells: dict[str, list[str]],
    key: str,
    told: _Told,
) -> dict[str, str]:
    """What each column of a log holds. One called as a column of the rows that may be
    the target is none to learn from: its own lines would tell the answer."""
    kinds = {n: line_columns.kind(n, c) for n, c in cells.items() if n != key}
    asked = set() if given is None else {*given.columns} - {key}
    both = given is not None and not asked >= {*labelled.columns} - {key}
    lower = {name.casefold(): name for name in labelled.columns}
    for name in list(kinds):
        own = lower.get(name.casefold())
        if own is None or (own in asked if both else kinds[name] == "time"):
            continue
        kinds[name] = ""
        told.add(
            f"column {name} of {told.file} is called as one of the rows, which may be "
            "what is to be predicted: it is not used",
            "leak",
            severity="warning",
            fix="call it otherwise if it is known when predicting",
        )
    lost = [name for name, found in kinds.items() if found in ("other", "id")]
    if lost:
        told.add(
            f"not summed up of {told.file}: {', '.join(lost)} (files, lists or ids)",
            "unused",
        )
    return {name: found for name, found in kinds.items() if found and name not in lost}


def _tell(
    told: _Told, lines: Lines, rows: Rows, cells: dict[str, list[str]], more: int
) -> int:
    """Which columns there are, which lines were left out, and what is doubtful; how
    many lines are left out as later ones."""
    columns = lines.columns
    count = len(cells[lines.key])
    message = f"{lines.file}: {count} lines are summed up by {lines.key} in "
    message += f"{len(columns)} columns, {columns[0].name} to {columns[-1].name}"
    told.add(message + (f"; those up to {lines.moment} count" if lines.moment else ""))
    if more:
        told.add(
            f"{more} more columns could sum up {lines.file}: at most "
            f"{line_columns.MOST} do",
            "unused",
        )
    later, near = line_times.later(lines, rows, cells)
    if lines.moment and later:
        told.add(
            f"{later} lines of {lines.file} are later than {lines.moment} of their "
            "row, or have no time: they are not used",
            "leak",
        )
    for name, share in near:
        told.add(
            f"{share:.0%} of the lines of {lines.file} are no later than {name} of "
            f"their row, and all count: if predictions are made at {name}, the others "
            "give the future away",
            "leak",
            severity="warning",
            fix=f"call {name} as_of if predictions are made then",
        )
    return later


def recipes(lines: Sequence[Lines]) -> list[dict]:
    """As `Log` takes them, without what is as usual."""
    kept = {"key", "time", "moment", "day_first", "daily", "clock", "unit"}
    kept |= {"units", "file"}
    return [
        {name: value for name, value in one.model_dump().items() if name in kept}
        | {"columns": [c.model_dump(exclude_defaults=True) for c in one.columns]}
        for one in lines
    ]
