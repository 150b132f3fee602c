"""The cells of a run's view."""

import csv
from pathlib import Path


def media_cells(view: Path, columns: list[str]) -> dict[str, None]:
    """The cells of `columns` in the tables of a view, each once, in order."""
    found: dict[str, None] = {}
    for name in ("train.csv", "predict.csv", "unlabelled.csv"):
        if (view / name).exists():
            with (view / name).open(newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    found |= {row[c]: None for c in columns if row[c]}
    return found
