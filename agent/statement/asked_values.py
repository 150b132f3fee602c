"""What answers a question for yes or no beside a flag: a class ("will the case be
dismissed?"), or what is asked for behind it."""

import re

from agent.records import Column
from agent.statement.case import Case
from agent.statement.kind import is_number
from agent.statement.reading import TARGET_ROLES

_MUCH = r"\b(?:expensive|costly|pricey)$"
_OUTRIGHT = 0.7  # strength of a mention from which a column counts as named


def answers(case: Case, column: Column) -> bool:
    """Whether one of the two classes of a column is what a question for yes or no asks
    about: "dismissed" for an outcome that is granted or dismissed."""
    return (
        column.type == "category"
        and column.unique == 2
        and any(
            named.mention.value for named in case.reading.of(column.name, *TARGET_ROLES)
        )
    )


def valued(case: Case, column: Column) -> bool:
    """Whether the question is for one of a column's classes: "Is it urgent?"."""
    named = case.reading.of(column.name, *TARGET_ROLES)
    return any(n.mention.value and n.rank == 0 for n in named)


def graded(case: Case, column: Column) -> bool:
    """Whether a question for yes or no asks how much of a number there is: "Will
    repairs be expensive?" for a `repair_cost`."""
    return is_number(column) and any(
        re.search(_MUCH, named.mention.text)
        for named in case.reading.of(column.name, *TARGET_ROLES)
    )


def ordered(case: Case, column: Column) -> bool:
    """Whether an English verb such as "estimate" asks for a column by its name."""
    return any(
        named.mention.strength >= _OUTRIGHT
        and named.mention.own
        and named.mention.text.isascii()
        and named.cue is not None
        and named.weight == 1.0
        and named.rank == 0
        for named in case.reading.of(column.name, "target")
    )
