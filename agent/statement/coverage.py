"""How much of a stretch of a statement speaks of a column: of two that one word may
mean, the one that the words around it mean as well."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from agent.statement.cue_places import TARGET_ROLES, Cue
from agent.statement.mentions import Mention, concepts, means
from agent.statement.name_parts import measured
from agent.statement.said import weight
from agent.statement.units import UNITS as UNITS_SAID
from agent.vocabulary.lexicon import FILLERS, UNITS
from agent.vocabulary.synonyms import alike
from agent.vocabulary.words import WORD, Span, name_words

_OUTRIGHT = 0.9  # strength of a mention that needs no other word
_EDGE = re.compile(
    r"[,;:()!?]|\.(?=\s|$)|\b(?:and|or|nor|but|than|while|because|so)\b"
    r"|\bper\b|\bfor each\b"
    r"|\b(?:is|are|was|were) (?=(?:the|an?|not)\b)"
)
"""Between what is said of one thing and of another."""


def told(name: str, text: str, start: int, end: int) -> dict[int, str]:
    """The places between two of words that are one of a column's name, or mean it; each
    with that word of the name."""
    parts = [p for p in name_words(name) if len(p) > 1 and p not in FILLERS]
    found = {}
    for word in WORD.finditer(text[start:end]):
        for part in parts:
            unit = part in UNITS
            same = word[0] == part if unit else alike(word[0], part)
            if same and word[0] not in FILLERS:
                found[start + word.start()] = part
    for part, said in _units(tuple(parts)):
        for match in re.finditer(said, text[start:end]):
            found.setdefault(start + match.start(), part)
    for place, after, meanings in _meant(text):
        part = ""
        if start <= place and after <= end:
            part = next((p for p in parts for m in meanings if _means(p, m)), "")
        if part:
            found.setdefault(place, part)
    return found


@lru_cache(maxsize=1024)
def _units(parts: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words of a name that are units, each with the pattern of what is said for it."""
    return [
        (part, said)
        for said, unit in UNITS_SAID
        if (part := next((p for p in parts if re.fullmatch(unit, p)), ""))
    ]


@lru_cache(maxsize=8)
def _meant(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where a text has words of `CONCEPTS`: from, to, and what they may mean. Looked
    for once: each pair of a column and a stretch asks."""
    return [
        (match.start(), match.end(), meanings)
        for pattern, meanings in concepts()
        for match in pattern.finditer(text)
    ]


@lru_cache(maxsize=65536)
def _means(part: str, meaning: str) -> bool:
    return means(part, meaning) >= 0.9


def share(name: str, text: str, span: Span) -> float:
    """How much of a name's words a stretch has."""
    whole, *_ = measured(name_words(name))
    said = told(name, text, span.start, span.end)
    return min(1.0, sum(map(weight, set(said.values()))) / whole)


def clearest(text: str, cues: Iterable[Cue], found: list[Mention]) -> list[Mention]:
    """The mentions but for those of a column that has fewer words in its stretch than
    another that the same word may mean: the price of "the price it sells for" is the
    `sold_price`, and as clear as if its words stood side by side."""
    parting = {place for match in _EDGE.finditer(text) for place in match.span()}
    for cue in cues:
        if cue.role not in TARGET_ROLES:
            parting |= {cue.start, cue.end}
    edges = sorted(parting | {0, len(text) + 1})
    places: dict[int, set[str]] = {}
    for mention in found:
        if mention.text.isascii():
            places.setdefault(mention.start, set()).add(mention.column)
    strong = {(m.start, m.column) for m in found if m.strength >= _OUTRIGHT}
    outdone: set[tuple[int, str]] = set()
    meant: dict[tuple[int, str], float] = {}
    for place, columns in places.items():
        if len(columns) < 2:
            continue
        behind = bisect_right(edges, place)
        start, end = edges[behind - 1], edges[behind]
        said = {column: told(column, text, start, end) for column in columns}
        sure = {one for one in columns if (place, one) in strong}
        for one in columns - sure if sure else columns:
            if any(said[one] and said[one].keys() < said[o].keys() for o in columns):
                outdone.add((place, one))
            elif all(said[o].keys() < said[one].keys() for o in columns - {one}):
                told_of = share(one, text, Span(start, end, ""))
                meant[place, one] = min(_OUTRIGHT, 0.95 * told_of) - 0.01
    return [
        replace(m, strength=max(m.strength, meant.get((m.start, m.column), 0.0)))
        for m in found
        if (m.start, m.column) not in outdone
    ]
