"""Rows and files -> one tensor per modality, with a mask of what is there."""

import csv
import hashlib
import json
import re
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

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


class CellInput:
    """Columns to float32 (N, F), all numbers first, then the codes of all categories.

    `shape` is (numbers, size_1, size_2, ...). Numbers are NaN where there is none;
    dates are days since 1970, month, weekday and hour. Codes are 0 for a gap, 1 for
    what training did not see twice or has not among the `categories` most frequent,
    then the more frequent the lower.
    """

    def __init__(
        self, columns: tuple[str, ...], types: tuple[str, ...], *, categories: int = 200
    ):
        self.columns, self.types = columns, types
        self.categories = categories
        self.learnt: list[dict] = []
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn categories and date formats from the training `rows`."""
        columns = zip(column_cells(rows, self.columns), self.types, strict=True)
        self.restore({"learnt": [self._learn(*column) for column in columns]})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, F) and present (N,), False where every cell is empty."""
        measured, codes, replaced = [], [], []
        present = np.zeros(len(rows), dtype=bool)
        columns = column_cells(rows, self.columns)
        for cells, kind, learnt in zip(columns, self.types, self.learnt, strict=True):
            if kind == "date":
                measured += list(date_parts(cells, learnt["form"]))
            elif "values" in learnt:
                codes.append(coded(cells, learnt["values"]))
            else:
                measured.append(numbers(cells))
            known = learnt if "values" in learnt else {"scale": None}
            replaced.append(stand_ins(cells, kind, known))
            present |= np.array([cell != "" for cell in cells], dtype=bool)
        self.patched = rows_by_reason(replaced)
        values = np.stack(measured + codes, axis=1).astype(np.float32)
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {"learnt": self.learnt}

    def restore(self, state: dict) -> None:
        self.learnt = state["learnt"]
        sizes = [2 + len(one["values"]) for one in self.learnt if "values" in one]
        parts = [4 if kind == "date" else 1 for kind in self.types]
        self.shape = (sum(parts) - len(sizes), *sizes)

    def _learn(self, cells: list[str], kind: str) -> dict:
        if kind == "date":
            return {"form": date_form(cells)}
        if kind in ("number", "integer", "latitude", "longitude"):
            return {}
        counts = Counter(cell for cell in cells if cell)
        often = [value for value, count in counts.most_common() if count > 1]
        often = often[: self.categories]  # the rest share code 1
        return {"values": often, "more": len(often) < len(counts)}


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


TARGET = "outcome"
CLASSES = ("no", "yes")


class BadData(Exception):
    """The rows cannot be trained on; the message says which and why."""


def make_inputs() -> dict:
    """One reader per modality; `fit` them on training rows, then `load` any rows."""
    return {
        "the_text": Utf8Input(("text_0",)),
        "the_table": CellInput(
            ("table_0", "table_1", "table_2"), types=("number", "category", "date")
        ),
    }


@dataclass
class Rows:
    """Some rows as tensors: ids, inputs and masks by modality, and the targets."""

    ids: list[str]
    x: dict[str, torch.Tensor]  # (N, ...) each
    present: dict[str, torch.Tensor]  # (N,) bool each
    y: torch.Tensor | None  # (N,) int64, class indices
    patched: dict[str, dict[str, list[str]]]  # modality -> what was wrong -> row ids


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
