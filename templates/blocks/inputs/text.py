"""Words and letter groups of a text to a hashed TF-IDF vector (N, buckets)."""

import re
import unicodedata
import zlib
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

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
WORD = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=200_000)
def letter_groups(word: str, shortest: int, longest: int) -> tuple[int, ...]:
    """Hashes of the letter n-grams of `<word>`, its ends marked; CJK runs too."""
    marked = f"<{word}>"
    return tuple(
        zlib.crc32(marked[i : i + n].encode())
        for n in range(shortest, longest + 1)
        for i in range(len(marked) - n + 1)
    )


class TextInput:
    """Text columns to float16 (N, buckets): signed feature hashing (Weinberger 2009).

    The first half of the buckets holds words and word pairs, the second letter groups;
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
        for row in rows:
            seen += self._count(row) != 0
        self.idf = (np.log((1 + len(rows)) / (1 + seen)) + 1).astype(np.float32)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float16 (N, buckets) and present (N,), False where all is empty."""
        values = torch.zeros(len(rows), self.buckets, dtype=torch.float16)
        present = torch.zeros(len(rows), dtype=torch.bool)
        for i, row in enumerate(rows):
            counts = self._count(row)
            weighted = np.sign(counts) * np.log1p(np.abs(counts)) * self.idf
            halves = weighted.reshape(2, -1)
            length = np.linalg.norm(halves, axis=1, keepdims=True)
            values[i] = torch.from_numpy((halves / length.clip(1e-9)).ravel())
            present[i] = bool(length.any())
        return values, present

    def state(self) -> dict:
        return {"idf": self.idf.tolist()}

    def restore(self, state: dict) -> None:
        self.idf = np.array(state["idf"], dtype=np.float32)

    def _count(self, row: dict[str, str]) -> np.ndarray:
        """Signed counts (buckets,) of one row's words, pairs and letter groups."""
        half = self.buckets // 2
        words: list[int] = []
        letters: list[int] = []
        for column in self.columns:
            text = unicodedata.normalize("NFKC", row.get(column) or "")
            tokens = WORD.findall(text[: self.characters].lower())
            pairs = [f"{a} {b}" for a, b in zip(tokens, tokens[1:], strict=False)]
            words += [zlib.crc32(token.encode()) for token in tokens + pairs]
            for token in tokens:
                letters += letter_groups(token, self.shortest, self.longest)
        return np.concatenate(
            [hashed_counts(words, half), hashed_counts(letters, half)]
        )


def hashed_counts(hashes: list[int], buckets: int) -> np.ndarray:
    """Counts (buckets,) signed by the hash's top bit, so that collisions cancel."""
    keys = np.array(hashes, dtype=np.int64)
    signs = np.where(keys >> 31, 1.0, -1.0)
    return np.bincount(keys % buckets, weights=signs, minlength=buckets)
