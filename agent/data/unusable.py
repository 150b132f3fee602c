"""Media that can't be used: refuse, drop their rows, or mask their cells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from agent.data import guarding, media
from agent.data.cells import text
from agent.data.data_kinds import are_paths, media_kinds
from agent.data.tables import Data
from agent.errors import DataError
from agent.records import Column, Finding

if TYPE_CHECKING:
    from pandas import DataFrame

OnMissing = Literal["auto", "fail", "drop", "mask"]
"""What becomes of rows whose files can't be used; `auto`: they are gaps if they are
few, or if the statement tells of them, and fail else."""
FEW, TOLD = 0.05, 0.5
"""Most of the files of a column that may be gaps so."""
_TOLD = (
    r"\b(?:missing|broken|damaged?|corrupt(?:ed)?|defective|unreadable|incomplete|lost"
    r"|fail(?:s|ed|ing)?|was down|were down|not there|gaps?|absent|without an? "
    r"(?:picture|photo|image|recording|sound|file|scan|video)s?"
    r"|fehl(?:en|t|end\w*)|kaputt\w*|defekt\w*|beschädigt\w*|manqu(?:e|ent|ants?)"
    r"|abîmée?s?|faltan?|dañad[oa]s?|falta[mn])\b"
    r"|缺(?!点)|丢(?:失|了)?|损坏|坏[了的掉]|没[拍录]|没有?(?:照片|图|录音|文件)|断档"
)


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
    statement: str = "",
) -> tuple[Data, list[Finding]]:
    """Without rows, or without cells, whose files are missing or broken; rows that are
    not labelled lose the cells alone."""
    findings, drop = [], np.zeros(len(data.labelled), dtype=bool)
    labelled = data.labelled
    asked = "rows to predict" if data.extra.get("blank") else "test table"
    more = {f"the {asked}": data.given, "the unlabelled rows": data.unlabelled}
    paths = path_columns(data, columns)
    for name in (name for name in used if name in paths):
        ours = text(labelled[name])
        theirs = {
            table: text(frame[name])
            for table, frame in more.items()
            if frame is not None and name in frame
        }
        every = [*ours, *(cell for cells in theirs.values() for cell in cells)]
        guarding.guard(data.root, name, every)
        bad = media.problems(data.root, every, thorough)
        if hit := [cell for cell in ours if cell in bad]:
            most = TOLD if re.search(_TOLD, statement, re.IGNORECASE) else FEW
            gaps = on_missing == "auto" and len(hit) <= most * len(ours)
            if on_missing == "fail" or on_missing == "auto" and not gaps:
                raise _unusable(data, name, hit, bad, len(ours))
            broken = np.array([cell in bad for cell in ours])
            drop |= broken & (on_missing == "drop")
            labelled = labelled.assign(**{name: labelled[name].mask(broken)})
            findings.append(_media_finding(name, hit, bad, len(ours), on_missing, ""))
        for table, cells in theirs.items():
            if hit := [cell for cell in cells if cell in bad]:
                frame = cast("DataFrame", more[table])
                broken = np.array([cell in bad for cell in cells])
                more[table] = frame.assign(**{name: frame[name].mask(broken)})
                where = (len(cells), "mask", f" of {table}")
                findings.append(_media_finding(name, hit, bad, *where))
    given, unlabelled = more.values()
    clean = replace(data, labelled=labelled[~drop], given=given, unlabelled=unlabelled)
    return clean, findings


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
