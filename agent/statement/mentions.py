"""Where a statement names the columns of a table, outright or by what they mean."""

import re
from dataclasses import replace
from functools import cache

from agent.lexicon import (
    CONCEPTS,
    CURRENCIES,
    DERIVED,
    FILLERS,
    IDIOMS,
    PICTURED,
    SPOKEN,
    UNITS,
)
from agent.statement import characters
from agent.statement.durations import by_duration
from agent.statement.meant import by_author
from agent.statement.name_parts import (
    best,
    continued,
    measured,
    telling,
    told_by_number,
)
from agent.statement.neighbours import by_neighbours, neighbours
from agent.statement.overlaps import Mention, counting
from agent.statement.said import Said, together, weight, words_of
from agent.synonyms import alike, parted
from agent.words import Span, likeness, name_words, plain, quotes, stem

_NOUN = "(?:[人次]?数量?|量|程度|情况|信息)?"  # 乘客数 for `passengers`
_WHICH = r"\b(?:which|what|whose|who the|who our) $"
"""Before a thing of which the name is asked: "which vet" is a `vet_name`."""
_BEING = frozenset(["is", "are", "was", "were", "be", "has", "have", "had"])
_NO_END = frozenset(["the", "a", "an", "its", "of", "to", "and", "or"])
_SHARED = 0.6  # of a name whose short form is the end of another
_HEADLESS = 0.75  # of the strength of a name: what is there but for its noun


def mentions(text: str, names: list[str]) -> list[Mention]:
    """Every place where `text`, already `plain`, may name one of the columns."""
    marked = quotes(text)
    found = [mention for name in names for mention in _quoted(name, marked)]
    taken = [(mention.start, mention.end) for mention in found]
    found += _verbatim(names, text, taken)
    taken = [(mention.start, mention.end) for mention in found]
    taken += [match.span() for match in re.finditer(rf"{IDIOMS}|\b\w+n't\b", text)]
    chinese, english = (
        [w for w in words_of(text, a) if not any(s <= w.start < e for s, e in taken)]
        for a in (False, True)
    )
    beside = neighbours(chinese, text)
    spoken = characters.spoken(names)
    own, other = Said(text, chinese), Said(text, english)
    last = [name_words(name)[-1:] for name in names]
    alone = {word for word in PICTURED if last.count([word]) == 1}
    for name in names:
        said = own if name in spoken else other
        found += [
            _as_shared(m, spoken)
            for m in _by_words(name, spoken.get(name, name), said, alone)
        ]
        found += _by_initials(name, said)
        found += by_neighbours(name, beside, text)
        found += _by_concept(name, text)
        if name in spoken:
            found += [_as_shared(m, spoken) for m in _by_characters(name, text, spoken)]
    found += [
        Mention(name, span.start, span.end, 0.9, False, span.text, many=True)
        for name, span in (
            *characters.listed(spoken, text),
            *characters.led(spoken, text),
            *characters.fused(spoken, text),
            *characters.related(spoken, text),
        )
    ]
    found += by_author(names, text) + by_duration(names, text)
    found += [
        Mention(column, span.start, span.end, 0.9, False, span.text)
        for one in found
        if one.strength >= 0.9 and one.column.isascii()
        for column, span in continued(names, one.column, one.end, text)
        if not any(m.start == span.start and m.strength >= 0.9 for m in found)
    ]
    found = counting(found, text)
    found += [
        Mention(
            span.text, span.start, span.end, 0.9, False, text[span.start : span.end]
        )
        for one in found
        if one.strength >= 0.8 and one.column.isascii()
        for span in told_by_number(names, one.column, one.end, text)
        if not any(m.start <= span.start < m.end for m in found)
    ]
    return sorted(found, key=lambda m: (m.start, -m.strength))


def _quoted(name: str, marked: list[Span]) -> list[Mention]:
    found = []
    for span in marked:
        same = span.text.strip() == plain(name)
        alike = "".join(name_words(span.text)) == "".join(name_words(name))
        if same or alike:
            strength = 1.0 if same else 0.95
            found.append(Mention(name, span.start, span.end, strength, True, span.text))
    return found


def _verbatim(
    names: list[str], text: str, taken: list[tuple[int, int]]
) -> list[Mention]:
    """Names such as `load_mw`, typed as they are: their words mean nothing else."""
    return [
        Mention(name, m.start(), m.end(), 0.95, False, m[0])
        for name in names
        if re.search(r"\w[\W_]+\w|\w\d", name) and plain(name)[:2] in text
        for m in re.finditer(
            rf"(?<![a-z0-9_]){_dotted(plain(name))}(?![a-z0-9_])", text
        )
        if not any(start <= m.start() < end for start, end in taken)
    ]


def _dotted(name: str) -> str:
    """Pattern of a name; figures may have a dot: "PM2.5" for `pm25`."""
    return re.sub(r"(?<=\d)(?=\d)", r"\\.?", re.escape(name))


def _by_words(name: str, own: str, said: Said, alone: set[str]) -> list[Mention]:
    """Mentions by the words of a name, whole or in part, near each other; `own` is the
    name as it is spoken.

    Where the last word of a name is one of `alone`, the others are what its column
    shows: "the bike came back" names no `bike_photo`.
    """
    text, words = said.text, said.words
    parts = parted(plain(own)) or telling(name_words(own))
    if not parts:
        return []
    whole, heavy, symbol = measured(parts)
    found = _in_one_word(name, parts, said)
    for index in said.matching(lambda word: any(alike(word, part) for part in heavy)):
        word = words[index]
        main = max(heavy, key=lambda part: alike(word.text, part))
        first = alike(word.text, main)
        if word.text in FILLERS and len(parts) > 1 and not symbol:
            continue
        sign = len(word.text) == 1 and not word.text.isascii()
        if sign and (len(heavy) > 1 or characters.goes_on(text, word.end)):
            continue  # of 成交价 the 价 is no `list_price`
        others = said.near(index, len(parts))
        hits = [
            (
                part,
                (
                    (first, word)
                    if part == main
                    else best(part, word.start, others, text)
                ),
            )
            for part in parts
        ]
        hit = sum(weight(part) * value for part, (value, _) in hits)
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


def _in_one_word(name: str, parts: list[str], said: Said) -> list[Mention]:
    """`isFraud` as one word, whose parts plain text no longer shows, and "the payout"
    for `paid_out_eur`."""
    if len(parts) < 2:
        return []
    joined = "".join(parts)
    wanted = {joined}
    if parts[1] in ("out", "off", "up", "down", "back"):
        wanted.add(stem(parts[0]) + parts[1])
    return [
        Mention(name, word.start, word.end, 0.95, False, joined)
        for word in map(said.words.__getitem__, said.matching(wanted.__contains__))
    ]


def _by_initials(name: str, said: Said) -> list[Mention]:
    """ "Length of stay" for `los_hours`, "heart rate" for `hr_bpm`: first letters."""
    found = []
    parts = name_words(name)
    for part in [part for part in parts if 2 <= len(part) <= 5 and part not in UNITS]:
        if len(part) == 2 and [p for p in parts if weight(p) == 1.0] != [part]:
            continue
        for match in re.finditer(rf"(?={re.escape(part)})", said.initials):
            row = said.words[match.start() : match.start() + len(part)]
            short = len(part) == 2 and min(len(word.text) for word in row) < 4
            verb = any(word.text in _BEING for word in row)
            verb = verb or row[-1].text in _NO_END  # "left at the" is no `lat`
            if not (short or verb) and together(said.text, row[0], row[-1]):
                start, end = row[0].start, row[-1].end
                here = said.text[start:end]
                found.append(Mention(name, start, end, 0.9, False, here))
    return found


def _by_concept(name: str, text: str) -> list[Mention]:
    """Mentions by meaning: `刹车` or `how much` for columns called brake or price."""
    parts = [part for part in name_words(name) if weight(part) == 1.0]
    coins = [part for part in name_words(name) if part in CURRENCIES]
    found = []
    for pattern, meanings in concepts():
        share = max(
            (means(part, meaning) for part in parts + coins for meaning in meanings),
            default=0.0,
        )
        if share < 0.9:
            continue
        strength = 0.75 * share / max(1, len(parts)) ** 0.5
        if any(means(coin, meaning) == 1.0 for coin in coins for meaning in meanings):
            strength = 0.6  # what is paid in euros, whatever else its name says
        for match in pattern.finditer(text):
            start, end = match.span()
            found.append(Mention(name, start, end, strength, False, match[0]))
    return found


@cache
def concepts() -> list[tuple[re.Pattern, tuple[str, ...]]]:
    """`CONCEPTS`, compiled once."""
    return [(re.compile(pattern), meanings) for pattern, meanings in CONCEPTS]


def means(part: str, meaning: str) -> float:
    """How alike a word of a name and a meaning in `CONCEPTS` are."""
    if meaning.isascii():
        return likeness(part, meaning)
    full = characters.FULL.get(part[-1:], "")  # 诊疗费 is a 费用
    return 0.9 if meaning in part or meaning == full else 0.0


def _by_characters(name: str, text: str, spoken: dict[str, str]) -> list[Mention]:
    """Chinese names by their characters: the whole of them, or enough."""
    return [
        Mention(name, span.start, span.end, 0.95 * share, False, span.text)
        for span, share in characters.places(spoken[name], text)
    ]


def _as_shared(mention: Mention, spoken: dict[str, str]) -> Mention:
    """A mention of a Chinese name, weaker where another column ends in the same, as
    `首周票房` does in the 票房 of `总票房`."""
    own = spoken.get(mention.column)
    if own is None or mention.text == own or mention.strength <= 0.95 * _SHARED:
        return mention
    if mention.text in spoken.values():
        return replace(mention, strength=0.4)  # another column's name
    same = [n for n, other in spoken.items() if other.endswith(mention.text)]
    alone = not [name for name in same if name != mention.column]
    return mention if alone else replace(mention, strength=0.95 * _SHARED)
