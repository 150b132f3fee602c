"""Several values in one cell: JSON or Python lists, or parts between marks."""

import json


def list_items(cell: str) -> list[str]:
    """The items of a cell, each once, in their order; [] for an empty cell.

    Parts are told by the first of ; | ； that the cell has.
    """
    cell = cell.strip()
    try:
        parts = json.loads(cell) if cell.startswith("[") else None
    except ValueError:  # a Python list: ['a', 'b']
        parts = cell.strip("[]").split(",")
    if parts is None:
        mark = next((mark for mark in ";|；" if mark in cell), ";")
        parts = cell.split(mark)
    items = [str(part).strip().strip("'\"") for part in parts]
    return list(dict.fromkeys(item for item in items if item))
