"""How predict.py reads rows and words its answers: constants, names, expressions."""

from types import SimpleNamespace

from agent.data.cells import MISSING, MISSING_NUMBER
from agent.records import Blend, Profile, TaskSpec

NUMERIC = ("number", "integer", "latitude", "longitude")
"""Types of columns whose cells must be numbers."""
FOUND = 10
"""Candidates told for each query of a retrieval task."""
SETS = ("classes", "labels")
"""Methods of conformal prediction that give sets, by what is in them."""
PART = 256
"""Rows that a program answers at a time."""


def said_parts(
    spec: TaskSpec, profile: Profile, blend: Blend, *, weighs: bool = False
) -> SimpleNamespace:
    """What the templates of predict.py need beside the code of a plan; `weighs` says
    whether it can tell how much each modality counts.

    Answers are named as `agent/run/delivery.py` names those of predictions.csv.
    """
    conformal = blend.conformal
    retrieval = spec.kind == "retrieval"
    options = ["coverage"] if conformal else []
    options += ["weights"] if weighs else []
    types = {"coverage": "float | None = None", "weights": "bool = False"}
    listed = conformal is not None and conformal.method in SETS
    return SimpleNamespace(
        **_names(spec),
        **_levels(spec, blend),
        part="10**9" if retrieval else PART,
        stream_doc=(
            "What is found depends on all rows of the table, so it is read whole."
            if retrieval
            else f"The table is read, answered and written {PART} rows at a\n"
            "time, in its order, so it may be larger than memory."
        ),
        found=FOUND,
        gaps=" ".join(sorted(MISSING - {""})),
        no_numbers=" ".join(sorted({c.lower() for c in MISSING_NUMBER} - {""})),
        asked_args="".join(f", {name}: {types[name]}" for name in options),
        weighs=weighs,
        imports="import json" if listed or spec.separator == "json" else "",
        passed="".join(f", {name}={name}" for name in options),
        asked="".join(f", {name}=args.{name}" for name in options),
        given=", rows" if retrieval else ", coverage" if conformal else "",
        weights_help="add how much each modality counts in each row",
    )


def _names(spec: TaskSpec) -> dict:
    """Constants, columns, and cells of a set of labels."""
    if spec.kind == "multilabel" and spec.separator is None:
        return {
            "constant": f"TARGETS = {spec.target!r}",
            "columns": "*TARGETS",
            "cells": "*(str(int(name in labels)) for name in TARGETS)",
        }
    if spec.kind == "multilabel":
        joined = f"{spec.separator!r}.join(labels)"
        listed = "json.dumps(labels, ensure_ascii=False)"
        return {
            "constant": f"TARGET = {spec.target[0]!r}",
            "columns": "TARGET",
            "cells": listed if spec.separator == "json" else joined,
        }
    quantiles = tuple(f"{spec.target[0]}_q{level:g}" for level in spec.quantiles)
    return {
        "columns": (
            ("risk",) if spec.kind == "survival" else (*spec.target, *quantiles)
        )
    }


def _levels(spec: TaskSpec, blend: Blend) -> dict:
    """Sets or intervals: coverage -> radius, and the words about it."""
    made = blend.conformal
    if made is None:
        return {"levels": {}, "coverage_arg": ""}
    several = len(spec.target) > 1 and spec.kind == "multitarget"
    ends = [
        f"{name}_low {name}_high" if several else "low high" for name in spec.target
    ]
    middle, width = ("values", "values"), "how far the truth may be from the value"
    if not several:
        middle = ("values[:, :1]", "values[:, :1]")
    if made.method == "quantiles":
        low = 1 + spec.quantiles.index(min(spec.quantiles))
        high = 1 + spec.quantiles.index(max(spec.quantiles))
        middle = (f"values[:, {low}:{low + 1}]", f"values[:, {high}:{high + 1}]")
        width = "how far the truth may be outside of the quantiles"
    what = "the set" if made.method in SETS else "low and high"
    return {
        "levels": {c: r[0] if len(r) == 1 else r for c, r in made.levels},
        "levels_note": f"Split-conformal, fitted on {made.rows} rows held back.",
        "coverage_arg": ", coverage: float | None = None",
        "coverage_help": f"add {what}, with the truth inside so often",
        "radius_doc": width + (", target by target" if several else ""),
        "ends": [name for pair in ends for name in pair.split(" ")],
        "middle": middle,
    }


def numeric_columns(spec: TaskSpec, profile: Profile, used: list) -> tuple[str, ...]:
    """Columns of the modalities `used` whose cells must be numbers."""
    types = {column.name: column.type for column in profile.columns}
    return tuple(
        c
        for m in used
        if m.kind in ("table", "position", "curve")
        for c in m.columns
        if types[c] in NUMERIC
    )


def key_columns(profile: Profile) -> tuple[str, ...]:
    """Columns that name a row, the first of which an answer repeats; then `row`."""
    return (*(c.name for c in profile.columns if c.type == "id"), "row")
