"""What the files behind a column are, told from the headers of a few of them."""

import math
from pathlib import Path

import numpy as np

from agent.data import clips, data_kinds, formats, media, returns, sounds
from agent.data.tables import Data
from agent.vocabulary.lexicon import LATITUDE, LONGITUDE
from agent.vocabulary.words import name_words

_SAMPLE, _READ_WHOLE = 16, 4
"""Files of a column that are looked at; those whose shape only reading them tells."""
_LONG = 1000
"""Numbers in MATLAB or HDF5 above which a row is a signal, no list of features."""
_PADS = 8
"""Rows and columns of sensors side by side, at most."""
_CLOUD = {"points", "point", "cloud", "pointcloud", "lidar", "pcd", "pts"}


def media_column(
    data: Data, name: str, kind: str, unique: list[str]
) -> tuple[str, tuple[int, ...] | None, str]:
    """(type, typical shape, note) from the headers of a few of the files."""
    most = _READ_WHOLE if formats.among(unique[:1]) else _SAMPLE
    chosen = unique[:: max(1, len(unique) // most)][:most]
    if lacking := formats.lacking(chosen):
        return "unreadable", None, lacking
    shapes, errors = [], []
    for cell in chosen:
        try:
            shapes.append(media.shape(data.root / cell))
        except (OSError, ValueError, EOFError, SyntaxError) as error:
            errors.append(f"{cell}: {error}")
    known = [shape for shape in shapes if shape is not None]
    if not known and errors:
        seen: str = "series" if kind == "array" else kind  # type: ignore
        return seen, None, f"none of {len(errors)} sampled files can be read"
    if kind == "array":
        kind = _array_kind(name, known, data.root / chosen[0])
        known = [(*s, 1) if kind == "series" and len(s) == 1 else s for s in known]
        known = _lengthwise(known) if kind == "series" else known
    elif kind == "series" and known and _is_track(name, known, data.root / chosen[0]):
        kind = "track"
    elif kind == "series" and returns.are_returns([data.root / c for c in chosen]):
        kind = "points"
    if kind == "image":  # moving, if most are
        moving = sum(len(shape) == 4 for shape in known) * 2 > len(known)
        kind = "video" if moving else kind
        known = [shape if moving else shape[-3:] for shape in known]
    typical = None
    if known:
        same = [shape for shape in known if len(shape) == len(known[0])]
        typical = tuple(int(np.median(axis)) for axis in zip(*same, strict=True))
    folders = clips.folders_of_frames(data.root, chosen)
    files = "folders" if folders else f"files {data_kinds.suffix(chosen[0])}"
    note = f"{kind} {files}"
    if typical:
        vary = "" if len(set(known)) == 1 else "about "
        note += f", {vary}{' x '.join(map(str, typical))}"
    if media.suffix(chosen[0]) == ".wav" and not errors:
        rate = max(1, sounds.wav_header(data.root / chosen[0])[2])
        note += f" ({typical[0] / rate:.2g} s at {rate} Hz)" if typical else ""
    return kind, typical, note  # type: ignore[return-value]


def _lengthwise(shapes: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """(time, channels) of arrays as the series input reads them."""
    turn = formats.turn_of(shapes)
    if turn:
        return [(b, a) if turn == "channels" else (a * b, 1) for a, b in shapes]
    return [(s[0], math.prod(s[1:])) for s in shapes]


def _array_kind(name: str, shapes: list[tuple[int, ...]], first: Path) -> str:
    axes, alike = len(shapes[0]), len(set(shapes)) == 1
    if axes == 1:  # of many lengths, or long ones of instruments, they are signals
        long = formats.of(first) is not None and shapes[0][0] > _LONG
        return "series" if long or not alike else "vector"
    swept = alike and axes < 4 and min(shapes[0][:2]) >= 8
    if swept and data_kinds.named_so(data_kinds.words_of("range"), name):
        return "range"
    if axes == 2:
        return rows_kind(name, shapes)
    if axes == 4 and shapes[0][3] in (1, 3):
        return "video"
    if axes == 3 and max(shapes[0][1:]) <= _PADS < shapes[0][0]:
        return "series"  # of a few places side by side: taxels, electrodes
    if axes == 3:
        channels = {shapes[0][0], shapes[0][2]} & {1, 3, 4}
        if channels or media.load_array(first).dtype == np.uint8:
            return "image"
    return "unreadable"


def rows_kind(name: str, shapes: list[tuple[int, ...]]) -> str:
    """Rows of a few numbers each: points, a track or a series."""
    if 3 <= shapes[0][1] <= 7 and set(name_words(name)) & _CLOUD:
        return "points"
    few = 2 <= shapes[0][1] <= 4
    track = few and data_kinds.named_so(data_kinds.words_of("track"), name)
    return "track" if track else "series"


def _is_track(name: str, shapes: list[tuple[int, ...]], first: Path) -> bool:
    """Whether text files hold tracks: by the column's name, or by their header."""
    with first.open(encoding="utf-8-sig", errors="replace") as file:
        names = set(name_words(file.readline()))
    north, east = names & LATITUDE, names & LONGITUDE
    return bool(north and east) or rows_kind(name, shapes) == "track"
