"""What a model may decide: moves that code has found legal, and the plans they make.

A model's answer is nothing but names out of these lists and numbers out of these
ranges; whatever it read, it can at worst choose a poor legal move.
"""

from dataclasses import dataclass
from functools import cached_property

from agent import catalog, constraints
from agent.project.training import misfit
from agent.proposers import design
from agent.proposers.lineage import key, leaves
from agent.proposers.moves import fusions
from agent.proposers.pairs import encoders_of
from agent.proposers.rules import baselines
from agent.proposers.scarce import free_rows
from agent.proposers.steered import obeys
from agent.proposers.training import SEARCH
from agent.proposers.tune import TRAIN, current, put, space
from agent.proposers.ways import ways
from agent.records import Modality, Plan, Profile, TaskSpec, Trial, Use, Value

PARENTS = 5
"""Trials that can be changed: the best ones, and the last one if it failed."""
RANGES = {"train.lr": (1e-5, 1e-1), "train.epochs": (3, 200)}
"""Numbers that are free between two ends."""
METHODS = ("optimizer", "schedule", "warmup", "clip", "accumulate", "soup", "gce")
METHODS += ("trim", "sampling", "balance")
"""Options of TrainArgs that a model may set beside those that are tuned."""
UNLABELLED = ("pretrain", "pseudo")
"""The same, where there are rows without a target."""


class Illegal(Exception):
    """A decision that can't be carried out; `errors` are short and say what could."""

    def __init__(self, errors: list[str]):
        super().__init__("; ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Legal:
    """The legal moves at one point of a run."""

    spec: TaskSpec
    profile: Profile
    history: tuple[Trial, ...]
    invent: bool = True
    """Whether new blocks may be written."""

    @cached_property
    def aliases(self) -> dict[str, Modality]:
        """Modalities by a neutral name: theirs come from the data."""
        return {f"m{i}": m for i, m in enumerate(self.spec.modalities, 1)}

    @cached_property
    def parents(self) -> tuple[Trial, ...]:
        """Trials that a move may start from, the best first."""
        spec = self.spec
        networks = [t for t in leaves(self.history) if t.plan.family == "network"]
        scored = [t for t in networks if t.select]
        scored.sort(
            key=lambda t: t.select.value if t.select else 0.0,
            reverse=spec.metric.maximize,
        )
        scored.sort(key=lambda t: constraints.broken(spec, t) is not None)
        failed = [t for t in self.history[-1:] if t.failure and t in networks]
        failed = [t for t in failed if t.failure != "skipped"]
        return (*scored[:PARENTS], *failed)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """Blocks to change to: `fusion gated`, `m1 resnet`, `head focal`; none that the
        user forbids."""
        forbidden = self.spec.wishes.forbidden
        found = [f"fusion {b.name}" for b in catalog.blocks("fusion")]
        for alias, modality in self.aliases.items():
            names = dict.fromkeys(way[1].name for way in ways(modality.kind))
            found += [f"{alias} {name}" for name in names]
        heads = [b.name for b in catalog.blocks("head", self.spec.kind)]
        found += [f"head {name}" for name in heads if len(heads) > 1]
        return tuple(c for c in found if self._named(c) not in forbidden)

    def _named(self, choice: str) -> str:
        """A choice as wishes name it: `m1 resnet` is `encoder resnet`."""
        where, _, name = choice.partition(" ")
        return f"{'encoder' if where in self.aliases else where} {name}"

    @cached_property
    def inventions(self) -> tuple[str, ...]:
        """Places for which a new block may be written."""
        if not self.invent:
            return ()
        places = [f"encoder {a}" for a, m in self.aliases.items() if ways(m.kind)]
        fused = any(design.fused(self.spec, t.plan) for t in self.history)
        return ("fusion", *places) if fused else tuple(places)

    def knobs(self, plan: Plan) -> dict[str, tuple]:
        """Values of a plan that may be changed, by name, with those on offer; two
        numbers are the ends of a range where `RANGES` has the name."""
        found: dict[str, tuple] = dict(RANGES)
        methods = METHODS + UNLABELLED * bool(free_rows(self.spec, self.profile))
        found |= {f"train.{name}": SEARCH[name][0] for name in methods}
        names = {m.name: alias for alias, m in self.aliases.items()}
        for name, values in space(self.spec, plan).items():
            first, dot, rest = name.partition(".")
            found[f"{names.get(first, first)}{dot}{rest}"] = values
        return found

    def place(self, knob: str) -> str:
        """The name by which a plan knows a knob."""
        first, dot, rest = knob.partition(".")
        known = self.aliases.get(first)
        return f"{known.name if known else first}{dot}{rest}"

    def parent(self, index: int) -> Trial:
        """The trial to change; Illegal if it is none of `parents`."""
        for trial in self.parents:
            if trial.index == index:
                return trial
        raise Illegal([f"parent is one of {[t.index for t in self.parents]}"])

    def swap(self, parent: Trial, choice: str) -> Plan:
        """The parent with another block; Illegal if it has no such place."""
        if choice not in self.choices:
            raise Illegal([f"choice {choice!r} is not on the list"])
        where, name = choice.split(" ", 1)
        if where == "fusion":
            made = list(fusions(self.spec, parent, (name,)))
            if not made:
                raise Illegal([f"#{parent.index} fuses nothing, or by {name} already"])
            return made[0]
        if where == "head":
            return parent.plan.model_copy(update={"head": Use(block=name)})
        return self._other_encoder(parent, self.aliases[where], name)

    def _other_encoder(self, parent: Trial, modality: Modality, name: str) -> Plan:
        branches = list(parent.plan.branches)
        for i, now in enumerate(branches):
            if now.modality != modality.name:
                continue
            way = next(w for w in ways(modality.kind) if w[1].name == name)
            made = design.branch(modality, self.spec, self.profile, way)
            if made.input.block == now.input.block:
                made = made.model_copy(
                    update={"input": now.input, "augment": now.augment}
                )
            branches[i] = made
            fitted = design.for_fusion(
                self.spec, tuple(branches), parent.plan.fusion.block
            )
            return parent.plan.model_copy(update={"branches": fitted})
        raise Illegal([f"#{parent.index} does not look at that modality"])

    def combine(self, parent: Trial, partner: Trial) -> Plan:
        """The parent with the partner's encoders wherever both look."""
        fitted = encoders_of(self.spec, parent.plan, partner.plan)
        return parent.plan.model_copy(update={"branches": fitted})

    def tune(self, parent: Trial, changes: dict[str, str]) -> Plan:
        """The parent with other values; Illegal names each that can't be."""
        on_offer, errors = self.knobs(parent.plan), []
        values: dict[str, Value] = {}
        for knob, text in changes.items():
            if knob not in on_offer:
                errors.append(f"#{parent.index} has no knob {knob}")
                continue
            value, fault = _read(knob, text, on_offer[knob])
            if fault:
                errors.append(fault)
            values[self.place(knob)] = value
        if errors:
            raise Illegal(errors)
        plan = put(parent.plan, values)
        if plan is None:
            raise Illegal(["these values contradict each other"])
        return plan

    def fresh(self, plan: Plan) -> Plan:
        """`plan`; Illegal if it was tried, or can't be trained."""
        for trial in self.history:
            if key(trial.plan) == key(plan):
                raise Illegal([f"that is #{trial.index} again: change something"])
        if not obeys(self.spec, plan):
            pinned = ", ".join(self.spec.wishes.pinned)
            raise Illegal([f"the user wants {pinned} in every plan: keep it"])
        if any(key(p) == key(plan) for p in baselines(self.spec, self.profile)):
            raise Illegal(["that is one of the baselines"])
        if fault := misfit(self.spec, plan):
            raise Illegal([fault])
        return plan

    def now(self, plan: Plan) -> dict[str, Value]:
        """A plan's own values of its knobs."""
        known = current(plan) | {
            f"train.{n}": getattr(plan.train, n)
            for n in ("epochs", *METHODS, *UNLABELLED, *TRAIN)
        }
        return {k: known[p] for k in self.knobs(plan) if (p := self.place(k)) in known}


def _read(knob: str, text: str, values: tuple) -> tuple[Value, str | None]:
    """The value that a text stands for, or what is wrong with it."""
    said = text.strip().lower()
    known = {str(value).lower(): value for value in values}
    if knob not in RANGES and said.replace("null", "none") in known:
        return known[said.replace("null", "none")], None
    numbers = [v for v in values if isinstance(v, int | float) and v is not True]
    ends = f"from {min(numbers):g} to {max(numbers):g}" if numbers else ""
    listed = ends if knob in RANGES else f"one of {', '.join(map(str, values))}"
    try:
        number = float(said)
    except ValueError:
        return None, f"{knob} is {listed}"
    if not numbers or not min(numbers) <= number <= max(numbers):
        return None, f"{knob} is {listed}"
    if all(isinstance(v, int) for v in numbers):
        return round(number), None
    return number, None
