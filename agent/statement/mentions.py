"""Where a statement names the columns of a table, outright or by what they mean."""

import re
from dataclasses import replace
from functools import cache, lru_cache

from agent.statement import characters
from agent.statement.doers import by_doer
from agent.statement.durations import by_duration
from agent.statement.meant import by_author
from agent.statement.name_parts import continued, shared, telling, told_by_number
from agent.statement.neighbours import by_neighbours, neighbours
from agent.statement.overlaps import Mention, counting
from agent.statement.pinyin import by_sound
from agent.statement.said import Said, together, weight, words_of
from agent.statement.word_mentions import by_signs, by_synonyms, by_words, in_english
from agent.vocabulary import deeds, dictionary, everyday, foreign
from agent.vocabulary.lexicon import (
    CONCEPTS,
    CURRENCIES,
    IDIOMS,
    PICTURED,
    UNITS,
)
from agent.vocabulary.synonyms import alike
from agent.vocabulary.words import Span, likeness, name_words, plain, quotes

_ASKED = re.compile(
    "原价|指导价|进价|成本|挂牌|标价|要价|起拍|底价|收[车购]|asking|list|original|cost"
)
"""Prices that are not what something sells for."""
_BEING = frozenset(["is", "are", "was", "were", "be", "has", "have", "had"])
_PERSONS = frozenset(["it", "us", "we", "you", "they", "he", "she", "me", "them"])
_OF_KIND = frozenset(["cls", "class", "cat", "type", "lbl", "label", "flag"])
_TIMES = "(?:minute|hour|day|week|month|quarter|year)s?"
_SHARED = 0.6  # of a name whose short form is the end of another


def mentions(text: str, names: list[str]) -> list[Mention]:
    """Every place where `text`, already `plain`, may name one of the columns."""
    marked = quotes(text)
    found = [mention for name in names for mention in _quoted(name, marked)]
    taken = [(mention.start, mention.end) for mention in found]
    found += _verbatim(names, text)
    taken = [(mention.start, mention.end) for mention in found]
    taken += [match.span() for match in re.finditer(rf"{IDIOMS}|\b\w+n't\b", text)]
    taken += _rows_of(names, text)
    chinese, english = (
        [w for w in words_of(text, a) if not any(s <= w.start < e for s, e in taken)]
        for a in (False, True)
    )
    english = _glossed(text, english, names, taken)
    beside = neighbours(chinese, text)
    spoken = characters.spoken(names)
    own, other = Said(text, chinese), Said(text, english)
    last = [name_words(name)[-1:] for name in names]
    plain_kin, other_tongue = _kin(names), foreign.spoken(names)
    alone = {word for word in PICTURED if last.count([word]) == 1}
    for name in names:
        said, words = own if name in spoken else other, name_words(name)
        found += [
            _as_shared(m, spoken)
            for m in by_words(
                name,
                spoken.get(name, name),
                said,
                alone,
                bool(plain_kin & set(words[:1])),
            )
        ]
        found += in_english(name, other_tongue.get(name, ()), other, alone)
        found += _by_initials(name, said)
        found += by_neighbours(name, beside, text)
        if name.isascii():
            found += by_signs(name, text)
        found += _by_concept(name, text)
        if name in spoken and not text.isascii():
            found += by_synonyms(name, spoken[name], text)
        if name in spoken:
            found += [_as_shared(m, spoken) for m in _by_characters(name, text, spoken)]
    found += _in_lists(spoken, text)
    found += by_sound(names, text)
    found += [*by_author(names, text), *by_doer(names, text), *by_duration(names, text)]
    found += _in_rows(found, names, text)
    found = counting(found, text)
    found += _by_number(found, names, text)
    return sorted(found, key=lambda m: (m.start, -m.strength))


def _rows_of(names: list[str], text: str) -> list[tuple[int, int]]:
    """Places of what a row is, which tells nothing of a name: "a price per listing";
    but for units and for words that are in a name."""
    parts = [name_words(name) for name in names]
    known = {part for row in parts if "id" not in row for part in row} | UNITS
    return [
        match.span(1)
        for match in re.finditer(
            r"\b(?:per|for each|for every) (?:the |our )?([a-z]+)", text
        )
        if match[1] not in known and not re.fullmatch(_TIMES, match[1])
    ]


def _in_rows(found: list[Mention], names: list[str], text: str) -> list[Mention]:
    """Columns of which a list has but the word that tells them apart."""
    return [
        Mention(column, span.start, span.end, 0.9, False, span.text)
        for one in found
        if one.strength >= 0.9 and one.column.isascii()
        for column, span in continued(names, one.column, one.end, text)
    ] + [
        Mention(column, span.start, span.end, 0.95, False, span.text)
        for column, span in shared(names, text)
    ]


def _by_number(found: list[Mention], names: list[str], text: str) -> list[Mention]:
    """Columns of which a list has but the number that tells them apart."""
    return [
        Mention(
            span.text, span.start, span.end, 0.9, False, text[span.start : span.end]
        )
        for one in found
        if one.strength >= 0.8 and one.column.isascii()
        for span in told_by_number(names, one.column, one.end, text)
    ]


def _in_lists(spoken: dict[str, str], text: str) -> list[Mention]:
    """Columns of which Chinese lists say but what tells them apart."""
    return [
        Mention(name, span.start, span.end, 0.9, False, span.text, many=True)
        for name, span in (
            *characters.listed(spoken, text),
            *characters.led(spoken, text),
            *characters.fused(spoken, text),
            *characters.related(spoken, text),
        )
    ] + [
        Mention(name, span.start, span.end, 0.85, False, span.text)
        for name, span in characters.columns(spoken, text)
    ]


def _kin(names: list[str]) -> set[str]:
    """The first words of names of several words without a number."""
    every = map(name_words, names)
    return {words[0] for words in every if len(words) > 1 and _bare(words)}


def _bare(words: list[str]) -> bool:
    """Whether no number is among the words of a name."""
    return not any(word[0].isdigit() for word in words)


def _glossed(
    text: str, words: list[Span], names: list[str], taken: list[tuple[int, int]]
) -> list[Span]:
    """The words of a text for names in English, with those of Chinese text by which the
    dictionary means one; such a one replaces what means none."""
    wanted = {tuple(telling(name_words(name))) for name in names if name.isascii()}
    if text.isascii() or not wanted:
        return words
    parts = {part for name in wanted for part in name}
    told = [w for w in words if any(alike(w.text, part) for part in parts)]
    more = [
        word
        for word in dictionary.words_of(text)
        if not any(w.start < word.end and word.start < w.end for w in told)
        or any(word.start < w.start < word.end < w.end for w in told)  # 零售价
        and not any(start < word.end and word.start < end for start, end in taken)
        and any(dictionary.means(word.text, name) for name in wanted)
    ]
    left = [
        w
        for w in words
        if not any(w.start < word.end and word.start < w.end for word in more)
    ]
    return sorted([*left, *more], key=lambda word: word.start)


def _quoted(name: str, marked: list[Span]) -> list[Mention]:
    found = []
    for span in marked:
        same = span.text.strip() == plain(name)
        alike = "".join(name_words(span.text)) == "".join(name_words(name))
        if same or alike:
            strength = 1.0 if same else 0.95
            found.append(Mention(name, span.start, span.end, strength, True, span.text))
    return found


def _verbatim(names: list[str], text: str) -> list[Mention]:
    """Names such as `load_mw`, typed as they are: their words mean nothing else."""
    return [
        Mention(name, m.start(), m.end(), 0.95, False, m[0])
        for name in names
        if re.search(r"\w[\W_]+\w|\w\d", name) and plain(name)[:2] in text
        for m in re.finditer(
            rf"(?<![a-z0-9_]){_dotted(plain(name))}(?![a-z0-9_])", text
        )
    ]


def _dotted(name: str) -> str:
    """Pattern of a name; figures may have a dot: "PM2.5" for `pm25`."""
    return re.sub(r"(?<=\d)(?=\d)", r"\\.?", re.escape(name))


def _by_initials(name: str, said: Said) -> list[Mention]:
    """ "Length of stay" for `los_hours`, "heart rate" for `hr_bpm`: first letters."""
    found = []
    parts = name_words(name)
    for part in [part for part in parts if 2 <= len(part) <= 5 and part not in UNITS]:
        heavy = [p for p in parts if weight(p) == 1.0 and p not in _OF_KIND]
        if len(part) == 2 and heavy != [part]:
            continue
        for match in re.finditer(rf"(?={re.escape(part)})", said.initials):
            row = said.words[match.start() : match.start() + len(part)]
            short = len(part) == 2 and min(len(word.text) for word in row) < 4
            verb = any(word.text in _BEING | _PERSONS for word in row)
            if not (short or verb) and together(said.text, row[0], row[-1]):
                start, end = row[0].start, row[-1].end
                here = said.text[start:end]
                found.append(Mention(name, start, end, 0.9, False, here))
    return found


def _by_concept(name: str, text: str) -> list[Mention]:
    """Mentions by meaning: `刹车` or `how much` for columns called brake or price."""
    found = []
    for pattern, strength, paid in _concepts_of(name):
        for match in pattern.finditer(text):
            start, end = match.span()
            if match[0][0] == "卖" and _ASKED.search(plain(name)):
                continue
            if paid:  # what is paid in euros, whatever else its name says
                strength = 0.45 if match[0] in ("费", "金额", "价值") else 0.6
            found.append(Mention(name, start, end, strength, False, match[0]))
    return found


@lru_cache(maxsize=4096)
def _concepts_of(name: str) -> list[tuple[re.Pattern, float, bool]]:
    """The concepts that a name has a word of, as patterns; how surely, and whether it
    is by a currency."""
    parts = [part for part in name_words(name) if weight(part) == 1.0]
    coins = [part for part in name_words(name) if part in CURRENCIES]
    found = []
    for pattern, meanings in concepts():
        share = max(
            (means(part, meaning) for part in parts + coins for meaning in meanings),
            default=0.0,
        )
        if share >= 0.9:
            paid = any(means(c, meaning) == 1.0 for c in coins for meaning in meanings)
            found.append((pattern, 0.75 * share / max(1, len(parts)) ** 0.5, paid))
    return found


@cache
def concepts() -> list[tuple[re.Pattern, tuple[str, ...]]]:
    """`CONCEPTS` and the `PHRASES` of everyday, compiled once."""
    tables = CONCEPTS + everyday.PHRASES + deeds.PHRASES
    return [(re.compile(pattern), meanings) for pattern, meanings in tables]


def means(part: str, meaning: str) -> float:
    """How alike a word of a name and a meaning in `CONCEPTS` are."""
    if meaning.isascii():
        return likeness(part, meaning)
    full = characters.FULL.get(part[-1:], "")  # 诊疗费 is a 费用
    bare = re.sub(characters.MEASURES, "", part)  # 送 means no `配送距离`
    own = meaning in part and characters.headed(bare, meaning) == 1.0
    return 0.9 if own or meaning == full else 0.0


_PICTURE = "影像|图像|照片|图片|相片|图"


def _by_characters(name: str, text: str, spoken: dict[str, str]) -> list[Mention]:
    """Chinese names by their characters: the whole of them, or enough; a picture by
    any word for one: 卫星图 for `卫星影像`."""
    found = [
        Mention(name, span.start, span.end, 0.95 * share, False, span.text)
        for span, share in characters.places(spoken[name], text)
    ]
    if picture := re.fullmatch(rf"(.+)(?:{_PICTURE})", spoken[name]):
        more = rf"[\u3400-\u9fff]?(?:{_PICTURE})"
        own = rf"{re.escape(picture[1])}(?:{_PICTURE})(?!{more})"
        seen = {m.start for m in found}
        found += [
            Mention(name, m.start(), m.end(), 0.85, False, m[0])
            for m in re.finditer(own, text)
            if m.start() not in seen and m[0] not in spoken.values()
        ]
    return found


def _as_shared(mention: Mention, spoken: dict[str, str]) -> Mention:
    """A mention of a Chinese name, weaker where another column ends in the same, as
    `首周票房` does in the 票房 of `总票房`."""
    own = spoken.get(mention.column)
    if own is None or mention.text == own or mention.strength <= 0.95 * _SHARED:
        return mention
    ends = tuple(end for end, full in characters.FULL.items() if full == mention.text)
    same = [n for n, o in spoken.items() if o.endswith((mention.text, *ends))]
    alone = not [name for name in same if name != mention.column]
    return mention if alone else replace(mention, strength=0.95 * _SHARED)
