"""Tracks of places to series of steps: (N, T, 8)."""

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
    """Track columns to float32 (N, T, 8 x columns); T is `length`, or for 0 the 95 %
    quantile of the training tracks, at most 256; longer tracks are resampled evenly.

    Channels: x and y from the start, the step in x and y, log speed, sine and cosine of
    the heading, and 1 inside the track, 0 after its end. One scale in x and y, learnt,
    so that lengths and angles keep; a header of degrees makes them kilometres.
    """

    def __init__(self, columns: tuple[str, ...], *, length: int = 0):
        self.columns, self.length = columns, length
        self.restore({"steps": length or 1, "scale": [1.0] * 5})

    @property
    def shape(self) -> tuple[int, int]:
        return (self.steps, 8 * len(self.columns))

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
        steps = np.concatenate([track_steps(track, self.steps) for track in tracks])
        far, step = (float(np.abs(steps[:, i : i + 2]).mean()) or 1.0 for i in (0, 2))
        self.scale = [far, far, step, step, float(steps[:, 4].std()) or 1.0]

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, T, 8 x columns) and present (N,); zeros where unreadable."""
        values = np.zeros((len(rows), *self.shape), dtype=np.float32)
        present = np.zeros(len(rows), dtype=bool)
        for i, row in enumerate(rows):
            for j, name in enumerate(self.columns):
                if (track := read_track(row.get(name) or "", root)) is None:
                    continue
                steps = track_steps(track, self.steps)
                steps[:, :5] = (steps[:, :5] / self.scale).clip(-20, 20)
                values[i, : len(steps), 8 * j : 8 * j + 8] = steps
                present[i] = True
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {"steps": self.steps, "scale": self.scale}

    def restore(self, state: dict) -> None:
        self.steps, self.scale = state["steps"], state["scale"]
