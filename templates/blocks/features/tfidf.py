"""How often words and letter groups come in a text, by how rare they are."""

from collections.abc import Iterator

import numpy as np
import scipy.sparse
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from torch import Tensor

from templates.blocks.text_figures import FIGURES, text_figures
from templates.blocks.words import APART, ONE_WORD

BLOCK = {
    "name": "tfidf",
    "role": "features",
    "class": "TextCounts",
    "kinds": ["utf8"],
    "summary": "TF-IDF of words, pairs of them, letter groups, and lengths; sparse",
    "paper": "Salton and Buckley 1988",
    "search": {
        "words": [20000, 5000, 50000],
        "letters": [30000, 10000, 60000],
        "longest": [5, 4, 6],
    },
}


class TextCounts:
    """Texts (N, T), UTF-8 bytes, to a sparse (N, F). Of each column of texts apart: the
    TF-IDF of words and pairs of them, where each Han character is a word, and of letter
    groups of 2 to `longest`, then `text_figures`, standardised.

    The most frequent ones of the training texts, up to `words` and `letters` of all
    columns together; counts are logarithmic, and words, groups and figures have a third
    of a row each. A word in a title is not what it is in a description: benchmarks.
    Groups of letters are counted in the first `reach` characters: of licences, 7000
    long, all of them took six times as long as words, those of 4000 twice (macro-F1 of
    two splits 0.566 and 0.553; up to 8000 0.567, up to 2000 0.558, without 0.506).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        words: int = 20000,
        letters: int = 30000,
        longest: int = 5,
        reach: int = 4000,
    ):
        self.words, self.letters, self.longest = words, letters, longest
        self.reach = reach
        self._begin(1)

    def _begin(self, columns: int) -> None:
        """Counters of words and of letters for each of `columns`, as yet of nothing."""
        every = {"sublinear_tf": True, "dtype": np.float32}
        words = every | {"token_pattern": ONE_WORD, "ngram_range": (1, 2)}
        letters = every | {"analyzer": "char_wb", "ngram_range": (2, self.longest)}
        pair = (words, self.words), (letters, self.letters)
        self.counters = [
            TfidfVectorizer(**how, max_features=max(most // columns, 1))
            for how, most in pair * columns
        ]
        self.mean = torch.zeros(columns * FIGURES)
        self.deviation = torch.ones(columns * FIGURES)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the vocabularies and how rare their entries are."""
        texts = decode(x[present]) or ["?"]
        self._begin(1 + max(text.count(APART) for text in texts))
        columns = self.columns(texts)
        for counter, part in zip(self.counters, self._parts(columns), strict=True):
            # one that finds nothing to count would be an error
            counter.fit(part if any(map(str.strip, part)) else ["?"])
        figures = column_figures(columns)
        self.mean = figures.mean(dim=0)
        self.deviation = figures.std(dim=0, correction=0).clamp(min=1e-3)

    def __call__(self, x: Tensor, present: Tensor) -> scipy.sparse.csr_matrix:
        """Sparse float32 (N, F), an empty row where nothing is present."""
        columns = self.columns(decode(x * present.unsqueeze(1)))
        figures = ((column_figures(columns) - self.mean) / self.deviation).clamp(-5, 5)
        figures = figures * present.unsqueeze(1) / figures.shape[1] ** 0.5
        pairs = zip(self.counters, self._parts(columns), strict=True)
        share = np.float32(len(columns) ** -0.5)
        counted = [share * counter.transform(part) for counter, part in pairs]
        return scipy.sparse.hstack([*counted, figures.numpy()], format="csr")

    def columns(self, texts: list[str]) -> list[list[str]]:
        """The texts of each column that there was in training."""
        count = len(self.counters) // 2
        rows = [text.split(APART)[:count] for text in texts]
        rows = [row + [""] * (count - len(row)) for row in rows]
        return [list(column) for column in zip(*rows, strict=True)] or [[]] * count

    def _parts(self, columns: list[list[str]]) -> Iterator[list[str]]:
        """What each counter counts in: words in all, letters in what is in reach."""
        for texts in columns:
            yield texts
            yield [text[: self.reach] for text in texts]

    def state(self) -> dict[str, Tensor]:
        found = {"mean": self.mean, "deviation": self.deviation}
        for i, counter in enumerate(self.counters):
            known = "\0".join(counter.get_feature_names_out())
            found[f"known{i}"] = torch.frombuffer(
                bytearray(known.encode()), dtype=torch.uint8
            )
            found[f"idf{i}"] = torch.from_numpy(counter.idf_.astype(np.float32))
        return found

    def restore(self, state: dict[str, Tensor]) -> None:
        self._begin(len(state["mean"]) // FIGURES)
        for i, counter in enumerate(self.counters):
            known = state[f"known{i}"].numpy().tobytes().decode().split("\0")
            counter.vocabulary = {entry: place for place, entry in enumerate(known)}
            counter.idf_ = state[f"idf{i}"].numpy()
        self.mean, self.deviation = state["mean"], state["deviation"]


def column_figures(columns: list[list[str]]) -> Tensor:
    """`text_figures` of each column's texts (N), side by side: (N, columns * 7)."""
    return torch.cat([text_figures(texts) for texts in columns], dim=1)


def decode(x: Tensor) -> list[str]:
    """Texts of rows (N, T) of UTF-8 bytes; a letter that was cut in two is dropped."""
    return [row.tobytes().rstrip(b"\0").decode(errors="ignore") for row in x.numpy()]
