"""How often words and letter groups come in a text, by how rare they are."""

import numpy as np
import scipy.sparse
import torch
from torch import Tensor

from templates.blocks.counting import TermWeights, groups_of, words_and_pairs
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
    """Texts (N, T), UTF-8 bytes, to a sparse (N, F): `TermWeights` of the words of each
    column and pairs of them, where each Han character is a word, and of its groups of 2
    to `longest` letters, then `text_figures` of each, standardised.

    Up to `words` and `letters` of them, as many for each column. Words, groups and
    figures of all columns have about the length 1 each. A word in a title is another
    one than in a description: benchmarks/README.md, "Texts in several columns".
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        words: int = 20000,
        letters: int = 30000,
        longest: int = 5,
    ):
        self.words, self.letters, self.longest = words, letters, longest
        self._begin(1)

    def _begin(self, columns: int) -> None:
        """Counters of words and of letters for each column, as yet of nothing."""
        self.counters: list[TermWeights] = []
        for _ in range(columns):
            words = TermWeights(max(self.words // columns, 1), words_and_pairs, one)
            groups = groups_of(self.longest)
            letters = TermWeights(max(self.letters // columns, 1), str.split, groups)
            self.counters += [words, letters]
        self.mean = torch.zeros(columns * FIGURES)
        self.deviation = torch.ones(columns * FIGURES)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the vocabularies and how rare their entries are."""
        texts = decode(x[present]) or ["?"]
        self._begin(1 + max(text.count(APART) for text in texts))
        columns = self.columns(texts)
        for i, counter in enumerate(self.counters):
            counter.fit(columns[i // 2])
        figures = column_figures(columns)
        self.mean = figures.mean(dim=0)
        self.deviation = figures.std(dim=0, correction=0).clamp(min=1e-3)

    def __call__(self, x: Tensor, present: Tensor) -> scipy.sparse.csr_matrix:
        """Sparse float32 (N, F), an empty row where nothing is present."""
        columns = self.columns(decode(x * present.unsqueeze(1)))
        figures = ((column_figures(columns) - self.mean) / self.deviation).clamp(-5, 5)
        figures = figures * present.unsqueeze(1) / figures.shape[1] ** 0.5
        share = np.float32(len(columns) ** -0.5)
        counted = [share * c(columns[i // 2]) for i, c in enumerate(self.counters)]
        return scipy.sparse.csr_matrix(scipy.sparse.hstack([*counted, figures.numpy()]))

    def columns(self, texts: list[str]) -> list[list[str]]:
        """The texts of each column that there was in training."""
        count = len(self.counters) // 2
        rows = [text.split(APART)[:count] for text in texts]
        rows = [row + [""] * (count - len(row)) for row in rows]
        return [list(column) for column in zip(*rows, strict=True)] or [[]] * count

    def state(self) -> dict[str, Tensor]:
        learnt = {"mean": self.mean, "deviation": self.deviation}
        for i, counter in enumerate(self.counters):
            learnt |= {f"{name}{i}": value for name, value in counter.state().items()}
        return learnt

    def restore(self, state: dict[str, Tensor]) -> None:
        self._begin(len(state["mean"]) // FIGURES)
        for i, counter in enumerate(self.counters):
            counter.restore({name: state[f"{name}{i}"] for name in ("known", "rare")})
        self.mean, self.deviation = state["mean"], state["deviation"]


def one(piece: str) -> list[str]:
    """A word that is an entry itself."""
    return [piece]


def column_figures(columns: list[list[str]]) -> Tensor:
    """`text_figures` of each column's texts (N), side by side: (N, columns * 7)."""
    return torch.cat([text_figures(texts) for texts in columns], dim=1)


def decode(x: Tensor) -> list[str]:
    """Texts of rows (N, T) of UTF-8 bytes; a letter that was cut in two is dropped."""
    return [row.tobytes().rstrip(b"\0").decode(errors="ignore") for row in x.numpy()]
