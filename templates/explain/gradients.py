"""Which parts of a row a network's prediction hangs on, by integrated gradients, where
what a modality gives are numbers that may lie between two values.

Sundararajan et al., "Axiomatic attribution for deep networks", 2017, as captum has it:
the parts add up to the prediction less that of the baseline, which is the mean colour
of a picture, silence, or a table without cells.
"""

from collections.abc import Callable
from pathlib import Path

import torch
from change import PLANES, Read, Row, blank, encoded
from occlude import WINDOWS, edges
from torch import Tensor

FINE = 14
"""Fields of a picture in each direction."""
STEPS = 32
"""Points between the baseline and the row at which gradients are taken."""


def parts(
    kind: str,
    reader,
    rows: list[Row],
    at: int,
    root: Path,
    full: Read,
    predict: Callable[[Tensor], Tensor],
) -> dict | None:
    """What the parts of row `at` are worth, in the form of `occlude.parts`; `whole` is
    their sum. None for kinds that have no such numbers, or where nothing is present.

    `full` has one row; `predict` maps values (K, ...) to (K,), with gradients.
    """
    x = full[0]
    plane = kind in PLANES
    if not full[1].item() or not (plane or x.is_floating_point()):
        return None
    if encoded(kind, x):  # there are no fields
        return None
    if plane:
        base = x.float().mean(dim=(-2, -1), keepdim=True).expand_as(x)
    elif kind in ("range", "audio", "series", "track"):
        base = torch.zeros_like(x)
    elif kind == "table" and x.dim() == 2 and len(reader.shape) == 1:
        base = blank(reader, [rows[at]], root)[0]
    else:
        return None
    found = attributed(predict, x.float(), base.float())[0]
    told = {"whole": found.sum().item()}
    if plane:
        cells = [
            found[..., top:bottom, left:right].sum()
            for top, bottom in edges(x.shape[-2], FINE)
            for left, right in edges(x.shape[-1], FINE)
        ]
        return told | {"parts": torch.stack(cells).tolist()}
    if kind == "table":
        return told | of_columns(found, reader, rows, at, root)
    dim = x.dim() - 2 if kind in ("range", "audio") else 0
    spans = edges(found.shape[dim], WINDOWS)
    sums = [found.narrow(dim, a, b - a).sum() for a, b in spans]
    return told | {"parts": torch.stack(sums).tolist()}


def attributed(predict: Callable, x: Tensor, base: Tensor) -> Tensor:
    """Integrated gradients of x (1, ...), in the shape of x."""
    from captum.attr import IntegratedGradients

    with torch.backends.cudnn.flags(enabled=False):  # its RNNs can't when not training
        method = IntegratedGradients(predict, multiply_by_inputs=True)
        return method.attribute(x, base, n_steps=STEPS).detach().cpu()


def of_columns(
    found: Tensor, reader, rows: list[Row], at: int, root: Path
) -> dict[str, list]:
    """The filled cells of a row and what those of its numbers (F,) are worth that hang
    on each: they change somewhere if the column is emptied."""
    filled = [column for column in reader.columns if rows[at].get(column)]
    whole, sums = reader.load(rows, root)[0], []
    for column in filled:
        other = reader.load([row | {column: ""} for row in rows], root)[0]
        sums.append(found[(whole != other).any(dim=0)].sum().item())
    return {"names": filled, "parts": sums}
