"""What a frozen encoder says of a cell is the same each time: it is asked once."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

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
