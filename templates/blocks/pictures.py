"""Picture files to planes of one size, and planes to bytes."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from templates.blocks.decoders import decoder_of

SMOOTH = Image.Resampling.BILINEAR
UNREADABLE = (
    *(OSError, ValueError, TypeError, SyntaxError, EOFError),
    Image.DecompressionBombError,
)


def read_picture(path: Path, size: int) -> np.ndarray | None:
    """One picture as (C, size, size): uint8, or float32 if it holds more than 8 bits.

    Transparent parts become white. None if unreadable.
    """
    try:
        if decode := decoder_of(path):
            return resize_planes(decode(path), size)
        with Image.open(path) as picture:
            picture.draft(None, (size, size))  # a large JPEG decodes at a lower scale
            return picture_planes(picture, size)
    except UNREADABLE:
        return None


def picture_planes(picture: Image.Image, size: int) -> np.ndarray:
    """As `read_picture`, of an open picture; raises one of UNREADABLE."""
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
    if planes.ndim != 3 or not planes.size:
        raise ValueError(f"an array of shape {array.shape} is no picture")
    if planes.shape[-1] < planes.shape[0]:
        planes = planes.transpose(2, 0, 1)
    if array.dtype != np.uint8:
        planes = np.nan_to_num(planes.astype(np.float32))
    small = [Image.fromarray(plane).resize((size, size), SMOOTH) for plane in planes]
    return np.stack(small)


def learn_range(pictures: list[np.ndarray]) -> tuple[int, float, float]:
    """Most channels of any picture, and the 0.5 and 99.5 % quantiles of deep ones."""
    channels = max((len(picture) for picture in pictures), default=3)
    deep = [picture.ravel() for picture in pictures if picture.dtype != np.uint8]
    if not deep:
        return channels, 0.0, 255.0
    low, high = np.quantile(np.concatenate(deep), [0.005, 0.995]).tolist()
    return channels, low, max(high, low + 1e-6)


def picture_bytes(
    picture: np.ndarray, channels: int, low: float, high: float
) -> np.ndarray | None:
    """uint8 (channels or 1, size, size); None if the channels can't be matched.

    Pictures of more than 8 bits are stretched from `low` and `high` to 0 and 255.
    """
    if picture.dtype != np.uint8:
        picture = (picture - low) / (high - low) * 255
    if len(picture) not in (1, channels):
        if channels > 1:
            return None
        picture = picture.mean(axis=0, keepdims=True)
    return picture.clip(0, 255).astype(np.uint8)
