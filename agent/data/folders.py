"""A folder of class folders (`cats/1.png`, `spam/7.txt`) -> rows and labels."""

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from agent.data.bundles import without_parts
from agent.data.cells import MAX_CELL
from agent.data.data_kinds import file_kind
from agent.data.encodings import Letters
from agent.errors import DataError, unopened

TRAIN = (
    *("train", "training", "trainset", "训练", "训练集", "训练数据", "训练样本"),
    *("trainingsdaten", "lerndaten", "apprentissage", "entraînement", "entrainement"),
    *("entrenamiento", "treino", "addestramento"),
)
VALID = ("valid", "val", "validation", "dev", "验证", "验证集")
TEST = (
    *("test", "testing", "testset", "测试", "测试集", "测试数据", "测试样本", "待预测"),
    *("testdaten", "prueba", "teste"),
)
UNLABELLED = ("unlabelled", "unlabeled", "unsup")
TEXTS = (".txt", ".text", ".md", ".eml")
"""Files that are read where class folders hold no media."""
_COLUMN = {"array": "series"}

_Kind = Callable[[str], str | None]
_Rows = tuple[pd.DataFrame, pd.DataFrame | None, int | None, str]


def read_folders(root: Path, letters: Letters | None = None) -> _Rows | None:
    """(labelled, given, first row of a labelled test, source), or None if `root`
    holds no class folders.

    Columns are `label` and, after what most files are, `image`, `audio`, `series`,
    `points` or the kind that a block's card names. `train/CLASS/…` beside `test/…` is
    understood; a test folder without class folders has no labels. Files in a folder
    `unlabelled` beside them are rows without a label. Where there are no media, the
    words of text files are the column `text`, and rows to predict have their `file`.
    Raises DataError for a text that can't be read by `letters`.
    """
    letters = letters or Letters()
    if found := _rows(root, file_kind):
        return found
    if found := _rows(root, _is_text):
        labelled, given, test_from, source = found
        if given is not None:
            given = _with_words(root, given.assign(file=given["text"]), letters)
        return _with_words(root, labelled, letters), given, test_from, source
    return None


def _is_text(name: str) -> str | None:
    return "text" if name.lower().endswith(TEXTS) else None


def _with_words(root: Path, frame: pd.DataFrame, letters: Letters) -> pd.DataFrame:
    """What the files say, in the place of their paths."""
    words = []
    for path in frame["text"]:
        try:
            raw = (root / path).read_bytes()
        except OSError as error:
            raise unopened(path, root / path, error) from error
        words.append(letters.read(root / path, raw)[0][:MAX_CELL])
    return frame.assign(text=pd.Series(words, index=frame.index, dtype="str"))


def _rows(root: Path, kind_of: _Kind) -> _Rows | None:
    """The rows of all files that are of some kind, by their names."""
    folders = {p.name.lower(): p for p in visible(root) if p.is_dir()}
    train = next((folders[name] for name in TRAIN if name in folders), None)
    if train is None or not _files_by_class(train, kind_of):
        return _whole(root, kind_of)
    labelled = [_files_by_class(train, kind_of)]
    labelled += [
        _files_by_class(folders[name], kind_of) for name in VALID if name in folders
    ]
    held_out = [
        _files_by_class(folders[name], kind_of) for name in TEST if name in folders
    ]
    named = [f for part in labelled for files in part.values() for f in files]
    kind = _main_kind(named, kind_of)
    frame = _frame(root, labelled, kind, kind_of)
    source = f"class folders in {train.name}/ ({len(frame)} rows)"
    apart = [folders[n] for n in UNLABELLED if n in folders]
    loose = _loose(root, apart, kind, kind_of)
    if len(loose):
        frame = pd.concat([frame, loose], ignore_index=True)
        source += f" + {len(loose)} without a label"
    test_from = None
    if any(held_out):
        test_from = len(frame)
        frame = pd.concat(
            [frame, _frame(root, held_out, kind, kind_of)], ignore_index=True
        )
        source += f" + test/ ({len(frame) - test_from} labelled rows)"
    asked = [folders[n] for n in TEST if n in folders]
    given = _loose(root, asked, kind, kind_of)
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


def _whole(root: Path, kind_of: _Kind) -> tuple[pd.DataFrame, None, None, str] | None:
    classes = _files_by_class(root, kind_of)
    if not classes or (len(classes) < 2 and kind_of is _is_text):
        return None
    kind = _main_kind([file for files in classes.values() for file in files], kind_of)
    frame = _frame(root, [classes], kind, kind_of)
    if len(classes) < 2:
        raise DataError(
            f"there is one class folder only: {frame['label'].iloc[0]}",
            where=str(root),
            why="with a folder per class, at least two classes are needed",
            fix="add the other classes' folders, or a table with the target",
        )
    source = f"class folders ({len(frame)} rows, {len(classes)} classes)"
    return frame, None, None, source


def _files_by_class(folder: Path, kind_of: _Kind) -> dict[str, list[Path]]:
    """Class name -> its files of some kind, at any depth below the class's folder."""
    classes = {}
    for place in visible(folder):
        if not place.is_dir():
            continue
        files = []
        for parent, inner, names in os.walk(place):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            shown = sorted(name for name in names if not name.startswith("."))
            inside = without_parts(Path(parent, name) for name in shown)
            files += [path for path in inside if kind_of(path.name)]
        if files:
            classes[place.name] = files
    return classes


def _main_kind(files: list[Path], kind_of: _Kind) -> str:
    kinds = [kind_of(file.name) or "" for file in files]
    return max(sorted(set(kinds)), key=kinds.count)


def _loose(root: Path, folders: list[Path], kind: str, kind_of: _Kind) -> pd.DataFrame:
    """Files that lie in these folders without a class."""
    files = [file for folder in folders for file in visible(folder) if file.is_file()]
    paths = [_path(root, file) for file in files if kind_of(file.name) == kind]
    return pd.DataFrame({_COLUMN.get(kind, kind): paths}, dtype="str")


def _frame(
    root: Path, parts: list[dict[str, list[Path]]], kind: str, kind_of: _Kind
) -> pd.DataFrame:
    rows = [
        (_path(root, file), label)
        for classes in parts
        for label, files in classes.items()
        for file in files
        if kind_of(file.name) == kind
    ]
    columns = [_COLUMN.get(kind, kind), "label"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def _path(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()
