"""Linear models by L-BFGS, over dense and sparse features beside each other."""

import math
import time

import numpy as np
import scipy.sparse
import torch
from scipy.linalg import cholesky, solve_triangular
from scipy.special import expit, log_softmax, softmax

from templates.blocks.joining import Matrix

NARROW, ROWS, PRODUCTS = 4, 6000, 10
"""Outputs from which, and rows up to which, there may be fewer unknowns by rows; with
fewer outputs where features have more than a tenth as many numbers as rows products,
as those of long texts have (spam mail: 0.9 instead of 1.7 s)."""
ROUNDING = 1e-4
"""What is added to the product of a row with itself: some rows are equal, or others'
sums but for rounding."""
DENSE, COLUMNS_AT_ONCE = 30, 8192
"""Of so many rows one has what is counted as if all had it; columns taken at once."""
ITERATIONS, BETWEEN = 60, 20
"""Of L-BFGS at most, and between looks at the clock. 200 are no better on pictures of
emojis and icons (macro-F1 0.363 and 0.262, here 0.363 and 0.273), and take twice as
long."""

BEND = 0.05
"""Half the width of the middle of a pinball loss, in deviations of the numbers."""


def softmax_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed cross-entropy of scores (N, C) for shares (N, C), and its gradient."""
    return -(y * log_softmax(scores, axis=1)).sum(), softmax(scores, axis=1) - y


def sigmoid_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed cross-entropy of scores (N, L) for labels (N, L), and its gradient."""
    return (np.logaddexp(0, scores) - y * scores).sum(), expit(scores) - y


def huber_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed Huber loss of scores (N, K) for numbers (N, K), NaN for unknown ones, and
    its gradient: squares up to a tenth, straight beyond."""
    away = np.nan_to_num(scores - y)
    near = away.clip(-0.1, 0.1)
    return (near * (away - near / 2)).sum(), near


def square_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed half squares of scores (N, K) for numbers (N, K), NaN for unknown ones,
    and its gradient."""
    away = np.nan_to_num(scores - y)
    return (away**2).sum() / 2, away


def pinball_loss(
    levels: tuple[float, ...], scores: np.ndarray, y: np.ndarray
) -> tuple[float, np.ndarray]:
    """Summed pinball loss of scores (N, K), the quantiles at `levels`, for numbers
    (N, K), NaN for unknown ones, and its gradient; bent, not broken, in the middle."""
    away = np.nan_to_num(scores - y)
    weight = np.where(away > 0, 1 - np.array(levels), np.array(levels))
    near = (away / BEND).clip(-1, 1)
    value = weight * near * (away - near * BEND / 2)
    return value.sum(), weight * near


def linear_goal(y: torch.Tensor) -> tuple[np.ndarray, object]:
    """Targets (N, K) of a linear model, and its loss: classes by the cross-entropy,
    numbers standardised by squares."""
    if not y.dtype.is_floating_point:
        return np.eye(int(y.max()) + 1)[y.numpy()], softmax_loss
    values = y.reshape(len(y), -1)
    spread = (values - values.nanmean(dim=0)).square().nanmean(dim=0).sqrt()
    spread = torch.where(spread > 0, spread, 1.0)
    return ((values - values.nanmean(dim=0)) / spread).double().numpy(), square_loss


def linear_scores(parts: list[Matrix], weights: np.ndarray) -> np.ndarray:
    """(N, C) of parts (N, F_m) by weights (1 + sum of F_m, C), the bias first."""
    total, start = weights[0].astype(np.float64), 1
    for part in parts:
        piece = weights[start : start + part.shape[1]].astype(part.dtype)
        total = total + part @ piece
        start += part.shape[1]
    return total


def choose_penalty(
    parts: list[Matrix],
    y: np.ndarray,
    other: list[Matrix],
    y_other: np.ndarray,
    loss,
    strengths: list[float],
    start: np.ndarray,
    deadline: float,
    gains: list[float] | None = None,
) -> tuple[float, float, np.ndarray]:
    """(penalty, its summed loss on the `other` rows, weights (1 + F, C)) of the one
    penalty of `strengths`, from strong to weak, that has the least such loss; parts
    count by their `gains`, if there are any.

    Each begins where the one before ended; it ends where weaker ones only get worse.
    """
    space = _space(parts, y, gains)
    now, best = space.inward(start), (strengths[0], math.inf, start)
    for strength in strengths:
        now = least(space.parts, y, loss, strength, now, deadline)
        weights = space.outward(now)
        value = float(loss(linear_scores(other, weights), y_other)[0])
        if value < best[1]:
            best = strength, value, weights
        if value > 1.1 * best[1] or time.monotonic() > deadline:
            break
    return best


def fit_linear(
    parts: list[Matrix],
    y: np.ndarray,
    loss,
    strength: float,
    start: np.ndarray,
    deadline: float,
    gains: list[float] | None = None,
) -> np.ndarray:
    """Weights (1 + F, C), from `start`, of the least mean loss on targets (N, C) plus
    `strength` / 2 times the sum of their squares, the bias apart; some steps are taken
    even where the deadline is over."""
    space = _space(parts, y, gains)
    inner = space.inward(start)
    return space.outward(least(space.parts, y, loss, strength, inner, deadline))


def _space(
    parts: list[Matrix], y: np.ndarray, gains: list[float] | None
) -> "RowSpace | FeatureSpace":
    gains = gains or [1.0] * len(parts)
    rows, outputs = y.shape
    features = sum(part.shape[1] for part in parts)
    numbers = sum(getattr(part, "nnz", part.size) for part in parts)
    quicker = outputs >= NARROW or rows**2 < PRODUCTS * numbers
    fewer = rows <= ROWS and 2 * rows < features
    return (RowSpace if quicker and fewer else FeatureSpace)(parts, gains)


class FeatureSpace:
    """One unknown for each feature, as much as its part counts."""

    def __init__(self, parts: list[Matrix], gains: list[float]):
        told = list(zip(parts, gains, strict=True))
        self.parts = [part if gain == 1 else part * gain for part, gain in told]
        columns = [np.full((part.shape[1], 1), gain) for part, gain in told]
        self.gains = np.concatenate([np.ones((1, 1)), *columns])

    def inward(self, weights: np.ndarray) -> np.ndarray:
        return weights / self.gains

    def outward(self, inner: np.ndarray) -> np.ndarray:
        return inner * self.gains


class RowSpace:
    """The same linear model with one unknown for each row instead of each feature.

    The best weights are sums of the rows of features (Kimeldorf and Wahba 1971), so a
    square root R (N, N) of the products between rows can stand for parts (N, F_m): it
    gives the same scores and the same penalty. Of 2900 icons with 37
    labels, five penalties on their words in two columns took 18 s instead of 24, on
    those of both together 9 instead of 18.
    """

    def __init__(self, parts: list[Matrix], gains: list[float]):
        self.wide = list(zip(parts, gains, strict=True))
        products = sum(g**2 * row_products(p).astype(np.float64) for p, g in self.wide)
        products[np.diag_indices_from(products)] += ROUNDING * max(gains) ** 2
        root = cholesky(products, lower=True, overwrite_a=True, check_finite=False)
        self.root = root.astype(np.float32)
        self.parts: list[Matrix] = [self.root]

    def inward(self, weights: np.ndarray) -> np.ndarray:
        """Weights (1 + N, C) that say what weights (1 + F, C) say."""
        scores = linear_scores([p for p, _ in self.wide], weights) - weights[0]
        inner = solve_triangular(self.root, scores, lower=True, check_finite=False)
        return np.concatenate([weights[:1], inner])

    def outward(self, inner: np.ndarray) -> np.ndarray:
        """Weights (1 + F, C) of weights (1 + N, C)."""
        shares = solve_triangular(
            self.root, inner[1:], lower=True, trans="T", check_finite=False
        )
        wide = (gain**2 * (part.T @ shares) for part, gain in self.wide)
        return np.concatenate([inner[:1], *wide])


def row_products(part: Matrix) -> np.ndarray:
    """Products of the rows of a part (N, F) with each other: (N, N). Columns that many
    rows have are multiplied as dense ones: 1033 licences 0.4 s instead of 4.0."""
    if not scipy.sparse.issparse(part):
        return part @ part.T
    columns = scipy.sparse.csc_matrix(part)
    often = np.diff(columns.indptr) > part.shape[0] / DENSE
    rare = columns[:, ~often].tocsr()
    total = torch.from_numpy((rare @ rare.T).toarray())
    for some in np.array_split(
        np.flatnonzero(often), often.sum() // COLUMNS_AT_ONCE + 1
    ):
        dense = torch.from_numpy(columns[:, some].toarray())
        total.addmm_(dense, dense.T)
    return total.numpy()


def least(
    parts: list[Matrix],
    y: np.ndarray,
    loss,
    strength: float,
    start: np.ndarray,
    deadline: float = -math.inf,
    change: float = 1e-6,
) -> np.ndarray:
    """Weights (1 + F, C), from `start`, of the least mean loss and penalty; after so
    many steps as there are between looks at the clock, or `ITERATIONS` if there is time
    until the `deadline` (`time.monotonic`)."""
    weights, rows = torch.from_numpy(start.copy()), len(y)

    def objective() -> float:
        value, slope = loss(linear_scores(parts, weights.numpy()), y)
        slopes = [slope.sum(axis=0, keepdims=True)]
        slopes += [part.T @ slope.astype(part.dtype) for part in parts]
        weights.grad = torch.from_numpy(np.concatenate(slopes) / rows)
        weights.grad[1:] += strength * weights[1:]
        return value / rows + 0.5 * strength * weights[1:].square().sum().item()

    # SciPy's, which allows for bounds, took longer for its own sums than for products.
    search = torch.optim.LBFGS(
        [weights],
        max_iter=BETWEEN,
        tolerance_change=change,
        tolerance_grad=change / 10,
        history_size=10,
        line_search_fn="strong_wolfe",
    )
    taken = 0
    while taken < ITERATIONS:  # late or not, what has learnt nothing is of no use
        search.step(objective)  # type: ignore[arg-type]
        before, taken = taken, search.state[weights]["n_iter"]
        if taken == before or taken % BETWEEN or time.monotonic() > deadline:
            break
    return weights.numpy()
