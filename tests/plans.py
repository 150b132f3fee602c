"""Specs, profiles and histories that tests of the planner and the renderer share."""

from pathlib import Path

from agent.proposers import rules
from agent.records import (
    Budget,
    Column,
    Curve,
    Kind,
    Metric,
    Modality,
    Plan,
    Profile,
    Score,
    Split,
    TaskSpec,
    Trial,
)
from sandbox.base import Isolation, RunResult

TYPES = {
    "table": ("number", "category", "date"),
    "text": ("text",),
    "image": ("image",),
    "vector": ("vector",),
    "series": ("series",),
    "audio": ("audio",),
    "video": ("video",),
}
SHAPES = {"image": (64, 48, 3), "vector": (40,), "series": (50, 3)}
CLASSES = {"binary": ("no", "yes"), "multiclass": ("a", "b", "c d"), "regression": ()}
METRICS = {
    "binary": Metric(name="average_precision", maximize=True, needs="probabilities"),
    "multiclass": Metric(name="f1_macro", maximize=True, needs="labels"),
    "regression": Metric(name="mae", maximize=False, needs="values"),
}


def task(
    kinds: str, kind: Kind, target: str = "outcome", group: str | None = None
) -> tuple[TaskSpec, Profile]:
    """A task over the modality kinds named in `kinds`, one modality of each."""
    modalities, columns = [], [
        Column(name=target, type="category", missing=0, unique=3)
    ]
    for name in kinds.split():
        names = tuple(f"{name}_{i}" for i in range(len(TYPES[name])))
        modalities.append(Modality(name=f"the_{name}", kind=name, columns=names))
        for column, type_ in zip(names, TYPES[name], strict=True):
            columns.append(Column(name=column, type=type_, missing=0.1, unique=50))
    spec = TaskSpec(
        statement=f"Predict {target}.",
        data=Path("somewhere"),
        target=(target,),
        kind=kind,
        metric=METRICS[kind],
        modalities=tuple(modalities),
        budget=Budget(seconds=300),
    )
    classes = CLASSES[kind]
    profile = Profile(
        rows=1000,
        given=0,
        columns=tuple(columns),
        classes=classes,
        balance=tuple(1 / len(classes) for _ in classes),
        shapes={m.name: SHAPES[m.kind] for m in modalities if m.kind in SHAPES},
        group=group,
        split=Split(method="stratified", train=600, select=200, test=200),
        fingerprint="f",
    )
    return spec, profile


def plan_of(spec: TaskSpec, profile: Profile, name: str = "late fusion") -> Plan:
    """One of the baselines, ready to render."""
    found = {plan.name: plan for plan in rules.baselines(spec, profile)}
    plan = found.get(name) or next(iter(found.values()))
    return plan.model_copy(update={"seconds": 10.0})


def done(
    index: int,
    plan: Plan,
    value: float | None,
    failure: str | None = None,
    **curve,
) -> Trial:
    """A finished trial with a score, or a failed one."""
    seen = {"epochs": 20, "best_epoch": 12, "seconds_per_epoch": 0.2} | curve
    score = None
    if value is not None:
        score = Score(value=value, interval=(value - 0.03, value + 0.03), rows=200)
    isolation = Isolation(backend="none", files="", network="", processes="", limits="")
    status = "ok" if failure is None else "error"
    result = RunResult(status=status, reason="", wall_s=8.0, isolation=isolation)
    return Trial(
        index=index,
        plan=plan,
        digest=str(index),
        result=result,
        select=score,
        claimed=Curve(**seen),
        failure=failure,
        verdict="failed" if failure else "keep",
    )
