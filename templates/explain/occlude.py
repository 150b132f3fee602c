"""Which parts of a row its prediction hangs on, by occlusion: each part is taken away,
and the prediction is made again.

Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014. What is
told is the prediction with the part less that without: positive if it speaks for it.
"""

from collections.abc import Callable
from pathlib import Path

import torch
from change import WORD, Read, Row, blank, encoded
from torch import Tensor

GRID = 7
"""Fields of a picture in each direction."""
WINDOWS = 16
"""Stretches of a series, a sound, or a sweep."""
WORDS = 40
"""Words of a text that are tried, from its beginning."""

Views = dict[str, tuple]
"""The readers of a modality, one or several, and what each gives of a row."""
Predict = Callable[[dict[str, Read]], Tensor]
"""Values (K, ...) and present (K,) of each reader -> (K,) of what is explained."""


def parts(kind: str, views: Views, row: Row, root: Path, predict: Predict) -> dict:
    """`whole`: what a modality of one row is worth; `parts`: what each of its parts is,
    a list, or `names` and what they are called for words and cells.

    Kinds without parts that a person could see have `whole` alone.
    """
    both = {
        name: _joined(full, blank(reader, [row], root))
        for name, (reader, full) in views.items()
    }
    found = {"whole": predict(both).diff().neg().item()}
    if not any(full[1].item() for _, full in views.values()):
        return found
    if kind == "text":
        return found | words(views, row, root, predict)
    if kind == "table":
        return found | cells(views, row, root, predict)
    lost = LOST.get(kind)
    vectors = any(encoded(kind, full[0]) for _, full in views.values())
    if lost is None or vectors:  # which have no fields
        return found
    copies = {name: _lost(lost, full) for name, (_, full) in views.items()}
    values = predict(copies)
    return found | {"parts": (values[0] - values[1:]).tolist()}


def _joined(a: Read, b: Read) -> Read:
    return torch.cat([a[0], b[0]]), torch.cat([a[1], b[1]])


def _lost(lost: Callable[[Tensor], Tensor], full: Read) -> Read:
    """A row, and itself without each of its parts."""
    x = torch.cat([full[0], lost(full[0])])
    return x, full[1].expand(len(x))


def fields(x: Tensor) -> Tensor:
    """A picture or clip (1, ..., H, W) with each of GRID x GRID fields in turn in its
    mean colour: (GRID * GRID, ..., H, W), row by row."""
    mean = x.float().mean(dim=(-2, -1), keepdim=True).to(x.dtype)
    copies = x.repeat(GRID * GRID, *(1,) * (x.dim() - 1))
    down, across = edges(x.shape[-2], GRID), edges(x.shape[-1], GRID)
    for i in range(GRID * GRID):
        (top, bottom), (left, right) = down[i // GRID], across[i % GRID]
        copies[i, ..., top:bottom, left:right] = mean[0]
    return copies


def stretches(x: Tensor, dim: int) -> Tensor:
    """One row (1, ...) with each of WINDOWS stretches of dimension `dim` in turn as
    0, its mean or its silence: (WINDOWS, ...)."""
    copies = x.repeat(WINDOWS, *(1,) * (x.dim() - 1))
    for i, (begin, end) in enumerate(edges(x.shape[dim], WINDOWS)):
        copies[i].narrow(dim - 1, begin, end - begin).zero_()
    return copies


def edges(size: int, count: int) -> list[tuple[int, int]]:
    """Begin and end of `count` stretches of `size`, which overlap where it is small."""
    starts = [i * size // count for i in range(count)]
    return [(a, max(a + 1, (i + 1) * size // count)) for i, a in enumerate(starts)]


def words(views: Views, row: Row, root: Path, predict: Predict) -> dict:
    """What each word of the text columns is worth: the row without it."""
    places = [
        (column, found.start(), found.end())
        for column in _columns(views)
        for found in WORD.finditer(row.get(column) or "")
        if found[0].strip()
    ][:WORDS]
    others = [
        row | {column: row[column][:begin] + row[column][end:]}
        for column, begin, end in places
    ]
    said = [row[column][begin:end] for column, begin, end in places]
    return {"names": said, "parts": _worth(views, [row, *others], root, predict)}


def cells(views: Views, row: Row, root: Path, predict: Predict) -> dict:
    """What each filled cell of the table is worth: the row with it empty."""
    filled = [column for column in _columns(views) if row.get(column)]
    others = [row | {column: ""} for column in filled]
    return {"names": filled, "parts": _worth(views, [row, *others], root, predict)}


def _columns(views: Views) -> list[str]:
    return list(
        dict.fromkeys(c for reader, _ in views.values() for c in reader.columns)
    )


def _worth(views: Views, rows: list[Row], root: Path, predict: Predict) -> list[float]:
    """What the prediction of the first row has more than those of the others."""
    reads = {name: reader.load(rows, root) for name, (reader, _) in views.items()}
    values = predict(reads)
    return (values[0] - values[1:]).tolist()


LOST: dict[str, Callable[[Tensor], Tensor]] = {
    "image": fields,
    "video": fields,
    "range": lambda x: stretches(x, x.dim() - 1),
    "audio": lambda x: stretches(x, x.dim() - 1),
    "series": lambda x: stretches(x, 1),
    "track": lambda x: stretches(x, 1),
}
"""What takes the parts of a row's tensor away, one after the other."""
