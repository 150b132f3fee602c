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
    "gives": "image",
    "example": {"shape": [3, 64, 64], "value": [3, 64, 64], "dtype": "uint8"},
    "summary": "pictures resized to size x size, kept as bytes",
    "search": {"size": [32, 64, 96, 128]},
}
SMOOTH = Image.Resampling.BILINEAR
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def read_picture(path: Path, size: int) -> np.ndarray:
    """One picture as (C, size, size): uint8, or float32 if it holds more than 8 bits.

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
        shown = shown.resize((size, size), SMOOTH, reducing_gap=2.0)
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
    small = [Image.fromarray(plane).resize((size, size), SMOOTH) for plane in planes]
    return np.stack(small).astype(np.uint8 if array.dtype == np.uint8 else np.float32)


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
        self.channels = max((len(picture) for picture in pictures), default=3)
        deep = [picture.ravel() for picture in pictures if picture.dtype != np.uint8]
        if deep:
            low, high = np.quantile(np.concatenate(deep), [0.005, 0.995])
            self.low, self.high = float(low), max(float(high), float(low) + 1e-6)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values uint8 (N, *shape) and present (N,); zeros where unreadable."""
        values = torch.zeros((len(rows), *self.shape), dtype=torch.uint8)
        present = torch.zeros(len(rows), len(self.columns), dtype=torch.bool)
        places = values.view(-1, self.channels, self.size, self.size)
        for i, picture in enumerate(self._read(rows, root)):
            if picture is None:
                continue
            if self.channels == 1 or len(picture) in (1, self.channels):
                places[i] = torch.from_numpy(self._to_bytes(picture))
                present.view(-1)[i] = True
        return values, present.any(dim=1)

    def state(self) -> dict:
        return {"channels": self.channels, "range": [self.low, self.high]}

    def restore(self, state: dict) -> None:
        self.channels, (self.low, self.high) = state["channels"], state["range"]

    def _read(self, rows: list[dict[str, str]], root: Path) -> list[np.ndarray | None]:
        def read(cell: str) -> np.ndarray | None:
            try:
                return read_picture(root / cell, self.size) if cell else None
            except UNREADABLE:
                return None

        cells = [row.get(column) or "" for row in rows for column in self.columns]
        with ThreadPoolExecutor(4) as pool:  # Pillow lets other threads run meanwhile
            return list(pool.map(read, cells))

    def _to_bytes(self, picture: np.ndarray) -> np.ndarray:
        if picture.dtype != np.uint8:
            picture = (picture - self.low) / (self.high - self.low) * 255
        if len(picture) > self.channels:
            picture = picture.mean(axis=0, keepdims=True)
        return picture.clip(0, 255).astype(np.uint8)
