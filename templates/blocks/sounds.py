"""Sound files to log-mel spectrograms."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from templates.blocks.decoders import decoder_of

SOUND_ERRORS = (OSError, ValueError, TypeError, RuntimeError)


def open_sound(path: Path) -> Any:
    """A `soundfile.SoundFile`, or what does its work for a format of its own."""
    return (decoder_of(path) or soundfile.SoundFile)(path)


def sound_seconds(path: Path) -> float:
    """How long the sound in a file is, by its header; 0 if it is unreadable."""
    try:
        with open_sound(path) as file:
            return file.frames / max(file.samplerate, 1)
    except SOUND_ERRORS:
        return 0.0


def read_sound(path: Path, rate: int, seconds: float) -> np.ndarray | None:
    """The first `seconds` of a sound file: float32 (channels, samples).

    Resampled to `rate` Hz; None if unreadable, of no length or not of finite numbers.
    """
    try:
        with open_sound(path) as file:
            old = min(file.samplerate, 1_000_000)  # more is a broken header
            count = math.ceil(seconds * old)
            sound = file.read(count, dtype="float32", always_2d=True).T
    except SOUND_ERRORS:
        return None
    if not sound.size or not np.abs(sound).max() < 1e6:
        return None
    return resample(sound, old, rate)


def resample(sound: np.ndarray, old: int, new: int) -> np.ndarray:
    """(channels, samples) at `old` Hz to `new` Hz, cut off at the lower Nyquist limit.

    By one Fourier transform of the whole, zeros at its end: linear phase, any ratio,
    O(n log n); the price is ringing around clicks and at hard ends.
    """
    if old == new:
        return sound
    unit = old // math.gcd(old, new)
    count = sound.shape[1]
    padded = unit * (count // unit + 2)
    size = padded * new // old
    waves = np.fft.irfft(np.fft.rfft(sound, padded), size) * (size / padded)
    return waves[:, : math.ceil(count * new / old)].astype(np.float32)


def mel_filters(rate: int, mels: int, size: int) -> np.ndarray:
    """Triangles on the mel scale (O'Shaughnessy 1987): (size / 2 + 1, mels)."""
    highest = 2595 * math.log10(1 + rate / 2 / 700)
    edges = 700 * (10 ** (np.linspace(0, highest, mels + 2) / 2595) - 1)
    hertz = np.linspace(0, rate / 2, size // 2 + 1)[:, None]
    rising = (hertz - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hertz) / (edges[2:] - edges[1:-1])
    return np.minimum(rising, falling).clip(0).astype(np.float32)


def log_mels(
    sound: np.ndarray, filters: np.ndarray, width: int, hop: int, step: int
) -> np.ndarray:
    """(channels, samples) to the log energy of (channels, mels, frames).

    Hann windows of `width` samples, centred every `hop`; the energy of each `step`
    windows is averaged into one frame.
    """
    size = 2 * (len(filters) - 1)
    padded = np.pad(sound, ((0, 0), (width // 2, width - width // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=1)
    hann = np.hanning(width + 1)[:-1].astype(np.float32)
    energy = np.abs(np.fft.rfft(windows[:, ::hop] * hann, size)) ** 2 @ filters
    starts = np.arange(0, energy.shape[1], step)
    counts = np.diff(np.append(starts, energy.shape[1]))[:, None]
    frames = np.add.reduceat(energy, starts, axis=1) / counts  # (channels, T, mels)
    return np.log(frames + 1e-6).transpose(0, 2, 1)
