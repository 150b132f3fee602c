"""Columns that are called by the sound of Chinese words: 等级 for `dengji`."""

import re
from functools import cache, lru_cache

from agent.statement.overlaps import Mention
from agent.statement.said import CHINESE, weight
from agent.vocabulary import dictionary
from agent.vocabulary.words import name_words

_WHOLE = 0.95
_LEAST = 3  # names spelt so, and half of all: else `name` would be 那么
_TELLING = re.compile("zh|[jqx][iu]|uo|ia|iu|ui|ang|eng|ong|ei|ao")
"""Letters that half of such names have, and few words of other languages."""
_SIGNS = 2  # of a word whose sound is told from others


def by_sound(names: list[str], text: str) -> list[Mention]:
    """Where a text has words that sound as a table's names are spelt, whole names or
    words of them. Nothing unless most of the table's names are spelt so."""
    if not CHINESE.search(text) or not spelt(tuple(names)):
        return []
    found = []
    for name in names:
        words = [part for part in name_words(name) if weight(part) == 1.0]
        parts = [part for part in words if _syllables(part)]
        whole = "".join(p for p in words if p in parts or parts and p in _sounds())
        for wanted in {whole, *parts}:
            strength = _WHOLE * len(wanted) / max(1, len(whole))
            for start, end in _places(wanted, text):
                said = text[start:end]
                if said not in dictionary.TALK:
                    found.append(Mention(name, start, end, strength, False, said))
    return _longest(found)


@lru_cache(maxsize=256)
def spelt(names: tuple[str, ...]) -> bool:
    """Whether most names of a table, or one among Chinese ones, are Chinese words in
    Latin letters; abbreviations such as `bgm` tell nothing."""
    among = 2 * sum(map(str.isascii, names)) < len(names)
    least = 6 if among else 4  # letters: `women` is no 我们
    latin = [name_words(n) for n in names if n.isascii() and len(n) >= least]
    own = [w for w in latin if _syllables(max(w, key=len))]  # `jixiang_img`
    own = [w for w in own if not among or all(map(_syllables, w))]
    telling = [words for words in own if _TELLING.search("".join(words))]
    most = 2 * len(own) >= len(latin) and (among or 2 * len(telling) >= len(own))
    return len(own) >= (1 if among else _LEAST) and most


def _longest(found: list[Mention]) -> list[Mention]:
    """The mentions without those of a column within a longer one of it, or of another
    that begins alike: 维保 of 维保班 for `weibao_ban`."""
    return [
        m
        for m in found
        if not any(
            o.start <= m.start and m.end <= o.end
            for o in found
            if o.column == m.column or o.start == m.start
            if o.end - o.start > m.end - m.start
        )
    ]


@lru_cache(maxsize=4096)
def _syllables(word: str) -> int:
    """Into how few syllables a word falls, two at least; 0 if into none."""
    fewest = [0] + [0] * len(word)
    for end in range(1, len(word) + 1):
        counts = [
            fewest[start] + 1
            for start in range(max(0, end - 6), end)
            if word[start:end] in _sounds() and (start == 0 or fewest[start])
        ]
        fewest[end] = min(counts, default=0)
    return fewest[-1] if fewest[-1] >= _SIGNS else 0


@cache
def _sounds() -> frozenset[str]:
    """Every syllable of Chinese, ü as v, but for those of one letter."""
    spoken = {sound for sign in dictionary.signs() for sound in _said(sign)}
    return frozenset(sound for sound in spoken if len(sound) > 1)


@lru_cache(maxsize=16384)
def _said(sign: str) -> frozenset[str]:
    return frozenset(s.replace("u:", "v") for s in dictionary.sounds(sign))


def _places(wanted: str, text: str) -> list[tuple[int, int]]:
    """Where signs in a row sound as `wanted` is spelt."""
    found = []
    for start in range(len(text)):
        ends = {(start, 0)}
        while ends:
            ends = {
                (at + 1, done + len(sound))
                for at, done in ends
                if at < len(text) and CHINESE.match(text[at])
                for sound in _said(text[at])
                if wanted.startswith(sound, done)
            }
            whole = [at for at, done in ends if done == len(wanted)]
            if whole and whole[0] - start >= _SIGNS:
                found.append((start, whole[0]))
                break
    return found
