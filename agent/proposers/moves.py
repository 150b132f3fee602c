"""Expert moves: the best plan so far, changed in one place, for a stated reason."""

from collections.abc import Iterator

from agent import catalog, constraints
from agent.project.training import misfit
from agent.proposers import design, frozen, training
from agent.records import Curve, Plan, Profile, TaskSpec, Trial, Use

FIRST = ("gated", "low_rank")
"""Fusions to try before anything else is changed: cheap, and robust to noise."""
LATER = (
    "product_of_experts",
    "attention",
    "film",
    "moe",
    "bilinear",
    "cross_attention",
)
"""The next ones; then all others by name."""


def first(spec: TaskSpec, best: Trial) -> Iterator[Plan]:
    """What `best` needs before anything else is tried."""
    yield from within_limits(spec, best)
    yield from cures(spec, best)


def moves(
    spec: TaskSpec, profile: Profile, best: Trial, history: tuple[Trial, ...] = ()
) -> Iterator[Plan]:
    """Further changes of `best` that can be trained, the most promising first."""
    for plan in _moves(spec, profile, best, history):
        if not misfit(spec, plan):
            yield plan


def _moves(
    spec: TaskSpec, profile: Profile, best: Trial, history: tuple[Trial, ...]
) -> Iterator[Plan]:
    yield from encoders(spec, profile, best)
    yield from heads(spec, profile, best)
    yield from class_weights(spec, profile, best)
    yield from larger_images(spec, profile, best)
    yield from rates(best)
    for update, operator, why in training.ideas(spec, profile, best, history):
        yield _train(best, update, operator, why)
    yield from regularise(spec, best)
    every = (*LATER, *(b.name for b in catalog.blocks("fusion")))
    yield from fusions(spec, best, tuple(dict.fromkeys(every)))


def repairs(failed: Trial) -> Iterator[Plan]:
    """What is known to mend a class of failure, without asking anybody."""
    plan, train = failed.plan, failed.plan.train
    if plan.family != "network":
        return  # it has no rate, no batches and small images already
    if failed.failure == "diverged":
        update = {"lr": train.lr / 5, "clip": 0.5}
        yield _train(failed, update, "repair", "the loss left the numbers: slower")
    if failed.failure == "oom" and train.batch_size > 4:
        update = {"batch_size": train.batch_size // 4}
        yield _train(failed, update, "repair", "out of memory: smaller batches")
    if failed.failure == "timeout":
        smaller = [_shrink(b) for b in plan.branches]
        if smaller != list(plan.branches):
            yield _derive(
                failed, "repair", "too slow: smaller images", branches=tuple(smaller)
            )


def within_limits(spec: TaskSpec, best: Trial) -> Iterator[Plan]:
    """The smallest sizes on offer, where `best` is larger or slower than allowed."""
    most = spec.constraints
    limited = most.max_params or most.max_latency_ms
    if not limited or not constraints.broken(spec, best):
        return
    branches = tuple(
        b.model_copy(
            update={
                "input": _least(b.input, "input"),
                "encoder": _least(b.encoder, "encoder"),
            }
        )
        for b in best.plan.branches
    )
    fusion = _least(best.plan.fusion, "fusion")
    if (branches, fusion) != (best.plan.branches, best.plan.fusion):
        why = f"{constraints.broken(spec, best)}: the smallest sizes"
        yield _derive(best, "smaller", why, branches=branches, fusion=fusion)


def symptoms(curve: Curve) -> set[str]:
    """What the learning curve shows: slow, underfit, overfit, unstable, or nothing."""
    found = set()
    if curve.stopped == "time" and curve.epochs < 8:
        found.add("slow")
    late = curve.stopped != "patience" and curve.best_epoch >= 0.9 * curve.epochs
    if late and not _apart(curve.train_at_best, curve.valid_best, 1.1):
        found.add("underfit")  # a falling rate alone makes the last epoch the best
    if _apart(curve.valid_best, curve.valid_last, 1.15):
        found.add("overfit")
    if curve.valid_first is not None and _apart(curve.valid_first, curve.valid_last, 1):
        found.add("unstable")
    return found


def cures(spec: TaskSpec, best: Trial) -> Iterator[Plan]:
    """Answers to what the curve of `best` shows."""
    seen, train = symptoms(best.claimed), best.plan.train
    epochs = f"epoch {best.claimed.best_epoch} of {best.claimed.epochs} was best"
    if "slow" in seen:
        smaller = tuple(_shrink(b) for b in best.plan.branches)
        if smaller != best.plan.branches:
            why = f"only {best.claimed.epochs} epochs fitted: smaller images"
            yield _derive(best, "faster", why, branches=smaller)
        update = {"batch_size": train.batch_size * 2, "lr": train.lr * 1.4}
        yield _train(best, update, "faster", "only few epochs fitted: larger batches")
    if "unstable" in seen:
        why = "the validation loss ended above its start: a third of the rate"
        yield _train(best, {"lr": train.lr / 3}, "tune lr", why)
    if "underfit" in seen and "slow" not in seen:
        why = f"{epochs}: still learning, so three times the rate"
        yield _train(best, {"lr": train.lr * 3}, "tune lr", why)
    if "overfit" in seen:
        yield from regularise(spec, best)
        fitted = max(5, round(best.claimed.best_epoch * 1.3))
        if fitted < 0.8 * train.epochs:
            why = f"{epochs}: let the rate fall to zero there"
            yield _train(best, {"epochs": fitted}, "shorter schedule", why)


def regularise(spec: TaskSpec, best: Trial) -> Iterator[Plan]:
    """More dropout, more decay, smoother labels, augmentation where there is some."""
    plan, why = best.plan, "to close the gap between training and validation"
    dropped = tuple(
        b.model_copy(update={"encoder": _raise(b.encoder, "encoder", "dropout")})
        for b in plan.branches
    )
    if dropped != plan.branches:
        yield _derive(best, "regularise", f"more dropout, {why}", branches=dropped)
    if plan.train.weight_decay < 0.3:
        decay = max(0.03, plan.train.weight_decay * 10)
        yield _train(
            best, {"weight_decay": decay}, "regularise", f"more weight decay, {why}"
        )
    head = _raise(plan.head, "head", "label_smoothing")
    if head != plan.head and spec.metric.needs == "labels":
        yield _derive(best, "regularise", f"smoother labels, {why}", head=head)


def fusions(spec: TaskSpec, best: Trial, names: tuple[str, ...]) -> Iterator[Plan]:
    """The other ways to fuse: none wins everywhere, so each gets its turn."""
    if not design.fused(spec, best.plan):
        return
    for name in names:
        if name != best.plan.fusion.block:
            why = f"{name} instead of {best.plan.fusion.block}"
            branches = design.for_fusion(spec, best.plan.branches, name)
            update = {"fusion": Use(block=name), "branches": branches, "name": name}
            yield _derive(best, "swap fusion", why, **update)


def encoders(spec: TaskSpec, profile: Profile, best: Trial) -> Iterator[Plan]:
    """Another way in for one modality at a time."""
    modalities = {m.name: m for m in spec.modalities}
    for i, now in enumerate(best.plan.branches):
        for way in design.ways_of(modalities[now.modality], profile):
            if (way[0].name, way[1].name) == (now.input.block, now.encoder.block):
                continue
            changed = design.branch(modalities[now.modality], spec, profile, way)
            if way[0].name == now.input.block:
                same = {"input": now.input, "augment": now.augment}
                changed = changed.model_copy(update=same)
            branches = best.plan.branches[:i] + (changed,) + best.plan.branches[i + 1 :]
            branches = design.for_fusion(spec, branches, best.plan.fusion.block)
            why = f"{way[1].name} instead of {now.encoder.block} for {now.modality}"
            yield _derive(best, "swap encoder", why, branches=branches)


def heads(spec: TaskSpec, profile: Profile, best: Trial) -> Iterator[Plan]:
    """The other heads of the task; a logarithmic scale where it suits the metric or
    the numbers."""
    now = best.plan.head
    for block in catalog.blocks("head", spec.kind):
        if block.name not in (now.block, "quantile") and not spec.quantiles:
            why = f"{block.name} instead of {now.block}: another loss for the same task"
            yield _derive(best, "swap head", why, head=Use(block=block.name))
    suits = design.logarithmic(spec, profile) or profile.long_tail
    if suits and now.block == "regression" and now.args.get("scale") != "log":
        why = f"{spec.metric.name} counts errors in parts of the value"
        if spec.metric.name not in design.RELATIVE:
            why = "the numbers reach far up: log scale instead"
        yield _derive(best, "log scale", why, head=_set(now, "scale", "log"))


def class_weights(spec: TaskSpec, profile: Profile, best: Trial) -> Iterator[Plan]:
    """Weigh rare classes more where the metric counts them more."""
    name = spec.metric.name
    if spec.kind == "binary" and name in ("recall", "f2", "f1", "balanced_accuracy"):
        now = float(best.plan.head.args.get("pos_weight", 1.0))  # type: ignore[arg-type]
        second = spec.positive in (None, profile.classes[1])
        more = round(now * (1.5 if second else 1 / 1.5), 2)
        why = f"{name} asks for found positives: they weigh half as much again"
        head = _set(best.plan.head, "pos_weight", more)
        yield _derive(best, "weigh classes", why, head=head)
    uneven = profile.balance and max(profile.balance) > 3 * min(profile.balance)
    if spec.kind == "multiclass" and name.endswith("macro") and uneven:
        head = _set(best.plan.head, "balance", 0.5)
        why = "every class counts alike in the metric, but not in the rows"
        yield _derive(best, "weigh classes", why, head=head)


def larger_images(spec: TaskSpec, profile: Profile, best: Trial) -> Iterator[Plan]:
    """Twice the resolution, where the files have it and epochs are quick."""
    if (best.claimed.seconds_per_epoch or 0) * 4 * 8 > best.plan.seconds:
        return
    sides = {
        m.name: design.image_side(m, profile)
        for m in spec.modalities
        if m.kind == "image"
    }
    branches = []
    for b in best.plan.branches:
        size = None if frozen.is_frozen(b) else b.input.args.get("size")
        bigger = min(sides.get(b.modality, 0), 2 * int(size)) if size else 0  # type: ignore[arg-type]
        sized = _set(b.input, "size", bigger) if bigger else b.input
        branches.append(b.model_copy(update={"input": sized}))
    if tuple(branches) != best.plan.branches:
        why = "details may be lost at this size, and epochs are quick"
        yield _derive(best, "larger images", why, branches=tuple(branches))


def rates(best: Trial) -> Iterator[Plan]:
    """The learning rate, up and down by a factor of three."""
    for factor, word in ((3.0, "three times"), (1 / 3, "a third of")):
        lr = float(f"{best.plan.train.lr * factor:.2g}")
        if 1e-5 < lr < 3e-2:
            yield _train(best, {"lr": lr}, "tune lr", f"{word} the learning rate")


def _derive(parent: Trial, operator: str, reason: str, **update) -> Plan:
    name = update.pop("name", f"{parent.plan.fusion.block}, {operator}")
    words = {"name": name, "operator": operator, "reason": reason}
    return parent.plan.model_copy(update={**words, "parent": parent.index, **update})


def _train(parent: Trial, update: dict, operator: str, reason: str) -> Plan:
    train = parent.plan.train.model_copy(update=update)
    return _derive(parent, operator, reason, train=train)


def _set(use: Use, name: str, value) -> Use:
    return use.model_copy(update={"args": {**use.args, name: value}})


def _least(use: Use, role: str) -> Use:
    """`use` with the least value on offer of everything that sets its size."""
    search = catalog.find(role, use.block).search
    for name in ("size", "buckets", "width", "dim", "depth"):
        if name in search:
            use = _set(use, name, min(search[name]))  # type: ignore[type-var]
    return use


def _raise(use: Use, role: str, name: str) -> Use:
    """`use` with the next larger value of a knob's search range, if there is one."""
    block = catalog.find(role, use.block)
    now = use.args.get(name, block.params.get(name))
    if not isinstance(now, float):
        return use
    larger = [v for v in block.search.get(name, ()) if isinstance(v, float) and v > now]
    return _set(use, name, min(larger)) if larger else use


def _shrink(branch):
    size = int(branch.input.args.get("size", 0))
    if size < 48 or frozen.is_frozen(branch):
        return branch
    return branch.model_copy(update={"input": _set(branch.input, "size", size // 2)})


def _apart(low: float | None, high: float | None, factor: float) -> bool:
    return low is not None and high is not None and high > factor * abs(low) + 1e-6
