"""Pictures by their edges, colours and rough shapes."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.compressing import principal_axes, project
from templates.blocks.gradients import edge_histograms, grey, thumbnails, tones

BLOCK = {
    "name": "picture",
    "role": "features",
    "class": "PictureFeatures",
    "kinds": ["image"],
    "summary": "histograms of edges, thumbnails, tones, and their principal components",
    "paper": "Dalal and Triggs 2005",
    "search": {"components": [64, 0, 128], "cells": [6, 4, 8], "side": [6, 8, 4]},
}


class PictureFeatures:
    """Pictures (N, C, H, W) to (N, F): `edge_histograms` in `cells` by `cells` parts,
    thumbnails of `side` by `side` and the tones of each channel, then `components` of
    the principal components of finer ones."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        components: int = 64,
        cells: int = 6,
        side: int = 6,
    ):
        self.components, self.cells, self.side = components, cells, side
        self.learnt: dict[str, np.ndarray] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the components of the pictures that are present."""
        self.learnt = principal_axes(self._fine(x[present]), self.components)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no picture is present."""
        parts = []
        for some in x.split(256):
            coarse = [edge_histograms(grey(some), self.cells), tones(some)]
            coarse.append(thumbnails(some, self.side))
            fine = project(self._fine(some), self.learnt)
            parts.append(np.concatenate([torch.cat(coarse, dim=1), fine], axis=1))
        return blank_absent(np.concatenate(parts), present)

    def state(self) -> dict[str, Tensor]:
        return {name: torch.from_numpy(value) for name, value in self.learnt.items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: value.numpy() for name, value in state.items()}

    def _fine(self, x: Tensor) -> np.ndarray:
        """Edges and thumbnails in small cells, (N, F)."""
        fine = [
            torch.cat([edge_histograms(grey(some), 12), thumbnails(some, 16)], dim=1)
            for some in x.split(256)
        ]
        return torch.cat(fine).numpy()
