"""the_text, the_table -> outcome.

Features: the_text by tfidf, the_table by columns; learner: boosted_trees.
"""

import math
import re
import time
from collections.abc import Callable
from functools import partial

import lightgbm as lgb
import numpy as np
import scipy.sparse
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from torch import Tensor

SIGNS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han characters and kana: no spaces stand between them, and each says something."""
ONE_WORD = rf"[{SIGNS}]|[^\W{SIGNS}]+|[^\w\s]"
"""A word, a Han character or kana by itself, or a mark."""
ONE_RUN = r"\w+|[^\w\s]"
"""What stands between spaces and marks, inside of which letters make groups."""


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
    """Texts (N, T), UTF-8 bytes, to a sparse (N, F): TF-IDF of words and pairs of them,
    where each Han character is a word, then of letter groups of 2 to `longest`, and
    `text_figures`, standardised.

    The most frequent ones of the training texts, up to `words` and `letters`; counts
    are logarithmic, each half of a row has length 1, as the figures have on average.
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
        self.reach = reach
        self.counters = [
            TfidfVectorizer(
                token_pattern=ONE_WORD,
                ngram_range=(1, 2),
                max_features=words,
                sublinear_tf=True,
                dtype=np.float32,
            ),
            TfidfVectorizer(
                analyzer="char_wb",
                ngram_range=(2, longest),
                max_features=letters,
                sublinear_tf=True,
                dtype=np.float32,
            ),
        ]
        self.mean = torch.zeros(FIGURES)
        self.deviation = torch.ones(FIGURES)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the vocabularies and how rare their entries are."""
        texts = decode(x[present]) or ["?"]
        for counter, part in zip(self.counters, self._parts(texts), strict=True):
            counter.fit(part)
        figures = text_figures(texts)
        self.mean = figures.mean(dim=0)
        self.deviation = figures.std(dim=0, correction=0).clamp(min=1e-3)

    def __call__(self, x: Tensor, present: Tensor) -> scipy.sparse.csr_matrix:
        """Sparse float32 (N, F), an empty row where nothing is present."""
        texts = decode(x * present.unsqueeze(1))
        figures = ((text_figures(texts) - self.mean) / self.deviation).clamp(-5, 5)
        figures = figures * present.unsqueeze(1) / FIGURES**0.5
        pairs = zip(self.counters, self._parts(texts), strict=True)
        counted = [counter.transform(part) for counter, part in pairs]
        return scipy.sparse.hstack([*counted, figures.numpy()], format="csr")

    def _parts(self, texts: list[str]) -> tuple[list[str], list[str]]:
        """What words are counted in, and what groups of letters are."""
        return texts, [text[: self.reach] for text in texts]

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
        for i, counter in enumerate(self.counters):
            known = state[f"known{i}"].numpy().tobytes().decode().split("\0")
            counter.vocabulary = {entry: place for place, entry in enumerate(known)}
            counter.idf_ = state[f"idf{i}"].numpy()
        self.mean, self.deviation = state["mean"], state["deviation"]


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
        parts: dict[str, Matrix] = {
            name: features(x[name], present[name])
            for name, features in self.features.items()
        }
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
