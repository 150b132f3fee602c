"""Functions that the run uses and that `reproduce.py` of a project holds as a copy.

`sliced` takes their text, so that there is one source of each.
"""

import ast
import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

MISSING = {"", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "none"}


def sliced(path: Path, names: Iterable[str]) -> str:
    """The text of the named functions and constants of a module, in its order.

    Raises KeyError for a name that the module does not define.
    """
    text, wanted = path.read_text(encoding="utf-8"), set(names)
    found = {}
    for node in ast.parse(text).body:
        name = getattr(node, "name", "")
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        if name in wanted:
            found[name] = ast.get_source_segment(text, node) or ""
    if lost := wanted - set(found):
        raise KeyError(f"{path} has no {', '.join(sorted(lost))}")
    return "\n\n\n".join(found.values())


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def plain(cell: str) -> str:
    """A cell as it counts: 5, 5.0 and 5.00 are one number, NA and nan are none."""
    try:
        value = float(cell)
    except ValueError:
        return "" if cell in MISSING else cell.strip()
    return "" if value != value else f"{value:.12g}"


def file_bytes(path: Path) -> Iterable[bytes]:
    """What lies in a file, or in the files of a folder, one after the other."""
    inside = path.iterdir() if path.is_dir() else [path]
    for file in sorted(inside, key=lambda p: (len(p.name), p.name)):
        yield file.read_bytes()


def fingerprint(
    view: Path, labels: Path, columns: tuple[str, ...], files: tuple[str, ...]
) -> str:
    """SHA-256 over every labelled row: its name, its part, what is true of it, the
    cells of `columns`, and the contents of what `files` name."""
    known = {line.pop("row"): list(line.values()) for line in read_table(labels)}
    rows = read_table(view / "train.csv") + read_table(view / "predict.csv")
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda row: row["row"]):
        if row["row"] in known:
            cells = [row["row"], *known[row["row"]], *(row[name] for name in columns)]
            digest.update("\0".join(map(plain, cells)).encode())
            for name in files:
                if row[name] and (view / row[name]).exists():
                    for content in file_bytes(view / row[name]):
                        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
