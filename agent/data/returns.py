"""Text files with a line for each point, several at a moment: what a radar's sweeps
returned. They are points with a time, and no series, whose lines are moments."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

TIME = r"t|ts|time.*|.*second.*|frame.*|sweep.*|scan.*|时间.*|时刻|帧.*"
"""What the moment of a point is called."""
SEVERAL = 2.0
"""Lines for each moment, on average at least."""


def places(path: Path) -> "ndarray":
    """Of the points in such a file (N, 3). Raises OSError or ValueError."""
    from templates.blocks.clouds import parse_returns

    points = parse_returns(path.read_text("utf-8-sig"))[:, :3]
    return points[(points == points).all(axis=1)]  # NaN is not itself


def are_returns(paths: Iterable[Path]) -> bool:
    """Whether these files are such: their header names places, and a time that has
    several lines."""
    from templates.blocks.clouds import point_columns

    moments = lines = 0
    for path in paths:
        try:
            header, *rows = path.read_text("utf-8-sig", errors="replace").splitlines()
        except (OSError, ValueError):  # none, or empty
            continue
        comma = next((sign for sign in ",;\t" if sign in header), None)
        names = [name.strip(' "').lower() for name in header.split(comma)]
        times = [i for i, name in enumerate(names) if re.fullmatch(TIME, name)]
        cells = [row.split(comma) for row in rows if row.strip()]
        if not times or not point_columns(header):
            return False
        told = {row[times[0]] for row in cells if len(row) > times[0]}
        moments, lines = moments + len(told), lines + len(cells)
    return lines >= SEVERAL * moments > 0
