"""How much each part of a linear model's features counts beside the others."""

import time

import numpy as np
import scipy.sparse
from scipy.linalg import cholesky, solve_triangular

from templates.blocks.joining import Matrix
from templates.blocks.linear_fit import ROUNDING, least, row_products

SOME, JUDGES = 800, 50
"""Rows that are looked at, and of those that judge, at most; fewer judges than this
are no reason to prefer anything."""
STEP, MOST_GAIN = 2.0, 8.0
"""Gains rise and fall by this factor at a time, and by that in all."""
BETTER = 0.003
"""Part of the loss by which other gains have to be better."""
HALF = 10**0.5
"""Half a power of ten, from penalty to penalty."""


def part_gains(
    parts: list[Matrix],
    y: np.ndarray,
    other: list[Matrix],
    y_other: np.ndarray,
    loss,
    penalties: list[float],
    bias: np.ndarray,
    deadline: float,
) -> tuple[list[float], list[float]]:
    """Factors of parts (N, F_m), and the penalties, from strong to weak, that are worth
    a try with them, by the loss on `other` rows; `bias` (1, C) is where it begins.

    A penalty on squared weights falls on all features alike; a part that counts twice
    as much pays a quarter of it. A third of the time until `deadline` is for this.
    """
    now = time.monotonic()
    found = PartGains(parts, y, other, y_other, loss, bias)
    found.choose(penalties, now + (deadline - now) / 3)
    near = [found.penalty * HALF**step for step in (2, 1, 0, -1, -2, -3)]
    return found.gains.tolist(), near


class PartGains:
    """Gains of parts, 1 to begin with, then what has the least loss on other rows, one
    part and one step at a time.

    Few rows will do, and the products of their rows part by part, which have only to be
    added anew for other gains (benchmarks/README.md, "Gains of parts").
    """

    def __init__(
        self,
        parts: list[Matrix],
        y: np.ndarray,
        other: list[Matrix],
        y_other: np.ndarray,
        loss,
        bias: np.ndarray,
    ):
        draw = np.random.default_rng(0)
        rows, judges = (draw.permutation(len(n))[:SOME] for n in (y, y_other))
        self.y, self.y_other, self.loss = y[rows], y_other[judges], loss
        both = [stacked(p[rows], o[judges]) for p, o in zip(parts, other, strict=True)]
        products = [row_products(part).astype(np.float64) for part in both]
        self.within = [p[: len(rows), : len(rows)] for p in products]
        self.across = [p[len(rows) :, : len(rows)] for p in products]
        self.gains, self.penalty, self.best = np.ones(len(parts)), 1.0, np.inf
        self.bias, self.scores = bias, np.zeros((len(rows), bias.shape[1]))

    def choose(self, penalties: list[float], deadline: float) -> None:
        """Try penalties, from strong to weak, and then other gains."""
        self.penalty = penalties[0]
        for penalty in (p / half for p in penalties for half in (1.0, HALF)):
            worse = self._try(self.gains, penalty, by=0.0) > 1.1 * self.best
            if worse or time.monotonic() > deadline:
                break
        before = np.inf if len(self.y_other) >= JUDGES else self.best
        while self.best < (1 - BETTER) * before and time.monotonic() < deadline:
            before = self.best
            for part in range(len(self.gains)):
                self._move(part, deadline)
            for factor in (HALF, 1 / HALF):
                self._try(self.gains, self.penalty * factor)

    def _move(self, part: int, deadline: float) -> None:
        """Let one part count more, or else less, as long as that is better."""
        for factor in (STEP, 1 / STEP):
            changed = self.gains.copy()
            while time.monotonic() < deadline:
                changed[part] *= factor
                far = not 1 / MOST_GAIN <= changed[part] <= MOST_GAIN
                if far or self._try(changed, self.penalty) > self.best:
                    break

    def _try(self, gains: np.ndarray, penalty: float, by: float = BETTER) -> float:
        """The loss on the other rows; what is better `by` that part is kept."""
        within = sum(g**2 * p for g, p in zip(gains, self.within, strict=True))
        across = sum(g**2 * p for g, p in zip(gains, self.across, strict=True))
        within[np.diag_indices_from(within)] += ROUNDING * gains.max() ** 2
        root = cholesky(within, lower=True, check_finite=False)
        inner = solve_triangular(root, self.scores, lower=True, check_finite=False)
        begin = np.concatenate([self.bias, inner])
        found = least([root.astype(np.float32)], self.y, self.loss, penalty, begin)
        shares = solve_triangular(root, found[1:], lower=True, trans="T")
        value = float(self.loss(found[0] + across @ shares, self.y_other)[0])
        if value < (1 - by) * self.best:
            self.gains, self.penalty, self.best = gains.copy(), penalty, value
            self.bias, self.scores = found[:1], root @ found[1:]
        return value


def stacked(part: Matrix, other: Matrix) -> Matrix:
    """Rows of one below those of the other."""
    if scipy.sparse.issparse(part):
        return scipy.sparse.vstack([part, other], format="csr")
    return np.concatenate([part, other])
