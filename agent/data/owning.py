"""Which of several tables has a row for each thing that is to be predicted."""

import re
from collections.abc import Collection
from pathlib import Path

from agent.data import media, tables
from agent.data.cells import series, text
from agent.data.tables import Data


def read_for(
    path: Path, target: Collection[str], statement: str, encoding: str | None = None
) -> Data:
    """The data, a row for each thing that has the target; raises as `tables.read`."""
    data = tables.read(path, encoding)
    if base := first_named(data, statement):
        read = tables.read(path, encoding, base=base)
        data = read if {*target} <= {*read.labelled.columns} else data
    base = owner(data, target)
    return tables.read(path, encoding, base=base) if base else data


def first_named(data: Data, statement: str) -> str:
    """The table that a statement names before all others, where none is called train
    and another was taken for that which has the rows; else ''."""
    taken, *others = data.extra.get("bases", ()) or ("",)
    places = {name: _place(name, statement) for name in (taken, *others)}
    said = [name for name in (taken, *others) if places[name] >= 0]
    first = min(said, key=lambda name: places[name], default=taken)
    return first if first != taken else ""


def _place(table: str, statement: str) -> int:
    """Where a table is named first, with or without its suffix; -1 if it isn't."""
    book, _, sheet = table.partition("#")
    names = [sheet] if sheet else [book, Path(book).stem]
    text = statement.casefold()
    for name in filter(None, names):
        found = re.search(
            rf"(?<![a-z0-9_]){re.escape(name.casefold())}(?![a-z0-9_])", text
        )
        if found:
            return found.start()
    return -1


def owner(data: Data, target: Collection[str]) -> str:
    """The file of the table that the target was joined from, if it has fewer rows and
    the lines of the others can be summed up for these: no files are named in them."""
    joined = data.extra.get("joined", {})
    owners = {joined.get(name, ("", "", 0)) for name in target}
    if len(owners) != 1:
        return ""
    _, file, rows = owners.pop()
    if not file or rows >= len(data.labelled):
        return ""
    own = [name for name in data.labelled.columns if name not in joined]
    words = (series(data.labelled, name) for name in own)
    heads = ([c for c in text(cells.head(2000)) if c][:200] for cells in words)
    return "" if any(media.suffix_kind(head) for head in heads) else file
