"""Reads the predictions of a program nobody trusts: plain CSV, checked cell by cell."""

import csv
import math
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import numpy as np

from agent.errors import ForgeweldError
from agent.records import TaskSpec
from agent.scoring.metrics import CLASSES, ONE_CLASS
from agent.scoring.truth import header as wanted_header

CELL_BYTES = 64  # generous: a float64 takes at most 25 characters
SMALLEST_CAP = 1_000_000
WIDEST = 512  # columns of an embedding
LARGEST = 1e100  # squares and sums of what is below stay finite
TOLERANCE = 1e-3  # of a row's probabilities summing to 1; programs round


class BadPredictions(ForgeweldError):
    """A program's predictions can't be scored; says what is wrong with them."""

    code = "predictions"


def of_fold(whole: Path, fold: int) -> Path:
    """Where the model of a trial's plan that has not seen a fold predicts it, by where
    the trial's own predictions lie."""
    trial = whole.parent.parent
    return trial / "folds" / str(fold) / "out" / whole.name


def read(
    path: Path, rows: Sequence[str], spec: TaskSpec, classes: Sequence[str]
) -> np.ndarray:
    """The predictions in `path`, in the order of `rows`.

    Classes and labels: (N, C) probabilities in the order of `classes`. Regression: (N,)
    values, or (N, 1 + Q) with quantiles. Multitarget: (N, K). Survival: (N,).
    Retrieval: (N, 2 E). Every row of `rows` must be there once, and no other.
    Raises BadPredictions, in one sentence, at the first thing that is wrong.
    """
    wanted = list(wanted_header(spec, classes))
    width = len(wanted) or 2 * WIDEST
    cap = max(SMALLEST_CAP, CELL_BYTES * (len(rows) + 1) * (width + 1))
    place = {row: index for index, row in enumerate(rows)}
    with _open(path, cap) as file:
        try:
            table = _parse(file, place, wanted)
        except UnicodeDecodeError as error:
            raise _bad("predictions.csv is not UTF-8 text") from error
        except csv.Error as error:
            raise _bad(f"predictions.csv is not valid CSV: {error}") from error
    if spec.kind in CLASSES:
        _check_probabilities(table, rows, sums=spec.kind in ONE_CLASS)
    return table[:, 0] if wanted in (["value"], ["risk"]) else table


def _bad(what: str) -> BadPredictions:
    return BadPredictions(what, where="predictions.csv")


def _open(path: Path, cap: int) -> IO[str]:
    """Open a regular file of at most `cap` bytes; no link is followed, no pipe waited
    for: what is checked is the open file itself, so nobody can swap it meanwhile."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        number = os.open(path, flags)
    except FileNotFoundError as error:
        raise _bad("the program wrote no predictions.csv") from error
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        if path.is_symlink():
            why = "it is a symbolic link"
        raise _bad(f"predictions.csv can't be opened as a file: {why}") from error
    info = os.fstat(number)
    if not stat.S_ISREG(info.st_mode):
        os.close(number)
        raise _bad("predictions.csv is not a regular file")
    if info.st_size > cap:
        os.close(number)
        raise _bad(
            f"predictions.csv has {info.st_size} bytes; at most {cap} are plausible"
            " for these rows and classes"
        )
    return open(number, encoding="utf-8", newline="")  # noqa: PTH123 (a descriptor)


def _parse(file: IO[str], place: dict[str, int], wanted: list[str]) -> np.ndarray:
    """The table (N, columns), in the order of `place` and `wanted`; with nothing
    wanted, pairs of embeddings."""
    reader = csv.reader(file, strict=True)
    header = next(reader, [])
    wanted = wanted or _embeddings(header)
    order = _columns(header, wanted)
    table = np.full((len(place), len(wanted)), np.nan)
    seen = [False] * len(place)
    for line in reader:
        if len(line) != len(header):
            raise _bad(
                f"line {reader.line_num} has {len(line)} cells,"
                f" the header {len(header)}"
            )
        index = place.get(line[0])
        if index is None:
            raise _bad(f"row {_short(line[0])} was not asked for")
        if seen[index]:
            raise _bad(f"row {_short(line[0])} is there twice")
        seen[index] = True
        table[index] = [_number(line[column], line[0]) for column in order]
    if not all(seen):
        first = list(place)[seen.index(False)]
        raise _bad(
            f"{seen.count(False)} of {len(place)} rows have no prediction,"
            f" the first is row {first}"
        )
    return table


def _columns(header: list[str], wanted: list[str]) -> list[int]:
    """Where each of `wanted` stands in `header`; its first cell must be `row`."""
    if not header or header[0] != "row":
        first = _short(header[0]) if header else "nothing"
        raise _bad(f"the header has to begin with 'row', not {first}")
    known, place = set(wanted), dict[str, int]()
    for index, name in enumerate(header[1:], start=1):
        if name in place:
            raise _bad(f"column {_short(name)} is there twice")
        if name not in known:
            raise _bad(f"column {_short(name)} was not asked for")
        place[name] = index
    missing = [name for name in wanted if name not in place]
    if missing:
        raise _bad(f"column {_short(missing[0])} is missing ({len(missing)} are)")
    return [place[name] for name in wanted]


def _embeddings(header: list[str]) -> list[str]:
    """q0, q1, … g0, g1, …: as many as half of the header's columns, or the least."""
    width = min(max((len(header) - 1) // 2, 1), WIDEST)
    return [f"{side}{number}" for side in "qg" for number in range(width)]


def _number(cell: str, row: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise _bad(f"row {_short(row)} holds {_short(cell)}, not a number") from None
    if not math.isfinite(value):
        raise _bad(f"row {_short(row)} holds {_short(cell)}: no finite number")
    if abs(value) > LARGEST:
        raise _bad(f"row {_short(row)} holds {_short(cell)}: too large to be scored")
    return value


def _short(text: str) -> str:
    """Untrusted text as it may appear in a message."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _check_probabilities(table: np.ndarray, rows: Sequence[str], sums: bool) -> None:
    """Whether all lie in 0 to 1, and with `sums` whether rows sum to 1."""
    outside = ((table < 0) | (table > 1)).any(1)
    if outside.any():
        index = int(outside.argmax())
        raise _bad(f"row {rows[index]} has a probability outside 0 to 1")
    total = table.sum(1)
    off = np.abs(total - 1) > TOLERANCE
    if sums and off.any():
        index = int(off.argmax())
        raise _bad(
            f"the probabilities of row {rows[index]} sum to {total[index]:.4f}, not 1"
        )
