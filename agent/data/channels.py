"""What the recordings of a column measure: the channels that all of a few tell."""

from collections.abc import Sequence
from pathlib import Path

from agent.data import formats

_READ, _NAMED = 4, 4
"""Recordings of a column that are read, and channels and topics that are named."""


def common(root: Path, cells: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Names of channels in the order of the alphabet, and what to tell of them; none
    for files of another format, and for recordings with nothing in common."""
    found, out = list[set[str]](), dict[str, str]()
    if formats.among(cells[:1]) != ("robot",) or formats.lacking(cells[:1]):
        return (), ""
    for cell in cells[:: max(1, len(cells) // _READ)][:_READ]:
        try:
            names, more = formats.channels(root / cell)
        except (OSError, ValueError):
            continue  # told where files are looked at
        found.append(set(names))
        out |= more
    names = tuple(sorted(set.intersection(*found))) if found else ()
    note = f": {_some(names)}" if names else ": they have no channel in common"
    if out:
        note += f"; left out: {_some([f'{topic} ({k})' for topic, k in out.items()])}"
    return names, note if found else ""


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
