"""The metric of a task as a few lines of Python, for the `reproduce.py` of a project.

Each says the same as `agent/scoring/measures.py` (tested), for one metric alone.
"""

import re
from pathlib import Path

from agent.project.standalone import sliced
from agent.records import Blend, TaskSpec
from agent.scoring.metrics import ONE_CLASS
from agent.vocabulary.lexicon import YES

SCORING = Path(__file__).resolve().parents[1] / "scoring"
VALUES = {
    "r2": "r2_score",
    "rmse": "root_mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "median_ae": "median_absolute_error",
}
POSITIVE = {
    "f1": "fbeta_score(truth == {p}, labels == {p}, beta=1, zero_division=0)",
    "f2": "fbeta_score(truth == {p}, labels == {p}, beta=2, zero_division=0)",
    "precision": "precision_score(truth == {p}, labels == {p}, zero_division=0)",
    "recall": "recall_score(truth == {p}, labels == {p}, zero_division=0)",
}
LABELS = {
    "accuracy": "accuracy_score(truth, labels)",
    "balanced_accuracy": (
        "recall_score(truth, labels, labels=sorted(set(truth.tolist())),"
        ' average="macro", zero_division=0)'
    ),
    "mcc": "matthews_corrcoef(truth, labels)",
    "rank_mae": "np.abs(truth - labels).mean()",
    "cohen_kappa": (
        "cohen_kappa_score(truth, labels) if len({{*truth, *labels}}) > 1 else 0.0"
    ),
    "cohen_kappa_quadratic": (
        "cohen_kappa_score(truth, labels, labels=range({n}),"
        ' weights="quadratic") if len({{*truth, *labels}}) > 1 else 0.0'
    ),
}
SETS = {
    "accuracy": "(truth == labels).all(1).mean()",
    "hamming_loss": "hamming_loss(truth, labels)",
    "f1_samples": 'f1_score(truth, labels, average="samples", zero_division=1.0)',
    "jaccard": 'jaccard_score(truth, labels, average="samples", zero_division=1.0)',
    "log_loss": (
        "-np.log(np.maximum(np.where(truth > 0, chances, 1 - chances),"
        " np.finfo(float).eps)).mean()"
    ),
}
AREAS = {"roc_auc": "roc_auc_score", "average_precision": "average_precision_score"}
BRIER = """shares = chances / chances.sum(1, keepdims=True)
    return ((shares - np.eye({n})[truth]) ** 2).sum(1).mean(){half}"""
ECE = """bins = np.clip(np.ceil(chances.max(1) * 15).astype(int) - 1, 0, 14)
    gaps = (chances.argmax(1) == truth) - chances.max(1)
    return np.abs(np.bincount(bins, gaps)).sum() / len(truth)"""


def measure(spec: TaskSpec, width: int, positive: int) -> tuple[str, str]:
    """(imports and helpers, body of `measure(truth, chances, labels)`) of the task's
    metric; `width` is the number of classes, `positive` the index of that class."""
    name = spec.metric.name
    if spec.kind == "survival":
        helpers = _copied("_CHUNK", "chunks", "pair_scores", "concordance")
        return helpers, "return concordance(truth, chances[:, 0])"
    if spec.kind == "retrieval":
        return _of_places(name)
    if spec.kind in ("regression", "multitarget"):
        return _of_values(spec)
    if spec.kind == "multilabel":
        body = _of_sets(name)
    elif name in AREAS and spec.kind == "binary":
        body = f"return {AREAS[name]}(truth == {positive}, chances[:, {positive}])"
    elif name in AREAS:
        body = (
            f"each = [{AREAS[name]}(truth == c, chances[:, c]) for c in set(truth)]\n"
            "    return sum(each) / len(each)"
        )
    elif name == "log_loss":
        body = (
            "shares = chances / chances.sum(1, keepdims=True)\n"
            f"    return log_loss(truth, shares, labels=range({width}))"
        )
    elif name == "brier":
        body = BRIER.format(n=width, half=" / 2" if width == 2 else "")
    elif name == "ece":
        body = ECE
    elif "_" in name and name.rsplit("_", 1)[1] in ("macro", "micro", "weighted"):
        base, average = name.split("_")
        body = (
            f"return {base}_score(truth, labels, average={average!r}, zero_division=0)"
        )
    else:
        said = (POSITIVE | LABELS)[name]
        body = "return " + said.format(p=positive, n=width)
    return _imports(body), body


def truth(spec: TaskSpec, classes: tuple[str, ...]) -> tuple[str, str]:
    """(imports, expression) of what is true of `lines`, rows of labels.csv."""
    first = repr(spec.target[0])
    if spec.kind in ONE_CLASS:
        return "", f"[CLASSES.index(line[{first}]) for line in lines]"
    if spec.kind == "regression":
        return "", f"[float(line[{first}]) for line in lines]"
    if spec.kind == "multitarget":
        cell = 'float(line[name] or "nan")'
        return "", f"[[{cell} for name in {spec.target!r}] for line in lines]"
    if spec.kind == "survival":
        event = f"float(line[{spec.target[1]!r}] == {spec.positive!r})"
        return "", f"[[float(line[{first}]), {event}] for line in lines]"
    if spec.kind == "retrieval":
        place = '[line["row"] for line in lines].index(line["pair"])'
        return "", f'[[{place}, int(line["item"])] for line in lines]'
    if spec.separator is None:
        has = f"line[name].lower() in {sorted(YES)!r}"
    elif spec.separator == "json":
        has = f"name in map(str, json.loads(line[{first}]))"
    else:
        parts = f"line[{first}].split({spec.separator!r})"
        has = f"name in [part.strip() for part in {parts}]"
    needed = "import json" if spec.separator == "json" else ""
    return needed, f"[[int({has}) for name in CLASSES] for line in lines]"


def reading(spec: TaskSpec, blend: Blend) -> str:
    """Statements that temper `chances` and decide `labels` from them."""
    if spec.kind not in (*ONE_CLASS, "multilabel"):
        return "labels = chances"
    several, lines = spec.kind == "multilabel", []
    logs = "np.log(np.maximum(chances, 1e-9))"
    if several:
        logs += " - np.log(np.maximum(1 - chances, 1e-9))"
    if blend.temperature != 1.0:
        lines.append(f"scores = ({logs}) / {blend.temperature!r}  # how sure it may be")
        if several:
            lines.append("chances = 1 / (1 + np.exp(-scores))")
        else:
            lines.append("chances = np.exp(scores - scores.max(1, keepdims=True))")
            lines.append("chances /= chances.sum(1, keepdims=True)")
    sure = "chances"
    if blend.worth:
        table = [list(row) for row in blend.worth]
        lines.append(f"worth = np.array({table!r})  # true class -> class said")
        sure = "(chances @ worth)"
    if blend.offsets:
        lines.append(f"offsets = np.array({list(blend.offsets)!r})  # of the labels")
        sure = f"({logs} + offsets)"
    end = f"({sure} >= {0.0 if blend.offsets else 0.5}).astype(int)"
    lines.append(f"labels = {end if several else f'{sure}.argmax(1)'}")
    return "\n    ".join(lines)


def _of_places(name: str) -> tuple[str, str]:
    parts = ("_CHUNK", "chunks", "_unit", "places", "row_values")
    body = f"values = row_values({name!r}, *places(truth, chances))\n    return "
    last = "np.median(values)" if name == "median_rank" else "values.mean()"
    return _copied(*parts), body + last


def _of_sets(name: str) -> str:
    if name in AREAS:
        return (
            "both = truth.any(0) & ~truth.all(0)\n"
            f"    return {AREAS[name]}(truth[:, both], chances[:, both])"
        )
    if name in SETS:
        return f"return {SETS[name]}"
    base, average = name.split("_")
    return (
        "seen = truth.any(0) | labels.any(0)\n"
        f"    return {base}_score(truth[:, seen], labels[:, seen],"
        f" average={average!r}, zero_division=0)"
    )


def _of_values(spec: TaskSpec) -> tuple[str, str]:
    name = spec.metric.name
    if spec.kind == "multitarget":
        least = 2 if name == "r2" else 1
        body = (
            "each = []\n"
            "    for true, said in zip(truth.T, chances.T, strict=True):\n"
            "        known = ~np.isnan(true)\n"
            f"        if known.sum() >= {least}:\n"
            f"            each.append({VALUES[name]}(true[known], said[known]))\n"
            "    return np.mean(each)"
        )
        return _imports(body), body
    said = "chances[:, 0]"
    if name in ("spearman", "pearson"):
        method = "spearmanr" if name == "spearman" else "pearsonr"
        body = f"return stats.{method}(truth, {said}).statistic"
        return "from scipy import stats", body
    if name == "pinball" and spec.quantiles:
        body = (
            f"levels = np.array({list(spec.quantiles)!r})\n"
            "    missed = truth[:, None] - chances[:, 1:]\n"
            "    return np.maximum(levels * missed, (levels - 1) * missed).mean()"
        )
    elif name == "pinball":
        body = f"return np.abs(truth - {said}).mean() / 2"
    elif name == "smape":
        return _copied("symmetric", of="measures"), f"return symmetric(truth, {said})"
    elif name == "rmsle":
        body = (
            "return root_mean_squared_log_error("
            "truth, np.maximum(chances[:, 0], 0.0))"
        )
    else:
        body = f"return {VALUES[name]}(truth, {said})"
    return _imports(body), body


def _imports(body: str) -> str:
    """What a body calls of scikit-learn, by its names' endings."""
    used = set(re.findall(r"\b(\w+_(?:score|error|loss|corrcoef))\(", body))
    return f"from sklearn.metrics import {', '.join(sorted(used))}" if used else ""


def _copied(*names: str, of: str = "pairwise") -> str:
    """The text of functions of a module beside `measures`."""
    return "from typing import Any\n\n" + sliced(SCORING / f"{of}.py", names)
