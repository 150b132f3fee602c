"""The metrics Forgeweld knows: when each applies, how it is computed.

The values are scikit-learn's; scikit-learn is imported by `compute` alone, so that
planning stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from agent.records import Kind, Metric

if TYPE_CHECKING:
    import numpy as np

Needs = Literal["probabilities", "labels", "values", "embeddings"]
ONE_CLASS: tuple[Kind, ...] = ("binary", "multiclass", "ordinal")
CLASSES: tuple[Kind, ...] = (*ONE_CLASS, "multilabel")
BINARY: tuple[Kind, ...] = ("binary",)
LABELS: tuple[Kind, ...] = ("multilabel",)
RANKS: tuple[Kind, ...] = ("ordinal",)
NUMBERS: tuple[Kind, ...] = ("regression", "multitarget")
NUMBER: tuple[Kind, ...] = ("regression",)
SURVIVAL: tuple[Kind, ...] = ("survival",)
PAIRS: tuple[Kind, ...] = ("retrieval",)
LOWER = {"log_loss", "ece", "hamming_loss", "rank_mae", "median_rank", "pinball"}
LOWER |= {"rmse", "mae", "mape", "rmsle", "median_ae"}


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
    _known("mcc", "Matthews correlation", "labels", ONE_CLASS),
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
        return METRICS["accuracy"], "classes are about even"
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
    return METRICS["accuracy"], "the two classes are about even"


def compute(
    name: str,
    kind: Kind,
    truth: np.ndarray,
    predictions: np.ndarray,
    classes: Sequence[str] = (),
    positive: str | None = None,
) -> float:
    """The value of metric `name`, by scikit-learn.

    Classes: `truth` (N,) int indices into `classes`, `predictions` (N, C)
    probabilities; labels are the most probable class. Regression: both (N,) float.
    Raises ValueError where the metric has no value on these rows.
    """
    if kind not in KNOWN[name].kinds:
        raise ValueError(f"{name} does not apply to a {kind} task")
    if kind == "regression":
        return _of_values(name, truth, predictions)
    index = len(classes) - 1 if positive is None else list(classes).index(positive)
    if METRICS[name].needs == "labels":
        return _of_labels(name, truth, predictions.argmax(1), index)
    return _of_probabilities(name, kind, truth, predictions, index)


def _of_labels(name: str, truth: Any, labels: Any, positive: int) -> float:
    """Label metrics; macro averages run over classes that occur in either argument."""
    from sklearn import metrics as sk

    zero: Any = 0  # scikit-learn's stubs know only "warn"
    if name in ("f1", "f2", "precision", "recall"):
        yes, said = truth == positive, labels == positive
        if name == "precision":
            return float(sk.precision_score(yes, said, zero_division=zero))
        beta = {"f1": 1.0, "f2": 2.0}.get(name)
        if beta is None:
            return float(sk.recall_score(yes, said, zero_division=zero))
        return float(sk.fbeta_score(yes, said, beta=beta, zero_division=zero))
    if name.endswith(("_macro", "_micro", "_weighted")):
        base, average = name.split("_")
        score = {
            "f1": sk.f1_score,
            "precision": sk.precision_score,
            "recall": sk.recall_score,
        }[base]
        return float(score(truth, labels, average=average, zero_division=zero))
    if name == "accuracy":
        return float(sk.accuracy_score(truth, labels))
    if name == "balanced_accuracy":
        # The mean recall over the classes of `truth`, without scikit-learn's warning
        # about predicted classes that do not occur there.
        present = sorted(set(truth.tolist()))
        return float(
            sk.recall_score(
                truth, labels, labels=present, average="macro", zero_division=zero
            )
        )
    if name == "mcc":
        return float(sk.matthews_corrcoef(truth, labels))
    if (truth == truth[0]).all() and (labels == truth[0]).all():
        return 0.0  # one class only: agreement by chance is all there is
    numbers = list(range(int(max(truth.max(), labels.max())) + 1))
    return float(
        sk.cohen_kappa_score(truth, labels, labels=numbers, weights="quadratic")
    )


def _of_probabilities(
    name: str, kind: Kind, truth: Any, predictions: Any, positive: int
) -> float:
    """Probability metrics; many classes: the mean of one-against-the-rest values."""
    from sklearn import metrics as sk

    if name == "log_loss":
        # Rows sum to 1 only as far as a program rounded them.
        shares = predictions / predictions.sum(1, keepdims=True)
        return float(sk.log_loss(truth, shares, labels=range(shares.shape[1])))
    score = sk.roc_auc_score if name == "roc_auc" else sk.average_precision_score
    columns = [positive] if kind == "binary" else sorted(set(truth.tolist()))
    yes = [truth == column for column in columns]
    if not all(y.any() and not y.all() for y in yes):
        raise ValueError(f"{name} has no value on rows of a single class")
    values = [score(y, predictions[:, c]) for y, c in zip(yes, columns, strict=True)]
    return float(sum(values) / len(values))


def _of_values(name: str, truth: Any, values: Any) -> float:
    import numpy as np
    from sklearn import metrics as sk

    if name in ("spearman", "pearson"):
        if np.ptp(truth) == 0 or np.ptp(values) == 0:
            return 0.0  # a constant correlates with nothing
        from scipy import stats

        # scipy's stubs know its results as bare tuples.
        method: Any = stats.spearmanr if name == "spearman" else stats.pearsonr
        return float(method(truth, values).statistic)
    if name == "rmsle":
        # Below zero has no logarithm here: such a prediction counts as zero.
        return float(sk.root_mean_squared_log_error(truth, np.maximum(values, 0.0)))
    if name == "r2" and len(truth) < 2:
        raise ValueError("r2 has no value on a single row")
    score = {
        "r2": sk.r2_score,
        "rmse": sk.root_mean_squared_error,
        "mae": sk.mean_absolute_error,
        "mape": sk.mean_absolute_percentage_error,
        "median_ae": sk.median_absolute_error,
    }[name]
    return float(score(truth, values))
