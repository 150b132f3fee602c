"""The sound of films as a column of its own, so that it becomes a modality.

Its cells name the same files as those of the films' column; one of a film without a
sound stream is empty, as any missing value.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from agent.data import formats, media, sounds
from agent.data.cells import series, text
from agent.records import Column, Profile

if TYPE_CHECKING:
    from pandas import DataFrame

READER = "film_sound"
"""Name of the reader in `templates/blocks/formats`."""
LOOKED_AT, FEW = 64, 4
"""Films of a column that are opened, the others only where these are not alike; and
those whose sound is measured."""


def added(
    root: Path, labelled: "DataFrame", given: "DataFrame | None"
) -> tuple["DataFrame", "DataFrame | None", dict[str, str]]:
    """The tables with a column `NAME_sound` for each column of films of which some have
    a sound, and its name with that of the films' column.

    None where the library that reads films is lacking: their own column tells of it.
    """
    made: dict[str, str] = {}
    for film in list(labelled.columns):
        if labelled[film].dtype != "str":
            continue
        cells = [cell for cell in text(series(labelled, film)) if cell]
        if media.suffix_kind(cells[:200]) != "video" or formats.lacking(cells[:200]):
            continue
        asked = given if given is not None and film in given else None
        more = [] if asked is None else text(series(asked, film))
        silent = _silent(root, [*cells, *more])
        if silent.issuperset(cells):
            continue
        name = f"{film}_sound"
        while name in labelled:
            name += "_"
        made[name] = film
        labelled = _with_column(labelled, film, name, silent)
        given = given if asked is None else _with_column(asked, film, name, silent)
    return labelled, given, made


def _with_column(
    frame: "DataFrame", film: str, name: str, silent: set[str]
) -> "DataFrame":
    cells = series(frame, film)
    return frame.assign(**{name: cells.mask(cells.isin(silent))})


def _silent(root: Path, cells: Iterable[str]) -> set[str]:
    """The films without a sound stream, all of them where a few seem to have none."""
    unique = sorted({cell for cell in cells if cell})
    some = unique[:: len(unique) // LOOKED_AT + 1]
    silent = _without_sound(root, some)
    if not silent:
        return set()
    return set(unique) if silent == set(some) else _without_sound(root, unique)


def _without_sound(root: Path, cells: list[str]) -> set[str]:
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        found = pool.map(formats.has_sound, [root / cell for cell in cells])
        return {cell for cell, there in zip(cells, found, strict=True) if not there}


def looked_at(
    root: Path, film: str, cells: list[str]
) -> tuple[tuple[int, int] | None, str]:
    """(samples, channels) of a sound in the middle of these by its length, None if none
    can be read, and what the column is, for a person."""
    shapes = []
    for cell in cells[:: max(1, len(cells) // FEW)][:FEW]:
        try:
            shapes.append(sounds.shape(root / cell))
        except (OSError, ValueError):
            continue
    note = f"audio, the sound of the films in {film}"
    if not shapes:
        return None, note
    middle = sorted(shapes)[len(shapes) // 2]
    return middle, f"{note}, about {' x '.join(map(str, middle))}"


def with_sounds(names: Iterable[str], columns: Iterable[Column]) -> set[str]:
    """The columns, and those of the sounds of films that are among them."""
    chosen = set(names)
    return chosen | {c.name for c in columns if c.sound_of in chosen}


def films(profile: Profile, names: Iterable[str]) -> dict[str, str]:
    """Those of the columns that are the sound of films, and the films' columns."""
    sounds = {c.name: c.sound_of for c in profile.columns if c.sound_of}
    return {name: sounds[name] for name in names if name in sounds}


def told(profile: Profile, names: Iterable[str]) -> tuple[str, ...]:
    """The columns of a table in which models find what the columns `names` hold, each
    once: for the sound of films that of the films."""
    known = tuple(names)
    heard = films(profile, known)
    return tuple(dict.fromkeys(heard.get(name, name) for name in known))
