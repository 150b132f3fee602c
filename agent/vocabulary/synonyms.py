"""Words of columns' names that mean the same, English and Chinese."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain

from agent.vocabulary import (
    dictionary,
    synonyms_daily,
    synonyms_life,
    synonyms_nouns,
    synonyms_trade,
    synonyms_work,
    terms_nature,
    terms_society,
    terms_things,
    thesaurus,
)
from agent.vocabulary.shortened import stands_for
from agent.vocabulary.words import Span, likeness, stem

SAME = 0.88  # how alike two words of one row count
_SHORT = 0.9  # of it, where one is an abbreviation of the other
_Rows = list[tuple[list[str], ...]]


def _rows(*tables: str) -> _Rows:
    lines = [line for table in tables for line in table.split("\n") if line]
    return [tuple(side.split() for side in line.split("|")) for line in lines]


_LED = _rows(
    synonyms_daily.TABLE,
    synonyms_work.TABLE,
    synonyms_nouns.TABLE,
    terms_nature.TABLE,
    terms_society.TABLE,
    terms_things.TABLE,
)
"""Rows that only lead from one language to the other."""
_BOTH = _rows(synonyms_trade.TABLE, synonyms_life.TABLE)
"""Rows whose words mean the same within a language, too."""
_ALL = _BOTH + _LED


def _index(rows: _Rows, root: Callable[[str], str] = str) -> dict[str, frozenset[int]]:
    """Each word, or its root, with the rows that it stands in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in chain.from_iterable(row):
            found.setdefault(root(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _pattern(rows: _Rows) -> re.Pattern:
    words = {word for _, chinese in rows for word in chinese}
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


_OF = _index(_BOTH + _rows(thesaurus.TABLE))
_ACROSS = _index(_ALL, stem)
_CHINESE, _MORE_CHINESE = _pattern(_BOTH), _pattern(_ALL)
_SPENT = frozenset(("时间", "时长", "用时", "耗时"))
_COUNTED = re.compile("(?:minute|min|hour|hr|second|sec|day|week|month)s?")


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> float:
    """`likeness`, or SAME for two words that mean the same in some table, or a Chinese
    one for time and what it is counted in: 配送时间 for `delivery_minutes`; less where
    only the dictionary says so."""
    found = max(likeness(a, b), _in_full(a, b), _in_full(b, a))
    if found >= SAME:
        return found
    spent = {a, b} & _SPENT and (_COUNTED.fullmatch(a) or _COUNTED.fullmatch(b))
    across = a.isascii() != b.isascii()
    same = _across(a) & _across(b) if across else _of(a) & _of(b)
    if spent or same:
        return SAME
    word, part = (b, a) if a.isascii() else (a, b)
    return dictionary.means(word, (part,)).get(part, found) if across else found


def _in_full(short: str, word: str) -> float:
    """How alike a word is to what an abbreviation stands for: pedestrian, `n_ped`."""
    return max((_SHORT * alike(full, word) for full in stands_for(short)), default=0.0)


def _of(word: str) -> frozenset[int]:
    """The rows of a word or its singular; a number of days is no day."""
    one = word if _COUNTED.fullmatch(word) else word.removesuffix("s")
    return _OF.get(word) or _OF.get(one, frozenset())


def _across(word: str) -> frozenset[int]:
    """The rows of a word by its stem: crowding, crowded."""
    return _ACROSS.get(stem(word), frozenset())


def chinese_words(word: Span, across: bool) -> list[Span]:
    """The words of the tables in Chinese text: `维修成本` is 维修 and 成本; with those
    that only lead to English, and nouns of one sign behind another word, if `across`:
    成交价 is 成交 and 价."""
    pattern = _MORE_CHINESE if across else _CHINESE
    found: list[Span] = []
    for m in pattern.finditer(word.text):
        start = word.start + m.start()
        if len(m[0]) > 1 or across and found and found[-1].end == start:
            found.append(Span(start, word.start + m.end(), m[0]))
    return found


def parted(name: str) -> list[str]:
    """A Chinese name as words of the table, and what stands between: 延误 and 分钟; []
    if no word of the table is in it."""
    bare = re.sub("^(?:是否|是不是|有无|有没有)", "", name)
    words = [word for word in re.split(f"({_CHINESE.pattern})", bare) if word]
    known = [word for word in words if _CHINESE.fullmatch(word)]
    return words if known and len(known) * 2 >= len(words) else []
