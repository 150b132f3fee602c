"""Sounds to what a pretrained sound encoder is given of them: (N, 1, ...)."""

import math
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.files import read_files
from templates.blocks.remembering import ENCODERS
from templates.blocks.sound_models import encoder_input, sound_model
from templates.blocks.sounds import read_sound, sound_seconds

BLOCK = {
    "name": "pretrained_waves",
    "role": "input",
    "class": "PretrainedWaves",
    "kinds": ["audio"],
    "gives": "waves",
    "example": {"shape": [1, 1600], "value": [1, 1600], "dtype": "float16"},
    "requires": ["transformers"],
    "summary": "sounds as a pretrained encoder is given them",
    "search": {},
}


class PretrainedWaves:
    """Sound columns to float16 (N, 1, T), those of a row one after the other; to
    (N, 1, mels, frames) for an encoder of spectrograms, whose length is its own.

    Sounds are brought to the encoder's rate, to one channel and to the scale that it
    knows. T is that of the longest training row, each of its sounds cut after
    `seconds`; what is longer is cut, past the end of shorter ones all is 0.
    """

    def __init__(
        self, columns: tuple[str, ...], *, encoder: str = "", seconds: int = 10
    ):
        self.columns, self.seconds, self.encoder = columns, seconds, encoder
        self.count, self.shape = 1, (1, 1)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the length from the training `rows`."""
        folder = ENCODERS / self.encoder
        times = read_files(sound_seconds, rows, self.columns, root)
        known = [min(seconds or 0.0, self.seconds) for seconds in times]
        long = np.reshape(known, (len(rows), len(self.columns))).sum(axis=1)
        rate = sound_model(folder)[0].sampling_rate
        self.count = math.ceil(long.max(initial=0.0) * rate)
        self.shape = encoder_input(folder, np.zeros(self.count, np.float32)).shape

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float16 (N, 1, T) and present (N,), zeros where no sound is."""
        folder = ENCODERS / self.encoder
        read = partial(
            read_sound,
            rate=sound_model(folder)[0].sampling_rate,
            seconds=self.seconds,
        )
        values = torch.zeros((len(rows), *self.shape), dtype=torch.float16)
        present = torch.zeros(len(rows), dtype=torch.bool)
        sounds = read_files(read, rows, self.columns, root)
        for i in range(len(rows)):
            some = [s for s in islice(sounds, len(self.columns)) if s is not None]
            if some:
                sound = np.concatenate([s.mean(axis=0) for s in some])
                wave = encoder_input(folder, sound[: self.count])
                values[i, ..., : wave.shape[-1]] = torch.from_numpy(wave)
                present[i] = True
        return values, present

    def state(self) -> dict:
        return {"count": self.count, "shape": list(self.shape)}

    def restore(self, state: dict) -> None:
        self.count, self.shape = state["count"], tuple(state["shape"])
