"""Stackers: a classical learner of what a finished network's encoders give.

The network stays as it is: its checkpoint is taken over, and only the learner trains.
"""

from collections.abc import Iterator

from agent.proposers import classical, features, moving
from agent.proposers.lineage import best_of
from agent.records import Branch, Plan, Profile, TaskSpec, Trial, Use
from agent.records.plan import Stack

NARROW = ("table", "position", "vector", "curve", "set")
"""Kinds of data whose plain features are few enough for trees, beside the encoded."""


def stackers(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...], parent: Trial
) -> Iterator[Plan]:
    """The network of `parent` under each learner of the task, the one that did better
    by itself first; none where no learner serves the task."""
    for learner in _learners(spec, profile, history):
        if made := stacked(spec, profile, parent, learner):
            yield made


def stacked(
    spec: TaskSpec, profile: Profile, parent: Trial, learner: str
) -> Plan | None:
    """A learner on top of the network of `parent`; None for one that was held back so
    long that its training can't be told by its epochs, and for a retrieval's, whose
    sides the learner could not tell apart."""
    epochs = parent.claimed.epochs
    if (
        spec.kind == "retrieval"
        or epochs < 1
        or any(held >= epochs for held in parent.plan.train.unfreeze.values())
    ):
        return None
    words = learner.replace("_", " ")
    return parent.plan.model_copy(
        update={
            "name": f"{words} on {parent.plan.name}",
            "family": "stacked",
            "train": parent.plan.train.model_copy(update={"epochs": epochs}),
            "stack": Stack(
                learner=Use(
                    block=learner,
                    args=classical.args(spec, profile, parent.plan.branches),
                ),
                plain=plain(spec, profile, parent, learner),
                trial=parent.index,
            ),
            "parent": parent.index,
            "continues": None,
            "operator": "stack",
            "reason": f"{words} of what the encoders of #{parent.index} have learnt",
        }
    )


def plain(
    spec: TaskSpec, profile: Profile, parent: Trial, learner: str
) -> tuple[Branch, ...]:
    """Features beside the encoded ones: of what the network sees, all for a linear
    learner, the narrow ones for trees; of films what moves."""
    sees = {b.modality for b in parent.plan.branches}
    trees = features.grown(learner)
    shown = [m for m in classical.served(spec) if m.name in sees]
    kinds = {m.name: m.kind for m in shown}
    branches = (
        features.branch(m, profile, learner, moving.way(m, profile)) for m in shown
    )
    return tuple(
        b
        for b in branches
        if kinds[b.modality] in NARROW
        or b.input.block == moving.INPUT
        or features.stacks(b)
        or not trees
    )


def _learners(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
) -> list[str]:
    """Learners of the task, those first that did better by themselves; none that did so
    badly that its interval does not reach the best one's: on encoded features it would
    be as slow, and as far behind."""
    served = classical.learners(spec, profile)
    alone = {
        name: best_of(
            spec,
            tuple(
                t
                for t in history
                if t.plan.family == "classical" and t.plan.head.block == name
            ),
        )
        for name in served
    }
    sign = -1.0 if spec.metric.maximize else 1.0

    def range_of(name: str) -> tuple[float, float, float]:
        """Value and ends of its interval, the lower the better."""
        best = alone[name]
        if not best or not best.select:
            return (float("inf"), -float("inf"), float("inf"))  # nothing is known
        low, high = sorted(sign * end for end in best.select.interval)
        return sign * best.select.value, low, high

    ranked = sorted(served, key=range_of)
    reached = range_of(ranked[0])[2] if ranked else 0.0
    return [name for name in ranked if range_of(name)[1] <= reached]
