"""Predictions of anybody against the answers of a folder: one scorer for all."""

import csv
from pathlib import Path

import numpy as np

from agent.records import TaskSpec
from agent.scoring import measures, truth


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def score(
    spec: TaskSpec,
    answers: list[dict[str, str]],
    said: list[dict[str, str]],
    column: str | None = None,
) -> float:
    """`spec.metric` of rows in the order of the answers.

    `column` has the predicted label or value, the target's own name by default;
    `proba_<class>` the probabilities. A metric of labels takes the labels that were
    said, one of probabilities the probabilities. Raises ValueError for rows that don't
    fit, KeyError for a column that isn't there.
    """
    if len(said) != len(answers):
        raise ValueError(f"{len(said)} rows for {len(answers)}")
    cells = [[row[name] for row in answers] for name in spec.target]
    names = [n.removeprefix("proba_") for n in said[0] if n.startswith("proba_")]
    wanted = truth.encode(spec, names, cells)
    if spec.metric.needs == "labels":
        columns = [column] if column else list(spec.target)
        labels = [[row[name] for row in said] for name in columns]
        table = _certain(spec, names, labels)
    else:
        columns = [f"proba_{name}" for name in names] or [column or spec.target[0]]
        if spec.kind == "multitarget":
            columns = list(spec.target)
        elif spec.kind == "survival":
            columns = ["risk"]
        table = np.array([[float(row[name]) for name in columns] for row in said])
        if len(columns) == 1:
            table = table[:, 0]
    return measures.compute(
        spec.metric.name, spec.kind, wanted, table, names, spec.positive
    )


def _certain(spec: TaskSpec, names: list[str], labels: list[list[str]]) -> np.ndarray:
    """Labels as probabilities of 0 and 1."""
    said = truth.encode(spec, names, labels)
    if spec.kind == "multilabel":
        return said.astype(float)
    return np.eye(len(names))[said]
