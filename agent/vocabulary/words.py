"""Words and names: splits texts and columns' names, and tells how alike words are."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from agent.vocabulary.traditional import SIMPLIFIED

WORD = re.compile(r"[^\W_]+", re.UNICODE)
_QUOTED = re.compile(
    r"`([^`\n]+)`|\"([^\"\n]+)\"|(?<!\w)'([^'\n]+)'(?!\w)|“([^”\n]+)”|‘([^’\n]+)’"
    r"|「([^」\n]+)」|『([^』\n]+)』|《([^》\n]+)》"
)
_SENTENCE = re.compile(
    r"(?<!\.)(?<!\bi\.e)(?<!\be\.g)(?<!\bvs)(?<!\bmax)(?<!\bmin)(?<!\bapprox)\.(?=\s|$)"
    r"|[!?](?=\s|$)|[!?](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[!?]|[;。！？；]|\n\s*\n|\n(?=\s*(?:#|[-*•·]\s"
    r"|\d+[.)]\s|[^\W\d_]{2,12}\s?[:：]))|(?m:^\s*#[^\n]*\n)"
    r"|\s/(?=\s[a-z]{3,12}\s?:)"
)


_EDGE = r"(?:(?<![a-zA-Z0-9_])(?=[a-zA-Z0-9_])|(?<=[a-zA-Z0-9_])(?![a-zA-Z0-9_]))"


@lru_cache(maxsize=512)
def edged(pattern: str) -> str:
    """A pattern whose word edges stand beside Chinese, too: `detect青光眼`."""
    return pattern.replace(r"\b", _EDGE)


@dataclass(frozen=True)
class Span:
    """A piece of the statement."""

    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """Lower-case text of the same length, with full-width letters, curly apostrophes
    and traditional characters made plain: places in it are places in the original."""
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if character in "’‘":
        return "'" if character == "’" else character
    if character in SIMPLIFIED:
        return SIMPLIFIED[character]
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
    """`gapEv_2` to gap, ev, 2: snake, camel and kebab case taken apart, lower case;
    `pH` is one word."""
    edge = r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"
    words = WORD.findall(name)
    parted = [re.sub(edge, " ", word) if len(word) > 3 else word for word in words]
    return [part.lower() for word in parted for part in word.split()]


_OTHERWISE = {
    word: root
    for root, forms in {
        **{"county": "county counties", "country": "country countries"},
        **{"party": "party parties", "story": "story stories"},
        **{"nitrite": "nitrite nitrites", "nitrate": "nitrate nitrates"},
        **{"die": "died dies dying", "pay": "paid", "break": "broke broken"},
        **{
            "buy": "bought",
            "win": "won",
            "writ": "wrote written",
            "grow": "grew grown",
        },
        **{"driv": "drove driven", "send": "sent", "spend": "spent", "catch": "caught"},
        **{"steal": "stole stolen", "freez": "froze frozen", "sleep": "slept"},
        **{
            "teach": "taught",
            "take": "took taken takes taking",
            "wear": "wore worn",
            "shrink": "shrank shrunk",
        },
        **{"build": "built", "sell": "sold", "meet": "met", "keep": "kept"},
        **{"fly": "flew flown flight", "fall": "fell fallen", "find": "found"},
        **{"rid": "ride rode ridden", "choos": "chose chosen", "hold": "held"},
        **{"throw": "threw thrown", "los": "lose lost", "feel": "felt"},
        **{"hang": "hung", "drink": "drank drunk", "lend": "lent", "dig": "dug"},
        **{
            "later": "later latest",
            "bite": "bit bitten",
            "eat": "ate eaten",
            "speak": "spoke spoken",
        },
    }.items()
    for word in forms.split()
}
"""Stems of what endings do not tell: irregular forms, and words that only look as if
they were made of count, part or store."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A crude English stem: braking, brakes, braked are brak; categories is categor."""
    if word in _OTHERWISE:
        return _OTHERWISE[word]
    if word.endswith(("ission", "issions")):
        word = word.removesuffix("s")[:-6] + "it"  # admission, admitted
    for ending in (
        "ations",
        "ation",
        "ings",
        "ing",
        "ities",
        "ity",
        "ies",
        "ied",
        "ers",
        "er",
        "ed",
    ):
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
    if len(word) > 6 and word.endswith(("um", "a")):
        word = word[:-1].removesuffix("u")  # spectrum, spectra
    if len(word) > 4 and word[-1] in "ey":
        word = word[:-1]
    doubled = len(word) > 3 and word[-1] == word[-2]
    if doubled and (len(word) > 4 or word[-1] not in "lsfz"):
        word = word[:-1]  # stopp(ing), spamm(er), but fill(ed)
    return word


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How alike two words are: 1 the same, 0.9 the same stem, 0.8 cut short or without
    its vowels, 0.75 a typo, 0 anything else."""
    if a == b:
        return 1.0
    if not (a.isascii() and b.isascii()) or min(len(a), len(b)) < 3:
        return 0.0
    short, long = sorted((a, b), key=len)
    forms = (f"{short}d", f"{short[:-1]}ing") if short[-1] == "e" else ()
    if stem(a) == stem(b) or long in forms:
        return 0.9
    if a in _OTHERWISE or b in _OTHERWISE:
        return 0.0
    rest = long.removeprefix(short)
    cut = len(rest) >= 3 or rest in ("t", "ly") or rest.isdigit()
    if len(short) >= 4 and long.startswith(short) and cut:
        return 0.8  # temp, temperature
    if _short_for(short, long):
        return 0.8  # qty, quantity
    if _noun_of(a, b) or _noun_of(b, a):
        return 0.85  # diversion, diverted
    if len(a) >= 5 and a[0] == b[0] and sorted(a) == sorted(b):
        return 0.75  # wieght, weight
    if len(a) == len(b) >= 7 and a[0] == b[0] and _consonants(a) == _consonants(b):
        swapped = sum(x != y for x, y in zip(a, b, strict=True)) == 1
        return 0.75 if swapped else 0.0  # desease, disease, but no product, predict
    if min(len(a), len(b)) >= 5 and a[0] == b[0] and abs(len(a) - len(b)) <= 2:
        ratio = SequenceMatcher(None, a, b).ratio()
        return 0.75 if ratio >= (0.83 if a[1] == b[1] else 0.88) else 0.0
    return 0.0


_NOUNS = (
    (r"(?:ance|ence|ment|al|ure|age|y|th)$", ""),
    (r"(?:ation|ition|ion)$", ""),
    (r"ion$", ""),
    (r"sion$", "t"),
    (r"sion$", "d"),
    (r"ention$", "ain"),
    (r"ription$", "rib"),
    (r"umption$", "um"),
    (r"lution$", "lv"),
    (r"uction$", "uc"),
)
"""Endings that make a noun of a verb: (the noun's, what the verb's stem has for it)."""


def _noun_of(noun: str, verb: str) -> bool:
    """Whether a noun is made from a verb: approval of approved, collision of collide.

    Of a short verb only where its ending shows that it is one: a station is no state.
    """
    noun, form = noun.removesuffix("s"), stem(verb)
    if len(form) < (4 if verb.endswith(("ed", "ing")) else 5) or noun[:3] != verb[:3]:
        return False
    roots = [re.sub(end, bare, noun) for end, bare in _NOUNS if re.search(end, noun)]
    return any(form in (root, stem(root)) for root in roots)


def _consonants(word: str) -> str:
    return re.sub("[aeiou]", "", word)


_NOT_SHORT = re.compile(
    "an[dy]|all|are|ask|add|act|off|old|own|ill|its|why|try|dry|fly|cry|end|pct"
)
"""Words without a later vowel that are whole by themselves: "and" for no `ausgrund`."""


def _short_for(short: str, long: str) -> bool:
    """Whether a word without vowels but the first letter abbreviates another: `dflt`
    for default; its last letter is the last consonant."""
    if re.search("[aeiou]", short[1:]) or len(long) <= len(short):
        return False
    if _NOT_SHORT.fullmatch(short):
        return False
    consonants = re.sub("[aeiou]", "", long[1:])
    rest = iter(consonants)
    ends = short[-1] in (consonants[-1:], stem(long)[-1:])
    return short[0] == long[0] and ends and all(sign in rest for sign in short[1:])
