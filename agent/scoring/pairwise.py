"""Metrics of pairs of rows: the order of events, and what is found for what."""

from typing import Any

import numpy as np

_CHUNK = 4_000_000  # pairs of rows held at a time


def concordance(truth: Any, risk: Any) -> float:
    """Share of comparable pairs whose first event has the higher risk; ties in risk
    count half. Harrell et al., "Evaluating the yield of medical tests", 1982."""
    right, pairs = 0.0, 0.0
    for first in chunks(len(risk)):
        comparable, won = pair_scores(truth, risk, first)
        pairs += comparable.sum()
        right += won.sum()
    if not pairs:
        raise ValueError("c_index has no value: no two rows can be compared")
    return float(right / pairs)


def pair_scores(truth: Any, risk: Any, first: Any) -> tuple[Any, Any]:
    """(comparable, won), (n, N) each: rows `first` against all others.

    A pair is comparable if the event of the first is known to come before anything
    happened to the other; at equal times the other must be censored.
    """
    time, event = truth[:, 0], truth[:, 1] > 0
    sooner = time[first, None] < time
    sooner |= (time[first, None] == time) & ~event
    comparable = sooner & event[first, None]
    higher = np.sign(risk[first, None] - risk) / 2 + 0.5
    return comparable, comparable * higher


def chunks(rows: int) -> list[Any]:
    """Row numbers in pieces, so that pairs with all rows fit in memory."""
    return np.array_split(np.arange(rows), max(1, rows * rows // _CHUNK))


def places(truth: Any, predictions: Any) -> tuple[Any, Any]:
    """(better, equal), (N,) each: how many candidates are nearer to a row's query than
    its own, and how many are as near, itself included, by cosine similarity.

    `predictions` (N, 2 E): embeddings of the queries, then of the candidates; `truth`
    (N,): where a row's own candidate lies, or (N, 2): that, and the same number for
    rows whose candidates are equal, each of which is then right.
    """
    own, item = truth.T if truth.ndim == 2 else (truth, np.arange(len(truth)))
    items = np.empty(len(own), dtype=np.int64)
    items[own] = item  # of the candidate that stands in each row
    queries, candidates = np.split(predictions, 2, axis=1)
    queries, candidates = _unit(queries), _unit(candidates)
    better, equal = np.zeros(len(truth)), np.zeros(len(truth))
    for rows in chunks(len(truth)):
        # Rounded, since equal candidates may differ by the order of a sum.
        near = (queries[rows] @ candidates.T).round(6)
        right = items == item[rows][:, None]
        best = np.where(right, near, -np.inf).max(1)[:, None]
        better[rows] = ((near > best) & ~right).sum(1)
        equal[rows] = 1 + ((near == best) & ~right).sum(1)
    return better, equal


def _unit(table: Any) -> Any:
    return table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)


def row_values(name: str, better: Any, equal: Any) -> Any:
    """(N,) recall, reciprocal rank or rank of each query, ties broken at random: the
    mean over their orders."""
    if name == "median_rank":
        return better + (equal + 1) / 2
    if name == "mrr":
        harmonic = np.concatenate([[0], np.cumsum(1 / np.arange(1, len(better) + 1))])
        last = (better + equal).astype(int)
        return (harmonic[last] - harmonic[better.astype(int)]) / equal
    first = int(name.removeprefix("recall_at_"))
    return np.clip((first - better) / equal, 0.0, 1.0)


def of_places(name: str, better: Any, equal: Any) -> float:
    """The metric of all queries, from what `places` gives."""
    values = row_values(name, better, equal)
    return float(np.median(values) if name == "median_rank" else values.mean())
