"""Texts as the bytes they are written in: (N, T)."""

import unicodedata
from pathlib import Path

import torch
from torch import Tensor

from templates.blocks.words import APART

BLOCK = {
    "name": "utf8",
    "role": "input",
    "class": "Utf8Input",
    "kinds": ["text"],
    "gives": "utf8",
    "example": {"shape": [200], "value": [200], "dtype": "uint8"},
    "summary": "texts as UTF-8 bytes of one length, for features that count n-grams",
    "search": {},
}


class Utf8Input:
    """Text columns to uint8 (N, T), `APART` between them; zeros fill up the rest.

    T is the length of the longest training row; of each cell, what is longer than
    `longest` bytes is cut.
    """

    def __init__(self, columns: tuple[str, ...], *, longest: int = 4000):
        self.columns, self.longest = columns, longest
        self.shape: tuple[int, ...] = (1,)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the length from the training `rows`."""
        self.shape = (max((len(self._bytes(row)) for row in rows), default=1) or 1,)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values uint8 (N, T) and present (N,), False where all is empty."""
        values = torch.zeros(len(rows), *self.shape, dtype=torch.uint8)
        present = torch.zeros(len(rows), dtype=torch.bool)
        for i, row in enumerate(rows):
            written = self._bytes(row)[: self.shape[0]]
            if written:
                values[i, : len(written)] = torch.frombuffer(
                    bytearray(written), dtype=torch.uint8
                )
                present[i] = True
        return values, present

    def state(self) -> dict:
        return {"length": self.shape[0]}

    def restore(self, state: dict) -> None:
        self.shape = (state["length"],)

    def _bytes(self, row: dict[str, str]) -> bytes:
        texts = [self._cut(row.get(column) or "") for column in self.columns]
        return APART.encode().join(texts) if any(texts) else b""

    def _cut(self, cell: str) -> bytes:
        text = unicodedata.normalize("NFKC", cell).replace("\0", "").replace(APART, " ")
        return text.strip().encode()[: self.longest]
