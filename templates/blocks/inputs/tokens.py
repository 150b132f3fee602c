"""Texts to ids of words and parts of words (N, T)."""

from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.pieces import (
    FIRST,
    SEPARATOR,
    learn_pieces,
    split_words,
    word_ids,
)

BLOCK = {
    "name": "tokens",
    "role": "input",
    "class": "TokenInput",
    "kinds": ["text"],
    "gives": "token_ids",
    "example": {"shape": [24, 300], "value": [24], "dtype": "int64"},
    "summary": "ids of frequent words and parts of rare ones, in order, any language",
    "search": {
        "length": [128, 64, 256],
        "vocabulary": [4096, 1024, 8192],
        "lower": [True, False],
    },
}


class TokenInput:
    """Text columns to int64 (N, T); `shape` is (T, size of the vocabulary).

    Ids are 0 padding, 1 unknown character, 2 between columns, then the pieces. T is
    the longest training text, at most `length`; each column has an equal part of it,
    and what is longer is cut. `lower=False` keeps capitals apart, for formulas.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        *,
        length: int = 128,
        vocabulary: int = 4096,
        lower: bool = True,
        characters: int = 4000,
    ):
        self.columns, self.length = columns, length
        self.vocabulary, self.lower = vocabulary, lower
        self.characters = characters  # read of each cell; bounds the cost of long texts
        self.ids: dict[str, int] = {}
        self.longest = 1
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the pieces and the length from the training `rows`."""
        counts: Counter[str] = Counter()
        for row in rows:
            for column in self.columns:
                counts.update(self._words(row, column))
        pieces = learn_pieces(counts, self.vocabulary - FIRST)
        self.restore({"pieces": pieces, "steps": self.length, "lower": self.lower})
        values, _ = self.load(rows, root)
        filled = (values != 0).any(dim=0).nonzero()
        steps = int(filled.max()) + 1 if len(filled) else 1
        self.restore(self.state() | {"steps": steps})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Ids int64 (N, T) and present (N,), False where all is empty."""
        values = np.zeros((len(rows), self.shape[0]), dtype=np.int64)
        known: dict[str, list[int]] = {}
        for line, row in zip(values, rows, strict=True):
            ids = self._encode(row, known)
            line[: len(ids)] = ids
        present = (values != 0).any(axis=1)
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {
            "pieces": list(self.ids),
            "steps": self.shape[0],
            "lower": self.lower,
        }

    def restore(self, state: dict) -> None:
        self.lower = state["lower"]
        self.ids = {piece: FIRST + i for i, piece in enumerate(state["pieces"])}
        self.longest = max(map(len, self.ids), default=1)
        self.shape = (state["steps"], FIRST + len(self.ids))

    def _words(self, row: dict[str, str], column: str) -> list[str]:
        return split_words((row.get(column) or "")[: self.characters], self.lower)

    def _encode(self, row: dict[str, str], known: dict[str, list[int]]) -> list[int]:
        """Ids of one row; `known` remembers the words that came before."""
        joined: list[int] = []
        for column in self.columns:
            ids: list[int] = []
            for word in self._words(row, column):
                if word not in known:
                    known[word] = word_ids(word, self.ids, self.longest)
                ids += known[word]
            if joined and ids:
                joined.append(SEPARATOR)
            joined += ids[: max(1, self.length // len(self.columns) - 1)]
        return joined[: self.shape[0]]
