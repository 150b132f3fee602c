"""Where a statement names the columns of a table, outright or by what they mean."""

import re
from dataclasses import dataclass

from agent.lexicon import CONCEPTS, FILLERS, UNITS
from agent.synonyms import alike, chinese_words, parted
from agent.words import WORD, Span, likeness, name_words, plain, quotes

_WHETHER = r"(?:是否|是不是|有无|有没有)"
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Mention:
    """A place where the statement seems to name a column."""

    column: str
    start: int
    end: int
    strength: float
    """1 for the name itself in quotes, 0.5 for one of its two words."""
    quoted: bool
    text: str
    own: bool = True
    """Whether a word of the name is there, not just one that means the same."""


def mentions(text: str, names: list[str]) -> list[Mention]:
    """Every place where `text`, already `plain`, may name one of the columns."""
    marked = quotes(text)
    words = [Span(m.start(), m.end(), m[0]) for m in WORD.finditer(text)]
    words = [part for word in words for part in _scripts(word)]
    found = [mention for name in names for mention in _quoted(name, marked)]
    taken = [(mention.start, mention.end) for mention in found]
    found += _verbatim(names, text, taken)
    taken = [(mention.start, mention.end) for mention in found]
    free = [w for w in words if not any(s <= w.start < e for s, e in taken)]
    for name in names:
        found += _by_words(name, free, text)
        found += _by_initials(name, free, text)
        found += _by_concept(name, text)
        if _CHINESE.search(name):
            found += _by_characters(name, text)
    found = _clearest(list(dict.fromkeys(found)))
    own = [mention for mention in found if mention.own and mention.strength >= 0.4]
    found = [m for m in found if m.own or not any(_shared(m, other) for other in own)]
    outright = [mention for mention in found if mention.strength >= 0.9]
    kept = [mention for mention in found if not _outdone(mention, outright)]
    return sorted(kept, key=lambda m: (m.start, -m.strength))


def _clearest(found: list[Mention], most: int = 50) -> list[Mention]:
    """The strongest mentions at each place: where "sensor" may be any of sensor_1 to
    sensor_300, fifty are enough to see that it names none of them."""
    places: dict[int, list[Mention]] = {}
    for mention in found:
        places.setdefault(mention.start, []).append(mention)
    return [
        mention
        for here in places.values()
        for mention in sorted(here, key=lambda m: -m.strength)[:most]
    ]


def _shared(mention: Mention, other: Mention) -> bool:
    """Whether two columns may be meant at one place."""
    apart = other.end <= mention.start or mention.end <= other.start
    return other.column != mention.column and not apart


def _outdone(mention: Mention, outright: list[Mention]) -> bool:
    """Whether another column is named outright where this one is at best meant, or
    right before it, or by a longer name: "home goals" is no column `home`."""
    noun = mention.strength < 0.6  # of "the dermoscopy image" the image is no photo
    if noun and any(other.end + 1 == mention.start for other in outright):
        return True
    return not mention.quoted and any(
        other.column != mention.column
        and other.start < mention.end
        and mention.start < other.end
        and (mention.strength < 0.85 or _inside(mention, other))
        for other in outright
    )


def _inside(mention: Mention, other: Mention) -> bool:
    """Whether a mention is part of the unbroken name of another column."""
    longer = other.end - other.start > mention.end - mention.start
    unbroken = len(WORD.findall(other.text)) <= len(name_words(other.column))
    within = other.start <= mention.start and mention.end <= other.end
    return longer and unbroken and within


def _scripts(word: Span) -> list[Span]:
    """Latin words inside Chinese text, where no space parts them, and known ones of
    that text."""
    if not _CHINESE.search(word.text):
        return [word]
    latin = re.finditer(r"[a-z0-9]+", word.text)
    found = [Span(word.start + m.start(), word.start + m.end(), m[0]) for m in latin]
    return sorted([*found, *chinese_words(word)], key=lambda span: span.start)


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
        if re.search(r"\w[\W_]+\w|\w\d", name)
        for m in re.finditer(
            rf"(?<![a-z0-9_]){_dotted(plain(name))}(?![a-z0-9_])", text
        )
        if not any(start <= m.start() < end for start, end in taken)
    ]


def _dotted(name: str) -> str:
    """Pattern of a name; figures may have a dot: "PM2.5" for `pm25`."""
    return re.sub(r"(?<=\d)(?=\d)", r"\\.?", re.escape(name))


def weight(word: str) -> float:
    """How much of a name one of its words is: units, ids and `is` say little."""
    return 0.3 if word in UNITS or word in FILLERS or len(word) == 1 else 1.0


def _by_words(name: str, words: list[Span], text: str) -> list[Mention]:
    """Mentions by the words of a name, whole or in part, near each other in `text`."""
    parts = parted(plain(name)) or name_words(name)
    if not parts:
        return []
    light = sum(weight(part) for part in parts if weight(part) < 1.0)
    full = sum(1 for part in parts if weight(part) == 1.0)
    symbol = not full and len(parts) > 1 and len(parts[0]) == 1  # N in `N_mgkg`
    # Two units at the end say no more than one: "biomass" for `biomass_t_ha`.
    whole = full + min(light, 0.3) if full else 0.35 if symbol else light
    most = max(map(weight, parts))
    heavy = [part for part in parts if weight(part) == most]
    heavy = parts[:1] if symbol else heavy
    # `isFraud` as one word: plain text no longer shows where its words part.
    joined = "".join(parts)
    found = [
        Mention(name, word.start, word.end, 0.95, False, word.text)
        for word in words
        if word.text == joined and len(parts) > 1
    ]
    for index, word in enumerate(words):
        main = max(heavy, key=lambda part: alike(word.text, part))
        first = alike(word.text, main)
        if not first or (word.text in FILLERS and len(parts) > 1 and not symbol):
            continue
        near = words[max(0, index - len(parts)) : index + len(parts) + 1]
        others = [w for w in near if w is not word and _together(text, w, word)]
        hits = [
            (part, (first, word) if part == main else _best(part, others))
            for part in parts
        ]
        hit = sum(weight(part) * value for part, (value, _) in hits)
        score = min(1.0, hit / whole)
        spans = [span for _, (value, span) in hits if value and span] + [word]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        own = likeness(word.text, main) > 0
        here = text[start:end]
        found.append(Mention(name, start, end, 0.95 * score, False, here, own))
    return found


def _by_initials(name: str, words: list[Span], text: str) -> list[Mention]:
    """ "Length of stay" for `los_hours`: three words or more by their first letters."""
    found = []
    for part in [part for part in name_words(name) if 3 <= len(part) <= 5]:
        for at in range(len(words) - len(part) + 1):
            row = words[at : at + len(part)]
            if "".join(word.text[0] for word in row) == part:
                start, end = row[0].start, row[-1].end
                if _together(text, row[0], row[-1]):
                    found.append(Mention(name, start, end, 0.9, False, text[start:end]))
    return found


def _together(text: str, a: Span, b: Span) -> bool:
    """Whether no punctuation parts two words."""
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    return not re.search(r"[,.;:?!()，。；：？！（）、]", between)


def _best(part: str, words: list[Span]) -> tuple[float, Span | None]:
    # Beside another word of the name its first letters are enough: `yrs_exp`.
    scored = [
        (alike(word.text, part) or 0.6 * _begins(part, word.text), word)
        for word in words
    ]
    score, span = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return score, span if score else None


def _begins(short: str, long: str) -> bool:
    return len(short) == 3 and len(long) >= 6 and long.startswith(short)


def _by_concept(name: str, text: str) -> list[Mention]:
    """Mentions by meaning: `刹车` or `how much` for columns called brake or price."""
    parts = [part for part in name_words(name) if weight(part) == 1.0]
    found = []
    for pattern, meanings in CONCEPTS:
        share = max(
            (_means(part, meaning) for part in parts for meaning in meanings),
            default=0.0,
        )
        if share < 0.9:
            continue
        strength = 0.75 * share / max(1, len(parts)) ** 0.5
        for match in re.finditer(pattern, text):
            found.append(
                Mention(name, match.start(), match.end(), strength, False, match[0])
            )
    return found


def _means(part: str, meaning: str) -> float:
    if meaning.isascii():
        return likeness(part, meaning)
    return 0.9 if meaning in part else 0.0


def by_values(text: str, values: dict[str, tuple[str, ...]]) -> list[Mention]:
    """Columns meant by one of their values: "is it malignant" for a diagnosis."""
    found = []
    for name, column in values.items():
        for value in column:
            wanted = plain(value)
            if len(wanted) < 3 or not wanted.isalpha():
                continue
            own = any(likeness(part, wanted) >= 0.9 for part in name_words(name))
            strength = 0.8 if own else 0.55
            edge = r"\b" if wanted.isascii() else ""
            for match in re.finditer(
                f"{edge}{re.escape(wanted)}{'s?' if edge else ''}{edge}", text
            ):
                found.append(
                    Mention(name, match.start(), match.end(), strength, False, match[0])
                )
    return found


def _by_characters(name: str, text: str) -> list[Mention]:
    """Chinese names: the whole, or at least half of it and two characters."""
    wanted = re.sub(rf"^{_WHETHER}(?=.)", "", plain(name))
    size = len(wanted)
    asked = f"{_WHETHER}?" if wanted != plain(name) else ""
    for length in range(size, max(1, size // 2), -1):
        if length < 2 and size > 1:
            break
        pieces = {wanted[i : i + length] for i in range(size - length + 1)}
        found = [
            Mention(name, m.start(), m.end(), 0.95 * length / size, False, m[0])
            for piece in sorted(pieces)
            for m in re.finditer(asked + re.escape(piece), text)
        ]
        if found:
            return found
    base = re.sub(r"(?:毫?秒数?|分钟数?|小时数?|天数|次数)$", "", wanted)
    if base == wanted or len(base) < 2:
        return []
    return [
        Mention(name, m.start(), m.end(), 0.75, False, m[0])
        for m in re.finditer(re.escape(base), text)
    ]
