"""Which rows are copies of each other, files compared by what they hold."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from agent.data import bundles, clips, media
from agent.data.cells import text
from agent.data.tables import Data
from agent.records import Column, Finding

_PIECE = 4096


def row_codes(data: Data, features: Iterable[str], files: set[str]) -> np.ndarray:
    """(labelled + given rows,) int; equal codes for rows whose `features` are equal.

    Columns in `files` are paths: two files are equal if their sizes and their first,
    middle and last 4 kB are. Only files of rows that agree in all else are opened.
    Columns that the given table lacks are left out where it is concerned.
    """
    frames = [data.labelled] if data.given is None else [data.labelled, data.given]
    shared = [c for c in features if all(c in frame for frame in frames)]
    codes = np.zeros(sum(map(len, frames)), dtype=np.int64)
    paths = {}
    for name in shared:
        cells = [cell for frame in frames for cell in text(frame[name])]
        if name in files:
            paths[name] = cells
            size = media.sizes(data.root, cells)
            codes = _refine(codes, [size.get(cell, -1) for cell in cells])
        else:
            codes = _refine(codes, cells)
    for cells in paths.values():
        repeated = np.bincount(codes)[codes] > 1
        marks = [
            _digest(data.root / cell) if again and cell else str(row)
            for row, (cell, again) in enumerate(zip(cells, repeated, strict=True))
        ]
        codes = _refine(codes, marks)
    return codes


def _refine(codes: np.ndarray, cells: list) -> np.ndarray:
    fresh, values = pd.factorize(np.array(cells, dtype=object))
    return pd.factorize(codes * max(1, len(values)) + fresh)[0]


def _digest(path: Path) -> str:
    """Hash over size, head, middle and tail; the path itself if it can't be read.

    Of a folder, over those of its frames; of a recording, over those of its files.
    """
    if path.is_dir():
        marks = [_digest(frame) for frame in clips.frames(path)]
        return hashlib.blake2b("".join(marks).encode()).hexdigest()
    if bundles.is_bundle(path):
        try:
            told, files = bundles.marks(path)
        except (OSError, ValueError):
            return str(path)
        marks = [told, *map(_digest, files)]
        return hashlib.blake2b("".join(marks).encode()).hexdigest()
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return str(path)
    try:
        size = os.fstat(handle).st_size
        places = {0, max(0, size // 2 - _PIECE // 2), max(0, size - _PIECE)}
        pieces = [os.pread(handle, _PIECE, place) for place in sorted(places)]
    finally:
        os.close(handle)
    return hashlib.blake2b(b"".join([str(size).encode(), *pieces])).hexdigest()


def seen(
    data: Data, columns: Sequence[Column], used: set[str], copies: np.ndarray
) -> list[Finding]:
    """What the test table lacks, and which of its rows were seen with their target."""
    if data.given is None:
        return []
    findings = [
        Finding(
            kind="unused",
            severity="warning",
            column=column.name,
            message=f"the test table has no column {column.name}: it would be missing "
            "in every row to predict",
            fix=f"--ignore {column.name}, or add it to the test table",
        )
        for column in columns
        if column.name in used and not column.in_given
    ]
    rows = len(data.labelled)
    again = int(np.isin(copies[rows:], copies[:rows]).sum())
    if again and not _repeating(copies[:rows]):
        findings.append(
            Finding(
                kind="duplicate",
                severity="warning",
                message=f"{again} of {len(data.given)} test rows copy labelled rows",
                fix="scores on these rows measure memory",
            )
        )
    return findings


def _repeating(copies: np.ndarray) -> bool:
    """Whether most rows are like others, as in tables of a few categories."""
    return (np.bincount(copies)[copies] > 1).mean() > 0.5
