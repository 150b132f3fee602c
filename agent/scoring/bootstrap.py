"""Bootstrap of every metric at once per resample: metrics of weighted rows, in numpy.

A resample is a row of integer weights, so a metric of weighted rows gives a whole
batch of resamples without a call to scikit-learn for each; on weights of one it equals
`measures.compute`, and a test holds it to that.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from agent.records import Kind
from agent.scoring import measures, weighted_kinds
from agent.scoring.weighted import Weighted, mean, of_classes, of_values

_CHUNK = 1_000_000  # weights held at a time: 8 MB
_SMALL = 2_000  # rows up to which all weights are kept: 16 MB


def weights(rows: int, seed: int, groups: tuple[int, ...] = ()) -> Iterator[np.ndarray]:
    """Resamples of `rows` rows with replacement, as counts (R, rows), in chunks.

    Efron, "Bootstrap methods: another look at the jackknife", 1979. With `groups`, the
    number of each row's group, whole groups are drawn: rows of one are no independent
    witnesses (Field and Welsh, "Bootstrapping clustered data", 2007). Fewer resamples
    of large tables: their intervals are narrow, and the time is what it costs.
    """
    small = rows <= _SMALL
    yield from _kept(rows, seed, groups) if small else _drawn(rows, seed, groups)


@lru_cache(maxsize=2)
def _kept(rows: int, seed: int, groups: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """The resamples of a small table: every trial of a run is scored on the same."""
    found = tuple(_drawn(rows, seed, groups))
    for counts in found:
        counts.flags.writeable = False
    return found


def _drawn(rows: int, seed: int, groups: tuple[int, ...]) -> Iterator[np.ndarray]:
    rng = np.random.default_rng(seed)
    left = 1000 if rows <= 2_000 else 500 if rows <= 20_000 else 200
    step, of = max(1, _CHUNK // rows), np.array(groups, dtype=int)
    size = int(of.max()) + 1 if groups else rows
    while left > 0:
        count = min(step, left)
        drawn = rng.integers(0, size, (count, size)) + size * np.arange(count)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=count * size)
        counts = counts.reshape(count, size).astype(float)
        yield counts[:, of] if groups else counts
        left -= count


def interval(values: np.ndarray, point: float) -> tuple[float, float]:
    """The middle 95 % of the resampled `values`, widened if need be to hold `point`."""
    kept = values[np.isfinite(values)]
    if not len(kept):
        return point, point
    low, high = np.quantile(kept, (0.025, 0.975))
    return float(min(low, point)), float(max(high, point))


def flawless(rows: int) -> float:
    """Lower end of the 95 % interval of a score of 1 on so many rows. No resample of
    rows without an error has one; Wilson's interval of a share (1927) knows better."""
    return rows / (rows + 1.96**2)


def weighted(
    name: str,
    kind: Kind,
    truth: np.ndarray,
    predictions: np.ndarray,
    positive: int,
    quantiles: Sequence[float] = (),
) -> Weighted:
    """Metric `name` as a function of row weights; arguments as `measures.compute`'s,
    with the positive class as an index."""
    if kind == "multilabel":
        return weighted_kinds.of_label_sets(name, truth, predictions)
    if kind == "multitarget":
        return weighted_kinds.over_targets(name, truth, predictions)
    if kind == "survival":
        return weighted_kinds.concordance(truth, np.ravel(predictions))
    if kind == "retrieval":
        return weighted_kinds.of_places(name, truth, predictions)
    if kind == "regression":
        if name == "pinball":
            return mean(measures.pinball(truth, predictions, quantiles))
        return of_values(name, truth, measures.main_value(predictions))
    return of_classes(name, kind, truth, predictions, positive)
