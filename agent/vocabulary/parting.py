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
_APART = (
    rf"(?:\bthe )?\b{_THINGS} (?:in|of|from) (?:the |my |our )?{_TEST}(?!\w)"
    rf"[^.;()\n]{{0,30}}?\b{_NOT}\b[^.;()]{{0,40}}?\b{_TRAIN}",
    rf"\bno (?:two )?[^.;()]{{1,40}}? (?:of|from|by) {_ONE} (?P<things>[a-z]+)\b"
    r"[^.;()]{1,20}?\b(?:on|in) both\b",
    rf"\bno {_THINGS} (?:is|are|stands?|occurs?|appears?) (?:on|in) both\b",
    rf"\b{_TEST}(?!\w) (?:only )?(?:has|have|holds?|contains?|covers?|comes from)"
    r" (?:only )?(?:other|different|new|unseen) (?P<things>[a-z]+)\b",
    r"测试(?:集|表|文件|数据)?(?:中|里|里面)?的(?P<things>[一-鿿]{1,6}?)"
    r"(?:都|也|全)?(?:不会?|没有|未|从未)[^。;，]{0,8}训练",
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
