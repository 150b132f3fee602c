"""Decodes the media of a view once, for all trials of a run that read them alike.

    python decode.py VIEW OUT KEPT SECONDS COLUMN...

KEPT is the name by which `read_files` finds them: `pictures-SIZE`,
`clips-FRAMES-SIZE` or `motion-FRAMES-SIDE`. Of files that differ in shape or type
the commonest are kept, and of clips those that are whole; a line of OUT/KEPT.txt is
empty where none was, and from where on SECONDS were over.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from templates.blocks.clips import read_clip
from templates.blocks.files import read_files
from templates.blocks.inputs.motion import read_motion
from templates.blocks.pictures import read_picture
from templates.blocks.view_cells import media_cells

FIRST = 50
"""Files from which the commonest shape is told."""


def main() -> None:
    """One array and the cells that its rows belong to."""
    view, out, kept, seconds, *columns = sys.argv[1:]
    end = time.monotonic() + float(seconds)
    cells = list(media_cells(Path(view), columns))
    looks = Counter(
        (array.shape, array.dtype.str)
        for array in islice(arrays(Path(view), kept, cells[:FIRST]), FIRST)
        if array is not None
    )
    if not looks:
        sys.exit("none of the first files can be read")
    (shape, dtype), _ = looks.most_common(1)[0]
    path = Path(out) / f"{kept}.npy"
    goal = np.lib.format.open_memmap(path, "w+", dtype, (len(cells), *shape))
    lines = [""] * len(cells)
    for i, array in enumerate(arrays(Path(view), kept, cells)):
        if time.monotonic() > end:
            break  # trials read the rest
        fits = array is not None and (array.shape, array.dtype.str) == (shape, dtype)
        if fits:
            goal[i] = array
        lines[i] = cells[i] if fits else ""
    goal.flush()
    text = "".join(line + "\n" for line in lines)
    path.with_suffix(".txt").write_text(text, encoding="utf-8")


def arrays(view: Path, kept: str, cells: list[str]) -> Iterator[np.ndarray | None]:
    """What is kept of each cell, None where nothing can be."""
    kind, *numbers = kept.split("-")
    rows = [{"cell": cell} for cell in cells]
    if kind == "pictures":
        read = partial(read_picture, size=int(numbers[0]))
        yield from read_files(read, rows, ("cell",), view)
        return
    count, size = map(int, numbers)
    if kind == "motion":
        read = partial(read_motion, frames=count, side=size)
        yield from read_files(read, rows, ("cell",), view)
        return
    read = partial(read_clip, count=count, size=size)
    for clip in read_files(read, rows, ("cell",), view):
        alike = clip and clip[1] and len({(f.shape, f.dtype) for f in clip[0]}) == 1
        yield np.stack(clip[0]) if alike else None


if __name__ == "__main__":
    main()
