"""Radar and LiDAR sweeps as arrays of beams x angles to (N, C + 1, H, W)."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.arrays import read_array

BLOCK = {
    "name": "range_image",
    "role": "input",
    "class": "RangeImageInput",
    "kinds": ["range"],
    "gives": "range_image",
    "example": {"shape": [2, 8, 32], "value": [2, 8, 32], "dtype": "float16"},
    "words": r"\b(range|sweeps?|scans?|lidar|radar)\b|雷达|扫描",
    "summary": "sweeps of beams x angles, standardised; a channel for what returned",
    "search": {"angles": [128, 64, 256], "beams": [64, 32]},
}


def sweep_planes(array: np.ndarray | None) -> np.ndarray | None:
    """(C, H, W) of a sweep (H, W), (H, W, C) or (C, H, W), NaN for no return."""
    if array is None or array.ndim not in (2, 3):
        return None
    planes = array[None] if array.ndim == 2 else array
    if array.ndim == 3 and array.shape[2] < array.shape[0]:
        planes = array.transpose(2, 0, 1)
    return np.where(planes == 0, np.nan, planes) if planes.size else None


def shrink_planes(planes: np.ndarray, height: int, width: int) -> np.ndarray:
    """(C, H, W) to (C, height, width): the mean of what returned in each field."""
    _, beams, angles = planes.shape
    down, across = -(-beams // height), -(-angles // width)
    rows = np.arange(height * down) * beams // (height * down)
    columns = np.arange(width * across) * angles // (width * across)
    fields = planes[:, rows][:, :, columns].reshape(-1, height, down, width, across)
    known = np.isfinite(fields)
    total = np.where(known, fields, 0.0).sum(axis=(2, 4))
    count = known.sum(axis=(2, 4))
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


class RangeImageInput:
    """Sweep columns to float16 (N, C + 1, H, W); several columns stack their channels.

    Zeros, NaN and infinities are no return: 0 in every channel, and in the last one,
    which is 1 elsewhere. Channels are standardised, as logarithms where their largest
    value is far from the median. H and W are those of a usual training sweep, at most
    `beams` and `angles`: larger ones are averaged.
    """

    def __init__(self, columns: tuple[str, ...], *, angles: int = 128, beams: int = 64):
        self.columns, self.angles, self.beams = columns, angles, beams
        size = {"height": 8, "width": 8, "log": [False]}
        self.restore({**size, "mean": [0.0], "deviation": [1.0]})

    @property
    def shape(self) -> tuple[int, int, int]:
        return (len(self.columns) * (len(self.log) + 1), self.height, self.width)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn size and the scale of each channel from up to 500 training `rows`."""
        rows = rows[:: len(rows) // 500 + 1]
        cells = [row.get(name) or "" for row in rows for name in self.columns]
        found = [self._read(cell, root) for cell in cells]
        sweeps = [sweep for sweep in found if sweep is not None]
        if not sweeps:
            return
        usual = np.median([sweep.shape for sweep in sweeps], axis=0).astype(int)
        usual[0] = np.bincount([len(sweep) for sweep in sweeps]).argmax()
        self.height, self.width = min(usual[1], self.beams), min(usual[2], self.angles)
        alike = [s.reshape(len(s), -1) for s in sweeps if len(s) == usual[0]]
        values = [plane[np.isfinite(plane)] for plane in np.concatenate(alike, axis=1)]
        values = [value if value.size else np.zeros(1) for value in values]
        self.log = [bool(v.min() >= 0 and v.max() > 10 * np.median(v)) for v in values]
        pairs = zip(values, self.log, strict=True)
        scaled = [np.log1p(value) if log else value for value, log in pairs]
        self.mean = [float(value.mean()) for value in scaled]
        self.deviation = [float(value.std()) or 1.0 for value in scaled]

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, C + 1, H, W) and present (N,); zeros where unreadable."""
        values = np.zeros((len(rows), *self.shape), dtype=np.float16)
        present = np.zeros(len(rows), dtype=bool)
        size = (len(self.log) + 1, *self.shape[1:])
        places = values.reshape(len(rows), len(self.columns), *size)
        for i, row in enumerate(rows):
            for j, name in enumerate(self.columns):
                sweep = self._read(row.get(name) or "", root)
                if sweep is not None and len(sweep) >= len(self.log):
                    places[i, j] = self._channels(sweep[: len(self.log)])
                    present[i] = True
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        scale = {"log": self.log, "mean": self.mean, "deviation": self.deviation}
        return {"height": int(self.height), "width": int(self.width), **scale}

    def restore(self, state: dict) -> None:
        self.height, self.width = state["height"], state["width"]
        self.log, self.mean = state["log"], state["mean"]
        self.deviation = state["deviation"]

    def _read(self, cell: str, root: Path) -> np.ndarray | None:
        return sweep_planes(read_array(cell, root))

    def _channels(self, sweep: np.ndarray) -> np.ndarray:
        planes = shrink_planes(sweep, self.height, self.width)
        returned = np.isfinite(planes).any(axis=0, keepdims=True)
        for plane, log, mean, deviation in zip(
            planes, self.log, self.mean, self.deviation, strict=True
        ):
            raised = np.log1p(np.maximum(plane, 0)) if log else plane
            plane[:] = np.clip((raised - mean) / deviation, -20, 20)
        return np.concatenate([np.nan_to_num(planes), returned])
