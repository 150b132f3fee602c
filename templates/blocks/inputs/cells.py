"""Table columns to the numbers and codes that they are: (N, F), NaN for gaps."""

from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.codes import coded
from templates.blocks.columns import (
    column_cells,
    date_form,
    date_parts,
    numbers,
    rows_by_reason,
    stand_ins,
)

BLOCK = {
    "name": "cells",
    "role": "input",
    "class": "CellInput",
    "kinds": ["table"],
    "gives": "cells",
    "example": {"shape": [5, 4, 3], "value": [7]},
    "summary": "numbers unscaled, gaps as NaN, categories as codes, dates as parts",
    "search": {"categories": [200, 50, 1000]},
}


class CellInput:
    """Columns to float32 (N, F), all numbers first, then the codes of all categories.

    `shape` is (numbers, size_1, size_2, ...). Numbers are NaN where there is none;
    dates are days since 1970, month, weekday and hour. Codes are 0 for a gap, 1 for
    what training did not see twice or has not among the `categories` most frequent,
    then the more frequent the lower.
    """

    def __init__(
        self, columns: tuple[str, ...], types: tuple[str, ...], *, categories: int = 200
    ):
        self.columns, self.types = columns, types
        self.categories = categories
        self.learnt: list[dict] = []
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn categories and date formats from the training `rows`."""
        columns = zip(column_cells(rows, self.columns), self.types, strict=True)
        self.restore({"learnt": [self._learn(*column) for column in columns]})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, F) and present (N,), False where every cell is empty."""
        measured, codes, replaced = [], [], []
        present = np.zeros(len(rows), dtype=bool)
        columns = column_cells(rows, self.columns)
        for cells, kind, learnt in zip(columns, self.types, self.learnt, strict=True):
            if kind == "date":
                measured += list(date_parts(cells, learnt["form"]))
            elif "values" in learnt:
                codes.append(coded(cells, learnt["values"]))
            else:
                measured.append(numbers(cells))
            known = learnt if "values" in learnt else {"scale": None}
            replaced.append(stand_ins(cells, kind, known))
            present |= np.array([cell != "" for cell in cells], dtype=bool)
        self.patched = rows_by_reason(replaced)
        values = np.stack(measured + codes, axis=1).astype(np.float32)
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {"learnt": self.learnt}

    def restore(self, state: dict) -> None:
        self.learnt = state["learnt"]
        sizes = [2 + len(one["values"]) for one in self.learnt if "values" in one]
        parts = [4 if kind == "date" else 1 for kind in self.types]
        self.shape = (sum(parts) - len(sizes), *sizes)

    def _learn(self, cells: list[str], kind: str) -> dict:
        if kind == "date":
            return {"form": date_form(cells)}
        if kind in ("number", "integer", "latitude", "longitude"):
            return {}
        counts = Counter(cell for cell in cells if cell)
        often = [value for value, count in counts.most_common() if count > 1]
        often = often[: self.categories]  # the rest share code 1
        return {"values": often, "more": len(often) < len(counts)}
