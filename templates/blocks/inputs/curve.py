"""Number columns that sample one curve to (N, L)."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.columns import numbers

BLOCK = {
    "name": "curve",
    "role": "input",
    "class": "CurveInput",
    "kinds": ["curve"],
    "gives": "vector",
    "example": {"shape": [100], "value": [100]},
    "words": r"\b(curves?|spectr(?:um|a|al)|absorbances?)\b|曲线|光谱",
    "summary": "columns of one curve in one unit, its gaps filled along it",
    "search": {},
}


class CurveInput:
    """Columns that follow each other along a curve, to float32 (N, L).

    Counted from the mean of each place, in deviations of all places together: so what
    lies between neighbours stays as large as it is. Gaps are filled from both sides.
    """

    def __init__(self, columns: tuple[str, ...]):
        self.columns = columns
        self.shape = (len(columns),)
        self.mean, self.deviation = [0.0] * len(columns), 1.0
        self.patched: dict[str, list[int]] = {}

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the mean curve and the deviation of the training `rows`."""
        raw = self._read(rows)
        known = np.isfinite(raw)
        mean = np.where(known, raw, 0.0).sum(axis=0) / known.sum(axis=0).clip(min=1)
        away = np.where(known, raw - mean, 0.0)
        spread = float(np.sqrt((away**2).sum() / max(known.sum(), 1)))
        self.mean, self.deviation = mean.tolist(), spread if spread > 1e-12 else 1.0

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, L) and present (N,); zeros where no place has a number."""
        away = (self._read(rows) - np.array(self.mean)) / self.deviation
        known, places = np.isfinite(away), np.arange(away.shape[1])
        some = known.any(axis=1)
        gaps = np.flatnonzero(some & ~known.all(axis=1))
        for i in gaps:
            away[i] = np.interp(places, places[known[i]], away[i, known[i]])
        self.patched = {"gaps in a curve": gaps.tolist()} if len(gaps) else {}
        values = np.where(some[:, None], away, 0.0).clip(-20, 20)
        return torch.from_numpy(values.astype(np.float32)), torch.from_numpy(some)

    def state(self) -> dict:
        return {"mean": self.mean, "deviation": self.deviation}

    def restore(self, state: dict) -> None:
        self.mean, self.deviation = state["mean"], state["deviation"]

    def _read(self, rows: list[dict[str, str]]) -> np.ndarray:
        """(N, L) numbers, NaN where there is none."""
        cells = [[row.get(name) or "" for row in rows] for name in self.columns]
        return np.stack([numbers(column) for column in cells], axis=1)
