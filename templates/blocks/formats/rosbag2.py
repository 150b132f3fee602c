"""Folders of rosbag2: a `metadata.yaml` and, beside it, the files with the messages."""

import re
from pathlib import Path

BAG_MAIN = "metadata.yaml"


def bag_main(cell: str) -> str:
    """The path of the main file of a folder."""
    cell = cell.strip().rstrip("/")
    return cell if cell.endswith(BAG_MAIN) else f"{cell}/{BAG_MAIN}"


def bag_files(path: Path) -> list[Path]:
    """The files with the messages of a recording: itself, or those in its folder in
    the order of the numbers in their names. Raises OSError."""
    if not path.is_dir() and path.name != BAG_MAIN:
        return [path]
    folder = path if path.is_dir() else path.parent
    files = [p for p in folder.iterdir() if p.suffix in (".mcap", ".db3")]
    order = [[int(n) for n in re.findall(r"\d+", p.stem)] for p in files]
    return [p for _, _, p in sorted(zip(order, map(str, files), files, strict=True))]
