"""Texts to the pieces that a pretrained language encoder reads: (N, T)."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.language_models import language_model
from templates.blocks.remembering import ENCODERS

BLOCK = {
    "name": "pretrained_tokens",
    "role": "input",
    "class": "PretrainedTokens",
    "kinds": ["text"],
    "gives": "piece_ids",
    "example": {"shape": [24, 300], "value": [24], "dtype": "int64"},
    "requires": ["transformers"],
    "summary": "pieces of texts by the tokenizer of a pretrained encoder",
    "search": {},
}


class PretrainedTokens:
    """Text columns to int64 (N, T), a line for each column; `shape` is (T, pieces).

    0 is padding; a piece is its number in the vocabulary plus 1. T is that of the
    longest training text, at most `length`; what is longer is cut.
    """

    def __init__(
        self, columns: tuple[str, ...], *, encoder: str = "", length: int = 64
    ):
        self.columns, self.length, self.encoder = columns, length, encoder
        self.shape: tuple[int, ...] = (length, 2)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the length from the training `rows`."""
        tokenizer, _ = language_model(ENCODERS / self.encoder)
        longest = max((len(ids) for ids in self._ids(rows)), default=1)
        self.shape = (max(longest, 1), len(tokenizer) + 1)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Pieces int64 (N, T) and present (N,), False where all is empty."""
        values = np.zeros((len(rows), self.shape[0]), dtype=np.int64)
        for line, ids in zip(values, self._ids(rows), strict=True):
            some = ids[: self.shape[0]]
            line[: len(some)] = np.array(some, dtype=np.int64) + 1
        return torch.from_numpy(values), torch.from_numpy((values > 0).any(axis=1))

    def state(self) -> dict:
        return {"shape": list(self.shape)}

    def restore(self, state: dict) -> None:
        self.shape = tuple(state["shape"])

    def _ids(self, rows: list[dict[str, str]]) -> list[list[int]]:
        """Numbers of the pieces of each row, none of an empty one."""
        tokenizer, _ = language_model(ENCODERS / self.encoder)
        lines = [
            "\n".join((r.get(c) or "").strip() for c in self.columns) for r in rows
        ]
        texts = [line.strip() for line in lines]
        if not texts:
            return []
        found = tokenizer(texts, truncation=True, max_length=self.length)["input_ids"]
        return [ids if text else [] for ids, text in zip(found, texts, strict=True)]
