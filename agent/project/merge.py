"""Three versions of a text -> one: what either side has changed, if they agree.

Over lines, by Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple


class Hunk(NamedTuple):
    """Lines that both sides have changed, each in its own way."""

    line: int
    """First of them in our version, from 1."""
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def merge(base: str, ours: str, theirs: str) -> tuple[str, tuple[Hunk, ...]]:
    """`theirs` with what `ours` changed in `base`; and the hunks for which that can't
    be told, where the text has `theirs`."""
    b, o, t = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    merged: list[str] = []
    conflicts = []
    at = (0, 0, 0)
    for stable, length in _stable(b, o, t):
        old, mine, new = (
            side[start:end]
            for side, start, end in zip((b, o, t), at, stable, strict=True)
        )
        if mine in (old, new):
            merged += new
        elif new == old:
            merged += mine
        else:
            merged += new
            conflicts.append(Hunk(at[1] + 1, tuple(mine), tuple(new)))
        merged += b[stable[0] : stable[0] + length]
        at = (stable[0] + length, stable[1] + length, stable[2] + length)
    return "".join(merged), tuple(conflicts)


def _stable(
    b: list[str], o: list[str], t: list[str]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Where a stretch of lines that all three share begins in each, and how long it is;
    the ends of all three last, with length 0."""
    mine, new = _matches(b, o), _matches(b, t)
    line = 0
    while line < len(b):
        if line not in mine or line not in new:
            line += 1
            continue
        length = 1
        while (
            mine.get(line + length) == mine[line] + length
            and new.get(line + length) == new[line] + length
        ):
            length += 1
        yield (line, mine[line], new[line]), length
        line += length
    yield (len(b), len(o), len(t)), 0


def _matches(b: list[str], other: list[str]) -> dict[int, int]:
    """Line of `b` -> the line of `other` that it became, in one order."""
    blocks = SequenceMatcher(None, b, other, autojunk=False).get_matching_blocks()
    return {m.a + i: m.b + i for m in blocks for i in range(m.size)}
