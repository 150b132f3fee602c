"""The clauses of a sentence, and what a verdict on them is about."""

import re

from agent.statement.forbidding import BREAK, NO_SUBJECT, SHUT
from agent.statement.polarity_words import OBJECT
from agent.statement.reading import TARGET_ROLES, Reading
from agent.words import Span


def no_objects(reading: Reading, clause: Span, things: list[Span]) -> list[Span]:
    """The things of a clause but for what its verb goes with: of "the report is written
    in port" the report; a list may begin with such a one."""
    lead = [reading.text[clause.start : thing.start] for thing in things]
    return [
        thing
        for at, thing in enumerate(things)
        if at == 0
        or not re.search(OBJECT, lead[at])
        or re.search(rf"\b(?:and|or|nor) {OBJECT}", lead[at])
    ]


def plural(reading: Reading, things: list[Span]) -> bool:
    """Whether one thing is several by itself: "the prices"."""
    return any(
        re.search(r"s$|[\u3400-\u9fff]$", reading.text[t.start : t.end]) for t in things
    )


def of_unknown(clause: Span, things: list[Span]) -> bool:
    """Whether a clause has a verdict of its own on something that is no column."""
    verdict = None if things else re.search(SHUT, clause.text)
    return verdict is not None and not re.fullmatch(
        NO_SUBJECT, clause.text[: verdict.start()]
    )


def asks(reading: Reading, clause: Span) -> bool:
    """Whether a clause ends in asking for what it names: 语文和数学成绩一起预测."""
    last = clause.start + len(clause.text.rstrip())
    return any(
        c.role in TARGET_ROLES
        and c.end == last
        and reading.text[c.start - 1] not in "等经待"
        for c in reading.cues
    )


def clauses(reading: Reading, start: int, end: int) -> list[Span]:
    """The clauses between two places, the last one first."""
    edges = [start]
    for match in re.finditer(BREAK, reading.text[start:end]):
        edges += [start + match.start(), start + match.end()]
    edges.append(end)
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    return [Span(a, b, reading.text[a:b]) for a, b in reversed(pairs)]
