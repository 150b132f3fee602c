"""HDF5: the largest array of numbers in each file."""

from pathlib import Path

import h5py
import numpy as np

from templates.blocks.decoders import DECODERS


def read_hdf5(path: Path) -> np.ndarray:
    """The largest array of numbers, without axes of one; the first of equals.

    Raises OSError or ValueError where there is none.
    """
    found: list[h5py.Dataset] = []
    with h5py.File(path, "r") as file:
        file.visititems(lambda _, item: _note(item, found))
        if not found:
            raise ValueError("no array of numbers in it")
        return np.squeeze(max(found, key=lambda data: data.size)[()])


def _note(item: h5py.Dataset | h5py.Group, found: list[h5py.Dataset]) -> None:
    if isinstance(item, h5py.Dataset) and item.dtype.kind in "biuf" and item.ndim:
        found.append(item)


DECODERS.update(dict.fromkeys((".h5", ".hdf5"), read_hdf5))
