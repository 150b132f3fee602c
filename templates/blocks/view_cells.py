"""The rows of a run's view, and their cells."""

import csv
from pathlib import Path

TABLES = ("train.csv", "predict.csv", "unlabelled.csv")


def view_rows(view: Path, name: str) -> list[dict[str, str]]:
    """The rows of one table of a view, none where it has no such table."""
    if not (view / name).exists():
        return []
    with (view / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def media_cells(view: Path, columns: list[str]) -> dict[str, None]:
    """The cells of `columns` in the tables of a view, each once, in order."""
    found: dict[str, None] = {}
    for name in TABLES:
        for row in view_rows(view, name):
            found |= {row[c]: None for c in columns if row[c]}
    return found
