"""The target columns: which rows have one, what it is, and how its rows are parted."""

from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import pandas as pd

from agent.data import splits
from agent.data.cells import series, text
from agent.data.tables import Data
from agent.errors import DataError
from agent.records import Finding, TaskSpec
from agent.scoring import truth
from agent.vocabulary.lexicon import NO, YES

TOLD_LABELS = 20
"""Labels of which leaks are looked for: the most frequent ones."""
ENOUGH_ROWS = 20
"""Rows with a label, and without, below which columns tell it by chance."""
_FILL_IN = "fill in the target of these rows if it is known"
_SAY_NONE = "if they have none of the labels, say so: possibly none"


@dataclass(frozen=True)
class Aspect:
    """One thing that the target says of some rows, as a search for leaks takes it."""

    rows: np.ndarray
    """(N,) bool: the rows where it is known."""
    codes: np.ndarray
    """Class numbers of these rows, or values where `classes` is empty."""
    classes: tuple[str, ...]
    one_of: bool
    """Whether the class is the row's only one, so that a path may hold its name."""


def check_columns(data: Data, spec: TaskSpec) -> None:
    """DataError if a target, or a feature, isn't a column of the data."""
    used = [name for modality in spec.modalities for name in modality.columns]
    absent = [name for name in (*spec.target, *used) if name not in data.labelled]
    if absent:
        raise DataError(
            f"the data has no column {', '.join(dict.fromkeys(absent))}",
            where=data.source,
            why=f"its columns are {', '.join(data.labelled.columns[:20])}",
            fix="check the spelling, or name another column: --target NAME",
        )


def target_cells(data: Data, spec: TaskSpec) -> list[list[str]]:
    """Text of the target columns, labelled rows only."""
    return [text(series(data.labelled, name)) for name in spec.target]


def with_target(data: Data, spec: TaskSpec) -> tuple[Data, list[Finding]]:
    """Without the rows whose target is missing (or infinite): these are unlabelled,
    and to be predicted where no test table came with them."""
    for name in numeric(spec):
        _check_numbers(data, name)
    keep = truth.known(spec, target_cells(data, spec))
    if spec.none:  # but a table called unlabelled says nothing
        keep &= ~data.labelled.index.isin(data.extra.get("aside", ()))
    if numbers := numeric(spec):
        finite = np.array([_finite(data, name) for name in numbers])
        keep &= finite.any(0)
    gone = int((~keep).sum())
    if not gone:
        return data, []
    named = truth.words(spec)
    if not keep.any():
        raise DataError(
            f"the target {named} is empty in all {len(keep)} rows",
            where=data.source,
            why="there is nothing to learn from",
            fix="fill the column, or name another one: --target NAME",
        )
    known, free = data.labelled[keep], data.labelled[~keep]
    beside = free.index.isin(data.extra.get("aside", ()))
    blank = data.given is None and spec.kind != "retrieval" and not beside.all()
    given = free.loc[~beside].drop(columns=[*spec.target]) if blank else data.given
    finding = Finding(
        kind="unlabelled",
        severity="info",
        column=spec.target[0],
        message=f"{gone} of {len(keep)} rows have no {named}: nothing is scored on "
        "them, their inputs may be learnt from"
        + (f"; {len(free[~beside])} are predicted" if blank else ""),
        fix=_SAY_NONE if spec.kind == "multilabel" else _FILL_IN,
    )
    extra = {**data.extra, "blank": blank}
    free = free[beside] if blank else free
    unlabelled = free if len(free) else None
    parted = replace(data, labelled=known, given=given, unlabelled=unlabelled)
    return replace(parted, extra=extra), [finding]


def numeric(spec: TaskSpec) -> tuple[str, ...]:
    """The target columns that have to be numbers."""
    if spec.kind == "survival":
        return spec.target[:1]
    return spec.target if spec.kind in ("regression", "multitarget") else ()


def _check_numbers(data: Data, name: str) -> None:
    """DataError if cells of a column aren't numbers."""
    column = series(data.labelled, name)
    numbers = cast(pd.Series, pd.to_numeric(column, errors="coerce"))
    wrong = column.notna() & numbers.isna()
    if wrong.any():
        first = [cell for cell, bad in zip(text(column), wrong, strict=True) if bad][:3]
        raise DataError(
            f"{int(wrong.sum())} of {len(wrong)} cells of the target {name} are text",
            where=f"{data.source}, data row {column.index[wrong.to_numpy()][0] + 1}",
            why=f"a regression needs numbers, not {', '.join(map(repr, first))}",
            fix="clean these cells, or ask for a classification",
        )


def _finite(data: Data, name: str) -> np.ndarray:
    found = pd.to_numeric(series(data.labelled, name), errors="coerce")
    column = cast(pd.Series, found)
    return np.isfinite(column.to_numpy(dtype=float, na_value=np.nan))


def encoded(
    data: Data, spec: TaskSpec
) -> tuple[tuple[str, ...], np.ndarray, list[Finding]]:
    """(classes or labels, truth as `truth.encode` gives it, findings)."""
    cells = target_cells(data, spec)
    try:
        names = truth.classes(spec, cells)
        _check_levels(spec, names, cells)
        if spec.kind == "multilabel" and spec.separator is None:
            _check_yes_no(spec, cells)
        codes = truth.encode(spec, names, cells)
    except ValueError as error:
        raise DataError(
            f"the target {truth.words(spec)} can't be read: {error}",
            where=data.source,
            why=f"a {spec.kind} task needs other cells",
            fix="clean these cells, or ask for another kind: --kind KIND",
        ) from error
    findings = _rare_labels(spec, cells) if spec.kind == "multilabel" else []
    _check_varied(spec, names, codes)
    return names, codes, findings


def _check_levels(spec: TaskSpec, names: tuple[str, ...], cells: truth.Cells) -> None:
    if spec.kind == "ordinal" and (lost := sorted(set(cells[0]) - set(names))):
        raise ValueError(
            f"{', '.join(map(repr, lost[:4]))} is none of the levels {', '.join(names)}"
        )
    if spec.kind == "binary" and len(names) > 2:
        (target,) = spec.target
        raise DataError(
            f"the target {target} has {len(names)} classes where two were expected",
            where=f"column {target}",
            why=f"it holds {', '.join(names[:6])}",
            fix="ask for several classes: --kind multiclass",
        )


def _check_yes_no(spec: TaskSpec, cells: truth.Cells) -> None:
    for name, column in zip(spec.target, cells, strict=True):
        odd = {cell for cell in column if cell.lower() not in YES | NO | {""}}
        if odd:
            shown = ", ".join(map(repr, sorted(odd)[:4]))
            raise ValueError(f"{name} holds {shown} where yes or no was expected")


def _rare_labels(spec: TaskSpec, cells: truth.Cells) -> list[Finding]:
    rows = truth.label_rows(spec, cells)
    rare = [name for name, count in rows.items() if count < truth.LEAST_ROWS]
    if not rare:
        return []
    more = ", …" if len(rare) > 5 else ""
    message = f"{len(rare)} of {len(rows)} labels have fewer than {truth.LEAST_ROWS} "
    message += f"rows and are left out: {', '.join(rare[:5])}{more}"
    fix = "add rows with these labels"
    return [Finding(kind="small", severity="warning", message=message, fix=fix)]


def _check_varied(spec: TaskSpec, names: tuple[str, ...], codes: np.ndarray) -> None:
    """DataError where there is nothing to tell apart."""
    if spec.kind == "retrieval":
        return
    if spec.kind == "survival":
        _check_survival(spec, codes)
        return
    columns = codes.reshape(len(codes), -1).T
    titles = names if spec.kind == "multilabel" else spec.target
    varied = []
    for title, column in zip(titles, columns, strict=True):
        values = np.unique(column[~np.isnan(column)])
        varied.append(len(values) > 1)
        if len(values) < 2 and spec.kind != "multilabel":
            value = names[int(values[0])] if names else str(values[0])
            raise _one_value(title, value, len(codes))
    if not any(varied):
        raise DataError(
            f"the labels of {truth.words(spec)} are the same in every row",
            where=f"column {spec.target[0]}",
            why=f"{len(names)} labels have two rows or more, and all rows have them",
            fix="check what stands between the labels of a cell",
        )


def _check_survival(spec: TaskSpec, codes: np.ndarray) -> None:
    time, event = spec.target
    if not codes[:, 1].any():
        raise DataError(
            f"no row of {event} is {spec.positive!r}, so no event ever happened",
            where=f"column {event}",
            why="survival is learnt from rows in which the event happened",
            fix="name the value that means it happened: --positive VALUE",
        )
    if (codes[:, 0] < 0).any():
        raise DataError(
            f"{int((codes[:, 0] < 0).sum())} times of {time} are below zero",
            where=f"column {time}",
            why="a survival time counts from the start of its row's observation",
            fix="clean these cells, or name another column",
        )


def _one_value(target: str, value: str, rows: int) -> DataError:
    return DataError(
        f"the target {target} has one value only: {value}",
        where=f"column {target}",
        why=f"all {rows} usable rows have it, so there is nothing to tell apart",
        fix="add rows of another class, or name another column: --target NAME",
    )


def counts(spec: TaskSpec, names: tuple[str, ...], codes: np.ndarray) -> np.ndarray:
    """Rows of each class or label; empty for kinds without."""
    if spec.kind == "multilabel":
        return codes.sum(0)
    if names:
        return np.bincount(codes, minlength=len(names))
    return np.zeros(0, dtype=np.int64)


def strata(spec: TaskSpec, codes: np.ndarray) -> np.ndarray:
    """(N,) int by which the split is stratified.

    Multilabel: a row's rarest label, so that none is missing from a part that could
    have it. Survival: whether the event happened, and when. Several numbers: the bin of
    their mean, each in standard deviations.
    """
    if spec.kind == "multilabel":
        rows = np.where(codes > 0, codes.sum(0), len(codes) + 1)
        return np.where(codes.any(1), rows.argmin(1), codes.shape[1])
    if spec.kind == "regression":
        return splits.bins(codes)
    if spec.kind == "multitarget":
        deviation = np.nanstd(codes, axis=0)
        centred = codes - np.nanmean(codes, axis=0)
        return splits.bins(np.nanmean(centred / deviation, axis=1))
    if spec.kind == "survival":
        return splits.bins(codes[:, 0]) + 10 * codes[:, 1].astype(np.int64)
    return np.zeros(len(codes), dtype=np.int64) if spec.kind == "retrieval" else codes


def check_parts(data: Data, spec: TaskSpec, codes: np.ndarray, part: np.ndarray):
    """DataError if select or test can't be judged: rows of one class, or no event."""
    for number, name in ((1, "select"), (2, "test")):
        mine = codes[part == number]
        if spec.kind == "survival":
            missing = "" if mine[:, 1].any() else "no event"
        elif codes.ndim == 1 and spec.metric.needs == "probabilities":
            missing = "" if len(np.unique(mine)) > 1 else "rows of one class only"
        else:
            missing = ""
        if missing:
            raise DataError(
                f"the {name} part of the split has {missing}",
                where=data.source,
                why="all rows of a group, or of a time, stay together: "
                f"{len(mine)} rows came there",
                fix="more rows or groups, or --ignore the column that groups them",
            )


def identity(cells: truth.Cells) -> np.ndarray:
    """(N,) int; equal for rows with the same target cells."""
    joined = ["\x1f".join(row) for row in zip(*cells, strict=True)]
    return pd.factorize(np.array(joined, dtype=object))[0]


def aspects(
    spec: TaskSpec, names: tuple[str, ...], codes: np.ndarray
) -> tuple[Aspect, ...]:
    """What the target says, one thing at a time; nothing for retrieval."""
    everywhere = np.ones(len(codes), dtype=bool)
    if spec.kind == "multilabel":
        common = np.argsort(-codes.sum(0), kind="stable")[:TOLD_LABELS]
        enough = np.minimum(codes.sum(0), len(codes) - codes.sum(0)) >= ENOUGH_ROWS
        return tuple(
            Aspect(everywhere, codes[:, i], ("no", names[i]), False)
            for i in common
            if enough[i]
        )
    if spec.kind == "multitarget":
        seen = ~np.isnan(codes)
        return tuple(
            Aspect(seen[:, i], codes[seen[:, i], i], (), False)
            for i in range(codes.shape[1])
        )
    if spec.kind == "survival":
        event = codes[:, 1].astype(np.int64)
        both = ("censored", "happened")
        when = Aspect(everywhere, codes[:, 0], (), False)
        whether = Aspect(everywhere, event, both, False)
        return (when, whether) if np.ptp(event) else (when,)
    if spec.kind == "retrieval":
        return ()
    return (Aspect(everywhere, codes, names, bool(names)),)
