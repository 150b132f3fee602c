"""Picture files to bytes: (N, channels, size, size)."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from templates.blocks.files import read_files
from templates.blocks.pictures import learn_range, picture_bytes, read_picture

BLOCK = {
    "name": "image",
    "role": "input",
    "class": "ImageInput",
    "kinds": ["image"],
    "gives": "image",
    "example": {"shape": [3, 64, 64], "value": [3, 64, 64], "dtype": "uint8"},
    "summary": "pictures resized to size x size, kept as bytes",
    "search": {"size": [32, 64, 96, 128]},
}


class ImageInput:
    """Image columns to uint8 (N, C, size, size); several columns stack as channels.

    Pictures of more than 8 bits are scaled by the 0.5 and 99.5 % quantiles of the
    training rows. They are grey if every picture seen in training is.
    """

    def __init__(self, columns: tuple[str, ...], *, size: int = 64):
        self.columns, self.size = columns, size
        self.channels, self.low, self.high = 3, 0.0, 255.0

    @property
    def shape(self) -> tuple[int, int, int]:
        return (self.channels * len(self.columns), self.size, self.size)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn channels and range from up to 300 of the training `rows`."""
        seen = self._read(rows[:: len(rows) // 300 + 1], root)
        pictures = [picture for picture in seen if picture is not None]
        self.channels, self.low, self.high = learn_range(pictures)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values uint8 (N, *shape) and present (N,); zeros where unreadable."""
        values = torch.zeros((len(rows), *self.shape), dtype=torch.uint8)
        present = torch.zeros(len(rows), len(self.columns), dtype=torch.bool)
        places = values.view(-1, self.channels, self.size, self.size)
        for i, picture in enumerate(self._read(rows, root)):
            if picture is None:
                continue
            known = picture_bytes(picture, self.channels, self.low, self.high)
            if known is not None:
                places[i] = torch.from_numpy(known)
                present.view(-1)[i] = True
        return values, present.any(dim=1)

    def state(self) -> dict:
        return {"channels": self.channels, "range": [self.low, self.high]}

    def restore(self, state: dict) -> None:
        self.channels, (self.low, self.high) = state["channels"], state["range"]

    def _read(self, rows: list[dict[str, str]], root: Path) -> Iterator:
        """The picture of each cell, row by row; None if there is none to read."""
        read = partial(read_picture, size=self.size)
        return read_files(read, rows, self.columns, root, f"pictures-{self.size}")
