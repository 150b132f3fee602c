"""Files of pictures and sounds side by side, opened by FFmpeg."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import av
from av.container import InputContainer

CONTAINERS = "mov,matroska,avi,mpeg,mpegvideo,mpegts,asf,aac,amr,amrnb,amrwb,mp3,wav"
"""What such a file may be, whatever its suffix. FFmpeg knows others, such as lists of
films, which name further files that it would read."""


def open_container(path: Path) -> InputContainer:
    """A file, read by no other way than as a local file; raises av.FFmpegError.

    What is no UTF-8 in its titles is replaced.
    """
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
    return av.open(f"file:{path}", options=options, metadata_errors="replace")


def decoded(packets: Iterable[av.Packet]) -> Iterator:
    """Frames of pictures or sounds, without those that are broken."""
    for packet in packets:
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            continue
