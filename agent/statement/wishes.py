"""The metrics that a statement names or describes, what it means most first."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from agent.scoring.metrics import valid
from agent.statement import costs, metric_forms, metric_hints
from agent.statement.metric_words import CASED, NAMES
from agent.statement.overlaps import Mention
from agent.statement.reading import TARGET_ROLES, Reading
from agent.vocabulary.words import Span, edged

_AIM = (
    r"\bmetrics?\b|\bmeasured?\b|\bscored?\b|\bscoring\b|\bevaluat\w+|\bjudg\w+"
    r"|\b(?:maxi|mini|opti)mi[sz]\w+|\bbest\b|\bhigh(?:est)?\b|\blow(?:est)?\b|\baim\b"
    r"|\bgoal\b|\bwith as\b|\bcounts\b|\b(?<!we )(?<!i )use (?:the )?$"
    r"|[改换]用$|换成$"
    r"|指标|评价|衡量|评估|评测|考核|最大化|最小化|优化|提高|目标是"
)
_AIM_AFTER = (
    r"^[^.;。；]{0,25}(?:\bis (?:the|our|my) (?:main |primary )?"
    r"(?:metric|measure|score)"
    r"|\binstead\b|\bas (?:the )?(?:metric|score)"
    r"|\bmatters|\bcounts\b|\bmust be (?:high|low)"
    r"|为准|作为指标|为指标|是指标|作为评价|要高|尽量高|尽可能高|最高)"
)
_REPORT = (
    r"\b(?:also|besides|in addition|additionally|report|show)\b"
    r"|同时报告|另外|还要看|并报告"
)

_IMPLIED = (
    r"miss|catch|alarm|negative|positives|overlook|notic|detect|wolf|漏|误报|误判|class"
)

_WITH_OTHERS = ("accuracy", "precision", "recall")
"""Metrics named beside one that is implied, rather than in its place."""


_OF_NUMBERS = frozenset(valid("regression"))
"""Metrics that a sentence on what is missed says nothing against."""


@dataclass(frozen=True)
class Wish:
    """A metric named in the statement."""

    name: str
    start: int
    end: int
    aim: bool
    """Said to be what counts, not merely mentioned."""
    aside: bool
    """Only to be reported as well."""
    implied: bool = False
    """Said by what it avoids, as in "never miss", not by name."""
    described: bool = False
    """Guessed from what a sentence says of errors: says nothing of the kind of task."""


def named(reading: Reading, *targets: str) -> tuple[str, ...]:
    """Names of the metrics by which the statement wants to judge, aims first."""
    return tuple(w.name for w in said(reading, targets) if not (w.aside or w.described))


def outright(reading: Reading) -> tuple[str, ...]:
    """The same without those that are but said by what they avoid: "misses hurt" may be
    said of numbers."""
    wished = said(reading, ())
    return tuple(w.name for w in wished if not (w.aside or w.described or w.implied))


def said(reading: Reading, targets: tuple[str, ...]) -> tuple[Wish, ...]:
    """Metrics that the statement names, in the order of its words: aims first.

    `targets` are columns whose names are no wishes.
    """
    # A column called `precision` in quotes, or as the target, is not a wish.
    shut = [
        (named.mention.start, named.mention.end)
        for named in reading.named
        if named.mention.quoted
        or (
            named.mention.column in targets
            and named.role in TARGET_ROLES
            and named.mention.own
        )
    ]
    places = list(_places(reading.text))
    for name, pattern in CASED.items():
        for match in re.finditer(edged(pattern), reading.original):
            places.append((match.start(), match.end(), name))
    places.sort(key=lambda place: (place[0], -place[1]))
    found: list[Wish] = []
    for start, end, name in places:
        # The classes of "by how many classes it is off" are no `eco_class`.
        inside = any(
            s < end and start < e and not (start < s and e < end) for s, e in shut
        )
        overlapping = found and start < found[-1].end
        if inside or overlapping or _unwanted(reading, start, end):
            continue
        found.append(_wish(reading, name, start, end))
    if not any(not wish.aside for wish in found):
        found += _unnamed(reading, targets)
    elif all(wish.aside or wish.implied for wish in found):  # of numbers, if of any
        found += [w for w in _unnamed(reading, targets) if w.name in _OF_NUMBERS]
    found = _weighed(reading, found)
    both = {"precision", "recall"} <= {w.name for w in found}
    if both and any(w.name in ("f1", "f1_macro") for w in found):
        found = [  # F1 is what weighs the two
            replace(w, aside=True) if w.name in ("precision", "recall") else w
            for w in found
        ]
    firm = any(not (w.implied or w.aside or w.name in _WITH_OTHERS) for w in found)
    return tuple(sorted(found, key=lambda w: (w.aside, firm and w.implied, not w.aim)))


def denied(reading: Reading) -> frozenset[str]:
    """Names of the metrics of which the statement says that they are of no use."""
    places = _places(reading.text)
    return frozenset(name for a, b, name in places if _unwanted(reading, a, b))


def _unwanted(reading: Reading, start: int, end: int) -> bool:
    before = reading.text[reading.sentence_at(start).start : start][-80:]
    after = reading.text[end:]
    return bool(
        re.match(metric_forms.NOT_THIS, after)
        or re.search(metric_forms.NO_SUCH, before)
    )


def _weighed(reading: Reading, found: list[Wish]) -> list[Wish]:
    """The wishes; of two errors that a sentence weighs, the worse one is meant."""
    for name, start, end in costs.worse(reading.text):
        errors = [w for w in found if w.implied and w.name in ("recall", "precision")]
        found = [w for w in found if w not in errors or not start <= w.start < end]
        found.append(Wish(name, start, end, True, False, True))
    return found


@cache
def _named_by() -> list[tuple[str, re.Pattern]]:
    """Each metric's name with each pattern of its names: more than `re` remembers."""
    return [
        (name, re.compile(rf"(?<![a-z0-9_])(?:{pattern})(?![a-z0-9_])"))
        for name, patterns in NAMES.items()
        for pattern in (*patterns, re.escape(name))
    ]


@lru_cache(maxsize=4096)  # a statement is asked several times
def _places(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a text names metrics."""
    return tuple(
        (match.start(), match.end(), name)
        for name, pattern in _named_by()
        for match in pattern.finditer(text)
    )


def _unnamed(reading: Reading, targets: tuple[str, ...]) -> list[Wish]:
    """Metrics that a sentence names with a typo, or does not name but describes."""
    found = []
    asked = [n.mention for n in reading.named if n.mention.column in targets]
    for sentence in reading.sentences:
        text = metric_hints.corrected(sentence.text)
        known = {name for *_, name in _places(sentence.text)}
        places = [place for place in _places(text) if place[2] not in known]
        typed = sorted(places, key=lambda p: (p[0], p[0] - p[1]))
        if text != sentence.text and typed:
            name = typed[0][2]
            found.append(Wish(name, sentence.start, sentence.end, True, False, True))
            continue
        said = _as_class(sentence, asked)
        for name, start, end in metric_hints.described(said):
            a, b = sentence.start + start, sentence.start + end
            found.append(Wish(name, a, b, True, False, True, True))
    return found


def _as_class(sentence: Span, asked: list[Mention]) -> str:
    """A sentence with "class" for the target where one has to count as the other:
    "every section should count equally"."""
    text = list(sentence.text)
    for mention in asked:
        start, end = mention.start - sentence.start, mention.end - sentence.start
        if 0 <= start < end <= len(text):
            before = sentence.text[max(0, start - 12) : start]
            one = re.search(
                r"\b(?:every|each|all|any)(?: the)? $|[每各]一?个?$", before
            )
            if one or mention.strength >= 0.9:  # 定位误差 is no word on errors
                text[start:end] = list(("类" if one else "").ljust(end - start))
    return "".join(text)


def _wish(reading: Reading, name: str, start: int, end: int) -> Wish:
    before = reading.text[reading.sentence_at(start).start : start]
    aim = bool(re.search(_AIM, before[-60:]))
    aim = aim or bool(re.match(_AIM_AFTER, reading.text[end : end + 60]))
    # "As few missed as possible" is an aim in itself.
    implied = bool(re.search(_IMPLIED, reading.text[start:end]))
    aim = aim or implied
    aside = bool(re.search(_REPORT, before[-40:]))
    return Wish(name, start, end, aim and not aside, aside, implied)
