"""Moving pictures to many grey frames."""

from pathlib import Path

import numpy as np
from PIL import Image

from templates.blocks.clips import middles, read_frames
from templates.blocks.pictures import SMOOTH, resize_planes


def read_grey(path: Path, most: int, size: int) -> tuple[np.ndarray, bool] | None:
    """All frames, of more than `most` as many evenly spaced, grey (T, size, size) as
    bytes, and whether all were readable; of more than 8 bits, from the clip's darkest
    to its brightest. None if there is nothing to read."""

    def places(length: int) -> list[int]:
        return list(range(length)) if 0 < length <= most else middles(length, most)

    read = read_frames(path, places, size, grey_plane)
    if read is None:
        return None
    frames = np.stack([frame.mean(axis=0) for frame in read[0]])
    if any(frame.dtype != np.uint8 for frame in read[0]):
        low, high = np.quantile(frames, [0.005, 0.995])
        frames = ((frames - low) / max(high - low, 1e-6) * 255).clip(0, 255)
    return frames.round().astype(np.uint8), read[1]


def grey_plane(array: np.ndarray, size: int) -> np.ndarray:
    """As `resize_planes`, of colours in bytes (H, W, 3) one grey plane: a third of the
    time."""
    if array.dtype != np.uint8 or array.ndim != 3 or array.shape[2] != 3:
        return resize_planes(array, size)
    small = Image.fromarray(array).convert("L").resize((size, size), SMOOTH)
    return np.asarray(small)[None]
