"""Picture files to bytes: (N, channels, size, size)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

BLOCK = {
    "name": "image",
    "role": "input",
    "class": "ImageInput",
    "kinds": ["image"],
    "summary": "pictures resized to size x size, kept as bytes",
    "search": {"size": [32, 64, 96, 128]},
}
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def read_picture(path: Path, size: int) -> np.ndarray:
    """One picture as (C, size, size): uint8, or float32 where it holds more than 8 bits.

    Transparent parts become white. Raises one of `UNREADABLE`.
    """
    if path.suffix == ".npy":
        return resize_planes(np.load(path, allow_pickle=False), size)
    with Image.open(path) as picture:
        picture.draft(None, (size, size))  # lets a large JPEG decode at a lower scale
        if picture.mode.startswith(("I", "F")):
            return resize_planes(np.asarray(picture, dtype=np.float32), size)
        shown = ImageOps.exif_transpose(picture)
        if shown.has_transparency_data:
            shown = shown.convert("RGBA")
            white = Image.new("RGBA", shown.size, "white")
            shown = Image.alpha_composite(white, shown)
        shown = shown.convert("L" if shown.mode in ("1", "L") else "RGB")
        shown = shown.resize((size, size), Image.Resampling.BILINEAR, reducing_gap=2.0)
    pixels = np.asarray(shown)
    return pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)


def resize_planes(array: np.ndarray, size: int) -> np.ndarray:
    """(H, W), (H, W, C) or (C, H, W) of any number type to (C, size, size)."""
    planes = array[None] if array.ndim == 2 else array
    if planes.ndim != 3:
        raise ValueError(f"an array of shape {array.shape} is no picture")
    if planes.shape[-1] < planes.shape[0]:
        planes = planes.transpose(2, 0, 1)
    planes = np.nan_to_num(planes.astype(np.float32))
    small = [
        np.asarray(
            Image.fromarray(plane).resize((size, size), Image.Resampling.BILINEAR)
        )
        for plane in planes
    ]
    return np.stack(small).astype(np.uint8 if array.dtype == np.uint8 else np.float32)


class ImageInput:
    """Image columns to uint8 (N, channels, size, size); several columns stack as channels.

    Pictures of more than 8 bits are scaled by the 0.5 and 99.5 % quantiles of the training
    rows. Grey only if every picture seen in training is.
    """

    def __init__(self, columns: tuple[str, ...], *, size: int = 64):
        self.columns, self.size = columns, size
        self.channels, self.low, self.high = 3, 0.0, 255.0

    @property
    def shape(self) -> tuple[int, int, int]:
        return (self.channels * len(self.columns), self.size, self.size)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn channels and range from up to about 300 of the training `rows`."""
        seen = [
            self._read(cell, root)
            for cell in self._cells(rows[:: len(rows) // 300 + 1])
        ]
        pictures = [picture for picture in seen if picture is not None]
        self.channels = max((len(picture) for picture in pictures), default=3)
        deep = [picture.ravel() for picture in pictures if picture.dtype != np.uint8]
        if deep:
            low, high = np.quantile(np.concatenate(deep), [0.005, 0.995])
            self.low, self.high = float(low), max(float(high), float(low) + 1e-6)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values uint8 (N, *shape) and present (N,); zeros where no picture could be read."""
        cells = self._cells(rows)
        values = torch.zeros(len(cells), self.channels, self.size, self.size).byte()
        present = torch.zeros(len(cells), dtype=torch.bool)
        with ThreadPoolExecutor(
            4
        ) as pool:  # Pillow decodes outside the interpreter lock
            pictures = pool.map(lambda cell: self._read(cell, root), cells)
            for i, picture in enumerate(pictures):
                if picture is not None and len(picture) in (1, self.channels):
                    values[i] = torch.from_numpy(self._to_bytes(picture))
                    present[i] = True
        shape = (len(rows), *self.shape)
        return values.reshape(shape), present.view(len(rows), -1).any(dim=1)

    def state(self) -> dict:
        return {"channels": self.channels, "low": self.low, "high": self.high}

    def restore(self, state: dict) -> None:
        self.channels, self.low, self.high = (
            state[k] for k in ("channels", "low", "high")
        )

    def _cells(self, rows: list[dict[str, str]]) -> list[str]:
        return [row.get(column) or "" for row in rows for column in self.columns]

    def _read(self, cell: str, root: Path) -> np.ndarray | None:
        try:
            return read_picture(root / cell, self.size) if cell else None
        except UNREADABLE:
            return None

    def _to_bytes(self, picture: np.ndarray) -> np.ndarray:
        if picture.dtype != np.uint8:
            picture = (picture - self.low) / (self.high - self.low) * 255
        return picture.clip(0, 255).astype(np.uint8)
