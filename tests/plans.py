"""Specs, profiles and histories that tests of the planner and the renderer share."""

from pathlib import Path

from agent.proposers import rules
from agent.records import (
    Budget,
    Column,
    Curve,
    Kind,
    Modality,
    Plan,
    Profile,
    Score,
    Split,
    TaskSpec,
    Trial,
)
from agent.scoring.metrics import METRICS as METRICS_BY_NAME
from sandbox.base import Isolation, RunResult

TYPES = {
    "table": ("number", "category", "date"),
    "text": ("text",),
    "image": ("image",),
    "vector": ("vector",),
    "series": ("series",),
    "audio": ("audio",),
    "video": ("video",),
    "points": ("points",),
    "range": ("range",),
    "position": ("latitude", "longitude"),
    "track": ("track",),
    "curve": ("number",),
}
SHAPES = {"image": (64, 48, 3), "vector": (40,), "series": (50, 3), "points": (20, 4)}
SHAPES |= {"range": (16, 40), "track": (30, 2)}
CLASSES = {
    "binary": ("no", "yes"),
    "multiclass": ("a", "b", "c d"),
    "ordinal": ("low", "middle", "high"),
    "multilabel": ("red", "round", "soft"),
}
METRICS = {
    kind: METRICS_BY_NAME[name]
    for kind, name in {
        "binary": "average_precision",
        "multiclass": "f1_macro",
        "ordinal": "cohen_kappa_quadratic",
        "multilabel": "f1_macro",
        "regression": "mae",
        "multitarget": "r2",
        "survival": "c_index",
        "retrieval": "recall_at_10",
    }.items()
}
MORE = {
    "ordinal": {"levels": CLASSES["ordinal"]},
    "multilabel": {"separator": ";"},
    "multitarget": {"target": ("outcome", "other")},
    "survival": {"target": ("months", "died"), "positive": "1"},
}
"""Fields of a TaskSpec that a kind needs beside the others."""


def task(
    kinds: str,
    kind: Kind,
    target: str | tuple[str, ...] = "outcome",
    group: str | None = None,
    **more,
) -> tuple[TaskSpec, Profile]:
    """A task over the modality kinds named in `kinds`, one modality of each; in a
    retrieval the last is to be found. `more` are further fields of the TaskSpec."""
    targets = (target,) if isinstance(target, str) else target
    fields = {"target": targets, "metric": METRICS[kind]} | MORE.get(kind, {}) | more
    modalities, columns = [], [
        Column(name=name, type="category", missing=0, unique=3)
        for name in fields["target"]
    ]
    for name in kinds.split():
        names = tuple(f"{name}_{i}" for i in range(len(TYPES[name])))
        modalities.append(Modality(name=f"the_{name}", kind=name, columns=names))
        for column, type_ in zip(names, TYPES[name], strict=True):
            columns.append(Column(name=column, type=type_, missing=0.1, unique=50))
    if kind == "retrieval":
        fields["target"] = modalities[-1].columns
    spec = TaskSpec(
        statement=f"Predict {targets[0]}.",
        data=Path("somewhere"),
        kind=kind,
        modalities=tuple(modalities),
        budget=Budget(seconds=300),
        **fields,
    )
    classes = CLASSES.get(kind, ())
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
    """One of the baselines, ready to render; else the first network of them."""
    plans = rules.baselines(spec, profile)
    first = next(plan for plan in plans if plan.family == "network")
    plan = {plan.name: plan for plan in plans}.get(name, first)
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
