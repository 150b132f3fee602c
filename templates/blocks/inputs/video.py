"""Folders of frames and animated pictures to bytes: (N, T, channels, size, size)."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.clips import read_clip
from templates.blocks.files import read_files
from templates.blocks.pictures import learn_range, picture_bytes

BLOCK = {
    "name": "video",
    "role": "input",
    "class": "VideoInput",
    "kinds": ["video"],
    "gives": "frames",
    "example": {"shape": [8, 3, 32, 32], "value": [8, 3, 32, 32], "dtype": "uint8"},
    "summary": "evenly spaced frames of each clip, resized, kept as bytes",
    "paper": "Wang et al. 2016",
    "words": r"\b(?:videos?|clips?|footage|animations?)\b|视频|录像|动图",
    "search": {"frames": [8, 4, 16], "size": [32, 48, 64]},
}


class VideoInput:
    """Clip columns to uint8 (N, T, C, size, size); several columns stack as channels.

    A cell names a folder of pictures, which follow each other by name, an animated
    picture, an array (time, height, width, channels), or a film where its format is
    known. T is `frames`, whatever the clip's length; depth and colour are treated as
    those of single pictures.
    """

    def __init__(self, columns: tuple[str, ...], *, frames: int = 8, size: int = 32):
        self.columns, self.frames, self.size = columns, frames, size
        self.channels, self.low, self.high = 3, 0.0, 255.0
        self.patched: dict[str, list[int]] = {}

    @property
    def shape(self) -> tuple[int, int, int, int]:
        channels = self.channels * len(self.columns)
        return (self.frames, channels, self.size, self.size)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn channels and range from up to 100 of the training `rows`."""
        seen = self._read(rows[:: len(rows) // 100 + 1], root)
        frames = [frame for clip in seen if clip is not None for frame in clip[0]]
        self.channels, self.low, self.high = learn_range(frames)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values uint8 (N, *shape) and present (N,); zeros where unreadable."""
        values = torch.zeros((len(rows), *self.shape), dtype=torch.uint8)
        present = torch.zeros(len(rows), len(self.columns), dtype=torch.bool)
        broken = set()
        for i, clip in enumerate(self._read(rows, root)):
            if clip is None:
                continue
            row, column = divmod(i, len(self.columns))
            frames, whole = clip
            known = [
                picture_bytes(frame, self.channels, self.low, self.high)
                for frame in frames
            ]
            for place, frame in zip(values[row], known, strict=True):
                if frame is not None:
                    start = column * self.channels
                    place[start : start + self.channels] = torch.from_numpy(frame)
                    present[row, column] = True
            if not whole or any(frame is None for frame in known):
                broken.add(row)
        self.patched = {"frames that can't be read": sorted(broken)}
        return values, present.any(dim=1)

    def state(self) -> dict:
        return {"channels": self.channels, "range": [self.low, self.high]}

    def restore(self, state: dict) -> None:
        self.channels, (self.low, self.high) = state["channels"], state["range"]

    def _read(self, rows: list[dict[str, str]], root: Path) -> Iterator:
        """Frames of each cell, and whether all of them were readable; or None."""
        read = partial(read_clip, count=self.frames, size=self.size)
        kept = f"clips-{self.frames}-{self.size}"  # whole ones
        for clip in read_files(read, rows, self.columns, root, kept):
            yield (clip, True) if isinstance(clip, np.ndarray) else clip
