"""Pictures by their small patches, and by their edges, colours and rough shapes."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.features.patches import PatchFeatures
from templates.blocks.features.picture import PictureFeatures

BLOCK = {
    "name": "looks",
    "role": "features",
    "class": "LookFeatures",
    "kinds": ["image"],
    "summary": "patches by k-means beside edges, thumbnails and tones",
    "search": {"words": [128, 256], "side": [32, 48], "cells": [6, 4, 8]},
}


class LookFeatures:
    """Pictures (N, C, H, W) to (N, F): `PatchFeatures` of `words` and `side` beside
    `PictureFeatures` of `cells`.

    To linear models both told more than patches on two of five sets of pictures and as
    much on three; trees take too long over them (benchmarks/README.md).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        words: int = 128,
        side: int = 32,
        cells: int = 6,
    ):
        self.shape = shape
        self.parts = {
            "patches": PatchFeatures(shape, words=words, side=side),
            "picture": PictureFeatures(shape, cells=cells),
        }

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn patches and components of the pictures that are present."""
        for part in self.parts.values():
            part.fit(x, present)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no picture is present."""
        return np.hstack([part(x, present) for part in self.parts.values()])

    @property
    def widths(self) -> tuple[int, ...]:
        """Columns of patches, and of edges, thumbnails and tones."""
        blank = torch.zeros(1, *self.shape), torch.zeros(1, dtype=torch.bool)
        return tuple(part(*blank).shape[1] for part in self.parts.values())

    def state(self) -> dict[str, Tensor]:
        return {
            f"{name}/{key}": value
            for name, part in self.parts.items()
            for key, value in part.state().items()
        }

    def restore(self, state: dict[str, Tensor]) -> None:
        for name, part in self.parts.items():
            begun = f"{name}/"
            own = {k.removeprefix(begun): v for k, v in state.items() if begun in k}
            part.restore(own)
