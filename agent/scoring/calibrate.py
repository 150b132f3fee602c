"""Temperature of probabilities and offsets of labels, fitted on the select rows alone.

Both are used only if five-fold cross-validation on these rows finds them better by more
than one standard error: on few rows, or on what is well calibrated, nothing changes.
But the threshold of an F-measure, which is told by the probabilities for the most part:
see `f_measure.py`.
"""

from collections.abc import Callable, Sequence

import numpy as np

from agent.records import Blend, Kind
from agent.scoring import bootstrap, f_measure
from agent.scoring.blend import ALONE, mix, scores_of, shares_of
from agent.scoring.metrics import CLASSES, METRICS, ONE_CLASS
from agent.scoring.worth import ORDERED, of_saying

TEMPERATURES = np.exp(np.linspace(-1.5, 1.5, 61))
FOLDS = 5
LEAST = 30
"""Rows below which nothing is fitted."""
MOST = 3000
"""Rows that offsets are fitted on, at most: the first ones, which are in no order."""
RESAMPLES = 20
"""Over which the value of an offset is averaged, so that no single row decides."""
SHRINK = 10.0
"""Positives that a label needs for its own threshold to count half."""
SEED = 2017
"""Of folds and resamples."""
CUTS = np.linspace(-4.0, 4.0, 65)
"""Offsets of a logit."""
COARSE = (0.0, 0.5, -0.5, 1.0, -1.0)
"""The same, where many answers are compared."""
PRIORS = np.linspace(0.0, 1.5, 16)
"""How far the class shares are taken back: 0 not at all, 1 as if all were as frequent.

Menon et al., "Long-tail learning via logit adjustment", 2021.
"""
ONE_SHARE = ("accuracy", "precision", "recall", "precision_macro", "recall_macro")
"""Label metrics whose best offsets are none, or would always, or never, say one class.
"""
PER_LABEL = ("f1_macro", "f1_weighted")
"""Metrics of label sets that are sums over labels, each with a best threshold."""


def read(
    blend: Blend,
    name: str,
    kind: Kind,
    truth: np.ndarray,
    chances: np.ndarray,
    positive: int,
    shares: np.ndarray,
) -> Blend:
    """`blend` with what judged rows say of how its mean `chances` are read: their
    temperature, and how labels are decided. `shares`: see `offsets`."""
    warmth = round(temperature(kind, truth, chances), 4)
    tempered = mix(kind, [chances], Blend(weights=(1.0,), temperature=warmth))
    told = {"temperature": warmth}
    if kind != "multilabel" and (worth := of_saying(name, tempered, shares)):
        return blend.model_copy(update=told | {"worth": worth})
    cuts = offsets(name, kind, truth, tempered, positive, shares)
    return blend.model_copy(update=told | {"offsets": cuts})


def alone(
    name: str,
    kind: Kind,
    truth: np.ndarray,
    chances: np.ndarray,
    positive: int,
    shares: np.ndarray,
) -> Blend:
    """How one trial is read while others are tried, told by judged rows, where the
    likeliest class is not the best: with metrics of an order, and F-measures, by which
    all models of a rare class would else be alike."""
    if name in ORDERED:
        return ALONE.model_copy(update={"worth": of_saying(name, chances, shares)})
    cuts = offsets(name, kind, truth, chances, positive, shares)
    return ALONE.model_copy(update={"offsets": cuts})


def decides(name: str, kind: Kind) -> bool:
    """Whether `alone` reads a trial other than by its likeliest class."""
    return kind in CLASSES and (name in ORDERED or f_measure.serves(name, kind))


def temperature(kind: Kind, truth: np.ndarray, chances: np.ndarray) -> float:
    """What log-probabilities are best divided by; 1.0 if that is not clearly better.

    Guo et al., "On calibration of modern neural networks", 2017.
    """
    if kind not in CLASSES or len(truth) < LEAST:
        return 1.0
    scores = scores_of(kind, chances)
    losses = np.stack([row_losses(kind, truth, scores / t) for t in TEMPERATURES])
    plain = row_losses(kind, truth, scores)
    gains = np.zeros(len(truth))
    for part in folds(len(truth)):
        rest = np.delete(losses, part, axis=1).mean(1)
        gains[part] = plain[part] - losses[rest.argmin(), part]
    if gains.mean() <= gains.std() / np.sqrt(len(gains)):
        return 1.0
    return float(TEMPERATURES[losses.mean(1).argmin()])


def row_losses(kind: Kind, truth: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """(N,) log loss of scores as `scores_of` gives them; of label sets the mean."""
    if kind == "multilabel":
        return np.logaddexp(0.0, np.where(truth > 0, -scores, scores)).mean(1)
    top = scores.max(1)
    total = np.log(np.exp(scores - top[:, None]).sum(1)) + top
    return total - scores[np.arange(len(truth)), truth]


def folds(rows: int) -> list[np.ndarray]:
    """Row numbers in five parts, drawn the same way each time."""
    return np.array_split(np.random.default_rng([SEED, rows]).permutation(rows), FOLDS)


def offsets(
    name: str,
    kind: Kind,
    truth: np.ndarray,
    chances: np.ndarray,
    positive: int,
    shares: np.ndarray,
) -> tuple[float, ...]:
    """What to add to log-probabilities, or logits of labels, before labels are decided.

    `shares` are those of the classes among the training rows. Binary: one threshold;
    several classes: one number, how far to take the shares back; label sets: one
    threshold, and where the metric averages over labels one each, that of a rare label
    shrunk to the common one. () if none is clearly better.
    """
    if not tunable(name, kind) or len(truth) < LEAST:
        return ()
    truth, chances = truth[:MOST], chances[:MOST]
    if f_measure.serves(name, kind):
        return _of_yes(name, truth == positive, scores_of(kind, chances), positive)
    options = _options(kind, positive, shares)

    def fit(rows: np.ndarray) -> np.ndarray:
        best = _best(name, kind, truth[rows], chances[rows], positive, options)
        if kind == "multilabel" and name in PER_LABEL:
            return per_label(truth[rows], scores_of(kind, chances[rows]), best)
        return best

    held = chances.copy()
    for part in folds(len(truth)):
        rest = np.setdiff1d(np.arange(len(truth)), part)
        scores = scores_of(kind, chances[part]) + fit(rest)
        held[part] = shares_of(kind, scores)
    if not _clearly_better(name, kind, truth, held, chances, positive):
        return ()
    found = fit(np.arange(len(truth)))
    return tuple(round(float(o), 4) for o in found) if found.any() else ()


def _of_yes(
    name: str, yes: np.ndarray, scores: np.ndarray, positive: int
) -> tuple[float, ...]:
    """The threshold of an F-measure as offsets of both log-probabilities."""
    logits, drawn = scores[:, positive] - scores[:, 1 - positive], RESAMPLES
    told = logits, resamples(len(yes), drawn), _nearest_first(CUTS)
    best = f_measure.offset(name, yes.astype(float), *told)
    return tuple(round(best * float(i == positive), 4) for i in (0, 1)) if best else ()


def tunable(name: str, kind: Kind) -> bool:
    """Whether other labels than the most probable ones may be better, and sensible."""
    if kind not in CLASSES or METRICS[name].needs != "labels" or name in ONE_SHARE:
        return False
    return not (kind in ONE_CLASS and name == "f1_micro")  # that is accuracy


def _options(kind: Kind, positive: int, shares: np.ndarray) -> list[np.ndarray]:
    """Offsets to choose from, the plain ones first."""
    if kind == "multilabel":
        return [np.full(len(shares), cut) for cut in _nearest_first(CUTS)]
    if kind == "binary":
        return [cut * np.eye(2)[positive] for cut in _nearest_first(CUTS)]
    logs = np.log(np.maximum(shares, 1e-3))
    return [-power * (logs - logs.mean()) for power in PRIORS]


def _nearest_first(values: np.ndarray) -> np.ndarray:
    return values[np.argsort(np.abs(values), kind="stable")]


def _best(
    name: str,
    kind: Kind,
    truth: np.ndarray,
    chances: np.ndarray,
    positive: int,
    options: Sequence[np.ndarray],
) -> np.ndarray:
    """The option of the best mean metric over resamples of the rows; the first of equal
    ones."""
    drawn = resamples(len(truth), RESAMPLES)
    sign = 1.0 if METRICS[name].maximize else -1.0
    scores = scores_of(kind, chances)
    values = []
    for option in options:
        value = _weighted(name, kind, truth, shares_of(kind, scores + option), positive)
        values.append(sign * np.nanmean(value(drawn)))
    return options[int(np.argmax(values))]


def _clearly_better(
    name: str,
    kind: Kind,
    truth: np.ndarray,
    tuned: np.ndarray,
    plain: np.ndarray,
    positive: int,
) -> bool:
    """Whether the metric gains more than one standard error of the paired bootstrap."""
    drawn = resamples(len(truth), 10 * RESAMPLES)
    sign = 1.0 if METRICS[name].maximize else -1.0
    one, other = (_weighted(name, kind, truth, t, positive) for t in (tuned, plain))
    gains = sign * (one(drawn) - other(drawn))
    ones = np.ones((1, len(truth)))
    gain = sign * float((one(ones) - other(ones))[0])
    return gain > float(np.nanstd(gains)) and gain > 0


def resamples(rows: int, count: int) -> np.ndarray:
    """Weights (count, rows) of bootstrap resamples, drawn the same way each time."""
    rng = np.random.default_rng([SEED, rows, count])
    return rng.multinomial(rows, np.full(rows, 1 / rows), count).astype(float)


def _weighted(
    name: str, kind: Kind, truth: np.ndarray, table: np.ndarray, positive: int
) -> Callable[[np.ndarray], np.ndarray]:
    return bootstrap.weighted(name, kind, truth, table, positive)


def per_label(truth: np.ndarray, scores: np.ndarray, common: np.ndarray) -> np.ndarray:
    """An offset per label for its best F1, drawn to the common one where it is rare.

    Lipton et al., "Optimal thresholding of classifiers to maximize F1 measure", 2014.
    """
    right = np.stack([((scores + cut >= 0) & (truth > 0)).sum(0) for cut in CUTS])
    said = np.stack([(scores + cut >= 0).sum(0) for cut in CUTS])
    true = truth.sum(0)
    f1 = 2 * right / np.maximum(said + true, 1)
    best = f1 == f1.max(0)  # the middle of the best ones
    own = (best * CUTS[:, None]).sum(0) / best.sum(0)
    return common + (own - common) * true / (true + SHRINK)
