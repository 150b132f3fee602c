"""Many files read side by side."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def read_files(
    read: Callable, rows: list[dict[str, str]], columns: tuple[str, ...], root: Path
) -> Iterator:
    """What `read(path)` gives for each cell, row by row; None for empty cells."""
    cells = [row.get(column) or "" for row in rows for column in columns]
    with ThreadPoolExecutor(4) as pool:  # decoders let other threads run meanwhile
        yield from pool.map(lambda cell: read(root / cell) if cell else None, cells)
