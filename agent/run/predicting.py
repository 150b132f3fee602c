"""New rows through a delivered project in the sandbox, part by part."""

import csv
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from agent.data import (
    bundles,
    encodings,
    layouts,
    marks,
    media,
    named_files,
    streams,
    text_files,
    units,
)
from agent.data.cells import text
from agent.errors import DataError
from agent.project.saying import PART
from agent.run import beside
from agent.run.finished import Finished
from agent.run.worker import Worker

WHOLE = 20_000
"""Rows of a retrieval, which depends on all of them, at most."""


@dataclass
class Summary:
    """What came of a table."""

    rows: int = 0
    errors: int = 0
    """Rows with something in the column `error`."""
    absent: tuple[str, ...] = ()
    """Columns of the model that the table lacks."""
    lost: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Logs that are not beside the table, and which of `absent` they would give."""
    garbled: int = 0
    """Rows with letters that the table's encoding does not have."""
    guessed: str = ""
    """The table's encoding, if it is a guess."""

    @property
    def alone(self) -> list[str]:
        """Those of `absent` that no log would give."""
        known = {name for names in self.lost.values() for name in names}
        return [name for name in self.absent if name not in known]

    @property
    def lacking(self) -> list[str]:
        """What is not there: columns, and logs."""
        return [*(f"column {name}" for name in self.alone), *self.lost]


def header(run: Finished, source: Path, encoding: str) -> list[str]:
    """The names of a table's columns. Raises DataError if it can't be used at all."""
    names = streams.header(source, encoding)
    if not set(names) & set(run.columns):
        raise DataError(
            f"{source.name} has none of the columns that the model knows",
            where=str(source),
            why=f"it knows {', '.join(run.columns)}",
        )
    return names


def predict(
    run: Finished,
    worker: Worker,
    source: Path,
    target: Path,
    tell: Callable[[int], None] = lambda rows: None,
    *,
    encoding: str | None = None,
) -> Summary:
    """Answer the rows of `source`, in their order, into the CSV file `target`.

    As the project's own predict.py does it. Files that rows name are copied for the
    program if they lie below the table's folder; logs beside it are summed up. `tell`
    hears of the rows done; `encoding` is that of the table, if it isn't UTF-8. Raises
    DataError for a table that can't be used at all; the target then is not touched.
    """
    letters = streams.encoding(source, encoding)
    names = header(run, source, letters)
    links = _links(run, source, names)
    logs, lost = beside.logs(run.profile, run.columns, source, names, encoding)
    made = {name for name, *_ in links} | {name for _, own in logs for name in own}
    lacking = set(run.columns) - set(names) - made
    absent = tuple(name for name in run.columns if name in lacking)
    done = Summary(absent=absent, lost=_lost(run, lost, lacking))
    if encoding is None and letters not in encodings.TOLD_BY_ITSELF:
        done.guessed = letters
    key = next((name for name in run.keys if name in names), "")
    whole = run.spec.kind == "retrieval"
    separator = streams.mark(source, letters) if streams.is_csv(source) else ""
    building = target.with_name(f".{target.name}.part")
    try:
        with building.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            size = WHOLE + 1 if whole else PART
            for part in streams.parts(source, names, size, letters):
                if len(part) > WHOLE:
                    raise _too_many(source)
                for row, _ in part:
                    for name, named_as, paths in links:
                        cell = layouts.name_of(row.get(named_as, ""))
                        row[name] = paths.get(cell, "")
                _read_texts(run, source, part, encoding)
                beside.fill(logs, [row for row, fault in part if not fault])
                _answer(run, worker, source, part, key, writer, done, separator)
                tell(done.rows)
        if not done.rows:
            raise DataError(f"{source.name} has no rows", where=str(source))
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)
    return done


def _lost(
    run: Finished, files: tuple[str, ...], lacking: set[str]
) -> dict[str, tuple[str, ...]]:
    """The columns that logs would give which are not there."""
    made = {one.file: one.columns for one in run.profile.lines if one.file in files}
    return {
        file: tuple(c.name for c in columns if c.name in lacking)
        for file, columns in made.items()
    }


def _links(
    run: Finished, source: Path, names: list[str]
) -> list[tuple[str, str, dict[str, str]]]:
    """(column, key, paths) of each column that the training data had not either: its
    files are named as the cells of the key."""
    return [
        (column.name, column.named_as, named_files.beside(source, column.name))
        for column in run.profile.columns
        if column.name in run.columns and column.name not in names
        if column.named_as in names
    ]


def _read_texts(
    run: Finished, source: Path, part: streams.Part, encoding: str | None
) -> None:
    """Put what files of text say in the place of their names, where the training data
    had such files."""
    import pandas as pd

    letters, root = encodings.Letters(encoding), source.parent
    for name in (c.name for c in run.profile.columns if c.of_files):
        rows = [row for row, fault in part if not fault and row.get(name)]
        cells = [row[name] for row in rows]
        frame = pd.DataFrame({name: pd.Series(cells, dtype="str")})
        (made,), _ = text_files.filled(root, [frame], letters)
        for row, cell in zip(rows, text(made[name]), strict=True):
            row[name] = cell


def _too_many(source: Path) -> DataError:
    return DataError(
        f"{source.name} has more than {WHOLE} rows",
        where=str(source),
        why="what matches depends on all rows, so they are read at once",
    )


def _answer(
    run: Finished,
    worker: Worker,
    source: Path,
    part: streams.Part,
    key: str,
    writer,
    done: Summary,
    separator: str,
) -> None:
    """One part: its rows answered and written."""
    good = [
        {n: row.get(n, "") for n in run.columns} for row, fault in part if not fault
    ]
    units.strip(good, {c.name: c.unit for c in run.profile.columns if c.unit})
    if separator:
        numbers = [name for name, kind in run.columns.items() if kind == "number"]
        marks.point_cells(good, numbers, separator)
    recorded = bundles.columns(run.profile, run.columns)
    folder = _staged(worker, good, source.parent, run.columns, recorded)
    columns, lines = worker.answer(good or [{}], folder)
    if folder:
        shutil.rmtree(folder)
    if not done.rows:
        writer.writerow([key or "row", *columns])
    done.garbled += sum(any("\ufffd" in cell for cell in row.values()) for row in good)
    answered = iter(lines)
    for row, fault in part:
        line = [""] * (len(columns) - 1) + [fault] if fault else next(answered)
        writer.writerow([row.get(key, "") if key else done.rows, *line])
        done.rows, done.errors = done.rows + 1, done.errors + bool(line[-1])


def _staged(
    worker: Worker,
    rows: list[dict[str, str]],
    root: Path,
    columns: dict[str, str],
    recorded: Collection[str] = (),
) -> Path | None:
    """A folder with copies of the files that rows name, and their names in the rows.

    What lies elsewhere than below `root`, or is not there, stays a name of nothing;
    columns in `recorded` may name recordings by other paths than those of main files.
    """
    names = [name for name, kind in columns.items() if kind in ("file", "array")]
    if not names:
        return None
    root, folder = root.resolve(), worker.stage()
    for name in names:  # they may be told without their folder, as in training
        told = [row for row in rows if _is_path(row[name])]
        cells = [row[name].strip() for row in told]
        place = layouts.folder_of(root, cells[:20])
        if place is None and name in recorded:
            place = layouts.folder_of_mains(root, cells)
        for row in told if place or name in recorded else ():
            cell = f"{place}/{row[name].strip()}" if place else row[name].strip()
            row[name] = bundles.whole(root, cell)[0] if name in recorded else cell
    for i, row in enumerate(rows):
        for j, name in enumerate(names):
            cell = row[name].strip()
            if not _is_path(cell):
                continue
            row[name] = f"{i}_{j}{media.suffix(cell)[:16]}"
            try:
                source = (root / cell).resolve()
                if all(f.resolve().is_relative_to(root) for f in _files(source)):
                    _copy(source, folder / row[name])
            except OSError:  # too long a name, no right to read: unreadable, as told
                continue
    return folder


def _is_path(cell: str) -> bool:
    cell = cell.strip()
    return bool(cell) and not cell.startswith("[") and "\0" not in cell


def _files(source: Path) -> list[Path]:
    return [source, *bundles.beside(source)]


def _copy(source: Path, goal: Path) -> None:
    if bundles.beside(source):
        bundles.copy(source, goal, _copy)
    elif source.is_dir():
        shutil.copytree(source, goal, copy_function=shutil.copyfile)
        goal.chmod(0o755)
    elif source.is_file():
        shutil.copyfile(source, goal)
        goal.chmod(0o644)
