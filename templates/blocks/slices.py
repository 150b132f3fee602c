"""Folders of slices whose files' names tell neither what they are nor their order."""

from collections.abc import Callable
from pathlib import Path

ORDERS: dict[str, Callable[[list[Path]], list[Path]]] = {}
"""Suffix -> what puts the files of a folder in order, where their names don't."""
BARE: dict[bytes, str] = {}
"""What stands at byte 128 of a file without a suffix -> the suffix that it lacks."""


def whole_suffix(path: Path) -> str:
    """The lower-case suffix of a file, or the one that it lacks by its bytes; a number
    is none."""
    end = path.suffix.lower()
    if not BARE or end.strip(".0123456789") or path.name.upper() == "DICOMDIR":
        return end
    try:
        with path.open("rb") as file:
            return BARE.get(file.read(132)[128:], end)
    except OSError:
        return end


def slices_sorted(files: list[Path]) -> list[Path]:
    """Files of one kind in the order of `ORDERS`, others as they come."""
    kinds = {whole_suffix(path) for path in files}
    order = ORDERS.get(kinds.pop()) if len(kinds) == 1 else None
    return order(files) if order else files
