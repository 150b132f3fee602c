"""How far rows are from each other, modality by modality: texts, numbers, pictures,
sounds and arrays. Coarse and quick: it is to find rows of one family, not to predict.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from agent.data import formats, media, sounds
from agent.data.cells import text
from agent.data.tables import Data
from agent.records import Column

if TYPE_CHECKING:
    from numpy import ndarray
    from PIL import Image

THUMBNAIL = (16, 16)
LETTERS = 200
"""Characters of a text that are compared."""
HASHED = 2_048
"""Places of the hashed letter pairs and triples: dense, for one quick product."""
FREQUENCIES = 8
"""Lowest frequencies of a series that are compared."""
SECONDS, BANDS = 2.0, 24
"""Of a sound what is compared: its beginning, by bands of frequencies."""


def distances(
    data: Data, columns: Sequence[Column], given: np.ndarray
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For every way to compare rows: its name, the distances (N, N) between labelled
    rows, and those (G, N) from the `given` rows of the test table, float32.

    Euclidean, of the TF-IDF of letter pairs and triples (of length 1), of standardised
    numbers, of thumbnails, of the statistics and the spectrum of arrays and sounds.
    """
    numbers = [c for c in columns if c.type in ("number", "integer")]
    others = [(c.name, (c,)) for c in columns if c.type in _READ]
    for name, some in [("numbers", tuple(numbers)), *others]:
        found = _features(data, some, given) if some else None
        if found is not None:
            rows = len(data.labelled)
            yield name, *_between(found[:rows], found[rows:])


def _features(
    data: Data, columns: Sequence[Column], given: np.ndarray
) -> "ndarray | None":
    """(labelled + given rows, D) float32; None where there's nothing."""
    assert data.given is not None
    frames = data.labelled, data.given.iloc[given]
    kind = columns[0].type
    if kind in ("number", "integer"):
        named = [c.name for c in columns]
        parts = [
            frame[named].to_numpy(dtype=float, na_value=np.nan) for frame in frames
        ]
        return _standardised(np.concatenate(parts))
    cells = [cell for frame in frames for cell in text(frame[columns[0].name])]
    return _READ[kind](data.root, cells)


def _texts(root: Path, cells: list[str]) -> "ndarray | None":
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

    short = [cell[:LETTERS].lower() for cell in cells]
    if not any(short):
        return None
    letters = HashingVectorizer(
        analyzer="char_wb",
        ngram_range=(2, 3),
        n_features=HASHED,
        alternate_sign=False,
    )
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(
        letters.transform(short)
    )
    return np.asarray(weighed.todense(), np.float32)


def _pictures(root: Path, cells: list[str]) -> "ndarray | None":

    found = []
    for cell in cells:
        try:
            with _opened(root / cell) as picture:
                picture.draft("RGB", THUMBNAIL)  # JPEG: decoded small at once
                small = picture.convert("RGBA").resize(THUMBNAIL)
            found.append(np.asarray(small, np.float32).ravel())
        except (OSError, ValueError, SyntaxError, *media.BROKEN):
            found.append(None)
    return _stacked(found)


def _opened(path: Path) -> "Image.Image":
    from PIL import Image

    if formats.of(path):
        return Image.fromarray(formats.still(path))
    return Image.open(path)


def _arrays(root: Path, cells: list[str]) -> "ndarray | None":
    found = []
    for cell in cells:
        try:
            found.append(_statistics(media.load_array(root / cell)))
        except (OSError, ValueError, *media.BROKEN):
            found.append(None)
    stacked = _stacked(found)
    return None if stacked is None else _standardised(stacked)


def _sounds(root: Path, cells: list[str]) -> "ndarray | None":
    found = []
    for cell in cells:
        try:
            found.append(_spectrum(*sounds.beginning(root / cell, SECONDS)))
        except (OSError, ValueError):
            found.append(None)
    stacked = _stacked(found)
    return None if stacked is None else _standardised(stacked)


def _spectrum(values: np.ndarray, rate: int) -> np.ndarray:
    """Levels of `BANDS` bands up to 8 kHz and of eighths of the time, in logarithms,
    and how long the sound is, at most `SECONDS`."""
    power = np.abs(np.fft.rfft(values, max(len(values), 256))) ** 2
    hertz = np.fft.rfftfreq(max(len(values), 256), 1 / rate)
    edges = np.searchsorted(hertz, np.geomspace(60, 8000, BANDS + 1))
    sums = np.concatenate([[0.0], np.cumsum(power)])
    bands = np.diff(sums[edges]) / len(power)
    parts = [np.mean(part**2) if len(part) else 0 for part in np.array_split(values, 8)]
    levels = np.log([*(bands + 1e-9), *(np.array(parts) + 1e-9)])
    return np.append(levels, np.log1p(len(values) / rate)).astype(np.float32)


def _statistics(values: np.ndarray) -> np.ndarray:
    """Per channel: mean, deviation, step, lowest frequencies; of (steps, channels)."""
    values = np.nan_to_num(values.astype(float))
    values = values.reshape(len(values), -1) if values.ndim else values.reshape(1, 1)
    spectrum = np.zeros((FREQUENCIES, values.shape[1]))
    found = np.abs(np.fft.rfft(values, axis=0))[1 : FREQUENCIES + 1]
    spectrum[: len(found)] = found
    steps = np.diff(values, axis=0, append=values[-1:])
    rows = [values.mean(0), values.std(0), steps.std(0), *spectrum]
    return np.concatenate(rows).astype(np.float32)


_READ = {
    "text": _texts,
    "image": _pictures,
    "series": _arrays,
    "vector": _arrays,
    "range": _arrays,
    "track": _arrays,
    "audio": _sounds,
}


def _stacked(found: list) -> "ndarray | None":
    """Rows of one width; what can't be read, or is of another, is the mean."""
    widths = [len(row) for row in found if row is not None]
    if not widths:
        return None
    width = max(set(widths), key=widths.count)
    gap = np.full(width, np.nan, np.float32)
    same = [gap if row is None or len(row) != width else row for row in found]
    table = np.stack(same)
    return np.where(np.isnan(table), np.nanmean(table, axis=0), table)


def _standardised(table: np.ndarray) -> "ndarray | None":
    """Columns with mean 0 and deviation 1; gaps and outliers don't lead."""
    known = np.isfinite(table)
    table = np.where(known, table, np.nan)[:, known.any(axis=0)]
    if not table.shape[1]:
        return None
    table = table - np.nanmedian(table, axis=0)
    spread = np.nanstd(table, axis=0)
    table = np.clip(table / np.where(spread > 0, spread, 1.0), -5, 5)
    return np.nan_to_num(table).astype(np.float32)


def _between(mine: np.ndarray, theirs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distances (N, N) and (G, N), to a few ten-thousandths of a row's length."""
    own = _distances(mine, mine)
    np.fill_diagonal(own, np.inf)
    return own, _distances(theirs, mine)


def _distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Euclidean, all in float32: half of the time that scikit-learn takes, which does
    the same in float64."""
    squares = -2 * (a @ b.T)
    squares += np.einsum("ij,ij->i", a, a)[:, None]
    squares += np.einsum("ij,ij->i", b, b)
    return np.sqrt(squares.clip(0, out=squares), out=squares)
