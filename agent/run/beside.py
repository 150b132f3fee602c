"""Logs beside a table of new rows: summed up for these as they were in training."""

from collections.abc import Collection
from pathlib import Path

from agent.data import units
from agent.data.cells import text
from agent.data.encodings import Letters
from agent.data.readers import read_frame, sheet_of
from agent.data.summing import Log
from agent.errors import DataError
from agent.records import Profile

Logs = list[tuple[Log, tuple[str, ...]]]
"""Each with the columns that it gives."""


def logs(
    profile: Profile,
    wanted: Collection[str],
    source: Path,
    names: Collection[str],
    encoding: str | None,
) -> tuple[Logs, tuple[str, ...]]:
    """(the logs in the folder of `source` that give columns which are wanted and which
    its header `names` lacks, those that would but are not there).

    Raises DataError for a log that can't be read or lacks its key.
    """
    found: Logs = []
    lost = []
    for lines in profile.lines:
        given = tuple(c.name for c in lines.columns if c.name in wanted)
        if set(given) <= set(names):
            continue
        path = source.parent / lines.file
        if lines.key not in names or not sheet_of(path)[0].is_file():
            lost.append(lines.file)
            continue
        frame = read_frame(path, Letters(encoding))
        if lines.key not in frame.columns:
            raise DataError(
                f"{path.name} has no column {lines.key}",
                where=str(path),
                why="rows find their lines by it, as in training",
            )
        cells = {n: [c.strip() for c in text(frame[n])] for n in frame.columns}
        for name, unit in lines.units.items():
            rows = [{name: cell} for cell in cells.get(name, [])]
            units.strip(rows, {name: unit})
            cells[name] = [row[name] for row in rows]
        found.append((Log(lines.model_dump(), cells), given))
    return found, tuple(lost)


def fill(logs: Logs, rows: list[dict[str, str]]) -> None:
    """Give rows the columns that sum up their lines."""
    for log, given in logs:
        key, moment = log.recipe["key"], log.recipe["moment"]
        keys = [row.get(key, "") for row in rows]
        moments = [row.get(moment, "") for row in rows]
        made = log.columns(keys, moments)
        for name in given:
            for row, cell in zip(rows, made[name], strict=True):
                row[name] = cell
