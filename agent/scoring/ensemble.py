"""Which trials to average, with which weights: greedy selection with replacement.

Caruana et al., "Ensemble selection from libraries of models", 2004, with its guards for
few rows: a sorted start, bagging over resamples of the rows, few members.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from agent.records import Kind
from agent.scoring import bootstrap, calibrate
from agent.scoring.blend import scores_of, shares_of
from agent.scoring.metrics import CLASSES, METRICS
from agent.scoring.worth import likeliest, of_saying

MEMBERS = 8
"""Different trials of an ensemble, at most."""
PICKS = 16
"""Picks of one selection, repeats included: weights come in sixteenths."""
START = 4
"""Members of the sorted start, at most."""
BAGS, FEW_BAGS = 10, 3
"""Resamples of the rows; the few where a guess will do."""
SEED = 2004
"""Of the bags; one that no data is made with, since bags would then follow its rows."""
CELLS = 2_000_000
"""Predicted numbers of all candidates on the rows of the selection, at most."""
PAIRED_ROWS = 400
"""Rows at most where a metric compares pairs of them."""
ENOUGH = 0.97
"""Part of the whole ensemble's gain that a smaller one has to keep."""
EVEN = 0.5
"""Part of the weights that contenders of a race, which are few and of several kinds,
may share evenly: what a few hundred rows say of a mean is partly luck. Measured in
benchmarks/README.md."""
FAR = 3.0
"""Standard deviations behind the best from which a contender has no such part."""
TIE = 2.0
"""Weight of the log loss beside a metric of classes, which looks at few rows (those
near a threshold, those of a rare class), has ties, and so is easily fitted to noise. Of
16 finished runs on five folders, this against 0.2 was better on the hidden rows in 11,
worse in 2, by 1.1 % of the score on average; 1 and 4 do nearly as well."""
LABELS_TIE = 0.5
"""The same of label sets, which are decided with an offset in the end: members move
their logits to have the threshold at a half, so a log loss says less of them. Of four
finished runs on icons, each with six draws of 70 % of the rows, an offset and this
against no offset and 2 were better on other rows in all, by 0.0075 of macro-F1 on
average; of two on emoji, classes, worse by 0.005: they keep what they had."""


@dataclass(frozen=True)
class Selected:
    """The members by number, their weights, and what they promise."""

    weights: dict[int, float]
    """Member -> weight, the heaviest first; they sum to 1."""
    out_of_bag: float
    """Mean gain over the best single member, both chosen on resamples of the rows, on
    the rows that these left out; positive is better. 0 for a single member."""
    doubt: float = 0.0
    """Standard error of `out_of_bag` over the resamples."""


@dataclass(frozen=True)
class Task:
    """What is optimised, and on what."""

    name: str
    kind: Kind
    truth: np.ndarray
    positive: int
    quantiles: Sequence[float] = ()
    groups: tuple[int, ...] = ()
    """The number of each row's group, which a resample has as a whole; () for none."""
    shares: np.ndarray | None = None
    """Of the classes among the training rows; None where there are none."""

    def rows(self, tables: int, width: int) -> int:
        """So many first rows are enough, and not too slow."""
        paired = self.kind == "survival"
        looks = len(calibrate.COARSE) if self.kind == "multilabel" else 1
        most = PAIRED_ROWS if paired else CELLS // (tables * width * looks)
        return min(len(self.truth), max(most, 100))


Value = Callable[[np.ndarray, np.ndarray], float]
"""(predictions, row weights (1, N)) to a value that is better when larger."""


def select(
    task: Task,
    tables: np.ndarray,
    costs: np.ndarray,
    members: int = MEMBERS,
    count: int = BAGS,
    even: float = 0.0,
) -> Selected:
    """Weights for `tables` (M, N, …), of which the sums of `costs` (M, K) may not pass
    1 in any column, and not more than `members` may have a weight. `count`: bags.

    `even` of the weights are shared evenly unless that is worse on the rows left out;
    with it, nobody is left out for gaining little.

    Raises ValueError if no table alone keeps its costs.
    """
    affordable = (costs <= 1 + 1e-9).all(1)
    if not affordable.any():
        raise ValueError("no member keeps the limits")
    rows = task.rows(len(tables), int(np.prod(tables.shape[2:], dtype=int)))
    truth, tables = task.truth[:rows], tables[:, :rows]
    value = objective(task, truth)
    ones = np.ones((1, rows))
    rng = np.random.default_rng([SEED, rows])
    bags = _bags(rng, count, rows, task.groups[:rows])
    drawn = [  # where a metric has no value, on a resample of one class: all rows
        w if np.isfinite(value(tables[0], w)) else ones
        for w in bags[:, None].astype(float)
    ]
    alone = np.array([[value(table, w) for table in tables] for w in drawn])
    alone[:, ~affordable] = -np.inf
    near = _near(alone)
    parts = sorted({even, 0.0}, reverse=True)
    totals = {part: np.zeros(len(tables)) for part in parts}
    gains: dict[float, list[float]] = {part: [] for part in parts}
    for w, own in zip(drawn, alone, strict=True):
        fitted = greedy(value, tables, w, costs, own, members)
        left_out = (w == 0).astype(float)
        least = value(tables[int(np.argmax(own))], left_out) if left_out.any() else 0.0
        for part in parts:
            shares = (1 - part) * fitted + part * near / near.sum()
            totals[part] += shares / count
            if left_out.any():
                joined = value(average(tables, shares), left_out)
                gains[part].append(joined - least)
    part = max(parts, key=lambda part: np.nanmean(gains[part] or [0.0]))
    total, honest = totals[part], gains[part]
    if even:
        chosen = _heaviest(total, costs, members)
        kept = _told(chosen, total[chosen])
    else:
        kept = _few(value, tables, total, costs, ones, members)
    gain = float(np.nanmean(honest)) if len(kept) > 1 and honest else 0.0
    doubt = float(np.nanstd(honest)) / len(honest) ** 0.5 if honest else 0.0
    return Selected(weights=kept, out_of_bag=gain, doubt=doubt)


def _near(alone: np.ndarray) -> np.ndarray:
    """Which candidates (M,) are not far behind the best one, by what each was worth
    alone on the resamples (B, M)."""
    best = int(np.argmax(alone.mean(0)))
    gaps = alone[:, [best]] - alone
    may = np.isfinite(gaps).all(axis=0)  # who keeps no limit is infinitely far
    gaps = np.where(may, gaps, 0.0)
    return may & (gaps.mean(axis=0) <= FAR * gaps.std(axis=0))


def _bags(
    rng: np.random.Generator, count: int, rows: int, groups: tuple[int, ...]
) -> np.ndarray:
    """Counts (count, rows) of resamples, of whole groups where there are some."""
    size = max(groups) + 1 if groups else rows
    bags = rng.multinomial(size, np.full(size, 1 / size), count)
    return bags[:, list(groups)] if groups else bags


def objective(task: Task, truth: np.ndarray) -> Value:
    """The task's own metric where it is quick, for classes with a part of the log loss,
    which is smooth; else that loss alone. Of label sets, what the best of a few offsets
    of the logits gives."""
    name, kind = task.name, task.kind
    smooth = smooth_loss(kind, truth)
    slow = kind in ("multiclass", "ordinal", "multilabel") and name in (
        "roc_auc",
        "average_precision",
    )
    if smooth and (slow or name in ("ece", "log_loss")):
        return lambda table, w: -smooth(table, w)
    sign = 1.0 if METRICS[name].maximize else -1.0
    several = kind == "multilabel" and calibrate.tunable(name, kind)

    def own(table: np.ndarray, w: np.ndarray) -> float:
        if task.shares is not None and not several:
            table = likeliest(table, of_saying(name, table, task.shares))
        told = name, kind, truth, table, task.positive, task.quantiles
        return sign * float(bootstrap.weighted(*told)(w)[0])

    def value(table: np.ndarray, w: np.ndarray) -> float:
        if not smooth:
            return own(table, w)
        if not several:
            return own(table, w) - TIE * smooth(table, w)
        logits = scores_of(kind, table)
        found = [own(shares_of(kind, logits + cut), w) for cut in calibrate.COARSE]
        return float(np.nanmax(found)) - LABELS_TIE * smooth(table, w)

    return value


def smooth_loss(
    kind: Kind, truth: np.ndarray
) -> Callable[[np.ndarray, np.ndarray], float] | None:
    """Log loss of probabilities under row weights; None for other kinds of tables."""
    if kind not in CLASSES:
        return None

    def loss(table: np.ndarray, w: np.ndarray) -> float:
        if kind == "multilabel":
            hit = np.where(truth > 0, table, 1 - table)
            rows = -np.log(np.maximum(hit, 1e-7)).mean(1)
        else:
            rows = -np.log(np.maximum(table[np.arange(len(truth)), truth], 1e-7))
        return float(w[0] @ rows / w.sum())

    return loss


def average(tables: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Weighted mean (N, …) of `tables` (M, N, …)."""
    return np.tensordot(shares, tables, axes=1)


def greedy(
    value: Value,
    tables: np.ndarray,
    w: np.ndarray,
    costs: np.ndarray,
    alone: np.ndarray,
    members: int = MEMBERS,
) -> np.ndarray:
    """Weights (M,) on rows weighted by `w`, where each by itself has the value `alone`,
    minus infinity if it may not be a member.

    Starts with the best few as far as each of them helps, then adds, with replacement,
    what helps most; the best of all stages counts, the smaller one of equals.
    """
    order = np.argsort(-alone, kind="stable")
    picks = [int(order[0])]
    best, now = list(picks), float(alone[order[0]])
    for place in order[1:START]:
        if not _fits(picks, int(place), costs, members):
            continue
        found = value(tables[[*picks, place]].mean(0), w)
        if not found > now:
            break
        picks, now = [*picks, int(place)], found
        best = list(picks)
    total = tables[picks].sum(0)
    while len(picks) < PICKS:
        options = [
            m
            for m in map(int, order)
            if alone[m] > -np.inf and _fits(picks, m, costs, members)
        ]
        values = [value((total + tables[m]) / (len(picks) + 1), w) for m in options]
        at = int(np.argmax(values))
        picks, total = [*picks, options[at]], total + tables[options[at]]
        if values[at] > now:
            best, now = list(picks), values[at]
        elif len(picks) >= len(best) + 3:
            break  # three picks that helped nothing
    return np.bincount(best, minlength=len(tables)) / len(best)


def _fits(picks: list[int], more: int, costs: np.ndarray, members: int) -> bool:
    """Whether the picks and one more keep the limits together."""
    chosen = sorted({*picks, more})
    within = bool((costs[chosen].sum(0) <= 1 + 1e-9).all())
    return within and len(chosen) <= members


def _few(
    value: Value,
    tables: np.ndarray,
    shares: np.ndarray,
    costs: np.ndarray,
    w: np.ndarray,
    members: int,
) -> dict[int, float]:
    """The heaviest members within the limits, as few as keep most of the gain."""
    chosen = _heaviest(shares, costs, members)
    stages = []
    for count in range(1, len(chosen) + 1):
        some = chosen[:count]
        weights = shares[some] / shares[some].sum()
        stages.append((value(average(tables[some], weights), w), some, weights))
    least = stages[0][0]
    enough = least + ENOUGH * (max(stage[0] for stage in stages) - least)
    _, some, weights = next(stage for stage in stages if stage[0] >= enough)
    return _told(some, weights)


def _heaviest(shares: np.ndarray, costs: np.ndarray, members: int) -> list[int]:
    """Members within the limits, the heaviest first."""
    chosen: list[int] = []
    for m in map(int, np.argsort(-shares, kind="stable")):
        if shares[m] > 0 and _fits(chosen, m, costs, members):
            chosen.append(m)
    return chosen


def _told(members: list[int], weights: np.ndarray) -> dict[int, float]:
    """The weights told are the weights used: they sum to 1 as they are written."""
    rounded = np.round(weights / weights.sum(), 4)
    rounded[0] += 1 - rounded.sum()
    return {m: round(float(x), 4) for m, x in zip(members, rounded, strict=True)}


def risk_scales(tables: np.ndarray) -> tuple[float, ...]:
    """The spread of each member's risks (M, N): they have no unit in common."""
    spreads = (float(np.std(table)) for table in tables)
    return tuple(spread if spread > 0 else 1.0 for spread in spreads)
