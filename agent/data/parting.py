"""Which tables of a folder hold the rows to learn from, and which those to predict."""

import re
from collections.abc import Sequence
from pathlib import Path

from agent.data.folders import TEST, TRAIN, UNLABELLED, VALID
from agent.data.readers import sheet_of

PARTS = {"train": TRAIN, "valid": VALID, "test": TEST, "unlabelled": UNLABELLED}
OTHER = "other"


def parts(tables: Sequence[Path]) -> dict[Path, str]:
    """Table -> train, valid, test, unlabelled or other, by its name, or that of its
    sheet: `train.csv`; or `visits_train.csv` where there is a `visits_test.csv`."""
    names = {table: (sheet_of(table)[1] or table.stem).strip() for table in tables}
    whole = {table: _part(name) for table, name in names.items()}
    if {"train", "test"} & {*whole.values()}:
        return whole
    split = {table: _within(name) for table, name in names.items()}
    for rest in {rest for rest, _ in split.values()}:
        alike = {table: part for table, (own, part) in split.items() if own == rest}
        if {"train", "test"} <= {*alike.values()}:
            return whole | alike
    return whole


def _part(name: str) -> str:
    """What a whole name says."""
    found = (part for part, words in PARTS.items() if name.lower() in words)
    return next(found, OTHER)


def _within(name: str) -> tuple[str, str]:
    """(a name without the one word that says which rows it has, what that says)."""
    words = [word for word in re.split(r"[\W_]+", name.lower()) if word]
    said = [(word, _part(word)) for word in words]
    told = [part for _, part in said if part != OTHER]
    rest = "_".join(word for word, part in said if part == OTHER)
    return (rest, told[0]) if len(told) == 1 else (name, OTHER)
