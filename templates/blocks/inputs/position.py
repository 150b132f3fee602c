"""Latitude and longitude to a place on the unit sphere: (N, 5)."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.columns import numbers

BLOCK = {
    "name": "position",
    "role": "input",
    "class": "PositionInput",
    "kinds": ["position"],
    "gives": "position",
    "example": {"shape": [5], "value": [5]},
    "words": r"\b(positions?|locations?|coordinates|latitude|longitude)\b|位置|坐标",
    "summary": "latitude and longitude as x, y, z on the sphere, and standardised",
    "search": {},
}


class PositionInput:
    """A latitude and a longitude column, in degrees, to float32 (N, 5).

    Channels: x, y, z on the unit sphere, then latitude and longitude, in deviations
    from the middle of the training rows; the longitude is counted from there, so that
    no line parts the places. Where one is missing, its channel and x, y, z are 0.
    """

    shape = (5,)

    def __init__(self, columns: tuple[str, ...]):
        self.columns = columns
        self.middle, self.spread = [0.0, 0.0], [1.0, 1.0]
        self.patched: dict[str, list[int]] = {}

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the middle and the spread of the training `rows`."""
        place = self._read(rows)  # (2, N) degrees
        east = np.exp(1j * np.deg2rad(place[1][np.isfinite(place[1])]))
        north = place[0][np.isfinite(place[0])]
        if not len(east) or not len(north):
            return
        self.middle = [float(north.mean()), float(np.rad2deg(np.angle(east.mean())))]
        moved = self._moved(place)
        self.spread = [float(np.nanstd(axis)) or 1.0 for axis in moved]

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, 5) and present (N,); zeros where neither is a number."""
        place = self._read(rows)
        north, east = np.deg2rad(place)
        across = np.cos(north)
        sphere = [across * np.cos(east), across * np.sin(east), np.sin(north)]
        sphere = np.where(np.isfinite(place).all(axis=0), sphere, 0.0)
        near = self._moved(place) / np.array(self.spread)[:, None]
        values = np.concatenate([sphere, np.nan_to_num(near).clip(-20, 20)])
        known = np.isfinite(place).sum(axis=0)  # (N,)
        half = np.flatnonzero(known == 1).tolist()
        self.patched = {"half a position": half} if half else {}
        present = torch.from_numpy(known > 0)
        return torch.from_numpy(values.T.astype(np.float32)), present

    def state(self) -> dict:
        return {"middle": self.middle, "spread": self.spread}

    def restore(self, state: dict) -> None:
        self.middle, self.spread = state["middle"], state["spread"]

    def _read(self, rows: list[dict[str, str]]) -> np.ndarray:
        """(2, N) degrees, NaN where there is no number, or none of this Earth."""
        north, east = (
            numbers([row.get(name) or "" for row in rows]) for name in self.columns
        )
        north = np.where(np.abs(north) <= 90, north, np.nan)
        return np.stack([north, np.where(np.abs(east) <= 360, east, np.nan)])

    def _moved(self, place: np.ndarray) -> np.ndarray:
        """Degrees from the middle, the longitude within -180 and 180."""
        north, east = place[0] - self.middle[0], place[1] - self.middle[1]
        return np.stack([north, (east + 180) % 360 - 180])
