"""Changes of one modality of some rows: missing, permuted, noisy, blurred, thinned out.

Every change has a level: a share of what is lost, or the deviation of noise in units of
the modality's own. The same seed gives the same change for every model.
"""

import json
import random
import re
import statistics
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

CELLS = ("words", "letters", "cells", "numbers", "items")
"""Changes of cells, which are then read again; the others change tensors."""
PLANES = ("image", "video")
"""Kinds of data that are read as pictures (N, ..., H, W)."""
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s]+")
"""A word, one Chinese or Japanese character, or a run of signs."""

Row = dict[str, str]
Read = tuple[Tensor, Tensor]
"""Values (N, ...) and present (N,) of one modality."""


def changed(
    how: str, level: float, seed: int, reader, rows: list[Row], root: Path, full: Read
) -> Read:
    """One modality of `rows` with a change, as its reader would give it.

    `full` is what it is unchanged. ValueError for a change that is not known.
    """
    generator = torch.Generator().manual_seed(seed)
    if how == "missing":
        return missing(full, blank(reader, rows, root), level, generator)
    if how == "permuted":
        order = torch.randperm(len(rows), generator=generator)
        return full[0][order], full[1][order]
    if how in CELLS:
        other = change_cells(how, level, seed, reader.columns, rows)
        return reader.load(other, root)
    if how in TENSORS:
        return TENSORS[how](full[0], level, generator), full[1]
    raise ValueError(f"no change {how!r}")


def possible(how: str, kind: str, x: Tensor) -> bool:
    """Whether an input is read as what a change is made for: what a pretrained encoder
    says of a picture has no pixels, of a sound no moments."""
    return how not in TENSORS or not encoded(kind, x)


def encoded(kind: str, x: Tensor) -> bool:
    """Whether rows of a kind are there as vectors (N, D) that an encoder has made."""
    return kind in (*PLANES, "audio") and x.dim() < 3


def blank(reader, rows: list[Row], root: Path) -> Read:
    """What a modality is where all its cells are empty."""
    empty = dict.fromkeys(reader.columns, "")
    return reader.load([row | empty for row in rows], root)


def missing(full: Read, nothing: Read, level: float, generator) -> Read:
    """`full` with a share `level` of the rows, drawn at random, as `nothing`."""
    lost = torch.rand(len(full[1]), generator=generator) < level
    shape = (len(lost),) + (1,) * (full[0].dim() - 1)
    values = torch.where(lost.view(shape), nothing[0], full[0])
    return values, torch.where(lost, nothing[1], full[1])


# ---- cells -----------------------------------------------------------------------


def change_cells(
    how: str, level: float, seed: int, columns: tuple[str, ...], rows: list[Row]
) -> list[Row]:
    """Copies of `rows` with their `columns` changed."""
    draw = random.Random(seed)
    spreads = {name: spread(rows, name) for name in columns}
    return [
        row
        | {
            name: change_cell(how, row.get(name) or "", level, draw, spreads[name])
            for name in columns
        }
        for row in rows
    ]


def change_cell(
    how: str, cell: str, level: float, draw: random.Random, deviation: float
) -> str:
    """One cell with a share `level` of its words, letters or items changed."""
    if not cell:
        return cell
    if how == "words":
        return WORD.sub(lambda m: "" if draw.random() < level else m[0], cell)
    if how == "letters":
        return WORD.sub(lambda m: misspelt(m[0], level, draw), cell)
    if how == "cells":
        return "" if draw.random() < level else cell
    if how == "items":
        return fewer_items(cell, level, draw)
    try:
        return f"{float(cell) + level * deviation * draw.gauss(0, 1):.6g}"
    except ValueError:
        return cell  # no number: noise has no meaning there


def misspelt(word: str, level: float, draw: random.Random) -> str:
    """A word with two neighbouring letters swapped, with chance `level`."""
    if len(word) < 2 or draw.random() >= level:
        return word
    i = draw.randrange(len(word) - 1)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def fewer_items(cell: str, level: float, draw: random.Random) -> str:
    """A JSON list, or items between `;`, `|` or `,`, without a share of them."""
    if cell.startswith("["):
        kept = [item for item in json.loads(cell) if draw.random() >= level]
        return json.dumps(kept, ensure_ascii=False)
    mark = next((mark for mark in ";|," if mark in cell), ";")
    return mark.join(item for item in cell.split(mark) if draw.random() >= level)


def spread(rows: list[Row], column: str) -> float:
    """Standard deviation of the numbers in a column; 0 if there are none."""
    found = []
    for row in rows:
        try:
            found.append(float(row.get(column) or "x"))
        except ValueError:
            continue
    return statistics.pstdev(found) if len(found) > 1 else 0.0


# ---- tensors ---------------------------------------------------------------------


def noise(x: Tensor, level: float, generator) -> Tensor:
    """Gaussian noise; zeros stay zeros where values are scaled, as they are padding."""
    drawn = torch.randn(x.shape, generator=generator)
    if x.dtype == torch.uint8:
        return (x.float() + 255 * level * drawn).round().clamp(0, 255).to(x.dtype)
    return torch.where(x == 0, x, (x.float() + level * drawn).to(x.dtype))


def jitter(x: Tensor, level: float, generator) -> Tensor:
    """Points (N, P, 3 + C + 1) moved; the last channel tells which are there."""
    moved = x.clone()
    step = level * torch.randn(*x.shape[:2], 3, generator=generator)
    moved[..., :3] += step * x[..., -1:]
    return moved


def blur(x: Tensor, level: float, _) -> Tensor:
    """Pictures (..., H, W): each pixel the mean of a square of `level` of the width."""
    radius = max(1, round(level * x.shape[-1] / 2))
    planes = x.float().reshape(-1, 1, *x.shape[-2:])
    padded = F.pad(planes, (radius,) * 4, mode="replicate")
    down = F.avg_pool2d(padded, (2 * radius + 1, 1), stride=1)
    flat = F.avg_pool2d(down, (1, 2 * radius + 1), stride=1).reshape(x.shape)
    return flat.round().to(x.dtype) if x.dtype == torch.uint8 else flat.to(x.dtype)


def stretch(x: Tensor, level: float, generator, dim: int) -> Tensor:
    """One stretch of every row lost: a share `level` of dimension `dim` becomes 0."""
    steps = x.shape[dim]
    width = max(1, round(level * steps))
    starts = torch.randint(0, steps - width + 1, (len(x),), generator=generator)
    place = torch.arange(steps)
    lost = (place >= starts[:, None]) & (place < starts[:, None] + width)  # (N, steps)
    shape = [len(x)] + [1] * (x.dim() - 1)
    shape[dim] = steps
    return x.masked_fill(lost.view(shape), 0)


def steps(x: Tensor, level: float, generator) -> Tensor:
    """Series (N, T, C) whose sensor was silent for a while."""
    return stretch(x, level, generator, 1)


def sectors(x: Tensor, level: float, generator) -> Tensor:
    """Sweeps (N, C, H, W), or spectrograms, with a stretch of their width lost."""
    return stretch(x, level, generator, x.dim() - 1)


def fewer_points(x: Tensor, level: float, generator) -> Tensor:
    """Points (N, P, C) of which a share is lost."""
    kept = torch.rand(*x.shape[:2], 1, generator=generator) >= level
    return x * kept


TENSORS = {
    "noise": noise,
    "jitter": jitter,
    "blur": blur,
    "steps": steps,
    "sectors": sectors,
    "points": fewer_points,
}
