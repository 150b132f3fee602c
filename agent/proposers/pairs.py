"""Two good parents put together: what each of them changed may be worth it together."""

from collections.abc import Iterator

from agent import constraints
from agent.project.training import misfit
from agent.proposers import design
from agent.proposers.lineage import chain, leaves
from agent.records import Branch, Plan, TaskSpec, Trial

PARTNERS = 2
"""Trials that the best one is put together with."""


def combinations(
    spec: TaskSpec, history: tuple[Trial, ...], best: Trial
) -> Iterator[Plan]:
    """`best` with the encoders, the fusion or the training of another trial that did
    better than what it had changed."""
    for partner in partners(spec, history, best):
        for part, update in parts(spec, best.plan, partner.plan):
            name = f"#{best.index} with #{partner.index}'s {part}"
            words = {"operator": "combine", "parent": best.index, "name": name}
            words["reason"] = f"the {part} of #{partner.index} was a step up there"
            plan = best.plan.model_copy(update={**words, **update})
            if not misfit(spec, plan):
                yield plan


def parts(spec: TaskSpec, plan: Plan, other: Plan) -> Iterator[tuple[str, dict]]:
    """What `plan` can take over from `other`, by name."""
    fusion = other.fusion
    yield "encoders", {"branches": encoders_of(spec, plan, other)}
    if design.fused(spec, plan) and design.fused(spec, other):
        branches = design.for_fusion(spec, plan.branches, fusion.block)
        yield "fusion", {"fusion": fusion, "branches": branches}
    if len(plan.branches) == len(other.branches):
        yield "training", {"train": other.train}


def encoders_of(spec: TaskSpec, plan: Plan, other: Plan) -> tuple[Branch, ...]:
    """The branches of `plan`, with those of `other` wherever both look."""
    theirs = {b.modality: b for b in other.branches}
    branches = tuple(theirs.get(b.modality, b) for b in plan.branches)
    return design.for_fusion(spec, branches, plan.fusion.block)


def partners(spec: TaskSpec, history: tuple[Trial, ...], best: Trial) -> list[Trial]:
    """Trials of the same modalities that beat the one they changed, after as long a
    training; the best ones first."""
    sees = {b.modality for b in best.plan.branches}
    found = [
        trial
        for trial in leaves(history)
        if trial.select
        and trial.plan.family == best.plan.family
        and trial.index != best.index
        and {b.modality for b in trial.plan.branches} == sees
        and not constraints.broken(spec, trial)
        and _stepped_up(spec, history, trial)
    ]
    sign = -1 if spec.metric.maximize else 1
    found.sort(key=lambda t: sign * (t.select.value if t.select else 0.0))
    return found[:PARTNERS]


def _stepped_up(spec: TaskSpec, history: tuple[Trial, ...], trial: Trial) -> bool:
    now = chain(history, trial)[0]
    if now.plan.parent is None or now.plan.operator in ("repeat", "confirm"):
        return False
    before = chain(history, history[now.plan.parent - 1])[0]
    better = spec.metric.better
    return bool(
        now.select and before.select and better(now.select.value, before.select.value)
    )
