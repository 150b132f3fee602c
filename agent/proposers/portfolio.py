"""Who proposes next: the baselines first, then whoever has earned it on this run.

A Bernoulli bandit by Thompson sampling (Thompson 1933; Chapelle & Li 2011). All it
knows is in the history, and its draws come from the seed: a resumed run goes on alike.
"""

import random
from collections.abc import Callable

from agent.proposers.lineage import chain
from agent.proposers.pace import Pace
from agent.proposers.rules import due
from agent.proposers.rungs import growth
from agent.proposers.steered import masked
from agent.records import Plan, Profile, TaskSpec, Trial

Propose = Callable[[TaskSpec, Profile, tuple[Trial, ...]], Plan | None]
PRIOR = {"rules": (3.0, 2.0), "model": (2.0, 2.0), "tune": (1.0, 3.0)}
"""Successes and failures that a proposer starts with. Rules know the usual cures; there
is little to tune by before some changes have been seen."""
UNKNOWN = (1.0, 1.0)
NO_CHANGE = ("baseline", "given", "steered", "repeat", "confirm")
"""Operators that nobody earns anything by."""
INTRODUCED = 1
"""Changes after which a model that has not proposed yet is asked first, once: a short
run ends before it would have been drawn, and it can't earn anything unasked."""
LUCK = 0.3
"""Part of a success for a score that is best so far, but within the noise."""


class Portfolio:
    """A proposer made of several; the first one runs the baselines."""

    def __init__(self, members: dict[str, Propose], pace: Pace):
        self.members, self.pace = members, pace

    def __call__(
        self, spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
    ) -> Plan | None:
        """The next plan; None when time has ended, or nobody has an idea that is as the
        user's wishes want it."""
        if self.pace.over(spec, history):
            return None
        history = masked(spec, history)
        if due(spec, profile, history):
            return next(iter(self.members.values()))(spec, profile, history)
        if plan := growth(spec, history, self.pace):
            return plan
        for name in order(spec, history, tuple(self.members)):
            plan = self.members[name](spec, profile, history)
            if plan is not None:
                return plan.model_copy(update={"proposer": name})
        return None


def order(
    spec: TaskSpec, history: tuple[Trial, ...], names: tuple[str, ...]
) -> list[str]:
    """The proposers, the luckiest draw first; the model once before that."""
    draw = random.Random(f"{spec.seed} {len(history)}")
    gained = earned(spec, history)

    def luck(name: str) -> float:
        good, bad = PRIOR.get(name, UNKNOWN)
        wins, tries = gained.get(name, (0.0, 0))
        return draw.betavariate(good + wins, bad + tries - wins)

    found = sorted(names, key=luck, reverse=True)
    changes = sum(tries for _, tries in gained.values())
    if changes == INTRODUCED and "model" in found and "model" not in gained:
        found.remove("model")
        found.insert(0, "model")
    return found


def earned(spec: TaskSpec, history: tuple[Trial, ...]) -> dict[str, tuple[float, int]]:
    """By proposer: what its changes came to in successes, and how many there were. A
    trial that goes on is no other change, but may show that it was a success."""
    won: dict[int, float] = {}
    best: float | None = None
    for trial in history:
        value = trial.select.value if trial.select else None
        record = value is not None and (best is None or spec.metric.better(value, best))
        if trial.plan.operator not in NO_CHANGE:
            start = chain(history, trial)[0].index
            lucky = LUCK if record and trial.verdict == "within-noise" else 0.0
            now = 1.0 if trial.verdict == "keep" else lucky
            won[start] = max(won.get(start, 0.0), now)
        best = value if record else best
    found: dict[str, tuple[float, int]] = {}
    for start, success in won.items():
        proposer = history[start - 1].plan.proposer
        wins, tries = found.get(proposer, (0.0, 0))
        found[proposer] = wins + success, tries + 1
    return found
