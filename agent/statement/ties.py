"""Candidates that tie, and what tells them apart."""

import re
from os.path import commonprefix

from agent.statement.candidates import Candidate
from agent.statement.case import Case
from agent.statement.first_asked import asking
from agent.statement.reading import TARGET_ROLES
from agent.vocabulary.words import plain

_PAST = "(?:昨|前|上一?)[日天周月次]|prev(?:ious)?_|last_|yesterday_"
_COMING = "(?:明|次|下一?)[日天周月次]|next_|tomorrow_"


def told_apart(case: Case, close: list[Candidate]) -> list[Candidate]:
    """The one of several Chinese names with one noun whose other signs stand in what is
    asked: 明天 of 明天能发多少电 for `明日发电量`; all where it is not one alone."""
    names = [plain(c.column.name) for c in close]
    ends = commonprefix([name[::-1] for name in names])[::-1]
    own = [name.removesuffix(ends) for name in names]
    read = case.reading
    places = [
        n.mention.start for c in close for n in read.of(c.column.name, *TARGET_ROLES)
    ]
    spans = {read.sentence_at(place) for place in places} or asking(read)
    asked = "".join(span.text for span in spans).replace("天", "日")
    told = [c for c, sign in zip(close, own, strict=True) if sign and sign in asked]
    clear = len(ends) > 1 and not ends.isascii() and len(told) == 1
    return told if clear else close


def to_come(close: list[Candidate]) -> list[Candidate]:
    """The candidates without those of the past where others are to come:
    `昨日产奶量` beside `次日产奶量`."""
    names = [c.column.name for c in close]
    ahead = {name[m.end() :] for name in names if (m := re.match(_COMING, name))}
    return [
        c
        for c in close
        if not (past := re.match(_PAST, c.column.name))
        or c.column.name[past.end() :] not in ahead
    ]
