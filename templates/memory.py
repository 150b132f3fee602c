"""What training a project will need, from two steps on a few rows, as JSON in OUT.

    python memory.py OUT DATA NAME=PROJECT:BATCH …

The blocks' `large_layers.py` lies beside this file; the first ROWS rows are enough.
Every tensor's storage is counted while it lives, as PyTorch makes and drops them. What
grows with the batch is told apart from what does not by batches of two sizes. Each
project is measured in a fork of its own, as all of them call their modules alike.
"""

import json
import os
import sys
import time
import weakref
from pathlib import Path

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

ROWS = 48
FEW, MORE = 4, 24
"""Rows of the two batches."""


class Living(TorchDispatchMode):
    """Bytes of the storages that operations have made and that are still used."""

    def __init__(self) -> None:
        super().__init__()
        self.now = self.peak = 0
        self._known: set[int] = set()

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        made = func(*args, **(kwargs or {}))
        for leaf in tree_leaves(made):
            if isinstance(leaf, torch.Tensor):
                self._count(leaf.untyped_storage())
        return made

    def _count(self, storage) -> None:
        key, size = storage._cdata, storage.nbytes()
        if key in self._known:
            return
        self._known.add(key)
        self.now += size
        self.peak = max(self.peak, self.now)
        weakref.finalize(storage, self._free, key, size)

    def _free(self, key: int, size: int) -> None:
        self._known.discard(key)
        self.now -= size


def main() -> None:
    """A fork for each project; the file of one that fails holds its fault."""
    out, data, *projects = sys.argv[1:]
    for word in projects:
        name, _, rest = word.partition("=")
        project, _, batch = rest.rpartition(":")
        if os.fork() == 0:
            file = Path(out) / f"{name}.json"
            try:
                sys.path.insert(0, project)
                file.write_text(json.dumps(measure(Path(data), int(batch))))
            except Exception as error:
                file.write_text(
                    json.dumps({"fault": f"{type(error).__name__}: {error}"})
                )
            os._exit(0)
        os.wait()


def measure(data: Path, batch: int) -> dict[str, float]:
    """Bytes and seconds of one project; `batch` rows are what it will train on."""
    from data import has_target, load_rows, make_inputs, read_rows  # type: ignore
    from large_layers import large_layers  # type: ignore
    from model import FusionModel  # type: ignore

    torch.manual_seed(0)
    torch.set_num_threads(1)  # CPU seconds are then the same on a busy machine
    cells = [row for row in read_rows(data / "train.csv") if has_target(row)][:ROWS]
    inputs = make_inputs()
    for reader in inputs.values():
        reader.fit(cells, data)
    rows = load_rows(inputs, cells, data)
    model = FusionModel({name: reader.shape for name, reader in inputs.items()})
    model.head.fit(rows.y)
    model.train()
    device = torch.device("cpu")
    few, more = min(FEW, len(cells)), min(MORE, len(cells), max(batch, FEW + 1))
    peaks = []
    for count in (few, more):
        x, present, y = rows.take(torch.arange(count), device)
        step(model, x, present, y)  # whatever is made once is there
        with Living() as training:
            step(model, x, present, y)
        with Living() as predicting, torch.inference_mode():
            model.predict(x, present)
        peaks.append((training.peak, predicting.peak))
    begin = time.process_time()
    step(model, x, present, y)
    slow = time.process_time() - begin
    span = max(more - few, 1)
    slope, flat = (max(0.0, (b - a) / span) for a, b in zip(*peaks, strict=True))
    low = peaks[0][0]
    kept = [t for t in rows.x.values()] + [rows.y, *rows.present.values()]
    return {
        "params": sum(p.numel() for p in model.parameters()),
        "weights": sum(p.nbytes for p in model.parameters()),
        "gathered": gathered(model, large_layers(model)),
        "fixed": low - slope * few,
        "per_row": slope,
        "per_predicted": flat,
        "seconds_per_row": slow / more,
        "kept_per_row": sum(t.nbytes for t in kept) / len(cells),
    }


def gathered(model, layers) -> float:
    """Bytes of the weights that are whole at once in a process that has a part of each:
    those in no large layer, and of an encoder, a layer of it and the next one."""
    seen, sizes = set(), []
    for module in (*layers, model):
        own = {p for p in module.parameters() if p not in seen}
        sizes.append(sum(p.nbytes for p in own))
        seen |= own
    return sizes[-1] + sum(sorted(sizes[:-1])[-3:])


def step(model, x, present, y) -> None:
    """Forward and backward; gradients are made anew."""
    model.zero_grad(set_to_none=True)
    model.head.loss(model(x, present), y).backward()


if __name__ == "__main__":
    main()
