"""Classical plans: features of every modality, and boosted trees or a linear model.

In the first minutes nothing is stronger on tables and texts, so these come first.
"""

import ctypes
import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from agent import catalog
from agent.proposers import design, frozen, moving, prior
from agent.proposers.features import (
    CLASSES,
    FOREST,
    LEVELS_LINEAR,
    LEVELS_TREES,
    LINEAR,
    TREES,
    branch,
    grown,
    needless,
    ways,
)
from agent.records import Branch, Modality, Plan, Profile, TaskSpec, Trial, Use, Value
from agent.scoring.truth import gallery

EVEN = ("f1_macro", "balanced_accuracy")
"""Metrics in which every class counts alike."""
TUNED = 3
"""Changes of a learner that are tried."""
LIGHTGBM_FIX = "pip install lightgbm, and apt-get install libgomp1 if it is there"
BRIEF = 150.0
"""Seconds of a run in which the linear model comes first, unless there is but a table:
of words or pixels it says in seconds what trees need half a minute for."""
SHORT = 300.0
"""Seconds of a run below which single modalities get a classical model only where the
one of all of them has beaten the late fusion."""


def baselines(spec: TaskSpec, profile: Profile) -> list[Plan]:
    """All modalities at once, by each learner that serves the task and works here."""
    modalities = served(spec)
    if not modalities:
        return []
    plans = [plan(spec, profile, modalities, name) for name in learners(spec, profile)]
    if not any(frozen.asks(p) for p in plans):
        return [*plans, *(moving.alone(p) for p in plans[:2] if moving.looks(p))]
    linear = [p for p in plans if not grown(p.head.block)]
    trees = [p for p in plans if p not in linear]
    bare = [_alone_frozen(p) for p in linear if any(b.view for b in p.branches)]
    return [*bare, *linear, *trees]


def _alone_frozen(both: Plan) -> Plan:
    """`both` without the features of one's own of what a pretrained encoder reads."""
    branches = tuple(b for b in both.branches if not b.view)
    why = "what pretrained encoders say, side by side"
    update = {"branches": branches, "name": f"{both.name}, pretrained", "reason": why}
    return both.model_copy(update=update)


def _from_scratch(spec: TaskSpec, profile: Profile, lead: Trial) -> Iterator[Plan]:
    """The best plan's learner without any pretrained encoder: what these are worth."""
    if frozen.asks(lead.plan):
        none = spec.model_copy(update={"encoders": ()})
        used = dict.fromkeys(b.modality for b in lead.plan.branches)
        modalities = tuple(m for m in spec.modalities if m.name in used)
        made = plan(none, profile, modalities, lead.plan.head.block)
        words = {"name": f"{made.name}, no pretrained", "operator": "from scratch"}
        words |= {"reason": "the same learner on features made here alone"}
        yield made.model_copy(update={**words, "parent": lead.index})


def alone(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
) -> Iterator[Plan]:
    """Each modality by the learner that did best on all of them, a table by trees, too:
    what fusion is held against has to be as good as it gets."""
    lead = _leader(spec, history)
    if lead is None or not design.fused(spec, lead.plan) or spec.kind == "retrieval":
        return  # half of a pair matches nothing
    scored = [t for t in history if t.select]
    fusions = [t for t in scored if design.fused(spec, t.plan)]
    networks = any(t.plan.family == "network" for t in fusions)
    leads = networks and _best(spec, scored) is lead
    if spec.budget.seconds < SHORT and not leads:
        return
    for modality in served(spec):
        made = plan(spec, profile, (modality,), lead.plan.head.block)
        if not any(b.view for b in lead.plan.branches):
            asked = frozen.asks(lead.plan)
            made = _alone_frozen(made) if asked else moving.alone(made)
        yield _only(modality, made)
        trees = TREES[spec.kind]
        if modality.kind == "table" and made.core != trees and lightgbm_works():
            yield _only(modality, plan(spec, profile, (modality,), trees))


def _only(modality: Modality, made: Plan) -> Plan:
    why = f"what {modality.name} knows without the others, by {made.core}"
    name = f"{made.name}, {modality.name} only"
    return made.model_copy(update={"name": name, "reason": why})


def moves(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
) -> Iterator[Plan]:
    """Without pretrained encoders, if there were some; then other values of the best
    learner's own knobs, one at a time."""
    lead = _leader(spec, history)
    if lead is None:
        return
    yield from _from_scratch(spec, profile, lead)
    head, tried = lead.plan.head, 0
    block = catalog.find("learner", head.block)
    for knob, values in block.search.items():
        now = head.args.get(knob, block.params[knob])
        for value in values:
            if value == now or isinstance(value, str) or tried == TUNED:
                continue
            tried += 1
            args = {**head.args, knob: value}
            if value == block.params[knob]:  # as a plan that does not name it
                del args[knob]
            yield lead.plan.model_copy(
                update={
                    "head": head.model_copy(update={"args": args}),
                    "name": f"{head.block}, {knob} {value}",
                    "parent": lead.index,
                    "operator": "tune",
                    "reason": f"{knob} {value} instead of {now}",
                }
            )


def rescaled(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
) -> Iterator[Plan]:
    """The best classical model of numbers with a long tail, learnt on the other scale:
    which one is better hangs on what reaches so far up."""
    lead = _leader(spec, history) if profile.long_tail else None
    if lead is None or spec.quantiles or spec.metric.name in design.RELATIVE:
        return
    head = lead.plan.head
    if "scale" not in catalog.find("learner", head.block).search:
        return
    args, words = {k: v for k, v in head.args.items() if k != "scale"}, "even scale"
    if "scale" not in head.args:
        args, words = args | {"scale": "log"}, "log scale"
    update = {
        "head": head.model_copy(update={"args": args}),
        "name": f"{lead.plan.name}, {words}",
        "parent": lead.index,
        "operator": "rescale",
        "reason": f"the numbers reach far up: {words} instead",
    }
    yield lead.plan.model_copy(update=update)


def views(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
) -> Iterator[Plan]:
    """The best classical model with other features of one kind of data, wherever it
    comes, one at a time."""
    lead = _leader(spec, history)
    if lead is None:
        return
    kinds = {m.name: m for m in spec.modalities}
    learner = lead.plan.head.block
    for kind in dict.fromkeys(kinds[b.modality].kind for b in lead.plan.branches):
        for way in ways(kind):
            branches = tuple(
                (
                    _seen(b, branch(kinds[b.modality], profile, learner, way))
                    if kinds[b.modality].kind == kind and not frozen.is_frozen(b)
                    else b
                )
                for b in lead.plan.branches
            )
            if branches == lead.plan.branches or needless(spec, profile, learner, way):
                continue
            yield lead.plan.model_copy(
                update={
                    "branches": _each_once(branches),
                    "name": f"{learner}, {kind} by {way[1]}",
                    "parent": lead.index,
                    "operator": "other features",
                    "reason": f"{way[1]} of every {kind}, as classical models lead",
                }
            )


def _each_once(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """The branches without a second view that has become the same as a first."""
    kept: list[Branch] = []
    for one in branches:
        if not any(moving.same(one, other) for other in kept):
            kept.append(one)
    return tuple(kept)


def _seen(way_in: Branch, other: Branch) -> Branch:
    """`other` in the place of a way in, by whose name it goes."""
    return other.model_copy(update={"view": way_in.view})


def served(spec: TaskSpec) -> tuple[Modality, ...]:
    """The modalities that some block makes features of; none where no learner serves
    the task."""
    if spec.kind not in LINEAR:
        return ()
    return tuple(m for m in design.supported(spec) if ways(m.kind))


def learners(spec: TaskSpec, profile: Profile) -> tuple[str, ...]:
    """Learners for the task, the more promising first; none for what none serves."""
    if spec.kind not in LINEAR:
        return ()
    trees = TREES.get(spec.kind) if lightgbm_works() else None
    able = {"trees": trees} if trees else {}
    able |= {"linear": LINEAR[spec.kind]}
    order = prior.ordered(spec, profile, "learner", ("trees", "linear"))
    table = {modality.kind for modality in served(spec)} == {"table"}
    if spec.budget.seconds < BRIEF and not table:
        order = ("linear", "trees")
    found = tuple(able[name] for name in order if name in able)
    more = [LEVELS_LINEAR] if spec.kind == "ordinal" else []
    more += [LEVELS_TREES] if more and "trees" in able else []
    more += [FOREST] if table and spec.kind in CLASSES and "trees" in able else []
    return *found, *more


@cache
def lightgbm_works() -> bool:
    """Whether LightGBM is installed, and the OpenMP that it needs: the system's
    libgomp, or the one that comes with torch, which our projects load first."""
    if importlib.util.find_spec("lightgbm") is None:
        return False
    torch, own = importlib.util.find_spec("torch"), None
    if torch and torch.origin:
        own = Path(torch.origin).parent / "lib" / "libgomp.so.1"
    if own and own.exists():
        return True
    try:
        ctypes.CDLL("libgomp.so.1")
    except OSError:
        return False
    return True


def plan(
    spec: TaskSpec, profile: Profile, modalities: tuple[Modality, ...], learner: str
) -> Plan:
    """Default features of some modalities and a learner; `seconds` is set later."""
    branches = tuple(
        b for m in modalities for b in _branches(m, spec, profile, learner)
    )
    return Plan(
        name=learner.replace("_", " "),
        family="classical",
        branches=branches,
        fusion=Use(block="concat"),
        head=Use(block=learner, args=args(spec, profile, branches)),
        seconds=0.0,
        seed=spec.seed,
        operator="baseline",
        reason=f"features of all modalities side by side, {learner.replace('_', ' ')}",
    )


def _branches(
    modality: Modality, spec: TaskSpec, profile: Profile, learner: str
) -> Iterator[Branch]:
    """The default features of a modality: what a pretrained encoder says, if one is at
    hand, and the words beside it."""
    one, most = frozen.encoder_of(spec, modality), spec.constraints.max_params
    own = branch(modality, profile, learner, most=most)
    if one is None:
        if moves := moving.way(modality, profile):
            yield branch(modality, profile, learner, moves)
            own = own.model_copy(update={"view": moving.LOOKS})
        yield own
        return
    known = Use(block="principal" if grown(learner) else "flat")
    yield Branch(modality=modality.name, input=frozen.reader(one), encoder=known)
    if view := frozen.SECOND.get(modality.kind):
        yield own.model_copy(update={"view": view})


def args(
    spec: TaskSpec, profile: Profile, branches: tuple[Branch, ...]
) -> dict[str, Value]:
    """What the metric asks of a learner, and what is to be found by it."""
    name = spec.metric.name
    if spec.kind == "retrieval":
        found = gallery(spec)
        sought = tuple(b.key for b in branches if found and b.modality == found.name)
        return {"gallery": sought}
    if spec.kind == "multilabel":
        return {"thresholds": design.THRESHOLDS.get(name, "none")}
    if spec.kind in ("regression", "multitarget"):
        own: dict[str, Value] = {"quantiles": spec.quantiles} if spec.quantiles else {}
        if name in design.ABSOLUTE:
            own |= {"errors": "absolute"}
        return own | ({"scale": "log"} if design.logarithmic(spec, profile) else {})
    return {"even": True} if name in EVEN else {}


def _leader(spec: TaskSpec, history: tuple[Trial, ...]) -> Trial | None:
    """The best classical trial."""
    return _best(
        spec, [t for t in history if t.select and t.plan.family == "classical"]
    )


def _best(spec: TaskSpec, scored: list[Trial]) -> Trial | None:
    pick = max if spec.metric.maximize else min
    return pick(scored, key=lambda t: t.select.value, default=None)  # type: ignore[union-attr]
