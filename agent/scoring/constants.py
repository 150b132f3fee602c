"""The best answers that look at no input, learnt from the labels of the train part."""

from collections.abc import Callable

import numpy as np

from agent.records import TaskSpec

MEDIAN = ("mae", "median_ae", "mape", "smape", "pinball")
"""Metrics of which the median is the best constant."""


def answer(
    spec: TaskSpec,
    classes: int,
    truth: np.ndarray,
    score: Callable[[np.ndarray], float],
) -> np.ndarray:
    """One row of predictions, the same for every row; `score` judges such a row on the
    train labels, of which there are `classes` kinds.

    Class shares, a mean or a median; always one class, or always the most frequent
    labels, where the metric likes that better. A constant risk or embedding is chance.
    """
    if spec.kind in ("survival", "retrieval"):
        return np.zeros(1 if spec.kind == "survival" else 2)
    if spec.kind == "multitarget":
        return np.array([middle(spec, t[~np.isnan(t)]) for t in truth.T])
    if spec.kind == "regression":
        levels = [np.quantile(truth, level) for level in spec.quantiles]
        return np.array([middle(spec, truth), *levels])
    options = _options(spec, classes, truth)
    if len(options) == 1:
        return options[0]
    sign = 1.0 if spec.metric.maximize else -1.0
    return options[int(np.argmax([sign * score(option) for option in options]))]


def middle(spec: TaskSpec, truth: np.ndarray) -> float:
    """The constant that the metric likes best on the train labels."""
    name = spec.metric.name
    if name in MEDIAN:
        return float(np.median(truth))
    if name == "rmsle":
        return float(np.expm1(np.log1p(truth).mean()))
    return float(truth.mean())


def _options(spec: TaskSpec, classes: int, truth: np.ndarray) -> list[np.ndarray]:
    """Shares of classes or labels, and answers of 0 and 1 for metrics of labels."""
    by_labels = spec.metric.needs == "labels"
    if spec.kind == "multilabel":
        shares = truth.mean(0)
        sizes = sorted({1, 2, 3, 5, 10, len(shares)}) if by_labels else []
        ranked = np.argsort(np.argsort(-shares, kind="stable"), kind="stable")
        return [shares, *((ranked < size).astype(float) for size in sizes)]
    shares = np.bincount(truth, minlength=classes) / len(truth)
    # "Always yes" can beat the majority: recall and F2 are made of it.
    several = by_labels and spec.kind != "multiclass"
    return [shares, *(np.eye(classes) if several else ())]
