"""Learners whose graph a project can write for ONNX Runtime, and how it is made."""

from agent.records import Plan, TaskSpec, Use

READINGS = {
    **{"multilabel": "labels", "regression": "numbers", "multitarget": "numbers"},
    "survival": "risks",
}
FRONTS: dict[str, str] = {
    **dict.fromkeys(("boosted_trees", "boosted_labels", "boosted_numbers"), "trees"),
    **dict.fromkeys(("boosted_risk", "forest"), "trees"),
    **dict.fromkeys(("logistic", "logistic_labels", "ridge"), "linear"),
    "linear_risk": "linear",
}
"""Learners that graph.py can write for ONNX Runtime, and the template that does it."""


def learner_of(plan: Plan) -> Use | None:
    """The learner of a classical or a stacked plan."""
    if plan.stack:
        return plan.stack.learner
    return plan.head if plan.family == "classical" else None


def graphed(plan: Plan) -> bool:
    """Whether the plan's project can write its learner for ONNX Runtime."""
    learner = learner_of(plan)
    return learner is not None and learner.block in FRONTS


def front_parts(
    spec: TaskSpec, learner: Use, cls: str, outputs: int, file: str
) -> dict:
    """What the template of graph.py needs of a learner of class `cls` in a module."""
    return {
        "learner_file": file,
        "learner_class": cls,
        "learner_front": FRONTS.get(learner.block, ""),
        "learner_reading": READINGS.get(spec.kind, "classes"),
        "learner_log": learner.args.get("scale") == "log",
        "learner_quantiles": bool(learner.args.get("quantiles")),
        "output_count": outputs,
    }
