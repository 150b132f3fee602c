"""Parquet: a series of rows, from the columns that hold numbers or times."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pyarrow.types as types
from pyarrow import ArrowException, ChunkedArray

from templates.blocks.decoders import DECODERS


def read_parquet(path: Path) -> np.ndarray:
    """Rows by columns (T, C), float64: numbers, yes and no as 1 and 0, times as
    seconds from the first; NaN for gaps.

    Raises OSError or ValueError where there are none.
    """
    try:
        table = pq.read_table(path)
    except ArrowException as error:
        raise ValueError(str(error)) from error
    columns = (_numbers(table[name]) for name in table.column_names)
    found = [column for column in columns if column is not None]
    if not found or not len(table):
        raise ValueError("no column of numbers in it")
    return np.stack(found, axis=1)


def _numbers(column: ChunkedArray) -> np.ndarray | None:
    """A column as numbers (T,); None for words and lists."""
    kind = column.type
    if types.is_boolean(kind):
        column = column.cast("int8")
    elif types.is_timestamp(kind) or types.is_date(kind):
        stamps = column.cast("timestamp[ns]").to_numpy()
        seconds = stamps.astype("int64") / 1e9
        return _from_first(np.where(np.isnat(stamps), np.nan, seconds))
    elif not (types.is_integer(kind) or types.is_floating(kind)):
        return None
    values = column.to_numpy().astype(np.float64)
    steps = np.diff(values)
    return _from_first(values) if len(steps) and steps.min() > 0 else values


def _from_first(values: np.ndarray) -> np.ndarray:
    """Times without what they are counted from, which would hide their steps in
    float32."""
    return values - values[np.isfinite(values)][:1].sum()


DECODERS.update({".parquet": read_parquet})
