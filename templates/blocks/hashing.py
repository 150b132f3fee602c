"""Words and groups of letters as hashes, the same in every process."""

import zlib
from functools import lru_cache
from typing import NamedTuple

import numpy as np


class Hashed(NamedTuple):
    """A word, as feature hashing sees it."""

    written: bytes
    whole: int
    """CRC-32 of the word, `before` that of the word and a space behind it."""
    before: int
    groups: np.ndarray
    """Those of its letter groups, with its ends marked; CJK runs too."""


@lru_cache(maxsize=200_000)
def hashed(word: str, shortest: int, longest: int) -> Hashed:
    """The hashes of a word and of its groups of `shortest` to `longest` letters."""
    marked, written = f"<{word}>", word.encode()
    groups = [
        zlib.crc32(marked[i : i + n].encode())
        for n in range(shortest, longest + 1)
        for i in range(len(marked) - n + 1)
    ]
    whole = zlib.crc32(written)
    return Hashed(written, whole, zlib.crc32(b" ", whole), np.array(groups, np.int64))


def pairs(words: list[Hashed]) -> list[int]:
    """CRC-32 of words, and of every two words with a space between."""
    both = zip(words, words[1:], strict=False)
    return [word.whole for word in words] + [
        zlib.crc32(second.written, first.before) for first, second in both
    ]


def signed(
    words: list[np.ndarray], letters: list[np.ndarray], buckets: int
) -> np.ndarray:
    """Counts (N * 2 * `buckets`,) of each row's hashes, first those of words, signed by
    the top bit, so that collisions cancel."""
    halves = [one for row in zip(words, letters, strict=True) for one in row]
    keys = np.concatenate(halves).astype(np.int64)
    starts = np.repeat(np.arange(len(halves)), [len(one) for one in halves]) * buckets
    signs = np.where(keys >> 31, 1.0, -1.0)
    return np.bincount(starts + keys % buckets, signs, len(halves) * buckets)
