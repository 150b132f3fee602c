"""Recordings of phones and the like: sounds that libsndfile doesn't read."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import av
import numpy as np

from templates.blocks.containers import decoded, open_container
from templates.blocks.decoders import DECODERS


class Recording:
    """The first sound stream of a file, asked as a `soundfile.SoundFile` is: a context,
    with `samplerate`, `channels`, `frames` (of its packets, so nearly) and `read`.

    ValueError if there is none, or less than nine tenths of the packets it declares.
    """

    def __init__(self, path: Path):
        try:
            with open_container(path) as container:
                if not container.streams.audio:
                    raise ValueError("no sound stream in it")
                stream = container.streams.audio[0]
                packets = container.demux(stream)
                lengths = [packet.duration or 0 for packet in packets if packet.size]
                declared = stream.frames
                self.samplerate, self.channels = stream.rate, stream.channels
                self.frames = int(sum(lengths) * stream.time_base * stream.rate)
        except av.FFmpegError as error:
            raise ValueError(f"no sound: {error.strerror}") from error
        if len(lengths) < 0.9 * declared:
            raise ValueError(f"ends too early: {len(lengths)} of {declared} packets")
        self._parts = _parts(path)
        self._left = np.zeros((0, self.channels), np.float32)

    def __enter__(self) -> "Recording":
        return self

    def __exit__(self, *_: object) -> None:
        self._parts.close()

    def read(self, count: int, **_: object) -> np.ndarray:
        """The next samples, at most `count`: float32 (samples, channels)."""
        parts, held = [self._left], len(self._left)
        try:
            while held < count and (part := next(self._parts, None)) is not None:
                parts.append(part)
                held += len(part)
        except av.FFmpegError as error:
            raise ValueError(f"no sound: {error.strerror}") from error
        samples = np.concatenate(parts)
        self._left = samples[count:]
        return samples[:count]


def _parts(path: Path) -> Iterator[np.ndarray]:
    with open_container(path) as container:
        stream = container.streams.audio[0]
        to = av.AudioResampler("fltp", stream.layout, stream.rate)
        for frame in chain(decoded(container.demux(stream)), [None]):
            for part in to.resample(frame):
                yield part.to_ndarray().T


DECODERS.update(dict.fromkeys((".m4a", ".aac", ".wma", ".amr"), Recording))
