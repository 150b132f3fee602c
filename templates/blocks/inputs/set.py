"""Sets of words or codes to a 0/1 vector over the items of training (N, V)."""

from collections import Counter
from pathlib import Path

import torch
from torch import Tensor

from templates.blocks.lists import list_items

BLOCK = {
    "name": "set",
    "role": "input",
    "class": "SetInput",
    "kinds": ["set"],
    "gives": "multi_hot",
    "example": {"shape": [20], "value": [20]},
    "summary": "a place for each frequent item, 1 where the row has it",
    "words": r"\b(?:tags|keywords)\b|关键词",
    "search": {"items": [500, 100, 2000]},
}


class SetInput:
    """List columns to float32 (N, V): one place per item that training saw twice.

    At most `items` have one, the most frequent. The last two places count the other
    items and all of them, as log(1 + n). Items of different columns are different.
    """

    def __init__(self, columns: tuple[str, ...], *, items: int = 500):
        self.columns, self.items = columns, items
        self.places: dict[str, int] = {}
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn which items are frequent in the training `rows`."""
        counts = Counter(item for row in rows for item in self._items(row))
        ranked = sorted(counts, key=lambda item: (-counts[item], item))
        known = [item for item in ranked if counts[item] > 1][: self.items]
        self.restore({"known": known})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, V) and present (N,), False where there is no item."""
        values = torch.zeros(len(rows), len(self.places) + 2)
        for line, row in zip(values, rows, strict=True):
            items = self._items(row)
            found = [self.places[item] for item in items if item in self.places]
            line[found] = 1
            line[-2], line[-1] = len(items) - len(found), len(items)
        others = values[:, -2].nonzero().flatten().tolist()
        self.patched = {"item rare or unseen in training": others} if others else {}
        present = values[:, -1] > 0
        values[:, -2:] = values[:, -2:].log1p()
        return values, present

    def state(self) -> dict:
        return {"known": list(self.places)}

    def restore(self, state: dict) -> None:
        self.places = {item: i for i, item in enumerate(state["known"])}
        self.shape = (len(self.places) + 2,)

    def _items(self, row: dict[str, str]) -> list[str]:
        cells = [(column, row.get(column) or "") for column in self.columns]
        return [f"{name}: {item}" for name, cell in cells for item in list_items(cell)]
