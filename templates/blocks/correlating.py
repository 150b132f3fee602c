"""Canonical correlations of two sides, from their strongest axes."""

import numpy as np
import scipy.linalg
import scipy.sparse

from templates.blocks.joining import Matrix

LOOKED_AT = 3000
"""Rows, at most, whose products with each other give the axes of a part."""
SHRINKING = (1e-1, 1.0, 1e-2, 10.0, 1e-3)
"""Of either side, in parts of the mean variance of an axis; the usual ones first, since
time may end after one pair."""


def strongest(part: Matrix, most: int) -> np.ndarray:
    """The `most` axes (F, K) along which rows (N, F) are longest; those that are next
    to nothing are left out."""
    rows = part[:: max(1, -(-part.shape[0] // LOOKED_AT))]
    products = rows @ rows.T
    if scipy.sparse.issparse(products):
        products = products.toarray()
    count = min(most, products.shape[0])
    last = products.shape[0] - 1
    lengths, vectors = scipy.linalg.eigh(
        products.astype(np.float64), subset_by_index=[last + 1 - count, last]
    )
    used = lengths >= 1e-6 * lengths[-1]  # the last one always
    spread = np.sqrt(lengths[used].clip(min=1e-12))
    return np.asarray(rows.T @ (vectors[:, used] / spread))


def canonical(sides: list[np.ndarray], width: int, penalties=None):
    """For each pair of penalties, of all if none are given: the weights (K_s, E) of
    both sides, E = `width`, zeros where there are fewer directions. Each direction is
    as long as both sides agree on it."""
    centred = [side - side.mean(axis=0) for side in sides]
    across = centred[0].T @ centred[1] / len(sides[0])
    whitened = [np.linalg.eigh(side.T @ side / len(side)) for side in centred]
    pairs = penalties or [(a, b) for a in SHRINKING for b in SHRINKING]
    for pair in pairs:
        ways = []
        for (values, vectors), penalty in zip(whitened, pair, strict=True):
            spread = values.clip(min=0) + penalty * max(values.mean(), 1e-12)
            ways.append(vectors / np.sqrt(spread))
        left, strength, right = np.linalg.svd(ways[0].T @ across @ ways[1])
        count = min(width, len(strength))
        found = [np.zeros((len(way), width)) for way in ways]
        for weights, way, turn in zip(found, ways, (left, right.T), strict=True):
            weights[:, :count] = way @ turn[:, :count] * strength[:count]
        yield pair, found


def reciprocal_rank(near: np.ndarray, y: np.ndarray) -> float:
    """Mean of 1 / rank of the first right one, of queries' nearness (N, N) to
    candidates; candidates of rows with the same number in `y` (N,) are right."""
    right = y[:, None] == y[None, :]
    own = np.where(right, near, -np.inf).max(axis=1, keepdims=True)
    return float((1 / (1 + (near > own).sum(axis=1))).mean())
