"""the_image, the_series -> outcome.

Features: the_image by patches, the_series by rocket; learner: logistic.
"""

import hashlib
import math
import time
from functools import partial
from pathlib import Path

import numpy as np
import scipy.sparse
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from scipy.linalg import cholesky, solve_triangular
from scipy.special import expit, log_softmax, softmax
from torch import Tensor


def blank_absent(values: np.ndarray, present: Tensor) -> np.ndarray:
    """`values` (N, F) as float32, NaN where a row is not `present` (N,)."""
    return np.where(present.numpy()[:, None], values, np.nan).astype(np.float32)


class PatchFeatures:
    """Pictures (N, C, H, W) to (N, 9 `words`), without a label.

    Coates et al., "An analysis of single-layer networks in unsupervised feature
    learning", 2011: patches of `patch` pixels, their brightness and contrast taken out,
    whitened, clustered by k-means; a patch answers by how much nearer than usual it is
    to each centre, and answers are averaged over a grid of 3 by 3 parts (theirs: 2 by
    2). Pictures are shrunk to `side` pixels first.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        words: int = 256,
        side: int = 32,
        patch: int = 6,
        stride: int = 2,
    ):
        self.words, self.patch, self.stride = words, patch, stride
        self.side = max(patch, min(side, *shape[1:]))
        self.learnt: dict[str, Tensor] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn whitening and centres from patches of up to 1500 pictures."""
        generator = torch.Generator().manual_seed(0)
        order = torch.randperm(len(x[present]), generator=generator)[:1500]
        found = self._patches(x[present][order])  # (n, places, P)
        some = torch.randperm(found.shape[1], generator=generator)[:40]
        rows = (
            found[:, some].flatten(0, 1)
            if len(order)
            else torch.zeros(1, found.shape[2])
        )
        mean = rows.mean(dim=0)
        moved = rows - mean
        values, axes = torch.linalg.eigh(moved.T @ moved / len(rows))
        whiten = (axes / (values + 0.1 * values.mean() + 1e-6).sqrt()) @ axes.T
        rows = moved @ whiten
        centres = rows[torch.randint(len(rows), (self.words,), generator=generator)]
        for _ in range(10):
            nearest = torch.cdist(rows, centres).argmin(dim=1)
            count = nearest.bincount(minlength=self.words).unsqueeze(1)
            total = torch.zeros_like(centres).index_add_(0, nearest, rows)
            centres = torch.where(count > 0, total / count.clamp(min=1), centres)
        self.learnt = {"mean": mean, "whiten": whiten, "centres": centres}

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, 9 words), NaN where no picture is present."""
        mean, whiten, centres = self.learnt.values()
        parts = [torch.zeros(0, 9 * self.words)]
        for some in x.split(64):
            rows = (self._patches(some) - mean) @ whiten
            far = torch.cdist(rows, centres.expand(len(rows), -1, -1))
            near = F.relu(far.mean(dim=2, keepdim=True) - far)  # (n, places, words)
            width = round(near.shape[1] ** 0.5)
            planes = near.transpose(1, 2).unflatten(2, (width, width))
            parts.append(F.adaptive_avg_pool2d(planes, 3).flatten(1))
        return blank_absent(torch.cat(parts).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return self.learnt

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: state[name] for name in ("mean", "whiten", "centres")}

    def _patches(self, x: Tensor) -> Tensor:
        """(N, places, channels * patch^2), each of mean 0, contrasts about alike."""
        small = F.adaptive_avg_pool2d(x.float() / 255, self.side)
        found = F.unfold(small, self.patch, stride=self.stride).transpose(1, 2)
        found = found - found.mean(dim=2, keepdim=True)
        return found / (found.var(dim=2, keepdim=True) + 0.01).sqrt()


def inside(x: Tensor) -> Tensor:
    """Which steps of series (B, T, C) are not behind its end: (B, T) bool.

    Shorter series are filled up with zeros in every channel. The first step counts
    always, so that means over a missing series stay finite.
    """
    later = (x != 0).any(dim=2).flip(1).cumsum(dim=1).flip(1)  # filled from here on
    first = torch.arange(x.shape[1], device=x.device) == 0
    return (later > 0) | first


def random_kernels(
    steps: int, channels: int, count: int, seed: int
) -> tuple[Tensor, list[int]]:
    """Weights (kernels, channels, 9) and a dilation for each equal part of them.

    As in ROCKET (Dempster et al. 2020): normal, centred, over up to three channels,
    dilations powers of two up to the length.
    """
    generator = torch.Generator().manual_seed(seed)
    scales = max(1, int(math.log2(max(1, (steps - 1) / 8))) + 1)
    each = math.ceil(count / scales)
    weight = torch.randn(scales * each, channels, 9, generator=generator)
    weight = weight - weight.mean(dim=2, keepdim=True)
    chance = torch.rand(scales * each, channels, generator=generator)
    order = chance.argsort(dim=1).argsort(dim=1)
    most = min(channels, 3) + 1
    used = order < torch.randint(1, most, (scales * each, 1), generator=generator)
    return weight * used[:, :, None], [2**i for i in range(scales)]


def convolve_all(x: Tensor, weight: Tensor, dilations: list[int]):
    """Yields (N, part of the kernels, T) of series (N, C, T), a part per dilation."""
    for n, part in zip(dilations, weight.chunk(len(dilations)), strict=True):
        yield F.conv1d(x, part, padding=4 * n, dilation=n)


SHORTEST = 4
SPANS = (2, 4, 8, 16, 32)


def own_figures(x: Tensor) -> Tensor:
    """Series (N, T, C) that may end in zeros to (N, F): the logarithm of their lengths,
    and `series_figures` over the time that each has."""
    steps = inside(x).sum(dim=1)
    spans = steps.clamp(min=min(SHORTEST, x.shape[1]))
    width = series_figures(x.new_zeros(1, x.shape[2], x.shape[1])).shape[1]
    found = torch.zeros(len(x), width)
    for span in spans.unique().tolist():
        rows = spans == span
        found[rows] = series_figures(x[rows, :span].transpose(1, 2))
    return torch.cat([steps.float().log()[:, None], found], dim=1)


def end_figures(x: Tensor) -> Tensor:
    """Series (N, T, C) that may end in zeros to (N, F): where each channel begins and
    ends, its last change, and for more than 16 steps what it changed by in the last 2,
    4, 8, … of them."""
    last = inside(x).sum(dim=1).clamp(min=1) - 1
    rows = torch.arange(len(x))
    spans = [1] + [k for k in SPANS if 2 * k < x.shape[1] and x.shape[1] > 16]
    end = x[rows, last]
    changes = [end - x[rows, (last - span).clamp(min=0)] for span in spans]
    return torch.cat([x[:, 0], end, *changes], dim=1)


def series_figures(x: Tensor, bands: int = 8, parts: int = 3) -> Tensor:
    """Series (N, C, T) to (N, F): of each channel mean, deviation, quantiles, those of
    its changes, crossings of the mean, means of `parts` of the time and the power in
    `bands` of frequencies; of each two channels their correlation."""
    change = x.diff(dim=2) if x.shape[2] > 1 else torch.zeros_like(x)
    moved = x - x.mean(dim=2, keepdim=True)
    marks = torch.tensor([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0])
    found = [x.mean(dim=2), x.std(dim=2, correction=0), x.square().mean(dim=2)]
    found += list(x.quantile(marks, dim=2))
    found += [change.std(dim=2, correction=0), change.abs().mean(dim=2)]
    found += list(change.quantile(marks[[1, 3, 5]], dim=2))
    found.append((moved[:, :, 1:] * moved[:, :, :-1] < 0).float().mean(dim=2))
    found += [
        part.mean(dim=2) for part in x.tensor_split(parts, dim=2) if part.shape[2]
    ]
    power = torch.fft.rfft(moved, dim=2).abs().square()[:, :, 1:]
    edges = np.geomspace(1, power.shape[2] + 1, bands + 1).astype(int) - 1
    for low, high in zip(edges, np.maximum(edges[1:], edges[:-1] + 1), strict=False):
        found.append(power[:, :, low:high].sum(dim=2).log1p())
    scale = moved.square().mean(dim=2).sqrt().clamp(min=1e-6)
    alike = moved @ moved.transpose(1, 2) / moved.shape[2]
    alike = alike / scale[:, :, None] / scale[:, None]
    above = torch.triu_indices(x.shape[1], x.shape[1], 1)
    found.append(alike[:, above[0], above[1]])
    return torch.cat(found, dim=1)


class RocketFeatures:
    """Series (N, T, C) to (N, F): `own_figures`, of at most `short` steps `end_figures`
    beside them, and 3 numbers for each kernel.

    That are the shares of a series' time in which it exceeds its 25, 50 and 75 %
    quantile of the training rows, as in MiniRocket (Dempster et al. 2021), whose
    kernels are fixed where these are random.
    """

    def __init__(self, shape: tuple[int, ...], *, kernels: int = 400, short: int = 100):
        self.short, self.shape = shape[0] <= short, shape
        self.steps, channels = shape
        self.weight, self.dilations = random_kernels(self.steps, channels, kernels, 0)
        self.levels = torch.zeros(0)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the levels of every kernel from up to 200 of the training rows."""
        known = x[present].float()
        known = known[:: len(known) // 200 + 1]
        if not len(known):
            known = torch.zeros(1, *x.shape[1:])
        marks = torch.tensor([0.25, 0.5, 0.75])
        every = max(1, self.steps // 50)
        levels, seen = [], inside(known)[:, ::every]
        for y in convolve_all(known.transpose(1, 2), self.weight, self.dilations):
            answers = y[:, :, ::every].transpose(0, 1)[:, seen]  # (kernels, samples)
            level = answers.quantile(marks, dim=1).T
            levels.append(
                level + 1e-3 * answers.std(dim=1, keepdim=True)
            )  # off samples
        self.levels = torch.cat(levels)  # (kernels, 3)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no series is present."""
        parts = []
        levels = self.levels.chunk(len(self.dilations))
        for some in x.float().split(128):
            seen, found = inside(some)[:, None], []
            answers = convolve_all(some.transpose(1, 2), self.weight, self.dilations)
            for y, level in zip(answers, levels, strict=True):
                for i in range(3):
                    over = ((y > level[:, i : i + 1]) & seen).float().sum(dim=2)
                    found.append(over / seen.sum(dim=2))
            own = [own_figures(some), *([end_figures(some)] if self.short else [])]
            parts.append(torch.cat([*own, *found], dim=1))
        return blank_absent(torch.cat(parts).numpy(), present)

    @property
    def widths(self) -> tuple[int, ...]:
        """Columns of figures, of the ends of short series, and of kernels."""
        blank = torch.zeros(1, *self.shape)
        ends = (end_figures(blank).shape[1],) if self.short else ()
        return own_figures(blank).shape[1], *ends, self.levels.numel()

    def state(self) -> dict[str, Tensor]:
        return {"levels": self.levels}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.levels = state["levels"]


Matrix = np.ndarray | scipy.sparse.csr_matrix


def beside(parts: dict[str, Matrix]) -> Matrix:
    """All columns of parts (N, F_m) in one (N, F), sparse if one of them is."""
    if any(scipy.sparse.issparse(part) for part in parts.values()):
        return scipy.sparse.hstack(list(parts.values()), format="csr", dtype=np.float32)
    return np.concatenate(list(parts.values()), axis=1)


def apart(name: str, part: Matrix, widths: tuple[int, ...]) -> dict[str, Matrix]:
    """A part (N, F), or, where there are `widths`, its pieces of so many columns each,
    so that a learner may let them count differently."""
    if len(widths) < 2:
        return {name: part}
    ends = np.cumsum(widths)
    pieces = zip(ends - widths, ends, strict=True)
    return {f"{name}/{i}": part[:, a:b] for i, (a, b) in enumerate(pieces)}


def take_rows(parts: dict[str, Matrix], index: np.ndarray) -> dict[str, Matrix]:
    """The rows `index` of every part."""
    return {name: part[index] for name, part in parts.items()}


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


class PartScale:
    """Standardises dense parts (N, F) and makes their rows about as long as those of
    sparse ones, 1: no modality counts more for having more numbers.

    Gaps become the mean. Numbers are clipped to five deviations.
    """

    def fit(self, parts: dict[str, Matrix]) -> None:
        """Learn mean and deviation of dense columns."""
        self.mean: dict[str, np.ndarray] = {}
        self.deviation: dict[str, np.ndarray] = {}
        for name, part in parts.items():
            if not scipy.sparse.issparse(part):
                known = np.ma.masked_invalid(part.astype(np.float64))
                spread = known.std(axis=0).filled(0.0)
                self.mean[name] = known.mean(axis=0).filled(0.0).astype(np.float32)
                self.deviation[name] = np.where(spread > 1e-6, spread, np.inf)

    def __call__(self, parts: dict[str, Matrix]) -> list[Matrix]:
        """The parts, scaled, float32."""
        scaled = []
        for name, part in parts.items():
            if not scipy.sparse.issparse(part):
                z = (part - self.mean[name]) / self.deviation[name]
                used = max(1, np.isfinite(self.deviation[name]).sum())
                part = np.nan_to_num(z).clip(-5, 5).astype(np.float32) / used**0.5
            scaled.append(part)
        return scaled

    def state(self) -> dict[str, Tensor]:
        learnt = {"mean": self.mean, "deviation": self.deviation}
        return {
            f"{what}.{name}": torch.from_numpy(value.astype(np.float32))
            for what, of in learnt.items()
            for name, value in of.items()
        }

    def restore(self, state: dict[str, Tensor]) -> None:
        learnt: dict[str, dict] = {"mean": {}, "deviation": {}}
        for key, value in state.items():
            what, _, name = key.partition(".")
            if what in learnt:
                learnt[what][name] = value.numpy()
        self.mean, self.deviation = learnt["mean"], learnt["deviation"]


STEPS = np.linspace(0.0, 1.5, 16)


def rare_first(chances: np.ndarray, targets: np.ndarray, shares: np.ndarray) -> float:
    """The power of `shares` (C,) to divide chances (N, C) by for the best macro F1.

    Of the powers within half a standard error of the best, the mean: on few rows one
    alone is luck.
    """
    scores = np.array([macro_f1(chances / shares**step, targets) for step in STEPS])
    margin = 0.5 * (scores.max() * (1 - scores.max()) / len(targets)) ** 0.5
    return float(STEPS[scores >= scores.max() - margin].mean())


def macro_f1(chances: np.ndarray, targets: np.ndarray) -> float:
    """Mean over the classes that `targets` (N,) has of their F1."""
    said = chances.argmax(axis=1)
    right = np.bincount(targets[said == targets], minlength=chances.shape[1])
    true = np.bincount(targets, minlength=chances.shape[1])
    count = np.bincount(said, minlength=chances.shape[1])
    return float((2 * right / np.maximum(true + count, 1))[true > 0].mean())


class LogisticRegression:
    """Features to probabilities (N, `outputs`), linear in them; multinomial.

    `search` finds how much each part counts (`part_gains`) and the penalty, a half
    power of ten from 0.001 to about 10^`weakest`, by the loss on validation rows; `fit`
    trains with them. With `even`, classes are said as is best for the mean F1 of all.
    """

    def __init__(self, outputs: int, *, weakest: float = -7.0, even: bool = False):
        self.outputs, self.even = outputs, even
        self.strengths = 10.0 ** np.arange(-3.0, weakest - 0.1, -1.0)
        self.scale = PartScale()
        self.gains: list[float] | None = None
        self.weights = torch.ones(outputs)  # of the classes, when one is said

    def search(
        self,
        parts: dict[str, Matrix],
        y: Tensor,
        fit,
        valid,
        deadline: float,
        seed: int,
    ) -> dict[str, float]:
        """Train on the rows `fit` as often as it takes; returns what was chosen."""
        self.scale.fit(take_rows(parts, fit))
        x = self.scale(take_rows(parts, fit))
        other = self.scale(take_rows(parts, valid))
        one_hot = np.eye(self.outputs)[y.numpy()]
        shares = one_hot[fit].mean(axis=0) + 1e-3
        start = np.zeros((1 + sum(part.shape[1] for part in x), self.outputs))
        start[0] = np.log(shares)
        asked = x, one_hot[fit], other, one_hot[valid], softmax_loss
        self.gains, near = part_gains(
            *asked, self.strengths.tolist(), start[:1], deadline
        )
        self.strength, least, self.coefficients = choose_penalty(
            *asked, near, start, deadline, self.gains
        )
        if self.even:
            chances = self.predict(take_rows(parts, valid)).numpy()
            power = rare_first(chances, y.numpy()[valid], shares)
            self.weights = torch.from_numpy(shares**-power).float()
        return {"penalty": self.strength, "valid_loss": least / len(valid)}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows with the penalty that `search` found best."""
        one_hot = np.eye(self.outputs)[y.numpy()]
        self.coefficients = fit_linear(
            self.scale(parts),
            one_hot,
            softmax_loss,
            self.strength,
            self.coefficients,
            deadline,
            self.gains,
        )

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        scores = linear_scores(self.scale(parts), self.coefficients)
        chances = torch.from_numpy(scores).softmax(dim=1).float() * self.weights
        return chances / chances.sum(dim=1, keepdim=True)

    @property
    def params(self) -> int:
        """Coefficients, the bias among them."""
        return self.coefficients.size

    def state(self) -> dict[str, Tensor]:
        learnt = {"coefficients": torch.from_numpy(self.coefficients).float()}
        return learnt | {"weights": self.weights} | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.coefficients = state["coefficients"].numpy()
        self.weights = state["weights"]
        self.scale.restore(state)


PAYS = 0.1
"""Seconds of computing from which features are kept; less than that, files cost too."""
MOST_KEPT = 2**27
"""Bytes of features above which they are made anew each time."""


class KeptFeatures:
    """Features that take what they have learnt and made before from the folder `known`,
    and leave what is new in `new`; values are the same to the last bit.

    Files are named after the features as they were before they learnt, and the tensors
    that they were given, so that one can't be taken for another.
    """

    def __init__(self, features, known: Path, new: Path):
        self.features, self.known, self.new = features, known, new
        self.plain = hashlib.sha256(told(features).encode()).hexdigest()
        self.spent = self.spared = 0.0

    def __getattr__(self, name: str):
        """All else is the features' own: their state."""
        return getattr(self.features, name)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn from training rows, or recall what was learnt from them."""
        begin = time.monotonic()
        self.name = self._name(self.plain, x, present)
        state = self.known / f"{self.name}.safetensors"
        if state.exists():
            self.features.restore(load_file(state))
        else:
            self.features.fit(x, present)
        self.spent = time.monotonic() - begin

    def __call__(self, x: Tensor, present: Tensor) -> Matrix:
        """What the features themselves give."""
        name = f"{self._name(self.name, x, present)}.safetensors"
        if (self.known / name).exists():
            kept = load_file(self.known / name)
            self.spared += kept["/seconds"].item()
            return matrix_of(kept)
        begin = time.monotonic()
        made = self.features(x, present)
        spent = time.monotonic() - begin + self.spent
        if spent > PAYS:
            self._keep(name, tensors_of(made) | {"/seconds": torch.tensor(spent)})
        return made

    def _keep(self, name: str, made: dict[str, Tensor]) -> None:
        state = {key: v.contiguous() for key, v in self.features.state().items()}
        if max(map(size_of, (made, state))) < MOST_KEPT:
            self.new.mkdir(exist_ok=True)
            save_file(state, self.new / f"{self.name}.safetensors")
            save_file(made, self.new / name)

    def _name(self, before: str, x: Tensor, present: Tensor) -> str:
        given = hashlib.sha256(f"{before} {x.dtype} {tuple(x.shape)}".encode())
        for tensor in (x, present):
            given.update(tensor.contiguous().numpy().data)
        return given.hexdigest()[:32]


def told(value) -> str:
    """What a value consists of: the same in every process for what is made alike."""
    if isinstance(value, Tensor | np.ndarray):
        return f"{value.dtype} {value.tolist()}"
    if isinstance(value, partial):
        return told([value.func, value.args, value.keywords])
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {told(v)}' for key, v in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(told, value))}]"
    if hasattr(value, "__qualname__"):  # a function
        return value.__qualname__
    if hasattr(value, "__dict__"):
        return f"{type(value).__name__} {told(vars(value))}"
    return repr(value)


def size_of(tensors: dict[str, Tensor]) -> int:
    """Bytes of all of them."""
    return sum(value.numel() * value.element_size() for value in tensors.values())


def tensors_of(made: Matrix) -> dict[str, Tensor]:
    """A matrix, dense or sparse, as files keep it."""
    if isinstance(made, np.ndarray):
        return {"dense": torch.from_numpy(made).contiguous()}
    parts = {"data": made.data, "indices": made.indices, "indptr": made.indptr}
    parts["shape"] = np.array(made.shape)
    return {name: torch.from_numpy(part) for name, part in parts.items()}


def matrix_of(tensors: dict[str, Tensor]) -> Matrix:
    """What `tensors_of` was given."""
    parts = {name: value.numpy() for name, value in tensors.items()}
    if "dense" in parts:
        return parts["dense"]
    inside = parts["data"], parts["indices"], parts["indptr"]
    return scipy.sparse.csr_matrix(inside, shape=tuple(parts["shape"]))


def recalling(features: dict, data: Path, out: Path) -> dict:
    """`features`, with their work kept where `data` has a folder `cache` for it; of
    those that learn from targets, what they count before that."""
    if not (data / "cache").is_dir():
        return features
    kept = data / "cache", out / "kept"
    for one in features.values():
        if hasattr(one, "fit_targets") and hasattr(one, "counts"):
            one.counts = KeptFeatures(one.counts, *kept)
    return {
        name: one if hasattr(one, "fit_targets") else KeptFeatures(one, *kept)
        for name, one in features.items()
    }


class ClassicalModel:
    """Features of every modality beside each other, and one learner.

    `parts` takes, by modality name, the tensors (N, ...) and the masks (N,) of what is
    present; features of what is absent are NaN, or zero where they are sparse.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        self.features = {
            "the_image": PatchFeatures(shapes["the_image"]),
            "the_series": RocketFeatures(shapes["the_series"]),
        }
        self.learner = LogisticRegression(3, even=True)

    def keep_features(self, data: Path, out: Path) -> None:
        """Make features of the rows of `data` once in a run, not in each training."""
        self.features = recalling(self.features, data, out)

    def fit_features(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> None:
        """Learn the features' own figures from training rows, without their targets."""
        for name, features in self.features.items():
            features.fit(x[name], present[name])

    def parts(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> dict[str, Matrix]:
        """Features (N, F_m) by modality, and which of the modalities are present."""
        parts: dict[str, Matrix] = {}
        for name, features in self.features.items():
            whole = features(x[name], present[name])
            parts |= apart(name, whole, getattr(features, "widths", ()))
        masks = [present[name].numpy() for name in self.features]
        return parts | {"/present": np.stack(masks, axis=1).astype(np.float32)}

    def state(self) -> dict[str, torch.Tensor]:
        """Everything that was learnt."""
        owners = {**self.features, "/learner": self.learner}
        return {
            f"{owner}/{name}": value.contiguous()
            for owner, learnt in owners.items()
            for name, value in learnt.state().items()
        }

    def restore(self, state: dict[str, torch.Tensor]) -> None:
        """Take over what `state` gave."""
        owners = {**self.features, "/learner": self.learner}
        for owner, learnt in owners.items():
            start = f"{owner}/"
            learnt.restore(
                {
                    name.removeprefix(start): value
                    for name, value in state.items()
                    if name.startswith(start)
                }
            )
