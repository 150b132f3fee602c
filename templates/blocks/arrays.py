"""Number arrays from a table's cells: files, or lists written in the cell."""

import json
import zipfile
from pathlib import Path

import numpy as np

from templates.blocks.decoders import decoder_of


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
