"""What a statement says of the two columns of a survival task: which is the time, and
which the event."""

import re

from agent.records import Column
from agent.statement.case import Case
from agent.vocabulary.lexicon import NO, YES
from agent.vocabulary.words import likeness, name_words, plain

_NOT_YET = "(?:还没有?|尚未|仍未|还未)"
_HALF = 0.4  # strength of a mention that tells of an event


def until(case: Case, column: Column) -> bool:
    """ "Time until churn": the event by the name of its column."""
    said = re.search(
        r"(?:(?:until|till)(?: an?| the)(?: \w+)?|until|till|to|before)"
        r"(?: the| its| a| they| it| he| she)* (\w+)",
        case.reading.text,
    )
    own = name_words(column.name)
    return bool(said) and any(likeness(said[1], word) >= 0.9 for word in own)


def says_if(case: Case, column: Column) -> bool:
    """ "`sold` says if it happened": the event, whatever it is called."""
    says = (
        r"[`\"']? (?:says|tells|shows|marks|indicates|records|flags) (?:if|whether)"
        r" (?:it|that|this|the \w+) (?:has |was |really )?(?:happened|occurred"
        r"|took place|seen|observed|did)\b"
    )
    return _beside(case, column, says) or is_called(case, column, "事件")


def valued(case: Case, column: Column) -> bool:
    """ "eol_reached=false is censored": a column of which the words tell a value."""
    values = "|".join(map(re.escape, {*map(plain, column.values), *YES, *NO}))
    is_ = r" ?={1,2} ?| ?[为是] ?| (?:is|are|was) (?:still |just )?"
    said = rf"[`\"']?(?:{is_})[`\"']?(?:{values})(?![a-z0-9])"
    return _beside(case, column, said)


def not_yet(case: Case, column: Column) -> bool:
    """ "Where it hasn't broken so far", 还没流失的: an event that may still come."""
    not_yet = (
        f"{_NOT_YET}([\u3400-\u9fff]{{2}})|[没未]([\u3400-\u9fff]{{1,2}})的.{{0,5}}删失"
    )
    for match in re.finditer(not_yet, case.reading.text):
        if (match[1] or match[2]) in plain(column.name):
            return True
    for one in case.reading.of_column(column.name):
        if one.mention.strength < _HALF or one.mention.value:
            continue
        before = case.reading.text[: one.mention.start]
        after = case.reading.text[one.mention.end :]
        if re.search(_NOT_YET + "[\u3400-\u9fff]{0,3}$", before):
            return True
        clause = re.split(r"[.;:?!()]|\bbut\b", before)[-1]
        if re.search(r"(?:\bnot|n't|\bnever)(?: \w+){0,2} $", clause) and re.match(
            r"(?: \w+){0,2} (?:so far|yet|up to now|until now|till now|to date)\b",
            after,
        ):
            return True
    return False


def is_called(case: Case, column: Column, noun: str) -> bool:
    """Whether a column is said to be the time or the event: 伤停天数是时间."""
    before = rf"{noun}列?[是为用:：]?[`\"']?$"
    behind = (
        rf"[`\"']?(?:[是为:：]|作为|当作)[^,，。；]{{0,2}}{noun}(?:[列标]|[,，。；]|$)"
    )
    return _beside(case, column, behind) or any(
        re.search(before, case.reading.text[: n.mention.start])
        for n in case.reading.of_column(column.name)
    )


def _beside(case: Case, column: Column, pattern: str) -> bool:
    """Whether a pattern matches right behind a place that names a column."""
    named = case.reading.of_column(column.name)
    return any(re.match(pattern, case.reading.text[n.mention.end :]) for n in named)
