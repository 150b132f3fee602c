"""Lengths of time in names and in texts: `30min` and "half an hour" are the same."""

import re

from agent.statement.overlaps import Mention
from agent.vocabulary.words import name_words

_SECONDS = {
    **{"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hr": 3600},
    **{"hour": 3600, "d": 86400, "day": 86400, "w": 604800, "wk": 604800},
    **{"week": 604800, "month": 2592000, "mo": 2592000, "y": 31536000, "yr": 31536000},
    **{"year": 31536000},
}
_NUMBERS = {
    **{"half a": 0.5, "half an": 0.5, "a": 1, "an": 1, "one": 1, "next": 1, "first": 1},
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10},
}
_UNIT = "|".join(sorted(_SECONDS, key=len, reverse=True))
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = rf"\d+(?=[ -]?[a-z])|(?:{_WORDS})(?=[ -])"
SAID = re.compile(rf"(?<![\w.])(?:({_NUMBER})[ -]?)?({_UNIT})s?(?!\w)")


def seconds(part: str) -> float:
    """The time that a part of a name such as `30min` says; 0 if it says none."""
    match = re.fullmatch(rf"(\d+)({_UNIT})s?", part)
    return float(match[1]) * _SECONDS[match[2]] if match else 0.0


def time_at(text: str, place: int) -> tuple[float, int]:
    """The time that a text says at a place, and where the words for it end; (0, 0) if
    it says none there, or begins before."""
    match = SAID.match(text, place)
    if (
        match is None
        or not match[1]
        and re.search(rf"(?:\d|\b(?:{_WORDS}))[ -]?$", text[max(0, place - 12) : place])
    ):
        return 0.0, 0
    number = match[1] or "one"
    many = _NUMBERS[number] if number in _NUMBERS else float(number)
    return many * _SECONDS[match[2]], match.end()


def by_duration(names: list[str], text: str) -> list[Mention]:
    """Columns that a text tells by the time in their names alone: "two hours" for the
    only one in `2h`."""
    found = []
    for match in SAID.finditer(text):
        told, end = time_at(text, match.start())
        same = [n for n in names if any(seconds(p) == told for p in name_words(n))]
        if match[1] and told and len(same) == 1:
            start = match.start()
            found.append(Mention(same[0], start, end, 0.7, False, text[start:end]))
    return found
