"""Files that cells name and nothing here reads: told, and never taken for words."""

import re
from collections.abc import Sequence
from pathlib import Path

from agent.data import clips, data_kinds, formats, layouts, media
from agent.data.folders import TEXTS

_NAMED = re.compile(r"[^\n]{1,1024}\.(?=\w*[A-Za-z])\w{1,12}")
_WORDED = {*TEXTS, ".html", ".htm", ".xml", ".json", ".pdf", ".docx", ".doc", ".rtf"}
_SHOWN = 3
"""Suffixes that are told of each kind of data."""


def problem(root: Path, cells: Sequence[str]) -> str:
    """Why a column can't be used of whose cells nine in ten name files below `root`
    that no reader knows by their suffix; '' for any other."""
    named = [cell for cell in cells if _NAMED.fullmatch(cell)]
    unknown = [cell for cell in named if data_kinds.file_kind(cell) is None]
    if not unknown or len(unknown) < 0.9 * len(cells):
        return ""
    paths = [cell.replace("\\", "/").removeprefix("./") for cell in unknown]
    below = [path for path in paths if clips.below(path)]
    folder = layouts.folder_of(root, below[:20])
    there = root / folder if folder else root
    found = [path for path in below if (there / path).is_file()]
    if len(found) < 0.9 * len(cells):
        return ""
    ends = sorted({data_kinds.suffix(path) for path in found})
    told = " ".join(ends[:_SHOWN]) + (" …" if len(ends) > _SHOWN else "")
    if _WORDED.issuperset(ends):
        return f"files {told}, which are not opened: save their words as .txt"
    return (
        f"files {told}, which no reader knows; read are {_known()}; a reader of your "
        'own is two files: templates/README.md, "A modality that nobody foresaw"'
    )


def _known() -> str:
    """Kinds of files with some suffixes each."""
    kinds: dict[str, list[str]] = {}
    for suffix in sorted(media.SUFFIXES, key=formats.SUFFIXES.__contains__):
        kind = media.SUFFIXES[suffix]
        kinds.setdefault(kind, []).append(suffix)
    return ", ".join(f"{kind} {' '.join(s[:_SHOWN])}" for kind, s in kinds.items())
