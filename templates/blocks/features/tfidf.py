"""How often words and letter groups come in a text, by how rare they are."""

from functools import partial

import scipy.sparse
import torch
from torch import Tensor

from templates.blocks.counting import TermWeights
from templates.blocks.cutting import letter_groups, one, words_and_pairs
from templates.blocks.text_figures import FIGURES, text_figures
from templates.blocks.words import APART

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
    """Texts (N, T), UTF-8 bytes, to a sparse (N, F): `TermWeights` of words and pairs
    of them, where each Han character is a word, and of groups of 2 to `longest`
    letters, in all columns together, then `text_figures` of each, standardised, then
    counts of each column.

    The most frequent `words` and `letters`. Words, groups and figures have about the
    length 1 each.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        words: int = 20000,
        letters: int = 30000,
        longest: int = 5,
    ):
        groups = partial(letter_groups, longest=longest)
        self.counters = {
            "words": TermWeights(words, words_and_pairs, one),
            "letters": TermWeights(letters, str.split, groups),
        }
        self.mean, self.deviation = torch.zeros(FIGURES), torch.ones(FIGURES)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the vocabularies and how rare their entries are."""
        texts = decode(x[present]) or ["?"]
        columns = columns_of(texts, 1 + max(text.count(APART) for text in texts))
        for counter in self.counters.values():
            counter.fit(columns)
        figures = column_figures(columns)
        self.mean = figures.mean(dim=0)
        self.deviation = figures.std(dim=0, correction=0).clamp(min=1e-3)

    def __call__(self, x: Tensor, present: Tensor) -> scipy.sparse.csr_matrix:
        """Sparse float32 (N, F), an empty row where nothing is present."""
        columns = self.columns(x * present.unsqueeze(1))
        figures = ((column_figures(columns) - self.mean) / self.deviation).clamp(-5, 5)
        figures = figures * present.unsqueeze(1) / figures.shape[1] ** 0.5
        found = (counter(columns) for counter in self.counters.values())
        counted = zip(*found, strict=True)
        together, *each = (scipy.sparse.hstack(both) for both in counted)
        parts = [together, figures.numpy(), *each]
        return scipy.sparse.csr_matrix(scipy.sparse.hstack(parts))

    @property
    def widths(self) -> tuple[int, ...]:
        """Columns of what is counted in all texts, and of what in each."""
        places = (counter.places for counter in self.counters.values())
        counted = zip(*places, strict=True)
        together, *each = (sum(map(len, both)) for both in counted)
        return together + len(self.mean), *each

    def columns(self, x: Tensor) -> list[list[str]]:
        """The texts of each column that there was in training."""
        return columns_of(decode(x), len(self.mean) // FIGURES)

    def state(self) -> dict[str, Tensor]:
        learnt = {"mean": self.mean, "deviation": self.deviation}
        for name, counter in self.counters.items():
            learnt |= {f"{name}/{key}": v for key, v in counter.state().items()}
        return learnt

    def restore(self, state: dict[str, Tensor]) -> None:
        self.mean, self.deviation = state["mean"], state["deviation"]
        for name, counter in self.counters.items():
            begun = f"{name}/"
            own = {k.removeprefix(begun): v for k, v in state.items() if begun in k}
            counter.restore(own)


def columns_of(texts: list[str], count: int) -> list[list[str]]:
    """Texts (N) of `count` columns with `APART` between them, column by column."""
    rows = [(text + APART * count).split(APART)[:count] for text in texts]
    return [[row[i] for row in rows] for i in range(count)]


def column_figures(columns: list[list[str]]) -> Tensor:
    """`text_figures` of each column's texts (N), side by side: (N, columns * 7)."""
    return torch.cat([text_figures(texts) for texts in columns], dim=1)


def decode(x: Tensor) -> list[str]:
    """Texts of rows (N, T) of UTF-8 bytes; a letter that was cut in two is dropped."""
    return [row.tobytes().rstrip(b"\0").decode(errors="ignore") for row in x.numpy()]
