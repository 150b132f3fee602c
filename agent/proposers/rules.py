"""The rules planner: first the baselines, then expert moves on the best plan so far.

No language model; the same history gives the same next plan.
"""

from collections.abc import Callable, Iterator

from agent import constraints
from agent.proposers import design
from agent.proposers.moves import FIRST, again, first, fusions, moves, repairs
from agent.proposers.singles import assembled, races
from agent.records import Plan, Profile, TaskSpec, Trial

STARTUP = 8.0
"""Seconds that a trial costs beside training, until one has been measured."""
SHORTEST = 4.0
"""Seconds of training below which a trial is not worth its start."""
MOVES_MEANT = 2
"""Moves for which time is put aside while the baselines run."""
WEIGHTS = {
    **{"table": 1.0, "vector": 1.0, "text": 1.0, "set": 1.0, "position": 1.0},
    **{"series": 2.0, "track": 2.0, "points": 2.0, "range": 2.0},
    **{"image": 3.0, "audio": 3.0, "video": 4.0},
}
"""Parts of the time for a modality: how long its encoders take to learn."""
CHEAP = 0.07
"""Part of the budget up to which another encoder is tried before other fusions are."""
FUSED = 1.0
"""Parts of the time for a fusion, on top of those of its slowest modality."""


class Rules:
    """A proposer: `rules(spec, profile, history)` gives the next plan, or None."""

    name = "rules"

    def __init__(self, remaining: Callable[[], float]):
        """`remaining` tells the seconds left for trials."""
        self.remaining = remaining

    def __call__(
        self, spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
    ) -> Plan | None:
        """The next plan with its training time; None when time or ideas have ended."""
        if spec.budget.trials is not None and len(history) >= spec.budget.trials:
            return None
        tried = {key(trial.plan) for trial in history}
        queue = candidates(spec, profile, history)
        fresh = next((plan for plan in queue if key(plan) not in tried), None)
        if fresh is None or self.remaining() < SHORTEST + overhead(history):
            return None
        seconds = self.share(spec, profile, history, fresh)
        return fresh.model_copy(update={"seconds": round(seconds, 1)})

    def share(
        self,
        spec: TaskSpec,
        profile: Profile,
        history: tuple[Trial, ...],
        plan: Plan,
    ) -> float:
        """Training seconds of `plan`: its part of what is left, but enough to learn
        something; all that is left if there is no more than that."""
        tried = {key(trial.plan) for trial in history}
        to_come = [p for p in baselines(spec, profile) if key(p) not in tried]
        moved = sum(trial.plan.operator != "baseline" for trial in history)
        moves_to_come = max(MOVES_MEANT - moved, 1)
        slowest = max(weight(spec, p) for p in (*to_come, plan))
        total = sum(weight(spec, p) for p in to_come) + slowest * moves_to_come
        count = len(to_come) + moves_to_come
        lost = overhead(history)
        fair = (self.remaining() - count * lost) * weight(spec, plan) / total
        most = self.remaining() - lost
        enough = longest(plan, history) or most
        limit = spec.budget.trial_seconds or most
        return min(max(fair, 2 * SHORTEST), most, enough, limit)


def longest(plan: Plan, history: tuple[Trial, ...]) -> float | None:
    """Seconds beyond which a change of a trial gets no more than another change: those
    of its parent, and more if the parent ran out of them. An encoder in a race is held
    against its modality's first at equal time."""
    if plan.parent is None:
        return None
    parent = history[plan.parent - 1]
    hurried = parent.claimed.stopped == "time"
    factor = 1.0 if plan.operator == "other encoder" else 2.5 if hurried else 1.25
    return max(factor * parent.plan.seconds, 2 * SHORTEST)


def weight(spec: TaskSpec, plan: Plan) -> float:
    """Parts of the time that a plan gets."""
    kinds = {m.name: m.kind for m in spec.modalities}
    slowest = max(WEIGHTS.get(kinds[b.modality], 2.0) for b in plan.branches)
    return slowest + (FUSED if design.fused(spec, plan) else 0.0)


def key(plan: Plan) -> str:
    """What makes two plans the same: everything but time and words."""
    words = {"name", "seconds", "parent", "operator", "reason"}
    return plan.model_dump_json(exclude=words)


def baselines(spec: TaskSpec, profile: Profile) -> list[Plan]:
    """Each modality alone, the quick ones first, since the time that they leave over
    goes to the others; plain late fusion; the reference model where it fits."""
    modalities = design.asked_with(spec)
    plans = []
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
    yield from races(spec, profile, history, 9)
    for parent in parents:
        yield from moves(spec, profile, parent, history)
    for parent in parents[:1]:
        yield from again(parent)


def promising(spec: TaskSpec, history: tuple[Trial, ...]) -> list[Trial]:
    """Trials whose changes are worth trying: the best fusion, unless a single modality
    is better beyond doubt, then the best single modality."""
    groups = [
        [t for t in history if t.select and design.fused(spec, t.plan) == fused]
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


def overhead(history: tuple[Trial, ...]) -> float:
    """Seconds of a trial that are not training, as measured on the last ones."""
    costs = []
    for trial in history[-4:]:
        curve = trial.claimed
        if curve.seconds_per_epoch is not None:
            trained = curve.epochs * curve.seconds_per_epoch
            costs.append(max(trial.result.wall_s - trained, 1.0))
    return sum(costs) / len(costs) if costs else STARTUP
