"""How likely bytes are as text of an encoding: by the letters of its languages alone.

Short tables hold few words, so single letters are weighed, no words: each language's
by rank (Zipf), double bytes by the tables of common characters in the standards.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

_WESTERN = ("äüößé", "éàèêçùôîâûœëïüÿæ", "óíáéñúü", "ãçéáíóêõúâôàü", "àèùòéìîó")
_WESTERN += ("äåöé", "øåæéöäü", "áíðéóöúæýþ", "éëïöóèüáêú", "àèéòóíçúïü")
_CENTRAL = ("ęąółżśćńź", "íáéěčřžýšůúňťďó", "áíčéžýšúľťôäňďóŕĺ", "áéöóőüíúű")
_CENTRAL += ("ăîţşâ", "čšžćđ", "äüöß")
_CYRILLIC = ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ", "оаинвіетрсклудмпязьгйчбхжшїцюєфщґ")
_ALPHABETS = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "cp1253": ("αοιετσνηυρπκμλςωδγχθφάίόέήύώβξζψϊϋ",),
    "cp1254": ("ıüşğçöâîû",),
    "cp1255": ("יוהלאתמרבשנדעחכפטקסגזצםןךףץ",),
    "cp1256": ("اليمونترعبدسفهكقحجشطصخةءىئضزذثغظأإؤآ",),
    "cp1257": ("šėžųįąčūęį", "āīēšūļģķņčž", "äõöüšž"),
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
    "koi8_r": _CYRILLIC,
    "cp866": _CYRILLIC,
}
"""Letters beyond ASCII of an encoding's languages, the frequent ones first."""
_OFTEN = "°€’“”–"
_SIGNS = "°’‘“”„–—…€£§²³µ½¼×±«»¿¡ºª·№©®™´• \xa0"
_Rows = tuple[tuple[int, int, float, int], ...]
_DOUBLE: dict[str, tuple[str, _Rows]] = {
    "gb18030": ("gb2312", ((0xA1, 0xA9, 0.1, 682), (0xB0, 0xD7, 0.88, 3755))),
    "cp950": ("big5", ((0xA1, 0xA3, 0.1, 408), (0xA4, 0xC6, 0.88, 5401))),
    "cp949": ("euc_kr", ((0xA1, 0xAC, 0.1, 986), (0xB0, 0xC8, 0.88, 2350))),
    "cp932": (
        "euc_jp",
        ((0xA1, 0xA3, 0.1, 300), (0xA4, 0xA5, 0.5, 169), (0xB0, 0xCF, 0.38, 2965)),
    ),
}
"""Encoding -> (the standard in which its common characters have the first bytes of
these rows; first byte, last, share of a text, characters)."""
_DOUBLE["euc_jp"] = _DOUBLE["cp932"]
_RARE = math.log(0.01 / 8000)  # a character of no such row
_ASCII = -3.0  # log likelihood of one ASCII character
_ACCENT = -1.5  # of a letter beyond ASCII among those of a Latin word
_ODD = -4.0  # of a sign or a script within a word, of a capital behind a small letter
_PRIOR = {"cp1252": 0.0, "gb18030": 0.0, "cp1250": -1.0, "cp1251": -1.0}
_SELDOM = {"cp932": -2.0, "cp949": -2.0, "cp950": -2.0, "cp1254": -2.0, "cp1253": -2.0}
NAMES = (*_PRIOR, *_SELDOM, "cp1255", "cp1256", "cp1257", "euc_jp", "koi8_r", "cp866")
NAMES += ("mac_roman", "cp850")
"""Python's names of the encodings that are thought of, the usual ones first."""


def likelihood(words: Sequence[str], encoding: str) -> float:
    """The logarithm of how likely these words are in an encoding of `NAMES`, its own
    likelihood among them; to be compared for other readings of the same bytes."""
    prior = _PRIOR.get(encoding, _SELDOM.get(encoding, -4.0))
    odd = sum(_oddness(word) for word in words)
    signs = [c for word in words for c in word]
    plain = sum(_ASCII for c in signs if c.isascii())
    beyond = [c for c in signs if not c.isascii()]
    if encoding in _DOUBLE:
        return prior + odd + plain + sum(_double(c, encoding) for c in beyond)
    best = max(
        sum(_single(c, encoding, i) for c in beyond)
        for i in range(len(_ALPHABETS[encoding]))
    )
    return prior + odd + plain + best


def _oddness(word: str) -> float:
    """What speaks against letters that stand together: "B鋘dchen", "Bдndchen"."""
    odd = 0.0
    for i, char in enumerate(word):
        if char.isascii():
            continue
        before, after = word[i - 1 : i], word[i + 1 : i + 2]
        small = any(c.isascii() and c.islower() for c in (before, after))
        if char.isalpha():
            odd += _ODD if small and not _latin(char) else 0.0
            odd += _ODD if char.isupper() and before.islower() else 0.0
        elif before.isalpha() and after.isalpha() and char not in "’·":
            odd += _ODD
    return odd


def _latin(char: str) -> bool:
    return char <= "\u024f"


@lru_cache(maxsize=8192)
def _double(char: str, encoding: str) -> float:
    standard, rows = _DOUBLE[encoding]
    try:
        first = char.encode(standard)[0]
    except UnicodeEncodeError:
        return _RARE
    for low, high, share, count in rows:
        if low <= first <= high:
            return math.log(share / count)
    return _RARE


@lru_cache(maxsize=8192)
def _single(char: str, encoding: str, language: int) -> float:
    """One character of a language, which may borrow words of the others."""
    letter = char.lower()
    if not letter.isalpha() or letter in "ºªµ":
        share = 0.02 if char in _SIGNS else 0.0005
        return math.log(0.05 if char in _OFTEN else share)
    alphabets = _ALPHABETS[encoding]
    shared = sum(_zipf(letter, alphabet) for alphabet in alphabets) / len(alphabets)
    found = 0.7 * _zipf(letter, alphabets[language]) + 0.3 * shared
    return math.log(found + 0.0005) + (_ACCENT if _latin(letter) else 0.0)


def _zipf(letter: str, alphabet: str) -> float:
    at = alphabet.find(letter)
    whole = sum(1 / rank for rank in range(1, len(alphabet) + 1))
    return 0.0 if at < 0 else 1 / (at + 1) / whole
