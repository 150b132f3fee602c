"""A folder or file -> one table of labelled rows and the test table, if any."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from agent.data import (
    encodings,
    film_sounds,
    joins,
    layouts,
    lines,
    listed_files,
    named_files,
    parting,
    text_files,
    units,
)
from agent.data.cells import text
from agent.data.encodings import Letters
from agent.data.folders import TEST, TRAIN, read_folders, visible
from agent.data.readers import SUFFIXES, read_frame, sheet_of, tables_in
from agent.errors import DataError

_SUBMISSION = re.compile(r"sample.?submission|submission|solution", re.IGNORECASE)
_MAX_TABLES = 32
_OTHER_SHEETS = (".numbers",)
"""Tables that nothing here reads: whoever has them in a folder means them."""


@dataclass(frozen=True)
class Data:
    """The rows as read; the index of `labelled` is the original row number."""

    root: Path
    """Folder that media paths are relative to."""
    labelled: pd.DataFrame
    """Rows with a target; cells as read, unique column names. Until profiling has
    parted them, those without one, too."""
    given: pd.DataFrame | None
    """Rows of a test table, which has no target."""
    source: str
    """One line for a person: which files, how many rows."""
    extra: dict = field(default_factory=dict)
    """`tables`: the files read; `joined`: column -> (key, file, rows) of the table
    that it was joined from; `named`, `loose`: as in `named_files.Found`; `units`:
    column -> what its numbers had before or behind them; `choices`: file -> table
    not joined; `bases`: the tables that may have the rows where none is called
    train, that which was taken first; `findings`: how files were read, and what is
    not used; `lines`: how tables with several lines per row were summed up;
    `sounds`: column of the sound of films -> column of the films; `texts`: columns
    that files of text were read into; `test_from`: first row of a test table that
    came with the target, or None; `aside`: rows of tables called unlabelled;
    `blank`, set by profiling: whether `given` are the rows of the one table whose
    target is empty; `part`, set by profiling: 0 train, 1 select, 2 test, per row of
    `labelled`."""
    unlabelled: pd.DataFrame | None = None
    """Rows without a target that are not asked for either, set by profiling; the index
    is the original row number."""

    @property
    def frames(self) -> list[pd.DataFrame]:
        """The labelled rows, and those of a test table if there is one."""
        return [f for f in (self.labelled, self.given) if f is not None]

    def with_frames(self, frames: list[pd.DataFrame], **extra) -> "Data":
        """With these in their place, and this among what is told beside them."""
        labelled, given = (*frames, None)[:2]
        assert labelled is not None
        extra = {**self.extra, **extra}
        return replace(self, labelled=labelled, given=given, extra=extra)

    @property
    def free(self) -> int:
        """How many rows without a target there are to learn from: those to predict
        count where they are of the same table."""
        own = self.given if self.extra.get("blank") else None
        return sum(len(rows) for rows in (self.unlabelled, own) if rows is not None)


@dataclass(frozen=True)
class _Found:
    """The table files of a folder by their part."""

    train: list[Path]
    test: list[Path]
    others: list[Path]
    unlabelled: list[Path] = field(default_factory=list)


def read(path: Path, encoding: str | None = None, *, base: str = "") -> Data:
    """Read a data folder (or one table file) of any usual layout. Where no table is
    called train, the longest has the rows, or the one of the name `base`.

    Raises DataError for a missing or empty folder, a table that can't be read exactly,
    and media paths that lead out of the folder.
    """
    path = Path(path)
    if not path.exists():
        raise DataError(
            f"there is no {path}",
            where=str(path.parent),
            why="the path doesn't exist",
            fix="give the folder or the table with the data",
        )
    root, letters = path.resolve(), Letters(encoding)
    if root.is_file():
        _supported(root)
        data = _from_tables(root.parent, _Found([root], [], []), letters)
    else:
        found = _find(root)
        data = (
            _from_tables(root, found, letters, base)
            if found
            else _from_folders(root, letters)
        )
    data = _with_named_files(_with_lists(data), whole=root.is_dir())
    data = _with_texts(data, letters)
    labelled, given, made = film_sounds.added(data.root, data.labelled, data.given)
    said = [*encodings.findings(letters.guessed), *data.extra.get("findings", ())]
    extra = {**data.extra, "sounds": made, "findings": said}
    return replace(data, labelled=labelled, given=given, extra=extra)


def _with_lists(data: Data) -> Data:
    """With all files that cells name, several in a cell or one."""
    frames, listed = listed_files.parted(data.frames)
    data = _checked_media(data.with_frames(frames))
    frames, told = listed_files.gathered(data.root, data.frames, listed)
    found = [*data.extra.get("findings", ()), *told]
    return data.with_frames(frames, findings=found)


def _with_texts(data: Data, letters: Letters) -> Data:
    """With what files of text say in the place of their names."""
    frames, names = text_files.filled(data.root, data.frames, letters)
    return data.with_frames(frames, texts=names)


def _with_named_files(data: Data, *, whole: bool) -> Data:
    """With columns for the files that are named after rows of a table; what else lies
    there matters only where the `whole` folder was given."""
    if not data.extra["tables"]:
        return data
    places = data.root, data.labelled, data.given, data.extra["tables"]
    found = named_files.joined(*places, deep=whole)
    loose = found.loose if whole else ()
    return replace(
        data,
        labelled=found.labelled,
        given=found.given,
        source=" + ".join([data.source, *found.said]),
        extra={
            **data.extra,
            "named": dict(found.named),
            "loose": loose,
            "findings": [*data.extra["findings"], *named_files.findings(loose)],
        },
    )


def _supported(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise DataError(
            f"{path.name} is not a table that can be read",
            where=str(path),
            why=f"read are {' '.join(SUFFIXES)}, not {path.suffix or 'no suffix'}",
            fix="save it as .xlsx or CSV (UTF-8), or give the folder it lies in",
        )


def _find(root: Path) -> _Found | None:
    """The tables of a folder, or of its one subfolder that has some; None if none."""
    entries = visible(root)
    for path in entries:
        if path.suffix.lower() in _OTHER_SHEETS:
            _supported(path)
    tables = _tables(entries)
    inner = {p: _tables(visible(p)) for p in entries if p.is_dir()}
    inner = {p: t for p, t in inner.items() if 0 < len(t) <= _MAX_TABLES}
    if tables and len(inner) >= named_files.MANY:  # each is a row's: P01/imu.csv
        inner = {}
    if not tables:
        alone = len(inner) == 1 and len([p for p in entries if p.is_dir()]) == 1
        named = [p for p in inner if p.name.lower() in ("views", "tables", "data")]
        if not alone and len(named) != 1:
            return None
        tables = inner.pop(named[0] if named else next(iter(inner)))
    names = ("train", "valid", "test", "unlabelled", "other")
    parts: dict[str, list[Path]] = {name: [] for name in names}
    for table, part in parting.parts(tables).items():
        parts[part].append(table)
    others = parts["other"] + [t for group in inner.values() for t in group]
    train = parts["train"] + (parts["valid"] if parts["train"] else [])
    if not train:
        others = parts["valid"] + others
    if not train and parts["test"] and others:
        train, others = others[:1], others[1:]
    if not train and not others:
        train, parts["test"] = parts["test"], []
    return _Found(train, parts["test"], others, parts["unlabelled"])


def _tables(entries: list[Path]) -> list[Path]:
    files = (p for p in entries if p.is_file() and p.suffix.lower() in SUFFIXES)
    files = (p for p in files if not _SUBMISSION.search(p.stem))
    return [table for p in files for table in tables_in(p, {*TRAIN, *TEST})]


def _from_folders(root: Path, letters: Letters) -> Data:
    found = read_folders(root, letters)
    if found is None:
        names = [p.name for p in visible(root)]
        raise DataError(
            f"{root.name}/ holds no data" if names else f"{root.name}/ is empty",
            where=str(root),
            why=f"no table ({' '.join(SUFFIXES)}) and no class folders; it holds: "
            + (", ".join(names[:8]) or "nothing"),
            fix="put train.csv there, with one row per example and a header",
        )
    labelled, given, test_from, source = found
    return Data(root, labelled, given, source, {"tables": (), "test_from": test_from})


def _from_tables(
    root: Path, found: _Found, letters: Letters, rows_of: str = ""
) -> Data:
    whole = [*found.train, *found.test, *found.unlabelled]
    frames = {p: read_frame(p, letters) for p in whole}
    said, bases = [], ()
    if found.train:
        train = pd.concat([frames[p] for p in found.train], ignore_index=True)
        said += [f"{p.name} ({len(frames[p])} rows)" for p in found.train]
        others = [p for p in found.others if not _referenced(train, root, p)]
        extras = {p: read_frame(p, letters) for p in others}
    else:
        extras = {p: read_frame(p, letters) for p in found.others}
        base = max(extras, key=lambda p: (p.name == rows_of, len(extras[p])))
        bases = (base.name, *(p.name for p in extras if p != base))
        train = extras.pop(base)
        said.append(f"{base.name} ({len(train)} rows)")
    aside = range(0)
    if found.unlabelled:  # told from the others by their empty target
        aside = range(
            len(train),
            sum(len(f) for f in (train, *(frames[p] for p in found.unlabelled))),
        )
        train = pd.concat([train, *(frames[p] for p in found.unlabelled)])
        train = train.reset_index(drop=True)
        said += [f"{p.name} ({len(frames[p])} rows)" for p in found.unlabelled]
    tests = [frames[p] for p in found.test]
    given = pd.concat(tests, ignore_index=True) if tests else None
    joined, choices, made = {}, {}, []
    for path, extra in extras.items():
        before = set(train.columns)
        train, given, key, how = joins.joined(train, given, extra, path)
        if key is None:
            made.append(lines.summed(train, given, extra, path))
            train, given = made[-1].labelled, made[-1].given
            said.append(made[-1].said)
            choices[path.name] = extra
            continue
        said.append(how)
        joined |= {c: (key, path.name, len(extra)) for c in train if c not in before}
    test_from = None
    if given is not None:
        given = given.drop(columns=[c for c in given if _blank(given, train, c)])
        if set(given.columns) >= set(train.columns):
            test_from, tests_rows = len(train), len(given)
            train, given = pd.concat([train, given], ignore_index=True), None
            said.append(f"{found.test[0].name} ({tests_rows} rows, with the target)")
        else:
            said += [f"{p.name} ({len(frames[p])} rows)" for p in found.test]
    train, given, told = units.typed_tables(train, given)
    files = tuple(dict.fromkeys(sheet_of(p)[0] for p in (*frames, *found.others)))
    extra = {"tables": files, "test_from": test_from}
    extra |= {"aside": aside, "bases": bases}
    extra |= {"joined": joined, "units": told, "choices": choices}
    extra["lines"] = tuple(m.lines for m in made if m.lines)
    extra["findings"] = tuple(f for m in made for f in m.findings)
    return Data(root, train, given, " + ".join(said), extra)


def _referenced(train: pd.DataFrame, root: Path, table: Path) -> bool:
    """Whether cells point to this file: then it is a series, not a table."""
    cell = table.relative_to(root).as_posix()
    strings = (c for c in train if train[c].dtype == "str")
    return any(
        (train[c] == cell).any() or (train[c] == table.name).any() for c in strings
    )


def _blank(given: pd.DataFrame, train: pd.DataFrame, column: str) -> bool:
    """Whether a test table only has the header of a column that is filled in train."""
    return column in train and not any(text(given[column])) and any(text(train[column]))


def _checked_media(data: Data) -> Data:
    """Paths with forward slashes, found in their folder, and none that leads out."""
    labelled, given = data.labelled, data.given
    for name in labelled.columns:
        more = data.extra.get("choices", {}).values()
        frames = [f for f in (labelled, given, *more) if f is not None and name in f]
        if labelled[name].dtype == "str":
            layouts.put_in_place(data.root, name, frames)
    return replace(data, labelled=labelled, given=given)
