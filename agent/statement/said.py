"""The words of a statement, where each stands and what is near it."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain

from agent.vocabulary.lexicon import FILLERS, UNITS
from agent.vocabulary.synonyms import chinese_words
from agent.vocabulary.words import WORD, Span

_SMALL = frozenset(("of", "number"))
CHINESE = re.compile(r"[\u3400-\u9fff]")


class Said:
    """The words of a statement, for many names: where each stands, and what is near."""

    def __init__(self, text: str, words: list[Span]) -> None:
        self.text = text
        self.words = words
        self.initials = "".join(word.text[0] for word in words)
        self._near: dict[int, list[list[Span]]] = {}
        self._places: dict[str, list[int]] = {}
        for index, word in enumerate(words):
            self._places.setdefault(word.text, []).append(index)

    def matching(self, fits: Callable[[str], object]) -> list[int]:
        """The places of the words that fit, in order."""
        fitting = (places for word, places in self._places.items() if fits(word))
        return sorted(chain.from_iterable(fitting))

    def near(self, index: int, many: int) -> list[Span]:
        """Up to `many` words on each side of one, with no punctuation between; "of" and
        the like do not count."""
        if many not in self._near:
            self._near[many] = [
                [
                    other
                    for other in self._around(at, many)
                    if other is not word and together(self.text, other, word)
                ]
                for at, word in enumerate(self.words)
            ]
        return self._near[many][index]

    def _around(self, at: int, many: int) -> list[Span]:
        """The words around one: `many` on each side that are not `_SMALL`."""
        first, last = at, at
        for step in (-1, 1):
            left, place = many, at
            while left and 0 <= place + step < len(self.words):
                place += step
                left -= self.words[place].text not in _SMALL
            first, last = min(first, place), max(last, place)
        return self.words[first : last + 1]


def together(text: str, a: Span, b: Span) -> bool:
    """Whether no punctuation parts two words."""
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    between = re.sub(r"^\s?\($", "", between)  # "permeability (mD)"
    return not re.search(r"[,.;:?!()，。；：？！（）、与和及或跟同]", between)


def words_of(text: str, across: bool = False) -> list[Span]:
    """The words of a text, in order; `across` for names in English."""
    words = [Span(m.start(), m.end(), m[0]) for m in WORD.finditer(text)]
    return [part for word in words for part in _scripts(word, across)]


def _scripts(word: Span, across: bool) -> list[Span]:
    """Latin words inside Chinese text, where no space parts them, and known ones of
    that text."""
    if not CHINESE.search(word.text):
        return [word]
    latin = re.finditer(r"[a-z0-9]+", word.text)
    found = [Span(word.start + m.start(), word.start + m.end(), m[0]) for m in latin]
    return sorted([*found, *chinese_words(word, across)], key=lambda span: span.start)


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """How much of a name one of its words is: units, ids and `is` say little."""
    light = word in UNITS or word in FILLERS or len(word) == 1
    return 0.3 if light or re.fullmatch(r"\d+[a-z]{1,3}", word) else 1.0
