"""How often entries come in columns of texts, weighed by how rare they are."""

import numpy as np
import scipy.sparse
import torch
from torch import Tensor

from templates.blocks.cutting import Cut, counts

APART_SHARE = 0.5
"""Length of what columns have by themselves beside what all have together. On the
hidden rows of eight sets, log loss and errors were as good as or better than those of
all together on seven, with 1 on six (benchmarks/README.md, "Texts in several
columns")."""


class TermWeights:
    """Columns of texts to sparse float32 (N, F_i): of each of the `most` frequent
    entries of the training texts the logarithm of its count, times how rare it is, each
    row of length 1 (TF-IDF, Salton and Buckley 1988).

    Several columns are counted together, as one text, and beside that each by itself,
    as many entries in all and half as strong: a word may be the same in a name and in
    an alias, and another in a title and in a description.
    A text is cut by `pieces`, and each different piece is cut into entries by `parts`
    once, however often it comes: of 1722 texts of 7000 letters, groups of letters take
    a twelfth of the time of `TfidfVectorizer`, with the same counts.
    """

    def __init__(self, most: int, pieces: Cut, parts: Cut):
        self.most, self.pieces, self.parts = most, pieces, parts
        self.places: list[dict[str, int]] = []
        self.rare: list[np.ndarray] = []

    def fit(self, columns: list[list[str]]) -> None:
        """Learn the entries of all columns, and of each, and how rare they are."""
        tables, made, names = self._counts(columns)
        self.places, self.rare = [], []
        for i, pieces in enumerate(tables):
            most = max(self.most // len(columns), 1) if i else self.most
            often = np.asarray(pieces.sum(axis=0)).ravel() @ made
            kept = [k for k in np.argsort(-often, kind="stable")[:most] if often[k]]
            kept = sorted(kept, key=names.__getitem__)
            self.places.append({names[k]: place for place, k in enumerate(kept)})
            held = np.bincount((pieces @ made[:, kept]).indices, minlength=len(kept))
            rare = np.log((1 + pieces.shape[0]) / (1 + held)) + 1
            self.rare.append(rare.astype(np.float32))

    def __call__(self, columns: list[list[str]]) -> list[scipy.sparse.csr_matrix]:
        """What all columns of a row have, then each; zeros where nothing is known."""
        tables, made, names = self._counts(columns)
        learnt = zip(tables, self.places, self.rare, strict=True)
        found = [weighed(t @ (made @ among(names, p)), r) for t, p, r in learnt]
        share = APART_SHARE * len(columns) ** -0.5
        return [found[0], *(share * one for one in found[1:])]

    def state(self) -> dict[str, Tensor]:
        learnt = {}
        for i, (places, rare) in enumerate(zip(self.places, self.rare, strict=True)):
            known = "".join(f"{name}\0" for name in places) or "\0"
            written = torch.frombuffer(bytearray(known.encode()), dtype=torch.uint8)
            learnt |= {f"known{i}": written, f"rare{i}": torch.from_numpy(rare)}
        return learnt

    def restore(self, state: dict[str, Tensor]) -> None:
        count = len(state) // 2
        self.rare = [state[f"rare{i}"].numpy() for i in range(count)]
        self.places = []
        for i, rare in enumerate(self.rare):
            known = state[f"known{i}"].numpy().tobytes().decode().split("\0")
            self.places.append({name: k for k, name in enumerate(known[: len(rare)])})

    def _counts(
        self, columns: list[list[str]]
    ) -> tuple[list[scipy.sparse.csr_matrix], scipy.sparse.csr_matrix, list[str]]:
        """Counts of pieces in the texts of all columns and of each, of entries in
        pieces, and the entries' names."""
        lower = (text.lower() for texts in columns for text in texts)
        pieces, cut = counts(map(self.pieces, lower))
        rows = len(columns[0])
        each = [pieces[i * rows : (i + 1) * rows] for i in range(len(columns))]
        tables = [sum(each[1:], each[0]), *each] if len(each) > 1 else each
        return tables, *counts(map(self.parts, cut))


def among(names: list[str], places: dict[str, int]) -> scipy.sparse.csr_matrix:
    """(names, places), 1 where a name has its place."""
    found = np.array([places.get(name, -1) for name in names], dtype=int)
    known = np.flatnonzero(found >= 0)
    ones, shape = np.ones(len(known), np.float32), (len(names), len(places))
    return scipy.sparse.csr_matrix((ones, (known, found[known])), shape=shape)


def weighed(
    table: scipy.sparse.csr_matrix, rare: np.ndarray
) -> scipy.sparse.csr_matrix:
    """Logarithms of counts (N, F) times `rare` (F,), each row of length 1."""
    table.data = (1 + np.log(table.data)) * rare[table.indices]
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    squares = np.bincount(rows, table.data**2, table.shape[0])
    table.data /= np.sqrt(squares)[rows]
    table.sort_indices()
    return table
