"""Survival tasks: which column is the time, which says if the event happened."""

import re
from dataclasses import dataclass

from agent.errors import DataError
from agent.records import Column
from agent.statement.case import Case, Task
from agent.statement.kind import is_number
from agent.statement.kind_words import (
    EVENT_NAMES,
    EVENT_NAMES_CHINESE,
    EVENT_VALUES,
    NO_EVENT_NAMES,
    NO_EVENT_VALUES,
    NOT,
    SURVIVAL_MAYBE,
    SURVIVAL_SURE,
    TIME_NAMES,
    TIME_NAMES_CHINESE,
    VALUE_MEANS_EVENT,
    VALUE_MEANS_NOT,
)
from agent.statement.near import quoted_list
from agent.statement.positive import by_flag, two_values
from agent.statement.reading import TARGET_ROLES
from agent.statement.several import named
from agent.statement.survival_said import (
    is_called,
    not_yet,
    says_if,
    until,
    valued,
)
from agent.statement.usable import unusable
from agent.vocabulary.lexicon import YES
from agent.vocabulary.words import name_words, plain

NAMED = 0.7  # strength of a mention from which a column counts as named


@dataclass(frozen=True)
class Asked:
    """Whether the words ask for survival; `sure` if nothing else can be meant."""

    why: str
    sure: bool


def asked(case: Case, metrics: tuple[str, ...]) -> Asked | None:
    """What asks for survival, if anything does."""
    if case.flags.kind is not None:
        wanted = case.flags.kind == "survival"
        return Asked("asked for by --kind", True) if wanted else None
    if "c_index" in metrics:
        return Asked("the concordance index judges survival", True)
    text = case.reading.text
    if (said := re.search(SURVIVAL_SURE, text)) and not re.search(
        NOT, text[: said.start()]
    ):
        return Asked(f"the words say {said[0]!r}", True)
    if said := re.search(SURVIVAL_MAYBE, text):
        return Asked(f"the words say {said[0]!r}", False)
    return None


def find(case: Case, why: Asked, flagged: list[Column]) -> Task | None:
    """The time and the event; `flagged` are the columns of --target.

    None if the table has no such pair and the words do not insist. Raises DataError
    if they do, or if several columns may be meant.
    """
    pool = flagged if len(flagged) > 1 else list(case.columns)
    if flagged and len(flagged) != 2 and len(flagged) != 1:
        raise _no_pair(case, "--target takes a time and an event, such as days,died")
    times = [c for c in pool if _may_be_time(c)]
    events = [c for c in pool if _may_be_event(c)]
    if len(flagged) == 1:
        times = [c for c in times if c in flagged] or times
        events = [c for c in events if c in flagged] or events
    if not why.sure and (not flagged and not _pair_meant(case, times, events)):
        return None
    event = _pick(case, events, "event", sure=why.sure, alone=bool(flagged))
    time = _pick(
        case,
        [c for c in times if c != event],
        "time",
        sure=why.sure,
        alone=bool(flagged),
    )
    if event is None or time is None:
        if why.sure:
            raise _no_pair(case, _missing(event, times, events))
        return None
    positive, because = event_value(case, event)
    notes = (
        f"target `{time.name}` (time) and `{event.name}` (event): {why.why}",
        "survival: the time until an event, rows without an event included",
        because,
    )
    return Task((time, event), "survival", notes, positive=positive)


def _may_be_time(column: Column) -> bool:
    number = is_number(column) and column.type in ("number", "integer")
    return number and column.unique > 2 and (column.low is None or column.low >= 0)


def _may_be_event(column: Column) -> bool:
    kinds = ("boolean", "category", "integer", "number", "text")
    return column.unique == 2 and column.type in kinds


def _pair_meant(case: Case, times: list[Column], events: list[Column]) -> bool:
    """Whether words such as "how long until" speak of a time and an event here.

    There is a column for the event, and what is named outright as the target is one
    of the two.
    """
    avoided = {
        n.mention.column
        for column in events
        for n in case.reading.of(column.name, "avoid", "deny")
    }
    pool = [c for c in events if c.name not in avoided or not_yet(case, c)]
    spoken_of = {
        n.mention.column for n in case.reading.named if n.mention.strength >= 0.4
    }
    censored = bool(re.search(r"censor|删失", case.reading.text))
    alive = re.search(r"surviv|remaining li[fv]e|生存|存活|剩余寿命", case.reading.text)
    known = [
        c for c in pool if censored or alive or c.name in spoken_of or until(case, c)
    ]
    if not any(_event_points(case, c) >= 3.0 for c in known):
        return False
    pairs = {c.name for c in pool} | {c.name for c in times if _usual_time(c)}
    # In "the time to failure", `failure` is not what to predict.
    spoken = [m.start() for m in re.finditer(SURVIVAL_MAYBE, case.reading.text)]
    outright = {
        n.mention.column
        for column in case.columns
        if not unusable(column, case.rows)
        for n in case.reading.of(column.name, *TARGET_ROLES)
        if n.mention.strength >= 0.94 and n.rank == 0
        if not any(
            start < n.mention.start < case.reading.sentence_at(start).end
            for start in spoken
            if column in events
        )
    }
    only_event = outright and outright <= {c.name for c in pool}
    together = {column.name for column in named(case)}
    # An event that may be censored is not predicted alone, nor one explained.
    paired = len(together) == 2 or censored or any(valued(case, c) for c in known)
    return outright <= pairs and (not only_event or paired)


def _pick(
    case: Case, pool: list[Column], role: str, *, sure: bool, alone: bool
) -> Column | None:
    """The likeliest column for a role; None if none is. DataError if two are."""
    if len(pool) == 1 and (alone or role == "time" and sure):
        return pool[0]
    points = _event_points if role == "event" else _time_points
    ranked = sorted(pool, key=lambda column: -points(case, column))
    scores = [points(case, column) for column in ranked]
    if not ranked or scores[0] < 3.0:
        return ranked[0] if sure and len(ranked) == 1 else None
    close = [c for c, s in zip(ranked, scores, strict=True) if s > scores[0] - 1.0]
    lacked = [c for c in close if case.given and not c.in_given]
    if len(lacked) == 1:
        return lacked[0]  # what the test table has is no answer
    if len(close) > 1:
        what = "the time" if role == "time" else "whether the event happened"
        raise DataError(
            f"{len(close)} columns may hold {what}",
            where=str(case.data),
            why=f"they are {quoted_list([c.name for c in close])}",
            fix="name both columns, time first: --target TIME,EVENT",
        )
    return ranked[0]


def _event_points(case: Case, column: Column) -> float:
    own = name_words(column.name)
    usual = bool(set(own) & EVENT_NAMES)
    usual = usual or bool(re.search(EVENT_NAMES_CHINESE, column.name))
    points = 3.0 * usual + _spoken(case, column)
    points += 3.0 * until(case, column) + 3.0 * says_if(case, column)
    points += 2.0 * valued(case, column) + 3.0 * not_yet(case, column)
    values = {value.lower() for value in column.values}
    return points + 1.0 * bool(values & (EVENT_VALUES | NO_EVENT_VALUES))


def _time_points(case: Case, column: Column) -> float:
    own = set(name_words(column.name))
    survival = bool(own & {"survival", "lifetime", "tte", "ttf", "duration"})
    points = 3.0 * _usual_time(column) + 1.0 * survival
    ahead = own & {"to", "until", "till", "before"}  # `days_to_closure`, no age
    points += 1.0 * bool(ahead and own & TIME_NAMES)
    points += 3.0 * is_called(case, column, "时间")
    return points + _spoken(case, column)


def _usual_time(column: Column) -> bool:
    usual = bool(set(name_words(column.name)) & TIME_NAMES)
    return usual or bool(re.search(TIME_NAMES_CHINESE, column.name))


def _spoken(case: Case, column: Column) -> float:
    """Points for being named: most as what to predict, least as an input."""
    reading = case.reading
    if any(n.mention.strength >= NAMED for n in reading.of(column.name, *TARGET_ROLES)):
        return 3.0
    places = [n for n in reading.named if n.mention.column == column.name]
    if any(n.role in ("input", "only", "avoid", "deny") for n in places):
        quoted = any(n.mention.quoted for n in places)
        return 1.0 if quoted else 0.0
    return 2.0 if any(n.mention.strength >= NAMED for n in places) else 0.0


def event_value(case: Case, event: Column) -> tuple[str, str]:
    """The value that means that the event happened, and a sentence why.

    Raises DataError if neither the words nor the values tell.
    """
    values = two_values(event)
    other = dict(zip(values, reversed(values), strict=True))
    if (flag := by_flag(case, event)) is not None:
        return flag, f"event = {flag!r}: asked for by --positive"
    if told := _told(case, values):
        return told, f"event = {told!r}: the statement says so (else --positive)"
    lower = {value.lower(): value for value in values}
    happened = [v for low, v in lower.items() if low in EVENT_VALUES]
    ended = [v for low, v in lower.items() if low in NO_EVENT_VALUES]
    if len(happened) == 1 or len(ended) == 1:
        value = happened[0] if len(happened) == 1 else other[ended[0]]
        return value, f"event = {value!r}, by what it means (else --positive)"
    yes = [value for value in values if value.lower() in YES]
    own = {*name_words(event.name)}
    inverted = bool(own & NO_EVENT_NAMES) or any(
        word in event.name for word in NO_EVENT_NAMES if not word.isascii()
    )
    if len(yes) == 1 and inverted:
        value = other[yes[0]]
        return value, (
            f"event = {value!r}: `{event.name}` = {yes[0]!r} means that the event was"
            " not seen, so the column is read the other way round (else --positive)"
        )
    if set(values) == {"1", "2"}:
        return "2", "event = '2': 1 = censored, 2 = event is usual (else --positive)"
    if len(yes) == 1:
        return yes[0], f"event = {yes[0]!r}: it means yes (else --positive)"
    raise DataError(
        f"Which value of `{event.name}` means that the event happened is not clear",
        where=str(case.data),
        why=f"its values are {values[0]!r} and {values[1]!r}",
        fix=f"say which: --positive {values[-1]}",
    )


def _told(case: Case, values: tuple[str, ...]) -> str:
    """The value that the statement explains as the event; "" if it explains none."""
    wanted = {plain(value): value for value in values}
    pairs = zip(VALUE_MEANS_NOT, VALUE_MEANS_EVENT, strict=True)
    for pattern, swap in [p for no, yes in pairs for p in ((no, True), (yes, False))]:
        for match in re.finditer(rf"(?<![\w.]){pattern}", case.reading.text):
            if (value := wanted.get(match["value"])) is not None:
                rest = [other for other in values if other != value]
                return rest[0] if swap else value
    return ""


def _missing(event: Column | None, times: list[Column], events: list[Column]) -> str:
    if event is None:
        two = quoted_list([c.name for c in events]) or "none"
        return f"no column is called event, status or the like; of two values: {two}"
    numbers = quoted_list([c.name for c in times]) or "none"
    return f"no column is called time, duration or the like; numbers: {numbers}"


def _no_pair(case: Case, why: str) -> DataError:
    return DataError(
        "A survival task takes a time and whether the event happened",
        where=str(case.data),
        why=why,
        fix="name both, time first: --target TIME,EVENT; or --kind regression for the"
        " time alone",
    )
