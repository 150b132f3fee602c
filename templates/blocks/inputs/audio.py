"""Sounds to log-mel spectrograms of one length: (N, channels, mels, frames)."""

import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.files import read_files
from templates.blocks.sounds import log_mels, mel_filters, read_sound, sound_seconds

BLOCK = {
    "name": "audio",
    "role": "input",
    "class": "AudioInput",
    "kinds": ["audio"],
    "gives": "mels",
    "example": {"shape": [1, 64, 96], "value": [1, 64, 96], "dtype": "float16"},
    "summary": "log-mel spectrograms of one length, each band standardised",
    "search": {"mels": [64, 40, 128], "hop": [10.0, 5.0], "mono": [True, False]},
}
MOST_FRAMES = 512  # of 64 bands in half precision: 64 KiB a row
MOST_SECONDS = 60.0


class AudioInput:
    """Sound columns to float16 (N, C, mels, frames); columns stack as channels.

    Sounds are brought to `rate` Hz and, if `mono`, to one channel; windows of `window`
    ms follow each other by `hop` ms. The length is `seconds`, or for 0 the 95 %
    quantile of the training sounds, at most 60 s; above 512 frames, neighbours are
    averaged. Longer sounds are cut; past the end of shorter ones all is 0.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        *,
        rate: int = 16000,
        mels: int = 64,
        window: float = 25.0,
        hop: float = 10.0,
        seconds: float = 0.0,
        mono: bool = True,
    ):
        self.columns, self.rate, self.mono = columns, rate, mono
        self.width, self.hop = round(rate * window / 1000), round(rate * hop / 1000)
        size = 2 ** math.ceil(math.log2(2 * self.width))  # low bands are narrow
        self.filters = mel_filters(rate, mels, size)
        self.seconds, self.learn = seconds, not seconds
        self.channels, self.frames, self.step = 1, 1, 1

    @property
    def shape(self) -> tuple[int, int, int]:
        mels = self.filters.shape[1]
        return (self.channels * len(self.columns), mels, self.frames)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn length, channels and the bands' scale from up to 500 of the `rows`."""
        rows = rows[:: len(rows) // 500 + 1]
        if self.learn:
            times = read_files(sound_seconds, rows, self.columns, root)
            known = [seconds for seconds in times if seconds]
            long = float(np.quantile(known, 0.95)) if known else 1.0
            self.seconds = min(long, MOST_SECONDS)
        windows = math.ceil(self.seconds * self.rate / self.hop)
        self.step = math.ceil(windows / MOST_FRAMES)
        self.frames = math.ceil(windows / self.step)
        self.channels, count = 1, 0
        total, squares = np.zeros((2, self.filters.shape[1]))
        for mels in read_files(self._mels, rows, self.columns, root):
            if mels is not None:
                self.channels = max(self.channels, len(mels))
                values = mels.transpose(1, 0, 2).reshape(len(total), -1).astype(float)
                count += values.shape[1]
                total += values.sum(axis=1)
                squares += (values**2).sum(axis=1)
        self.mean = total / max(count, 1)
        spread = np.sqrt((squares / max(count, 1) - self.mean**2).clip(0))
        self.deviation = np.where(spread > 1e-3, spread, 1.0)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float16 (N, *shape) and present (N,); zeros where unreadable."""
        values = torch.zeros((len(rows), *self.shape), dtype=torch.float16)
        present = torch.zeros(len(rows), len(self.columns), dtype=torch.bool)
        places = values.view(-1, self.channels, *self.shape[1:])
        for i, mels in enumerate(read_files(self._mels, rows, self.columns, root)):
            if mels is None:
                continue
            scaled = (mels - self.mean[:, None]) / self.deviation[:, None]
            scaled = torch.from_numpy(scaled.clip(-10, 10))
            # A single channel stands for all; of several, those known are kept.
            filled = self.channels if len(scaled) == 1 else len(scaled)
            places[i, :filled, :, : scaled.shape[2]] = scaled[: self.channels]
            present.view(-1)[i] = True
        return values, present.any(dim=1)

    def state(self) -> dict:
        learnt = {"seconds": self.seconds, "frames": self.frames, "step": self.step}
        scale = {"mean": self.mean.tolist(), "deviation": self.deviation.tolist()}
        return learnt | {"channels": self.channels} | scale

    def restore(self, state: dict) -> None:
        self.seconds, self.channels = state["seconds"], state["channels"]
        self.frames, self.step = state["frames"], state["step"]
        self.mean = np.array(state["mean"])
        self.deviation = np.array(state["deviation"])

    def _mels(self, path: Path) -> np.ndarray | None:
        """(channels, mels, at most `frames`) of one file; None if unreadable."""
        sound = read_sound(path, self.rate, self.seconds)
        if sound is None:
            return None
        sound = sound.mean(axis=0, keepdims=True) if self.mono else sound
        mels = log_mels(sound, self.filters, self.width, self.hop, self.step)
        return mels[:, :, : self.frames]
