"""Number vectors (radar sweeps, spectra, embeddings) to (N, L), standardised."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.arrays import read_array

BLOCK = {
    "name": "vector",
    "role": "input",
    "class": "VectorInput",
    "kinds": ["vector"],
    "gives": "vector",
    "example": {"shape": [100], "value": [100]},
    "summary": "vectors of one length, each feature standardised",
    "search": {},
}


class VectorInput:
    """Vector columns to float32 (N, L); several columns are joined end to end.

    Each feature is standardised by the training rows and clipped to 10 deviations.
    Gaps, infinite numbers and the ends of short vectors become 0, the mean.
    """

    def __init__(self, columns: tuple[str, ...]):
        self.columns = columns
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the length, means and deviations of the training `rows`."""
        lengths = [
            len(vector) for vector in self._read(rows, root) if vector is not None
        ]
        self.length = int(np.median(lengths)) if lengths else 1
        raw, _ = self._stack(rows, root)
        known = np.isfinite(raw)
        count = known.sum(axis=0).clip(1)
        mean = np.where(known, raw, 0).sum(axis=0) / count
        variance = (np.where(known, raw - mean, 0) ** 2).sum(axis=0) / count
        deviation = np.where(variance > 1e-12, np.sqrt(variance), 1)
        self.restore(
            {
                "length": self.length,
                "mean": mean.tolist(),
                "deviation": deviation.tolist(),
            }
        )

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, L) and present (N,); zeros where nothing could be read."""
        raw, present = self._stack(rows, root)
        infinite = np.isinf(raw)
        self.patched |= {"infinite number": np.flatnonzero(infinite.any(1)).tolist()}
        raw[infinite] = np.nan
        values = np.nan_to_num((raw - self.mean) / self.deviation).clip(-10, 10)
        return torch.from_numpy(values.astype(np.float32)), torch.from_numpy(present)

    def state(self) -> dict:
        return {
            "length": self.length,
            "mean": self.mean.tolist(),
            "deviation": self.deviation.tolist(),
        }

    def restore(self, state: dict) -> None:
        self.length = state["length"]
        self.mean, self.deviation = np.array(state["mean"]), np.array(
            state["deviation"]
        )
        self.shape = self.mean.shape

    def _read(self, rows: list[dict[str, str]], root: Path) -> list[np.ndarray | None]:
        cells = [row.get(column) or "" for row in rows for column in self.columns]
        arrays = [read_array(cell, root, keep_infinite=True) for cell in cells]
        return [None if array is None else array.ravel() for array in arrays]

    def _stack(
        self, rows: list[dict[str, str]], root: Path
    ) -> tuple[np.ndarray, np.ndarray]:
        """Raw numbers (N, L), NaN where there is none, and present (N,)."""
        vectors = self._read(rows, root)
        raw = np.full((len(vectors), self.length), np.nan)
        other = set()
        for i, vector in enumerate(vectors):
            if vector is not None:
                raw[i, : len(vector)] = vector[: self.length]
                if len(vector) != self.length:
                    other.add(i // len(self.columns))
        self.patched = {f"not {self.length} numbers, cut or filled up": sorted(other)}
        raw = raw.reshape(len(rows), len(self.columns) * self.length)
        return raw, np.isfinite(raw).any(axis=1)
