"""The rules planner: first the baselines, then expert moves on the best plan so far.

No language model; the same history gives the same next plan.
"""

from collections.abc import Iterator

from agent import constraints
from agent.proposers import classical, design
from agent.proposers.moves import FIRST, again, first, fusions, moves, repairs
from agent.proposers.pace import WEIGHTS, Pace
from agent.proposers.singles import assembled, races
from agent.records import Plan, Profile, TaskSpec, Trial

CHEAP = 0.07
"""Part of the budget up to which another encoder is tried before other fusions are."""


class Rules:
    """A proposer: `rules(spec, profile, history)` gives the next plan, or None."""

    name = "rules"

    def __init__(self, pace: Pace):
        self.pace = pace

    def __call__(
        self, spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
    ) -> Plan | None:
        """The next plan with its training time; None when time or ideas have ended."""
        if self.pace.over(spec, history):
            return None
        tried = {key(trial.plan) for trial in history}
        queue = candidates(spec, profile, history)
        fresh = next((plan for plan in queue if key(plan) not in tried), None)
        if fresh is None:
            return None
        return self.pace.timed(spec, history, fresh, due(spec, profile, history))


def due(spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]) -> list[Plan]:
    """The baselines that have not run."""
    tried = {key(trial.plan) for trial in history}
    return [plan for plan in baselines(spec, profile) if key(plan) not in tried]


def key(plan: Plan) -> str:
    """What makes two plans the same: everything but time and words."""
    words = {"name", "seconds", "parent", "operator", "reason", "proposer"}
    return plan.model_dump_json(exclude=words)


def baselines(spec: TaskSpec, profile: Profile) -> list[Plan]:
    """Classical models of all modalities; each modality alone, the quick ones first,
    since the time that they leave over goes to the others; plain late fusion; the
    reference model where it fits."""
    modalities = design.asked_with(spec)
    plans = classical.baselines(spec, profile)
    for modality in sorted(modalities, key=lambda m: WEIGHTS.get(m.kind, 2.0)):
        why = f"what {modality.name} knows without the others"
        plans.append(
            design.plan(
                spec, profile, (modality,), name=f"{modality.name} only", reason=why
            )
        )
    if len(modalities) > 1:
        why = "plain late fusion: one encoder each, concatenated"
        plans.append(
            design.plan(spec, profile, modalities, name="late fusion", reason=why)
        )
    reference = design.reference(spec, profile)
    return plans + ([reference] if reference else [])


def candidates(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
) -> Iterator[Plan]:
    """Plans in the order in which they are worth trying."""
    yield from baselines(spec, profile)
    yield from classical.alone(spec, profile, history)
    if history and history[-1].failure:
        yield from repairs(history[-1])
    parents = promising(spec, history)
    if not parents:
        for trial in history:
            yield from repairs(trial)
    needs = [plan for parent in parents[:1] for plan in first(spec, parent)]
    yield from needs[:1]
    for parent in parents:
        yield from assembled(spec, history, parent)
    yield from races(spec, profile, history, 1, CHEAP)
    for parent in parents[:1]:
        yield from fusions(spec, parent, FIRST)
    yield from needs[1:]
    yield from classical.moves(spec, history)
    yield from races(spec, profile, history, 9)
    for parent in parents:
        yield from moves(spec, profile, parent, history)
    for parent in parents[:1]:
        yield from again(parent)


def promising(spec: TaskSpec, history: tuple[Trial, ...]) -> list[Trial]:
    """Networks whose changes are worth trying: the best fusion, unless a single
    modality is better beyond doubt, then the best single modality."""
    networks = [t for t in history if t.plan.family == "network"]
    groups = [
        [t for t in networks if t.select and design.fused(spec, t.plan) == fused]
        for fused in (True, False)
    ]
    best = [_best(spec, group) for group in groups if group]
    if len(best) == 2 and _clearly_worse(spec, *best):
        best.reverse()
    return best


def _best(spec: TaskSpec, group: list[Trial]) -> Trial:
    """The best of a group, of those within the task's limits if there are any."""
    group = [t for t in group if not constraints.broken(spec, t)] or group
    pick = max if spec.metric.maximize else min
    return pick(group, key=lambda t: t.select.value)  # type: ignore[union-attr]


def _clearly_worse(spec: TaskSpec, a: Trial, b: Trial) -> bool:
    """Whether not even the good end of `a`'s interval reaches `b`."""
    assert a.select and b.select
    good_end = a.select.interval[1 if spec.metric.maximize else 0]
    return spec.metric.better(b.select.value, good_end)
