"""Which trials belong together: the same plan with more time, or with another seed."""

from agent import constraints
from agent.records import Plan, TaskSpec, Trial

ALIKE = 1.1
"""Ratio of training seconds up to which two trials had the same."""


def key(plan: Plan) -> str:
    """What makes two plans the same: everything but time, processes and words."""
    words = {"name", "seconds", "parent", "continues", "operator", "reason"}
    words |= {"expected", "proposer", "processes", "sharded"}
    return plan.model_dump_json(exclude=words)


def design(plan: Plan) -> str:
    """What makes two plans the same but for their seeds."""
    update: dict = {"seed": 0}
    if plan.stack:  # an own network, or one that was there
        update["stack"] = plan.stack.model_copy(update={"trial": None})
    return key(plan.model_copy(update=update))


def chain(history: tuple[Trial, ...], trial: Trial) -> tuple[Trial, ...]:
    """The trials that `trial` goes on from, the first one first, and itself."""
    found = [trial]
    while found[0].plan.continues is not None:
        found.insert(0, history[found[0].plan.continues - 1])
    return tuple(found)


def whole(history: tuple[Trial, ...], trial: Trial) -> tuple[Trial, ...]:
    """The trials that it took to come to `trial`: those that it goes on from, or those
    of the network that it stands on, and itself."""
    stack = trial.plan.stack
    if stack and stack.trial:
        return (*chain(history, history[stack.trial - 1]), trial)
    return chain(history, trial)


def leaves(history: tuple[Trial, ...]) -> tuple[Trial, ...]:
    """The trials that no other one goes on from."""
    continued = {trial.plan.continues for trial in history}
    return tuple(trial for trial in history if trial.index not in continued)


def groups(history: tuple[Trial, ...]) -> list[list[Trial]]:
    """The scored trials, those of one design and as many seconds together: they differ
    by their seeds alone."""
    found: dict[str, list[list[Trial]]] = {}
    for trial in history:
        if trial.select:
            mine = found.setdefault(design(trial.plan), [])
            for group in mine:
                if alike(group[0].plan.seconds, trial.plan.seconds):
                    group.append(trial)
                    break
            else:
                mine.append([trial])
    return [group for same in found.values() for group in same]


def alike(a: float, b: float) -> bool:
    """Whether two training times are as good as the same."""
    return a <= ALIKE * b and b <= ALIKE * a


def seeds(history: tuple[Trial, ...], trial: Trial) -> list[Trial]:
    """The scored trials that differ from `trial` by their seeds alone, and itself."""
    same = (g for g in groups(history) if trial.index in {t.index for t in g})
    return next(same, [])


def standing(group: list[Trial]) -> float:
    """What is known of a design: its mean select score over seeds."""
    scores = [t.select.value for t in group if t.select]
    return sum(scores) / len(scores)


def best_of(
    spec: TaskSpec, history: tuple[Trial, ...], allowed: bool = True
) -> Trial | None:
    """The trial of the design that stands best, of several seeds the better one; if
    `allowed`, of those within the task's limits."""
    sign = 1.0 if spec.metric.maximize else -1.0
    ranked = [
        (sign * standing(group), sign * trial.select.value, -trial.index, trial)
        for group in groups(history)
        for trial in group
        if trial.select and not (allowed and constraints.broken(spec, trial))
    ]
    return max(ranked, key=lambda r: r[:3])[3] if ranked else None
