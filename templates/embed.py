"""What a pretrained encoder says of a view's cells, once for all trials.

    python embed.py VIEW OUT ASK

ASK is JSON: `kind`, `encoder`, `args`, `columns`, `sizes` to choose from, the best
first, and `seconds`. The first size by which all cells fit into that time is taken:
OUT gets KEPT.npy and KEPT.txt, which `remembered` reads. None fits: exit code 6.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from templates.blocks.inputs.pretrained_audio import PretrainedAudio
from templates.blocks.inputs.pretrained_image import PretrainedImage
from templates.blocks.inputs.pretrained_text import PretrainedText
from templates.blocks.language_models import shortest_first, shown_texts, text_key
from templates.blocks.view_cells import TABLES, media_cells, view_rows

TRIED, PART = 128, 512
"""Cells by which the time is told, and cells at a time."""
NAMES = {"text": "texts", "image": "seen", "audio": "heard"}
"""How the inputs call what they remember."""


def main() -> None:
    """Choose a size, ask the encoder of every cell, write what it says."""
    view, out, ask = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    end = time.monotonic() + ask["seconds"]
    texts = ask["kind"] == "text"
    cells = texts_of(view, ask["columns"]) if texts else files_of(view, ask["columns"])
    some = cells[:: -(-len(cells) // TRIED)]
    encode_some(ask, ask["sizes"][-1], some[:2], view)  # what loading costs is no rate
    for size in ask["sizes"]:
        begin = time.monotonic()
        encode_some(ask, size, some, view)
        needed = (time.monotonic() - begin) / len(some) * len(cells)
        if time.monotonic() + needed < end:
            break
    else:
        print(f"{len(cells)} cells would take {needed:.0f} s more")
        sys.exit(6)
    parts = []
    for start in range(0, len(cells), PART):
        parts.append(encode_some(ask, size, cells[start : start + PART], view))
        if time.monotonic() > end + 0.5 * ask["seconds"]:
            print(f"{start + PART} of {len(cells)} cells took longer than told")
            sys.exit(6)
    kept = f"{NAMES[ask['kind']]}-{ask['encoder']}-{size}"
    np.save(out / f"{kept}.npy", np.concatenate(parts))
    lines = [text_key(cell) if texts else cell for cell in cells]
    text = "".join(line + "\n" for line in lines)
    (out / f"{kept}.txt").write_text(text, encoding="utf-8")
    print(json.dumps({"size": size, "cells": len(cells)}))


def files_of(view: Path, columns: list[str]) -> list[str]:
    """Each file once."""
    cells = (cell.strip() for cell in media_cells(view, columns))
    return list(dict.fromkeys(cell for cell in cells if cell))


def texts_of(view: Path, columns: list[str]) -> list[str]:
    """Each text once that a project will show; the order of the columns is that of all
    labelled rows, so projects that learn it from some of them may differ and ask anew.
    """
    order = shortest_first(view_rows(view, TABLES[0]), tuple(columns))
    rows = (row for name in TABLES for row in view_rows(view, name))
    texts = (text for row in rows for text in shown_texts(row, order))
    return list(dict.fromkeys(text for text in texts if text))


def encode_some(ask: dict, size: int, cells: list[str], view: Path) -> np.ndarray:
    """float32 (N, D) of some cells."""
    args = {"encoder": ask["encoder"], **ask["args"]}
    if ask["kind"] == "text":
        return PretrainedText(("cell",), length=size, **args).encode(cells)
    if ask["kind"] == "audio":
        return PretrainedAudio(("cell",), seconds=size, **args).encode(cells, view)
    return PretrainedImage(("cell",), size=size, **args).encode(cells, view)


if __name__ == "__main__":
    main()
