"""A run's search as a tree: what grew out of what, by whose idea, and what came of it.

A trial that went on from another one's checkpoint stands in its line: a plan, growing.
"""

from collections.abc import Iterator
from typing import Any

from agent.hygiene import line
from agent.proposers.lineage import chain, leaves
from agent.records import Metric, Trial

NAME = 26
"""Characters of a plan's name."""


def tree(metric: Metric, history: tuple[Trial, ...]) -> str:
    """Every trial under the one it changes, the first ones first."""
    if not history:
        return "no trial is done yet"
    better = "higher" if metric.maximize else "lower"
    head = f"{metric.name} on the select rows, {better} is better; seconds it took"
    return "\n".join([head, *_branches(history, None, "")])


def nodes(history: tuple[Trial, ...]) -> list[dict[str, Any]]:
    """The tree for scripts: one object for each plan, its growth in it."""
    return [_node(history, end) for end in _ends(history)]


def _node(history: tuple[Trial, ...], end: Trial) -> dict[str, Any]:
    grown = chain(history, end)
    parent = grown[0].plan.parent
    return {
        "trials": [t.index for t in grown],
        "parent": parent,
        "name": end.plan.name,
        "operator": grown[0].plan.operator,
        "proposer": grown[0].plan.proposer,
        "reason": grown[0].plan.reason,
        "expected": grown[0].plan.expected,
        "seconds": [round(t.result.wall_s, 1) for t in grown],
        "select": [t.select.value if t.select else None for t in grown],
        "verdicts": [t.verdict for t in grown],
        "note": end.note,
    }


def _ends(history: tuple[Trial, ...]) -> list[Trial]:
    """The last trial of each plan, in the order of the first ones."""
    return sorted(leaves(history), key=lambda t: chain(history, t)[0].index)


def _branches(
    history: tuple[Trial, ...], under: Trial | None, lead: str
) -> Iterator[str]:
    """The lines below one plan, given by its last trial."""
    above = {t.index for t in chain(history, under)} if under else {None}
    ends = [
        end for end in _ends(history) if chain(history, end)[0].plan.parent in above
    ]
    for end in ends:
        last = end is ends[-1]
        bend, down = ("└ ", "  ") if last else ("├ ", "│ ")
        if under is None:
            bend = down = ""
        yield lead + bend + _line(history, end)
        yield from _branches(history, end, lead + down)


def _line(history: tuple[Trial, ...], end: Trial) -> str:
    """A plan in a line: its trials, name, scores as it grew, verdict, whose it was."""
    grown = chain(history, end)
    first = grown[0].plan
    numbers = "→".join(str(t.index) for t in grown)
    ends = (grown[0], grown[-1]) if len(grown) > 1 else (end,)
    scores = " → ".join(
        f"{t.select.value:.4f}" if t.select else f"failed: {t.failure}" for t in ends
    )
    seconds = "→".join(f"{t.result.wall_s:.0f}" for t in ends)
    by = f" · {first.proposer}" if first.proposer != "rules" else ""
    said = [t.verdict for t in grown if t.select]
    verdict = "keep" if "keep" in said else end.verdict
    name = line(first.name)
    name = name if len(name) <= NAME else name[: NAME - 1] + "…"
    return f"#{numbers} {name} {scores} ({seconds} s) {verdict}{by}"
