"""How much each part of a linear model's features counts beside the others."""

import time

import numpy as np
import scipy.sparse
from scipy.linalg import cholesky, solve_triangular

from templates.blocks.joining import Matrix
from templates.blocks.linear_fit import ROUNDING, least, row_products

SOME, MORE, JUDGES = 800, 1600, 50
"""Rows that are looked at, and of those that judge, at most, at first and where there
is time; fewer judges than 50 are no reason to prefer anything."""
DEARER = 4
"""Times as long as some rows take, more of them may."""
STEP, MOST_GAIN = 2.0, 8.0
"""Gains rise and fall by this factor at a time, and by that in all."""
BETTER, SURELY, BLOCKS = 0.003, 1.0, 20
"""Part of the loss by which other gains have to be better, and standard errors of that,
by blocks of the rows that judge."""
CHANGE = 1e-9
"""Of the loss in a step, at which a fit ends: one that begins where that of other gains
ended, nearly without a loss, would end there at once by what is enough elsewhere."""
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
    end, gains = now + (deadline - now) / 3, np.ones(len(parts))
    tried = [penalty / half for penalty in penalties for half in (1.0, HALF)]
    for rows in (SOME, MORE):
        found = PartGains(parts, y, other, y_other, loss, bias, rows, gains)
        found.choose(tried, end)
        gains = found.gains
        tried = [found.penalty * HALF**step for step in (2, 1, 0, -1, -2, -3)]
        then, now = now, time.monotonic()
        if len(y) <= SOME or DEARER * (now - then) > end - now:
            break
    return gains.tolist(), tried


class PartGains:
    """Gains of parts: those to begin with, then what has the least loss on other rows,
    one part and one step at a time.

    Few rows, `some` of both at most, will do, and the products of their rows part by
    part, which have only to be added anew for other gains. What is better by luck of
    the few that judge is not taken (benchmarks/README.md, "Gains of parts").
    """

    def __init__(
        self,
        parts: list[Matrix],
        y: np.ndarray,
        other: list[Matrix],
        y_other: np.ndarray,
        loss,
        bias: np.ndarray,
        some: int,
        gains: np.ndarray,
    ):
        draw = np.random.default_rng(0)
        rows, judges = (draw.permutation(len(n))[:some] for n in (y, y_other))
        self.y, self.y_other, self.loss = y[rows], y_other[judges], loss
        both = [stacked(p[rows], o[judges]) for p, o in zip(parts, other, strict=True)]
        products = [row_products(part).astype(np.float64) for part in both]
        self.within = [p[: len(rows), : len(rows)] for p in products]
        self.across = [p[len(rows) :, : len(rows)] for p in products]
        self.gains, self.penalty, self.best = gains, 1.0, np.full(1, np.inf)
        self.blocks = np.array_split(np.arange(len(judges)), min(BLOCKS, len(judges)))
        self.bias, self.scores = bias, np.zeros((len(rows), bias.shape[1]))

    def choose(self, penalties: list[float], deadline: float) -> None:
        """Try penalties, from strong to weak, and then other gains."""
        self.penalty = penalties[0]
        for penalty in penalties:
            worse = self._try(self.gains, penalty) > 1.1 * self.best.mean()
            if worse or time.monotonic() > deadline:
                break
        before = np.inf if len(self.y_other) >= JUDGES else 0.0
        while self.best.mean() < before and time.monotonic() < deadline:
            before = (1 - BETTER) * self.best.mean()
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
                if far or self._try(changed, self.penalty) > self.best.mean():
                    break

    def _try(self, gains: np.ndarray, penalty: float) -> float:
        """The loss on the other rows; what is surely better is kept."""
        within = sum(g**2 * p for g, p in zip(gains, self.within, strict=True))
        across = sum(g**2 * p for g, p in zip(gains, self.across, strict=True))
        within[np.diag_indices_from(within)] += ROUNDING * gains.max() ** 2
        root = cholesky(within, lower=True, check_finite=False)
        inner = solve_triangular(root, self.scores, lower=True, check_finite=False)
        begin = np.concatenate([self.bias, inner])
        asked = [root.astype(np.float32)], self.y, self.loss, penalty, begin
        found = least(*asked, change=CHANGE)
        shares = solve_triangular(root, found[1:], lower=True, trans="T")
        said = found[0] + across @ shares
        value = np.array(
            [self.loss(said[b], self.y_other[b])[0] / len(b) for b in self.blocks]
        )
        if self._surely(value):
            self.gains, self.penalty, self.best = gains.copy(), penalty, value
            self.bias, self.scores = found[:1], root @ found[1:]
        return value.mean()

    def _surely(self, value: np.ndarray) -> bool:
        """Whether mean losses of blocks (B,) are better beyond their noise."""
        if not np.isfinite(self.best).all():
            return True
        gain = self.best - value
        error = gain.std(ddof=1) / len(gain) ** 0.5
        return gain.mean() > max(BETTER * self.best.mean(), SURELY * error)


def stacked(part: Matrix, other: Matrix) -> Matrix:
    """Rows of one below those of the other."""
    if scipy.sparse.issparse(part):
        return scipy.sparse.vstack([part, other], format="csr")
    return np.concatenate([part, other])
