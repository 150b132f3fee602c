"""Table columns of any type to one vector of scaled numbers (N, F)."""

from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.columns import (
    column_cells,
    cycle,
    date_form,
    date_parts,
    learn_scale,
    numbers,
    rows_by_reason,
    scaled,
    stand_ins,
)

BLOCK = {
    "name": "table",
    "role": "input",
    "class": "TableInput",
    "kinds": ["table"],
    "gives": "features",
    "example": {"shape": [12], "value": [12]},
    "summary": "numbers scaled, categories one-hot, dates and degrees as cycles",
    "search": {"onehot": [12, 0, 30], "categories": [50, 20, 200]},
}


class TableInput:
    """Columns of the given types to float32 (N, F), learnt from the training rows.

    Numbers are scaled; integers of at most `onehot` different values are also one-hot;
    categories are one-hot over the `categories` most frequent; dates are scaled days
    plus month, weekday and hour as cycles; degrees are scaled plus a cycle.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        types: tuple[str, ...],
        *,
        onehot: int = 12,
        categories: int = 50,
    ):
        self.columns, self.types = columns, types
        self.onehot, self.categories = onehot, categories
        self.learnt: list[dict] = []
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn scales, categories and date formats from the training `rows`."""
        columns = zip(column_cells(rows, self.columns), self.types, strict=True)
        self.restore({"learnt": [self._learn(*column) for column in columns]})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, F) and present (N,), False where every cell is empty."""
        parts, replaced = [], []
        present = np.zeros(len(rows), dtype=bool)
        columns = column_cells(rows, self.columns)
        for cells, kind, learnt in zip(columns, self.types, self.learnt, strict=True):
            parts += self._encode(cells, kind, learnt)
            replaced.append(stand_ins(cells, kind, learnt))
            present |= np.array([cell != "" for cell in cells], dtype=bool)
        self.patched = rows_by_reason(replaced)
        values = np.stack(parts, axis=1) * present[:, None]
        return torch.from_numpy(values.astype(np.float32)), torch.from_numpy(present)

    def state(self) -> dict:
        return {"learnt": self.learnt}

    def restore(self, state: dict) -> None:
        self.learnt = state["learnt"]
        blank = [dict.fromkeys(self.columns, "")]
        self.shape = tuple(self.load(blank, Path())[0].shape[1:])

    def _learn(self, cells: list[str], kind: str) -> dict:
        common = [value for value, _ in Counter(cells).most_common()]
        if kind == "date":
            form = date_form(cells)
            return {"form": form, "scale": learn_scale(date_parts(cells, form)[0])}
        if kind in ("number", "integer", "latitude", "longitude"):
            few = kind == "integer" and 2 < len(common) <= self.onehot
            return {
                "scale": learn_scale(numbers(cells)),
                "values": common if few else [],
            }
        more = len(common) > self.categories
        return {"values": common[: self.categories], "more": more}

    def _encode(self, cells: list[str], kind: str, learnt: dict) -> list[np.ndarray]:
        """Feature columns (N,) of one table column."""
        if kind == "date":
            day, month, weekday, hour = date_parts(cells, learnt["form"])
            cycles = cycle(month, 12) + cycle(weekday, 7) + cycle(hour, 24)
            return scaled(day, learnt["scale"]) + cycles
        if "scale" not in learnt:
            return one_hot(cells, learnt["values"])
        values = numbers(cells)
        parts = scaled(values, learnt["scale"])
        if learnt["values"]:
            parts += one_hot(cells, learnt["values"])
        return parts + (cycle(values, 360) if kind in ("latitude", "longitude") else [])


def one_hot(cells: list[str], values: list[str]) -> list[np.ndarray]:
    """A column of 0 and 1 per known value, and one for all that training never saw."""
    array = np.array(cells)
    known = [(array == value).astype(float) for value in values]
    return [*known, 1 - sum(known, np.zeros(len(cells)))]
