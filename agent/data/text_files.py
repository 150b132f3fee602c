"""Text that stands in files of its own, `reports/1001.txt`: read into the cells."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from agent.data import clips, encodings, guarding, layouts
from agent.data.cells import MAX_CELL, series, text
from agent.data.encodings import Letters
from agent.data.folders import TEXTS
from agent.errors import unopened

NEARLY_ALL = 0.9
"""Part of the cells that have to be names of files."""
SEEN = 200
"""Cells that are looked at, to tell what a column's are."""


def columns(root: Path, frame: pd.DataFrame) -> dict[str, str]:
    """Column whose cells name files of text -> the folder below `root` that they are
    seen from, '' for `root`."""
    found = {}
    for name in frame.columns:
        if frame[name].dtype != "str":
            continue
        held = series(frame, name).dropna()
        some = list(map(_plain, text(held.iloc[:: len(held) // SEEN + 1])))
        some = [cell for cell in some if cell]
        named = [c for c in some if c.lower().endswith(TEXTS) and clips.below(c)]
        if not named or len(named) < NEARLY_ALL * len(some):
            continue
        folder = layouts.folder_of(root, named[:20]) or ""
        held = sum((root / folder / cell).is_file() for cell in named)
        if held >= NEARLY_ALL * len(named):
            found[name] = folder
    return found


def filled(
    root: Path, frames: Sequence[pd.DataFrame], letters: Letters
) -> tuple[list[pd.DataFrame], tuple[str, ...]]:
    """The tables with what the files say in the place of their names, a gap where
    there is no such file; and which columns that are.

    Raises DataError for a path that leads out of `root`, and for letters of no known
    encoding.
    """
    made = list(frames)
    named = columns(root, frames[0])
    for name, folder in named.items():
        for i, frame in enumerate(made):
            if name in frame:
                cells = [_plain(cell) for cell in text(series(frame, name))]
                guarding.guard(root / folder, name, cells)
                told = read(root / folder, cells, letters)
                made[i] = frame.assign(**{name: pd.Series(told, frame.index, "str")})
    return made, tuple(named)


def read(root: Path, cells: Sequence[str], letters: Letters) -> list[str | None]:
    """What the files say that cells name, None for a file that isn't there. Those that
    are not UTF-8 are taken to be of one encoding, which is guessed over all."""
    raw = {cell: _bytes(root / cell) for cell in dict.fromkeys(cells) if cell}
    odd = [held for held in raw.values() if held and not encodings.is_utf8(held)]
    guess = (
        encodings.guess(b"\n".join(odd[:SEEN])) if odd and not letters.told else None
    )
    words: dict[str, str | None] = {"": None}
    for cell, held in raw.items():
        if held is None:
            words[cell] = None
        elif guess and not encodings.is_utf8(held):
            letters.guessed[f"{Path(cell).parent.name}/"] = guess
            words[cell] = held.decode(guess, errors="replace")
        else:
            words[cell] = letters.read(root / cell, held)[0]
    found = [words[cell] for cell in cells]
    return [one and one[:MAX_CELL].strip() or None for one in found]


def _plain(cell: str) -> str:
    return cell.strip().replace("\\", "/").removeprefix("./")


def _bytes(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise unopened(path.name, path, error) from error
