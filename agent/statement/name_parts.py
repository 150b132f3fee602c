"""The words of a column's name: what each says, and which word of a text is it."""

import re

from agent.statement.durations import seconds, time_at
from agent.statement.said import weight
from agent.vocabulary.lexicon import FILLERS, MEASURED
from agent.vocabulary.synonyms import alike
from agent.vocabulary.words import Span, likeness, name_words

_AND_THEN = r"\s*(?:,|&|\band\b|\bor\b)+ *(?:(?:in|at|after|within|for|of) )?(?=\d)"

_HEAD = 0.8  # how alike a word is to one that names share


def measured(parts: list[str]) -> tuple[float, list[str], bool]:
    """How much a name's words say in all, those that say the most, and whether the
    first is a symbol: N in `N_mgkg`."""
    light = sum(weight(part) for part in parts if weight(part) < 1.0)
    full = sum(1 for part in parts if weight(part) == 1.0)
    if len(parts[0]) == 1 and len(parts) > 1 and parts[0] >= "\u3400":
        full, light = full + 1, light - weight(parts[0])  # of 低血压 the 低 says much
    symbol = not full and len(parts) > 1 and len(parts[0]) == 1
    # Two units at the end say no more than one: "biomass" for `biomass_t_ha`.
    whole = full + min(light, 0.3) if full else 0.35 if symbol else light
    most = max(map(weight, parts))
    heavy = [part for part in parts if weight(part) == most]
    heavy = parts[:1] if symbol else heavy
    return whole, heavy, symbol


def telling(parts: list[str]) -> list[str]:
    """A name's words but for a unit such as `events_per_hour` behind another word, and
    for fillers where a number says more: `power_in_1h`."""
    at = parts.index("per") if "per" in parts else 0
    if at >= 2:
        return parts[: at - 1]
    numbered = any(part[0].isdigit() for part in parts)
    return [p for p in parts if not (numbered and p in FILLERS)] or parts


def best(
    part: str, index: int, words: list[Span], text: str
) -> tuple[float, Span | None]:
    """How much of a part of a name one of `words` is, the nearest to place `index`."""
    # Beside another word of the name its first letters are enough: `yrs_exp`.
    scored = [
        (
            (
                alike(word.text, part)
                or _begins(part, word.text)
                or float(word.text in MEASURED.get(part, ()))
                if not number
                else 1.0
            ),
            -abs(word.start - index),
            Span(word.start, number or word.end, word.text),
        )
        for word in words
        for number in [_numbered(part, word, text)]
        if number or not word.text.isdigit()
    ]
    score, _, span = max(scored, key=lambda found: found[:2], default=(0.0, 0, None))
    return score, span if score else None


def _numbered(part: str, word: Span, text: str) -> int:
    """Where a number ends that is a part of a name, with its unit: "100 ms" for
    `100ms`, "half an hour" for `30min`; 0 if it is another."""
    told, end = time_at(text, word.start)
    if told and told == seconds(part):
        return end
    if not (word.text.isdigit() and part.startswith(word.text)) or told:
        return 0
    unit = part.removeprefix(word.text)
    said = re.match(rf"[ -]?{unit[:1]}[a-z]*", text[word.end :]) if unit else None
    return word.end + said.end() if said else word.end


def _begins(short: str, long: str) -> float:
    """How much its first letters say of a long word: of inside and outside the most."""
    if short in ("in", "out") and re.fullmatch(f"{short}(?:side|doors?|n?er)", long):
        return 0.9
    return 0.6 * (len(short) == 3 and len(long) >= 6 and long.startswith(short))


def told_by_number(names: list[str], name: str, end: int, text: str) -> list[Span]:
    """Places right behind the end of a name that tell others by their number alone, the
    column in `text`: the "72 h" of "pain after 24 h and 72 h" for `pain_72h`."""
    family = {other: part for other in names if (part := _apart(name, other))}
    found: list[Span] = []
    while family and (link := re.match(_AND_THEN, text[end:])):
        start = end + link.end()
        digits = re.match(r"\d+", text[start:])
        word = Span(start, start + digits.end(), digits[0]) if digits else None
        told = [(n, _numbered(part, word, text)) for n, part in family.items() if word]
        here = [Span(start, stop, other) for other, stop in told if stop]
        if len(here) != 1:
            break
        found, end = found + here, here[0].end
    return found


def _apart(name: str, other: str) -> str:
    """The number by which alone one name differs from another; "" if by more."""
    pairs = list(zip(name_words(name), name_words(other), strict=False))
    differing = [b for a, b in pairs if a != b and a[:1].isdigit() and b[:1].isdigit()]
    same = sum(a == b for a, b in pairs) == len(pairs) - 1
    alone = same and len(differing) == 1
    return differing[0] if alone and len(pairs) == len(name_words(other)) else ""


def continued(
    names: list[str], name: str, end: int, text: str
) -> list[tuple[str, Span]]:
    """Columns of which a list behind the end of a name has but the last word: "jury
    points and comment" for `jury_comment`, "the complaint and its text"."""
    link = re.match(
        r"(?:,? (?:and|or|nor)|,| [&+])( its| their)? ([a-z]+)\b", text[end:]
    )
    if link is None:
        return []
    own = name_words(name)
    lead = own if link[1] else own[:-1]
    span = Span(end + link.start(2), end + link.end(2), link[2])
    return [
        (other, span)
        for other in names
        if lead and other != name and name_words(other)[:-1] == lead
        if likeness(link[2], name_words(other)[-1]) >= 0.9
    ]


_AXES = frozenset("xyzuvw")
_JOIN = r"\s*(?:,|/|&|、|和|与|及|\band\b|\bor\b)+\s*(?:the |its )?"
_BEHIND = (
    r"\s*(?:[两三]个)?(?:轴|方向)?上?的?"
    r"(?P<words>[a-z]+(?: [a-z]+)?|[\u3400-\u9fff]{1,3})"
)
_BEFORE = (
    r"(?P<words>[a-z]+|[\u3400-\u9fff]{1,3})\s*(?:[(:：（]|\b(?:in|along|for|of)\b)?"
    r"\s*(?:the )?$"
)


def shared(names: list[str], text: str) -> list[tuple[str, Span]]:
    """Columns of which a list has but the word that tells them apart, and the word
    behind or before it the rest: "x, y and z position", "forces (x, y, z)"."""
    found: list[tuple[str, Span]] = []
    families = _families(names)
    axes = [family for _, family in families if set(family) <= _AXES]
    for head, family in families:
        one = "|".join(f"{re.escape(p)}{'[a-z]*' * (len(p) == 3)}" for p in family)
        row = rf"(?<![a-z0-9_])(?:{one})(?:{_JOIN}(?:{one}))+(?![a-z0-9_])"
        for match in re.finditer(row, text):
            behind = re.match(_BEHIND, text[match.end() :])
            before = re.search(_BEFORE, text[: match.start()])
            first = match.start()
            if before and _any_of(head, before["words"]):
                first = before.start("words")
            elif not (behind and _any_of(head, behind["words"]) or axes == [family]):
                continue
            for item in re.finditer(rf"(?<![a-z])(?:{one})(?![a-z])", match[0]):
                part = item[0] if item[0] in family else item[0][:3]
                end = match.start() + item.end()
                start = first if not item.start() else match.start() + item.start()
                found.append((family[part], Span(start, end, text[start:end])))
    return found


def _families(names: list[str]) -> list[tuple[list[str], dict[str, str]]]:
    """Names that are the same but for one word: the words of weight that they share,
    and each by its own."""
    kin: dict[tuple[str, ...], dict[str, str]] = {}
    for name in filter(str.isascii, names):
        words = name_words(name)
        for at, word in enumerate(words):
            if word.isalpha():
                rest = (*words[:at], "", *words[at + 1 :])
                kin.setdefault(rest, {})[word] = name
    found = []
    for rest, family in kin.items():
        head = [word for word in rest if word and weight(word) == 1.0]
        if head and len(family) > 1:
            found.append((head, family))
    return found


def _any_of(head: list[str], words: str) -> bool:
    """Whether one of the words, or the first signs of Chinese ones, is of a `head`."""
    said = words.split() if words.isascii() else [words[:n] for n in (1, 2, 3)]
    return any(alike(word, part) >= _HEAD for word in said for part in head)
