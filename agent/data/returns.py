"""Text files with a line for each point, several at a moment: what a radar's sweeps
returned. They are points with a time, and no series, whose lines are moments."""

import re
from collections.abc import Iterable
from pathlib import Path

from agent.data import formats

TIME = r"t|ts|time.*|.*second.*|frame.*|sweep.*|scan.*|时间.*|时刻|帧.*"
"""What the moment of a point is called."""
SEVERAL = 2.0
"""Lines for each moment, on average at least."""


def are_returns(paths: Iterable[Path]) -> bool:
    """Whether these files are such: their header names places, and a time that has
    several lines."""
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
        if not times or not formats.point_columns(header):
            return False
        told = {row[times[0]] for row in cells if len(row) > times[0]}
        moments, lines = moments + len(told), lines + len(cells)
    return lines >= SEVERAL * moments > 0
