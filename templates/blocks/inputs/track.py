"""Tracks of places to series of steps: (N, T, 8 + K)."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.tracks import read_track, track_steps

BLOCK = {
    "name": "track",
    "role": "input",
    "class": "TrackInput",
    "kinds": ["track"],
    "gives": "series",
    "example": {"shape": [40, 8], "value": [40, 8]},
    "words": r"\b(tracks?|trajector(y|ies)|routes?|gps|paths? taken)\b|轨迹|路线",
    "summary": "tracks as offsets from the start, steps, speed and heading",
    "search": {"length": [0, 64, 256]},
}


class TrackInput:
    """Track columns to float32 (N, T, (8 + K) x columns); T is `length`, or for 0 the
    95 % quantile of the training tracks, at most 256; longer ones are resampled evenly.

    Channels: x and y from the start, the step in x and y, log speed, sine and cosine of
    the heading, the K others that most tracks tell of each point (a height, a pulse),
    standardised, and 1 inside the track, 0 after its end. One scale in x and y, learnt,
    so that lengths and angles keep; a header of degrees makes them kilometres.
    """

    def __init__(self, columns: tuple[str, ...], *, length: int = 0):
        self.columns, self.length = columns, length
        self.restore({"steps": length or 1, "scale": [1.0] * 5, "mean": []})

    @property
    def shape(self) -> tuple[int, int]:
        return (self.steps, (8 + len(self.mean)) * len(self.columns))

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the length and the scale of offsets, steps and speeds from `rows`."""
        found = [
            read_track(row.get(name) or "", root)
            for row in rows
            for name in self.columns
        ]
        tracks = [track for track in found if track is not None]
        if not tracks:
            return
        usual = int(np.ceil(np.quantile([len(track) for track in tracks], 0.95)))
        self.steps = self.length or min(usual, 256)
        width = int(np.bincount([track.shape[1] for track in tracks]).argmax())
        usual_ones = [track for track in tracks if track.shape[1] == width]
        steps = np.concatenate([track_steps(t, self.steps) for t in usual_ones])
        far, step = (float(np.abs(steps[:, i : i + 2]).mean()) or 1.0 for i in (0, 2))
        self.scale = [far, far, step, step, float(steps[:, 4].std()) or 1.0]
        others = np.ma.masked_invalid(steps[:, 7:-1])
        self.mean = others.mean(axis=0).filled(0.0).tolist()
        self.scale += [s or 1.0 for s in others.std(axis=0).filled(0.0).tolist()]

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, T, (8 + K) x columns) and present (N,); zeros where unreadable."""
        shape = len(rows), self.steps, len(self.columns), 8 + len(self.mean)
        values = np.zeros(shape, dtype=np.float32)
        present = np.zeros(len(rows), dtype=bool)
        for i, row in enumerate(rows):
            for j, name in enumerate(self.columns):
                if (track := read_track(row.get(name) or "", root)) is not None:
                    steps = self._scaled(track)
                    values[i, : len(steps), j] = steps
                    present[i] = True
        flat = values.reshape(len(rows), *self.shape)
        return torch.from_numpy(flat), torch.from_numpy(present)

    def state(self) -> dict:
        return {"steps": self.steps, "scale": self.scale, "mean": self.mean}

    def restore(self, state: dict) -> None:
        self.steps, self.scale = state["steps"], state["scale"]
        self.mean: list[float] = state["mean"]

    def _scaled(self, track: np.ndarray) -> np.ndarray:
        """(T, 8 + K) of a track; zeros for others than it tells, or gaps in them."""
        steps = track_steps(track, self.steps)
        others = np.zeros((len(steps), len(self.mean)))
        if steps.shape[1] == 8 + len(self.mean):
            others = np.nan_to_num(steps[:, 7:-1] - self.mean, posinf=0, neginf=0)
        scaled = np.column_stack([steps[:, :5], others]) / self.scale
        places, others = np.split(scaled.clip(-20, 20), [5], axis=1)
        return np.column_stack([places, steps[:, 5:7], others, steps[:, -1:]])
