"""Media that can't be used: refuse, drop their rows, or mask their cells."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from agent.data import media
from agent.data.cells import text
from agent.data.data_kinds import are_paths, media_kinds
from agent.data.tables import Data
from agent.errors import DataError
from agent.records import Column, Finding

OnMissing = Literal["fail", "drop", "mask"]


def path_columns(data: Data, columns: Sequence[Column]) -> set[str]:
    """Columns whose cells are paths; a vector may also stand in the cell itself."""
    kinds = media_kinds()
    names = [c.name for c in columns if c.type in kinds and c.name in data.labelled]
    heads = {n: [c for c in text(data.labelled[n].head(200)) if c] for n in names}
    return {name for name, cells in heads.items() if are_paths(cells, data.root)}


def usable_media(
    data: Data,
    used: Sequence[str],
    columns: Sequence[Column],
    on_missing: OnMissing,
    thorough: bool,
) -> tuple[Data, list[Finding]]:
    """Without rows, or without cells, whose files are missing or broken."""
    findings, drop = [], np.zeros(len(data.labelled), dtype=bool)
    labelled, given = data.labelled, data.given
    paths = path_columns(data, columns)
    for name in (name for name in used if name in paths):
        ours = text(labelled[name])
        theirs = text(given[name]) if given is not None and name in given else []
        media.guard(data.root, name, [*ours, *theirs])
        bad = media.problems(data.root, [*ours, *theirs], thorough)
        if hit := [cell for cell in ours if cell in bad]:
            if on_missing == "fail":
                raise _unusable(data, name, hit, bad, len(ours))
            broken = np.array([cell in bad for cell in ours])
            drop |= broken & (on_missing == "drop")
            labelled = labelled.assign(**{name: labelled[name].mask(broken)})
            findings.append(_media_finding(name, hit, bad, len(ours), on_missing, ""))
        if hit := [cell for cell in theirs if cell in bad]:
            assert given is not None
            broken = np.array([cell in bad for cell in theirs])
            given = given.assign(**{name: given[name].mask(broken)})
            table = " of the test table"
            findings.append(_media_finding(name, hit, bad, len(theirs), "mask", table))
    return replace(data, labelled=labelled[~drop], given=given), findings


def _unusable(
    data: Data, name: str, hit: list[str], bad: dict[str, str], rows: int
) -> DataError:
    first = "; ".join(f"{cell} ({bad[cell]})" for cell in hit[:5])
    more = f"; and {len(hit) - 5} more" if len(hit) > 5 else ""
    return DataError(
        f"{len(hit)} of {rows} files ({len(hit) / rows:.1%}) of column {name} "
        "can't be used",
        where=str(data.root),
        why=first + more,
        fix="mend the files, or say what becomes of their rows: --on-missing drop "
        "(leave the rows out) or --on-missing mask (treat the values as missing)",
    )


def _media_finding(
    name: str, hit: list[str], bad: dict[str, str], rows: int, done: str, table: str
) -> Finding:
    what = "rows dropped" if done == "drop" else "values treated as missing"
    return Finding(
        kind="missing",
        severity="warning",
        column=name,
        message=f"{len(hit)} of {rows} files{table} in {name} can't be used "
        f"({hit[0]}: {bad[hit[0]]}): {what}",
        fix="mend or replace the files",
    )
