"""Rows and files -> one tensor per modality, with a mask of what is there."""

import csv
import hashlib
import json
import re
import time
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor


class Hashed(NamedTuple):
    """A word, as feature hashing sees it."""

    written: bytes
    whole: int
    """CRC-32 of the word, `before` that of the word and a space behind it."""
    before: int
    groups: np.ndarray
    """Those of its letter groups, with its ends marked; CJK runs too."""


@lru_cache(maxsize=200_000)
def hashed(word: str, shortest: int, longest: int) -> Hashed:
    """The hashes of a word and of its groups of `shortest` to `longest` letters."""
    marked, written = f"<{word}>", word.encode()
    groups = [
        zlib.crc32(marked[i : i + n].encode())
        for n in range(shortest, longest + 1)
        for i in range(len(marked) - n + 1)
    ]
    whole = zlib.crc32(written)
    return Hashed(written, whole, zlib.crc32(b" ", whole), np.array(groups, np.int64))


def pairs(words: list[Hashed]) -> list[int]:
    """CRC-32 of words, and of every two words with a space between."""
    both = zip(words, words[1:], strict=False)
    return [word.whole for word in words] + [
        zlib.crc32(second.written, first.before) for first, second in both
    ]


def signed(
    words: list[np.ndarray], letters: list[np.ndarray], buckets: int
) -> np.ndarray:
    """Counts (N * 2 * `buckets`,) of each row's hashes, first those of words, signed by
    the top bit, so that collisions cancel."""
    halves = [one for row in zip(words, letters, strict=True) for one in row]
    keys = np.concatenate(halves).astype(np.int64)
    starts = np.repeat(np.arange(len(halves)), [len(one) for one in halves]) * buckets
    signs = np.where(keys >> 31, 1.0, -1.0)
    return np.bincount(starts + keys % buckets, signs, len(halves) * buckets)


SIGNS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han characters and kana: no spaces stand between them, and each says something."""
ONE_WORD = rf"[{SIGNS}]|[^\W{SIGNS}]+|[^\w\s]"
"""A word, a Han character or kana by itself, or a mark."""
ONE_RUN = r"\w+|[^\w\s]"
"""What stands between spaces and marks, inside of which letters make groups."""
APART = "\x1f"
"""Between the texts of two columns: a blank to whoever does not ask for columns."""


WORD, RUN = re.compile(ONE_WORD), re.compile(ONE_RUN)
TOGETHER = 256
"""Rows that are counted at a time."""


class TextInput:
    """Text columns to float16 (N, buckets): signed feature hashing (Weinberger 2009).

    The first half of the buckets holds words and word pairs, each Han character being a
    word, the second letter groups;
    each half is log-scaled, weighted by the idf of the training rows and L2-normalised.
    Hashes are CRC-32: the same in every process.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        *,
        buckets: int = 4096,
        shortest: int = 2,
        longest: int = 4,
        characters: int = 4000,
    ):
        self.columns, self.buckets = columns, buckets
        self.shortest, self.longest = shortest, longest
        self.characters = characters  # read of each cell; bounds the cost of long texts
        self.shape = (buckets,)
        self.idf = np.ones(buckets, dtype=np.float32)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the idf of every bucket from the training `rows`."""
        seen = np.zeros(self.buckets)
        for places, _ in self._counted(rows):
            seen += np.bincount(places % self.buckets, minlength=self.buckets)
        self.idf = (np.log((1 + len(rows)) / (1 + seen)) + 1).astype(np.float32)

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float16 (N, buckets) and present (N,), False where all is empty."""
        values = torch.zeros(len(rows), self.buckets, dtype=torch.float16)
        present = torch.zeros(len(rows), dtype=torch.bool)
        for i, (places, counts) in enumerate(self._counted(rows)):
            some = slice(i * TOGETHER, (i + 1) * TOGETHER)
            half = places // (self.buckets // 2)  # two to a row
            weighted = np.sign(counts) * np.log1p(np.abs(counts))
            weighted *= self.idf[places % self.buckets]
            squares = np.bincount(half, weighted**2, 2 * len(values[some]))
            scaled = torch.from_numpy(weighted / np.sqrt(squares)[half])
            values[some].view(-1)[torch.from_numpy(places)] = scaled.half()
            present[some] = torch.from_numpy(squares.reshape(-1, 2).any(axis=1))
        return values, present

    def state(self) -> dict:
        return {"idf": self.idf.tolist()}

    def restore(self, state: dict) -> None:
        self.idf = np.array(state["idf"], dtype=np.float32)

    def _counted(
        self, rows: list[dict[str, str]]
    ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """For each `TOGETHER` rows: places in their (n, buckets), flat, that are not 0,
        and the signed counts of words, pairs and letter groups there."""
        for start in range(0, len(rows), TOGETHER):
            words: list[np.ndarray] = []
            letters: list[np.ndarray] = []
            for row in rows[start : start + TOGETHER]:
                cells = [self._plain(row.get(column) or "") for column in self.columns]
                found = [self._hashed(WORD, cell) for cell in cells]
                words.append(np.array([h for one in found for h in pairs(one)]))
                runs = [  # the same where there are no Han characters
                    one if cell.isascii() else self._hashed(RUN, cell)
                    for cell, one in zip(cells, found, strict=True)
                ]
                groups = [run.groups for one in runs for run in one]
                letters.append(np.concatenate([np.empty(0, np.int64), *groups]))
            counts = signed(words, letters, self.buckets // 2)
            places = np.flatnonzero(counts != 0)  # of booleans: five times as fast
            yield places, counts[places]

    def _plain(self, cell: str) -> str:
        return unicodedata.normalize("NFKC", cell)[: self.characters].lower()

    def _hashed(self, pattern: re.Pattern[str], text: str) -> list[Hashed]:
        found = pattern.findall(text)
        return [hashed(one, self.shortest, self.longest) for one in found]


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


TARGET = "stars"
CLASSES = ("1", "2", "3", "4", "5")


class BadData(Exception):
    """The rows cannot be trained on; the message says which and why."""


def make_inputs() -> dict:
    """One reader per modality; `fit` them on training rows, then `load` any rows."""
    return {
        "review": TextInput(("review",)),
        "table": FieldInput(("price", "country"), types=("number", "category")),
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

    Every class gives its share; a class of one row stays on the fitting side.
    """
    generator = torch.Generator().manual_seed(seed)
    is_valid = torch.zeros(len(rows), dtype=torch.bool)
    labels = encode_targets(rows)
    carry = 0.0  # small classes share what rounding leaves over
    for label in labels.unique():
        members = (labels == label).nonzero().squeeze(1)
        carry += share * len(members)
        count = min(int(carry), len(members) - 1)
        carry -= count
        order = torch.randperm(len(members), generator=generator)
        is_valid[members[order[:count]]] = True
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
