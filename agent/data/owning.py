"""Which of several tables has a row for each thing that is to be predicted."""

from collections.abc import Collection
from pathlib import Path

from agent.data import media, tables
from agent.data.cells import series, text
from agent.data.tables import Data


def read_for(path: Path, target: Collection[str], encoding: str | None = None) -> Data:
    """The data, a row for each thing that has the target; raises as `tables.read`."""
    data = tables.read(path, encoding)
    base = owner(data, target)
    return tables.read(path, encoding, base=base) if base else data


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
