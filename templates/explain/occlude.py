"""Which parts of a row its prediction hangs on, by occlusion: each part is taken away,
and the prediction is made again.

Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014. What is
told is the prediction with the part less that without: positive if it speaks for it.
"""

from collections.abc import Callable
from pathlib import Path

import torch
from change import WORD, Read, Row, blank
from torch import Tensor

GRID = 7
"""Fields of a picture in each direction."""
WINDOWS = 16
"""Stretches of a series, a sound, or a sweep."""
WORDS = 40
"""Words of a text that are tried, from its beginning."""

Predict = Callable[[str, Tensor, Tensor], Tensor]
"""Name, values (K, ...) and present (K,) of a modality -> (K,) of what is explained."""


def parts(
    kind: str, name: str, reader, row: Row, root: Path, full: Read, predict: Predict
) -> dict:
    """`whole`: what the modality `name` of one row is worth; `parts`: what each of its
    parts is, a list, or `names` and what they are called for words and cells.

    `full` has one row. Kinds without parts that a person could see have `whole` alone.
    """
    nothing = blank(reader, [row], root)
    found = {"whole": predict(name, *_pair(full, nothing)).diff().neg().item()}
    if not full[1].item():
        return found
    if kind in ("image", "video"):
        x = fields(full[0])
    elif kind in ("range", "audio"):
        x = stretches(full[0], full[0].dim() - 1)
    elif kind in ("series", "track"):
        x = stretches(full[0], 1)
    elif kind == "text":
        return found | words(name, reader, row, root, predict)
    elif kind == "table":
        return found | cells(name, reader, row, root, predict)
    else:
        return found
    values = predict(name, torch.cat([full[0], x]), full[1].expand(len(x) + 1))
    return found | {"parts": (values[0] - values[1:]).tolist()}


def _pair(a: Read, b: Read) -> tuple[Tensor, Tensor]:
    return torch.cat([a[0], b[0]]), torch.cat([a[1], b[1]])


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


def words(name: str, reader, row: Row, root: Path, predict: Predict) -> dict:
    """What each word of the text columns is worth: the row without it."""
    places = [
        (column, found.start(), found.end())
        for column in reader.columns
        for found in WORD.finditer(row.get(column) or "")
        if found[0].strip()
    ][:WORDS]
    others = [
        row | {column: row[column][:begin] + row[column][end:]}
        for column, begin, end in places
    ]
    values = predict(name, *reader.load([row, *others], root))
    said = [row[column][begin:end] for column, begin, end in places]
    return {"names": said, "parts": (values[0] - values[1:]).tolist()}


def cells(name: str, reader, row: Row, root: Path, predict: Predict) -> dict:
    """What each filled cell of the table is worth: the row with it empty."""
    filled = [column for column in reader.columns if row.get(column)]
    others = [row | {column: ""} for column in filled]
    values = predict(name, *reader.load([row, *others], root))
    return {"names": filled, "parts": (values[0] - values[1:]).tolist()}
