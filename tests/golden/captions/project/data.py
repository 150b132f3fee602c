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
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

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


TARGETS = ("picture",)


class BadData(Exception):
    """The rows cannot be trained on; the message says which and why."""


def make_inputs() -> dict:
    """One reader per modality; `fit` them on training rows, then `load` any rows."""
    return {
        "caption": TokenInput(("caption",)),
        "picture": ImageInput(("picture",), size=64),
    }


@dataclass
class Rows:
    """Some rows as tensors: ids, inputs and masks by modality, and the targets."""

    ids: list[str]
    x: dict[str, torch.Tensor]  # (N, ...) each
    present: dict[str, torch.Tensor]  # (N,) bool each
    y: torch.Tensor | None  # (N,) int64, equal for rows with the same match
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
    """Whether a row has something to be found."""
    return any(row.get(name) for name in TARGETS)


def encode_targets(rows: list[dict[str, str]]) -> torch.Tensor:
    """Numbers (N,) of what is to be found; rows that share one have the same match."""
    cells = [tuple(row[name] for name in TARGETS) for row in rows]
    number = {cell: i for i, cell in enumerate(dict.fromkeys(cells))}
    return torch.tensor([number[cell] for cell in cells])


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
    """A CSV file: row id, then E numbers of the query, E of the candidate."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "row",
                *(
                    f"{side}{i}"
                    for side in "qg"
                    for i in range(predictions.shape[1] // 2)
                ),
            ]
        )
        for row, values in zip(ids, predictions.tolist(), strict=True):
            writer.writerow([row, *(f"{value:.6g}" for value in values)])
