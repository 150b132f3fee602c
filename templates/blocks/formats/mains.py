"""Recordings of several files, told by another name than that of their main file."""

from collections.abc import Callable
from pathlib import Path


def name_mains(
    rows: list[dict[str, str]], root: Path, columns: dict[str, Callable[[str], str]]
) -> list[dict[str, str]]:
    """The rows, with main files in their cells where these name recordings below
    `root` otherwise; `columns` have what turns such a name into that of the file."""
    found = {}
    for column, main in columns.items():
        for cell in {row[column] for row in rows if row.get(column)}:
            try:
                there = (root / main(cell)).is_file()
            except OSError:  # too long a name: unreadable, as told
                there = False
            found[column, cell] = main(cell) if there else cell
    return [
        row | {name: found[name, row[name]] for name in columns if row.get(name)}
        for row in rows
    ]
