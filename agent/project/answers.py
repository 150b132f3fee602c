"""What a generated project says of its target: the expressions that depend on the kind.

Target columns and their reading, the figure on validation rows, the predictions and the
invented targets of its own tests.
"""

import json

from agent.records import Profile, TaskSpec
from agent.scoring.claims import CLAIMED
from agent.scoring.metrics import ONE_CLASS
from agent.scoring.truth import header
from agent.vocabulary.lexicon import YES

VALID_SHARE = 0.15
"""Of the train rows, on which a program judges itself."""
MEASURES = {
    "accuracy": ("accuracy", "accuracy"),
    "f1_micro": ("f1_micro", "F1 over all labels"),
    "mae": ("mae", "mean absolute error"),
    "c_index": ("c_index", "concordance"),
    "recall_at_10": ("recall_at_10", "recall among ten"),
}
"""Claimed metric -> the function that computes it, and its words."""


def measure(spec: TaskSpec) -> tuple[str, str]:
    """(module, function) of the figure that a program computes on validation rows."""
    name = MEASURES[CLAIMED[spec.kind]][0]
    name = "mae_of_each" if spec.kind == "multitarget" else name
    return f"measures/{name}.py", name


def validation_parts(spec: TaskSpec, valid_blocks: str) -> dict:
    """How a program judges itself while it trains, and which weights it keeps."""
    claimed = CLAIMED[spec.kind]
    by_label = spec.kind == "multiclass" and spec.metric.needs == "labels"
    return {
        "valid_share": VALID_SHARE,
        "valid_name": f"valid_{claimed}",
        "valid_doc": MEASURES[claimed][1],
        "valid_blocks": valid_blocks,
        "valid_measure": measure(spec)[1],
        "calibrates": spec.kind == "multilabel" and spec.metric.needs == "labels",
        "keep_best": (
            "metric - 1e-3 * valid_loss  # the loss breaks ties"
            if by_label
            else "-valid_loss"
        ),
        "best_doc": (
            "the best validation accuracy" if by_label else "the lowest validation loss"
        ),
    }


def target_parts(spec: TaskSpec, profile: Profile) -> dict:
    """The target's constants in data.py, how it is read, by what it is stratified."""
    lines: list[str] = []
    strata = ""
    if spec.kind == "survival":
        time, event = spec.target
        lines = [f"TIME = {time!r}", f"EVENT = {event!r}"]
        lines += [f"HAPPENED = {spec.positive!r}  # other values: nothing happened yet"]
        strata = "encode_targets(rows)[:, 1]"
    elif _target_file(spec) in ("yes_no", "numbers", "pairs"):
        lines = [f"TARGETS = {spec.target!r}"]
    else:
        (target,) = spec.target
        lines = [f"TARGET = {target!r}"]
    if profile.classes:
        lines += [f"CLASSES = {profile.classes!r}"]
    if spec.kind == "multilabel" and spec.separator is None:
        lines += [f"YES = {sorted(YES)!r}  # in lower case; all else is no"]
    if spec.kind in ONE_CLASS:
        strata = "encode_targets(rows)"
    return {
        "target_constants": "\n".join(lines),
        "target_file": f"targets/{_target_file(spec)}.jinja",
        "target_imports": "import json" if spec.separator == "json" else "",
        "strata": strata,
    }


def _target_file(spec: TaskSpec) -> str:
    if spec.kind == "multilabel":
        if spec.separator is None:
            return "yes_no"
        return "json_labels" if spec.separator == "json" else "labels"
    files = {"regression": "number", "multitarget": "numbers", "survival": "survival"}
    return "pairs" if spec.kind == "retrieval" else files.get(spec.kind, "classes")


def prediction_parts(spec: TaskSpec, profile: Profile) -> dict:
    """What a model gives, in words, and the header of its predictions."""
    names = header(spec, profile.classes)
    width = str(len(names))
    words = ", ".join(f'"{name}"' for name in names)
    values = {
        "regression": (
            f"Predicted {spec.target[0]} (B, {width}), in its own unit.",
            "(N,) float, in their own unit",
            "the predicted value" + (" and its quantiles" if spec.quantiles else ""),
            words,
        ),
        "multitarget": (
            f"Predicted targets (B, {width}), as TARGETS, in their own units.",
            f"(N, {width}) float, in their own units, NaN where unknown",
            "a predicted value per target",
            "*TARGETS",
        ),
        "survival": (
            "Risk (B, 1): the higher, the earlier the event.",
            "(N, 2) float: time, and 1 if the event happened then",
            "the risk: the higher, the earlier",
            words,
        ),
        "multilabel": (
            f"Probabilities (B, {width}), as CLASSES, each for itself.",
            f"(N, {width}) float, 0 or 1 per label",
            "a probability per label",
            "*CLASSES",
        ),
        "retrieval": (
            "Unit vectors (B, 2 E): the query's, then the candidate's.",
            "(N,) int64, equal for rows with the same match",
            "E numbers of the query, E of the candidate",
            'f"{side}{i}" for side in "qg" for i in range(predictions.shape[1] // 2)',
        ),
    }
    classes = (
        f"Probabilities (B, {width}), as CLASSES.",
        "(N,) int64, class indices",
        "a probability per class",
        "*CLASSES",
    )
    predict, target, prediction, line = values.get(spec.kind, classes)
    if spec.kind == "retrieval":
        width, line = "2 E", f"*({line})"
    return {
        "predict_doc": predict,
        "target_doc": target,
        "prediction_doc": prediction,
        "prediction_header": line,
        "output_width": width,
    }


def fake_parts(spec: TaskSpec, profile: Profile) -> dict:
    """Target columns of invented training rows, and what stands in them row by row."""
    columns = () if spec.kind == "retrieval" else spec.target
    return {"fake_columns": columns, "fake_targets": _fakes(spec, profile)}


def _fakes(spec: TaskSpec, profile: Profile) -> tuple[tuple[str, ...], ...]:
    names = profile.classes[:4]
    if spec.kind == "retrieval":
        return ((),)
    if spec.kind == "survival":
        positive = str(spec.positive)
        censored = "0" if positive != "0" else "1"
        pairs = (("1.5", positive), ("4.0", censored), ("2.5", positive))
        return (*pairs, ("3.0", positive))
    if spec.kind == "multitarget":
        numbers = [("1.0", "2.5", "0.5", "4.0")[i % 4] for i in range(7)]
        rows = [tuple(numbers[i] for _ in spec.target) for i in range(4)]
        return (*rows[:3], (*rows[3][:-1], ""))
    if spec.kind == "multilabel" and spec.separator is None:
        columns = spec.target
        return tuple(
            tuple(str(int(i in (j, j + 1))) for i in range(len(columns)))
            for j in range(min(len(columns), 4))
        )
    if spec.kind == "multilabel":
        pairs = [names[i : i + 2] for i in range(len(names))]
        if spec.separator == "json":
            return tuple(
                (json.dumps(list(pair), ensure_ascii=False),) for pair in pairs
            )
        return tuple((str(spec.separator).join(pair),) for pair in pairs)
    return tuple((cell,) for cell in names or ("1.0", "2.5", "0.5", "4.0"))
