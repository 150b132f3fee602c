"""Predictions as their owner reads them: under the target's own names, a row a dict."""

import json

import numpy as np

from agent.project.saying import FOUND
from agent.records import TaskSpec
from agent.scoring.metrics import THRESHOLD


def delivered(
    spec: TaskSpec,
    classes: tuple[str, ...],
    values: np.ndarray,
    labels: np.ndarray,
    cells: list[dict[str, str]],
) -> list[dict[str, str]]:
    """What to write beside the cells of each row of the test table.

    `labels` is the table that labels are read from, as `blend.decided` gives it: the
    scorer reads them from the same. Classes: the target and `proba_<class>`. Labels:
    the target, its labels joined as in the training rows (or each yes/no column), and
    `proba_<label>`. Numbers: each under its target; quantiles as `<target>_q0.1`.
    Survival: `risk`. Retrieval: `match_1` to `match_10`, the cells found, and
    `match_rows`, their rows counted from 1.
    """
    if spec.kind == "survival":
        return [{"risk": _number(value)} for value in values]
    if spec.kind == "multitarget":
        pairs = (zip(spec.target, line, strict=True) for line in values)
        return [{name: _number(value) for name, value in line} for line in pairs]
    if spec.kind == "retrieval":
        return _matches(spec, values, cells)
    target, *_ = spec.target
    if spec.kind == "regression":
        names = [target, *(f"{target}_q{level:g}" for level in spec.quantiles)]
        lines = values.reshape(len(values), -1)
        return [dict(zip(names, map(_number, line), strict=True)) for line in lines]
    rows = []
    for line, said in zip(values, labels, strict=True):
        pairs = zip(classes, line, strict=True)
        chances = {f"proba_{name}": _number(chance) for name, chance in pairs}
        if spec.kind == "multilabel":
            rows.append({**_labels(spec, classes, said >= THRESHOLD), **chances})
        else:
            rows.append({target: classes[int(said.argmax())], **chances})
    return rows


def _number(value: float) -> str:
    return f"{value:.6g}"


def _labels(
    spec: TaskSpec, classes: tuple[str, ...], said: np.ndarray
) -> dict[str, str]:
    """The labels said, in the form in which training rows have them."""
    names = [name for name, yes in zip(classes, said, strict=True) if yes]
    if spec.separator is None:
        return {name: str(int(name in names)) for name in spec.target}
    if spec.separator == "json":
        return {spec.target[0]: json.dumps(names, ensure_ascii=False)}
    return {spec.target[0]: spec.separator.join(names)}


def _matches(
    spec: TaskSpec, values: np.ndarray, cells: list[dict[str, str]]
) -> list[dict[str, str]]:
    """The candidates of the table nearest to each row's query, by cosine."""
    queries, candidates = np.split(values, 2, axis=1)
    lengths = np.linalg.norm(candidates, axis=1, keepdims=True)
    candidates = candidates / np.maximum(lengths, 1e-12)
    there = np.array([bool(row.get(spec.target[0])) for row in cells])
    rows = []
    for query in queries:
        near = np.where(there, candidates @ query, -np.inf)
        best = np.argsort(-near, kind="stable")[: min(FOUND, there.sum())]
        found = [cells[i].get(spec.target[0], "") for i in best]
        found += [""] * (FOUND - len(found))
        told = {f"match_{k}": cell for k, cell in enumerate(found, 1)}
        rows.append({**told, "match_rows": " ".join(str(i + 1) for i in best)})
    return rows
