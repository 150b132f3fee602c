"""MATLAB files: the largest array of numbers in each."""

from pathlib import Path

import numpy as np
import scipy.io

from templates.blocks.decoders import DECODERS
from templates.blocks.formats.hdf5 import read_hdf5


def read_matlab(path: Path) -> np.ndarray:
    """The largest array of numbers, without axes of one; the first of equals. Of two
    axes the longer one is first: MATLAB users have channels in rows or in columns.

    Of version 7.3, which is HDF5 with its axes turned round, too. Raises OSError or
    ValueError where there is none.
    """
    array = largest_array(path)
    return array.T if array.ndim == 2 and len(array) < array.shape[1] else array


def largest_array(path: Path) -> np.ndarray:
    """The largest array of numbers as MATLAB has it; raises as `read_matlab`."""
    try:
        held = scipy.io.loadmat(path)
    except NotImplementedError:
        return read_hdf5(path).T
    except OSError:
        raise
    except Exception as error:  # scipy raises whatever a broken file leads to
        raise ValueError(f"no MATLAB file: {error}") from error
    arrays = [a for name, a in sorted(held.items()) if name[:2] != "__"]
    numbers = [
        a for a in arrays if isinstance(a, np.ndarray) and a.dtype.kind in "biuf"
    ]
    if not numbers:
        raise ValueError("no array of numbers in it")
    return np.squeeze(max(numbers, key=lambda array: array.size))


DECODERS.update({".mat": read_matlab})
