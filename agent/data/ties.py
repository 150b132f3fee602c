"""What ties rows together: a group column, a time column, copies of each other."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from agent.data import apart
from agent.data.cells import series
from agent.data.tables import Data
from agent.data.word_types import TIME_WORDS, words
from agent.records import Column, Finding, TaskSpec
from agent.vocabulary import parting
from agent.vocabulary.words import stem

if TYPE_CHECKING:
    from pandas import Series

_GROUP_WORDS = {
    *("person", "patient", "subject", "participant", "user", "session", "group"),
    *("customer", "client", "speaker", "writer", "author", "player", "student"),
    *("household", "family", "driver", "animal", "device", "machine", "unit"),
    *("recording", "scene", "sequence", "clip", "video", "trip", "site", "hospital"),
    *("患者", "病人", "受试者", "用户", "会话", "组", "客户", "说话人"),
}
_ID_WORDS = {"id", "ids", "no", "nr", "num", "number", "name", "code", "key", "index"}
_FORECAST = re.compile(
    r"forecast|next (hour|day|week|month|quarter|year|season|step)|tomorrow|upcoming"
    r"|\bfuture\b|in advance|ahead of time|chronolog|predict\w* ahead"
    r"|\blater\b.{0,30}\bfrom (the )?(earlier|past)\b"
    r"|预报|未来|明天|下一?个?(小时|天|日|周|月|年|季度)|提前",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"\b(unseen|new|other|different) "
    r"(people|persons?|patients?|subjects?|users?|speakers?|participants?|groups?)\b"
    r"|(people|persons|patients|subjects|users|speakers|participants)\b"
    r"[^;]{0,40}(do not|don't|never) (occur|appear)"
    r"|(people|persons?|patients?|subjects?|users?|speakers?|participants?)"
    r"( that| who| whom)?( we| it| the model)?( have| has)? (?:never|not) (seen|met)\b"
    r"|没(?:有)?见过的(?:人|患者|病人|用户|受试者|说话人|客户)"
    r"|leave-one-(subject|person|patient)-out",
    re.IGNORECASE,
)


def columns(
    data: Data, spec: TaskSpec, described: Sequence[Column]
) -> tuple[str | None, str | None, list[Finding]]:
    """(group column, time column, findings). At most one of the two decides the split:
    the time if the task is a forecast, or if the rows to predict are later than the
    labelled ones, else the group: whom the test table doesn't share, or the statement
    says so of, or whose name promises one."""
    free = [c for c in described if c.name not in spec.target]
    asked = spec.statement + " " + " ".join(spec.target).replace("_", " ")
    time = next((c for c in free if _is_time(c)), None)
    group = next((c for c in free if _is_group(c, len(data.labelled))), None)
    if time and _FORECAST.search(asked):
        return None, time.name, [_ordered(time.name)]
    late = [*([time] if time else []), *filter(_counts_time, free)]
    if later := next((c for c in late if _is_later(data, c.name)), None):
        return None, later.name, [_later(later.name)]
    findings = [_not_ordered(data, time.name)] if time else []
    joined = data.extra.get("joined", {})
    for target in (name for name in spec.target if name in joined):
        owner = joined[target]
        if len(data.labelled) > owner[2]:
            return owner[0], None, [*findings, _owned(data, target, owner)]
    said = [things for _, things in parting.apart(spec.statement)]
    told = next((c for c in free if _is_one_of(c, said, len(data.labelled))), None)
    group = apart.unshared(data, free) or told or group
    if group is None and _speaks_of_unseen(spec):
        bare = [c for c in free if set(words(c.name)) <= _ID_WORDS]
        shared = [c for c in bare if _shared(c, len(data.labelled))]
        group = shared[0] if len(shared) == 1 else None
    if group is None:
        return None, None, findings
    if group.unique < 3:
        return None, None, [*findings, _too_few(group)]
    return group.name, None, [*findings, _grouped(group)]


def _is_group(column: Column, rows: int) -> bool:
    """An id-like name of something that several rows share: `patient_id`, `session`."""
    if not _shared(column, rows):
        return False
    named = words(column.name)
    noun = [word for word in named if word in _GROUP_WORDS]
    plain = all(word in _GROUP_WORDS | _ID_WORDS for word in named)
    if not noun or not plain:
        return False
    return column.type != "text" or "id" in named


def _is_one_of(column: Column, said: list[str], rows: int) -> bool:
    """Whether a column names one of the things, of which each has several rows:
    `kit_id` of "drum kits"."""
    named = [stem(word) for word in words(column.name) if word not in _ID_WORDS]
    things = [[stem(word) for word in one.split()] for one in said]
    ends = any(named and named == one[-len(named) :] for one in things)
    return ends and _shared(column, rows)


def _is_later(data: Data, name: str) -> bool:
    """Whether the rows to predict are later than the labelled ones."""
    import pandas as pd

    if data.given is None or name not in data.given:
        return False
    both = [series(data.labelled, name), series(data.given, name)]
    return apart.later(*np.split(times(pd.concat(both)), [len(both[0])]))


def _shared(column: Column, rows: int) -> bool:
    """Whether its cells may name something, each several rows."""
    kinds = ("integer", "category", "boolean", "text", "number", "id", "unreadable")
    return column.type in kinds and 2 <= column.unique <= rows / 2


def _counts_time(column: Column) -> bool:
    """Whether it may count days or years from some beginning."""
    named = set(words(column.name))
    number = column.type in ("integer", "number")
    return number and bool(named & TIME_WORDS) and named <= TIME_WORDS | _ID_WORDS


def _is_time(column: Column) -> bool:
    stamp = {"timestamp", "time", "date", "datetime", "时间", "日期"}
    if column.type == "date":
        return not column.clock
    named = set(words(column.name))
    return column.type in ("integer", "number", "id") and bool(
        named & stamp
        and named <= stamp | TIME_WORDS | {"unix", "utc", "start", "s", "ms"}
    )


def times(column: "Series") -> np.ndarray:
    """(rows,) float that orders the rows in time; NaN where it can't be read."""
    import pandas as pd

    if column.dtype.kind in "iuf":
        return column.to_numpy(dtype=float, na_value=np.nan)
    if column.dtype.kind != "M":
        first = column.dropna().astype(str).str.extract(r"^(\d{1,2})[-/.]")[0]
        day_first = bool((first.dropna().astype(int) > 12).any())
        plain = column.astype("str").str.replace(r"[年月]", "-", regex=True)
        plain = plain.str.replace("日", "")
        column = pd.to_datetime(
            plain, errors="coerce", format="mixed", dayfirst=day_first, utc=True
        )
    stamps = column.astype("int64").to_numpy(dtype=float)
    return np.where(column.isna(), np.nan, stamps)


def copies(
    codes: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray | None, list[Finding]]:
    """(codes that keep copies together, or None; findings) for the labelled rows.

    Where most rows are like others (a few categories and nothing else), they are taken
    for repeated cases, not for copies, and are free to stand in different parts.
    """
    again = np.bincount(codes)[codes] > 1
    if not again.any():
        return None, []
    kinds = len(np.unique(codes[again]))
    message = f"{int(again.sum())} of {len(codes)} rows are copies of each other "
    message += f"({kinds} different ones)"
    pairs = len(
        np.unique(np.stack([codes[again].astype(float), target[again]]), axis=1).T
    )
    if pairs > kinds:
        message += "; some have different targets"
    if again.mean() > 0.5:
        message += ": taken for repeated cases"
        return None, [Finding(kind="duplicate", severity="info", message=message)]
    fix = "remove the copies; until then they are kept in one part of the split"
    return codes, [
        Finding(kind="duplicate", severity="warning", message=message, fix=fix)
    ]


def _ordered(name: str) -> Finding:
    return Finding(
        kind="group",
        severity="info",
        column=name,
        message=f"the task looks ahead: rows are split by {name}, the last are test",
    )


def _later(name: str) -> Finding:
    return Finding(
        kind="group",
        severity="info",
        column=name,
        message=f"the rows to predict are later by {name} than the labelled ones: rows "
        "are split by it, too, the last are test",
    )


def _not_ordered(data: Data, name: str) -> Finding:
    """A warning where the rows stand in the order of time, as a log or a ledger does:
    a model of later rows would look better than it is."""
    found = times(series(data.labelled, name))
    found = found[~np.isnan(found)]
    logged = len(found) > 2 and bool((np.diff(found) >= 0).all())
    message = f"{name} holds times, but the split doesn't follow them"
    if logged:
        message += ': if the model is to predict later rows, say "forecast"'
    return Finding(
        kind="group",
        severity="warning" if logged else "info",
        column=name,
        message=message,
        fix='say "forecast" in the statement if the model is to predict later rows',
    )


def _owned(data: Data, target: str, owner: tuple[str, str, int]) -> Finding:
    key, file, rows = owner
    return Finding(
        kind="group",
        severity="warning",
        column=target,
        message=f"{target} belongs to the {rows} rows of {file}, but one of the "
        f"{len(data.labelled)} rows joined to it is predicted at a time, and scores "
        f"count these; rows of one {key} stay in one part of the split",
        fix=f"for one prediction each {key}: a table with a row for each, and what the "
        "other table says of it in columns, such as counts and means",
    )


def _grouped(column: Column) -> Finding:
    return Finding(
        kind="group",
        severity="info",
        column=column.name,
        message=f"rows of one {column.name} stay in one part of the split "
        f"({column.unique} different)",
    )


def _too_few(column: Column) -> Finding:
    return Finding(
        kind="group",
        severity="warning",
        column=column.name,
        message=f"{column.name} looks like a group, but {column.unique} groups "
        "can't be parted in three: its rows are split at random",
        fix="add data of further groups",
    )


def ungrouped(spec: TaskSpec) -> list[Finding]:
    """What to tell where the rows are not parted by any group."""
    if not _speaks_of_unseen(spec):
        return []
    message = "the statement speaks of unseen people or groups, but no column names "
    message += "them: rows of one may stand in train and test, and scores may flatter"
    fix = "add a column such as person_id to train.csv"
    return [Finding(kind="group", severity="warning", message=message, fix=fix)]


def _speaks_of_unseen(spec: TaskSpec) -> bool:
    said = parting.apart(spec.statement) or _UNSEEN.search(spec.statement)
    return bool(said)
