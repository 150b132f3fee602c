"""Rows and files -> one tensor per modality, with a mask of what is there."""

import csv
import hashlib
import json
import math
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import torch
from torch import Tensor


def read_files(
    read: Callable,
    rows: list[dict[str, str]],
    columns: tuple[str, ...],
    root: Path,
    kept: str = "",
) -> Iterator:
    """What `read(path)` gives for each cell, row by row; None for empty cells.

    Files that were read once before, in the same way, are taken from `root/cache`: its
    `kept`.npy holds an array for each cell that stands in `kept`.txt.
    """
    cells = [row.get(column) or "" for row in rows for column in columns]
    known, array = {}, root / "cache" / f"{kept}.npy"
    if array.exists():
        names = array.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        known = dict(zip(names, np.load(array, mmap_mode="r"), strict=True))
    if all(cell in known for cell in cells if cell):
        yield from map(known.get, cells)
        return

    def one(cell: str):
        if not cell:
            return None
        return known[cell] if cell in known else read(root / cell)

    with ThreadPoolExecutor(4) as pool:  # decoders let other threads run meanwhile
        yield from pool.map(one, cells)


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


def read_array(cell: str, root: Path, keep_infinite: bool = False) -> np.ndarray | None:
    """The float32 array that a cell names or spells; None if empty or unreadable.

    Takes .npy, .npz, delimited text files and JSON lists. Complex numbers become their
    magnitude; infinities, and what is too large for float32, NaN if they aren't kept.
    """
    if not cell.strip():
        return None
    try:
        array = np.asarray(parse_array(cell.strip(), root))
        array = np.abs(array) if np.iscomplexobj(array) else array
        with np.errstate(over="ignore"):
            array = array.astype(np.float32)
    except (OSError, ValueError, TypeError, EOFError, zipfile.BadZipFile):
        return None
    if not keep_infinite:
        array = np.where(np.isfinite(array), array, np.nan)
    return array if array.size else None


def parse_array(cell: str, root: Path) -> np.ndarray:
    """As `read_array`, in the type it was stored in; raises if unreadable."""
    if cell.startswith("["):
        return np.asarray(json.loads(cell), dtype=np.float32)
    path = root / cell
    if decode := decoder_of(path):
        return np.asarray(decode(path))
    if path.suffix.lower() == ".npz":
        with np.load(path, allow_pickle=False) as archive:
            parts = [archive[name] for name in archive.files]
        if (
            len({len(part) for part in parts}) == 1
        ):  # one part, or columns of one length
            return parts[0] if len(parts) == 1 else np.column_stack(parts)
        return np.concatenate([part.ravel() for part in parts])
    return parse_table(path)


def parse_table(path: Path) -> np.ndarray:
    """Numbers of a delimited text file, (rows, columns), without a header line."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    comma = next((sign for sign in ",;\t" if sign in "".join(lines[:2])), None)
    table = np.genfromtxt(lines, delimiter=comma, dtype=np.float32, ndmin=2)
    header = len(table) > 1 and np.isnan(table[0]).all()
    table = table[1:] if header else table
    if np.isnan(table).all():
        raise ValueError(f"{path}: no numbers")
    return table


PLY_TYPES = {
    **{"char": "i1", "uchar": "u1", "short": "i2", "ushort": "u2", "int": "i4"},
    **{"uint": "u4", "float": "f4", "double": "f8", "int8": "i1", "uint8": "u1"},
    **{"int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4"},
    **{"float32": "f4", "float64": "f8"},
}
POINT_COLUMNS = {
    **{axis: rf"{axis}([_ ].*)?" for axis in "xyz"},
    "range": r"(range|distance|dist|rho|r|距离)([_ ].*)?",
    "azimuth": r"(azimuth|azim|az|bearing|方位角?)([_ ].*)?",
    "elevation": r"(elevation|elev|el|俯仰角?)([_ ].*)?",
}
UNREADABLE_CLOUD = (
    *(OSError, ValueError, TypeError, KeyError, IndexError, EOFError),
    *(OverflowError, zipfile.BadZipFile),
)


def read_cloud(cell: str, root: Path) -> tuple[np.ndarray, list[str]] | None:
    """Points (N, 3 + C) and their symbols (N,), or none; None if there is no point.

    Takes .npy, .npz, .ply, .pcd (but not compressed ones), .xyz with or without
    element symbols, tables as `parse_returns` reads them, and what `DECODERS` read,
    with the field `symbol` or without. Points without finite coordinates are left out.
    """
    if not cell.strip():
        return None
    parse = {".ply": parse_ply, ".pcd": parse_pcd}
    path, symbols = root / cell, []
    try:
        if path.suffix.lower() == ".xyz":
            points, symbols = parse_xyz(path.read_text(encoding="utf-8-sig"))
        elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
            points = parse_returns(path.read_text(encoding="utf-8-sig"))
        elif path.suffix.lower() in parse:
            points = parse[path.suffix.lower()](path.read_bytes())
        else:
            points = np.asarray(parse_array(cell.strip(), root))
            if points.dtype.names:  # atoms
                symbols = points["symbol"].tolist()
                points = np.stack([points[axis] for axis in "xyz"], axis=1)
            points = points.astype(np.float32)
        if points.ndim != 2 or points.shape[1] < 3:
            return None
    except UNREADABLE_CLOUD:
        return None
    whole = np.isfinite(points[:, :3]).all(axis=1)
    symbols = (
        [s for s, kept in zip(symbols, whole, strict=True) if kept] if symbols else []
    )
    return (points[whole], symbols) if whole.any() else None


def parse_xyz(text: str) -> tuple[np.ndarray, list[str]]:
    """Lines of numbers, or of a word and numbers; a line count may come first."""
    lines = [line.split() for line in text.splitlines()]
    if lines and len(lines[0]) == 1:  # count, comment, then the atoms
        lines = lines[2 : 2 + int(lines[0][0])]
    lines = [line for line in lines if line]
    symbols = [] if re.match(r"[-+.\d]", lines[0][0]) else [line[0] for line in lines]
    start = 1 if symbols else 0
    numbers = [[float(word) for word in line[start:]] for line in lines]
    return np.array(numbers, dtype=np.float32), symbols


def point_columns(header: str) -> dict[str, int]:
    """Which columns of a table hold places by their names: x and y, and z if there is
    one, or range and azimuth, and elevation if there is one; none if it is no header.
    """
    comma = next((sign for sign in ",;\t" if sign in header), None)
    names = [name.strip(' "\r\n').lower() for name in header.split(comma)]
    found = {}
    for role, pattern in POINT_COLUMNS.items():
        fitting = [i for i, name in enumerate(names) if re.fullmatch(pattern, name)]
        found |= {role: fitting[0]} if fitting else {}
    for first, second, third in (("x", "y", "z"), ("range", "azimuth", "elevation")):
        if {first, second} <= set(found):
            return {
                role: i for role, i in found.items() if role in (first, second, third)
            }
    return {}


def parse_returns(text: str) -> np.ndarray:
    """A table with a line for each point, (N, 3 + C): its place, then its other columns
    in their order, such as a time. Without a header that names places, the first three
    columns are these."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    comma = next((sign for sign in ",;\t" if sign in lines[0]), None)
    table = np.genfromtxt(lines, delimiter=comma, dtype=np.float64, ndmin=2)
    named = point_columns(lines[0])
    if not named:
        return table[np.isfinite(table).any(axis=1)].astype(np.float32)
    table = table[1:]
    held = {role: table[:, column] for role, column in named.items()}
    if "range" in named:
        name = lines[0].lower().split(comma)[named["azimuth"]]
        held = from_polar(held, "deg" in name, "rad" in name)
    flat = np.zeros(len(table))
    others = [i for i in range(table.shape[1]) if i not in named.values()]
    places = [held["x"], held["y"], held.get("z", flat), table[:, others]]
    return np.column_stack(places).astype(np.float32)


def from_polar(
    held: dict[str, np.ndarray], degrees: bool, radians: bool
) -> dict[str, np.ndarray]:
    """x, y and z from range, azimuth and, if there is one, elevation; angles whose unit
    nobody told are degrees where some exceed a turn in radians."""
    turned = held["azimuth"]
    up = held.get("elevation", np.zeros(len(turned)))
    if degrees or not radians and np.nanmax(np.abs(turned), initial=0.0) > 2 * np.pi:
        turned, up = np.deg2rad(turned), np.deg2rad(up)
    flat = held["range"] * np.cos(up)
    x, y = flat * np.cos(turned), flat * np.sin(turned)
    return {"x": x, "y": y, "z": held["range"] * np.sin(up)}


def parse_ply(data: bytes) -> np.ndarray:
    """The vertices of an ascii or binary .ply file; ValueError if they have lists."""
    head, _, body = data.partition(b"end_header")
    body = body[body.index(b"\n") + 1 :]
    first, *elements = re.split(r"^element ", head.decode("ascii"), flags=re.MULTILINE)
    name, count, *lines = re.split(r"\s", elements[0], maxsplit=2)
    fields = [line.split()[1:] for line in lines[0].splitlines() if "property" in line]
    if name != "vertex" or any(field[0] == "list" for field in fields):
        raise ValueError("the first element is no list of plain vertices")
    order = ">" if "big_endian" in first else "<"
    types = [(field[1], order + PLY_TYPES[field[0]]) for field in fields]
    return named_fields(body, types, int(count), "ascii" in first)


def parse_pcd(data: bytes) -> np.ndarray:
    """The points of an ascii or binary .pcd file; ValueError if it is compressed."""
    head, _, body = data.partition(b"DATA ")
    form, _, body = body.partition(b"\n")
    lines = [line.split() for line in head.decode("ascii").splitlines()]
    said = {line[0]: line[1:] for line in lines if line and line[0] != "#"}
    if form.strip() not in (b"ascii", b"binary"):
        raise ValueError(f"{form.decode()} is not read")
    counts = map(int, said.get("COUNT", ["1"] * len(said["FIELDS"])))
    types = []
    parts = zip(said["FIELDS"], said["TYPE"], said["SIZE"], counts, strict=True)
    for place, (name, kind, size, count) in enumerate(parts):
        code = f"<{kind.lower()}{size}"
        types += [
            (f"{name}{place}_{i}" if count > 1 else name, code) for i in range(count)
        ]
    return named_fields(body, types, int(said["POINTS"][0]), form.strip() == b"ascii")


def named_fields(
    body: bytes, types: list[tuple[str, str]], count: int, ascii: bool
) -> np.ndarray:
    """(N, 3 + C): x, y, z, then the other fields in their order."""
    names = [name for name, _ in types]
    if ascii:
        words = body.split()[: count * len(names)]
        table = np.array(words, dtype=np.float32).reshape(count, len(names))
    else:
        record = np.frombuffer(body, np.dtype(types), count)
        table = np.stack([record[name].astype(np.float32) for name in names], axis=1)
    others = [name for name in names if name not in ("x", "y", "z", "_")]
    return table[:, [names.index(name) for name in ("x", "y", "z", *others)]]


def thin_cloud(size: int, places: int) -> np.ndarray:
    """Which of `size` points to keep, at most `places`, evenly over their order."""
    return np.arange(size) if size <= places else np.arange(places) * size // places


def cloud_channels(
    points: np.ndarray, symbols: list[str], scale: dict, places: int, centre: bool
) -> np.ndarray:
    """(P, 3 + symbols + numbers + 1), at most `places` points; `scale` as learnt."""
    middle = points[:, :3].mean(axis=0) if centre else np.array(scale["middle"])
    kept = thin_cloud(len(points), places)
    points, symbols = points[kept], [symbols[i] for i in kept] if symbols else []
    known = np.array(scale["symbols"], dtype=str)
    names = np.array(symbols or [""] * len(points), dtype=str)
    one_hot = names[:, None] == known[None]
    more = np.full((len(points), len(scale["mean"])), np.nan)
    width = min(points.shape[1] - 3, len(scale["mean"]))
    more[:, :width] = points[:, 3 : 3 + width]
    more = (more - np.array(scale["mean"])) / np.array(scale["deviation"])
    more = np.where(np.isfinite(more), more, 0.0).clip(-20, 20)
    place = ((points[:, :3] - middle) / scale["scale"]).clip(-100, 100)
    real = np.ones((len(points), 1))
    return np.concatenate([place, one_hot, more, real], axis=1).astype(np.float32)


LARGEST_CLOUD = 512
MOST_SYMBOLS = 16


class PointsInput:
    """Clouds of points to float32 (N, P, 3 + C + 1); several columns share the places.

    Channels: x, y, z; one for each symbol that training saw; further numbers of the
    points, standardised; and 1 for a point, 0 for padding, whose channels are all 0.
    P is `count`; for 0 the largest training cloud, or the 95 % quantile where that is
    far smaller, at most 512. Larger clouds keep every k-th point. One scale for all
    clouds keeps their sizes; `centre` moves each to its mean, else all move alike.
    """

    def __init__(
        self, columns: tuple[str, ...], *, count: int = 0, centre: bool = True
    ):
        self.columns, self.count, self.centre = columns, count, centre
        self.places, self.patched = count or 1, {}
        self.scale: dict = {"middle": [0.0] * 3, "scale": 1.0, "symbols": []}
        self.scale |= {"mean": [], "deviation": []}

    @property
    def shape(self) -> tuple[int, int]:
        known = len(self.scale["symbols"]) + len(self.scale["mean"])
        return (self.places * len(self.columns), 3 + known + 1)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn size, scale, symbols and the scale of further numbers from `rows`."""
        found = [
            read_cloud(row.get(name) or "", root)
            for row in rows
            for name in self.columns
        ]
        clouds = [cloud for cloud in found if cloud is not None]
        if not clouds:
            return
        sizes = [len(points) for points, _ in clouds]
        usual = int(np.ceil(np.quantile(sizes, 0.95)))
        size = max(sizes) if max(sizes) <= 1.5 * usual else usual
        self.places = self.count or min(size, LARGEST_CLOUD)
        means = np.array([points[:, :3].mean(axis=0) for points, _ in clouds])
        middles = means if self.centre else [means.mean(axis=0)] * len(clouds)
        moved = [
            points[:, :3] - middle
            for (points, _), middle in zip(clouds, middles, strict=True)
        ]
        width = int(np.bincount([points.shape[1] for points, _ in clouds]).argmax())
        alike = [points[:, 3:] for points, _ in clouds if points.shape[1] == width]
        more = np.concatenate(alike or [np.zeros((1, 0))])
        more = np.ma.masked_invalid(more)
        deviation = more.std(axis=0).filled(0.0)
        seen = Counter(symbol for _, symbols in clouds for symbol in symbols)
        self.scale = {
            "middle": means.mean(axis=0).tolist(),
            "scale": float(np.concatenate(moved).std()) or 1.0,
            "symbols": sorted(symbol for symbol, _ in seen.most_common(MOST_SYMBOLS)),
            "mean": more.mean(axis=0).filled(0.0).tolist(),
            "deviation": np.where(deviation > 1e-6, deviation, 1.0).tolist(),
        }

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, P, 3 + C + 1) and present (N,); zeros where unreadable."""
        values = np.zeros((len(rows), *self.shape), dtype=np.float32)
        present = np.zeros(len(rows), dtype=bool)
        unseen = set()
        for i, row in enumerate(rows):
            start = 0
            for name in self.columns:
                if (cloud := read_cloud(row.get(name) or "", root)) is None:
                    continue
                channels = cloud_channels(*cloud, self.scale, self.places, self.centre)
                values[i, start : start + len(channels)] = channels
                start += len(channels)
                present[i] = True
                if set(cloud[1]) - set(self.scale["symbols"]):
                    unseen.add(i)
        self.patched = {"symbol unseen in training": sorted(unseen)} if unseen else {}
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {"places": self.places, "scale": self.scale}

    def restore(self, state: dict) -> None:
        self.places, self.scale = state["places"], state["scale"]


FEW, LONG = 8, 64
"""Rows up to which, and numbers in each from which, rows are no moments."""


def turn_of(shapes: Sequence[tuple[int, ...]]) -> str:
    """What the rows of arrays (A, B) are, of which most are few and long: `channels`,
    or `bursts` one after the other where their number varies; '' for moments."""
    flat = [shape for shape in shapes if len(shape) == 2]
    long = [a <= FEW and b >= max(LONG, 8 * a) for a, b in flat]
    if not flat or sum(long) < 0.9 * len(shapes):
        return ""
    return "channels" if len({a for a, _ in flat}) == 1 else "bursts"


def lengthwise(array: np.ndarray, turn: str) -> np.ndarray:
    """An array as (time, channels)."""
    if turn and array.ndim == 2:
        return array.T if turn == "channels" else array.reshape(-1, 1)
    return array.reshape(len(array), -1)


class SeriesInput:
    """Series columns, each cell (time, channels), to float32 (N, T, C).

    A few long rows are channels, or bursts of one where their number varies.

    T is `length`, or for 0 the 95 % quantile of the training lengths, at most `most`.
    Longer series are averaged over `step` samples, the same for all rows, then cut;
    shorter ones end in zeros. Where lengths differ, a last channel is 1 inside the
    series, else 0.
    """

    def __init__(self, columns: tuple[str, ...], *, length: int = 0, most: int = 512):
        self.columns, self.length, self.most = columns, length, most
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn length, step, channels and their scale from the training `rows`."""
        arrays = [array for array in self._arrays(rows, root) if array is not None]
        self.turn = turn_of([array.shape for array in arrays])
        known = [lengthwise(array, self.turn) for array in arrays]
        times = np.array([len(series) for series in known] or [1])
        long = float(np.quantile(times, 0.95))
        length = self.length or min(int(np.ceil(long)), self.most)
        channels = int(np.bincount([s.shape[1] for s in known] or [0, 1]).argmax())
        rows_of = [series for series in known if series.shape[1] == channels]
        samples = np.concatenate(rows_of or [np.zeros((1, channels))])
        samples = np.where(np.isfinite(samples), samples, np.nan)
        mean = np.nan_to_num(np.nanmean(samples, axis=0, dtype=np.float64))
        deviation = np.nan_to_num(np.nanstd(samples, axis=0, dtype=np.float64))
        self.restore(
            {
                "turn": self.turn,
                "length": length,
                "step": max(1, int(np.ceil(long / length))),
                "ragged": bool(times.min() < times.max()),
                "mean": mean.tolist(),
                "deviation": np.where(deviation > 1e-6, deviation, 1).tolist(),
            }
        )

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, T, C) and present (N,); zeros where unreadable."""
        rows_columns, channels = (len(rows), len(self.columns)), len(self.mean)
        shape = (*rows_columns, self.length, channels + self.ragged)
        values = torch.zeros(shape)
        present = torch.zeros(rows_columns, dtype=torch.bool)
        infinite = np.zeros(rows_columns, dtype=bool)
        other = np.zeros(rows_columns, dtype=bool)
        for i, series in enumerate(self._read(rows, root)):
            if series is not None:
                infinite.flat[i] = np.isinf(series).any()
                other.flat[i] = series.shape[1] != channels
                scaled = torch.from_numpy(self._scale(series))
                place = values[divmod(i, len(self.columns))]  # (T, C)
                place[: len(scaled), : scaled.shape[1]] = scaled
                place[: len(scaled), channels:] = 1
                present.view(-1)[i] = True
        self.patched = {
            "infinite number": np.flatnonzero(infinite.any(axis=1)).tolist(),
            f"not {channels} channels": np.flatnonzero(other.any(axis=1)).tolist(),
        }
        return values.transpose(1, 2).flatten(2), present.any(dim=1)

    def state(self) -> dict:
        known = {"turn": self.turn, "length": self.length, "step": self.step}
        scale = {"mean": self.mean.tolist(), "deviation": self.deviation.tolist()}
        return known | {"ragged": self.ragged} | scale

    def restore(self, state: dict) -> None:
        self.turn, self.length = state["turn"], state["length"]
        self.step, self.ragged = state["step"], state["ragged"]
        self.mean, self.deviation = map(np.array, (state["mean"], state["deviation"]))
        channels = len(self.columns) * (len(self.mean) + self.ragged)
        self.shape = (self.length, channels)

    def _arrays(self, rows: list[dict[str, str]], root: Path) -> list:
        cells = [row.get(column) or "" for row in rows for column in self.columns]
        return [read_array(cell, root, keep_infinite=True) for cell in cells]

    def _read(self, rows: list[dict[str, str]], root: Path) -> list[np.ndarray | None]:
        return [
            None if array is None else lengthwise(array, self.turn)
            for array in self._arrays(rows, root)
        ]

    def _scale(self, series: np.ndarray) -> np.ndarray:
        """Standardised, averaged over `step`, cut to the length and known channels."""
        channels = min(series.shape[1], len(self.mean))
        series = np.where(np.isinf(series), np.nan, series)
        series = series[:, :channels] - self.mean[:channels]
        scaled = np.nan_to_num(series / self.deviation[:channels]).clip(-20, 20)
        starts = np.arange(0, len(scaled), self.step)
        sums = np.add.reduceat(scaled, starts, axis=0)
        counts = np.diff(np.append(starts, len(scaled)))[:, None]
        return (sums / counts)[: self.length]


DATES = (
    *("", "%Y/%m/%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y %H:%M"),
    *("%H:%M", "%H:%M:%S", "%I:%M %p"),  # times of day
)
EPOCH = datetime(1970, 1, 1)
WHOLE = re.compile(r"-?[0-9]+\.0+")


def plain(cell: str | None) -> str:
    """A cell without blanks around it; a whole number without its .0, so 2.0 is 2."""
    text = (cell or "").strip()
    return text.partition(".")[0] if WHOLE.fullmatch(text) else text


def column_cells(
    rows: list[dict[str, str]], columns: tuple[str, ...]
) -> list[list[str]]:
    """Plain cells (N,) of each column."""
    return [[plain(row.get(column)) for row in rows] for column in columns]


def read_numbers(cells: list[str]) -> np.ndarray:
    """Cells as numbers (N,), NaN where there is none; infinities stay."""
    values = np.full(len(cells), np.nan)
    for i, cell in enumerate(cells):
        try:
            values[i] = float(cell)
        except ValueError:
            values[i] = {"true": 1.0, "false": 0.0}.get(cell.lower(), np.nan)
    return values


def numbers(cells: list[str]) -> np.ndarray:
    """Cells as finite numbers (N,), NaN where there is none."""
    values = read_numbers(cells)
    return np.where(np.isfinite(values), values, np.nan)


def stand_ins(cells: list[str], kind: str, learnt: dict) -> tuple[str, np.ndarray]:
    """Where (N,) filled cells of a column are read as something else, and why.

    Infinite numbers are read as missing; categories that are not among `values` as one
    other category, which is rare rather than unseen if training had more of them.
    """
    if "scale" in learnt:
        infinite = np.isinf(read_numbers(cells)) if kind != "date" else False
        return "infinite number", np.broadcast_to(infinite, len(cells))
    known = {*learnt["values"], ""}
    more = "rare or " if learnt["more"] else ""
    unseen = [cell not in known for cell in cells]
    return f"category {more}unseen in training", np.array(unseen, dtype=bool)


def rows_by_reason(found: list[tuple[str, np.ndarray]]) -> dict[str, list[int]]:
    """Row numbers where any column of a reason says so; no rows, no reason."""
    rows: dict[str, set[int]] = {}
    for reason, where in found:
        if where.any():
            rows.setdefault(reason, set()).update(np.flatnonzero(where).tolist())
    return {reason: sorted(places) for reason, places in rows.items()}


def read_date(cell: str, form: str) -> datetime | None:
    """A cell read by `form` ('' for ISO 8601), without time zone; None if it fails."""
    try:
        date = datetime.strptime(cell, form) if form else datetime.fromisoformat(cell)
    except ValueError:
        return None
    return date.replace(tzinfo=None)


def date_form(cells: list[str]) -> str:
    """The one of `DATES` that reads most cells."""
    return max(
        DATES, key=lambda form: sum(read_date(c, form) is not None for c in cells)
    )


def date_parts(cells: list[str], form: str) -> np.ndarray:
    """(4, N): days since 1970, month, weekday and hour, NaN where there is no date."""
    parts = np.full((4, len(cells)), np.nan)
    for i, date in enumerate(read_date(cell, form) for cell in cells):
        if date is not None:
            day = (date - EPOCH).total_seconds() / 86400
            parts[:, i] = day, date.month, date.weekday(), date.hour
    return parts


def cycle(values: np.ndarray, period: float) -> list[np.ndarray]:
    """Sine and cosine, so that the ends of a period meet; 0 where there is no value."""
    angle = 2 * np.pi * values / period
    return [np.nan_to_num(np.sin(angle)), np.nan_to_num(np.cos(angle))]


def bend(values: np.ndarray, scale: dict) -> np.ndarray:
    """Robust z scores, as a signed logarithm where the tails are heavy."""
    z = (values - scale["center"]) / scale["spread"]
    return np.sign(z) * np.log1p(np.abs(z)) if scale["log"] else z


def learn_scale(values: np.ndarray) -> dict:
    """What `scaled` needs to know of a training column (N,), NaN for gaps."""
    known = values[np.isfinite(values)]
    gaps, known = known.size < values.size, known if known.size else np.zeros(1)
    low, center, high = np.quantile(known, [0.25, 0.5, 0.75]).tolist()
    spread = (high - low) / 1.349 or float(known.std()) or 1.0
    heavy = bool(np.abs(known - center).max() > 10 * spread)
    scale = {"center": center, "spread": spread, "log": heavy, "gaps": gaps}
    z = bend(known, scale)
    first, last = np.quantile(z, [0.01, 0.99]).tolist()
    margin = (last - first) / 2 or float(np.abs(z).max())
    z = z.clip(first - margin, last + margin)
    scale |= {"low": first - margin, "high": last + margin}
    return scale | {"mean": float(z.mean()), "deviation": float(z.std()) or 1.0}


def scaled(values: np.ndarray, scale: dict) -> list[np.ndarray]:
    """The column clipped and standardised; where training had gaps, a flag for them."""
    z = bend(values, scale).clip(scale["low"], scale["high"])
    flag = [np.isnan(z).astype(float)] if scale["gaps"] else []
    return [np.nan_to_num((z - scale["mean"]) / scale["deviation"]), *flag]


class PositionInput:
    """A latitude and a longitude column, in degrees, to float32 (N, 5).

    Channels: x, y, z on the unit sphere, then latitude and longitude, in deviations
    from the middle of the training rows; the longitude is counted from there, so that
    no line parts the places. Where one is missing, its channel and x, y, z are 0.
    """

    shape = (5,)

    def __init__(self, columns: tuple[str, ...]):
        self.columns = columns
        self.middle, self.spread = [0.0, 0.0], [1.0, 1.0]
        self.patched: dict[str, list[int]] = {}

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the middle and the spread of the training `rows`."""
        place = self._read(rows)  # (2, N) degrees
        east = np.exp(1j * np.deg2rad(place[1][np.isfinite(place[1])]))
        north = place[0][np.isfinite(place[0])]
        if not len(east) or not len(north):
            return
        self.middle = [float(north.mean()), float(np.rad2deg(np.angle(east.mean())))]
        moved = self._moved(place)
        self.spread = [float(np.nanstd(axis)) or 1.0 for axis in moved]

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, 5) and present (N,); zeros where neither is a number."""
        place = self._read(rows)
        north, east = np.deg2rad(place)
        across = np.cos(north)
        sphere = [across * np.cos(east), across * np.sin(east), np.sin(north)]
        sphere = np.where(np.isfinite(place).all(axis=0), sphere, 0.0)
        near = self._moved(place) / np.array(self.spread)[:, None]
        values = np.concatenate([sphere, np.nan_to_num(near).clip(-20, 20)])
        known = np.isfinite(place).sum(axis=0)  # (N,)
        half = np.flatnonzero(known == 1).tolist()
        self.patched = {"half a position": half} if half else {}
        present = torch.from_numpy(known > 0)
        return torch.from_numpy(values.T.astype(np.float32)), present

    def state(self) -> dict:
        return {"middle": self.middle, "spread": self.spread}

    def restore(self, state: dict) -> None:
        self.middle, self.spread = state["middle"], state["spread"]

    def _read(self, rows: list[dict[str, str]]) -> np.ndarray:
        """(2, N) degrees, NaN where there is no number, or none of this Earth."""
        north, east = (
            numbers([row.get(name) or "" for row in rows]) for name in self.columns
        )
        north = np.where(np.abs(north) <= 90, north, np.nan)
        return np.stack([north, np.where(np.abs(east) <= 360, east, np.nan)])

    def _moved(self, place: np.ndarray) -> np.ndarray:
        """Degrees from the middle, the longitude within -180 and 180."""
        north, east = place[0] - self.middle[0], place[1] - self.middle[1]
        return np.stack([north, (east + 180) % 360 - 180])


def coded(cells: list[str], values: list[str]) -> np.ndarray:
    """Codes (N,): 0 for an empty cell, 1 for one that is no known value, then those."""
    codes = {value: 2 + i for i, value in enumerate(values)} | {"": 0}
    return np.array([codes.get(cell, 1) for cell in cells], dtype=float)


NUMBERS = ("number", "integer", "latitude", "longitude")


class FieldInput:
    """Columns to float32 (N, F), all numbers first, then the codes of all categories.

    `shape` is (numbers, size_1, size_2, ...). Code 0 is missing, 1 what training did
    not see twice or has not among the `categories` most frequent. Numbers are scaled,
    with a flag where training had gaps; integers of at most `few` values are both.
    Dates are scaled days and codes of their parts, degrees have a cycle beside.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        types: tuple[str, ...],
        *,
        categories: int = 200,
        few: int = 12,
    ):
        self.columns, self.types = columns, types
        self.categories, self.few = categories, few
        self.learnt: list[dict] = []
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn scales, categories and date formats from the training `rows`."""
        columns = zip(column_cells(rows, self.columns), self.types, strict=True)
        self.restore({"learnt": [self._learn(*column) for column in columns]})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, F) and present (N,), False where every cell is empty."""
        measured, codes, replaced = [], [], []
        present = np.zeros(len(rows), dtype=bool)
        columns = column_cells(rows, self.columns)
        for cells, kind, learnt in zip(columns, self.types, self.learnt, strict=True):
            found = self._encode(cells, kind, learnt)
            measured, codes = measured + found[0], codes + found[1]
            replaced.append(stand_ins(cells, kind, learnt))
            present |= np.array([cell != "" for cell in cells], dtype=bool)
        self.patched = rows_by_reason(replaced)
        values = np.stack(measured + codes, axis=1) * present[:, None]
        return torch.from_numpy(values.astype(np.float32)), torch.from_numpy(present)

    def state(self) -> dict:
        return {"learnt": self.learnt}

    def restore(self, state: dict) -> None:
        self.learnt = state["learnt"]
        measured, sizes = 0, []
        for kind, learnt in zip(self.types, self.learnt, strict=True):
            measured += len(self._encode([""], kind, learnt)[0])
            sizes += (13, 8, 25) if kind == "date" else ()
            if learnt["values"] is not None:
                sizes.append(2 + len(learnt["values"]))
        self.shape = (measured, *sizes)

    def _learn(self, cells: list[str], kind: str) -> dict:
        counts = Counter(cell for cell in cells if cell)
        if kind == "date":
            form = date_form(cells)
            scale = learn_scale(date_parts(cells, form)[0])
            return {"form": form, "scale": scale, "values": None}
        often = [value for value, count in counts.most_common() if count > 1]
        if kind in NUMBERS:
            both = kind == "integer" and 2 < len(counts) <= self.few
            values = often if both else None
            return {"scale": learn_scale(numbers(cells)), "values": values}
        often = often[: self.categories]  # the rest share code 1
        return {"values": often, "more": len(often) < len(counts)}

    def _encode(self, cells: list[str], kind: str, learnt: dict) -> tuple[list, list]:
        """Numbers (N,) and codes (N,) of one table column."""
        if kind == "date":
            day, *parts = date_parts(cells, learnt["form"])
            first = (0, 1, 1)  # months begin at 1, weekdays and hours at 0
            codes = [np.nan_to_num(p + i) for p, i in zip(parts, first, strict=True)]
            return scaled(day, learnt["scale"]), codes
        measured, codes = [], []
        if "scale" in learnt:
            values = numbers(cells)
            measured = scaled(values, learnt["scale"])
            if kind in ("latitude", "longitude"):
                measured += cycle(values, 360)
        if learnt["values"] is not None:
            codes.append(coded(cells, learnt["values"]))
        return measured, codes


WORTH = 0.1
"""Seconds of reading from which its result is kept; less than that, files cost too."""


class Kept:
    """A reader that takes what it has learnt and made before from the folder `known`,
    and leaves what is new in `new`; values are the same to the last bit.

    Files are named after the reader, its arguments and the cells that it was given, so
    that one can't be taken for another.
    """

    def __init__(self, reader, known: Path, new: Path):
        self.reader, self.known, self.new = reader, known, new
        self.spent = self.spared = 0.0

    def __getattr__(self, name: str):
        """All else is the reader's own: shape, columns, state, what it patched."""
        return getattr(self.reader, name)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn from the training `rows`, or recall what was learnt from them."""
        begin = time.monotonic()
        self.made = f"{type(self.reader).__name__} {vars(self.reader)}"
        self.name = self._name("fit", rows)
        state = self.known / f"{self.name}.json"
        if state.exists():
            self.reader.restore(json.loads(state.read_text()))
        else:
            self.reader.fit(rows, root)
        self.spent = time.monotonic() - begin

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """What the reader's own `load` gives."""
        name = self._name(self.name, rows)
        values, notes = self.known / f"{name}.npy", self.known / f"{name}.json"
        if values.exists() and notes.exists():
            note = json.loads(notes.read_text())
            self.reader.patched = note["patched"]
            self.spared += note.get("seconds", 0.0)
            array = np.load(values, mmap_mode="c", allow_pickle=False)
            return torch.from_numpy(array), torch.tensor(note["present"])
        begin = time.monotonic()
        loaded = self.reader.load(rows, root)
        spent = time.monotonic() - begin + self.spent
        if spent > WORTH:
            self._keep(name, *loaded, spent)
        return loaded

    def _keep(self, name: str, values: Tensor, present: Tensor, spent: float) -> None:
        self.new.mkdir(exist_ok=True)
        state = json.dumps(self.reader.state())
        (self.new / f"{self.name}.json").write_text(state)
        patched = getattr(self.reader, "patched", {})
        note = {"present": present.tolist(), "patched": patched, "seconds": spent}
        (self.new / f"{name}.json").write_text(json.dumps(note))
        np.save(self.new / f"{name}.npy", values.numpy())

    def _name(self, before: str, rows: list[dict[str, str]]) -> str:
        cells = [[row.get(column) for column in self.reader.columns] for row in rows]
        told = json.dumps([self.made, before, cells])
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def keeping(inputs: dict, data: Path, out: Path) -> dict:
    """`inputs`, with their work kept where `data` has a folder `cache` for it."""
    if not (data / "cache").is_dir():
        return inputs
    return {name: Kept(r, data / "cache", out / "kept") for name, r in inputs.items()}


TARGET = "surface"
CLASSES = ("grass", "gravel", "tarmac")


class BadData(Exception):
    """The rows cannot be trained on; the message says which and why."""


def make_inputs() -> dict:
    """One reader per modality; `fit` them on training rows, then `load` any rows."""
    return {
        "sound": AudioInput(("sound",)),
        "cloud": PointsInput(("cloud",)),
        "motion": SeriesInput(("accel", "gyro")),
        "position": PositionInput(("latitude", "longitude")),
        "table": FieldInput(("battery", "wheel"), types=("number", "category")),
    }


@dataclass
class Rows:
    """Some rows as tensors: ids, inputs and masks by modality, and the targets."""

    ids: list[str]
    x: dict[str, torch.Tensor]  # (N, ...) each
    present: dict[str, torch.Tensor]  # (N,) bool each
    y: torch.Tensor | None  # (N,) int64, class indices
    patched: dict[str, dict[str, list[str]]]  # modality -> what was wrong -> row ids

    def take(self, index: torch.Tensor, device: torch.device) -> tuple:
        """Inputs, masks and targets of some rows, on `device`."""
        index = index.to(next(iter(self.present.values())).device)
        x = {name: value[index].to(device) for name, value in self.x.items()}
        present = {name: mask[index].to(device) for name, mask in self.present.items()}
        return x, present, None if self.y is None else self.y[index].to(device)

    def move(self, device: torch.device) -> None:
        """To a GPU if that leaves most of its memory: no row is copied twice then."""
        size = sum(value.nbytes for value in self.x.values())
        if device.type == "cuda" and 3 * size < torch.cuda.mem_get_info(device)[0]:
            self.x = {name: value.to(device) for name, value in self.x.items()}
            self.present = {n: mask.to(device) for n, mask in self.present.items()}
            self.y = self.y.to(device)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, every cell as text; an empty cell is a missing value."""
    if not path.exists():
        raise BadData(f"{path} does not exist")
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        raise BadData(f"{path} has no rows")
    return rows


def load_rows(
    inputs: dict, rows: list[dict[str, str]], root: Path, targets: bool = True
) -> Rows:
    """Tensors of `rows`, whose files lie below `root`; needs fitted inputs.

    A cell that can't be used counts as missing, and is told of in `patched`. Targets
    are read if all rows have one and `targets` asks for them.
    """
    ids = [row.get("row") or str(i) for i, row in enumerate(rows)]
    x, present, patched = {}, {}, {}
    for name, reader in inputs.items():
        x[name], present[name] = reader.load(rows, root)
        filled = [any(row.get(column) for column in reader.columns) for row in rows]
        lost = (torch.tensor(filled) & ~present[name]).nonzero().squeeze(1).tolist()
        reasons = {"not readable, taken as missing": lost}
        reasons |= getattr(reader, "patched", {})
        patched[name] = {why: [ids[i] for i in at] for why, at in reasons.items() if at}
    labelled = targets and all(has_target(row) for row in rows)
    y = encode_targets(rows) if labelled else None
    return Rows(ids, x, present, y, patched)


def count_patches(*parts: Rows) -> dict[str, dict[str, dict]]:
    """How many rows were patched, and the first of them, by modality and reason."""
    found: dict[str, dict[str, list[str]]] = {}
    for part in parts:
        for name, reasons in part.patched.items():
            for why, rows in reasons.items():
                found.setdefault(name, {}).setdefault(why, []).extend(rows)
    return {
        name: {w: {"rows": len(at), "first": at[:5]} for w, at in reasons.items()}
        for name, reasons in found.items()
    }


def has_target(row: dict[str, str]) -> bool:
    """Whether a row has a target to learn from."""
    return bool(row.get(TARGET))


def encode_targets(rows: list[dict[str, str]]) -> torch.Tensor:
    """Class indices (N,), in the order of CLASSES."""
    index = {name: i for i, name in enumerate(CLASSES)}
    unknown = {row[TARGET] for row in rows} - set(index)
    if unknown:
        raise BadData(f"{TARGET} has values that are no class: {sorted(unknown)[:5]}")
    return torch.tensor([index[row[TARGET]] for row in rows])


def split_validation(
    rows: list[dict[str, str]], share: float, seed: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Row numbers for fitting and for early stopping.

    All rows of one trip stay on the same side; one without is free.
    """
    generator = torch.Generator().manual_seed(seed)
    own = [row.get("trip") or f"row {i}" for i, row in enumerate(rows)]
    groups = sorted(set(own))
    order = torch.randperm(len(groups), generator=generator).tolist()
    count = min(max(1, round(share * len(groups))), len(groups) - 1)
    held = {groups[i] for i in order[:count]}
    is_valid = torch.tensor([group in held for group in own])
    if not is_valid.any():
        is_valid[-1] = True  # too few rows for a share: one is better than none
    return (~is_valid).nonzero().squeeze(1), is_valid.nonzero().squeeze(1)


def write_predictions(path: Path, ids: list[str], predictions: torch.Tensor) -> None:
    """A CSV file: row id, then a probability per class."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["row", *CLASSES])
        for row, values in zip(ids, predictions.tolist(), strict=True):
            writer.writerow([row, *(f"{value:.6g}" for value in values)])
