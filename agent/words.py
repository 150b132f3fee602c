"""Words and columns: splits names and sentences, and finds columns named in a text."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from agent.lexicon import CONCEPTS, FILLERS, UNITS

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_QUOTED = re.compile(
    r"`([^`\n]+)`|\"([^\"\n]+)\"|(?<!\w)'([^'\n]+)'(?!\w)|“([^”\n]+)”|‘([^’\n]+)’"
    r"|「([^」\n]+)」|『([^』\n]+)』|《([^》\n]+)》"
)
_SENTENCE = re.compile(
    r"[.!?](?=\s|$)|[;。！？；]|\n\s*\n|\n(?=\s*#)|(?m:^\s*#[^\n]*\n)"
)


@dataclass(frozen=True)
class Span:
    """A piece of the statement."""

    start: int
    end: int
    text: str


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


def plain(text: str) -> str:
    """Lower-case text of the same length, with full-width letters and curly
    apostrophes made plain, so that places in it are places in the original."""
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if character in "’‘":
        return "'" if character == "’" else character
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def sentences(text: str) -> list[Span]:
    """The sentences; a heading is one, a wrapped line is none."""
    found, start = [], 0
    for end in [match.end() for match in _SENTENCE.finditer(text)] + [len(text)]:
        if text[start:end].strip():
            found.append(Span(start, end, text[start:end]))
        start = max(start, end)
    return found


def quotes(text: str) -> list[Span]:
    """What stands in back-ticks or quotation marks, without them."""
    found = []
    for match in _QUOTED.finditer(text):
        index = match.lastindex or 1
        found.append(Span(match.start(index), match.end(index), match[index]))
    return found


def name_words(name: str) -> list[str]:
    """`gapEv_2` to gap, ev, 2: snake, camel and kebab case taken apart, lower case."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return [word.lower() for word in _WORD.findall(spaced)]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A crude English stem: braking, brakes, braked are brak; categories is categor."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    else:
        if (
            word.endswith("es")
            and len(word) > 4
            or (word.endswith("s") and not word.endswith("ss") and len(word) > 3)
        ):
            word = word[:-1]
    if len(word) > 4 and word[-1] in "ey":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]  # stopp(ing), spamm(er)
    return word


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How alike two words are: 1 the same, 0.9 the same stem, 0.8 cut short, 0.75 a
    typo, 0 anything else."""
    if a == b:
        return 1.0
    if not (a.isascii() and b.isascii()) or min(len(a), len(b)) < 3:
        return 0.0
    if stem(a) == stem(b):
        return 0.9
    if min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)):
        return 0.8  # temp, temperature
    if min(len(a), len(b)) >= 5 and a[:2] == b[:2] and abs(len(a) - len(b)) <= 2:
        ratio = SequenceMatcher(None, a, b).ratio()
        return 0.75 if ratio >= 0.83 else 0.0
    return 0.0


def mentions(text: str, names: list[str]) -> list[Mention]:
    """Every place where `text`, already `plain`, may name one of the columns."""
    marked = quotes(text)
    words = [Span(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    words = [part for word in words for part in _scripts(word)]
    found = [mention for name in names for mention in _quoted(name, marked)]
    taken = [(mention.start, mention.end) for mention in found]
    free = [w for w in words if not any(s <= w.start < e for s, e in taken)]
    for name in names:
        found += _by_words(name, free, text)
        found += _by_concept(name, text)
        if _CHINESE.search(name):
            found += _by_characters(name, text)
    found = _clearest(found)
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


def _outdone(mention: Mention, outright: list[Mention]) -> bool:
    """Whether another column is named outright where this one is at best meant."""
    return mention.strength < 0.85 and any(
        other.column != mention.column
        and other.start < mention.end
        and mention.start < other.end
        for other in outright
    )


def _scripts(word: Span) -> list[Span]:
    """Latin words inside Chinese text, where no space parts them."""
    if not _CHINESE.search(word.text):
        return [word]
    latin = re.finditer(r"[a-z0-9]+", word.text)
    return [Span(word.start + m.start(), word.start + m.end(), m[0]) for m in latin]


def _quoted(name: str, marked: list[Span]) -> list[Mention]:
    found = []
    for span in marked:
        same = span.text.strip() == plain(name)
        alike = "".join(name_words(span.text)) == "".join(name_words(name))
        if same or alike:
            strength = 1.0 if same else 0.95
            found.append(Mention(name, span.start, span.end, strength, True, span.text))
    return found


def weight(word: str) -> float:
    """How much of a name one of its words is: units, ids and `is` say little."""
    return 0.3 if word in UNITS or word in FILLERS or len(word) == 1 else 1.0


def _by_words(name: str, words: list[Span], text: str) -> list[Mention]:
    """Mentions by the words of a name, whole or in part, near each other in `text`."""
    parts = name_words(name)
    if not parts:
        return []
    whole = sum(weight(part) for part in parts)
    main = max(parts, key=weight)
    # `isFraud` as one word: plain text no longer shows where its words part.
    joined = "".join(parts)
    found = [
        Mention(name, word.start, word.end, 0.95, False, word.text)
        for word in words
        if word.text == joined and len(parts) > 1
    ]
    for index, word in enumerate(words):
        first = likeness(word.text, main)
        if not first or (word.text in FILLERS and len(parts) > 1):
            continue
        near = words[max(0, index - len(parts)) : index + len(parts) + 1]
        others = [w for w in near if w is not word and _together(text, w, word)]
        hits = [
            (part, (first, word) if part == main else _best(part, others))
            for part in parts
        ]
        score = sum(weight(part) * value for part, (value, _) in hits) / whole
        spans = [span for _, (value, span) in hits if value and span] + [word]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        found.append(Mention(name, start, end, 0.95 * score, False, text[start:end]))
    return found


def _together(text: str, a: Span, b: Span) -> bool:
    """Whether no punctuation parts two words."""
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    return not re.search(r"[,.;:?!()，。；：？！（）、]", between)


def _best(part: str, words: list[Span]) -> tuple[float, Span | None]:
    scored = [(likeness(word.text, part), word) for word in words]
    score, span = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return score, span if score else None


def _by_concept(name: str, text: str) -> list[Mention]:
    """Mentions by meaning: `刹车` or `how much` for columns called brake or price."""
    parts = [part for part in name_words(name) if weight(part) == 1.0]
    found = []
    for pattern, meanings in CONCEPTS:
        share = max(
            (likeness(part, meaning) for part in parts for meaning in meanings),
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


def by_values(text: str, values: dict[str, tuple[str, ...]]) -> list[Mention]:
    """Columns meant by one of their values: "is it malignant" for a diagnosis."""
    found = []
    for name, column in values.items():
        for value in column:
            wanted = plain(value)
            if len(wanted) < 3 or not wanted.isalpha():
                continue
            edge = r"\b" if wanted.isascii() else ""
            for match in re.finditer(f"{edge}{re.escape(wanted)}{edge}", text):
                found.append(
                    Mention(name, match.start(), match.end(), 0.55, False, match[0])
                )
    return found


def _by_characters(name: str, text: str) -> list[Mention]:
    """Chinese names: the whole, or at least half of it and two characters."""
    wanted = plain(name)
    size = len(wanted)
    for length in range(size, max(1, size // 2), -1):
        if length < 2 and size > 1:
            break
        pieces = {wanted[i : i + length] for i in range(size - length + 1)}
        found = [
            Mention(name, m.start(), m.end(), 0.95 * length / size, False, m[0])
            for piece in sorted(pieces)
            for m in re.finditer(re.escape(piece), text)
        ]
        if found:
            return found
    return []
