"""How well the chosen model tells classes and labels: confusion, curves, trust."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn import metrics as sk

from agent.report.elements import (
    Bar,
    Bars,
    Cell,
    Element,
    Heat,
    Line,
    Plot,
    Table,
    Text,
)
from agent.report.source import Answers, Source
from agent.scoring.metrics import THRESHOLD

CURVES = 5
"""Classes that have a curve of their own, the most frequent ones."""
BINS = 10
GRID = 101
"""Points of a curve."""
TOO_FEW = 5
"""Rows of a class, of both kinds, below which it has no curve."""


# ---- classes -----------------------------------------------------------------------


def of_classes(source: Source, test: Answers) -> list[Element]:
    names, truth = source.profile.classes, test.truth
    said = test.labels.argmax(1)
    counts = sk.confusion_matrix(truth, said, labels=range(len(names)))
    if source.spec.kind == "binary":
        shown = [source.hidden.positive]
    else:
        shown = [int(c) for c in np.argsort(-np.bincount(truth, minlength=len(names)))]
    yes = [(names[c], truth == c, test.chances[:, c]) for c in shown]
    parts: list[Element] = [
        Heat("Confusion matrix, test rows", "true", "said", names, counts.tolist()),
        *_curves(yes[:CURVES]),
        *_reliability(*_confidence(source, test)),
        _sureness(test.chances.max(1), said == truth),
    ]
    if source.spec.kind == "ordinal":
        far = np.abs(said - truth)
        bars = [
            Bar(f"{d} away" if d else "right", int((far == d).sum()))
            for d in range(int(far.max(initial=0)) + 1)
        ]
        parts.append(Bars("How far off, in classes", "test rows", bars))
    if len(names) > 2:
        parts.append(_mixed_up(names, counts))
    return parts


def per_class(source: Source) -> Table:
    """Precision, recall and F1 of every class; the weakest ones first."""
    test, names = source.test, source.profile.classes
    several = source.spec.kind == "multilabel"
    said = test.labels >= THRESHOLD if several else test.labels.argmax(1)
    zero: Any = 0
    found = sk.precision_recall_fscore_support(
        test.truth, said.astype(int), labels=range(len(names)), zero_division=zero
    )
    rows: list[list[Cell]] = []
    for c, name in enumerate(names):
        precision, recall, f1, count = (float(np.asarray(v)[c]) for v in found)
        mean = float(test.chances[:, c].mean())
        rows.append([name, int(count), precision, recall, f1, mean])
    rows.sort(key=lambda row: float(row[4] or 0))
    header = ("label" if several else "class", "rows", "precision", "recall", "F1")
    caption = "Every class on the test rows, the weakest first"
    if several:
        caption = "Every label on the test rows, the weakest first"
    return Table(caption, (*header, "mean probability"), rows, sortable=True)


def _confidence(source: Source, test: Answers) -> tuple[np.ndarray, np.ndarray, str]:
    """Probabilities, whether it came so, and of what: the positive class of two, else
    the most probable one."""
    if source.spec.kind == "binary":
        c = source.hidden.positive
        name = f"probability of {source.profile.classes[c]}"
        return test.chances[:, c], test.truth == c, name
    top = test.chances.argmax(1)
    return test.chances.max(1), top == test.truth, "probability of the likeliest class"


def _curves(found: Sequence[tuple[str, np.ndarray, np.ndarray]]) -> list[Element]:
    """ROC and precision-recall, a class each against the others."""
    rocs, prs = [], []
    for name, yes, score in found:
        if min(yes.sum(), (~yes).sum()) < TOO_FEW:
            continue
        x, y, _ = sk.roc_curve(yes, score)
        area = sk.roc_auc_score(yes, score)
        rocs.append(_curve(f"{name}: {area:.3f}", x, y))
        precision, recall, _ = sk.precision_recall_curve(yes, score)
        area = sk.average_precision_score(yes, score)
        prs.append(_curve(f"{name}: {area:.3f}", recall[::-1], precision[::-1]))
    if not rocs:
        few = f"No class has {TOO_FEW} test rows of both kinds: no ROC, no PR curve."
        return [Text(few, note=True)]
    unit, one = (0.0, 1.0), len(rocs) == 1
    more, parts = (f" ({c[0].name})" if one else "" for c in (rocs, prs))
    wrong, right = "false positive rate", "true positive rate"
    return [
        Plot(f"ROC{more}", wrong, right, rocs, unit, unit, diagonal=True),
        Plot(f"Precision and recall{parts}", "recall", "precision", prs, unit, unit),
    ]


def _curve(name: str, x: np.ndarray, y: np.ndarray) -> Line:
    """A curve thinned to its first and last points and some between."""
    kept = np.unique(np.linspace(0, len(x) - 1, GRID).astype(int))
    return Line(name, x[kept].tolist(), y[kept].tolist(), style="plain")


def _reliability(chance: np.ndarray, came: np.ndarray, what: str) -> list[Element]:
    """How often what is called 70 % likely comes: Guo et al. 2017, ten equal bins."""
    bins = np.clip((chance * BINS).astype(int), 0, BINS - 1)
    xs, ys, lows, highs, gap = [], [], [], [], 0.0
    for b in range(BINS):
        mine = bins == b
        if not mine.any():
            continue
        share, count = float(came[mine].mean()), int(mine.sum())
        xs.append(float(chance[mine].mean()))
        ys.append(share)
        low, high = _wilson(share, count)
        lows.append(low)
        highs.append(high)
        gap += count / len(chance) * abs(share - xs[-1])
    title = f"Calibration: error (ECE) {gap:.3f}"
    line = Line("share that came true", xs, ys, lows, highs, style="dots")
    unit = (0.0, 1.0)
    return [Plot(title, what, "share that came true", [line], unit, unit, True)]


def _wilson(share: float, count: int) -> tuple[float, float]:
    """95 % interval of a share: Wilson 1927."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    half /= 1 + z * z / count
    return max(0.0, middle - half), min(1.0, middle + half)


def _sureness(top: np.ndarray, right: np.ndarray) -> Plot:
    """How often it is right when only its surest answers are taken."""
    order = np.argsort(-top, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    kept = np.unique(
        np.linspace(max(len(order) // 20, 1) - 1, len(order) - 1, 60).astype(int)
    )
    xs = ((kept + 1) / len(order)).tolist()
    line = Line("right", xs, shares[kept].tolist(), style="plain")
    return Plot(
        "If only its surest answers were used",
        "share of rows answered",
        "share right",
        [line],
        (0.0, 1.0),
        (min(0.5, float(shares[kept].min())), 1.0),
    )


def _mixed_up(names: Sequence[str], counts: np.ndarray) -> Table:
    """The pairs of classes that are taken for each other most often."""
    off = [
        (names[i], names[j], int(counts[i, j]), float(counts[i, j] / counts[i].sum()))
        for i, j in np.argwhere(counts).tolist()
        if i != j
    ]
    off.sort(key=lambda row: (-row[2], row[0]))
    header = ("true", "said", "rows", "of that class")
    return Table("Most frequent confusions", header, off[:10])


# ---- several labels ----------------------------------------------------------------


def of_labels(source: Source, test: Answers) -> list[Element]:
    names, truth = source.profile.classes, test.truth > 0
    order = np.argsort(-truth.sum(0), kind="stable")[:CURVES]
    found = [("all labels", truth.ravel(), test.chances.ravel())]
    found += [(names[c], truth[:, c], test.chances[:, c]) for c in order]
    said = test.labels >= THRESHOLD
    ones = [truth.sum(1), said.sum(1)]
    most = int(max(v.max(initial=0) for v in ones))
    lines = [
        Line(name, list(range(most + 1)), np.bincount(v, minlength=most + 1).tolist())
        for name, v in zip(("true", "said"), ones, strict=True)
    ]
    title = "Labels per row"
    return [
        *_curves(found),
        *_reliability(test.chances.ravel(), truth.ravel(), "probability of a label"),
        Plot(title, "labels", "test rows", lines, (-0.5, most + 0.5), bars=True),
    ]
