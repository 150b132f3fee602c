"""Words and parts of words: a vocabulary learnt from counts, and the way to it."""

import re
import unicodedata
from collections import Counter

WORDS_AND_SIGNS = re.compile(r"\w+|[^\w\s]")
PADDING, UNKNOWN, SEPARATOR = 0, 1, 2
FIRST = 3  # id of the first piece


def split_words(text: str, lower: bool) -> list[str]:
    """Words and signs, each behind a space that marks where it begins."""
    text = unicodedata.normalize("NFKC", text)
    words = WORDS_AND_SIGNS.findall(text.lower() if lower else text)
    return [f" {word}" for word in words]


def learn_pieces(
    counts: Counter[str], size: int, longest: int = 6, characters: int = 1_000_000
) -> list[str]:
    """At most `size` pieces for words with `counts`, sorted.

    Up to a quarter are single characters, up to half more whole words that come at
    least twice; the rest are groups of 2 to `longest` characters from the other words,
    those that save the most pieces first (Chinese is read by these). `characters` of
    the other words are looked at, which bounds the time to seconds.
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    letters: Counter[str] = Counter()
    for word, count in ranked:
        for letter in word[1:]:
            letters[letter] += count
    singles = sorted(letters, key=lambda letter: (-letters[letter], letter))
    singles = singles[: size // 4]
    words = [word for word, count in ranked if count > 1][: size // 2]
    groups: Counter[str] = Counter()
    kept = set(words)
    for word, count in ranked:
        if word not in kept and characters > 0:
            characters -= len(word)
            for n in range(2, longest + 1):
                for i in range(len(word) - n + 1):
                    groups[word[i : i + n]] += count
    gain = {g: c * (len(g) - 1) for g, c in groups.items() if c > 2 and g not in kept}
    best = sorted(gain, key=lambda group: (-gain[group], group))
    room = size - len(set(singles) | kept)
    return sorted({*singles, *words, *best[:room]})


def word_ids(word: str, ids: dict[str, int], longest: int) -> list[int]:
    """Ids of the pieces of a word, the longest that fits first (Wu et al. 2016)."""
    found, start = [], 0
    while start < len(word):
        for end in range(min(len(word), start + longest), start, -1):
            if word[start:end] in ids:
                found.append(ids[word[start:end]])
                break
        else:
            end = start + 1
            if word[start] != " ":  # a bare mark of a beginning says nothing
                found.append(UNKNOWN)
        start = end
    return found
