"""A sentence and the columns of a table to a `TaskSpec`: by rules alone, no model.

What cannot be told from words and data is an error that asks, not a guess.
"""

import re
from pathlib import Path

from agent import goal, modalities, reading, target, task
from agent.records import Budget, Column, Constraints, Kind, Record, TaskSpec


class Overrides(Record):
    """What the user's flags say; each beats the statement."""

    target: str | None = None
    metric: str | None = None
    kind: Kind | None = None
    use: tuple[str, ...] = ()
    """Columns, modalities or kinds of data to use, and no others."""
    ignore: tuple[str, ...] = ()
    """Columns, modalities or kinds of data to leave out."""
    positive: str | None = None


def understand(
    statement: str,
    columns: tuple[Column, ...],
    *,
    data: Path,
    rows: int,
    given: bool,
    overrides: Overrides,
    budget: Budget,
    seed: int,
) -> TaskSpec:
    """What to learn from what; `given` says if there is a test table without labels.

    Raises DataError where words and data do not settle it, UsageError for a bad flag.
    """
    names = tuple(column.name for column in columns)
    values = {c.name: c.values for c in columns if c.type == "category"}
    read = reading.read(statement, names, values)
    column, why_target = target.find_target(
        read, columns, data=data, rows=rows, given=given, asked=overrides.target
    )
    said = goal.wishes(read, column.name)
    aims = tuple(wish.name for wish in said if not wish.aside)
    kind, why_kind = task.task_kind(
        read, column, data=data, rows=rows, asked=overrides.kind, metrics=aims
    )
    positive, notes = None, [why_target, why_kind]
    if kind == "binary":
        asked = overrides.positive
        positive, why = task.positive_class(read, column, data=data, asked=asked)
        notes.append(why)
    wanted = goal.choose(
        said, kind, column, positive=positive, asked=overrides.metric, data=data
    )
    inputs = modalities.find_inputs(
        read,
        columns,
        column,
        data=data,
        given=given,
        use=overrides.use,
        ignore=overrides.ignore,
    )
    limits, why_limits = constraints(read.text)
    return TaskSpec(
        statement=statement,
        data=data,
        target=(column.name,),
        kind=kind,
        metric=wanted.metric,
        also=wanted.also,
        positive=positive,
        modalities=inputs.modalities,
        ignore=inputs.ignore,
        constraints=limits.model_copy(update={"must_not_use": inputs.must_not_use}),
        budget=budget,
        seed=seed,
        notes=(*notes, *wanted.notes, *inputs.notes, *why_limits),
    )


_AT_MOST = (
    r"(?:under|below|less than|fewer than|at most|no more than|not more than|maximum"
    r"(?: of)?|max\.?|up to|within|limit(?:ed)? (?:of|to)|smaller than"
    r"|faster than|<=?|≤"
    r"|不超过|不大于|不多于|少于|小于|低于|最多|至多|控制在)\s*"
)
_NUMBER = r"(\d[\d,]*(?:\.\d+)?(?:e\d+)?)\s*"
_SCALE = r"(thousand|million|billion|k|m|b|千万|百万|十万|万|亿|千)?\s*(?:个)?\s*"
_SCALES = {
    **{"": 1, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6},
    **{"billion": 1e9, "b": 1e9},
    **{"千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8},
}
_PARAMS = r"(?:trainable |model )?(?:parameters?|params?|weights)\b"
_SPEED = r"(ms|milliseconds?|毫秒)"


def constraints(text: str) -> tuple[Constraints, list[str]]:
    """Limits on size, speed and memory in `text` (plain lower case), with notes."""
    limits = {
        "max_params": _params(text),
        "max_latency_ms": _latency(text),
        "max_memory_mb": _memory(text),
    }
    found = {name: value for name, value in limits.items() if value is not None}
    notes = []
    if "max_params" in found:
        notes.append(f"limit: at most {found['max_params']:,} parameters")
    if "max_latency_ms" in found:
        notes.append(f"limit: at most {found['max_latency_ms']:g} ms per row")
    if "max_memory_mb" in found:
        notes.append(f"limit: at most {found['max_memory_mb']} MB of memory")
    if spent := _time(text):
        notes.append(
            f"the statement speaks of {spent}: the budget is set by flag, not by it"
        )
    return Constraints.model_validate(found), notes


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _params(text: str) -> int | None:
    for pattern in (
        rf"{_AT_MOST}{_NUMBER}{_SCALE}{_PARAMS}",
        rf"{_AT_MOST}{_NUMBER}{_SCALE}的?参数",
        rf"参数量?(?:总数|数量|数|规模)?[^\d。.,，]{{0,6}}{_AT_MOST}{_NUMBER}{_SCALE}",
        rf"{_NUMBER}{_SCALE}参数量?(?:以内|以下|之内)",
        rf"{_NUMBER}{_SCALE}{_PARAMS} (?:at most|or (?:less|fewer)|max)",
        rf"{_PARAMS}[^\d.]{{0,12}}{_AT_MOST}{_NUMBER}{_SCALE}",
    ):
        if match := re.search(pattern, text):
            return int(_value(match[1]) * _SCALES[match[2] or ""])
    return None


def _latency(text: str) -> float | None:
    """Under 20 ms, 20 ms on CPU, a latency of 20 ms; a bare "20 ms" is no limit."""
    near = (
        r"(?:latency|inference|predict\w*|respon\w+|answer\w*|延迟|推理|响应|耗时)"
        r"[^\d.。]{0,25}"
    )
    for pattern in (
        rf"{_AT_MOST}{_NUMBER}{_SPEED}",
        rf"{near}{_NUMBER}{_SPEED}",
        rf"{_NUMBER}{_SPEED}(?: of)? (?:on (?:a |the )?cpu|per (?:row|sample|image)"
        r"|latency|or (?:less|faster)|at most)",
        rf"{_NUMBER}{_SPEED}(?:以内|以下|之内)",
    ):
        if match := re.search(pattern, text):
            return _value(match[1])
    return None


def _memory(text: str) -> int | None:
    pattern = rf"{_AT_MOST}{_NUMBER}(gb|mb|gib|mib|g|m)\s*(?:of |的)?(?:gpu )?"
    pattern += r"(?:memory|ram|vram|内存|显存)"
    if match := re.search(pattern, text):
        return int(_value(match[1]) * (1024 if match[2].startswith("g") else 1))
    return None


def _time(text: str) -> str:
    pattern = (
        r"\b(?:in|within|under|at most|for) \d+(?:\.\d+)? ?(?:minutes?|min|hours?|h)\b"
        r"|\d+(?:\.\d+)?\s*(?:个)?(?:分钟|小时)(?:内|以内|之内)"
    )
    match = re.search(pattern, text)
    return match[0] if match else ""
