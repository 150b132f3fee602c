"""Columns that a statement asks for together, each by words of its own, where they are
no list of names: "both the essay and the oral exam"."""

import re
from itertools import pairwise

from agent.records import Column
from agent.statement import fitting
from agent.statement.case import Case
from agent.statement.coverage import told
from agent.statement.first_asked import asking
from agent.statement.kind import is_number
from agent.statement.reading import TARGET_ROLES
from agent.statement.several import TOGETHER, is_label
from agent.vocabulary.words import name_words

_PART = 0.35  # strength of a mention from which a part of a name counts
_MOST = 4
_COUNTED = (("two", 2), ("both", 2), ("three", 3), ("four", 4))
_SAID = (
    rf"{TOGETHER}|\btogether\b(?! with)"
    r"|\b(?:two|three|four) (?:numbers|values|figures|quantities|things|targets)\b"
)
_ONE_MODEL = rf"{TOGETHER}|\b(?:one|a single|the same) model\b"
_AND = r"\band\b|\bas well as\b|\bplus\b|[&+,]"
_NO_LIST = r"\b(?:or|than|not|from|given|per|for each)\b"


def said(case: Case) -> list[Column]:
    """The columns of which the statement says that there are several."""
    spans = asking(case.reading)
    text = " ; ".join(span.text for span in spans)
    if not re.search(_SAID, text):
        return []
    found = _spoken(case)
    many = [number for word, number in _COUNTED if re.search(rf"\b{word}\b", text)]
    return found if not many or len(found) in many else []


def joined(case: Case) -> list[Column]:
    """The columns that are joined by "and" in what is asked."""
    found = _spoken(case)
    places = sorted(_own(case, found).values())
    between = [
        case.reading.text[max(one) : min(other)] for one, other in pairwise(places)
    ]
    fits = all(re.search(_AND, b) and not re.search(_NO_LIST, b) for b in between)
    return found if fits else []


def by_units(case: Case) -> list[Column]:
    """The columns that the test table lacks, each told by its unit, where one model is
    to give them: "minutes and grams from one model"."""
    lacked = [c for c in case.columns if case.given and not c.in_given]
    names, _ = fitting.in_units(case, lacked)
    own = {name_words(name)[-1] for name in names}
    one = re.search(_ONE_MODEL, case.reading.text) and len(own) == len(names)
    return [c for c in lacked if c.name in names] if one else []


def _spoken(case: Case) -> list[Column]:
    """Two or more columns of numbers, or of yes and no, that what is asked speaks of;
    [] if a word may mean either."""
    for form in (is_number, is_label):
        columns = [c for c in case.columns if form(c) and _is_asked(case, c)]
        places = {c.name: set(_places(case, c)) for c in columns}
        clear = [
            column
            for column in columns
            if not any(places[column.name] < other for other in places.values())
        ]
        if 2 <= len(clear) <= _MOST and all(map(len, _own(case, clear).values())):
            return clear
    return []


def _is_asked(case: Case, column: Column) -> bool:
    """Whether a column is named where the statement asks, and has no other role."""
    spans = asking(case.reading)
    named = [
        n for n in case.reading.of_column(column.name) if n.mention.strength >= _PART
    ]
    return all(n.role in ("", *TARGET_ROLES) for n in named) and any(
        span.start <= n.mention.start < span.end for n in named for span in spans
    )


def _places(case: Case, column: Column) -> list[int]:
    spans = asking(case.reading)
    found = [told(column.name, case.reading.text, s.start, s.end) for s in spans]
    return sorted(place for places in found for place in places)


def _own(case: Case, columns: list[Column]) -> dict[str, list[int]]:
    """The places of each column's words that are of no other's name."""
    places = {column.name: _places(case, column) for column in columns}
    return {
        name: [p for p in own if sum(p in other for other in places.values()) == 1]
        for name, own in places.items()
    }
