"""What the words of a text would predict alone, for learners that cut at numbers."""

import math
import time

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.features.tfidf import TextCounts, column_figures
from templates.blocks.gains import part_gains
from templates.blocks.joining import apart
from templates.blocks.linear_fit import (
    choose_penalty,
    fit_linear,
    linear_goal,
    linear_scores,
)

BLOCK = {
    "name": "stacked_words",
    "role": "features",
    "class": "StackedWords",
    "kinds": ["utf8"],
    "told": True,
    "summary": "what a linear model of TF-IDF predicts, and the text's figures",
    "paper": "Wolpert 1992",
    "search": {},
}

PARTS = 5
"""Of the training rows; each is told by a model of the others."""
PENALTIES = [10.0**-power for power in range(2, 7)]


class StackedWords:
    """Texts (N, T), UTF-8 bytes, to (N, K + 7 C): what a linear model of their TF-IDF
    (`TextCounts`) says of each of K classes or numbers, and `text_figures` of each of C
    columns.

    Trees would need a cut for each word that matters; so a model of all words comes
    before them (Wolpert, "Stacked generalization", 1992). Training rows are told by
    models of other rows, or each would know its own target.
    """

    def __init__(self, shape: tuple[int, ...]):
        self.counts = TextCounts(shape)
        self.weights = np.zeros((1, 1))

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the vocabulary of the training texts; what it says: `fit_targets`."""
        self.counts.fit(x, present)
        width = self.counts(x[:1], present[:1]).shape[1]
        self.weights = np.zeros((1 + width, 1), dtype=np.float32)

    def fit_targets(
        self, x: Tensor, present: Tensor, y: Tensor, deadline: float = math.inf
    ) -> np.ndarray:
        """Learn until `deadline` (`time.monotonic`) from training rows and targets:
        classes (N,), or numbers (N,) or (N, K), NaN where there is none; features
        (N, F) of these rows, told by those of other parts."""
        goal, loss = linear_goal(y)
        counted = self.counts(x, present)
        pieces = list(apart("", counted, self.counts.widths).values())
        told, every = np.zeros(goal.shape), np.arange(len(x))
        start = np.zeros((counted.shape[1] + 1, goal.shape[1]))
        order = np.random.default_rng(0).permutation(every)
        strength, gains = 0.0, [1.0] * len(pieces)
        for i, part in enumerate(np.array_split(order, PARTS)):
            # each from the start: one that went on would remember what it was told
            rest = np.setdiff1d(every, part)
            some, other = ([p[rows] for p in pieces] for rows in (rest, part))
            now = time.monotonic()
            # half for the choice of the penalty; at the end one more, of all rows
            end = now + (deadline - now) / (PARTS + 1 - i if i else 2)
            if not i:
                asked = some, goal[rest], other, goal[part], loss
                gains, near = part_gains(*asked, PENALTIES, start[:1], end)
                strength, _, found = choose_penalty(*asked, near, start, end, gains)
            else:
                found = fit_linear(some, goal[rest], loss, strength, start, end, gains)
            told[part] = linear_scores(other, found)
        found = fit_linear(pieces, goal, loss, strength, start, deadline, gains)
        self.weights = found.astype(np.float32)  # as they are kept
        return self._beside(told, x, present)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, K + 7 C), NaN where no text is present."""
        told = linear_scores([self.counts(x, present)], self.weights)
        return self._beside(told, x, present)

    @property
    def spared(self) -> float:
        """Seconds that counting had taken an earlier training, if it was found made."""
        return getattr(self.counts, "spared", 0.0)

    def state(self) -> dict[str, Tensor]:
        learnt = {f"counts/{k}": v for k, v in self.counts.state().items()}
        return learnt | {"weights": torch.from_numpy(self.weights)}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.weights = state["weights"].numpy()
        begun = "counts/"
        inside = {k.removeprefix(begun): v for k, v in state.items() if begun in k}
        self.counts.restore(inside)

    def _beside(self, told: np.ndarray, x: Tensor, present: Tensor) -> np.ndarray:
        figures = column_figures(self.counts.columns(x)).numpy()
        both = np.concatenate([told, figures], axis=1).astype(np.float32)
        return blank_absent(both, present)
