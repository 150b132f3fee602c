"""What features make of a run's rows is the same in each training: it is made once."""

import hashlib
import time
from functools import partial
from pathlib import Path

import numpy as np
import scipy.sparse
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from templates.blocks.joining import Matrix

PAYS = 0.1
"""Seconds of computing from which features are kept; less than that, files cost too."""
MOST_KEPT = 2**27
"""Bytes of features above which they are made anew each time."""


class KeptFeatures:
    """Features that take what they have learnt and made before from the folder `known`,
    and leave what is new in `new`; values are the same to the last bit.

    Files are named after the features as they were before they learnt, and the tensors
    that they were given, so that one can't be taken for another.
    """

    def __init__(self, features, known: Path, new: Path):
        self.features, self.known, self.new = features, known, new
        self.plain = hashlib.sha256(told(features).encode()).hexdigest()
        self.spent = self.spared = 0.0

    def __getattr__(self, name: str):
        """All else is the features' own: their state."""
        return getattr(self.features, name)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn from training rows, or recall what was learnt from them."""
        begin = time.monotonic()
        self.name = self._name(self.plain, x, present)
        state = self.known / f"{self.name}.safetensors"
        if state.exists():
            self.features.restore(load_file(state))
        else:
            self.features.fit(x, present)
        self.spent = time.monotonic() - begin

    def __call__(self, x: Tensor, present: Tensor) -> Matrix:
        """What the features themselves give."""
        name = f"{self._name(self.name, x, present)}.safetensors"
        if (self.known / name).exists():
            kept = load_file(self.known / name)
            self.spared += kept["/seconds"].item()
            return matrix_of(kept)
        begin = time.monotonic()
        made = self.features(x, present)
        spent = time.monotonic() - begin + self.spent
        if spent > PAYS:
            self._keep(name, tensors_of(made) | {"/seconds": torch.tensor(spent)})
        return made

    def _keep(self, name: str, made: dict[str, Tensor]) -> None:
        state = {key: v.contiguous() for key, v in self.features.state().items()}
        if max(map(size_of, (made, state))) < MOST_KEPT:
            self.new.mkdir(exist_ok=True)
            save_file(state, self.new / f"{self.name}.safetensors")
            save_file(made, self.new / name)

    def _name(self, before: str, x: Tensor, present: Tensor) -> str:
        given = hashlib.sha256(f"{before} {x.dtype} {tuple(x.shape)}".encode())
        for tensor in (x, present):
            given.update(tensor.contiguous().numpy().data)
        return given.hexdigest()[:32]


def told(value) -> str:
    """What a value consists of: the same in every process for what is made alike."""
    if isinstance(value, Tensor | np.ndarray):
        return f"{value.dtype} {value.tolist()}"
    if isinstance(value, partial):
        return told([value.func, value.args, value.keywords])
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {told(v)}' for key, v in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(told, value))}]"
    if hasattr(value, "__qualname__"):  # a function
        return value.__qualname__
    if hasattr(value, "__dict__"):
        return f"{type(value).__name__} {told(vars(value))}"
    return repr(value)


def size_of(tensors: dict[str, Tensor]) -> int:
    """Bytes of all of them."""
    return sum(value.numel() * value.element_size() for value in tensors.values())


def tensors_of(made: Matrix) -> dict[str, Tensor]:
    """A matrix, dense or sparse, as files keep it."""
    if isinstance(made, np.ndarray):
        return {"dense": torch.from_numpy(made).contiguous()}
    parts = {"data": made.data, "indices": made.indices, "indptr": made.indptr}
    parts["shape"] = np.array(made.shape)
    return {name: torch.from_numpy(part) for name, part in parts.items()}


def matrix_of(tensors: dict[str, Tensor]) -> Matrix:
    """What `tensors_of` was given."""
    parts = {name: value.numpy() for name, value in tensors.items()}
    if "dense" in parts:
        return parts["dense"]
    inside = parts["data"], parts["indices"], parts["indptr"]
    return scipy.sparse.csr_matrix(inside, shape=tuple(parts["shape"]))


def recalling(features: dict, data: Path, out: Path) -> dict:
    """`features`, with their work kept where `data` has a folder `cache` for it; of
    those that learn from targets, what they count before that."""
    if not (data / "cache").is_dir():
        return features
    kept = data / "cache", out / "kept"
    for one in features.values():
        if hasattr(one, "fit_targets") and hasattr(one, "counts"):
            one.counts = KeptFeatures(one.counts, *kept)
    return {
        name: one if hasattr(one, "fit_targets") else KeptFeatures(one, *kept)
        for name, one in features.items()
    }
