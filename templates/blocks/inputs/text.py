"""Words and letter groups of a text to a hashed TF-IDF vector (N, buckets)."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.hashing import Hashed, hashed, pairs, signed
from templates.blocks.words import ONE_RUN, ONE_WORD

BLOCK = {
    "name": "text",
    "role": "input",
    "class": "TextInput",
    "kinds": ["text"],
    "gives": "ngrams",
    "example": {"shape": [4096], "value": [4096], "dtype": "float16"},
    "summary": "hashed TF-IDF of words, word pairs and letter groups, any language",
    "search": {"buckets": [2048, 4096, 8192], "longest": [3, 4, 5]},
}
WORD, RUN = re.compile(ONE_WORD), re.compile(ONE_RUN)
TOGETHER = 256
"""Rows that are counted at a time."""


class TextInput:
    """Text columns to float16 (N, buckets): signed feature hashing (Weinberger 2009).

    The first half of the buckets holds words and word pairs, each Han character being a
    word, the second letter groups;
    each half is log-scaled, weighted by the idf of the training rows and L2-normalised.
    Hashes are CRC-32: the same in every process.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        *,
        buckets: int = 4096,
        shortest: int = 2,
        longest: int = 4,
        characters: int = 4000,
    ):
        self.columns, self.buckets = columns, buckets
        self.shortest, self.longest = shortest, longest
        self.characters = characters  # read of each cell; bounds the cost of long texts
        self.shape = (buckets,)
        self.idf = np.ones(buckets, dtype=np.float32)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the idf of every bucket from the training `rows`."""
        seen = np.zeros(self.buckets)
        for places, _ in self._counted(rows):
            seen += np.bincount(places % self.buckets, minlength=self.buckets)
        self.idf = (np.log((1 + len(rows)) / (1 + seen)) + 1).astype(np.float32)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float16 (N, buckets) and present (N,), False where all is empty."""
        values = torch.zeros(len(rows), self.buckets, dtype=torch.float16)
        present = torch.zeros(len(rows), dtype=torch.bool)
        for i, (places, counts) in enumerate(self._counted(rows)):
            some = slice(i * TOGETHER, (i + 1) * TOGETHER)
            half = places // (self.buckets // 2)  # two to a row
            weighted = np.sign(counts) * np.log1p(np.abs(counts))
            weighted *= self.idf[places % self.buckets]
            squares = np.bincount(half, weighted**2, 2 * len(values[some]))
            scaled = torch.from_numpy(weighted / np.sqrt(squares)[half])
            values[some].view(-1)[torch.from_numpy(places)] = scaled.half()
            present[some] = torch.from_numpy(squares.reshape(-1, 2).any(axis=1))
        return values, present

    def state(self) -> dict:
        return {"idf": self.idf.tolist()}

    def restore(self, state: dict) -> None:
        self.idf = np.array(state["idf"], dtype=np.float32)

    def _counted(
        self, rows: list[dict[str, str]]
    ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """For each `TOGETHER` rows: places in their (n, buckets), flat, that are not 0,
        and the signed counts of words, pairs and letter groups there."""
        for start in range(0, len(rows), TOGETHER):
            words: list[np.ndarray] = []
            letters: list[np.ndarray] = []
            for row in rows[start : start + TOGETHER]:
                cells = [self._plain(row.get(column) or "") for column in self.columns]
                found = [self._hashed(WORD, cell) for cell in cells]
                words.append(np.array([h for one in found for h in pairs(one)]))
                runs = [  # the same where there are no Han characters
                    one if cell.isascii() else self._hashed(RUN, cell)
                    for cell, one in zip(cells, found, strict=True)
                ]
                groups = [run.groups for one in runs for run in one]
                letters.append(np.concatenate([np.empty(0, np.int64), *groups]))
            counts = signed(words, letters, self.buckets // 2)
            places = np.flatnonzero(counts != 0)  # of booleans: five times as fast
            yield places, counts[places]

    def _plain(self, cell: str) -> str:
        return unicodedata.normalize("NFKC", cell)[: self.characters].lower()

    def _hashed(self, pattern: re.Pattern[str], text: str) -> list[Hashed]:
        found = pattern.findall(text)
        return [hashed(one, self.shortest, self.longest) for one in found]
