"""The rules planner: first the baselines, then expert moves on the best plan so far.

No language model; the same history gives the same next plan.
"""

from collections.abc import Iterator

from agent.project.training import misfit
from agent.proposers import classical, design, frozen, scarce
from agent.proposers.lineage import best_of, key
from agent.proposers.moves import FIRST, first, fusions, moves, repairs
from agent.proposers.pace import WEIGHTS, Pace, overhead
from agent.proposers.pace import first as first_seconds
from agent.proposers.pairs import combinations
from agent.proposers.rungs import confirmed, growth
from agent.proposers.singles import assembled, instead, races
from agent.proposers.stackers import stackers
from agent.proposers.steered import bent, obeys
from agent.records import Plan, Profile, TaskSpec, Trial

FUSION = 0.4
"""Part of the budget that the late fusion is to find left."""
TEXTBOOK = 240.0
"""Seconds of the budget from which the reference model is trained, too."""
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
        waiting = due(spec, profile, history)
        if waiting:
            plan = self._baseline(spec, history, waiting)
            return self.pace.timed(spec, history, plan, waiting)
        if plan := growth(spec, history, self.pace):
            return plan
        tried = {key(trial.plan) for trial in history}
        queue = candidates(spec, profile, history)
        new = (plan for plan in queue if key(plan) not in tried)
        fresh = next((p for p in new if obeys(spec, p) and _fits(spec, p)), None)
        if fresh is not None:
            return self.pace.timed(spec, history, fresh, [])
        best = best_of(spec, history)
        return best and confirmed(spec, history, best, self.pace, last=True)

    def _baseline(
        self, spec: TaskSpec, history: tuple[Trial, ...], waiting: list[Plan]
    ) -> Plan:
        """The next of the baselines: the fusion before the other modalities alone, when
        these would leave too little time for it."""
        following = waiting[0]
        networks = (p for p in waiting if p.family == "network")
        fusion = next((p for p in networks if design.fused(spec, p)), following)
        lost = first_seconds(spec, history, following) + overhead(history)
        short = self.pace.remaining() - lost < FUSION * spec.budget.seconds
        return fusion if short else following


def due(spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]) -> list[Plan]:
    """The baselines that have not run, those among them that others asked for. One that
    has run is done, even if a longer run would have begun with other sizes."""
    tried = {key(trial.plan) for trial in history}
    names = {t.plan.name for t in history if t.plan.operator == "baseline"}
    fixed = baselines(spec, profile)
    first = [plan for plan in fixed if plan.family == "classical"]
    first += steered(spec, profile, list(classical.alone(spec, profile, history)))
    later = [plan for plan in fixed if plan.family == "network"]
    new = [plan for plan in (*first, *later) if key(plan) not in tried]
    return [p for p in new if p.operator != "baseline" or p.name not in names]


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
    long = spec.budget.seconds >= TEXTBOOK
    reference = design.reference(spec, profile) if long else None
    if reference and obeys(spec, reference):
        plans.append(reference)
    return steered(spec, profile, plans)


def steered(spec: TaskSpec, profile: Profile, plans: list[Plan]) -> list[Plan]:
    """Baselines as the user's wishes want them, each once."""
    made = [bent(spec, profile, plan) for plan in plans]
    return list({key(plan): plan for plan in made if plan}.values())


def candidates(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
) -> Iterator[Plan]:
    """Plans in the order in which they are worth trying."""
    if history and history[-1].failure:
        yield from repairs(history[-1])
    parents = promising(spec, history)
    if not parents:
        for trial in history:
            yield from repairs(trial)
            yield from instead(spec, profile, trial)
    needs = [plan for parent in parents[:1] for plan in first(spec, parent)]
    yield from needs[:1]
    yield from classical.rescaled(spec, profile, history)
    for parent in parents:
        yield from assembled(spec, history, parent)
    if parents and outdone(spec, history, parents[0]):
        yield from stackers(spec, profile, history, parents[0])
        yield from classical.moves(spec, profile, history)
        yield from classical.views(spec, profile, history)
    yield from races(spec, profile, history, 1, CHEAP)
    for parent in parents[:1]:
        yield from scarce.moves(spec, profile, history, parent)
        yield from stackers(spec, profile, history, parent)
        yield from fusions(spec, parent, FIRST)
        yield from combinations(spec, history, parent)
    for parent in parents:
        yield from frozen.tuned(spec, profile.split.train, parent)
    yield from needs[1:]
    yield from classical.moves(spec, profile, history)
    yield from classical.views(spec, profile, history)
    yield from races(spec, profile, history, 9)
    for parent in parents:
        yield from moves(spec, profile, parent, history)
        yield from scarce.last(spec, profile, history, parent)


def _fits(spec: TaskSpec, plan: Plan) -> bool:
    """Whether a plan can be written: a move may not suit all that its parent had."""
    return plan.family != "network" or not misfit(spec, plan)


def outdone(spec: TaskSpec, history: tuple[Trial, ...], network: Trial) -> bool:
    """Whether classical models are better than the best network beyond doubt: then they
    are what the time is for."""
    lead = best_of(spec, tuple(t for t in history if t.plan.family == "classical"))
    if lead is None or network.select is None:
        return False
    return _clearly_worse(spec, network, lead)


def promising(spec: TaskSpec, history: tuple[Trial, ...]) -> list[Trial]:
    """Networks whose changes are worth trying: the best fusion, unless a single
    modality is better beyond doubt, then the best single modality."""
    networks = [t for t in history if t.plan.family == "network"]
    groups = [
        tuple(t for t in networks if design.fused(spec, t.plan) == fused)
        for fused in (True, False)
    ]
    found = [best_of(spec, g) or best_of(spec, g, allowed=False) for g in groups]
    best = [trial for trial in found if trial]
    if len(best) == 2 and _clearly_worse(spec, *best):
        best.reverse()
    return best


def _clearly_worse(spec: TaskSpec, a: Trial, b: Trial) -> bool:
    """Whether not even the good end of `a`'s interval reaches `b`."""
    assert a.select and b.select
    good_end = a.select.interval[1 if spec.metric.maximize else 0]
    return spec.metric.better(b.select.value, good_end)
