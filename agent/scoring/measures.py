"""The values of the metrics, by scikit-learn where it has them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from agent.records import Kind
from agent.scoring import pairwise
from agent.scoring.metrics import KNOWN, METRICS, THRESHOLD

BINS = 15  # of the confidence, of equal width: Guo et al. 2017


def sk() -> Any:
    """scikit-learn's metrics: a second of imports, so not before they are asked for."""
    from sklearn import metrics

    return metrics


def compute(
    name: str,
    kind: Kind,
    truth: Any,
    predictions: Any,
    classes: Sequence[str] = (),
    positive: str | None = None,
    quantiles: Sequence[float] = (),
) -> float:
    """The value of metric `name`, by scikit-learn where it has it.

    `truth` is what `truth.encode` gives, `predictions` what `predictions.read` gives.
    Classes: (N,) int indices into `classes`, and (N, C) probabilities; labels are the
    most probable class. Multilabel: (N, L) of 0 and 1, and probabilities; labels are
    those from 0.5 up. Regression: (N,) float both, or (N, 1 + Q) with `quantiles`
    beside the value. Multitarget: (N, K), NaN in `truth` is left out. Survival: (N, 2)
    time and event, and (N,) risk. Retrieval: (N,) int, the place of a row's own
    candidate, and (N, 2 E) embeddings of queries, then candidates.
    Raises ValueError where the metric has no value on these rows.
    """
    if kind not in KNOWN[name].kinds:
        raise ValueError(f"{name} does not apply to a {kind} task")
    index = len(classes) - 1 if positive is None else list(classes).index(positive)
    if kind == "multilabel":
        return _of_label_sets(name, truth, predictions)
    if kind == "multitarget":
        return _mean_over_targets(name, truth, predictions)
    if kind == "survival":
        return pairwise.concordance(truth, np.ravel(predictions))
    if kind == "retrieval":
        return pairwise.of_places(name, *pairwise.places(truth, predictions))
    if kind == "regression":
        if name == "pinball":
            return float(pinball(truth, predictions, quantiles).mean())
        return _of_values(name, truth, main_value(predictions))
    if METRICS[name].needs == "labels":
        return _of_labels(name, truth, predictions.argmax(1), index)
    return _of_probabilities(name, kind, truth, predictions, index)


def _of_labels(name: str, truth: Any, labels: Any, positive: int) -> float:
    """Label metrics; macro averages run over classes that occur in either argument."""
    zero: Any = 0  # scikit-learn's stubs know only "warn"
    if name in ("f1", "f2", "precision", "recall"):
        yes, said = truth == positive, labels == positive
        if name == "precision":
            return float(sk().precision_score(yes, said, zero_division=zero))
        beta = {"f1": 1.0, "f2": 2.0}.get(name)
        if beta is None:
            return float(sk().recall_score(yes, said, zero_division=zero))
        return float(sk().fbeta_score(yes, said, beta=beta, zero_division=zero))
    if name.endswith(("_macro", "_micro", "_weighted")):
        base, average = name.split("_")
        return float(
            getattr(sk(), _SCORES[base])(
                truth, labels, average=average, zero_division=zero
            )
        )
    if name == "accuracy":
        return float(sk().accuracy_score(truth, labels))
    if name == "balanced_accuracy":
        # The mean recall over the classes of `truth`, without scikit-learn's warning
        # about predicted classes that do not occur there.
        present = sorted(set(truth.tolist()))
        return float(
            sk().recall_score(
                truth, labels, labels=present, average="macro", zero_division=zero
            )
        )
    if name == "mcc":
        return float(sk().matthews_corrcoef(truth, labels))
    if name == "rank_mae":
        return float(np.abs(truth - labels).mean())
    if (truth == truth[0]).all() and (labels == truth[0]).all():
        return 0.0  # one class only: agreement by chance is all there is
    numbers = list(range(int(max(truth.max(), labels.max())) + 1))
    weights = "quadratic" if name == "cohen_kappa_quadratic" else None
    return float(sk().cohen_kappa_score(truth, labels, labels=numbers, weights=weights))


_SCORES = {
    "f1": "f1_score",
    "precision": "precision_score",
    "recall": "recall_score",
}


def _of_probabilities(
    name: str, kind: Kind, truth: Any, predictions: Any, positive: int
) -> float:
    """Probability metrics; many classes: the mean of one-against-the-rest values."""
    if name == "ece":
        gaps, bins = confidence_gaps(truth, predictions)
        return float(np.abs(np.bincount(bins, gaps)).sum() / len(truth))
    if name == "log_loss":
        # Rows sum to 1 only as far as a program rounded them.
        shares = predictions / predictions.sum(1, keepdims=True)
        return float(sk().log_loss(truth, shares, labels=range(shares.shape[1])))
    if name == "brier":
        return float(squared_gaps(truth, predictions).mean())
    score = sk().roc_auc_score if name == "roc_auc" else sk().average_precision_score
    columns = [positive] if kind == "binary" else sorted(set(truth.tolist()))
    yes = [truth == column for column in columns]
    if not all(y.any() and not y.all() for y in yes):
        raise ValueError(f"{name} has no value on rows of a single class")
    values = [score(y, predictions[:, c]) for y, c in zip(yes, columns, strict=True)]
    return float(sum(values) / len(values))


def squared_gaps(truth: Any, predictions: Any) -> Any:
    """(N,) squared distance of the probabilities from what is true: Brier,
    "Verification of forecasts expressed in terms of probability", 1950. With two
    classes that of the positive one alone, half of the sum, as is usual."""
    shares = predictions / predictions.sum(1, keepdims=True)
    shares[np.arange(len(truth)), truth] -= 1.0
    return (shares**2).sum(1) / (2 if shares.shape[1] == 2 else 1)


def confidence_gaps(truth: Any, predictions: Any) -> tuple[Any, Any]:
    """(right less confidence (N,), bin (N,)) for the calibration error of the most
    probable class: Guo et al., "On calibration of modern neural networks", 2017."""
    confidence = predictions.max(1)
    bins = np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)
    return (predictions.argmax(1) == truth) - confidence, bins


def _of_label_sets(name: str, truth: Any, predictions: Any) -> float:
    """Metrics of rows with several labels; (N, L) both.

    Averages over labels leave out what occurs in neither argument, and areas what
    doesn't have both values. A row without labels, of which none are said, is right.
    """
    if name in ("roc_auc", "average_precision"):
        both = truth.any(0) & ~truth.all(0)
        if not both.any():
            raise ValueError(f"{name} has no value: no label has both values")
        score = (
            sk().roc_auc_score if name == "roc_auc" else sk().average_precision_score
        )
        return float(score(truth[:, both], predictions[:, both], average="macro"))
    if name == "log_loss":
        return float(cross_entropies(truth, predictions).mean())
    said = (predictions >= THRESHOLD).astype(int)
    if name == "accuracy":
        return float((truth == said).all(1).mean())
    if name == "hamming_loss":
        return float(sk().hamming_loss(truth, said))
    one: Any = 1.0
    if name == "f1_samples":
        return float(sk().f1_score(truth, said, average="samples", zero_division=one))
    if name == "jaccard":
        return float(
            sk().jaccard_score(truth, said, average="samples", zero_division=one)
        )
    base, average = name.split("_")
    seen = truth.any(0) | said.any(0)
    if not seen.any():
        return 0.0
    zero: Any = 0
    score = getattr(sk(), _SCORES[base])
    return float(
        score(truth[:, seen], said[:, seen], average=average, zero_division=zero)
    )


def cross_entropies(truth: Any, predictions: Any) -> Any:
    """(N, L) -log of the probability given to what is true."""
    smallest = np.finfo(float).eps
    at_truth = np.where(truth > 0, predictions, 1 - predictions)
    return -np.log(np.clip(at_truth, smallest, None))


def main_value(predictions: Any) -> Any:
    """The value itself (N,) of predictions that may have quantiles beside it."""
    return predictions if predictions.ndim == 1 else predictions[:, 0]


def pinball(truth: Any, predictions: Any, quantiles: Sequence[float]) -> Any:
    """(N,) mean pinball loss over the quantiles, that of the median if there are none.

    Koenker and Bassett, "Regression quantiles", 1978.
    """
    if not quantiles:
        return np.abs(truth - main_value(predictions)) / 2
    missed = truth[:, None] - predictions[:, 1:]
    levels = np.asarray(quantiles)
    return np.maximum(levels * missed, (levels - 1) * missed).mean(1)


def _mean_over_targets(name: str, truth: Any, predictions: Any) -> float:
    """Mean over the targets that have a value, each on its known rows."""
    found = []
    for true, said in zip(truth.T, predictions.T, strict=True):
        known = ~np.isnan(true)
        if known.sum() >= (2 if name == "r2" else 1):
            found.append(_of_values(name, true[known], said[known]))
    if not found:
        raise ValueError(f"{name} has no value: no target has rows enough")
    return float(np.mean(found))


def _of_values(name: str, truth: Any, values: Any) -> float:
    if name in ("spearman", "pearson"):
        if np.ptp(truth) == 0 or np.ptp(values) == 0:
            return 0.0  # a constant correlates with nothing
        from scipy import stats

        # scipy's stubs know its results as bare tuples.
        method: Any = stats.spearmanr if name == "spearman" else stats.pearsonr
        return float(method(truth, values).statistic)
    if name == "rmsle":
        # Below zero has no logarithm here: such a prediction counts as zero.
        return float(sk().root_mean_squared_log_error(truth, np.maximum(values, 0.0)))
    if name == "smape":
        return symmetric(truth, values)
    if name == "r2" and len(truth) < 2:
        raise ValueError("r2 has no value on a single row")
    score = {
        "r2": "r2_score",
        "rmse": "root_mean_squared_error",
        "mae": "mean_absolute_error",
        "mape": "mean_absolute_percentage_error",
        "median_ae": "median_absolute_error",
    }[name]
    return float(getattr(sk(), score)(truth, values))


def symmetric(truth: Any, values: Any) -> float:
    """Mean of errors over the mean size of truth and prediction, 0 to 2; 0 where both
    are 0. Makridakis, "Accuracy measures: theoretical and practical concerns", 1993."""
    size = np.maximum(np.abs(truth) + np.abs(values), np.finfo(float).tiny)
    return float((2 * np.abs(truth - values) / size).mean())
