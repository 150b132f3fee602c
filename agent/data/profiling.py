"""Data + task -> the rows that can be used, a Profile of them, and the one split.

Whatever is dropped, masked or suspicious is said in `Profile.findings`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from agent.data import (
    duplicates,
    families,
    leaks,
    media,
    nominal,
    personal,
    recordings,
    splits,
    tails,
    targets,
    ties,
)
from agent.data.cells import MAX_CELL, series, text
from agent.data.data_kinds import media_kinds
from agent.data.tables import Data
from agent.data.unusable import OnMissing, path_columns, usable_media
from agent.errors import DataError
from agent.records import Column, Finding, Profile, TaskSpec

MIN_ROWS = 10
SMALL = 100
HANDFUL = 25
"""Rows of a class below which a score says little of it."""
FOLDED = 20_000
"""Rows below which the train part has folds: three thousand that select say enough."""
ALL_AT_ONCE = ("retrieval", "survival")
"""Kinds whose predictions of different models can't be judged together: distances in
spaces, and risks, have no scale in common."""


def profile(
    data: Data,
    spec: TaskSpec,
    columns: Sequence[Column],
    *,
    on_missing: OnMissing = "auto",
    thorough: bool = False,
) -> tuple[Data, Profile]:
    """The usable rows and what the planner may know of them.

    The Data returned lacks the rows that can't be used (its index keeps the original
    row numbers) and has `extra["part"]`, the part of each row, and `extra["fold"]`,
    what `splits.folds` gives, or None. `on_missing` decides what becomes of rows whose
    media can't be used; rows of the given table are never dropped. `thorough` decodes
    every image instead of 64 a column.
    Raises DataError for a target that can't be learnt and for unusable media.
    """
    seen = fingerprint(data, columns)
    targets.check_columns(data, spec)
    used = used_columns(spec)
    data, findings = targets.with_target(data, spec)
    how = on_missing, thorough, spec.statement
    data, unusable = usable_media(data, used, columns, *how)
    findings += unusable
    classes, codes, rare = targets.encoded(data, spec)
    rows = _enough(data)
    copies = duplicates.row_codes(data, used, path_columns(data, columns))
    grouping, copied = _together(data, spec, copies[:rows])
    strata = targets.strata(spec, codes)
    data, group, time, said = _tied(data, spec, columns, strata)
    units = {"group": _group_codes(data, group, grouping), "copies": grouping}
    more = {"test_from": _test_from(data), "by": time or group, **units}
    if time:
        more["order"] = ties.times(series(data.labelled, time))
    split, part = splits.split(strata, seed=spec.seed, classes=bool(classes), **more)
    targets.check_parts(data, spec, codes, part)
    counts = targets.counts(spec, classes, codes)
    findings += [*rare, *copied, *said, *_size(spec, rows, classes, counts)]
    aspects = targets.aspects(spec, classes, codes)
    columns, named = nominal.recast(data, spec, columns, aspects, part == 0)
    findings += named + _of_columns(data, spec, columns, aspects, copies)
    result = Profile(
        rows=rows,
        given=0 if data.given is None else len(data.given),
        blank=data.extra.get("blank", False),
        unlabelled=data.free,
        columns=tuple(columns),
        classes=classes,
        balance=tuple(counts / rows),
        long_tail=_long_tail(spec, codes),
        shapes=_shapes(spec, columns),
        group=group,
        time=time,
        split=split,
        lines=data.extra.get("lines", ()),
        findings=tuple(findings),
        fingerprint=seen,
    )
    fold = None if time else _folds(spec, part, strata, units)
    return replace(data, extra={**data.extra, "part": part, "fold": fold}), result


def _long_tail(spec: TaskSpec, codes: np.ndarray) -> bool:
    if spec.kind not in ("regression", "multitarget"):
        return False
    return tails.long_tailed(codes.reshape(len(codes), -1))


def _folds(
    spec: TaskSpec,
    part: np.ndarray,
    strata: np.ndarray,
    units: dict[str, np.ndarray | None],
) -> np.ndarray | None:
    """What `splits.folds` gives, where few rows of a kind ask for it."""
    if len(part) >= FOLDED or spec.kind in ALL_AT_ONCE:
        return None
    return splits.folds(part, strata, seed=spec.seed, **units)


def _of_columns(
    data: Data,
    spec: TaskSpec,
    columns: Sequence[Column],
    aspects: Sequence[targets.Aspect],
    copies: np.ndarray,
) -> list[Finding]:
    """What single columns give away, hold of persons, and lack."""
    used = set(used_columns(spec))
    others = [c for c in columns if c.name not in spec.target]
    found = _leaks(data, others, used, aspects)
    found += personal.find(data.labelled, columns, used)
    return [
        *found,
        *_unused(data, others),
        *duplicates.seen(data, others, used, copies),
    ]


def _together(
    data: Data, spec: TaskSpec, copies: np.ndarray
) -> tuple[np.ndarray | None, list[Finding]]:
    """Numbers of rows that have to stay on one side of the split, and what to tell."""
    same_target = targets.identity(targets.target_cells(data, spec))
    grouping, copied = ties.copies(copies, same_target)
    if spec.kind == "retrieval":  # seen with one caption, it isn't new with another
        grouping = same_target
    return grouping, copied


def _tied(
    data: Data, spec: TaskSpec, columns: Sequence[Column], strata: np.ndarray
) -> tuple[Data, str | None, str | None, list[Finding]]:
    """The data, its group column, its time column, what to tell. Without either, and
    without a labelled test table, a column of recordings whose windows overlap, or of
    families where the test table asks it."""
    group, time, said = ties.columns(data, spec, columns)
    if group is None and time is None and _test_from(data) is None:
        data, group, told = recordings.together(data, spec, columns, strata)
        said += told
        if group is None:
            data, group, drifted = families.together(data, spec, columns)
            said += drifted
    if group is None and time is None:
        said += ties.ungrouped(spec)
    return data, group, time, said


def used_columns(spec: TaskSpec) -> list[str]:
    """The feature columns of a task, in the order of its modalities, each once."""
    names = [name for modality in spec.modalities for name in modality.columns]
    return list(dict.fromkeys(names))


def _enough(data: Data) -> int:
    """How many rows there are. Raises DataError for too few."""
    if len(data.labelled) < MIN_ROWS:
        raise DataError(
            f"{len(data.labelled)} usable rows are too few to train and judge a model",
            where=data.source,
            why=f"train, select and test parts need {MIN_ROWS} rows at least",
            fix="add labelled rows; a few hundred are a sensible start",
        )
    return len(data.labelled)


def _group_codes(
    data: Data, group: str | None, copies: np.ndarray | None
) -> np.ndarray | None:
    """Numbers of the groups; rows without one are groups of their own, or of copies."""
    if group is None:
        return None
    codes, _ = pd.factorize(data.labelled[group])
    alone = np.arange(len(codes)) if copies is None else copies
    return np.where(codes < 0, codes.max() + 1 + alone, codes)


def _test_from(data: Data) -> int | None:
    """Position of the first row of a labelled test table, among the rows left."""
    start = data.extra.get("test_from")
    return None if start is None else int((data.labelled.index < start).sum())


def _leaks(
    data: Data,
    columns: Sequence[Column],
    used: set[str],
    aspects: Sequence[targets.Aspect],
) -> list[Finding]:
    """Columns that give away something that the target says; each is told of once."""
    found: dict[str | None, Finding] = {}
    for aspect in aspects:
        searched = [c for c in columns if c.name not in found]
        if aspect.classes and not aspect.one_of:
            searched = [c for c in searched if c.type not in media_kinds()]
        rows = data.labelled.loc[aspect.rows]
        told = leaks.find(rows, searched, used, aspect.codes, aspect.classes)
        found |= {finding.column: finding for finding in told}
    return list(found.values())


def _size(
    spec: TaskSpec, rows: int, classes: tuple[str, ...], counts: np.ndarray
) -> list[Finding]:
    """Few rows, uneven classes."""
    findings = []
    if rows < SMALL:
        findings.append(
            Finding(
                kind="small",
                severity="warning",
                message=f"{rows} rows are few: scores will be uncertain",
                fix="add rows; every score comes with an interval that shows it",
            )
        )
    if not classes:
        return findings
    named = "labels" if spec.kind == "multilabel" else "classes"
    rare = [f"{classes[i]} ({counts[i]})" for i in np.argsort(counts) if counts[i] < 5]
    if rare:
        more = ", …" if len(rare) > 5 else ""
        message = f"{len(rare)} of {len(classes)} {named} have fewer than 5 rows: "
        message += ", ".join(rare[:5]) + more
        fix = f"add rows of these {named}, or merge them"
        findings.append(
            Finding(kind="small", severity="warning", message=message, fix=fix)
        )
    elif (
        spec.kind == "binary"
        and (fewest := int(counts.min())) < HANDFUL
        and rows >= SMALL
    ):
        message = f"only {fewest} rows are {classes[int(counts.argmin())]}, about a "
        message += "fifth of them to be scored on: scores will be uncertain"
        fix = "add rows; every score comes with an interval that shows it"
        findings.append(
            Finding(kind="small", severity="warning", message=message, fix=fix)
        )
    if counts.max() > 5 * counts.min():
        least, most = int(counts.argmin()), int(counts.argmax())
        message = f"{named} are uneven: {classes[least]} {counts[least]} rows, "
        message += f"{classes[most]} {counts[most]}"
        fix = "accuracy would flatter; macro F1 or average precision don't"
        findings.append(
            Finding(kind="imbalance", severity="info", message=message, fix=fix)
        )
    return findings


def _unused(data: Data, columns: Sequence[Column]) -> list[Finding]:
    """How files were read, and what of them is not used."""
    findings = list(data.extra.get("findings", ()))
    for name in (column.name for column in columns if column.type == "text"):
        long = sum(len(cell) > MAX_CELL for cell in text(data.labelled[name]))
        if long:
            message = f"{long} cells of {name} are longer than {MAX_CELL} characters: "
            message += "only their beginning is used"
            findings.append(
                Finding(kind="unused", severity="info", column=name, message=message)
            )
    return findings


def _shapes(spec: TaskSpec, columns: Sequence[Column]) -> dict[str, tuple[int, ...]]:
    """Modality -> typical shape of one value, where its columns have one."""
    known = {c.name: c.shape for c in columns if c.shape}
    curves = [m for m in spec.modalities if m.kind == "curve"]
    shapes: dict[str, tuple[int, ...]] = {m.name: (len(m.columns),) for m in curves}
    for modality in spec.modalities:
        found = [known[name] for name in modality.columns if name in known]
        if found:
            shapes[modality.name] = found[0]
    return shapes


def fingerprint(data: Data, columns: Sequence[Column]) -> str:
    """blake2b over all cells, and over the names and sizes of the media."""
    digest = hashlib.blake2b(digest_size=16)
    paths = path_columns(data, columns)
    for frame in (data.labelled, data.given):
        if frame is None:
            continue
        for name in frame.columns:
            cells = text(frame[name])
            digest.update("\x1f".join([name, *cells, ""]).encode())
            if name in paths:
                size = media.sizes(data.root, cells)
                digest.update(repr([size.get(cell) for cell in cells]).encode())
    return digest.hexdigest()
