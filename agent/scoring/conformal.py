"""Sets of classes or labels and intervals that hold the truth as often as promised.

Split-conformal prediction: radii are quantiles of the errors on rows that were not
trained on (the select rows), and are looked at once more on the test rows.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from agent.records import Conformal, Covered, Kind
from agent.scoring.metrics import CLASSES, ONE_CLASS

Method = Literal["classes", "labels", "residual", "quantiles"]
COVERAGES = (0.5, 0.8, 0.9, 0.95, 0.99)
"""What can be asked for, as far as there are rows enough."""
LEAST = 20
"""Select rows below which nothing is promised."""


def fit(
    kind: Kind, truth: np.ndarray, table: np.ndarray, levels: Sequence[float] = ()
) -> Conformal | None:
    """Radii for each of `COVERAGES` from the select rows' truth and predictions.

    Classes: least ambiguous sets (Sadinle, Lei and Wasserman, "Least ambiguous
    set-valued classifiers with bounded error levels", 2019). Several labels: sets that
    hold every true label, by the least probable one of a row. Numbers: about the value
    by absolute residuals (Lei et al., "Distribution-free predictive inference for
    regression", 2018), a radius per target; with two or more quantile `levels` about
    the lowest and the highest (Romano, Patterson and Candès, "Conformalized quantile
    regression", 2019). None for other kinds, and for too few rows.
    """
    if kind not in (*CLASSES, "regression", "multitarget"):
        return None
    errors = _errors(kind, truth, table, levels)
    rows = int(np.isfinite(errors).all(1).sum())
    if rows < LEAST:
        return None
    found = []
    for coverage in COVERAGES:
        radii = [_quantile(column, coverage) for column in errors.T]
        if all(np.isfinite(radii)):
            found.append((coverage, tuple(float(f"{radius:.6g}") for radius in radii)))
    made = Conformal(method=_method(kind, levels), rows=rows, levels=tuple(found))
    return made if found else None


def measure(
    kind: Kind,
    targets: Sequence[str],
    truth: np.ndarray,
    table: np.ndarray,
    made: Conformal,
    levels: Sequence[float] = (),
) -> tuple[Covered, ...]:
    """What each promised coverage comes to on other rows, target by target."""
    errors = _errors(kind, truth, table, levels)
    found = []
    for coverage, radii in made.levels:
        for name, column, radius in zip(targets, errors.T, radii, strict=False):
            known = np.isfinite(column)
            inside = column[known] <= radius + 1e-12
            size = _size(kind, table, radius, levels)
            if kind in ONE_CLASS:  # the likeliest class is always in the set
                right = table.argmax(1) == truth
                inside |= right[known]
            found.append(
                Covered(
                    coverage=coverage,
                    target=name,
                    measured=float(inside.mean()),
                    interval=wilson(int(inside.sum()), len(inside)),
                    size=size,
                    rows=len(inside),
                )
            )
    return tuple(found)


def _method(kind: Kind, levels: Sequence[float]) -> Method:
    if kind == "multilabel":
        return "labels"
    if kind in ONE_CLASS:
        return "classes"
    return "quantiles" if _ends(kind, levels) else "residual"


def wilson(hits: int, count: int) -> tuple[float, float]:
    """95 % interval of a share. Wilson, "Probable inference", 1927."""
    z = 1.96
    share, more = hits / count, z**2 / count
    middle = (share + more / 2) / (1 + more)
    half = z * np.sqrt(share * (1 - share) / count + more / count / 4) / (1 + more)
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))


def _errors(
    kind: Kind, truth: np.ndarray, table: np.ndarray, levels: Sequence[float]
) -> np.ndarray:
    """(N, targets): how far the truth is outside; 1 - its probability for classes, and
    for labels that of the least probable true one, 0 where there is none."""
    if kind == "multilabel":
        return 1 - np.where(truth > 0, table, 1.0).min(1)[:, None]
    if kind in ONE_CLASS:
        return 1 - table[np.arange(len(truth)), truth][:, None]
    truth = truth.reshape(len(truth), -1)
    if ends := _ends(kind, levels):
        low, high = table[:, ends[0], None], table[:, ends[1], None]
        return np.maximum(low - truth, truth - high)
    return np.abs(truth - table.reshape(len(table), -1)[:, : truth.shape[1]])


def _ends(kind: Kind, levels: Sequence[float]) -> tuple[int, int] | None:
    """Columns of the lowest and the highest quantile, if there are two."""
    if kind != "regression" or len(levels) < 2:
        return None
    return 1 + int(np.argmin(levels)), 1 + int(np.argmax(levels))


def _quantile(errors: np.ndarray, coverage: float) -> float:
    """The (1 + n) * coverage-th smallest error; infinite where n is too small."""
    known = np.sort(errors[np.isfinite(errors)])
    rank = int(np.ceil((len(known) + 1) * coverage - 1e-9))
    return float(known[rank - 1]) if rank <= len(known) else float("inf")


def _size(
    kind: Kind, table: np.ndarray, radius: float, levels: Sequence[float]
) -> float:
    if kind == "multilabel":
        return float((table >= 1 - radius - 1e-12).sum(1).mean())
    if kind in ONE_CLASS:
        least = np.minimum(1 - radius, table.max(1))
        return float((table >= least[:, None]).sum(1).mean())
    if ends := _ends(kind, levels):
        return float((table[:, ends[1]] - table[:, ends[0]]).mean()) + 2 * radius
    return 2 * radius
