"""What a reader makes of a run's rows is the same in each training: it is made once."""

import hashlib
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

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
