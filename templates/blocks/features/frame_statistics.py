"""Clips by their frames and by what changes between them."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.gradients import edge_histograms, grey, thumbnails, tones

BLOCK = {
    "name": "frame_statistics",
    "role": "features",
    "class": "FrameStatistics",
    "kinds": ["frames"],
    "summary": "edges, tones and thumbnails of frames: mean, deviation, changes",
    "search": {"cells": [4, 3, 6], "side": [6, 4, 8]},
}


class FrameStatistics:
    """Clips (N, T, C, H, W) to (N, F): edges in `cells` by `cells` parts, tones and
    thumbnails of `side` by `side`, as mean and deviation over the frames, as last minus
    first, and the mean change from frame to frame."""

    def __init__(self, shape: tuple[int, ...], *, cells: int = 4, side: int = 6):
        self.cells, self.side = cells, side

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no clip is present."""
        parts = []
        for clip in x.split(64):
            frames = clip.flatten(0, 1)
            found = [edge_histograms(grey(frames), self.cells), tones(frames)]
            found.append(thumbnails(frames, self.side))
            seen = torch.cat(found, dim=1).unflatten(0, clip.shape[:2])  # (n, T, F)
            change = seen.diff(dim=1).abs().sum(dim=1) / clip.shape[1]
            figures = [seen.mean(dim=1), seen.std(dim=1, correction=0)]
            parts.append(torch.cat([*figures, seen[:, -1] - seen[:, 0], change], dim=1))
        return blank_absent(torch.cat(parts).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass
