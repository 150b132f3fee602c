"""Words of columns' names that mean the same, English and Chinese."""

import re
from functools import lru_cache

from agent import synonyms_daily, synonyms_life, synonyms_trade
from agent.words import Span, likeness, stem

SAME = 0.88  # how alike two words of one row count
_ROWS = [
    tuple(side.split() for side in line.split("|"))
    for table in (synonyms_trade.TABLE, synonyms_life.TABLE, synonyms_daily.TABLE)
    for line in table.split("\n")
    if line
]


def _index() -> dict[str, frozenset[int]]:
    """Each word with the rows that it stands in."""
    rows: dict[str, set[int]] = {}
    for number, (english, chinese) in enumerate(_ROWS):
        for word in (*english, *chinese):
            rows.setdefault(word, set()).add(number)
    return {word: frozenset(found) for word, found in rows.items()}


_OF = _index()
_STEMS: dict[str, frozenset[int]] = {}
for _word, _rows in _OF.items():
    if _word.isascii():
        _STEMS[stem(_word)] = _STEMS.get(stem(_word), frozenset()) | _rows
_CHINESE = re.compile(
    "|".join(sorted({w for _, c in _ROWS for w in c}, key=len, reverse=True))
)


_SPENT = frozenset(("时间", "时长", "用时", "耗时"))
_COUNTED = re.compile("(?:minute|min|hour|hr|second|sec|day|week|month)s?")


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> float:
    """`likeness`, or SAME for two words that mean the same in some table, or a Chinese
    one for time and what it is counted in: 配送时间 for `delivery_minutes`."""
    found = likeness(a, b)
    if found >= SAME:
        return found
    spent = {a, b} & _SPENT and (_COUNTED.fullmatch(a) or _COUNTED.fullmatch(b))
    across = a.isascii() != b.isascii()
    same = _rows_of(a) & _rows_of(b) if across else _of(a) & _of(b)
    return SAME if spent or same else found


def _of(word: str) -> frozenset[int]:
    return _OF.get(word) or _OF.get(word.removesuffix("s"), frozenset())


def _rows_of(word: str) -> frozenset[int]:
    """The rows of a word, and of those that have its stem: crowding, crowded."""
    return _of(word) | _STEMS.get(stem(word), frozenset())


def chinese_words(word: Span) -> list[Span]:
    """The words of the table in Chinese text: `维修成本` is 维修 and 成本."""
    return [
        Span(word.start + m.start(), word.start + m.end(), m[0])
        for m in _CHINESE.finditer(word.text)
        if len(m[0]) > 1
    ]


def parted(name: str) -> list[str]:
    """A Chinese name as words of the table, and what stands between: 延误 and 分钟; []
    if no word of the table is in it."""
    bare = re.sub("^(?:是否|是不是|有无|有没有)", "", name)
    words = [word for word in re.split(f"({_CHINESE.pattern})", bare) if word]
    known = [word for word in words if _CHINESE.fullmatch(word)]
    return words if known and len(known) * 2 >= len(words) else []
