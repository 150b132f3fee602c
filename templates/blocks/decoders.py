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


def decoder_of(path: Path) -> Callable[[Path], Any] | None:
    """What reads a file of this name, if one of `DECODERS` does."""
    name = path.name.lower()
    return next((DECODERS[end] for end in DECODERS if name.endswith(end)), None)
