"""Files of formats that most projects don't have, by suffix."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

DECODERS: dict[str, Callable[[Path], Any]] = {
    ".npy": partial(np.load, mmap_mode="r", allow_pickle=False)
}
"""Lower-case end of a name -> what reads such a file. Pictures are (H, W, C), moving
ones (T, H, W, C), which may be read frame by frame; points (N, 3 + C), steps (T, C);
sounds are what a `soundfile.SoundFile` is. Raises OSError or ValueError for a file that
can't be read."""


ORDERS: dict[str, Callable[[list[Path]], list[Path]]] = {}
"""Suffix -> what puts the files of a folder in order, where their names don't."""
BARE: dict[bytes, str] = {}
"""What stands at byte 128 of a file without a suffix -> the suffix that it lacks."""


def decoder_of(path: Path) -> Callable[[Path], Any] | None:
    """What reads a file of this name, if one of `DECODERS` does."""
    name = path.name.lower() + bare_suffix(path)
    return next((DECODERS[end] for end in DECODERS if name.endswith(end)), None)


def bare_suffix(path: Path) -> str:
    """What a file's name lacks: '' if it has a suffix, which no number is."""
    end = path.suffix[1:]
    if not BARE or (end and not end.isdigit()) or path.name.upper() == "DICOMDIR":
        return ""
    try:
        with path.open("rb") as file:
            return BARE.get(file.read(132)[128:], "")
    except OSError:
        return ""
