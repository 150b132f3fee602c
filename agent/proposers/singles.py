"""Ways in for one modality, compared alone, and the best of each put together.

Alone a trial costs a part of what it costs fused, so more encoders get their turn.
"""

from collections.abc import Iterator
from itertools import zip_longest

from agent import constraints
from agent.project.training import misfit
from agent.proposers import design
from agent.records import Branch, Plan, Profile, TaskSpec, Trial


def races(
    spec: TaskSpec,
    profile: Profile,
    history: tuple[Trial, ...],
    most: int,
    share: float = 1.0,
) -> Iterator[Plan]:
    """Modalities alone by `most` of their other encoders, one of each in turn; only
    those whose first encoder took at most `share` of the budget."""
    lanes = []
    for trial in history:
        cheap = trial.result.wall_s <= share * spec.budget.seconds
        alone = trial.plan.operator == "baseline" and not design.fused(spec, trial.plan)
        if alone and cheap and trial.plan.family == "network":
            lanes.append(list(_others(spec, profile, trial))[:most])
    for turn in zip_longest(*lanes):
        yield from (plan for plan in turn if plan)


def _others(spec: TaskSpec, profile: Profile, first: Trial) -> Iterator[Plan]:
    now, *others = first.plan.branches  # a retrieval's candidates come second
    modality = next(m for m in spec.modalities if m.name == now.modality)
    for way in design.ways_of(modality, profile):
        if (way[0].name, way[1].name) == (now.input.block, now.encoder.block):
            continue
        branch = design.branch(modality, spec, profile, way)
        yield first.plan.model_copy(
            update={
                "name": f"{modality.name} by {way[1].name}",
                "branches": (branch, *others),
                "operator": "other encoder",
                "parent": first.index,
                "reason": f"{way[1].name} instead of {now.encoder.block}, alone",
            }
        )


def instead(spec: TaskSpec, profile: Profile, skipped: Trial) -> Iterator[Plan]:
    """A network that its owner skipped, with another encoder in one place: where all
    that is pinned leaves one plan, the run would have nothing else to try."""
    plan = skipped.plan
    if skipped.failure != "skipped" or plan.family != "network":
        return
    for i, now in enumerate(plan.branches):
        modality = next(m for m in spec.modalities if m.name == now.modality)
        for way in design.ways_of(modality, profile):
            if (way[0].name, way[1].name) == (now.input.block, now.encoder.block):
                continue
            branches = list(plan.branches)
            branches[i] = design.branch(modality, spec, profile, way)
            fitting = design.for_fusion(spec, tuple(branches), plan.fusion.block)
            why = f"{way[1].name} instead of {now.encoder.block} for {modality.name}"
            made = plan.model_copy(
                update={
                    "name": f"{plan.fusion.block}, {modality.name} by {way[1].name}",
                    "branches": fitting,
                    "operator": "repair",
                    "parent": skipped.index,
                    "reason": f"{why}: #{skipped.index} was skipped",
                }
            )
            if not misfit(spec, made):
                yield made


def assembled(
    spec: TaskSpec, history: tuple[Trial, ...], parent: Trial
) -> Iterator[Plan]:
    """`parent` with the branch that was best alone for each modality, but for those
    whose encoder it trains in a way of its own."""
    if _swapped(history, parent):
        return  # its encoders have been changed since, for the better
    best = {b.modality: b for b in _best_alone(spec, history)}
    branches, changed = [], []
    train = parent.plan.train
    for now in parent.plan.branches:
        own = now.modality in {*train.wake, *train.rates}
        other = now if own else best.get(now.modality, now)
        if (other.input.block, other.encoder.block) == (
            now.input.block,
            now.encoder.block,
        ):
            branches.append(now)
        else:
            branches.append(other)
            changed.append(f"{other.encoder.block} for {other.modality}")
    if design.fused(spec, parent.plan) and changed:
        yield parent.plan.model_copy(
            update={
                "name": f"{parent.plan.fusion.block}, best encoders",
                "branches": design.for_fusion(
                    spec, tuple(branches), parent.plan.fusion.block
                ),
                "operator": "best encoders",
                "parent": parent.index,
                "reason": f"{', '.join(changed)}: better alone",
            }
        )


def _swapped(history: tuple[Trial, ...], trial: Trial) -> bool:
    """Whether an encoder was changed anywhere on the way to `trial`."""
    while trial.plan.operator != "swap encoder" and trial.plan.parent is not None:
        trial = history[trial.plan.parent - 1]
    return trial.plan.operator == "swap encoder"


def _best_alone(spec: TaskSpec, history: tuple[Trial, ...]) -> Iterator[Branch]:
    """For each modality the branch of its best trial alone."""
    alone = [t for t in history if t.select and not design.fused(spec, t.plan)]
    alone = [t for t in alone if t.plan.family == "network"]
    alone = [t for t in alone if not constraints.broken(spec, t)] or alone
    pick = max if spec.metric.maximize else min
    for name in dict.fromkeys(t.plan.branches[0].modality for t in alone):
        mine = [t for t in alone if t.plan.branches[0].modality == name]
        yield pick(mine, key=lambda t: t.select.value).plan.branches[0]  # type: ignore[union-attr]
