"""The target column: which rows have one, its classes in order, or its values."""

from dataclasses import replace
from typing import cast

import numpy as np
import pandas as pd

from agent.cells import series, text
from agent.errors import DataError
from agent.records import Finding, TaskSpec
from agent.tables import Data


def class_names(target: pd.Series) -> tuple[str, ...]:
    """The different values as they stand in our CSVs; numbers in numeric order."""
    names = set(text(target)) - {""}
    try:
        return tuple(sorted(names, key=lambda name: (float(name), name)))
    except ValueError:
        return tuple(sorted(names))


def target_column(data: Data, spec: TaskSpec) -> str:
    """The one target; DataError if it, or a feature, isn't a column of the data."""
    (target,) = spec.target
    used = [name for modality in spec.modalities for name in modality.columns]
    wanted = [target, *used]
    absent = [name for name in wanted if name not in data.labelled]
    if absent:
        raise DataError(
            f"the data has no column {', '.join(absent)}",
            where=data.source,
            why=f"its columns are {', '.join(data.labelled.columns[:20])}",
            fix="check the spelling, or name another column: --target NAME",
        )
    return target


def with_target(data: Data, target: str, kind: str) -> tuple[Data, list[Finding]]:
    """Without the rows whose target is missing (or infinite)."""
    column = data.labelled[target]
    keep = column.notna().to_numpy()
    if kind == "regression":
        keep = keep & np.isfinite(_numbers(data, target))
    gone = int((~keep).sum())
    if not gone:
        return data, []
    if not keep.any():
        raise DataError(
            f"the target {target} is empty in all {len(keep)} rows",
            where=data.source,
            why="there is nothing to learn from",
            fix="fill the column, or name another one: --target NAME",
        )
    finding = Finding(
        kind="missing",
        severity="warning" if gone > 0.05 * len(keep) else "info",
        column=target,
        message=f"{gone} of {len(keep)} rows have no {target} and were left out",
        fix="fill in the target of these rows if it is known",
    )
    return replace(data, labelled=data.labelled[keep]), [finding]


def _numbers(data: Data, target: str) -> np.ndarray:
    """A regression's target as float; DataError if cells aren't numbers."""
    column = series(data.labelled, target)
    numbers = cast(pd.Series, pd.to_numeric(column, errors="coerce"))
    wrong = column.notna() & numbers.isna()
    if wrong.any():
        first = [cell for cell, bad in zip(text(column), wrong, strict=True) if bad][:3]
        raise DataError(
            f"{int(wrong.sum())} of {len(wrong)} cells of the target {target} are text",
            where=f"{data.source}, data row {column.index[wrong.to_numpy()][0] + 1}",
            why=f"a regression needs numbers, not {', '.join(map(repr, first))}",
            fix="clean these cells, or ask for a classification",
        )
    return numbers.to_numpy(dtype=float, na_value=np.nan)


def target_codes(
    column: pd.Series, spec: TaskSpec
) -> tuple[tuple[str, ...], np.ndarray]:
    """(classes, class number per row), or ((), value per row) of a regression."""
    (target,) = spec.target
    if spec.kind == "regression":
        values = column.to_numpy(dtype=float)
        if len(np.unique(values)) == 1:
            raise _one_value(target, str(values[0]), len(values))
        return (), values
    classes = class_names(column)
    if len(classes) == 1:
        raise _one_value(target, classes[0], len(column))
    if spec.kind == "binary" and len(classes) > 2:
        raise DataError(
            f"the target {target} has {len(classes)} classes where two were expected",
            where=f"column {target}",
            why=f"it holds {', '.join(classes[:6])}",
            fix="ask for several classes: --kind multiclass",
        )
    number = {name: i for i, name in enumerate(classes)}
    return classes, np.array([number[name] for name in text(column)])


def _one_value(target: str, value: str, rows: int) -> DataError:
    return DataError(
        f"the target {target} has one value only: {value}",
        where=f"column {target}",
        why=f"all {rows} usable rows have it, so there is nothing to tell apart",
        fix="add rows of another class, or name another column: --target NAME",
    )
