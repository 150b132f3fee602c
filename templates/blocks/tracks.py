"""Tracks from files or lists: time, x, y and what else is told of every point, in the
order of time."""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from templates.blocks.arrays import parse_array

KM_PER_DEGREE = 111.195  # on a sphere of 6371 km
TRACK_COLUMNS = {
    "time": r"t|s|time.*|.*second.*",
    "north": r"lat.*|纬度",
    "east": r"lon.*|lng.*|经度",
    "x": r"x.*",
    "y": r"y.*",
}
UNREADABLE_TRACK = (
    *(OSError, ValueError, TypeError, EOFError, IndexError),
    zipfile.BadZipFile,
)


def read_track(cell: str, root: Path) -> np.ndarray | None:
    """(T, 3 + K): time, x, y and the K other columns, such as a height or a pulse; None
    if there are no two columns of numbers, or one point.

    A header of a text file says which columns are meant, and latitudes and longitudes
    become kilometres on the plane that touches the track's start. Without one, two
    columns are x and y, and the point number is the time; three are time, x and y.
    """
    try:
        table, named = track_table(cell, root)
    except UNREADABLE_TRACK:
        return None
    if table.ndim != 2 or table.shape[1] < 2:
        return None
    if {"north", "east"} <= set(named):
        places = [named["east"], named["north"]]
    elif {"x", "y"} <= set(named):
        places = [named["x"], named["y"]]
    else:
        first = 1 if table.shape[1] == 3 else 0
        places, named = [first, first + 1], {"time": 0} if first else {}
    time = table[:, named["time"]] if "time" in named else np.arange(len(table))
    told = [*places, named.get("time", -1)]
    others = [i for i in range(table.shape[1]) if i not in told]
    track = np.column_stack([time, table[:, places], table[:, others]])
    track = track[np.isfinite(track[:, :3]).all(axis=1)]
    if len(track) < 2:
        return None
    track = track[np.argsort(track[:, 0], kind="stable")]
    if {"north", "east"} <= set(named):
        east = (track[:, 1] - track[0, 1] + 180) % 360 - 180
        narrow = np.cos(np.deg2rad(track[0, 2]))
        track[:, 1] = east * narrow * KM_PER_DEGREE
        track[:, 2] = (track[:, 2] - track[0, 2]) * KM_PER_DEGREE
    return track


def track_table(cell: str, root: Path) -> tuple[np.ndarray, dict[str, int]]:
    """The numbers in float64, since a degree in float32 may be metres off, and what
    the file calls its columns."""
    if not cell.lower().endswith((".csv", ".txt", ".tsv")):
        array = parse_array(cell, root)
        if names := array.dtype.names:
            table = np.column_stack([array[name] for name in names])
            return table.astype(np.float64), track_columns(names)
        return np.asarray(array, dtype=np.float64), {}
    text = (root / cell).read_text(encoding="utf-8-sig")
    lines = [line for line in text.splitlines() if line.strip()]
    comma = next((sign for sign in ",;\t" if sign in lines[0]), None)
    table = np.genfromtxt(lines, delimiter=comma, dtype=np.float64, ndmin=2)
    names = [name.strip(' "').lower() for name in lines[0].split(comma)]
    named = track_columns(names)
    if "time" in named and not np.isfinite(table[:, named["time"]]).any():
        dates = [line.split(comma)[named["time"]] for line in lines]
        table[:, named["time"]] = [iso_seconds(date.strip(' "')) for date in dates]
    return table, named


def track_columns(names: Sequence[str]) -> dict[str, int]:
    """Which of the columns, by their lower-case names, hold time and places."""
    named = {}
    for role, pattern in TRACK_COLUMNS.items():
        fitting = [i for i, name in enumerate(names) if re.fullmatch(pattern, name)]
        named |= {role: fitting[0]} if fitting else {}
    return named


def iso_seconds(date: str) -> float:
    """Seconds since 1970 of an ISO 8601 date, in UTC if it says none; NaN if wrong."""
    try:
        read = datetime.fromisoformat(date)
    except ValueError:
        return np.nan
    return read.replace(tzinfo=read.tzinfo or UTC).timestamp()


def track_steps(track: np.ndarray, most: int) -> np.ndarray:
    """(T, 8 + K) of a track: offset, step, log speed, heading, what else is told, and a
    1; T <= `most`."""
    if len(track) > most:
        track = track[np.linspace(0, len(track) - 1, most).round().astype(int)]
    places, others = track[:, 1:3], track[:, 3:]
    offset = places - places[0]
    step = np.diff(places, axis=0, prepend=places[:1])
    passed = np.diff(track[:, 0], prepend=track[0, 0])
    length = np.linalg.norm(step, axis=1)
    speed = np.log1p(np.divide(length, passed, np.zeros(len(track)), where=passed > 0))
    heading = np.divide(step, length[:, None], np.zeros_like(step), where=step != 0)
    inside = np.ones(len(track))
    return np.column_stack([offset, step, speed, heading, others, inside])
