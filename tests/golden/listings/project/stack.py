"""A learner on top of the network: logistic_labels, beside picture by patches, name by tfidf, table by flat.

It takes the place of the network's head: what the encoders have learnt lies side by side
with plain features of the data.
"""

import hashlib
import math
import re
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np
import scipy.sparse
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from scipy.linalg import cholesky, solve_triangular
from scipy.special import expit, log_softmax, softmax
from sklearn.decomposition import PCA
from torch import Tensor, nn

from data import Rows
from model import FusionModel


def blank_absent(values: np.ndarray, present: Tensor) -> np.ndarray:
    """`values` (N, F) as float32, NaN where a row is not `present` (N,)."""
    return np.where(present.numpy()[:, None], values, np.nan).astype(np.float32)


FLAT = 1e-3
"""Part of the first component's deviation that a component has at least."""


def principal_axes(values: np.ndarray, most: int) -> dict[str, np.ndarray]:
    """`mean` (F,) and `axes` (K, F) of the rows (N, F) that are finite.

    K is `most`, or less for few rows; 0 for `most` or fewer than three rows. What has
    next to no variance is left out: it would be the rounding of sums, which depends on
    how many rows are multiplied at once, and trees cut anywhere.
    """
    known = values[np.isfinite(values).all(axis=1)]
    count = min(most, len(known) - 1, values.shape[1])
    if count < 2:
        mean, axes = np.zeros(values.shape[1]), np.zeros((0, values.shape[1]))
    else:
        pca = PCA(count, svd_solver="randomized", random_state=0).fit(known)
        spread = pca.singular_values_
        mean, axes = pca.mean_, pca.components_[spread >= FLAT * spread[0]]
    axes = np.ascontiguousarray(axes, dtype=np.float32)
    return {"mean": mean.astype(np.float32), "axes": axes}


def project(values: np.ndarray, learnt: dict[str, np.ndarray]) -> np.ndarray:
    """Components (N, K) of rows (N, F); rows that are not finite stay NaN."""
    return (values - learnt["mean"]) @ learnt["axes"].T


class PrincipalNumbers:
    """Numbers (N, L) to (N, F): the same or, where there are more than `most` of them,
    their `most` principal components: what trees do well with is few."""

    def __init__(self, shape: tuple[int, ...], *, most: int = 64):
        self.most = most if shape[0] > most else 0
        self.learnt: dict[str, np.ndarray] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the components of the rows that are present."""
        self.learnt = principal_axes(x[present].float().numpy(), self.most)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where nothing is present."""
        values = x.float().numpy()
        if len(self.learnt["axes"]):
            values = project(values, self.learnt)
        return blank_absent(values, present)

    def state(self) -> dict[str, Tensor]:
        return {name: torch.from_numpy(value) for name, value in self.learnt.items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: value.numpy() for name, value in state.items()}


class PatchFeatures:
    """Pictures (N, C, H, W) to (N, 9 `words`), without a label.

    Coates et al., "An analysis of single-layer networks in unsupervised feature
    learning", 2011: patches of `patch` pixels, their brightness and contrast taken out,
    whitened, clustered by k-means; a patch answers by how much nearer than usual it is
    to each centre, and answers are averaged over a grid of 3 by 3 parts (theirs: 2 by
    2). Pictures are shrunk to `side` pixels first.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        words: int = 256,
        side: int = 32,
        patch: int = 6,
        stride: int = 2,
    ):
        self.words, self.patch, self.stride = words, patch, stride
        self.side = max(patch, min(side, *shape[1:]))
        self.learnt: dict[str, Tensor] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn whitening and centres from patches of up to 1500 pictures."""
        generator = torch.Generator().manual_seed(0)
        order = torch.randperm(len(x[present]), generator=generator)[:1500]
        found = self._patches(x[present][order])  # (n, places, P)
        some = torch.randperm(found.shape[1], generator=generator)[:40]
        rows = (
            found[:, some].flatten(0, 1)
            if len(order)
            else torch.zeros(1, found.shape[2])
        )
        mean = rows.mean(dim=0)
        moved = rows - mean
        values, axes = torch.linalg.eigh(moved.T @ moved / len(rows))
        whiten = (axes / (values + 0.1 * values.mean() + 1e-6).sqrt()) @ axes.T
        rows = moved @ whiten
        centres = rows[torch.randint(len(rows), (self.words,), generator=generator)]
        for _ in range(10):
            nearest = torch.cdist(rows, centres).argmin(dim=1)
            count = nearest.bincount(minlength=self.words).unsqueeze(1)
            total = torch.zeros_like(centres).index_add_(0, nearest, rows)
            centres = torch.where(count > 0, total / count.clamp(min=1), centres)
        self.learnt = {"mean": mean, "whiten": whiten, "centres": centres}

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, 9 words), NaN where no picture is present."""
        mean, whiten, centres = self.learnt.values()
        parts = [torch.zeros(0, 9 * self.words)]
        for some in x.split(64):
            rows = (self._patches(some) - mean) @ whiten
            far = torch.cdist(rows, centres.expand(len(rows), -1, -1))
            near = F.relu(far.mean(dim=2, keepdim=True) - far)  # (n, places, words)
            width = round(near.shape[1] ** 0.5)
            planes = near.transpose(1, 2).unflatten(2, (width, width))
            parts.append(F.adaptive_avg_pool2d(planes, 3).flatten(1))
        return blank_absent(torch.cat(parts).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return self.learnt

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: state[name] for name in ("mean", "whiten", "centres")}

    def _patches(self, x: Tensor) -> Tensor:
        """(N, places, channels * patch^2), each of mean 0, contrasts about alike."""
        small = F.adaptive_avg_pool2d(x.float() / 255, self.side)
        found = F.unfold(small, self.patch, stride=self.stride).transpose(1, 2)
        found = found - found.mean(dim=2, keepdim=True)
        return found / (found.var(dim=2, keepdim=True) + 0.01).sqrt()


SIGNS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han characters and kana: no spaces stand between them, and each says something."""
ONE_WORD = rf"[{SIGNS}]|[^\W{SIGNS}]+|[^\w\s]"
"""A word, a Han character or kana by itself, or a mark."""
ONE_RUN = r"\w+|[^\w\s]"
"""What stands between spaces and marks, inside of which letters make groups."""
APART = "\x1f"
"""Between the texts of two columns: a blank to whoever does not ask for columns."""


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


FIGURES = 7
WORD_OR_MARK = re.compile(ONE_WORD)


def text_figures(texts: list[str]) -> Tensor:
    """Texts (N) to float32 (N, 7): logarithms of the counts of characters and of words,
    letters a word, shares of capitals, digits and marks among the characters, and of
    different words among the words."""
    rows = [_figures(text) for text in texts]
    return torch.tensor(rows, dtype=torch.float32).reshape(-1, FIGURES)


def _figures(text: str) -> list[float]:
    words = WORD_OR_MARK.findall(text)
    signs, count = max(len(text), 1), max(len(words), 1)
    marks = sum(1 for word in words if not word[0].isalnum())
    return [
        math.log(signs),
        math.log(count),
        len(text) / count,
        sum(map(str.isupper, text)) / signs,
        sum(map(str.isdigit, text)) / signs,
        marks / signs,
        len(set(words)) / count,
    ]


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


class FlatNumbers:
    """Numbers (N, L) to (N, L + K): the same and, where there are more of them, their
    K = `components` principal components."""

    def __init__(self, shape: tuple[int, ...], *, components: int = 32):
        self.most = components if shape[0] > components else 0
        self.learnt: dict[str, np.ndarray] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the components of the rows that are present."""
        self.learnt = principal_axes(x[present].float().numpy(), self.most)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, L + K), NaN where nothing is present."""
        values = x.float().numpy()
        both = np.concatenate([values, project(values, self.learnt)], axis=1)
        return blank_absent(both, present)

    def state(self) -> dict[str, Tensor]:
        return {name: torch.from_numpy(value) for name, value in self.learnt.items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: value.numpy() for name, value in state.items()}


Matrix = np.ndarray | scipy.sparse.csr_matrix


def beside(parts: dict[str, Matrix]) -> Matrix:
    """All columns of parts (N, F_m) in one (N, F), sparse if one of them is."""
    if any(scipy.sparse.issparse(part) for part in parts.values()):
        return scipy.sparse.hstack(list(parts.values()), format="csr", dtype=np.float32)
    return np.concatenate(list(parts.values()), axis=1)


def apart(name: str, part: Matrix, widths: tuple[int, ...]) -> dict[str, Matrix]:
    """A part (N, F), or, where there are `widths`, its pieces of so many columns each,
    so that a learner may let them count differently."""
    if len(widths) < 2:
        return {name: part}
    ends = np.cumsum(widths)
    pieces = zip(ends - widths, ends, strict=True)
    return {f"{name}/{i}": part[:, a:b] for i, (a, b) in enumerate(pieces)}


def take_rows(parts: dict[str, Matrix], index: np.ndarray) -> dict[str, Matrix]:
    """The rows `index` of every part."""
    return {name: part[index] for name, part in parts.items()}


NARROW, ROWS, PRODUCTS = 4, 6000, 10
"""Outputs from which, and rows up to which, there may be fewer unknowns by rows; with
fewer outputs where features have more than a tenth as many numbers as rows products,
as those of long texts have (spam mail: 0.9 instead of 1.7 s)."""
ROUNDING = 1e-4
"""What is added to the product of a row with itself: some rows are equal, or others'
sums but for rounding."""
DENSE, COLUMNS_AT_ONCE = 30, 8192
"""Of so many rows one has what is counted as if all had it; columns taken at once."""
ITERATIONS, BETWEEN = 60, 20
"""Of L-BFGS at most, and between looks at the clock. 200 are no better on pictures of
emojis and icons (macro-F1 0.363 and 0.262, here 0.363 and 0.273), and take twice as
long."""

BEND = 0.05
"""Half the width of the middle of a pinball loss, in deviations of the numbers."""


def softmax_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed cross-entropy of scores (N, C) for shares (N, C), and its gradient."""
    return -(y * log_softmax(scores, axis=1)).sum(), softmax(scores, axis=1) - y


def sigmoid_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed cross-entropy of scores (N, L) for labels (N, L), and its gradient."""
    return (np.logaddexp(0, scores) - y * scores).sum(), expit(scores) - y


def huber_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed Huber loss of scores (N, K) for numbers (N, K), NaN for unknown ones, and
    its gradient: squares up to a tenth, straight beyond."""
    away = np.nan_to_num(scores - y)
    near = away.clip(-0.1, 0.1)
    return (near * (away - near / 2)).sum(), near


def square_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed half squares of scores (N, K) for numbers (N, K), NaN for unknown ones,
    and its gradient."""
    away = np.nan_to_num(scores - y)
    return (away**2).sum() / 2, away


def pinball_loss(
    levels: tuple[float, ...], scores: np.ndarray, y: np.ndarray
) -> tuple[float, np.ndarray]:
    """Summed pinball loss of scores (N, K), the quantiles at `levels`, for numbers
    (N, K), NaN for unknown ones, and its gradient; bent, not broken, in the middle."""
    away = np.nan_to_num(scores - y)
    weight = np.where(away > 0, 1 - np.array(levels), np.array(levels))
    near = (away / BEND).clip(-1, 1)
    value = weight * near * (away - near * BEND / 2)
    return value.sum(), weight * near


def linear_goal(y: torch.Tensor) -> tuple[np.ndarray, object]:
    """Targets (N, K) of a linear model, and its loss: classes by the cross-entropy,
    numbers standardised by squares."""
    if not y.dtype.is_floating_point:
        return np.eye(int(y.max()) + 1)[y.numpy()], softmax_loss
    values = y.reshape(len(y), -1)
    spread = (values - values.nanmean(dim=0)).square().nanmean(dim=0).sqrt()
    spread = torch.where(spread > 0, spread, 1.0)
    return ((values - values.nanmean(dim=0)) / spread).double().numpy(), square_loss


def linear_scores(parts: list[Matrix], weights: np.ndarray) -> np.ndarray:
    """(N, C) of parts (N, F_m) by weights (1 + sum of F_m, C), the bias first."""
    total, start = weights[0].astype(np.float64), 1
    for part in parts:
        piece = weights[start : start + part.shape[1]].astype(part.dtype)
        total = total + part @ piece
        start += part.shape[1]
    return total


def choose_penalty(
    parts: list[Matrix],
    y: np.ndarray,
    other: list[Matrix],
    y_other: np.ndarray,
    loss,
    strengths: list[float],
    start: np.ndarray,
    deadline: float,
    gains: list[float] | None = None,
) -> tuple[float, float, np.ndarray]:
    """(penalty, its summed loss on the `other` rows, weights (1 + F, C)) of the one
    penalty of `strengths`, from strong to weak, that has the least such loss; parts
    count by their `gains`, if there are any.

    Each begins where the one before ended; it ends where weaker ones only get worse.
    """
    space = _space(parts, y, gains)
    now, best = space.inward(start), (strengths[0], math.inf, start)
    for strength in strengths:
        now = least(space.parts, y, loss, strength, now, deadline)
        weights = space.outward(now)
        value = float(loss(linear_scores(other, weights), y_other)[0])
        if value < best[1]:
            best = strength, value, weights
        if value > 1.1 * best[1] or time.monotonic() > deadline:
            break
    return best


def fit_linear(
    parts: list[Matrix],
    y: np.ndarray,
    loss,
    strength: float,
    start: np.ndarray,
    deadline: float,
    gains: list[float] | None = None,
) -> np.ndarray:
    """Weights (1 + F, C), from `start`, of the least mean loss on targets (N, C) plus
    `strength` / 2 times the sum of their squares, the bias apart; some steps are taken
    even where the deadline is over."""
    space = _space(parts, y, gains)
    inner = space.inward(start)
    return space.outward(least(space.parts, y, loss, strength, inner, deadline))


def _space(
    parts: list[Matrix], y: np.ndarray, gains: list[float] | None
) -> "RowSpace | FeatureSpace":
    gains = gains or [1.0] * len(parts)
    rows, outputs = y.shape
    features = sum(part.shape[1] for part in parts)
    numbers = sum(getattr(part, "nnz", part.size) for part in parts)
    quicker = outputs >= NARROW or rows**2 < PRODUCTS * numbers
    fewer = rows <= ROWS and 2 * rows < features
    return (RowSpace if quicker and fewer else FeatureSpace)(parts, gains)


class FeatureSpace:
    """One unknown for each feature, as much as its part counts."""

    def __init__(self, parts: list[Matrix], gains: list[float]):
        told = list(zip(parts, gains, strict=True))
        self.parts = [part if gain == 1 else part * gain for part, gain in told]
        columns = [np.full((part.shape[1], 1), gain) for part, gain in told]
        self.gains = np.concatenate([np.ones((1, 1)), *columns])

    def inward(self, weights: np.ndarray) -> np.ndarray:
        return weights / self.gains

    def outward(self, inner: np.ndarray) -> np.ndarray:
        return inner * self.gains


class RowSpace:
    """The same linear model with one unknown for each row instead of each feature.

    The best weights are sums of the rows of features (Kimeldorf and Wahba 1971), so a
    square root R (N, N) of the products between rows can stand for parts (N, F_m): it
    gives the same scores and the same penalty. Of 2900 icons with 37
    labels, five penalties on their words in two columns took 18 s instead of 24, on
    those of both together 9 instead of 18.
    """

    def __init__(self, parts: list[Matrix], gains: list[float]):
        self.wide = list(zip(parts, gains, strict=True))
        products = sum(g**2 * row_products(p).astype(np.float64) for p, g in self.wide)
        products[np.diag_indices_from(products)] += ROUNDING * max(gains) ** 2
        root = cholesky(products, lower=True, overwrite_a=True, check_finite=False)
        self.root = root.astype(np.float32)
        self.parts: list[Matrix] = [self.root]

    def inward(self, weights: np.ndarray) -> np.ndarray:
        """Weights (1 + N, C) that say what weights (1 + F, C) say."""
        scores = linear_scores([p for p, _ in self.wide], weights) - weights[0]
        inner = solve_triangular(self.root, scores, lower=True, check_finite=False)
        return np.concatenate([weights[:1], inner])

    def outward(self, inner: np.ndarray) -> np.ndarray:
        """Weights (1 + F, C) of weights (1 + N, C)."""
        shares = solve_triangular(
            self.root, inner[1:], lower=True, trans="T", check_finite=False
        )
        wide = (gain**2 * (part.T @ shares) for part, gain in self.wide)
        return np.concatenate([inner[:1], *wide])


def row_products(part: Matrix) -> np.ndarray:
    """Products of the rows of a part (N, F) with each other: (N, N). Columns that many
    rows have are multiplied as dense ones: 1033 licences 0.4 s instead of 4.0."""
    if not scipy.sparse.issparse(part):
        return part @ part.T
    columns = scipy.sparse.csc_matrix(part)
    often = np.diff(columns.indptr) > part.shape[0] / DENSE
    rare = columns[:, ~often].tocsr()
    total = torch.from_numpy((rare @ rare.T).toarray())
    for some in np.array_split(
        np.flatnonzero(often), often.sum() // COLUMNS_AT_ONCE + 1
    ):
        dense = torch.from_numpy(columns[:, some].toarray())
        total.addmm_(dense, dense.T)
    return total.numpy()


def least(
    parts: list[Matrix],
    y: np.ndarray,
    loss,
    strength: float,
    start: np.ndarray,
    deadline: float = -math.inf,
    change: float = 1e-6,
) -> np.ndarray:
    """Weights (1 + F, C), from `start`, of the least mean loss and penalty; after so
    many steps as there are between looks at the clock, or `ITERATIONS` if there is time
    until the `deadline` (`time.monotonic`)."""
    weights, rows = torch.from_numpy(start.copy()), len(y)

    def objective() -> float:
        value, slope = loss(linear_scores(parts, weights.numpy()), y)
        slopes = [slope.sum(axis=0, keepdims=True)]
        slopes += [part.T @ slope.astype(part.dtype) for part in parts]
        weights.grad = torch.from_numpy(np.concatenate(slopes) / rows)
        weights.grad[1:] += strength * weights[1:]
        return value / rows + 0.5 * strength * weights[1:].square().sum().item()

    # SciPy's, which allows for bounds, took longer for its own sums than for products.
    search = torch.optim.LBFGS(
        [weights],
        max_iter=BETWEEN,
        tolerance_change=change,
        tolerance_grad=change / 10,
        history_size=10,
        line_search_fn="strong_wolfe",
    )
    taken = 0
    while taken < ITERATIONS:  # late or not, what has learnt nothing is of no use
        search.step(objective)  # type: ignore[arg-type]
        before, taken = taken, search.state[weights]["n_iter"]
        if taken == before or taken % BETWEEN or time.monotonic() > deadline:
            break
    return weights.numpy()


SOME, MORE, JUDGES = 800, 1600, 50
"""Rows that are looked at, and of those that judge, at most, at first and where there
is time; fewer judges than 50 are no reason to prefer anything."""
DEARER = 4
"""Times as long as some rows take, more of them may."""
STEP, MOST_GAIN = 2.0, 8.0
"""Gains rise and fall by this factor at a time, and by that in all."""
BETTER, SURELY, BLOCKS = 0.003, 1.0, 20
"""Part of the loss by which other gains have to be better, and standard errors of that,
by blocks of the rows that judge."""
CHANGE = 1e-9
"""Of the loss in a step, at which a fit ends: one that begins where that of other gains
ended, nearly without a loss, would end there at once by what is enough elsewhere."""
HALF = 10**0.5
"""Half a power of ten, from penalty to penalty."""


def part_gains(
    parts: list[Matrix],
    y: np.ndarray,
    other: list[Matrix],
    y_other: np.ndarray,
    loss,
    penalties: list[float],
    bias: np.ndarray,
    deadline: float,
) -> tuple[list[float], list[float]]:
    """Factors of parts (N, F_m), and the penalties, from strong to weak, that are worth
    a try with them, by the loss on `other` rows; `bias` (1, C) is where it begins.

    A penalty on squared weights falls on all features alike; a part that counts twice
    as much pays a quarter of it. A third of the time until `deadline` is for this.
    """
    now = time.monotonic()
    end, gains = now + (deadline - now) / 3, np.ones(len(parts))
    tried = [penalty / half for penalty in penalties for half in (1.0, HALF)]
    for rows in (SOME, MORE):
        found = PartGains(parts, y, other, y_other, loss, bias, rows, gains)
        found.choose(tried, end)
        gains = found.gains
        tried = [found.penalty * HALF**step for step in (2, 1, 0, -1, -2, -3)]
        then, now = now, time.monotonic()
        if len(y) <= SOME or DEARER * (now - then) > end - now:
            break
    return gains.tolist(), tried


class PartGains:
    """Gains of parts: those to begin with, then what has the least loss on other rows,
    one part and one step at a time.

    Few rows, `some` of both at most, will do, and the products of their rows part by
    part, which have only to be added anew for other gains. What is better by luck of
    the few that judge is not taken (benchmarks/README.md, "Gains of parts").
    """

    def __init__(
        self,
        parts: list[Matrix],
        y: np.ndarray,
        other: list[Matrix],
        y_other: np.ndarray,
        loss,
        bias: np.ndarray,
        some: int,
        gains: np.ndarray,
    ):
        draw = np.random.default_rng(0)
        rows, judges = (draw.permutation(len(n))[:some] for n in (y, y_other))
        self.y, self.y_other, self.loss = y[rows], y_other[judges], loss
        both = [stacked(p[rows], o[judges]) for p, o in zip(parts, other, strict=True)]
        products = [row_products(part).astype(np.float64) for part in both]
        self.within = [p[: len(rows), : len(rows)] for p in products]
        self.across = [p[len(rows) :, : len(rows)] for p in products]
        self.gains, self.penalty, self.best = gains, 1.0, np.full(1, np.inf)
        self.blocks = np.array_split(np.arange(len(judges)), min(BLOCKS, len(judges)))
        self.bias, self.scores = bias, np.zeros((len(rows), bias.shape[1]))

    def choose(self, penalties: list[float], deadline: float) -> None:
        """Try penalties, from strong to weak, and then other gains."""
        self.penalty = penalties[0]
        for penalty in penalties:
            worse = self._try(self.gains, penalty) > 1.1 * self.best.mean()
            if worse or time.monotonic() > deadline:
                break
        before = np.inf if len(self.y_other) >= JUDGES else 0.0
        while self.best.mean() < before and time.monotonic() < deadline:
            before = (1 - BETTER) * self.best.mean()
            for part in range(len(self.gains)):
                self._move(part, deadline)
            for factor in (HALF, 1 / HALF):
                self._try(self.gains, self.penalty * factor)

    def _move(self, part: int, deadline: float) -> None:
        """Let one part count more, or else less, as long as that is better."""
        for factor in (STEP, 1 / STEP):
            changed = self.gains.copy()
            while time.monotonic() < deadline:
                changed[part] *= factor
                far = not 1 / MOST_GAIN <= changed[part] <= MOST_GAIN
                if far or self._try(changed, self.penalty) > self.best.mean():
                    break

    def _try(self, gains: np.ndarray, penalty: float) -> float:
        """The loss on the other rows; what is surely better is kept."""
        within = sum(g**2 * p for g, p in zip(gains, self.within, strict=True))
        across = sum(g**2 * p for g, p in zip(gains, self.across, strict=True))
        within[np.diag_indices_from(within)] += ROUNDING * gains.max() ** 2
        root = cholesky(within, lower=True, check_finite=False)
        inner = solve_triangular(root, self.scores, lower=True, check_finite=False)
        begin = np.concatenate([self.bias, inner])
        asked = [root.astype(np.float32)], self.y, self.loss, penalty, begin
        found = least(*asked, change=CHANGE)
        shares = solve_triangular(root, found[1:], lower=True, trans="T")
        said = found[0] + across @ shares
        value = np.array(
            [self.loss(said[b], self.y_other[b])[0] / len(b) for b in self.blocks]
        )
        if self._surely(value):
            self.gains, self.penalty, self.best = gains.copy(), penalty, value
            self.bias, self.scores = found[:1], root @ found[1:]
        return value.mean()

    def _surely(self, value: np.ndarray) -> bool:
        """Whether mean losses of blocks (B,) are better beyond their noise."""
        if not np.isfinite(self.best).all():
            return True
        gain = self.best - value
        error = gain.std(ddof=1) / len(gain) ** 0.5
        return gain.mean() > max(BETTER * self.best.mean(), SURELY * error)


def stacked(part: Matrix, other: Matrix) -> Matrix:
    """Rows of one below those of the other."""
    if scipy.sparse.issparse(part):
        return scipy.sparse.vstack([part, other], format="csr")
    return np.concatenate([part, other])


class PartScale:
    """Standardises dense parts (N, F) and makes their rows about as long as those of
    sparse ones, 1: no modality counts more for having more numbers.

    Gaps become the mean. Numbers are clipped to five deviations.
    """

    def fit(self, parts: dict[str, Matrix]) -> None:
        """Learn mean and deviation of dense columns."""
        self.mean: dict[str, np.ndarray] = {}
        self.deviation: dict[str, np.ndarray] = {}
        for name, part in parts.items():
            if not scipy.sparse.issparse(part):
                known = np.ma.masked_invalid(part.astype(np.float64))
                spread = known.std(axis=0).filled(0.0)
                self.mean[name] = known.mean(axis=0).filled(0.0).astype(np.float32)
                self.deviation[name] = np.where(spread > 1e-6, spread, np.inf)

    def __call__(self, parts: dict[str, Matrix]) -> list[Matrix]:
        """The parts, scaled, float32."""
        scaled = []
        for name, part in parts.items():
            if not scipy.sparse.issparse(part):
                z = (part - self.mean[name]) / self.deviation[name]
                used = max(1, np.isfinite(self.deviation[name]).sum())
                part = np.nan_to_num(z).clip(-5, 5).astype(np.float32) / used**0.5
            scaled.append(part)
        return scaled

    def state(self) -> dict[str, Tensor]:
        learnt = {"mean": self.mean, "deviation": self.deviation}
        return {
            f"{what}.{name}": torch.from_numpy(value.astype(np.float32))
            for what, of in learnt.items()
            for name, value in of.items()
        }

    def restore(self, state: dict[str, Tensor]) -> None:
        learnt: dict[str, dict] = {"mean": {}, "deviation": {}}
        for key, value in state.items():
            what, _, name = key.partition(".")
            if what in learnt:
                learnt[what][name] = value.numpy()
        self.mean, self.deviation = learnt["mean"], learnt["deviation"]


GRID = 81  # thresholds tried, evenly spaced in logits from -6 to 6
SHRINK = 10.0  # positives that a label needs to be trusted half with its own threshold


def best_shift(outputs: Tensor, targets: Tensor, of_each: bool) -> Tensor:
    """Logits (L,) from which saying yes gives the best F1 on rows that were not trained
    on: one for all labels, or with `of_each` one of each.

    Rare labels stay near the threshold that is best for all labels together: theirs
    counts n / (n + SHRINK), n being their positives among these rows. Lipton et al.,
    "Optimal thresholding of classifiers to maximize F1 measure", 2014.
    """
    grid = torch.linspace(-6.0, 6.0, GRID, device=outputs.device)
    right = torch.stack([((outputs > cut) * targets).sum(0) for cut in grid])
    said = torch.stack([(outputs > cut).float().sum(0) for cut in grid])  # (G, L)
    true = targets.sum(0)
    together = 2 * right.sum(1) / (said.sum(1) + true.sum()).clamp(min=1)
    shift = grid[together.argmax()].repeat(len(true))
    if not of_each:
        return shift
    f1 = 2 * right / (said + true).clamp(min=1)
    best = (f1 == f1.max(0).values).float()  # the middle of the best thresholds
    own = (best * grid.unsqueeze(1)).sum(0) / best.sum(0)
    return shift + (own - shift) * true / (true + SHRINK)


class LogisticLabels:
    """Features to probabilities (N, `outputs`), linear in them, each label for itself.

    `search` finds how much each part counts (`part_gains`), the penalty, a half power
    of ten from 0.001 to about 10^`weakest`, by the loss on validation rows, and where
    yes begins; `fit` trains with them.
    """

    def __init__(
        self, outputs: int, *, weakest: float = -7.0, thresholds: str = "none"
    ):
        self.outputs, self.thresholds = outputs, thresholds
        self.strengths = 10.0 ** np.arange(-3.0, weakest - 0.1, -1.0)
        self.scale = PartScale()
        self.gains: list[float] | None = None
        self.shift = torch.zeros(outputs)

    def search(
        self,
        parts: dict[str, Matrix],
        y: Tensor,
        fit,
        valid,
        deadline: float,
        seed: int,
    ) -> dict[str, float]:
        """Train on the rows `fit` as often as it takes; returns what was chosen."""
        self.scale.fit(take_rows(parts, fit))
        x = self.scale(take_rows(parts, fit))
        other = self.scale(take_rows(parts, valid))
        labels = y.numpy().astype(np.float64)
        share = labels[fit].mean(axis=0).clip(1e-3, 1 - 1e-3)
        start = np.zeros((1 + sum(part.shape[1] for part in x), self.outputs))
        start[0] = np.log(share / (1 - share))
        asked = x, labels[fit], other, labels[valid], sigmoid_loss
        self.gains, near = part_gains(
            *asked, self.strengths.tolist(), start[:1], deadline
        )
        self.strength, least, self.coefficients = choose_penalty(
            *asked, near, start, deadline, self.gains
        )
        if self.thresholds != "none":
            logits = self.predict(take_rows(parts, valid)).logit(eps=1e-6)
            self.shift = best_shift(logits, y[valid], self.thresholds == "label")
        return {"penalty": self.strength, "valid_loss": least / labels[valid].size}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows with the penalty that `search` found best."""
        self.coefficients = fit_linear(
            self.scale(parts),
            y.numpy().astype(np.float64),
            sigmoid_loss,
            self.strength,
            self.coefficients,
            deadline,
            self.gains,
        )

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        scores = linear_scores(self.scale(parts), self.coefficients)
        return (torch.from_numpy(scores).float() - self.shift).sigmoid()

    @property
    def params(self) -> int:
        """Coefficients, the bias among them."""
        return self.coefficients.size

    def state(self) -> dict[str, Tensor]:
        learnt = {"coefficients": torch.from_numpy(self.coefficients).float()}
        return learnt | {"shift": self.shift} | self.scale.state()

    def restore(self, state: dict[str, Tensor]) -> None:
        self.coefficients = state["coefficients"].numpy()
        self.shift = state["shift"]
        self.scale.restore(state)


PAYS = 0.1
"""Seconds of computing from which features are kept; less than that, files cost too."""
MOST_KEPT = 2**27
"""Bytes of features above which they are made anew each time."""


class KeptFeatures:
    """Features that take what they have learnt and made before from the folder `known`,
    and leave what is new in `new`; values are the same to the last bit.

    Files are named after the features as they were before they learnt, and the tensors
    that they were given, so that one can't be taken for another.
    """

    def __init__(self, features, known: Path, new: Path):
        self.features, self.known, self.new = features, known, new
        self.plain = hashlib.sha256(told(features).encode()).hexdigest()
        self.spent = self.spared = 0.0

    def __getattr__(self, name: str):
        """All else is the features' own: their state."""
        return getattr(self.features, name)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn from training rows, or recall what was learnt from them."""
        begin = time.monotonic()
        self.name = self._name(self.plain, x, present)
        state = self.known / f"{self.name}.safetensors"
        if state.exists():
            self.features.restore(load_file(state))
        else:
            self.features.fit(x, present)
        self.spent = time.monotonic() - begin

    def __call__(self, x: Tensor, present: Tensor) -> Matrix:
        """What the features themselves give."""
        name = f"{self._name(self.name, x, present)}.safetensors"
        if (self.known / name).exists():
            kept = load_file(self.known / name)
            self.spared += kept["/seconds"].item()
            return matrix_of(kept)
        begin = time.monotonic()
        made = self.features(x, present)
        spent = time.monotonic() - begin + self.spent
        if spent > PAYS:
            self._keep(name, tensors_of(made) | {"/seconds": torch.tensor(spent)})
        return made

    def _keep(self, name: str, made: dict[str, Tensor]) -> None:
        state = {key: v.contiguous() for key, v in self.features.state().items()}
        if max(map(size_of, (made, state))) < MOST_KEPT:
            self.new.mkdir(exist_ok=True)
            save_file(state, self.new / f"{self.name}.safetensors")
            save_file(made, self.new / name)

    def _name(self, before: str, x: Tensor, present: Tensor) -> str:
        given = hashlib.sha256(f"{before} {x.dtype} {tuple(x.shape)}".encode())
        for tensor in (x, present):
            given.update(tensor.contiguous().numpy().data)
        return given.hexdigest()[:32]


def told(value) -> str:
    """What a value consists of: the same in every process for what is made alike."""
    if isinstance(value, Tensor | np.ndarray):
        return f"{value.dtype} {value.tolist()}"
    if isinstance(value, partial):
        return told([value.func, value.args, value.keywords])
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {told(v)}' for key, v in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(told, value))}]"
    if hasattr(value, "__qualname__"):  # a function
        return value.__qualname__
    if hasattr(value, "__dict__"):
        return f"{type(value).__name__} {told(vars(value))}"
    return repr(value)


def size_of(tensors: dict[str, Tensor]) -> int:
    """Bytes of all of them."""
    return sum(value.numel() * value.element_size() for value in tensors.values())


def tensors_of(made: Matrix) -> dict[str, Tensor]:
    """A matrix, dense or sparse, as files keep it."""
    if isinstance(made, np.ndarray):
        return {"dense": torch.from_numpy(made).contiguous()}
    parts = {"data": made.data, "indices": made.indices, "indptr": made.indptr}
    parts["shape"] = np.array(made.shape)
    return {name: torch.from_numpy(part) for name, part in parts.items()}


def matrix_of(tensors: dict[str, Tensor]) -> Matrix:
    """What `tensors_of` was given."""
    parts = {name: value.numpy() for name, value in tensors.items()}
    if "dense" in parts:
        return parts["dense"]
    inside = parts["data"], parts["indices"], parts["indptr"]
    return scipy.sparse.csr_matrix(inside, shape=tuple(parts["shape"]))


def recalling(features: dict, data: Path, out: Path) -> dict:
    """`features`, with their work kept where `data` has a folder `cache` for it; of
    those that learn from targets, what they count before that."""
    if not (data / "cache").is_dir():
        return features
    kept = data / "cache", out / "kept"
    for one in features.values():
        if hasattr(one, "fit_targets") and hasattr(one, "counts"):
            one.counts = KeptFeatures(one.counts, *kept)
    return {
        name: one if hasattr(one, "fit_targets") else KeptFeatures(one, *kept)
        for name, one in features.items()
    }


class StackedModel(nn.Module):
    """The trained encoders of `network`, features of the data, and one learner.

    Features of what is absent are NaN, or zero where they are sparse.
    """

    def __init__(self, network: FusionModel, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.network = network
        widths = {name: (e.dim,) for name, e in network.encoders.items()}
        self.features = {
            "picture, encoded": PrincipalNumbers(widths["picture"]),
            "name, encoded": PrincipalNumbers(widths["name"]),
            "table, encoded": PrincipalNumbers(widths["table"]),
            "picture": PatchFeatures(shapes["picture"]),
            "name as utf8": TextCounts(shapes["name as utf8"]),
            "table as table": FlatNumbers(shapes["table as table"]),
        }
        self.learner = LogisticLabels(4, thresholds="label")

    def keep_features(self, data: Path, out: Path) -> None:
        """Make features of the rows of `data` once in a run, not in each training."""
        self.features = recalling(self.features, data, out)

    def vectors(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> dict[str, torch.Tensor]:
        """What the network's encoders give, by modality: (B, D)."""
        z = self.network.encode(x, present).items()  # some of them tokens (B, T, D)
        return {name: v.mean(dim=1) if v.dim() > 2 else v for name, v in z}

    def tensors(
        self,
        x: dict[str, torch.Tensor],
        present: dict[str, torch.Tensor],
        vectors: dict[str, torch.Tensor],
    ) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
        """The tensors that `features` take, by their names, and masks; on the CPU."""
        tensors = {name: x[name].cpu() for name in self.features if name in x}
        masks = {name: present[name].cpu() for name in tensors}
        for name, z in vectors.items():
            tensors[f"{name}, encoded"] = z.float().cpu()  # (B, D)
            masks[f"{name}, encoded"] = present[name].cpu()
        return tensors, masks

    @torch.no_grad()
    def encode(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
        """`tensors` of rows, by the network's own vectors."""
        return self.tensors(x, present, self.vectors(x, present))

    def encode_all(self, rows: Rows, device: torch.device) -> tuple[dict, dict]:
        """`encode` for all rows, 256 at a time."""
        self.network.eval()
        parts = []
        for index in torch.arange(len(rows.ids)).split(256):
            parts.append(self.encode(*rows.take(index, device)[:2]))
        tensors, masks = (
            {name: torch.cat([part[i][name] for part in parts]) for name in parts[0][i]}
            for i in (0, 1)
        )
        return tensors, masks

    def parts(
        self, tensors: dict[str, torch.Tensor], masks: dict[str, torch.Tensor]
    ) -> dict[str, Matrix]:
        """Features (N, F_m) by name, and of which there are any."""
        parts: dict[str, Matrix] = {}
        for name, features in self.features.items():
            whole = features(tensors[name], masks[name])
            parts |= apart(name, whole, getattr(features, "widths", ()))
        there = [masks[f"{name}, encoded"].numpy() for name in self.network.encoders]
        return parts | {"/present": np.stack(there, axis=1).astype(np.float32)}

    def learn(
        self,
        rows: Rows,
        fit_index: torch.Tensor,
        valid_index: torch.Tensor,
        device: torch.device,
        deadline: float,
        seed: int,
    ) -> tuple[dict[str, float], torch.Tensor]:
        """Train the learner until `deadline` (`time.monotonic`), half of the time for
        its choices; what it chose, and its predictions for the rows `valid_index`."""
        tensors, masks = self.encode_all(rows, device)
        for name, features in self.features.items():
            features.fit(tensors[name][fit_index], masks[name][fit_index])
        y = rows.y.cpu()
        parts = self.parts(tensors, masks)
        fit, valid = fit_index.numpy(), valid_index.numpy()
        half = time.monotonic() + max(0.5 * (deadline - time.monotonic()), 0.5)
        chosen = self.learner.search(parts, y, fit, valid, half, seed)
        said = self.learner.predict(take_rows(parts, valid))
        if time.monotonic() < deadline:
            self.learner.fit(parts, y, deadline)
        return chosen, said

    def predict(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Probabilities (B, 4), as CLASSES, each for itself."""
        return self.learner.predict(self.parts(*self.encode(x, present)))

    @property
    def params(self) -> int:
        """Weights of the network, and the numbers that the learner has learnt."""
        return sum(p.numel() for p in self.network.parameters()) + self.learner.params

    def state(self) -> dict[str, torch.Tensor]:
        """Everything that was learnt."""
        owners = {**self.features, "/learner": self.learner}
        learnt = {owner: what.state() for owner, what in owners.items()}
        learnt["/network"] = self.network.state_dict()
        return {
            f"{owner}/{name}": value.cpu().contiguous()
            for owner, state in learnt.items()
            for name, value in state.items()
        }

    def restore(self, state: dict[str, torch.Tensor]) -> None:
        """Take over what `state` gave."""

        def of(owner: str) -> dict[str, torch.Tensor]:
            start = f"{owner}/"
            mine = {n: value for n, value in state.items() if n.startswith(start)}
            return {name.removeprefix(start): value for name, value in mine.items()}

        self.network.load_state_dict(of("/network"))
        self.learner.restore(of("/learner"))
        for name, features in self.features.items():
            features.restore(of(name))
