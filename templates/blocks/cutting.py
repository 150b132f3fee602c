"""Texts cut into words, pairs of words and groups of letters, and counted."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
import scipy.sparse

from templates.blocks.words import ONE_WORD

TOKENS = re.compile(ONE_WORD)
Cut = Callable[[str], list[str]]
"""A text, in small letters, to its parts."""


def counts(rows: Iterable[list[str]]) -> tuple[scipy.sparse.csr_matrix, list[str]]:
    """How often each name comes in each row: (N, names), and the names."""
    places: defaultdict[str, int] = defaultdict(lambda: len(places))
    found, ends = array("i"), array("q", [0])
    for row in rows:
        found.extend([places[name] for name in row])
        ends.append(len(found))
    ones, shape = np.ones(len(found), dtype=np.float32), (len(ends) - 1, len(places))
    table = scipy.sparse.csr_matrix((ones, found, ends), shape=shape)
    table.sum_duplicates()
    return table, list(places)


def words_and_pairs(text: str) -> list[str]:
    """Words of a text, and every two that follow each other."""
    words = TOKENS.findall(text)
    return words + [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]


def letter_groups(word: str, longest: int) -> list[str]:
    """Groups of 2 to `longest` letters of a word, blanks at its ends."""
    padded, found = f" {word} ", []
    for size in range(2, min(longest, len(padded)) + 1):
        found += [padded[i : i + size] for i in range(len(padded) - size + 1)]
    return found


def one(piece: str) -> list[str]:
    """A piece that is not cut."""
    return [piece]
