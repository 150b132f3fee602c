"""Sound files: how long they are, and whether they are whole."""

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from agent.data import formats

if TYPE_CHECKING:
    from numpy import ndarray

SUFFIXES = (".wav", ".flac", ".aiff", ".aif", ".ogg", ".opus", ".mp3")
"""What libsndfile reads, of what people record in."""


def opened(path: Path) -> Any:
    """A `soundfile.SoundFile`, or what does its work for a format of its own."""
    import soundfile

    return formats.sound(path) if formats.of(path) else soundfile.SoundFile(path)


def shape(path: Path) -> tuple[int, int]:
    """(samples, channels), from the header; OSError or ValueError if it is broken."""
    if path.suffix.lower() == ".wav":
        return wav_header(path)[:2]
    import soundfile

    try:
        with opened(path) as file:
            return (file.frames, file.channels)
    except soundfile.SoundFileError as error:
        raise ValueError(f"no sound: {error}") from error


def problem(path: Path) -> str | None:
    """What is wrong with a sound file, decoded to its end, or None.

    Of a WAV file only the header and the length are looked at: ValueError if cut.
    """
    if path.suffix.lower() == ".wav":
        return None if wav_header(path)[0] else "holds no sound"
    import soundfile

    try:
        with opened(path) as file:
            left = file.frames
            while left > 0 and (read := len(file.read(1 << 20))):
                left -= read
            # packets of formats of their own tell of what starts a decoder, too
            whole = left <= (4096 if formats.of(path) else 0)
            return None if file.frames and whole else "ends too early"
    except soundfile.SoundFileError:
        return f"is no {path.suffix.lower()} file"


def beginning(path: Path, seconds: float) -> tuple["ndarray", int]:
    """(samples of one channel, their rate) of the first `seconds`; OSError or
    ValueError if they can't be read."""
    import soundfile

    try:
        with opened(path) as file:
            values = file.read(int(seconds * file.samplerate), dtype="float32")
            return values.reshape(len(values), -1).mean(axis=1), file.samplerate
    except soundfile.SoundFileError as error:
        raise ValueError(f"no sound: {error}") from error


def wav_header(path: Path) -> tuple[int, int, int]:
    """(samples, channels, Hz) of a WAV file of any sample format; ValueError if cut."""
    with path.open("rb") as file:
        if file.read(4) not in (b"RIFF", b"RF64") or file.read(8)[4:] != b"WAVE":
            raise ValueError("no WAV header")
        channels = rate = block = 0
        while (head := file.read(8)) and len(head) == 8:
            name, length = head[:4], struct.unpack("<I", head[4:])[0]
            if name == b"fmt ":
                channels, rate, _, block = struct.unpack(
                    "<HIIH", file.read(length)[2:14]
                )
            elif name == b"data":
                return _data_frames(file, length, block), channels, rate
            else:
                file.seek(length + length % 2, os.SEEK_CUR)
    raise ValueError("no sound data")


def _data_frames(file: BinaryIO, length: int, block: int) -> int:
    held = os.fstat(file.fileno()).st_size - file.tell()
    if length not in (0, 0xFFFFFFFF) and held < length:
        raise ValueError(f"cut off: {held} of {length} bytes of sound")
    if not block:
        raise ValueError("no format before the sound data")
    return held // block if length in (0, 0xFFFFFFFF) else length // block
