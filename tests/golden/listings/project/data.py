"""Rows and files -> one tensor per modality, with a mask of what is there."""

import csv
import hashlib
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps
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


SMOOTH = Image.Resampling.BILINEAR
UNREADABLE = (
    *(OSError, ValueError, TypeError, SyntaxError, EOFError),
    Image.DecompressionBombError,
)


def read_picture(path: Path, size: int) -> np.ndarray | None:
    """One picture as (C, size, size): uint8, or float32 if it holds more than 8 bits.

    Transparent parts become white. None if unreadable.
    """
    try:
        if decode := decoder_of(path):
            return resize_planes(decode(path), size)
        with Image.open(path) as picture:
            picture.draft(None, (size, size))  # a large JPEG decodes at a lower scale
            return picture_planes(picture, size)
    except UNREADABLE:
        return None


def picture_planes(picture: Image.Image, size: int) -> np.ndarray:
    """As `read_picture`, of an open picture; raises one of UNREADABLE."""
    if picture.mode.startswith(("I", "F")):
        return resize_planes(np.asarray(picture, dtype=np.float32), size)
    shown = ImageOps.exif_transpose(picture)
    if shown.has_transparency_data:
        shown = shown.convert("RGBA")
        white = Image.new("RGBA", shown.size, "white")
        shown = Image.alpha_composite(white, shown)
    shown = shown.convert("L" if shown.mode in ("1", "L") else "RGB")
    shown = shown.resize((size, size), SMOOTH, reducing_gap=2.0)
    pixels = np.asarray(shown)
    return pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)


def resize_planes(array: np.ndarray, size: int) -> np.ndarray:
    """(H, W), (H, W, C) or (C, H, W) of any number type to (C, size, size)."""
    planes = array[None] if array.ndim == 2 else array
    if planes.ndim != 3 or not planes.size:
        raise ValueError(f"an array of shape {array.shape} is no picture")
    if planes.shape[-1] < planes.shape[0]:
        planes = planes.transpose(2, 0, 1)
    if array.dtype != np.uint8:
        planes = np.nan_to_num(planes.astype(np.float32))
    small = [Image.fromarray(plane).resize((size, size), SMOOTH) for plane in planes]
    return np.stack(small)


def learn_range(pictures: list[np.ndarray]) -> tuple[int, float, float]:
    """Most channels of any picture, and the 0.5 and 99.5 % quantiles of deep ones."""
    channels = max((len(picture) for picture in pictures), default=3)
    deep = [picture.ravel() for picture in pictures if picture.dtype != np.uint8]
    if not deep:
        return channels, 0.0, 255.0
    low, high = np.quantile(np.concatenate(deep), [0.005, 0.995]).tolist()
    return channels, low, max(high, low + 1e-6)


def picture_bytes(
    picture: np.ndarray, channels: int, low: float, high: float
) -> np.ndarray | None:
    """uint8 (channels or 1, size, size); None if the channels can't be matched.

    Pictures of more than 8 bits are stretched from `low` and `high` to 0 and 255.
    """
    if picture.dtype != np.uint8:
        picture = (picture - low) / (high - low) * 255
    if len(picture) not in (1, channels):
        if channels > 1:
            return None
        picture = picture.mean(axis=0, keepdims=True)
    return picture.clip(0, 255).astype(np.uint8)


class ImageInput:
    """Image columns to uint8 (N, C, size, size); several columns stack as channels.

    Pictures of more than 8 bits are scaled by the 0.5 and 99.5 % quantiles of the
    training rows. They are grey if every picture seen in training is.
    """

    def __init__(self, columns: tuple[str, ...], *, size: int = 64):
        self.columns, self.size = columns, size
        self.channels, self.low, self.high = 3, 0.0, 255.0

    @property
    def shape(self) -> tuple[int, int, int]:
        return (self.channels * len(self.columns), self.size, self.size)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn channels and range from up to 300 of the training `rows`."""
        seen = self._read(rows[:: len(rows) // 300 + 1], root)
        pictures = [picture for picture in seen if picture is not None]
        self.channels, self.low, self.high = learn_range(pictures)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values uint8 (N, *shape) and present (N,); zeros where unreadable."""
        values = torch.zeros((len(rows), *self.shape), dtype=torch.uint8)
        present = torch.zeros(len(rows), len(self.columns), dtype=torch.bool)
        places = values.view(-1, self.channels, self.size, self.size)
        for i, picture in enumerate(self._read(rows, root)):
            if picture is None:
                continue
            known = picture_bytes(picture, self.channels, self.low, self.high)
            if known is not None:
                places[i] = torch.from_numpy(known)
                present.view(-1)[i] = True
        return values, present.any(dim=1)

    def state(self) -> dict:
        return {"channels": self.channels, "range": [self.low, self.high]}

    def restore(self, state: dict) -> None:
        self.channels, (self.low, self.high) = state["channels"], state["range"]

    def _read(self, rows: list[dict[str, str]], root: Path) -> Iterator:
        """The picture of each cell, row by row; None if there is none to read."""
        read = partial(read_picture, size=self.size)
        return read_files(read, rows, self.columns, root, f"pictures-{self.size}")


WORDS_AND_SIGNS = re.compile(r"\w+|[^\w\s]")
PADDING, UNKNOWN, SEPARATOR = 0, 1, 2
FIRST = 3  # id of the first piece


def split_words(text: str, lower: bool) -> list[str]:
    """Words and signs, each behind a space that marks where it begins."""
    text = unicodedata.normalize("NFKC", text)
    words = WORDS_AND_SIGNS.findall(text.lower() if lower else text)
    return [f" {word}" for word in words]


def learn_pieces(
    counts: Counter[str], size: int, longest: int = 6, characters: int = 1_000_000
) -> list[str]:
    """At most `size` pieces for words with `counts`, sorted.

    Up to a quarter are single characters, up to half more whole words that come at
    least twice; the rest are groups of 2 to `longest` characters from the other words,
    those that save the most pieces first (Chinese is read by these). `characters` of
    the other words are looked at, which bounds the time to seconds.
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    letters: Counter[str] = Counter()
    for word, count in ranked:
        for letter in word[1:]:
            letters[letter] += count
    singles = sorted(letters, key=lambda letter: (-letters[letter], letter))
    singles = singles[: size // 4]
    words = [word for word, count in ranked if count > 1][: size // 2]
    groups: Counter[str] = Counter()
    kept = set(words)
    for word, count in ranked:
        if word not in kept and characters > 0:
            characters -= len(word)
            for n in range(2, longest + 1):
                for i in range(len(word) - n + 1):
                    groups[word[i : i + n]] += count
    gain = {g: c * (len(g) - 1) for g, c in groups.items() if c > 2 and g not in kept}
    best = sorted(gain, key=lambda group: (-gain[group], group))
    room = size - len(set(singles) | kept)
    return sorted({*singles, *words, *best[:room]})


def word_ids(word: str, ids: dict[str, int], longest: int) -> list[int]:
    """Ids of the pieces of a word, the longest that fits first (Wu et al. 2016)."""
    found, start = [], 0
    while start < len(word):
        for end in range(min(len(word), start + longest), start, -1):
            if word[start:end] in ids:
                found.append(ids[word[start:end]])
                break
        else:
            end = start + 1
            if word[start] != " ":  # a bare mark of a beginning says nothing
                found.append(UNKNOWN)
        start = end
    return found


class TokenInput:
    """Text columns to int64 (N, T); `shape` is (T, size of the vocabulary).

    Ids are 0 padding, 1 unknown character, 2 between columns, then the pieces. T is
    the longest training text, at most `length`; each column has an equal part of it,
    and what is longer is cut. `lower=False` keeps capitals apart, for formulas.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        *,
        length: int = 128,
        vocabulary: int = 4096,
        lower: bool = True,
        characters: int = 4000,
    ):
        self.columns, self.length = columns, length
        self.vocabulary, self.lower = vocabulary, lower
        self.characters = characters  # read of each cell; bounds the cost of long texts
        self.ids: dict[str, int] = {}
        self.longest = 1
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the pieces and the length from the training `rows`."""
        counts: Counter[str] = Counter()
        for row in rows:
            for column in self.columns:
                counts.update(self._words(row, column))
        pieces = learn_pieces(counts, self.vocabulary - FIRST)
        self.restore({"pieces": pieces, "steps": self.length, "lower": self.lower})
        values, _ = self.load(rows, root)
        filled = (values != 0).any(dim=0).nonzero()
        steps = int(filled.max()) + 1 if len(filled) else 1
        self.restore(self.state() | {"steps": steps})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Ids int64 (N, T) and present (N,), False where all is empty."""
        values = np.zeros((len(rows), self.shape[0]), dtype=np.int64)
        known: dict[str, list[int]] = {}
        for line, row in zip(values, rows, strict=True):
            ids = self._encode(row, known)
            line[: len(ids)] = ids
        present = (values != 0).any(axis=1)
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {
            "pieces": list(self.ids),
            "steps": self.shape[0],
            "lower": self.lower,
        }

    def restore(self, state: dict) -> None:
        self.lower = state["lower"]
        self.ids = {piece: FIRST + i for i, piece in enumerate(state["pieces"])}
        self.longest = max(map(len, self.ids), default=1)
        self.shape = (state["steps"], FIRST + len(self.ids))

    def _words(self, row: dict[str, str], column: str) -> list[str]:
        return split_words((row.get(column) or "")[: self.characters], self.lower)

    def _encode(self, row: dict[str, str], known: dict[str, list[int]]) -> list[int]:
        """Ids of one row; `known` remembers the words that came before."""
        joined: list[int] = []
        for column in self.columns:
            ids: list[int] = []
            for word in self._words(row, column):
                if word not in known:
                    known[word] = word_ids(word, self.ids, self.longest)
                ids += known[word]
            if joined and ids:
                joined.append(SEPARATOR)
            joined += ids[: max(1, self.length // len(self.columns) - 1)]
        return joined[: self.shape[0]]


def coded(cells: list[str], values: list[str]) -> np.ndarray:
    """Codes (N,): 0 for an empty cell, 1 for one that is no known value, then those."""
    codes = {value: 2 + i for i, value in enumerate(values)} | {"": 0}
    return np.array([codes.get(cell, 1) for cell in cells], dtype=float)


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


SIGNS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han characters and kana: no spaces stand between them, and each says something."""
ONE_WORD = rf"[{SIGNS}]|[^\W{SIGNS}]+|[^\w\s]"
"""A word, a Han character or kana by itself, or a mark."""
ONE_RUN = r"\w+|[^\w\s]"
"""What stands between spaces and marks, inside of which letters make groups."""
APART = "\x1f"
"""Between the texts of two columns: a blank to whoever does not ask for columns."""


class Utf8Input:
    """Text columns to uint8 (N, T), `APART` between them; zeros fill up the rest.

    T is the length of the longest training row; of each cell, what is longer than
    `longest` bytes is cut.
    """

    def __init__(self, columns: tuple[str, ...], *, longest: int = 4000):
        self.columns, self.longest = columns, longest
        self.shape: tuple[int, ...] = (1,)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the length from the training `rows`."""
        self.shape = (max((len(self._bytes(row)) for row in rows), default=1) or 1,)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values uint8 (N, T) and present (N,), False where all is empty."""
        values = torch.zeros(len(rows), *self.shape, dtype=torch.uint8)
        present = torch.zeros(len(rows), dtype=torch.bool)
        for i, row in enumerate(rows):
            written = self._bytes(row)[: self.shape[0]]
            if written:
                values[i, : len(written)] = torch.frombuffer(
                    bytearray(written), dtype=torch.uint8
                )
                present[i] = True
        return values, present

    def state(self) -> dict:
        return {"length": self.shape[0]}

    def restore(self, state: dict) -> None:
        self.shape = (state["length"],)

    def _bytes(self, row: dict[str, str]) -> bytes:
        texts = [self._cut(row.get(column) or "") for column in self.columns]
        return APART.encode().join(texts) if any(texts) else b""

    def _cut(self, cell: str) -> bytes:
        text = unicodedata.normalize("NFKC", cell).replace("\0", "").replace(APART, " ")
        return text.strip().encode()[: self.longest]


class TableInput:
    """Columns of the given types to float32 (N, F), learnt from the training rows.

    Numbers are scaled; integers of at most `onehot` different values are also one-hot;
    categories are one-hot over the `categories` most frequent; dates are scaled days
    plus month, weekday and hour as cycles; degrees are scaled plus a cycle.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        types: tuple[str, ...],
        *,
        onehot: int = 12,
        categories: int = 50,
    ):
        self.columns, self.types = columns, types
        self.onehot, self.categories = onehot, categories
        self.learnt: list[dict] = []
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn scales, categories and date formats from the training `rows`."""
        columns = zip(column_cells(rows, self.columns), self.types, strict=True)
        self.restore({"learnt": [self._learn(*column) for column in columns]})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, F) and present (N,), False where every cell is empty."""
        parts, replaced = [], []
        present = np.zeros(len(rows), dtype=bool)
        columns = column_cells(rows, self.columns)
        for cells, kind, learnt in zip(columns, self.types, self.learnt, strict=True):
            parts += self._encode(cells, kind, learnt)
            replaced.append(stand_ins(cells, kind, learnt))
            present |= np.array([cell != "" for cell in cells], dtype=bool)
        self.patched = rows_by_reason(replaced)
        values = np.stack(parts, axis=1) * present[:, None]
        return torch.from_numpy(values.astype(np.float32)), torch.from_numpy(present)

    def state(self) -> dict:
        return {"learnt": self.learnt}

    def restore(self, state: dict) -> None:
        self.learnt = state["learnt"]
        blank = [dict.fromkeys(self.columns, "")]
        self.shape = tuple(self.load(blank, Path())[0].shape[1:])

    def _learn(self, cells: list[str], kind: str) -> dict:
        common = [value for value, _ in Counter(cells).most_common()]
        if kind == "date":
            form = date_form(cells)
            return {"form": form, "scale": learn_scale(date_parts(cells, form)[0])}
        if kind in ("number", "integer", "latitude", "longitude"):
            few = kind == "integer" and 2 < len(common) <= self.onehot
            return {
                "scale": learn_scale(numbers(cells)),
                "values": common if few else [],
            }
        more = len(common) > self.categories
        return {"values": common[: self.categories], "more": more}

    def _encode(self, cells: list[str], kind: str, learnt: dict) -> list[np.ndarray]:
        """Feature columns (N,) of one table column."""
        if kind == "date":
            day, month, weekday, hour = date_parts(cells, learnt["form"])
            cycles = cycle(month, 12) + cycle(weekday, 7) + cycle(hour, 24)
            return scaled(day, learnt["scale"]) + cycles
        if "scale" not in learnt:
            return one_hot(cells, learnt["values"])
        values = numbers(cells)
        parts = scaled(values, learnt["scale"])
        if learnt["values"]:
            parts += one_hot(cells, learnt["values"])
        return parts + (cycle(values, 360) if kind in ("latitude", "longitude") else [])


def one_hot(cells: list[str], values: list[str]) -> list[np.ndarray]:
    """A column of 0 and 1 per known value, and one for all that training never saw."""
    array = np.array(cells)
    known = [(array == value).astype(float) for value in values]
    return [*known, 1 - sum(known, np.zeros(len(cells)))]


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


TARGET = "tags"
CLASSES = ("animal", "arrow", "food", "sport")


class BadData(Exception):
    """The rows cannot be trained on; the message says which and why."""


def make_inputs() -> dict:
    """One reader per modality; `fit` them on training rows, then `load` any rows."""
    return {
        "picture": ImageInput(("picture",), size=64),
        "name": TokenInput(("name", "aliases")),
        "table": FieldInput(("author", "width"), types=("category", "number")),
        "name as utf8": Utf8Input(("name", "aliases")),
        "table as table": TableInput(("author", "width"), types=("category", "number")),
    }


@dataclass
class Rows:
    """Some rows as tensors: ids, inputs and masks by modality, and the targets."""

    ids: list[str]
    x: dict[str, torch.Tensor]  # (N, ...) each
    present: dict[str, torch.Tensor]  # (N,) bool each
    y: torch.Tensor | None  # (N, 4) float, 0 or 1 per label
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
    """Labels (N, L), 0 or 1, in the order of CLASSES; others are left out."""
    lines = []
    for row in rows:
        labels = {label.strip() for label in row[TARGET].split(";")}
        lines.append([float(name in labels) for name in CLASSES])
    return torch.tensor(lines)


def split_validation(
    rows: list[dict[str, str]], share: float, seed: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Row numbers for fitting and for early stopping.

    Drawn at random.
    """
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(rows), generator=generator)
    is_valid = torch.zeros(len(rows), dtype=torch.bool)
    is_valid[order[: max(1, round(share * len(rows)))]] = True
    if not is_valid.any():
        is_valid[-1] = True  # too few rows for a share: one is better than none
    return (~is_valid).nonzero().squeeze(1), is_valid.nonzero().squeeze(1)


def write_predictions(path: Path, ids: list[str], predictions: torch.Tensor) -> None:
    """A CSV file: row id, then a probability per label."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["row", *CLASSES])
        for row, values in zip(ids, predictions.tolist(), strict=True):
            writer.writerow([row, *(f"{value:.6g}" for value in values)])
