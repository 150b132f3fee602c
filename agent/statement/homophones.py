"""Words typed wrong: Chinese ones by their sound, 浏揽量 for 浏览量, and English ones
that ask for something or leave it out, "igonre"."""

import re
from difflib import SequenceMatcher

from agent.statement.phrases import RESPELT
from agent.statement.said import CHINESE
from agent.vocabulary import dictionary
from agent.vocabulary.words import name_words, stem

_VERBS = ("预测", "判断", "识别", "分类", "估计", "预估", "排除", "参考", "评估")
_OWN = frozenset("的在是有和与中时到里上下前后不没要会能可以这那个用看为对从最多少几哪")
"""Signs that are words by themselves: no typo for another."""


_COUNTED = "[一二三四五六七八九](?=[天日周月]|小时|分钟|个月)"
"""A number that names have in figures: 七天 for `plays_7d`."""


def mended(text: str, names: list[str]) -> str:
    """The text with such words, verbs and columns' names, as they should be; of the
    same length."""
    if not CHINESE.search(text):
        return text
    wanted = [n for n in names if re.fullmatch("[\u3400-\u9fff]{2,}", n)]
    if any(re.search(r"\d(?:d|day|h|w|min|m)", name) for name in names):
        text = re.sub(_COUNTED, lambda m: str("零一二三四五六七八九".find(m[0])), text)
    typed = text
    for word in (*_VERBS, *wanted):
        for start in _places(text, word):
            end = start + len(word)
            if dictionary.apart(typed, start, end) and not dictionary.known(
                text[start:end]
            ):
                text = text[:start] + word + text[end:]
    return text


def respelt(statement: str, names: list[str]) -> str:
    """The statement with `RESPELT` as they should be, but for words of the `names`."""
    known = {word for name in names for word in name_words(name)}

    def right(typed: re.Match) -> str:
        word = typed[0].lower()
        meant = (w for w in RESPELT if word not in known and _slip(word, w))
        return next(meant, typed[0])

    return re.sub(r"(?<![\w`])[a-zA-Z]{5,}(?![\w`])", right, statement)


def _slip(typed: str, word: str) -> bool:
    """Whether a word is another but for letters left out, doubled or swapped; its own
    forms are no typos: "estimated arrival" asks for nothing."""
    form = stem(typed) == stem(word) or typed.startswith(word[:-1])
    if form and len(typed) >= len(word):
        return False
    swapped = typed[0] == word[0] and sorted(typed) == sorted(word)
    return swapped or SequenceMatcher(None, typed, word).ratio() >= 0.85


def _places(text: str, word: str) -> list[int]:
    """Where a text sounds like a word, more than half of it the same signs."""
    size, found = len(word), set()
    for at, sign in enumerate(word):
        for match in re.finditer(sign, text):
            start = match.start() - at
            here = text[start : start + size] if start >= 0 else ""
            pairs = [(a, b) for a, b in zip(here, word, strict=False) if a != b]
            if len(here) == size and 0 < len(pairs) <= size / 2 and _alike(pairs):
                found.add(start)
    return sorted(found)


def _alike(pairs: list[tuple[str, str]]) -> bool:
    return all(
        typed not in _OWN and dictionary.sounds(typed) & dictionary.sounds(meant)
        for typed, meant in pairs
    )
