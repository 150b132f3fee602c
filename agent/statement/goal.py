"""The metric a statement asks for, and what is reported beside it."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from agent.errors import DataError
from agent.records import Column, Kind, Metric
from agent.scoring import metrics
from agent.statement import metric_forms, metric_hints
from agent.statement.case import Task
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

RARE = 0.1
"""Share of positives below which most models never say yes: recall is 0 for all."""

_AT = r"(?<![a-z])(?:recall|hits?|r|召回率?) ?@ ?(\d+)"


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


@dataclass(frozen=True)
class Goal:
    """The metric, its companions, and notes on how they were chosen."""

    metric: Metric
    also: tuple[str, ...]
    notes: tuple[str, ...]


def named(reading: Reading, *targets: str) -> tuple[str, ...]:
    """Names of the metrics by which the statement wants to judge, aims first."""
    said = wishes(reading, targets)
    return tuple(w.name for w in said if not (w.aside or w.described))


def wishes(reading: Reading, targets: tuple[str, ...]) -> tuple[Wish, ...]:
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
        inside = any(s < end and start < e for s, e in shut)
        overlapping = found and start < found[-1].end
        unwanted = re.match(metric_forms.NOT_THIS, reading.text[end:]) or re.search(
            metric_forms.NO_SUCH, reading.text[max(0, start - 40) : start]
        )
        if inside or overlapping or unwanted:
            continue
        found.append(_wish(reading, name, start, end))
    if not any(not wish.aside for wish in found):
        found += _unnamed(reading, targets)
    both = {"precision", "recall"} <= {w.name for w in found}
    if both and any(w.name in ("f1", "f1_macro") for w in found):
        found = [  # F1 is what weighs the two
            replace(w, aside=True) if w.name in ("precision", "recall") else w
            for w in found
        ]
    firm = any(not (w.implied or w.aside or w.name in _WITH_OTHERS) for w in found)
    return tuple(sorted(found, key=lambda w: (w.aside, firm and w.implied, not w.aim)))


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
        typed = sorted(_places(text), key=lambda p: (p[0], p[0] - p[1]))
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


def choose(
    said: tuple[Wish, ...],
    task: Task,
    *,
    asked: str | None,
    ranges: tuple[float, ...],
    data: Path,
) -> Goal:
    """The metric for the task: the flag's, the statement's, or the usual one.

    `ranges` are quantiles to predict: without another wish the pinball loss judges
    them. Raises UsageError for a flag that names no metric, DataError for a metric
    that cannot judge this kind of task.
    """
    notes: list[str] = []
    kind = task.kind
    fitting = _fitting(said, kind, data, notes, firm=asked is None)
    if asked is not None:
        name = metric_forms.by_flag(asked, kind, data, notes)
        why = "asked for by --metric"
    elif _recall_and_more(said, kind):
        name, why = _balance(said)
        notes.append(
            "recall alone is 1.0 for a model that always says yes, so it does not lead"
            " the search; it is reported beside (--metric recall to insist)"
        )
    elif fitting and fitting[0] == "recall" and (share := _positive(task)) < RARE:
        name, why = "f2", "recall is what counts, but not alone"
        notes.append(
            f"{share:.1%} of the rows are positive, and most models never say so:"
            " recall is reported beside (--metric recall to insist)"
        )
    elif fitting:
        name, why = fitting[0], "named in the statement"
    elif ranges and kind == "regression":
        name, why = "pinball", "none was named, and it judges quantiles"
    else:
        name, why = _usual(task)
    if name == "recall":
        notes.append(
            "recall alone is 1.0 for a model that always says yes: see accuracy"
        )
    notes.insert(0, f"metric {metrics.KNOWN[name].title}: {why}")
    companions = (*fitting, *metrics.COMPANIONS[kind])
    also = tuple(dict.fromkeys(other for other in companions if other != name))
    return Goal(metrics.METRICS[name], also, tuple(notes))


def _usual(task: Task) -> tuple[str, str]:
    """The metric of a task whose owner named none, and why."""
    target, *_ = task.target
    shares = _shares(target) if task.kind in ("binary", "multiclass") else ()
    share = _positive(task) if task.positive in target.values else None
    metric, reason = metrics.default(task.kind, shares, share if shares else None)
    return metric.name, f"none was named, and {reason}"


def _positive(task: Task) -> float:
    """The share of the rows that are positive; 1.0 where that is not known."""
    target, *_ = task.target
    shares = _shares(target)
    if task.kind != "binary" or not shares or task.positive not in target.values:
        return 1.0
    return shares[target.values.index(task.positive)]


def _shares(target: Column) -> tuple[float, ...]:
    total = sum(target.counts)
    return tuple(count / total for count in target.counts) if total else ()


def _recall_and_more(said: tuple[Wish, ...], kind: Kind) -> bool:
    """Whether recall is wanted, and accuracy or precision kept up at the same time."""
    wanted = [wish.name for wish in said if not wish.aside]
    if kind != "binary" or "recall" not in wanted:
        return False
    with_accuracy = "accuracy" in wanted
    led_by_recall = wanted[0] == "recall" and "precision" in wanted
    single = set(wanted) <= {"recall", "accuracy", "precision"}
    return single and (with_accuracy or led_by_recall)


def _balance(said: tuple[Wish, ...]) -> tuple[str, str]:
    """The one figure for recall and something else, and why.

    With accuracy: the mean of the recall of both classes, 1/2 for any constant answer.
    With precision: F2, which weighs recall above it.
    """
    if "accuracy" in {wish.name for wish in said if not wish.aside}:
        return "balanced_accuracy", "recall and accuracy are wanted together"
    return "f2", "recall is what counts, but not alone"


def _fitting(
    said: tuple[Wish, ...], kind: Kind, data: Path, notes: list[str], *, firm: bool
) -> list[str]:
    """The wishes in the form that `kind` has; an aim that has none is an error."""
    found = []
    for wish in said:
        name = metric_forms.form_of(wish.name, kind)
        if name is None and wish.aim and firm and not wish.implied:
            raise metric_forms.impossible(wish.name, kind, data)
        if name is None and wish.implied:
            continue
        if name is None:
            title = metrics.KNOWN[wish.name].title
            notes.append(f"{title} is mentioned, but does not judge a {kind} task")
            continue
        if name != wish.name:
            notes.append(metric_forms.mapped(wish.name, name, kind))
        found.append(name)
    return list(dict.fromkeys(found))


def refuse_unknown(reading: Reading, data: Path) -> None:
    """Raise DataError for recall at another rank than those that are measured."""
    for match in re.finditer(_AT, reading.text):
        if match[1] not in ("1", "5", "10"):
            raise DataError(
                f"{match[0]} is not measured",
                where=str(data),
                why="recall is measured at 1, 5 and 10",
                fix="--metric recall_at_1, recall_at_5 or recall_at_10",
            )
