"""Sets of words or codes to their ids (N, T), in no order that means anything."""

from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.lists import list_items

BLOCK = {
    "name": "set_ids",
    "role": "input",
    "class": "SetIdInput",
    "kinds": ["set"],
    "gives": "set_ids",
    "example": {"shape": [6, 20], "value": [6], "dtype": "int64"},
    "summary": "ids of the items of a set, for sets over many thousand items",
    "search": {"items": [5000, 500]},
}


class SetIdInput:
    """List columns to int64 (N, T); `shape` is (T, items + 2).

    Id 0 is padding, 1 any item that training saw less than twice, or that is not among
    the `items` most frequent. T is the size of the largest training set, at most 64;
    larger sets lose their last items. Items of different columns are different.
    """

    def __init__(self, columns: tuple[str, ...], *, items: int = 5000):
        self.columns, self.items = columns, items
        self.ids: dict[str, int] = {}
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the items and the size of sets from the training `rows`."""
        sets = [self._items(row) for row in rows]
        counts = Counter(item for items in sets for item in items)
        ranked = sorted(counts, key=lambda item: (-counts[item], item))
        known = [item for item in ranked if counts[item] > 1][: self.items]
        largest = max(map(len, sets), default=1)
        self.restore({"known": known, "largest": max(1, min(largest, 64))})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Ids int64 (N, T) and present (N,), False where there is no item."""
        values = np.zeros((len(rows), self.shape[0]), dtype=np.int64)
        for line, row in zip(values, rows, strict=True):
            items = self._items(row)[: len(line)]
            line[: len(items)] = [self.ids.get(item, 1) for item in items]
        others = np.flatnonzero((values == 1).any(axis=1)).tolist()
        self.patched = {"item rare or unseen in training": others} if others else {}
        present = (values != 0).any(axis=1)
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {"known": list(self.ids), "largest": self.shape[0]}

    def restore(self, state: dict) -> None:
        self.ids = {item: 2 + i for i, item in enumerate(state["known"])}
        self.shape = (state["largest"], 2 + len(self.ids))

    def _items(self, row: dict[str, str]) -> list[str]:
        cells = [(column, row.get(column) or "") for column in self.columns]
        return [f"{name}: {item}" for name, cell in cells for item in list_items(cell)]
