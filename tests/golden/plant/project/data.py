"""Rows and files -> one tensor per modality, with a mask of what is there."""

import csv
import hashlib
import json
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

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


TARGETS = ("temperature", "pressure")


class BadData(Exception):
    """The rows cannot be trained on; the message says which and why."""


def make_inputs() -> dict:
    """One reader per modality; `fit` them on training rows, then `load` any rows."""
    return {
        "sensors": SeriesInput(("sensors",)),
        "table": FieldInput(("valve", "mode"), types=("number", "category")),
    }


@dataclass
class Rows:
    """Some rows as tensors: ids, inputs and masks by modality, and the targets."""

    ids: list[str]
    x: dict[str, torch.Tensor]  # (N, ...) each
    present: dict[str, torch.Tensor]  # (N,) bool each
    y: torch.Tensor | None  # (N, 2) float, in their own units, NaN where unknown
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
    """Whether a row has a target to learn from: one of them is enough."""
    return any(row.get(name) for name in TARGETS)


def encode_targets(rows: list[dict[str, str]]) -> torch.Tensor:
    """Targets (N, K), each in its own unit, NaN where there is none."""
    cells = [[row[name] or "nan" for name in TARGETS] for row in rows]
    try:
        y = torch.tensor([[float(cell) for cell in line] for line in cells])
    except ValueError as error:
        raise BadData(f"a target has a value that is no number: {error}") from error
    return torch.where(y.isfinite(), y, torch.nan)


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
    """A CSV file: row id, then a predicted value per target."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["row", *TARGETS])
        for row, values in zip(ids, predictions.tolist(), strict=True):
            writer.writerow([row, *(f"{value:.6g}" for value in values)])
