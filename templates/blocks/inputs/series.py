"""Time series to (N, T, C), standardised channel by channel."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.arrays import read_array
from templates.blocks.lengthwise import lengthwise, turn_of

BLOCK = {
    "name": "series",
    "role": "input",
    "class": "SeriesInput",
    "kinds": ["series"],
    "gives": "series",
    "example": {"shape": [70, 3], "value": [70, 3]},
    "summary": "series of one length and time scale, channels standardised",
    "search": {"length": [0, 128, 256]},
}


class SeriesInput:
    """Series columns, each cell (time, channels), to float32 (N, T, C).

    A few long rows are channels, or bursts of one where their number varies.

    T is `length`, or for 0 the 95 % quantile of the training lengths, at most `most`.
    Longer series are averaged over `step` samples, the same for all rows, then cut;
    shorter ones end in zeros. Where lengths differ, a last channel is 1 inside the
    series, else 0.
    """

    def __init__(self, columns: tuple[str, ...], *, length: int = 0, most: int = 512):
        self.columns, self.length, self.most = columns, length, most
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn length, step, channels and their scale from the training `rows`."""
        arrays = [array for array in self._arrays(rows, root) if array is not None]
        self.turn = turn_of([array.shape for array in arrays])
        known = [lengthwise(array, self.turn) for array in arrays]
        times = np.array([len(series) for series in known] or [1])
        long = float(np.quantile(times, 0.95))
        length = self.length or min(int(np.ceil(long)), self.most)
        channels = int(np.bincount([s.shape[1] for s in known] or [0, 1]).argmax())
        rows_of = [series for series in known if series.shape[1] == channels]
        samples = np.concatenate(rows_of or [np.zeros((1, channels))])
        samples = np.where(np.isfinite(samples), samples, np.nan)
        mean = np.nan_to_num(np.nanmean(samples, axis=0, dtype=np.float64))
        deviation = np.nan_to_num(np.nanstd(samples, axis=0, dtype=np.float64))
        self.restore(
            {
                "turn": self.turn,
                "length": length,
                "step": max(1, int(np.ceil(long / length))),
                "ragged": bool(times.min() < times.max()),
                "mean": mean.tolist(),
                "deviation": np.where(deviation > 1e-6, deviation, 1).tolist(),
            }
        )

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, T, C) and present (N,); zeros where unreadable."""
        rows_columns, channels = (len(rows), len(self.columns)), len(self.mean)
        shape = (*rows_columns, self.length, channels + self.ragged)
        values = torch.zeros(shape)
        present = torch.zeros(rows_columns, dtype=torch.bool)
        infinite = np.zeros(rows_columns, dtype=bool)
        other = np.zeros(rows_columns, dtype=bool)
        for i, series in enumerate(self._read(rows, root)):
            if series is not None:
                infinite.flat[i] = np.isinf(series).any()
                other.flat[i] = series.shape[1] != channels
                scaled = torch.from_numpy(self._scale(series))
                place = values[divmod(i, len(self.columns))]  # (T, C)
                place[: len(scaled), : scaled.shape[1]] = scaled
                place[: len(scaled), channels:] = 1
                present.view(-1)[i] = True
        self.patched = {
            "infinite number": np.flatnonzero(infinite.any(axis=1)).tolist(),
            f"not {channels} channels": np.flatnonzero(other.any(axis=1)).tolist(),
        }
        return values.transpose(1, 2).flatten(2), present.any(dim=1)

    def state(self) -> dict:
        known = {"turn": self.turn, "length": self.length, "step": self.step}
        scale = {"mean": self.mean.tolist(), "deviation": self.deviation.tolist()}
        return known | {"ragged": self.ragged} | scale

    def restore(self, state: dict) -> None:
        self.turn, self.length = state["turn"], state["length"]
        self.step, self.ragged = state["step"], state["ragged"]
        self.mean, self.deviation = map(np.array, (state["mean"], state["deviation"]))
        channels = len(self.columns) * (len(self.mean) + self.ragged)
        self.shape = (self.length, channels)

    def _arrays(self, rows: list[dict[str, str]], root: Path) -> list:
        cells = [row.get(column) or "" for row in rows for column in self.columns]
        return [read_array(cell, root, keep_infinite=True) for cell in cells]

    def _read(self, rows: list[dict[str, str]], root: Path) -> list[np.ndarray | None]:
        return [
            None if array is None else lengthwise(array, self.turn)
            for array in self._arrays(rows, root)
        ]

    def _scale(self, series: np.ndarray) -> np.ndarray:
        """Standardised, averaged over `step`, cut to the length and known channels."""
        channels = min(series.shape[1], len(self.mean))
        series = np.where(np.isinf(series), np.nan, series)
        series = series[:, :channels] - self.mean[:channels]
        scaled = np.nan_to_num(series / self.deviation[:channels]).clip(-20, 20)
        starts = np.arange(0, len(scaled), self.step)
        sums = np.add.reduceat(scaled, starts, axis=0)
        counts = np.diff(np.append(starts, len(scaled)))[:, None]
        return (sums / counts)[: self.length]
