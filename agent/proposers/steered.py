"""What a user wants of later plans, carried out: plans that have what is pinned and
lack what is forbidden. Pure: the wishes are part of the task."""

from collections.abc import Iterable

from agent import catalog
from agent.project.training import misfit
from agent.proposers import classical, design, features
from agent.proposers.moves import FIRST, LATER
from agent.proposers.ways import ways
from agent.records import Branch, Plan, Profile, TaskSpec, Trial, Use


def parts(spec: TaskSpec, plan: Plan) -> set[str]:
    """All that a plan is made of, each as `role name`. A fusion counts where a network
    has something to fuse."""
    network = plan.network
    found = {f"{'head' if network else 'learner'} {plan.head.block}"}
    if plan.stack:
        found.add(f"learner {plan.stack.learner.block}")
        found |= {f"features {b.encoder.block}" for b in plan.stack.plain}
    for branch in plan.branches:
        found.add(f"modality {branch.modality}")
        found.add(f"input {branch.input.block}")
        found.add(f"{'encoder' if network else 'features'} {branch.encoder.block}")
    if network and design.fused(spec, plan):
        found.add(f"fusion {plan.fusion.block}")
    return found


def obeys(spec: TaskSpec, plan: Plan) -> bool:
    """Whether a plan is as the wishes want it."""
    wishes = spec.wishes
    if not (wishes.pinned or wishes.forbidden):
        return True
    mine = parts(spec, plan)
    return mine.issuperset(wishes.pinned) and mine.isdisjoint(wishes.forbidden)


def masked(spec: TaskSpec, history: tuple[Trial, ...]) -> tuple[Trial, ...]:
    """`history` as proposers may see it: what breaks a wish has no score, so nothing
    grows out of it; numbers stay what they are."""
    return tuple(
        t if obeys(spec, t.plan) else t.model_copy(update={"select": None})
        for t in history
    )


def bent(spec: TaskSpec, profile: Profile, plan: Plan) -> Plan | None:
    """A baseline as the wishes want it; None if it can't be made so."""
    if obeys(spec, plan):
        return plan
    branches = tuple(_branch(spec, profile, plan, b) for b in plan.branches)
    network = plan.family == "network"
    head = _pick(
        spec,
        "head" if network else "learner",
        plan.head.block,
        heads(spec) if network else classical.learners(spec, profile),
    )
    fusion = plan.fusion.block
    if network and design.fused(spec, plan):
        fusion = _pick(spec, "fusion", fusion, fusions())
    if head is None or fusion is None or None in branches:
        return None
    whole = tuple(b for b in branches if b)
    update: dict = {"branches": whole}
    if network:
        update["branches"] = design.for_fusion(spec, whole, fusion)
    if head != plan.head.block:
        update["head"] = Use(
            block=head, args={} if network else classical.args(spec, profile, whole)
        )
    if fusion != plan.fusion.block:
        update["fusion"] = Use(block=fusion)
    made = plan.model_copy(update=update)
    if not obeys(spec, made) or (network and misfit(spec, made)):
        return None
    new = ", ".join(sorted(parts(spec, made) - parts(spec, plan)))
    words = {"operator": "steered", "name": f"{plan.name}, as you wish"}
    return made.model_copy(update={**words, "reason": f"{new}: as you wish"})


def fusions() -> tuple[str, ...]:
    """All fusions, in the order in which they are tried."""
    return tuple(
        dict.fromkeys((*FIRST, *LATER, *(b.name for b in catalog.blocks("fusion"))))
    )


def heads(spec: TaskSpec) -> tuple[str, ...]:
    """The heads that serve a task."""
    names = (b.name for b in catalog.blocks("head", spec.kind))
    return tuple(n for n in names if (n == "quantile") == bool(spec.quantiles))


def ways_in(kind: str, family: str) -> list[tuple[str, str]]:
    """Inputs for a kind of data with what takes what they give, the usual ones first:
    encoders of a network, features of a classical plan."""
    if family == "classical":
        return features.ways(kind)
    usual = [(reader.name, encoder.name) for reader, encoder in ways(kind)]
    every = [(reader.name, encoder.name) for reader, encoder in catalog.ways(kind)]
    return list(dict.fromkeys((*usual, *every)))


def allowed(spec: TaskSpec, way: tuple[str, str], family: str) -> bool:
    """Whether nobody forbids a way in."""
    return not set(_names(way, family)) & set(spec.wishes.forbidden)


def _names(way: tuple[str, str], family: str) -> tuple[str, str]:
    role = "features" if family == "classical" else "encoder"
    return f"input {way[0]}", f"{role} {way[1]}"


def _branch(spec: TaskSpec, profile: Profile, plan: Plan, now: Branch) -> Branch | None:
    """A modality's way in: what is there, if it may stay, else the first with the most
    of what is pinned."""
    modality = next(m for m in spec.modalities if m.name == now.modality)
    current = now.input.block, now.encoder.block
    found = [current, *ways_in(modality.kind, plan.family)]
    free = [way for way in found if allowed(spec, way, plan.family)]
    if not free:
        return None
    pinned = set(spec.wishes.pinned)
    best = max(free, key=lambda way: len(pinned & set(_names(way, plan.family))))
    if best == current:
        return now
    if plan.family == "classical":
        made = features.branch(modality, profile, plan.head.block, best)
        return made.model_copy(update={"view": now.view})
    way = catalog.find("input", best[0]), catalog.find("encoder", best[1])
    return design.branch(modality, spec, profile, way)


def _pick(spec: TaskSpec, role: str, now: str, others: Iterable[str]) -> str | None:
    """What is pinned, else what is there, else the first other one that may be."""
    names = (now, *others)
    pinned = [n for n in names if f"{role} {n}" in spec.wishes.pinned]
    free = [n for n in names if f"{role} {n}" not in spec.wishes.forbidden]
    return next(iter((*pinned, *free)), None)
