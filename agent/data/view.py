"""What the sandbox sees of the data, and, apart from it, the hidden labels.

`view/` has train.csv with the target, predict.csv without it, unlabelled.csv where
there are rows of which nobody knows it, and media under neutral names. `splits/` (mode
0700) has the labels and the way back to the user's rows. Both appear whole or not at
all. Where candidates are to be found for queries, predict.csv has them in another
order: the label of a row is the row in which its own now stands.
"""

import csv
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from agent.data import media
from agent.data import targets as targets_of
from agent.data.cells import MAX_CELL, text
from agent.data.placing import is_media, place
from agent.data.splits import PARTS
from agent.data.tables import Data
from agent.records import Modality, Profile, TaskSpec

if TYPE_CHECKING:
    from pandas import DataFrame

UNLABELLED = "unlabelled.csv"
LINK_ABOVE = 2 * 1024**3
"""Bytes of media from which files are linked instead of copied. A link saves the disk
but keeps its inode number and times, which may tell the order the files came in."""


def write(run_dir: Path, data: Data, spec: TaskSpec, profile: Profile) -> None:
    """Write `splits/` and `view/` below `run_dir`, once; what is there is kept.

    `data` is what `profiling.profile` returned. Rows are named r000000, r000001, … in
    an order drawn from the task's seed. CSV dialect: that of `csv.DictReader`; ''
    is a missing cell. Raises OSError when the disk is full or not writable.
    """
    run_dir.mkdir(parents=True, exist_ok=True)
    names, part = _names(data, _secret(spec, profile))
    if not (run_dir / "splits").exists():
        _replace(
            run_dir / "splits",
            0o700,
            lambda d: _splits(d, data, spec, profile, names, part),
        )
    if not (run_dir / "view").exists():
        _replace(
            run_dir / "view",
            0o755,
            lambda d: _view(d, data, spec, profile, names, part),
        )


def rows(run_dir: Path, part: str) -> list[str]:
    """Row names of `part`: train, select, test, given or unlabelled."""
    return [
        row
        for row, its_part, _ in _read(run_dir / "splits/rows.csv")
        if its_part == part
    ]


def groups(run_dir: Path) -> dict[str, str]:
    """Group of every row, where the split was grouped."""
    path = run_dir / "splits/groups.csv"
    return {row: group for row, group in _read(path)} if path.exists() else {}


def originals(run_dir: Path, part: str) -> list[int]:
    """Row numbers, in the user's table, of the rows of `part`."""
    found = _read(run_dir / "splits/rows.csv")
    return [int(number) for _, its_part, number in found if its_part == part]


def labels(run_dir: Path) -> "DataFrame":
    """Columns row, part and the targets (all str), for every labelled row, hidden ones
    too; for retrieval row, part, pair: the row in which its own candidate stands,
    and item: the same number for rows with equal candidates."""
    import pandas as pd

    path = run_dir / "splits/labels.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    return pd.DataFrame(_read(path), columns=header, dtype="str")


def given_rows(run_dir: Path) -> list[tuple[str, dict[str, str]]]:
    """Name and original cells of every row of the test table, in its order."""
    import pandas as pd  # its reader takes cells of any length; csv's does not

    path = run_dir / "splits/given.csv"
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    names = list(table["row"])
    return list(zip(names, table.drop(columns="row").to_dict("records"), strict=True))


def _secret(spec: TaskSpec, profile: Profile) -> list[int]:
    """What names and pairs are drawn from: the seed alone is known in the sandbox, the
    fingerprint is not, since it covers the hidden labels."""
    digest = hashlib.sha256(profile.fingerprint.encode()).digest()
    return [spec.seed, int.from_bytes(digest[:8])]


def _names(data: Data, secret: list[int]) -> tuple[list[str], list[str]]:
    """(name, part) of every row: labelled ones, given ones, unlabelled ones."""
    part = [PARTS[code] for code in data.extra["part"]]
    part += ["given"] * (0 if data.given is None else len(data.given))
    part += ["unlabelled"] * (0 if data.unlabelled is None else len(data.unlabelled))
    numbers = np.random.default_rng([*secret, 1]).permutation(len(part))
    return [f"r{number:06d}" for number in numbers], part


def _splits(
    folder: Path,
    data: Data,
    spec: TaskSpec,
    profile: Profile,
    names: list[str],
    part: list[str],
) -> None:
    places = data.labelled.index.tolist()
    if data.given is not None:
        own = data.extra.get("blank")  # rows of the same table
        places += data.given.index.tolist() if own else list(range(len(data.given)))
    places += [] if data.unlabelled is None else data.unlabelled.index.tolist()
    lines = sorted(zip(names, part, map(str, places), strict=True))
    _csv(folder / "rows.csv", ("row", "part", "original"), lines, 0o600)
    known = len(data.labelled)
    targets, cells = spec.target, [text(data.labelled[name]) for name in spec.target]
    if spec.kind == "retrieval":
        stands = dict(zip(_shuffled(part, _secret(spec, profile)), names, strict=True))
        items = [str(item) for item in targets_of.identity(cells)]
        targets, cells = ("pair", "item"), [[stands[i] for i in range(known)], items]
    truths = sorted(zip(names[:known], part[:known], *cells, strict=True))
    _csv(folder / "labels.csv", ("row", "part", *targets), truths, 0o600)
    if data.extra.get("fold") is not None:
        numbers = zip(names[:known], map(str, data.extra["fold"]), strict=True)
        _csv(folder / "folds.csv", ("row", "fold"), sorted(numbers), 0o600)
    if profile.group:
        groups = zip(names, _cells(data, profile.group), strict=True)
        _csv(folder / "groups.csv", ("row", "group"), sorted(groups), 0o600)
    if data.given is not None:
        cells = [text(data.given[column]) for column in data.given.columns]
        theirs = names[known : known + len(data.given)]
        whole = zip(theirs, *cells, strict=True)
        _csv(folder / "given.csv", ("row", *data.given.columns), whole, 0o600)


def _view(
    folder: Path,
    data: Data,
    spec: TaskSpec,
    profile: Profile,
    names: list[str],
    part: list[str],
) -> None:
    columns = _columns(folder, data, spec, profile, names, part)
    of = {name: [i for i, p in enumerate(part) if p == name] for name in set(part)}
    train, free = of["train"], of.get("unlabelled", [])
    hidden = [i for i, p in enumerate(part) if p not in ("train", "unlabelled")]
    header = ["row", *columns]
    body = [names, *columns.values()]
    _csv(folder / "predict.csv", header, _lines(body, hidden), 0o644)
    learnt = spec.transductive or data.extra.get("blank")
    free = free + (of.get("given", []) if learnt else [])
    if free:
        _csv(folder / UNLABELLED, header, _lines(body, free), 0o644)
    if profile.group and profile.group not in columns:
        header.append(profile.group)
        body.append(_cells(data, profile.group))
    answers = [name for name in spec.target if name not in columns]
    body += [_cells(data, name) for name in answers]
    _csv(folder / "train.csv", [*header, *answers], _lines(body, train), 0o644)


def _columns(
    folder: Path,
    data: Data,
    spec: TaskSpec,
    profile: Profile,
    names: list[str],
    part: list[str],
) -> dict[str, list[str]]:
    """The cells of what models read, of media their new paths. Films are not copied a
    second time for their sound."""
    columns: dict[str, list[str]] = {}
    sounds = data.extra.get("sounds", {})
    link = _media_bytes(data, spec) > LINK_ABOVE
    for modality, column in _read_columns(data, spec):
        cells, film = _cells(data, column), sounds.get(column)
        found = spec.kind == "retrieval" and column in spec.target
        if film in columns:
            pairs = zip(columns[film], cells, strict=True)
            columns[column] = [path if cell else "" for path, cell in pairs]
            continue
        if found:
            cells = [cells[i] for i in _shuffled(part, _secret(spec, profile))]
        if is_media(modality, cells, data.root):
            places = (folder, data.root, modality, column)
            cells = place(*places, names, cells, link, once=found)
        columns[column] = cells
    return columns


def _read_columns(data: Data, spec: TaskSpec) -> list[tuple[Modality, str]]:
    """Each column that models read, with its modality: the sound of films last, and
    their films in front of it even where nobody looks at the pictures."""
    sounds = data.extra.get("sounds", {})
    read = [(m, column) for m in spec.modalities for column in m.columns]
    own = {column for _, column in read}
    films = [
        (Modality(name=m.name, kind="video", columns=(film,)), film)
        for m, column in read
        if (film := sounds.get(column)) and film not in own
    ]
    return films + sorted(read, key=lambda pair: pair[1] in sounds)


def _media_bytes(data: Data, spec: TaskSpec) -> int:
    total, read = 0, _read_columns(data, spec)
    there = {column for _, column in read}
    for modality, column in read:
        cells = _cells(data, column)
        again = data.extra.get("sounds", {}).get(column) in there
        if not again and is_media(modality, cells, data.root):
            total += sum(media.sizes(data.root, cells).values())
    return total


def _shuffled(part: list[str], secret: list[int]) -> list[int]:
    """Which row's candidate stands in each row: rows of select and of test trade theirs
    among themselves, the others keep them."""
    rng = np.random.default_rng([*secret, 2])
    stands = np.arange(len(part))
    for name in ("select", "test"):
        rows = np.flatnonzero(np.array(part) == name)
        stands[rows] = rng.permutation(rows)
    return stands.tolist()


def _lines(body: list[list[str]], chosen: list[int]) -> list[tuple[str, ...]]:
    """The chosen rows by name: the order of the file tells nothing of its rows."""
    return sorted(tuple(cells[i] for cells in body) for i in chosen)


def _cells(data: Data, column: str) -> list[str]:
    """Text of a column over labelled, given and unlabelled rows; '' where a table lacks
    it."""
    cells = text(data.labelled[column])
    for frame in (data.given, data.unlabelled):
        if frame is not None:
            cells += text(frame[column]) if column in frame else [""] * len(frame)
    return [cell[:MAX_CELL] for cell in cells]


def _replace(goal: Path, mode: int, fill: Callable[[Path], None]) -> None:
    """Fill a temporary folder beside `goal`, then rename it: all of it or nothing."""
    part = goal.with_name(f".{goal.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    fill(part)
    part.chmod(mode)
    part.replace(goal)


def _csv(path: Path, header: Iterable[str], lines: Iterable[tuple], mode: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        # Carriage returns in the line ends make the writer quote those within cells.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(lines)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
