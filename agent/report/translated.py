"""A report in another language: what we say goes through a translator; names, cells and
words of the data stay as they are."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from agent.report.elements import (
    Bars,
    Card,
    Heat,
    Picture,
    Report,
    Sketch,
    Table,
    Words,
)

Say = Callable[[str], str]
KEPT = frozenset(("key", "style", "verdict", "statement", "lang"))
"""Fields that are no words of ours."""
NAMES = frozenset(
    ("class", "column", "label", "modality", "plan", "said", "true", "where")
)
"""Columns of tables that hold names of the data, or of plans."""
FACTS = frozenset(
    ("explained", "missed", "off by", "rank", "right", "risk", "said", "true", "wrong")
)
"""Facts on cards that are ours; the others are cells."""
GONE = "(missing)"
OURS = (" by being there", ", event", ", no event until then")
"""Ends of what is said of a cell's or a row's worth."""


def translated(report: Report, say: Say, lang: str) -> Report:
    """All of it told by `say`, which gives back what it does not know."""
    told = _told(report, say)
    return replace(told, title=report.title, lang=lang)


def _told(part: Any, say: Say) -> Any:
    match part:
        case str():
            return say(part)
        case Table():
            return _table(part, say)
        case Card():
            return _card(part, say)
        case Heat():
            return replace(_fields(part, say), names=part.names)
        case Bars() if part.named:
            kept = [b.name for b in part.bars]
            told = _fields(part, say)
            bars = [replace(b, name=n) for b, n in zip(told.bars, kept, strict=True)]
            return replace(told, bars=bars)
        case list() | tuple():
            return [_told(one, say) for one in part]
        case _ if is_dataclass(part):
            return _fields(part, say)
    return part


def _fields(part: Any, say: Say) -> Any:
    names = (f.name for f in fields(part) if f.name not in KEPT)
    return replace(part, **{name: _told(getattr(part, name), say) for name in names})


def _table(table: Table, say: Say) -> Table:
    kept = [name in NAMES for name in table.header]
    rows = [
        [
            cell if keep or not isinstance(cell, str) else say(cell)
            for cell, keep in zip(row, kept, strict=True)
        ]
        for row in table.rows
    ]
    header = [say(name) for name in table.header]
    return replace(table, caption=say(table.caption), header=header, rows=rows)


def _card(card: Card, say: Say) -> Card:
    facts = [
        (
            say(name) if name in FACTS else name,
            say(text) if name in ("explained", "rank", "risk") or _ours(text) else text,
        )
        for name, text in card.facts
    ]
    parts = [_part(part, say) for part in card.parts]
    return replace(card, title=say(card.title), facts=facts, parts=parts)


def _ours(text: str) -> bool:
    return text.endswith(OURS) or text == GONE


def _part(part: Picture | Sketch | Words, say: Say) -> Picture | Sketch | Words:
    """A picture's name is a column's, with a word of ours before or behind it."""
    if isinstance(part, Words) and part.words == (GONE,):
        return replace(part, words=(say(GONE),))
    marked = part.name.endswith(", gradients") or part.name.startswith(
        ("true ", "found ")
    )
    return replace(part, name=say(part.name)) if marked else part
