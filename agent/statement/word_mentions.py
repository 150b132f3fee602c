"""Mentions of a column by the words of its name, whole or in part."""

import re
from collections.abc import Mapping
from dataclasses import replace

from agent.statement import characters
from agent.statement.name_parts import best, measured, telling
from agent.statement.overlaps import Mention
from agent.statement.said import Said, weight
from agent.vocabulary import dictionary
from agent.vocabulary.lexicon import DERIVED, FILLERS, HEADS, MEDIA, SPOKEN
from agent.vocabulary.synonyms import alike, parted
from agent.vocabulary.words import Span, likeness, name_words, plain, stem

_NOUN = "(?:[人次]?数量?|量|程度|情况|信息)?"  # 乘客数 for `passengers`
_WHICH = r"\b(?:which|what|whose|who the|who our) $"
"""Before a thing of which the name is asked: "which vet" is a `vet_name`."""
_HEADLESS = 0.75  # of the strength of a name: what is there but for its noun


def by_words(
    name: str, own: str, said: Said, alone: set[str], family: bool = False
) -> list[Mention]:
    """Mentions by the words of a name, whole or in part, near each other; `own` is the
    name as it is spoken.

    Where the last word of a name is one of `alone`, the others are what its column
    shows: "the bike came back" names no `bike_photo`. In a `family`, beside a
    name that begins alike and has no number, one says much: `plays_7d`, `plays_total`.
    """
    text, words = said.text, said.words
    parts = parted(plain(own)) or telling(name_words(own))
    if not parts:
        return []
    whole, heavy, symbol = measured(parts)
    found = _in_one_word(name, parts, said)
    told = [p for p in parts if family and p[0].isdigit() and weight(p) < 1.0]
    whole += sum(1.0 - weight(part) for part in told)
    every = tuple(parts) if name.isascii() else ()
    for index in said.matching(lambda word: any(_values(word, heavy, every))):
        word = words[index]
        values = _values(word.text, heavy, every)
        first = max(values)
        main = heavy[values.index(first)]
        glossed = dictionary.means(word.text, every)
        if word.text in FILLERS and len(parts) > 1 and not symbol:
            continue
        if _no_word(text, word, heavy, every):
            continue  # of 成交价 the 价 is no `list_price`
        hits = _hits(said, index, parts, main, first, glossed, every)
        hit = sum(
            (1.0 if part in told else weight(part)) * value for part, (value, _) in hits
        )
        score = min(1.0, hit / whole)
        spans = [span for _, (value, span) in hits if value and span] + [word]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        if not name.isascii():
            last = next((value for part, (value, _) in hits if part == parts[-1]), 0.0)
            if not last and len(parts) > 1:
                score *= characters.headed(plain(own), main)
            noun = score < 0.6 and main == parts[-1]
            if noun and not characters.begins(text, start):
                continue  # of 推理时间 the 时间 is no 发布时间
        if word.text in SPOKEN and score < 0.6:
            continue
        asked = re.search(_WHICH, text[max(0, start - 12) : start])
        if asked and parts[1:] and parts[-1] in DERIVED:
            score = max(score, 0.8)
        shown = word.text.isascii() and main != parts[-1] and parts[-1] in alone
        if shown and score < 0.6:
            score *= _HEADLESS
        if "(" in text[start:end] and (rest := re.match(r"[^()]{0,8}\)", text[end:])):
            end += rest.end()  # a unit: "biomass (t/ha)"
        if name.isascii() and not text[start:end].isascii():
            end += len(re.match(_NOUN, text[end:])[0])  # type: ignore[index]
        here, its = text[start:end], likeness(word.text, main) > 0
        found.append(Mention(name, start, end, 0.95 * score, False, here, its))
    return found


def in_english(
    name: str, forms: tuple[str, ...], said: Said, alone: set[str]
) -> list[Mention]:
    """Mentions of a name in another language, by each of what it may be in English."""
    return [
        replace(mention, column=name)
        for form in forms
        for mention in by_words(form, form, said, alone)
    ]


def _no_word(text: str, word: Span, heavy: list[str], every: tuple[str, ...]) -> bool:
    """Whether a Chinese sign is no word by itself, or too little of the name."""
    if word.end - word.start > 1 or word.text.isascii():
        return False
    if every and word.text in dictionary.HEADS:
        goes_on = dictionary.known(text[word.start : word.end + 1])
    else:
        measure = re.match("[量数率]?", text[word.end :])
        goes_on = characters.goes_on(
            text, word.end + len(measure[0] if measure else "")
        )
    return len(heavy) > 1 or goes_on


def _hits(
    said: Said,
    index: int,
    parts: list[str],
    main: str,
    first: float,
    glossed: Mapping[str, float],
    every: tuple[str, ...],
) -> list[tuple[str, tuple[float, Span | None]]]:
    """For each word of a name how much of it is there, and where: of the `main` one
    `first` at the word `index`, of the others what stands near it."""
    text, word = said.text, said.words[index]
    others = said.near(index, len(parts))
    if every and not word.text.isascii():
        others = [*others, *_beside(text, word)]
    return [
        (
            part,
            (
                (first, word)
                if part == main
                else max(
                    best(part, word.start, others, text),
                    (glossed.get(part, 0.0), word),
                    key=_value,
                )
            ),
        )
        for part in parts
    ]


def _value(hit: tuple[float, Span | None]) -> float:
    return hit[0]


def _beside(text: str, word: Span) -> list[Span]:
    """The Chinese signs right before and behind a word, which may say which of its
    kind is meant, and its last: 总 of 总播放量 for `plays_total`, 价 of 进价."""
    places = (word.start - 1, word.end - 1, word.end)
    signs = [Span(at, at + 1, text[at : at + 1]) for at in places if at >= 0]
    return [sign for sign in signs if sign.text >= "\u3400"]


def by_signs(name: str, text: str) -> list[Mention]:
    """Two signs of Chinese text that mean two words of a name in English: 轴温 for
    `axle_temp`, 胎压 for `tire_pressure`."""
    parts = [part for part in name_words(name) if weight(part) == 1.0]
    found = []
    sign, heads = "([\u3400-\u9fff])", "".join(dictionary.HEADS)
    pairs = [f"(?={sign}{sign})", f"(?={sign}[\u3400-\u9fff]([{heads}]))"]
    for pair in (match for row in pairs for match in re.finditer(row, text)):
        one, other = pair.groups()
        first, last = (
            {part for part in parts if alike(one, part)},
            {part for part in parts if alike(other, part)},
        )
        start, end = pair.start(), pair.end(2)
        if (
            first
            and last
            and len(first | last) > 1
            and dictionary.apart(text, start, end)
        ):
            score = 0.75 * len(first | last) / len(parts)
            here = text[start:end]
            found.append(Mention(name, start, end, score, False, here, own=False))
    return found


def by_synonyms(name: str, own: str, text: str) -> list[Mention]:
    """Where another Chinese word stands for one of a name: 修理费用 for `维修费用`, or
    修理 where the rest of the name says little; `own` is the name as it is spoken."""
    found = []
    for part in dictionary.words_of(own):
        lead, tail = own[: part.start], own[part.end :]
        nouns = f"{HEADS}|{MEDIA}|{characters.MEASURES}"
        light = not lead and re.fullmatch(nouns, tail)
        for word in dictionary.words_of(text):
            if min(len(word.text), len(part.text)) < 2 or word.text in own:
                continue
            if not dictionary.same(word.text, part.text):
                continue
            start, end = word.start - len(lead), word.end + len(tail)
            whole = text[max(0, start) : end] == lead + word.text + tail
            if whole or light:
                end = end if whole else word.end
                start = start if whole else word.start
                strength = 0.8 if whole else 0.45
                here = text[start:end]
                found.append(
                    Mention(name, start, end, strength, False, here, own=False)
                )
    return found


def _values(word: str, heavy: list[str], every: tuple[str, ...]) -> list[float]:
    """How alike a word is to each of the heavy words of a name in English, or how much
    of it if one Chinese word means `every` word of it."""
    glossed = dictionary.means(word, every)
    return [alike(word, part) or glossed.get(part, 0.0) for part in heavy]


def _in_one_word(name: str, parts: list[str], said: Said) -> list[Mention]:
    """`isFraud` as one word, whose parts plain text no longer shows, and "the payout"
    for `paid_out_eur`."""
    if len(parts) < 2:
        return []
    joined = "".join(parts)
    wanted = {joined}
    if parts[1] in ("out", "off", "up", "down", "back"):
        wanted.add(stem(parts[0]) + parts[1])
    chinese = [w for w in said.words if not w.text.isascii()]
    return [
        *(
            Mention(name, word.start, word.end, 0.95, False, joined)
            for word in map(said.words.__getitem__, said.matching(wanted.__contains__))
        ),
        *(
            Mention(name, word.start, word.end, 0.84, False, word.text, own=False)
            for word in (chinese if name.isascii() else ())
            if alike(word.text, joined) >= 0.85
        ),
    ]
