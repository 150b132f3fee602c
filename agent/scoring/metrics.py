"""The metrics Forgeweld knows, and when each applies; `measures.py` computes them.

Planning needs the table alone, and stays quick without NumPy and scikit-learn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent.records import Kind, Metric

Needs = Literal["probabilities", "labels", "values", "embeddings"]
ONE_CLASS: tuple[Kind, ...] = ("binary", "multiclass", "ordinal")
NO_ORDER: tuple[Kind, ...] = ("binary", "multiclass")
CLASSES: tuple[Kind, ...] = (*ONE_CLASS, "multilabel")
BINARY: tuple[Kind, ...] = ("binary",)
LABELS: tuple[Kind, ...] = ("multilabel",)
RANKS: tuple[Kind, ...] = ("ordinal",)
NUMBERS: tuple[Kind, ...] = ("regression", "multitarget")
NUMBER: tuple[Kind, ...] = ("regression",)
SURVIVAL: tuple[Kind, ...] = ("survival",)
PAIRS: tuple[Kind, ...] = ("retrieval",)
LOWER = {"log_loss", "ece", "hamming_loss", "rank_mae", "median_rank", "pinball"}
LOWER |= {"brier", "rmse", "mae", "mape", "smape", "rmsle", "median_ae"}

THRESHOLD = 0.5
"""Probability from which a label of a multilabel task counts as said."""


@dataclass(frozen=True)
class Known:
    """One row of the table: a metric, its title, the tasks it applies to."""

    metric: Metric
    title: str
    kinds: tuple[Kind, ...]


def _known(name: str, title: str, needs: Needs, kinds: tuple[Kind, ...]) -> Known:
    metric = Metric(name=name, maximize=name not in LOWER, needs=needs)
    return Known(metric, title, kinds)


_TABLE = (
    _known("accuracy", "accuracy", "labels", CLASSES),
    _known("balanced_accuracy", "balanced accuracy", "labels", ONE_CLASS),
    _known("precision", "precision", "labels", BINARY),
    _known("recall", "recall", "labels", BINARY),
    _known("f1", "F1", "labels", BINARY),
    _known("f2", "F2", "labels", BINARY),
    _known("f1_macro", "macro-F1", "labels", CLASSES),
    _known("f1_micro", "micro-F1", "labels", CLASSES),
    _known("f1_weighted", "weighted F1", "labels", CLASSES),
    _known("precision_macro", "macro-precision", "labels", CLASSES),
    _known("recall_macro", "macro-recall", "labels", CLASSES),
    _known("roc_auc", "ROC AUC", "probabilities", CLASSES),
    _known("average_precision", "average precision", "probabilities", CLASSES),
    _known("log_loss", "log loss", "probabilities", CLASSES),
    _known("brier", "Brier score", "probabilities", ONE_CLASS),
    _known("mcc", "Matthews correlation", "labels", ONE_CLASS),
    _known("cohen_kappa", "Cohen's kappa", "labels", NO_ORDER),
    _known("cohen_kappa_quadratic", "quadratic kappa", "labels", ONE_CLASS),
    _known("ece", "expected calibration error", "probabilities", ONE_CLASS),
    _known("rank_mae", "mean distance in classes", "labels", RANKS),
    _known("f1_samples", "F1 per row", "labels", LABELS),
    _known("jaccard", "Jaccard index per row", "labels", LABELS),
    _known("hamming_loss", "share of wrong labels", "labels", LABELS),
    _known("r2", "R²", "values", NUMBERS),
    _known("rmse", "RMSE", "values", NUMBERS),
    _known("mae", "mean absolute error", "values", NUMBERS),
    _known("mape", "mean absolute percentage error", "values", NUMBERS),
    _known("smape", "symmetric percentage error", "values", NUMBER),
    _known("rmsle", "RMSLE", "values", NUMBER),
    _known("spearman", "Spearman correlation", "values", NUMBER),
    _known("pearson", "Pearson correlation", "values", NUMBER),
    _known("median_ae", "median absolute error", "values", NUMBER),
    _known("pinball", "pinball loss of the quantiles", "values", NUMBER),
    _known("c_index", "concordance index", "values", SURVIVAL),
    _known("recall_at_1", "recall@1", "embeddings", PAIRS),
    _known("recall_at_5", "recall@5", "embeddings", PAIRS),
    _known("recall_at_10", "recall@10", "embeddings", PAIRS),
    _known("mrr", "mean reciprocal rank", "embeddings", PAIRS),
    _known("median_rank", "median rank", "embeddings", PAIRS),
)

KNOWN: dict[str, Known] = {known.metric.name: known for known in _TABLE}
METRICS: dict[str, Metric] = {name: known.metric for name, known in KNOWN.items()}

COMPANIONS: dict[Kind, tuple[str, ...]] = {
    "binary": ("accuracy", "recall", "precision", "f1", "roc_auc"),
    "multiclass": ("accuracy", "f1_macro"),
    "multilabel": ("f1_macro", "f1_micro", "jaccard", "average_precision"),
    "ordinal": ("cohen_kappa_quadratic", "rank_mae", "accuracy"),
    "regression": ("mae", "rmse", "r2"),
    "multitarget": ("mae", "rmse", "r2"),
    "survival": ("c_index",),
    "retrieval": ("recall_at_1", "recall_at_5", "recall_at_10", "mrr", "median_rank"),
}
"""What is reported beside the chosen metric."""

OWN_DEFAULT: dict[Kind, tuple[str, str]] = {
    "multilabel": ("f1_macro", "every label counts the same, however rare"),
    "ordinal": ("cohen_kappa_quadratic", "far misses cost more than near ones"),
    "multitarget": ("r2", "it has no unit, so every target counts the same"),
    "survival": ("c_index", "the order of events, rows without an event included"),
    "retrieval": ("recall_at_10", "how often the true match is among the first ten"),
}

MULTICLASS_FORM: dict[str, str] = {
    "f1": "f1_macro",
    "f2": "f1_macro",
    "precision": "precision_macro",
    "recall": "recall_macro",
}
"""Metrics of one positive class, and what stands for them with many classes."""


def valid(kind: Kind) -> tuple[str, ...]:
    """Names of the metrics that apply to `kind`."""
    return tuple(name for name, known in KNOWN.items() if kind in known.kinds)


def default(
    kind: Kind, shares: Sequence[float] = (), positive: float | None = None
) -> tuple[Metric, str]:
    """The metric for a task whose owner named none, and why, as one sentence.

    `shares` are the shares of the classes, `positive` that of the positive class.
    """
    if kind in OWN_DEFAULT:
        name, why = OWN_DEFAULT[kind]
        return METRICS[name], why
    if kind == "regression":
        # In the target's own unit, and a handful of outliers does not decide it.
        return METRICS["mae"], "a typical error in the target's own unit"
    if kind == "multiclass":
        # A third of an even share: accuracy could then ignore the class unpunished.
        if shares and min(shares) < 1 / (3 * len(shares)):
            return METRICS["f1_macro"], "classes are uneven, and each counts the same"
        return METRICS["accuracy"], "no class is rare"
    rare = positive if positive is not None else min(shares, default=0.5)
    if rare < 0.2:
        # Its trivial value is the positive share, so there is no flattering floor.
        why = f"positives are rare ({rare:.0%}): accuracy would flatter a constant no"
        return METRICS["average_precision"], why
    if rare > 0.8:
        why = (
            f"positives are common ({rare:.0%}): accuracy would flatter a constant yes"
        )
        return METRICS["roc_auc"], why
    return METRICS["accuracy"], "neither class is rare"
