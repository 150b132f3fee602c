"""Moving pictures to frames: folders of pictures, animated pictures, arrays, films."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from templates.blocks.decoders import DECODERS, decoder_of
from templates.blocks.pictures import (
    UNREADABLE,
    picture_planes,
    read_picture,
    resize_planes,
)
from templates.blocks.slices import slices_sorted, whole_suffix

FRAME_FILES = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".webp", ".avif"),
    *(".tif", ".tiff", ".jp2", ".ppm", ".pgm", ".pbm", ".dcm"),
)


def frame_order(path: Path) -> list:
    """Sorts names with the numbers in them by value: `2.png` before `10.png`."""
    parts = re.split(r"(\d+)", path.name)
    return [int(part) if part.isdigit() else part for part in parts]


def frame_files(folder: Path) -> list[Path]:
    """The pictures that lie in a folder itself, hidden ones left out, in order."""
    shown = [p for p in folder.iterdir() if p.name[0] != "."]
    files = [p for p in shown if whole_suffix(p) in FRAME_FILES]
    return slices_sorted(sorted(files, key=frame_order))


def read_clip(
    path: Path, count: int, size: int
) -> tuple[list[np.ndarray], bool] | None:
    """`count` frames (C, size, size), evenly spaced, and whether all were readable.

    Each is the middle one of an equal part of the clip (Wang et al. 2016); the nearest
    readable one stands for one that isn't. None if there is nothing to read.
    """
    return read_frames(path, lambda length: middles(length, count), size)


def read_frames(
    path: Path,
    places_of: Callable[[int], list[int]],
    size: int,
    resize: Callable[[np.ndarray, int], np.ndarray] = resize_planes,
) -> tuple[list[np.ndarray], bool] | None:
    """Frames at the places that are wanted of a clip's length, and whether all were
    readable."""
    try:
        if path.is_dir():
            files = frame_files(path)
            places = places_of(len(files))
            read = {i: _file_frame(files[i], size) for i in set(places)}
        elif decode := decoder_of(path):
            array = decode(path)
            places = places_of(len(array))
            read = {i: _array_frame(array, i, size, resize) for i in sorted({*places})}
        else:
            with Image.open(path) as picture:
                places = places_of(getattr(picture, "n_frames", 1))
                read = _animated(picture, sorted(set(places)), size)
    except UNREADABLE:
        return None
    frames = {i: frame for i, frame in read.items() if frame is not None}
    if not frames:
        return None
    nearest = {i: min(frames, key=lambda j: abs(i - j)) for i in places}
    return [frames[nearest[i]] for i in places], len(frames) == len(read)


def middles(length: int, count: int) -> list[int]:
    if not length:
        raise ValueError("no frames")
    return ((np.arange(count) + 0.5) * length / count).astype(int).tolist()


def _file_frame(path: Path, size: int) -> np.ndarray | None:
    decode = DECODERS.get(whole_suffix(path))
    if decode is None:
        return read_picture(path, size)
    try:
        return resize_planes(decode(path), size)
    except UNREADABLE:
        return None


def _array_frame(
    array: Any, i: int, size: int, resize: Callable[[np.ndarray, int], np.ndarray]
) -> np.ndarray | None:
    try:
        return resize(np.asarray(array[i]), size)
    except UNREADABLE:
        return None


def _animated(
    picture: Image.Image, places: Iterable[int], size: int
) -> dict[int, np.ndarray | None]:
    frames: dict[int, np.ndarray | None] = {}
    for i in places:
        try:
            picture.seek(i)
            frames[i] = picture_planes(picture, size)
        except UNREADABLE:
            frames[i] = None
    return frames
