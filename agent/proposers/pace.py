"""How many seconds of training a plan gets: its part of what is left."""

from collections.abc import Callable

from agent.proposers import design
from agent.records import Plan, TaskSpec, Trial

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
FUSED = 1.0
"""Parts of the time for a fusion, on top of those of its slowest modality."""

CLASSICAL, LONGEST_CLASSICAL = 2.0, 60.0
"""Parts of the time for a classical plan, and seconds beyond which it gets no more."""


class Pace:
    """Divides the time that `remaining()` says is left for trials."""

    def __init__(self, remaining: Callable[[], float]):
        self.remaining = remaining

    def over(self, spec: TaskSpec, history: tuple[Trial, ...]) -> bool:
        """Whether no further trial fits."""
        most = spec.budget.trials
        if most is not None and len(history) >= most:
            return True
        return self.remaining() < SHORTEST + overhead(history)

    def timed(
        self,
        spec: TaskSpec,
        history: tuple[Trial, ...],
        plan: Plan,
        to_come: list[Plan],
    ) -> Plan:
        """`plan` with its training seconds: its part of what is left, but enough to
        learn something; all that is left if there is no more than that. `to_come` are
        the baselines that have not run."""
        moved = sum(trial.plan.operator != "baseline" for trial in history)
        moves_to_come = max(MOVES_MEANT - moved, 1)
        slowest = max(weight(spec, p) for p in (*to_come, plan))
        total = sum(weight(spec, p) for p in to_come) + slowest * moves_to_come
        lost = overhead(history)
        count = len(to_come) + moves_to_come
        fair = (self.remaining() - count * lost) * weight(spec, plan) / total
        most = self.remaining() - lost
        enough = longest(plan, history) or most
        limit = spec.budget.trial_seconds or most
        seconds = min(max(fair, 2 * SHORTEST), most, enough, limit)
        return plan.model_copy(update={"seconds": round(seconds, 1)})


def longest(plan: Plan, history: tuple[Trial, ...]) -> float | None:
    """Seconds beyond which a change of a trial gets no more than another change: those
    of its parent, and more if the parent ran out of them. An encoder in a race is held
    against its modality's first at equal time."""
    if plan.family == "classical":
        return LONGEST_CLASSICAL
    if plan.parent is None:
        return None
    parent = history[plan.parent - 1]
    hurried = parent.claimed.stopped == "time"
    factor = 1.0 if plan.operator == "other encoder" else 2.5 if hurried else 1.25
    return max(factor * parent.plan.seconds, 2 * SHORTEST)


def weight(spec: TaskSpec, plan: Plan) -> float:
    """Parts of the time that a plan gets."""
    if plan.family == "classical":
        return CLASSICAL
    kinds = {m.name: m.kind for m in spec.modalities}
    slowest = max(WEIGHTS.get(kinds[b.modality], 2.0) for b in plan.branches)
    return slowest + (FUSED if design.fused(spec, plan) else 0.0)


def overhead(history: tuple[Trial, ...]) -> float:
    """Seconds of a trial that are not training, as measured on the last ones."""
    costs = []
    for trial in history[-4:]:
        curve = trial.claimed
        if curve.seconds_per_epoch is not None:
            trained = curve.epochs * curve.seconds_per_epoch
            costs.append(max(trial.result.wall_s - trained, 1.0))
    return sum(costs) / len(costs) if costs else STARTUP
