"""A linear space in which queries lie near what answers them."""

import time

import numpy as np
import torch
from torch import Tensor

from templates.blocks.correlating import canonical, reciprocal_rank, strongest
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
            if time.monotonic() > deadline:
                break
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


def _near(sides: list[np.ndarray]) -> np.ndarray:
    query, candidate = map(_unit, sides)
    return query @ candidate.T


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(min=1e-12)


def _content(parts: dict[str, Matrix]) -> dict[str, Matrix]:
    """The parts without the marks of presence, which say nothing of a match."""
    return {name: part for name, part in parts.items() if not name.startswith("/")}
