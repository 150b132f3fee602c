"""Media files behind the cells of a table: whole, and of what shape.

Reads headers where it can; nothing here follows a path out of the data folder.
"""

import math
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from agent.data import bundles, clips, formats, guarding, sounds
from agent.data.formats import suffix

if TYPE_CHECKING:
    from numpy import ndarray

SUFFIXES = {
    **dict.fromkeys(clips.PICTURES, "image"),
    **{suffix: one.holds for suffix, one in formats.SUFFIXES.items()},
    **dict.fromkeys(sounds.SUFFIXES, "audio"),
    **dict.fromkeys((".npy", ".npz"), "array"),
    ".csv": "series",
    **dict.fromkeys((".ply", ".pcd", ".xyz"), "points"),
}
KINDS = frozenset(
    ("image", "audio", "video", "vector", "series", "points", "range", "track")
)
"""Kinds of data that the program itself finds in files."""
DECODED, FEWEST = 2**27, 8
"""Bytes of files that are decoded to see whether they are whole, and files at least."""
BROKEN = (struct.error, zlib.error, IndexError, zipfile.BadZipFile)
"""What readers raise at the bytes of a broken file, beside their own errors."""
_MAGIC = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".bmp": (b"BM",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
    ".wav": (b"RIFF", b"RF64"),
    ".aiff": (b"FORM",),
    ".aif": (b"FORM",),
    ".flac": (b"fLaC",),
    ".ogg": (b"OggS",),
    ".opus": (b"OggS",),
    ".mp3": (b"ID3", b"\xff"),
    ".npy": (b"\x93NUMPY",),
    ".npz": (b"PK\x03\x04",),
    ".ply": (b"ply",),
}
_END = {".png": b"IEND\xaeB`\x82", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9"}
_NPY = re.compile(rb"'descr': '.[a-zA-Z](\d+)'.*'shape': \(([\d, ]*)\)")


def suffix_kind(cells: Iterable[str]) -> str | None:
    """What the cells point to by their suffixes, if nine in ten point to the same.

    One of image, audio, array, series, points; None for ordinary cells.
    """
    kinds = [
        SUFFIXES.get(suffix(c)) if len(c) < 1024 and "://" not in c else None
        for c in cells
    ]
    if not kinds:
        return None
    first = max(set(kinds), key=kinds.count)
    return first if kinds.count(first) >= 0.9 * len(kinds) else None


def sizes(root: Path, cells: Iterable[str]) -> dict[str, int]:
    """Size in bytes of each file that exists; one listing per folder, cheap.

    A folder counts with the pictures in it, which are its frames; a recording with all
    of its files.
    """
    found = {}
    for folder, names in guarding.by_folder({cell for cell in cells if cell}).items():
        place = root / folder
        if not place.is_dir():
            continue
        with os.scandir(place) as entries:
            for entry in entries:
                cell = f"{folder}/{entry.name}" if folder else entry.name
                if entry.name in names and entry.is_file():
                    found[cell] = bundles.size(Path(entry.path))
                elif entry.name in names and entry.is_dir():
                    frames = clips.frames(Path(entry.path))
                    found[cell] = sum(frame.stat().st_size for frame in frames)
    return found


def problems(
    root: Path, cells: Iterable[str], thorough: bool = False, sample: int = 64
) -> dict[str, str]:
    """Path -> what is wrong with it, for the files that can't be used.

    All files: existence, size, first and last bytes (about 40 us a file). Decoded:
    those that look wrong, and a `sample` spread over the rest, fewer if they are large;
    all if `thorough`.
    """
    unique = sorted({cell for cell in cells if cell})
    size = sizes(root, unique)
    bad = {cell: "missing" for cell in unique if cell not in size}
    bad |= {cell: "empty" for cell in unique if size.get(cell) == 0}
    rest = [cell for cell in unique if cell not in bad]
    doubtful = [c for c in rest if not _looks_whole(root / c, size[c])]
    usual = sum(size[cell] for cell in rest) // max(len(rest), 1)
    sample = min(sample, max(FEWEST, DECODED // max(usual, 1)))
    step = 1 if thorough else max(1, len(rest) // sample)
    chosen = sorted({*doubtful, *rest[::step]})
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        reasons = pool.map(decode_error, [root / cell for cell in chosen])
        bad |= {c: r for c, r in zip(chosen, reasons, strict=True) if r}
    return bad


def _looks_whole(path: Path, size: int) -> bool:
    """Whether the first and last bytes are those of a complete file of its suffix."""
    kind = path.suffix.lower()
    if path.is_dir():
        frames = clips.frames(path)
        return all(_looks_whole(frame, frame.stat().st_size) for frame in frames)
    if bundles.is_bundle(path):
        return bundles.looks_whole(path)
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        head = os.pread(handle, 128, 0)
        tail = os.pread(handle, 16, max(0, size - 16)) if kind in _END else b""
    except OSError:
        return False
    finally:
        os.close(handle)
    if kind in _MAGIC and not head.startswith(_MAGIC[kind]):
        return False
    if kind == ".npy" and (declared := _NPY.search(head)):
        count = math.prod(int(n) for n in declared[2].split(b",") if n.strip())
        start = 10 + struct.unpack("<H", head[8:10])[0]
        return size >= start + count * int(declared[1])
    if kind == ".wav" and head.startswith(b"RIFF"):
        return size >= 8 + struct.unpack("<I", head[4:8])[0] > 52  # above: some sound
    if head.startswith(b"FORM"):
        return size >= 8 + struct.unpack(">I", head[4:8])[0]
    return _END.get(kind, b"") in tail


def decode_error(path: Path) -> str | None:
    """Why the file, or one of a folder's frames, can't be decoded; None if it can."""
    kind = SUFFIXES.get(suffix(path.name))
    if path.is_dir():
        reasons = ((f.name, decode_error(f)) for f in clips.frames(path))
        return next((f"{name} is {why}" for name, why in reasons if why), None)
    try:
        if kind == "audio":
            return sounds.problem(path)
        if formats.of(path):
            formats.look(path)
        elif kind == "image":
            _load_image(path)
        elif kind == "array":
            array = load_array(path)
            if array.dtype.kind not in "biuf":
                return f"holds {array.dtype}, not numbers"
        elif kind in ("series", "points") and not shape(path):
            return "holds no numbers"
    except struct.error:
        return "unreadable: ends too early"
    except (*BROKEN, OSError, ValueError, SyntaxError, EOFError) as error:
        return f"unreadable: {error}" if str(error) else "unreadable"
    return None


def _load_image(path: Path) -> None:
    from PIL import Image

    try:
        with Image.open(path) as image:
            image.load()
    except Image.DecompressionBombError as error:
        raise ValueError(str(error)) from error


def load_array(path: Path) -> "ndarray":
    """The array of an .npy file or of a file of `formats`, or the first of an .npz;
    never unpickles."""
    import numpy as np

    if path.suffix.lower() == ".npy":
        return np.load(path, mmap_mode="r", allow_pickle=False)
    if formats.of(path):
        return formats.numbers(path)
    with np.load(path, allow_pickle=False) as archive:
        if not archive.files:
            raise ValueError("the archive is empty")
        return archive[archive.files[0]]


def shape(path: Path) -> tuple[int, ...] | None:
    """As `stored_shape`; whatever else a broken file raises becomes a ValueError."""
    from PIL.Image import DecompressionBombError

    try:
        return stored_shape(path)
    except (*BROKEN, DecompressionBombError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def stored_shape(path: Path) -> tuple[int, ...] | None:
    """Shape of one value as stored; None where only decoding would tell.

    Images (height, width, channels), moving ones and folders of frames (frames, height,
    width, channels), audio (samples, channels), series (time, channels), points
    (points, values each), arrays as they are. Raises what reading a broken file raises:
    OSError, ValueError, EOFError.
    """
    kind = SUFFIXES.get(suffix(path.name))
    if path.is_dir() and (frames := clips.frames(path)):
        middle = stored_shape(frames[len(frames) // 2]) or ()
        return (len(frames), *middle[-3:])
    if not path.is_file():  # a pipe would wait for ever
        raise FileNotFoundError(f"no file {path.name}")
    if kind == "audio":
        return sounds.shape(path)
    if formats.of(path):
        return formats.shape(path)
    if kind == "image":
        from PIL import Image

        with Image.open(path) as image:
            bands = 3 if image.mode == "P" else len(image.getbands())
            moving = path.suffix.lower() == ".gif" and image.n_frames > 1  # type: ignore[attr-defined]
            time = (image.n_frames,) if moving else ()  # type: ignore[attr-defined]
            return (*time, image.height, image.width, bands)
    if kind == "array":
        return load_array(path).shape
    if kind == "series":
        return _text_shape(path)
    if kind == "points":
        return _points_shape(path)
    return None


def _text_shape(path: Path) -> tuple[int, int]:
    lines = [line for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    if not lines:
        raise ValueError("no lines")
    mark = max(",;\t ", key=lines[0].count)
    cells = lines[0].split(mark)
    try:
        [float(cell) for cell in cells]
    except ValueError:
        lines = lines[1:]
    return (len(lines), len(cells))


def _points_shape(path: Path) -> tuple[int, int] | None:
    """From the header: .xyz counts atoms, .ply and .pcd declare points and fields."""
    with path.open("rb") as file:
        head = file.read(4096).decode("ascii", errors="replace")
    lines = head.splitlines()
    if path.suffix.lower() == ".xyz":
        first = lines[0].split()
        if len(first) == 1:  # a count, a comment, then `element x y z`
            return (int(first[0]), 3)
        return (len(path.read_bytes().splitlines()), len(first))
    if path.suffix.lower() == ".ply":
        vertices = re.search(r"element vertex (\d+)((?:\s+property .+)*)", head)
        return (int(vertices[1]), vertices[2].count("property")) if vertices else None
    points = re.search(r"^POINTS (\d+)", head, re.MULTILINE)
    fields = re.search(r"^FIELDS (.+)", head, re.MULTILINE)
    return (int(points[1]), len(fields[1].split())) if points and fields else None
