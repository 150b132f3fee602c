"""A linear space in which queries lie near what answers them."""

import numpy as np
import scipy.linalg
import scipy.sparse
import torch
from torch import Tensor

from templates.blocks.joining import Matrix, take_rows
from templates.blocks.scaling import PartScale

BLOCK = {
    "name": "linear_match",
    "role": "learner",
    "class": "LinearMatch",
    "kinds": ["retrieval"],
    "paper": "Hotelling 1936",
    "summary": "regularised canonical correlations of queries and candidates",
    "search": {"most": [400, 200], "width": [128, 64]},
}
ROWS = 3000
"""Rows, at most, whose products with each other give the axes of a part."""
PENALTIES = (1e-3, 1e-2, 1e-1, 1.0, 10.0)
"""Of either side, in parts of the mean variance of an axis."""


class LinearMatch:
    """Features of queries and candidates to unit vectors (N, 2 E) of one space: the
    query's, then the candidate's. `gallery` names the parts of candidates.

    Each part is brought down to its `most` strongest axes, then canonical correlation
    (Hotelling, "Relations between two sets of variates", 1936) with a penalty on each
    side finds the E = `width` directions that say most of each other. `search` chooses
    the penalties by the mean reciprocal rank of validation rows among each other.
    Targets (N,) are equal where a candidate answers a query, too.
    """

    def __init__(
        self,
        outputs: int,
        *,
        gallery: tuple[str, ...] = (),
        most: int = 400,
        width: int = 128,
    ):
        self.gallery, self.most, self.width = gallery, most, width
        self.scale = PartScale()
        self.weights: dict[str, np.ndarray] = {}

    def search(
        self,
        parts: dict[str, Matrix],
        y: Tensor,
        fit,
        valid,
        deadline: float,
        seed: int,
    ) -> dict[str, float]:
        """Fit on the rows `fit` with each pair of penalties; tells what was chosen."""
        own = _content(parts)
        self.scale.fit(take_rows(own, fit))
        axes, sides = self._sides(own, fit)
        other = [side[valid] for side in sides]
        tried = {}
        for penalties, found in canonical([side[fit] for side in sides], self.width):
            near = _near([side @ w for side, w in zip(other, found, strict=True)])
            tried[penalties] = reciprocal_rank(near, y[valid].numpy()), found
        self.penalties = max(tried, key=lambda pair: tried[pair][0])
        best, found = tried[self.penalties]
        self._keep(own, axes, found)
        query, candidate = self.penalties
        return {"penalty": query, "penalty_candidates": candidate, "valid_loss": -best}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Fit on all of these rows with the penalties that `search` found best."""
        own = _content(parts)
        axes, sides = self._sides(own, np.arange(len(y)))
        ((_, found),) = canonical(sides, self.width, (self.penalties,))
        self._keep(own, axes, found)

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Unit vectors (N, 2 E)."""
        own = _content(parts)
        sides = [0.0, 0.0]
        for name, part in zip(own, self.scale(own), strict=True):
            sides[name in self.gallery] += part @ self.weights[name]
        vectors = [_unit(np.asarray(side, dtype=np.float32)) for side in sides]
        return torch.from_numpy(np.concatenate(vectors, axis=1))

    @property
    def params(self) -> int:
        """Weights of all columns."""
        return sum(weights.size for weights in self.weights.values())

    def state(self) -> dict[str, Tensor]:
        learnt = {f"weights.{n}": torch.from_numpy(w) for n, w in self.weights.items()}
        return learnt | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.weights = {
            key.removeprefix("weights."): value.numpy()
            for key, value in state.items()
            if key.startswith("weights.")
        }
        self.scale.restore(state)

    def _sides(self, parts: dict[str, Matrix], index: np.ndarray) -> tuple:
        """Axes of each part, by the rows `index`; all rows of queries and of candidates
        on their side's axes."""
        axes, sides = {}, ([], [])
        for name, part in zip(parts, self.scale(parts), strict=True):
            axes[name] = strongest(part[index], self.most)
            sides[name in self.gallery].append(np.asarray(part @ axes[name]))
        return axes, [np.concatenate(side, axis=1) for side in sides]

    def _keep(self, parts: dict[str, Matrix], axes: dict, found: list) -> None:
        """One matrix of weights for the columns of each part."""
        start = [0, 0]
        for name in parts:
            side = name in self.gallery
            end = start[side] + axes[name].shape[1]
            weights = axes[name] @ found[side][start[side] : end]
            self.weights[name] = np.ascontiguousarray(weights, dtype=np.float32)
            start[side] = end


def strongest(part: Matrix, most: int) -> np.ndarray:
    """The `most` axes (F, K) along which rows (N, F) are longest; those that are next
    to nothing are left out."""
    rows = part[:: max(1, -(-part.shape[0] // ROWS))]
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
    pairs = penalties or [(a, b) for a in PENALTIES for b in PENALTIES]
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


def _near(sides: list[np.ndarray]) -> np.ndarray:
    query, candidate = map(_unit, sides)
    return query @ candidate.T


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(min=1e-12)


def _content(parts: dict[str, Matrix]) -> dict[str, Matrix]:
    """The parts without the marks of presence, which say nothing of a match."""
    return {name: part for name, part in parts.items() if not name.startswith("/")}
