"""Table columns of any type to scaled numbers and codes of categories (N, F)."""

from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.codes import coded
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
    "name": "fields",
    "role": "input",
    "class": "FieldInput",
    "kinds": ["table"],
    "gives": "fields",
    "example": {"shape": [5, 4, 3], "value": [7]},
    "summary": "numbers scaled, categories as codes for learnt vectors",
    "search": {"categories": [200, 50, 1000], "few": [12, 0, 30]},
}
NUMBERS = ("number", "integer", "latitude", "longitude")


class FieldInput:
    """Columns to float32 (N, F), all numbers first, then the codes of all categories.

    `shape` is (numbers, size_1, size_2, ...). Code 0 is missing, 1 what training did
    not see twice or has not among the `categories` most frequent. Numbers are scaled,
    with a flag where training had gaps; integers of at most `few` values are both.
    Dates are scaled days and codes of their parts, degrees have a cycle beside.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        types: tuple[str, ...],
        *,
        categories: int = 200,
        few: int = 12,
    ):
        self.columns, self.types = columns, types
        self.categories, self.few = categories, few
        self.learnt: list[dict] = []
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn scales, categories and date formats from the training `rows`."""
        columns = zip(column_cells(rows, self.columns), self.types, strict=True)
        self.restore({"learnt": [self._learn(*column) for column in columns]})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, F) and present (N,), False where every cell is empty."""
        measured, codes, replaced = [], [], []
        present = np.zeros(len(rows), dtype=bool)
        columns = column_cells(rows, self.columns)
        for cells, kind, learnt in zip(columns, self.types, self.learnt, strict=True):
            found = self._encode(cells, kind, learnt)
            measured, codes = measured + found[0], codes + found[1]
            replaced.append(stand_ins(cells, kind, learnt))
            present |= np.array([cell != "" for cell in cells], dtype=bool)
        self.patched = rows_by_reason(replaced)
        values = np.stack(measured + codes, axis=1) * present[:, None]
        return torch.from_numpy(values.astype(np.float32)), torch.from_numpy(present)

    def state(self) -> dict:
        return {"learnt": self.learnt}

    def restore(self, state: dict) -> None:
        self.learnt = state["learnt"]
        measured, sizes = 0, []
        for kind, learnt in zip(self.types, self.learnt, strict=True):
            measured += len(self._encode([""], kind, learnt)[0])
            sizes += (13, 8, 25) if kind == "date" else ()
            if learnt["values"] is not None:
                sizes.append(2 + len(learnt["values"]))
        self.shape = (measured, *sizes)

    def _learn(self, cells: list[str], kind: str) -> dict:
        counts = Counter(cell for cell in cells if cell)
        if kind == "date":
            form = date_form(cells)
            scale = learn_scale(date_parts(cells, form)[0])
            return {"form": form, "scale": scale, "values": None}
        often = [value for value, count in counts.most_common() if count > 1]
        if kind in NUMBERS:
            both = kind == "integer" and 2 < len(counts) <= self.few
            values = often if both else None
            return {"scale": learn_scale(numbers(cells)), "values": values}
        often = often[: self.categories]  # the rest share code 1
        return {"values": often, "more": len(often) < len(counts)}

    def _encode(self, cells: list[str], kind: str, learnt: dict) -> tuple[list, list]:
        """Numbers (N,) and codes (N,) of one table column."""
        if kind == "date":
            day, *parts = date_parts(cells, learnt["form"])
            first = (0, 1, 1)  # months begin at 1, weekdays and hours at 0
            codes = [np.nan_to_num(p + i) for p, i in zip(parts, first, strict=True)]
            return scaled(day, learnt["scale"]), codes
        measured, codes = [], []
        if "scale" in learnt:
            values = numbers(cells)
            measured = scaled(values, learnt["scale"])
            if kind in ("latitude", "longitude"):
                measured += cycle(values, 360)
        if learnt["values"] is not None:
            codes.append(coded(cells, learnt["values"]))
        return measured, codes
