"""What a frozen encoder says of a cell is the same each time: it is asked once."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

ENCODERS = Path(__file__).resolve().parent / "encoders"
"""Folder of the encoders' own files: weights, vocabulary, configuration."""


def remembered(
    keys: list[str],
    root: Path,
    kept: str,
    dim: int,
    compute: Callable[[list[int]], np.ndarray],
) -> np.ndarray:
    """Vectors float32 (N, dim) of cells by their `keys`; zeros where a key is empty.

    Those that `root/cache` has, `kept`.npy with a line of `kept`.txt for each, are
    taken from there; `compute` gets the places of the others, each key once.
    """
    known: dict[str, np.ndarray] = {"": np.zeros(dim, dtype=np.float32)}
    array = root / "cache" / f"{kept}.npy"
    if array.exists():
        names = array.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        known |= zip(names, np.load(array, mmap_mode="r"), strict=True)
    places = {key: i for i, key in enumerate(keys) if key not in known}
    if places:
        found = compute(list(places.values()))
        known |= zip(places, found, strict=True)
    vectors = [known[key] for key in keys]
    return np.stack(vectors) if vectors else np.zeros((0, dim), dtype=np.float32)


def file_vectors(
    rows: list[dict[str, str]],
    columns: tuple[str, ...],
    root: Path,
    kept: str,
    dim: int,
    encode: Callable[[list[str], Path], np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """What an encoder says of the files in `columns`, end to end: float32 (N, D), zeros
    where it says nothing, and present (N,), False where that is so of all columns.

    `encode` gives float32 (n, dim) of some cells, NaN where a file can't be read.
    """
    cells = [row.get(c) or "" for row in rows for c in columns]
    vectors = remembered(
        cells, root, kept, dim, lambda some: encode([cells[i] for i in some], root)
    )
    filled = np.array([bool(cell) for cell in cells], dtype=bool)
    seen = np.isfinite(vectors[:, 0]) & filled
    present = seen.reshape(len(rows), len(columns)).any(axis=1)
    vectors = np.where(seen[:, None], vectors, 0).astype(np.float32)
    return vectors.reshape(len(rows), len(columns) * dim), present


def vector_scale(vectors: np.ndarray, present: np.ndarray) -> dict[str, list[float]]:
    """Mean and deviation of each column of the rows (N, D) that are present."""
    some = vectors[present] if present.any() else np.zeros_like(vectors[:1])
    if not len(some):
        some = np.zeros((1, vectors.shape[1]), dtype=np.float32)
    deviation = some.std(axis=0)
    return {
        "mean": some.mean(axis=0).tolist(),
        "deviation": np.where(deviation > 1e-6, deviation, 1.0).tolist(),
    }


def standardised(
    vectors: np.ndarray, present: np.ndarray, mean: np.ndarray, deviation: np.ndarray
) -> tuple[Tensor, Tensor]:
    """Vectors (N, D) by a `vector_scale`, clipped to 5 deviations, zeros for rows that
    are not present, and present (N,)."""
    scaled = ((vectors - mean) / deviation).clip(-5, 5)
    scaled[~present] = 0
    return torch.from_numpy(scaled), torch.from_numpy(present)
