"""The metric that a task is judged by, and what is reported beside it."""

import re
from dataclasses import dataclass
from pathlib import Path

from agent.errors import DataError
from agent.records import Column, Kind, Metric
from agent.scoring import metrics
from agent.statement import metric_forms
from agent.statement.case import Task
from agent.statement.reading import Reading
from agent.statement.wishes import Wish

RARE = 0.1
"""Share of positives below which most models never say yes: recall is 0 for all."""

_INSTEAD: dict[str, dict[Kind, str]] = {
    "accuracy": {"binary": "balanced_accuracy", "multiclass": "f1_macro"},
    "mae": {"regression": "rmse"},
}
"""What judges a task where the usual metric is not wanted."""

_AT = r"(?<![a-z])(?:recall|hits?|r|召回率?) ?@ ?(\d+)"


@dataclass(frozen=True)
class Goal:
    """The metric, its companions, and notes on how they were chosen."""

    metric: Metric
    also: tuple[str, ...]
    notes: tuple[str, ...]


def choose(
    said: tuple[Wish, ...],
    task: Task,
    *,
    asked: str | None,
    ranges: tuple[float, ...],
    denied: frozenset[str],
    data: Path,
) -> Goal:
    """The metric for the task: the flag's, the statement's, or the usual one.

    `ranges` are quantiles to predict: without another wish the pinball loss judges
    them; the usual one is none of the `denied`. Raises UsageError for a flag that names
    no metric, DataError for a metric that cannot judge this kind of task.
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
        name, why = _usual(task, denied)
    if name == "recall":
        notes.append(
            "recall alone is 1.0 for a model that always says yes: see accuracy"
        )
    notes.insert(0, f"metric {metrics.KNOWN[name].title}: {why}")
    companions = (*fitting, *metrics.COMPANIONS[kind])
    also = tuple(dict.fromkeys(other for other in companions if other != name))
    return Goal(metrics.METRICS[name], also, tuple(notes))


def _usual(task: Task, denied: frozenset[str]) -> tuple[str, str]:
    """The metric of a task whose owner named none but `denied` ones, and why."""
    target, *_ = task.target
    shares = _shares(target) if task.kind in ("binary", "multiclass") else ()
    share = _positive(task) if task.positive in target.values else None
    metric, reason = metrics.default(task.kind, shares, share if shares else None)
    other = _INSTEAD.get(metric.name, {}).get(task.kind)
    if metric.name in denied and other:
        title = metrics.KNOWN[metric.name].title
        return other, f"{title} is said to be of no use, and no other was named"
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
