"""the_text, the_table -> outcome.

Features: the_text by tfidf, the_table by columns; learner: boosted_trees.
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

import lightgbm as lgb
import numpy as np
import scipy.sparse
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

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


def blank_absent(values: np.ndarray, present: Tensor) -> np.ndarray:
    """`values` (N, F) as float32, NaN where a row is not `present` (N,)."""
    return np.where(present.numpy()[:, None], values, np.nan).astype(np.float32)


class TableColumns:
    """Cells (N, numbers + codes) to (N, F): the same, then for every category column a
    place for each of its `onehot` most frequent values, 1 where a row has it."""

    def __init__(self, shape: tuple[int, ...], *, onehot: int = 10):
        self.numbers, *self.sizes = shape
        self.onehot = onehot

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt: the input knows the categories."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN for gaps."""
        parts = [x]
        for place, size in enumerate(self.sizes, self.numbers):
            shown = torch.arange(min(size, 2 + self.onehot))
            parts.append((x[:, place : place + 1] == shown).float())
        return blank_absent(torch.cat(parts, dim=1).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass


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


Slopes = Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray, np.ndarray]]


def binned(
    params: dict, **parts: tuple[Matrix, np.ndarray, np.ndarray | None]
) -> dict[str, lgb.Dataset]:
    """Features, targets and weights of rows by name, cut into bins as those of `fit`,
    the first, are. It takes longer than a round: several targets can share it."""
    made = {}
    for name, (x, y, weight) in parts.items():
        made[name] = lgb.Dataset(
            x, y, weight=weight, reference=made.get("fit"), params=params
        ).construct()
    return made


def boost(
    params: dict,
    sets: dict[str, lgb.Dataset],
    rounds: int,
    deadline: float,
    *,
    patience: int = 0,
    by: Slopes | None = None,
) -> tuple[lgb.Booster, int, dict]:
    """Trees of at most `rounds` rounds, the best number of them, and the losses.

    Trains on the set `fit`. Ends `patience` rounds after the best loss on the set
    `valid`, if there is one, or at `deadline` (`time.monotonic`). `by` tells what is to
    be least, where `params` has no objective: loss, slopes and curvatures by scores.
    """
    valid = sets.get("valid")
    losses: dict = {}

    def stop(env) -> None:
        if time.monotonic() > deadline:
            raise lgb.callback.EarlyStopException(env.iteration, [])

    stop.order = 50  # after the losses have been noted
    calls = [lgb.record_evaluation(losses), stop] if valid else [stop]
    if valid and patience:
        calls.append(lgb.early_stopping(patience, verbose=False))
    if by:
        params = params | {"objective": partial(_slopes_of, by)}
    booster = lgb.train(
        params,
        sets["fit"],
        rounds,
        valid_sets=[valid] if valid else None,
        valid_names=["valid"] if valid else None,
        feval=partial(_loss_of, by) if by else None,
        callbacks=calls,
    )
    said = next(iter(losses["valid"].values())) if valid else []
    best = int(np.argmin(said)) + 1 if said else booster.current_iteration()
    return booster, best, said


def _slopes_of(by: Slopes, scores: np.ndarray, rows: lgb.Dataset) -> tuple:
    return by(scores, np.asarray(rows.get_label()))[1:]


def _loss_of(by: Slopes, scores: np.ndarray, rows: lgb.Dataset) -> tuple:
    return "loss", by(scores, np.asarray(rows.get_label()))[0], False


OF_CLASSES = ("binary", "multiclass")


def tree_params(
    objective: str, columns: int, rate: float, leaves: int, seed: int, **more
) -> dict:
    """Parameters of LightGBM; of many `columns` of features a tree sees a part, of few
    (of classes, of all but the thousands of a text) it cuts where chance says (Geurts
    et al. 2006, "Extremely randomized trees")."""
    return {
        "objective": objective,
        "learning_rate": rate,
        "num_leaves": leaves,
        "min_data_in_leaf": 5,
        "feature_fraction": float(np.clip(200 / columns, 0.1, 0.8)),
        "extra_trees": columns <= (1000 if objective in OF_CLASSES else 100),
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 1.0,
        "max_bin": 63,
        "max_cat_to_onehot": 8,
        "feature_pre_filter": False,
        "deterministic": True,
        "force_col_wise": True,
        "seed": seed,
        "verbosity": -1,
        **more,
    }


def text_tensor(booster: lgb.Booster, rounds: int) -> Tensor:
    """The first `rounds` of a model as text, which is bytes (L,)."""
    text = booster.model_to_string(num_iteration=rounds)
    return torch.frombuffer(bytearray(text.encode()), dtype=torch.uint8)


def from_text(tensor: Tensor) -> lgb.Booster:
    """What `text_tensor` wrote."""
    return lgb.Booster(model_str=tensor.numpy().tobytes().decode())


def count_leaves(booster: lgb.Booster, rounds: int) -> int:
    """How many numbers the first `rounds` of a model say."""
    text = booster.model_to_string(num_iteration=rounds)
    return sum(int(leaves) for leaves in re.findall(r"^num_leaves=(\d+)$", text, re.M))


STEPS = np.linspace(0.0, 1.5, 16)


def rare_first(chances: np.ndarray, targets: np.ndarray, shares: np.ndarray) -> float:
    """The power of `shares` (C,) to divide chances (N, C) by for the best macro F1.

    Of the powers within half a standard error of the best, the mean: on few rows one
    alone is luck.
    """
    scores = np.array([macro_f1(chances / shares**step, targets) for step in STEPS])
    margin = 0.5 * (scores.max() * (1 - scores.max()) / len(targets)) ** 0.5
    return float(STEPS[scores >= scores.max() - margin].mean())


def macro_f1(chances: np.ndarray, targets: np.ndarray) -> float:
    """Mean over the classes that `targets` (N,) has of their F1."""
    said = chances.argmax(axis=1)
    right = np.bincount(targets[said == targets], minlength=chances.shape[1])
    true = np.bincount(targets, minlength=chances.shape[1])
    count = np.bincount(said, minlength=chances.shape[1])
    return float((2 * right / np.maximum(true + count, 1))[true > 0].mean())


class BoostedTrees:
    """Features to probabilities (N, `outputs`) by LightGBM (Ke et al. 2017).

    `search` finds the number of rounds, at most `rounds`, on validation rows; `fit`
    trains as many. With `even`, classes are said as is best for the mean F1 of all.
    """

    def __init__(
        self,
        outputs: int,
        *,
        rate: float = 0.1,
        leaves: int = 15,
        rounds: int = 1000,
        even: bool = False,
    ):
        self.outputs, self.even = outputs, even
        self.rate, self.leaves, self.rounds = rate, leaves, rounds
        self.weights = torch.ones(outputs)  # of the classes, when one is said

    def search(
        self,
        parts: dict[str, Matrix],
        y: Tensor,
        fit,
        valid,
        deadline: float,
        seed: int,
    ) -> dict[str, float]:
        """Train on the rows `fit` until the loss on the rows `valid` has been best;
        returns what was chosen."""
        x, labels = beside(parts), y.numpy()
        kind = {"objective": "binary"}
        if self.outputs > 2:
            kind = {"objective": "multiclass", "num_class": self.outputs}
        self.how = tree_params(
            columns=x.shape[1], rate=self.rate, leaves=self.leaves, seed=seed, **kind
        )
        self.booster, self.best, losses = boost(
            self.how,
            binned(
                self.how,
                fit=(x[fit], labels[fit], None),
                valid=(x[valid], labels[valid], None),
            ),
            self.rounds,
            deadline,
            patience=max(20, round(4 / self.rate)),
        )
        if self.even:
            shares = np.bincount(labels[fit], minlength=self.outputs) + 1.0
            shares = shares / shares.sum()
            chances = self._chances(x[valid])
            power = rare_first(chances, labels[valid], shares)
            self.weights = torch.from_numpy(shares**-power).float()
        return {"rounds": self.best, "valid_loss": float(min(losses))}

    def fit(self, parts: dict[str, Matrix], y: Tensor, deadline: float) -> None:
        """Train on all of these rows, for as many rounds as `search` found best."""
        sets = binned(self.how, fit=(beside(parts), y.numpy(), None))
        booster, rounds, _ = boost(self.how, sets, self.best, deadline)
        if rounds == self.best:  # or else time was up, and the first model is better
            self.booster = booster

    def predict(self, parts: dict[str, Matrix]) -> Tensor:
        """Probabilities (N, outputs)."""
        chances = torch.from_numpy(self._chances(beside(parts))).float() * self.weights
        return chances / chances.sum(dim=1, keepdim=True)

    @property
    def params(self) -> int:
        """Leaves of all trees."""
        return count_leaves(self.booster, self.best)

    def state(self) -> dict[str, Tensor]:
        return {"trees": text_tensor(self.booster, self.best), "weights": self.weights}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.booster, self.weights = from_text(state["trees"]), state["weights"]
        self.best = self.booster.current_iteration()

    def _chances(self, x: Matrix) -> np.ndarray:
        found = self.booster.predict(x, num_iteration=self.best)
        found = np.asarray(found).reshape(x.shape[0], -1)
        return found if self.outputs > 2 else np.hstack([1 - found, found])


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


class ClassicalModel:
    """Features of every modality beside each other, and one learner.

    `parts` takes, by modality name, the tensors (N, ...) and the masks (N,) of what is
    present; features of what is absent are NaN, or zero where they are sparse.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        self.features = {
            "the_text": TextCounts(
                shapes["the_text"], words=2000, letters=2000, longest=4
            ),
            "the_table": TableColumns(shapes["the_table"]),
        }
        self.learner = BoostedTrees(2)

    def keep_features(self, data: Path, out: Path) -> None:
        """Make features of the rows of `data` once in a run, not in each training."""
        self.features = recalling(self.features, data, out)

    def fit_features(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> None:
        """Learn the features' own figures from training rows, without their targets."""
        for name, features in self.features.items():
            features.fit(x[name], present[name])

    def parts(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> dict[str, Matrix]:
        """Features (N, F_m) by modality, and which of the modalities are present."""
        parts: dict[str, Matrix] = {}
        for name, features in self.features.items():
            whole = features(x[name], present[name])
            parts[name] = whole
        masks = [present[name].numpy() for name in self.features]
        return parts | {"/present": np.stack(masks, axis=1).astype(np.float32)}

    def state(self) -> dict[str, torch.Tensor]:
        """Everything that was learnt."""
        owners = {**self.features, "/learner": self.learner}
        return {
            f"{owner}/{name}": value.contiguous()
            for owner, learnt in owners.items()
            for name, value in learnt.state().items()
        }

    def restore(self, state: dict[str, torch.Tensor]) -> None:
        """Take over what `state` gave."""
        owners = {**self.features, "/learner": self.learner}
        for owner, learnt in owners.items():
            start = f"{owner}/"
            learnt.restore(
                {
                    name.removeprefix(start): value
                    for name, value in state.items()
                    if name.startswith(start)
                }
            )
