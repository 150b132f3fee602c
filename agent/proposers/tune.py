"""Tuning by Optuna: the best plan's numbers, drawn where its relatives did well.

The study is made anew from the history at each step, so it needs no store and a resumed
run goes on as it would have.
"""

import random
from typing import Any

from agent import catalog
from agent.project.training import misfit
from agent.proposers.lineage import key
from agent.proposers.rules import Rules, due, promising
from agent.proposers.training import SEARCH
from agent.records import Plan, Profile, TaskSpec, TrainArgs, Trial, Use

TRAIN = ("weight_decay", "batch_size", "ema", "mixup", "modality_dropout", "aux_loss")
"""Options of TrainArgs that are drawn from the values of `SEARCH`; the rate is drawn
from a range. The others want a reason, which is the rules' business."""
RATES = (1e-4, 1e-2)
"""Learning rates for adaptive optimizers; a hundredfold, on a logarithmic scale."""
ASKS = 20
"""Draws after which no fresh plan is looked for: those before were known or unfit."""
AT_ONCE = 4
"""Knobs that one draw turns, the rate among them: a step that can be understood, and
not so far from what is known to be good."""
START = 4
"""Relatives of the best plan before which the sampler draws at random."""


class Tune:
    """A proposer: `tune(spec, profile, history)` gives the next plan, or None.

    Tree-structured Parzen estimator: Bergstra et al. 2011, by Optuna's TPESampler.
    """

    name = "tune"

    def __init__(self, rules: Rules):
        """`rules` divides the time."""
        self.rules = rules

    def __call__(
        self, spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
    ) -> Plan | None:
        """The best plan with other numbers; None before there is one."""
        pace = self.rules.pace
        parents = promising(spec, history)
        if not parents or pace.over(spec, history):
            return None
        parent = parents[0]
        tried = {key(trial.plan) for trial in history}
        for values in _draws(spec, parent.plan, history):
            plan = changed(parent, values)
            if plan and key(plan) not in tried and not misfit(spec, plan):
                todo = due(spec, profile, history)
                return pace.timed(spec, history, plan, todo)
        return None


def space(spec: TaskSpec, plan: Plan) -> dict[str, tuple]:
    """Values worth drawing, by name: `train.batch_size`, `frame.encoder.dropout`,
    `fusion.hidden`. What a card does not list is not tuned."""
    found: dict[str, tuple] = {}
    for name in TRAIN:
        single = len(plan.branches) < 2 or spec.kind == "retrieval"
        if not (single and name in ("modality_dropout", "aux_loss")):
            found[f"train.{name}"] = SEARCH[name][0]
    for where, role, use in _uses(plan):
        block = catalog.find(role, use.block)
        found |= {f"{where}.{name}": tuple(v) for name, v in block.search.items()}
    return {name: values for name, values in found.items() if len(values) > 1}


def changed(parent: Trial, values: dict[str, Any]) -> Plan | None:
    """A change of the parent to `values`; None if nothing differs, or if they
    contradict each other."""
    now = current(parent.plan)
    new = {name: v for name, v in values.items() if v != now.get(name)}
    plan = put(parent.plan, new) if new else None
    said = ", ".join(f"{name} {_short(v)}" for name, v in new.items())
    return plan and plan.model_copy(
        update={
            "name": f"{plan.fusion.block}, tuned",
            "parent": parent.index,
            "operator": "tune",
            "proposer": Tune.name,
            "reason": f"drawn near what did well: {said}",
        }
    )


def put(plan: Plan, values: dict[str, Any]) -> Plan | None:
    """`plan` with values, by the names of `space`; None if they contradict."""
    try:
        train = TrainArgs.model_validate(
            plan.train.model_dump() | _below("train", values)
        )
    except ValueError:
        return None
    branches = []
    for b in plan.branches:
        parts = {
            role: _with(getattr(b, role), _below(f"{b.modality}.{role}", values))
            for role in ("input", "encoder")
        }
        branches.append(b.model_copy(update=parts))
    fusion = _with(plan.fusion, _below("fusion", values))
    update = {"train": train, "branches": tuple(branches), "fusion": fusion}
    return plan.model_copy(update=update)


def current(plan: Plan) -> dict[str, Any]:
    """The values that a plan has, defaults included, by the names of `space`."""
    found = {f"train.{name}": getattr(plan.train, name) for name in ("lr", *TRAIN)}
    for where, role, use in _uses(plan):
        block = catalog.find(role, use.block)
        for name in block.search:
            found[f"{where}.{name}"] = use.args.get(name, block.params[name])
    return found


def _draws(spec: TaskSpec, plan: Plan, history: tuple[Trial, ...]):
    """Values for the knobs of `plan`, one draw after another."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    kinds = optuna.distributions
    low, high = min(RATES[0], plan.train.lr), max(RATES[1], plan.train.lr)
    ranges: dict[str, Any] = {"train.lr": kinds.FloatDistribution(low, high, log=True)}
    for name, values in space(spec, plan).items():
        ranges[name] = kinds.CategoricalDistribution(_with_own(values, plan, name))
    seed = spec.seed + len(history)
    sampler = optuna.samplers.TPESampler(seed=seed, n_startup_trials=START)
    direction = "maximize" if spec.metric.maximize else "minimize"
    study = optuna.create_study(direction=direction, sampler=sampler)
    for trial in _relatives(plan, history):
        values = {n: v for n, v in current(trial.plan).items() if n in ranges}
        if all(
            ranges[name]._contains(_inner(ranges[name], v))
            for name, v in values.items()
        ):
            assert trial.select
            study.add_trial(
                optuna.trial.create_trial(
                    params=values, distributions=ranges, value=trial.select.value
                )
            )
    pick = random.Random(f"{spec.seed} {len(history)}")
    others = [name for name in ranges if name != "train.lr"]
    for _ in range(ASKS):
        few = ["train.lr", *pick.sample(others, min(AT_ONCE - 1, len(others)))]
        yield study.ask({name: ranges[name] for name in few}).params


def _inner(distribution, value) -> float:
    """`value` as Optuna's distributions count it; -1 if it is none of theirs."""
    try:
        return distribution.to_internal_repr(value)
    except ValueError:
        return -1.0


def _with_own(values: tuple, plan: Plan, name: str) -> tuple:
    own = current(plan).get(name)
    return values if own in values or own is None else (*values, own)


def _relatives(plan: Plan, history: tuple[Trial, ...]) -> list[Trial]:
    """Scored trials of the same blocks, which differ by numbers alone, each as it was
    on its first rung: more time is no merit of the numbers."""

    def blocks(p: Plan) -> list[tuple]:
        return [(where, use.block) for where, _, use in _uses(p)]

    firsts = [t for t in history if t.select and t.plan.continues is None]
    alike = [t for t in firsts if t.plan.family == plan.family]
    return [t for t in alike if blocks(t.plan) == blocks(plan)]


def _uses(plan: Plan) -> list[tuple[str, str, Use]]:
    """Every block of a plan: the name of its place, its role, itself."""
    found = []
    for b in plan.branches:
        found += [
            (f"{b.modality}.{role}", role, getattr(b, role))
            for role in ("input", "encoder")
        ]
    return [*found, ("fusion", "fusion", plan.fusion)]


def _below(where: str, values: dict[str, Any]) -> dict[str, Any]:
    start = where + "."
    return {n.removeprefix(start): v for n, v in values.items() if n.startswith(start)}


def _with(use: Use, args: dict[str, Any]) -> Use:
    return use.model_copy(update={"args": {**use.args, **args}}) if args else use


def _short(value: Any) -> str:
    return f"{value:.2g}" if isinstance(value, float) else str(value)
