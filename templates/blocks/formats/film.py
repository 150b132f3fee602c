"""Films: the picture stream of a file, frame by frame; sound and captions are left."""

import math
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.stream import Disposition
from av.video.reformatter import VideoReformatter

from templates.blocks.containers import decoded, open_container
from templates.blocks.decoders import DECODERS

FILM_SUFFIXES = (
    *(".mp4", ".m4v", ".mov", ".mkv", ".webm"),
    *(".avi", ".mpg", ".mpeg", ".wmv"),
)


class Film:
    """(T, H, W, 3) in bytes as one looks at it: `film[i]` is frame i, (H, W, 3).

    Frames are counted in the order in which they are shown, and turned as the file
    says; of those lost in a broken part the next one stands. To reach one, those since
    the last one are decoded, or those since a key frame between the two. No other is
    in memory. The file is closed when the film is let go.
    """

    ndim = 4

    def __init__(self, path: Path):
        self.path, self._container = path, None
        self._frames, self._at = iter(()), math.inf
        self._colours = VideoReformatter()  # one for all frames: ten times as quick
        with open_container(path) as container:
            stream = _picture_stream(container)
            found = [
                (packet.pts, packet.is_keyframe, packet.is_discard)
                for packet in container.demux(stream)
                if packet.size
            ]
            declared, kind = stream.frames, container.format.name
        if len(found) < 0.9 * declared:
            raise ValueError(f"ends too early: {len(found)} of {declared} frames")
        shown = [time for time, _, hidden in found if not hidden]
        if not shown:
            raise ValueError("no pictures in it")
        # AVI says when a frame is decoded, not when it is shown: they are counted
        self._counted = kind == "avi" or any(time is None for time, _, _ in found)
        if self._counted:
            self._times, self._keys = np.arange(len(shown)), np.zeros(1, int)
        else:
            self._times = np.unique(shown)
            indexed = kind.startswith(("mov", "matroska"))  # others lead elsewhere
            keys = [time for time, key, _ in found if key and indexed]
            self._keys = np.unique([self._times[0], *keys])

    def __len__(self) -> int:
        return len(self._times)

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self), *self[0].shape)

    def __array__(self, *_: object, **__: object) -> np.ndarray:
        raise ValueError("a film is read frame by frame")  # whole, it fills the memory

    def __getitem__(self, i: int) -> np.ndarray:
        if not 0 <= i < len(self):
            raise IndexError(f"frame {i} of {len(self)}")
        wanted = int(self._times[i])
        key = int(self._keys[np.searchsorted(self._keys, wanted, "right") - 1])
        try:
            if not key <= self._at < wanted:
                self._go(key)
            for time, frame in self._frames:
                self._at = time
                if time >= wanted:
                    pixels = self._colours.reformat(frame, format="rgb24")
                    return np.rot90(pixels.to_ndarray(), round(frame.rotation / 90))
        except av.FFmpegError as error:
            raise ValueError(f"no frame {i}: {error.strerror}") from error
        raise ValueError(f"no frame {i} in it")

    def __del__(self):
        if self._container is not None:
            self._container.close()

    def _go(self, key: int) -> None:
        """Decode from the key frame on that is shown at `key`; from the start if the
        file doesn't lead there."""
        self._at = math.inf
        packets = self._sought(key) if key > self._times[0] else None
        self._frames = _shown(packets or self._reopened(), self._counted)

    def _sought(self, key: int) -> Iterator[av.Packet] | None:
        if self._container is None:
            self._reopened()
        self._container.seek(key, stream=self._stream)
        packets = self._container.demux(self._stream)
        first = next(packets, None)
        if first is None or first.pts is None or first.pts > key:
            return None
        return chain([first], packets) if first.is_keyframe else None

    def _reopened(self) -> Iterator[av.Packet]:
        if self._container is not None:
            self._container.close()
        self._container = open_container(self.path)
        self._stream = _picture_stream(self._container)
        return self._container.demux(self._stream)


def read_film(path: Path) -> Film:
    """A film whose frames can be asked for. ValueError if there are no pictures in it,
    or fewer than nine tenths of the frames that it declares."""
    try:
        return Film(path)
    except av.FFmpegError as error:
        raise ValueError(f"no film: {error.strerror}") from error


def _picture_stream(container: InputContainer) -> av.VideoStream:
    """The first picture stream that is no cover; one thread, as files are read side by
    side."""
    for stream in container.streams.video:
        cover = stream.disposition & Disposition.attached_pic
        if stream.codec_context is not None and not cover:
            stream.codec_context.thread_count = 1
            return stream
    raise ValueError("no picture stream in it")


def _shown(
    packets: Iterable[av.Packet], counted: bool
) -> Iterator[tuple[int, av.VideoFrame]]:
    """Frames and when they are shown, or their numbers."""
    for count, frame in enumerate(decoded(packets)):
        if counted or frame.pts is not None:
            yield (count if counted else frame.pts), frame


DECODERS.update(dict.fromkeys(FILM_SUFFIXES, read_film))
