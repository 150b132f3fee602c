"""A folder of class folders (`cats/1.png`, `dogs/7.png`) -> paths and labels."""

import os
from pathlib import Path

import pandas as pd

from agent.data.data_kinds import file_kind
from agent.errors import DataError, unopened

TRAIN = ("train", "training")
VALID = ("valid", "val", "validation", "dev")
TEST = ("test", "testing")
UNLABELLED = ("unlabelled", "unlabeled", "unsup")
_COLUMN = {"array": "series"}


def read_folders(
    root: Path,
) -> tuple[pd.DataFrame, pd.DataFrame | None, int | None, str] | None:
    """(labelled, given, first row of a labelled test, source), or None if `root`
    holds no class folders.

    Columns are `label` and, after what most files are, `image`, `audio`, `series`,
    `points` or the kind that a block's card names. `train/CLASS/…` beside `test/…` is
    understood; a test folder without class folders has no labels. Files in a folder
    `unlabelled` beside them are rows without a label.
    """
    folders = {p.name.lower(): p for p in visible(root) if p.is_dir()}
    train = next((folders[name] for name in TRAIN if name in folders), None)
    if train is None or not _files_by_class(train):
        return _whole(root)
    labelled = [_files_by_class(train)]
    labelled += [_files_by_class(folders[name]) for name in VALID if name in folders]
    held_out = [_files_by_class(folders[name]) for name in TEST if name in folders]
    kind = _main_kind(
        [f for part in labelled for files in part.values() for f in files]
    )
    frame = _frame(root, labelled, kind)
    source = f"class folders in {train.name}/ ({len(frame)} rows)"
    loose = _loose(root, [folders[n] for n in UNLABELLED if n in folders], kind)
    if len(loose):
        frame = pd.concat([frame, loose], ignore_index=True)
        source += f" + {len(loose)} without a label"
    test_from = None
    if any(held_out):
        test_from = len(frame)
        frame = pd.concat([frame, _frame(root, held_out, kind)], ignore_index=True)
        source += f" + test/ ({len(frame) - test_from} labelled rows)"
    given = _loose(root, [folders[n] for n in TEST if n in folders], kind)
    if any(held_out) or not len(given):
        return frame, None, test_from, source
    source += f" + test/ ({len(given)} rows)"
    return frame, given, test_from, source


def visible(folder: Path) -> list[Path]:
    """Entries in the order of their names, without hidden ones and Excel's marks of
    open files. Raises DataError if it can't be opened."""
    hidden = (".", "__", "~$")
    try:
        entries = [p for p in folder.iterdir() if not p.name.startswith(hidden)]
    except OSError as error:
        raise unopened(f"{folder.name}/", folder, error) from error
    return sorted(entries, key=lambda p: p.name)


def _whole(root: Path) -> tuple[pd.DataFrame, None, None, str] | None:
    classes = _files_by_class(root)
    if not classes:
        return None
    kind = _main_kind([file for files in classes.values() for file in files])
    frame = _frame(root, [classes], kind)
    if len(classes) < 2:
        raise DataError(
            f"there is one class folder only: {frame['label'].iloc[0]}",
            where=str(root),
            why="with a folder per class, at least two classes are needed",
            fix="add the other classes' folders, or a table with the target",
        )
    source = f"class folders ({len(frame)} rows, {len(classes)} classes)"
    return frame, None, None, source


def _files_by_class(folder: Path) -> dict[str, list[Path]]:
    """Class name -> its media files, at any depth below the class's folder."""
    classes = {}
    for place in visible(folder):
        if not place.is_dir():
            continue
        files = []
        for parent, inner, names in os.walk(place):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            shown = sorted(name for name in names if not name.startswith("."))
            files += [Path(parent, n) for n in shown if file_kind(n)]
        if files:
            classes[place.name] = files
    return classes


def _main_kind(files: list[Path]) -> str:
    kinds = [file_kind(file.name) or "" for file in files]
    return max(sorted(set(kinds)), key=kinds.count)


def _loose(root: Path, folders: list[Path], kind: str) -> pd.DataFrame:
    """Files that lie in these folders without a class."""
    files = [file for folder in folders for file in visible(folder) if file.is_file()]
    paths = [_path(root, file) for file in files if file_kind(file.name) == kind]
    return pd.DataFrame({_COLUMN.get(kind, kind): paths}, dtype="str")


def _frame(root: Path, parts: list[dict[str, list[Path]]], kind: str) -> pd.DataFrame:
    rows = [
        (_path(root, file), label)
        for classes in parts
        for label, files in classes.items()
        for file in files
        if file_kind(file.name) == kind
    ]
    columns = [_COLUMN.get(kind, kind), "label"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def _path(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()
