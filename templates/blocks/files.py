"""Many files read side by side."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np


def read_files(
    read: Callable,
    rows: list[dict[str, str]],
    columns: tuple[str, ...],
    root: Path,
    kept: str = "",
) -> Iterator:
    """What `read(path)` gives for each cell, row by row; None for empty cells.

    Files that were read once before, in the same way, are taken from `root/cache`: its
    `kept`.npy holds an array for each cell that stands in `kept`.txt.
    """
    cells = [row.get(column) or "" for row in rows for column in columns]
    known, array = {}, root / "cache" / f"{kept}.npy"
    if array.exists():
        names = array.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        known = dict(zip(names, np.load(array, mmap_mode="r"), strict=True))
    if all(cell in known for cell in cells if cell):
        yield from map(known.get, cells)
        return

    def one(cell: str):
        if not cell:
            return None
        return known[cell] if cell in known else read(root / cell)

    with ThreadPoolExecutor(4) as pool:  # decoders let other threads run meanwhile
        yield from pool.map(one, cells)
