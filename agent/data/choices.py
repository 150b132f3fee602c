"""What a retrieval may choose from, where its test table holds the queries alone."""

from dataclasses import replace

import pandas as pd

from agent.data.cells import text
from agent.data.tables import Data
from agent.records import Profile, TaskSpec


def added(data: Data, spec: TaskSpec, profile: Profile) -> tuple[Data, Profile]:
    """With the candidates as rows before those of the test table, where that has none
    of the columns that are to be found: those of a table beside it, or else all that
    training knows, each once."""
    given = data.given
    if spec.kind != "retrieval" or given is None or set(spec.target) & set(given):
        return data, profile
    sought, source = list(spec.target), data.source
    for name, table in data.extra.get("choices", {}).items():
        if set(sought) <= set(table) and not _asked(spec) & set(table):
            said = f"({name} not used: no column to join it by)"
            source = source.replace(said, f"{name} ({len(table)} rows to choose from)")
            found = table[sought]
            break
    else:
        found = data.labelled[sought]
        source += f" + `{'`, `'.join(sought)}` of the labelled rows to choose from"
    there = [
        all(cells) for cells in zip(*(text(found[c]) for c in sought), strict=True)
    ]
    found = found.loc[there].drop_duplicates()
    both = pd.concat([found, given], ignore_index=True)
    profile = profile.model_copy(update={"given": len(both)})
    return replace(data, given=both, source=source), profile


def answered(spec: TaskSpec, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of a retrieval that have a query, without columns of candidates in which
    none of them has anything."""
    asked = _asked(spec)
    asking = [row for row in rows if any(row.get(name) for name in asked)]
    bare = {c for c in spec.target if not any(row.get(c) for row in asking)}
    return [{c: cell for c, cell in row.items() if c not in bare} for row in asking]


def _asked(spec: TaskSpec) -> set[str]:
    columns = {name for modality in spec.modalities for name in modality.columns}
    return columns - set(spec.target)
