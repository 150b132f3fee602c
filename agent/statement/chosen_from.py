"""Retrieval that the data tell by themselves: a table of candidates to choose from.

Training rows have the right one beside what it is found by, rows to predict lack it,
and a further table lists what it may be.
"""

import re

from agent.data.data_kinds import streams
from agent.records import Column
from agent.statement.case import Case
from agent.statement.kind_words import MATCH, RETRIEVE

_CHOOSE = (
    r"\b(?:choos(?:e|es|ing)|pick(?:s|ing)?|select(?:s|ing)?|rank(?:s|ed|ing)?"
    r"|candidates?|recogni[sz](?:e|es|ing)|identify|which|belongs?|goes with"
    r"|(?:top|first|best)[ -]?(?:\d+|five|ten|three))\b"
    r"|[找选挑搜]|候选|对应|配对|哪一?[张个幅段首条只]|前 ?(?:\d+|[三五十])"
)
"""Words that ask for one of several things that are there."""


def sought(case: Case) -> tuple[Column, str] | None:
    """The column that is to be found among the candidates of a table, and a sentence
    why; None where the data or the words do not say so, or say so of two.

    The table shares one column alone with the training rows, of files or free text, and
    that is all that the rows to predict lack.
    """
    if not case.given:
        return None
    lacking = [column for column in case.columns if not column.in_given]
    if len(lacking) != 1 or lacking[0].type not in streams():
        return None
    names = {column.name for column in case.columns}
    files = [
        file
        for file, held in case.choices.items()
        if names & {*held} == {*_of(lacking)}
    ]
    if len(files) != 1:
        return None
    told = re.search(rf"{RETRIEVE}|{MATCH}|{_CHOOSE}", case.reading.text)
    if not told and files[0].lower() not in case.reading.text:
        return None
    return lacking[0], (f"it is to be found among those of {files[0]}")


def _of(columns: list[Column]) -> list[str]:
    return [column.name for column in columns]
