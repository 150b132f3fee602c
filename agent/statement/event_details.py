"""Whether something happens, and what else there is to know of it: "which machines will
fail?" asks for no `failure_reason` where a column says if they failed."""

import re

from agent.records import Column
from agent.statement.case import Case
from agent.statement.kind_words import (
    EVENT_NAMES,
    EVENT_NAMES_CHINESE,
    EVENT_VALUES,
    NO_EVENT_VALUES,
)
from agent.statement.reading import TARGET_ROLES
from agent.vocabulary.lexicon import HARMLESS, NO, YES
from agent.vocabulary.words import likeness, name_words, plain

_DETAILS = frozenset(
    (
        *("reason", "reasons", "cause", "causes", "type", "types", "kind", "category"),
        *("code", "codes", "count", "counts", "number", "amount", "cost", "costs"),
        *("date", "day", "time", "hours", "days"),
        *("grund", "ursache", "art", "datum", "anzahl", "menge"),
    )
)
_DETAILS_CHINESE = (
    "(?:原因|类型|类别|种类|代码|次数|日期|时间|金额|费用|数量|天数|部位|部件)$"
)
_STATE = frozenset(("status", "state", "outcome", "result"))
_STATE_CHINESE = "状态|结果"
_FLAG = (
    r"\b(?:flag|spot|catch|weed out|pick out|single out|screen for)\b"
    r"(?! (?:the |which )?(?:types?|kinds?|reasons?|causes?|codes?)\b)"
    r"|\b(?:predict|tell|know|see|say) which (?!of\b)(?:\w+ )?[a-z]+s"
    r" (?:will|would|might|may|are (?:going|about|likely) to)\b"
    r"|\bwhich (?:of (?:the|our|these) )?(?:\w+ )?(?:[a-z]+s|people)"
    r" (?:will|would|might|may|leave|quit|fail|break|churn|cancel|default|return"
    r"|relapse|come back|drop out|go|are (?:going|about|likely) to)\b"
)
_FLAG += "|会不会|会否|谁会|哪[些个][^,，。;；?？]{1,6}会"
_OF_DETAILS = (
    r"\b(?:why|what causes?|how (?:many|much|long|often))\b|为什么|为何|多少|几次"
)
_LEAST = 0.9  # strength of a mention that is a column's own name


def says_if(column: Column) -> bool:
    """Whether a column of two values says if something happened."""
    if column.type == "boolean":
        return True
    if column.type != "category" or column.unique != 2:
        return False
    values = {value.lower() for value in column.values}
    told = values & (EVENT_VALUES | NO_EVENT_VALUES | HARMLESS) or values <= YES | NO
    own = set(name_words(column.name)) & (_STATE | EVENT_NAMES)
    chinese = re.search(f"{EVENT_NAMES_CHINESE}|{_STATE_CHINESE}", column.name)
    return bool(told or own or chinese) and not is_detail(column)


def is_detail(column: Column) -> bool:
    """Whether a name says that its column tells more of an event than that it was."""
    words = name_words(column.name)
    german = re.search(
        r"\w(?:grund|ursache|datum|anzahl|art)$", words[-1] if words else ""
    )
    chinese = re.search(_DETAILS_CHINESE, plain(column.name))
    last = len(words) > 1 and set(words) & _DETAILS
    return column.type != "boolean" and bool(last or german or chinese)


def beside(case: Case, column: Column, asks_if: bool) -> bool:
    """Whether a column is but such a detail, and no word asks for it, where a question
    is whether something happens and another column says it; `asks_if` tells of a
    question for yes or no."""
    text = case.reading.text
    asks_if = asks_if or bool(re.search(_FLAG, text))
    if not asks_if or re.search(_OF_DETAILS, text) or not is_detail(column):
        return False
    asked = case.reading.of(column.name, *TARGET_ROLES)
    if any(n.mention.strength >= _LEAST or _by_noun(n.mention.text) for n in asked):
        return False
    if case.given and not column.in_given:
        pool = [c for c in case.columns if not c.in_given]
    else:
        pool = list(case.columns)
    unasked = ("avoid", "deny", "input", "only")
    return any(
        says_if(c) and not case.reading.of(c.name, *unasked)
        for c in pool
        if c != column
    )


def _by_noun(said: str) -> bool:
    """Whether the words of a mention have the noun of a detail."""
    return any(likeness(w, d) >= _LEAST for w in name_words(said) for d in _DETAILS)
