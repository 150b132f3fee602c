"""A wish in words, held against the catalogue and the task before it counts."""

import difflib

from agent import catalog
from agent.proposers import classical, design, rules, steered
from agent.records import Profile, TaskSpec, Wishes
from agent.scoring.truth import gallery

KINDS = ("pin", "forbid", "free")
ROLES = ("input", "encoder", "features", "fusion", "head", "learner")
"""Blocks that can be steered; how a plan is trained can't."""


class Unfit(Exception):
    """A wish that can't be granted; its words say why."""


def wished(
    spec: TaskSpec, profile: Profile, kind: str, said: str
) -> tuple[Wishes, str]:
    """The wishes with one more (or, by `free`, one fewer), and its name `role name`.

    Raises Unfit where no plan could be as they want it.
    """
    name, wishes = resolved(spec, said), spec.wishes
    if kind == "free":
        if name not in (*wishes.pinned, *wishes.forbidden):
            raise Unfit(f"{name} is neither pinned nor forbidden")
        update = {
            field: tuple(n for n in names if n != name)
            for field, names in (
                ("pinned", wishes.pinned),
                ("forbidden", wishes.forbidden),
            )
        }
        return wishes.model_copy(update=update), name
    mine, others = ("pinned", "forbidden")[:: 1 if kind == "pin" else -1]
    if name in getattr(wishes, others):
        raise Unfit(f"{name} is {others}: free it first")
    names = tuple(dict.fromkeys((*getattr(wishes, mine), name)))
    wanted = wishes.model_copy(update={mine: names})
    after = spec.model_copy(update={"wishes": wanted})
    if kind == "forbid" and (why := _needed(after, name)):
        raise Unfit(why)
    if not rules.baselines(after, profile):
        rest = [n for n in (*wanted.pinned, *wanted.forbidden) if n != name]
        beside = f" beside the other wishes ({', '.join(rest)})" if rest else ""
        raise Unfit(f"no plan could be so{beside}: {kind} {name}")
    return wanted, name


def resolved(spec: TaskSpec, said: str) -> str:
    """`role name` of a block or modality that this task can use; `said` may leave the
    role out. Raises Unfit for an unknown, an ambiguous and an unusable one."""
    role, _, name = " ".join(said.split()).rpartition(" ")
    if role and role not in ("modality", *ROLES):
        raise Unfit(f"{role!r} is no role: {', '.join(('modality', *ROLES))}")
    usable = usables(spec)
    found = [n for n in usable if n.partition(" ")[2] == name]
    if not role and f"modality {name}" in found:
        return f"modality {name}"  # a name of the user's own, which they mean
    found = [n for n in found if role in ("", n.partition(" ")[0])]
    if len(found) == 1:
        return found[0]
    if found:
        raise Unfit(f"{name} could be {' or '.join(found)}: say which")
    known = {b.name for r in ROLES for b in catalog.blocks(r) if role in ("", r)}
    if name in known:
        kinds = ", ".join(f"{m.name} ({m.kind})" for m in spec.modalities)
        raise Unfit(f"{name} does not serve this task: {spec.kind} from {kinds}")
    names = sorted({n.partition(" ")[2] for n in usable})
    near = difflib.get_close_matches(name, names) or names
    raise Unfit(f"there is no block or modality {name!r}; there are {', '.join(near)}")


def usables(spec: TaskSpec) -> list[str]:
    """Everything that plans of this task can be made of, as `role name`."""
    found = [f"modality {m.name}" for m in spec.modalities]
    for family, role in (("network", "encoder"), ("classical", "features")):
        for m in spec.modalities:
            for reader, taker in steered.ways_in(m.kind, family):
                found += [f"input {reader}", f"{role} {taker}"]
    if len(design.asked_with(spec)) > 1:
        found += [f"fusion {name}" for name in steered.fusions()]
    found += [f"head {name}" for name in steered.heads(spec)]
    if spec.kind in classical.LINEAR:
        found += [f"learner {b.name}" for b in catalog.blocks("learner", spec.kind)]
    return list(dict.fromkeys(found))


def _needed(spec: TaskSpec, name: str) -> str | None:
    """Why a plan can't do without what the wishes of `spec` now forbid."""
    role, _, block = name.partition(" ")
    if role == "modality":
        wanted = spec.constraints.must_use
        columns = {c for m in spec.modalities if m.name == block for c in m.columns}
        found = gallery(spec)
        if found and found.name == block:
            return f"{block} is what is to be found"
        if {block, *columns} & set(wanted):
            return f"the task says that {block} has to be used"
        if not design.asked_with(spec):
            return f"{block} is the last modality"
    if name == "fusion concat":
        return "plans of one modality and classical ones are made of concat"
    for m in design.supported(spec) if role in ("input", "encoder") else ():
        every = steered.ways_in(m.kind, "network")
        if not any(steered.allowed(spec, way, "network") for way in every):
            return f"{block} is the last {role} for {m.name}"
    if role == "head" and {f"head {h}" for h in steered.heads(spec)} <= set(
        spec.wishes.forbidden
    ):
        return f"{block} is the last head"
    return None
