"""What a statement says of how its rows were parted: of whom test and training share
none. Such words leave nothing out: "the people in test.csv do not occur in train.csv"
forbids no column."""

import re

from agent.vocabulary.words import Span, plain

_TEST = r"test(?:ing)?(?:\.csv| set| table| file| data| part| rows?| split)?"
_TRAIN = (
    r"(?:the |my |our )?train(?:ing)?(?:\.csv| set| table| file| data| part| rows?)?"
)
_NOT = r"(?:not|never|none|\w+n't)"
_THINGS = r"(?P<things>[a-z]+(?: [a-z]+)?)"
_ONE = r"(?:one|a|an|the same|any(?: one)?)"
_TESTED = r"测试(?:集|表|文件|数据)?(?:中|里面|里)?"
_WHOM = r"(?P<things>[一-鿿]{1,6}?)"
_ALL = r"(?:都|也|全部?|均)?"
_NEVER = r"(?:不会?|没有?|未|从未|从来没有?)"
_APART = (
    rf"(?:\bthe )?\b{_THINGS} (?:in|of|from) (?:the |my |our )?{_TEST}(?!\w)"
    rf"[^.;()\n]{{0,30}}?\b{_NOT}\b[^.;()]{{0,40}}?\b{_TRAIN}",
    rf"\bno (?:two )?[^.;()]{{1,40}}? (?:of|from|by) {_ONE} (?P<things>[a-z]+)\b"
    r"[^.;()]{1,20}?\b(?:on|in) both\b",
    rf"\bno {_THINGS} (?:is|are|stands?|occurs?|appears?) (?:on|in) both\b",
    rf"\b{_TEST}(?!\w) (?:only )?(?:has|have|holds?|contains?|covers?|comes from)"
    r" (?:only )?(?:other|different|new|unseen) (?P<things>[a-z]+)\b",
    rf"\b{_TEST}(?!\w) and {_TRAIN} (?:share|have) no (?:common )?(?P<things>[a-z]+)\b",
    rf"\b{_TRAIN} and {_TEST}(?!\w) (?:share|have) no (?:common )?(?P<things>[a-z]+)\b",
    rf"\b{_THINGS} (?:do not|don't|never) overlap between {_TRAIN} and {_TEST}(?!\w)",
    rf"{_TESTED}的?{_WHOM}{_ALL}{_NEVER}[^。;；，,]{{0,8}}训练",
    rf"{_TESTED}的?{_WHOM}{_ALL}在?训练(?:集|表|文件|数据)?(?:中|里|里面)?{_ALL}{_NEVER}",
    rf"{_TESTED}的?{_WHOM}{_ALL}是(?:新的|没见过的|未见过的)",
    rf"训练(?:集|表|文件|数据)?(?:中|里|里面)?(?:没有|不含|不包含){_TESTED}的{_WHOM}(?![一-鿿])",
)


def apart(statement: str) -> list[tuple[Span, str]]:
    """The places that say it, each with the things that are in one part alone, in the
    statement's plain words: "drum kits"."""
    text, found = plain(statement).replace("\n", " "), []
    for pattern in _APART:
        for match in re.finditer(pattern, text):
            span = Span(match.start(), match.end(), match[0])
            found.append((span, match["things"].removeprefix("the ")))
    return found


def blanked(text: str) -> str:
    """A text without what it says of that, each character of it a blank."""
    for span, _ in apart(text):
        text = text[: span.start] + " " * len(span.text) + text[span.end :]
    return text
