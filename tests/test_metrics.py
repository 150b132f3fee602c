"""Every metric against values worked out by hand, and its weighted form against it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from agent.scoring import bootstrap, measures, metrics
from agent.statement.metric_words import NAMES

# Eight rows: 4 positive; said yes: 3, right 2. TP 2, FP 1, FN 2, TN 3.
TRUTH = np.array([1, 1, 1, 1, 0, 0, 0, 0])
YES = np.array([0.9, 0.8, 0.4, 0.1, 0.7, 0.3, 0.2, 0.15])
BINARY = np.stack([1 - YES, YES], 1)

# Six rows of three classes: a a b b c c said a b b b c a.
TRUTH3 = np.array([0, 0, 1, 1, 2, 2])
SAID3 = np.array([0, 1, 1, 1, 2, 0])
THREE = np.where(np.arange(3) == SAID3[:, None], 0.8, 0.1)

NUMBERS = np.array([1.0, 2.0, 3.0, 4.0])
GUESSES = np.array([1.0, 2.0, 5.0, 4.0])

# Four rows of three labels, the last of which nobody has or says.
LABELS = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0]])
LIKELY = np.array([[0.9, 0.2, 0.1], [0.4, 0.8, 0.3], [0.6, 0.7, 0.2], [0.1, 0.6, 0.05]])

# Two targets; the first is that of NUMBERS, the second unknown in one row.
TARGETS = np.array([[1, 10], [2, np.nan], [3, 30], [4, 20]])
TOLD = np.array([[1.0, 12.0], [2.0, 0.0], [5.0, 30.0], [4.0, 20.0]])

# Times, events and risks.
TIMES = np.array([[1.0, 1], [2, 0], [3, 1], [3, 0], [4, 1]])
RISKS = np.array([5.0, 1.0, 2.0, 2.0, 3.0])

# Three queries, three candidates, of which two are alike; own ones at 0, 2 and 1.
PLACES = np.array([0, 2, 1])
VECTORS = np.array([[1.0, 0, 1, 0], [0, 2.0, 3, 0], [1.0, 1, 0, 1]])

BY_HAND = [
    ("accuracy", "binary", 5 / 8),
    ("balanced_accuracy", "binary", (2 / 4 + 3 / 4) / 2),
    ("precision", "binary", 2 / 3),
    ("recall", "binary", 2 / 4),
    ("f1", "binary", 2 * 2 / (2 * 2 + 1 + 2)),
    ("f2", "binary", 5 * 2 / (5 * 2 + 4 * 2 + 1)),
    ("f1_macro", "binary", (4 / 7 + 6 / 9) / 2),
    ("f1_micro", "binary", 5 / 8),
    ("f1_weighted", "binary", (4 / 7 + 6 / 9) / 2),
    ("precision_macro", "binary", (2 / 3 + 3 / 5) / 2),
    ("recall_macro", "binary", 5 / 8),
    # Pairs won by 0.9, 0.8, 0.4, 0.1 over 0.7, 0.3, 0.2, 0.15: 4 + 4 + 3 + 0 of 16.
    ("roc_auc", "binary", 11 / 16),
    ("average_precision", "binary", (1 / 1 + 2 / 2 + 3 / 4 + 4 / 8) / 4),
    (
        "log_loss",
        "binary",
        -np.log([0.9, 0.8, 0.4, 0.1, 0.3, 0.7, 0.8, 0.85]).mean(),
    ),
    (
        "brier",
        "binary",
        (0.1**2 + 0.2**2 + 0.6**2 + 0.9**2 + 0.7**2 + 0.3**2 + 0.2**2 + 0.15**2) / 8,
    ),
    ("mcc", "binary", (2 * 3 - 1 * 2) / np.sqrt(3 * 4 * 4 * 5)),
    ("cohen_kappa_quadratic", "binary", (5 / 8 - 0.5) / (1 - 0.5)),
    ("cohen_kappa", "binary", (5 / 8 - 0.5) / (1 - 0.5)),
    # Four of six agree, by chance (2·2 + 2·3 + 2·1) / 36 = 1 / 3.
    ("cohen_kappa", "multiclass", (4 / 6 - 1 / 3) / (1 - 1 / 3)),
    ("accuracy", "multiclass", 4 / 6),
    ("balanced_accuracy", "multiclass", 4 / 6),
    ("f1_macro", "multiclass", (1 / 2 + 4 / 5 + 2 / 3) / 3),
    ("f1_micro", "multiclass", 4 / 6),
    ("f1_weighted", "multiclass", (1 / 2 + 4 / 5 + 2 / 3) / 3),
    ("precision_macro", "multiclass", (1 / 2 + 2 / 3 + 1) / 3),
    ("recall_macro", "multiclass", (1 / 2 + 1 + 1 / 2) / 3),
    # a: 0.8 wins three pairs and ties one, 0.1 ties three: 3.5 + 1.5 of 8 pairs.
    ("roc_auc", "multiclass", (5 / 8 + 7 / 8 + 6 / 8) / 3),
    ("log_loss", "multiclass", -(4 * np.log(0.8) + 2 * np.log(0.1)) / 6),
    (
        "brier",
        "multiclass",
        (4 * (0.2**2 + 2 * 0.1**2) + 2 * (0.9**2 + 0.8**2 + 0.1**2)) / 6,
    ),
    # Seen steps²: 1 + 4 = 5; by chance, over all pairs, (2,3,1) said and (2,2,2) true:
    # sum of (i-j)² t_i s_j / 6 = 2·(3·1 + 1·4 + 2·1 + 1·1 + 2·4 + 3·1) / 6 = 7.
    ("cohen_kappa_quadratic", "multiclass", 1 - 5 / 7),
    # Gorodkin: (4·6 - (2·2 + 2·3 + 2·1)) / sqrt((36 - 14) (36 - 12)).
    ("mcc", "multiclass", 12 / np.sqrt(22 * 24)),
    # Said 0.9 (right), 0.8 (right), 0.6 (wrong), 0.9 (wrong), 0.7 (wrong), 0.7, 0.8 and
    # 0.85 (right); equal ones share a bin.
    ("ece", "binary", (0.8 + 0.4 + 0.6 + 0.4 + 0.15) / 8),
    ("ece", "multiclass", abs(4 - 6 * 0.8) / 6),
    ("rank_mae", "ordinal", (1 + 2) / 6),
    # Label by label: TP 1, FP 1, FN 1; TP 2, FP 1, FN 0.
    ("accuracy", "multilabel", 1 / 4),
    ("f1_macro", "multilabel", (2 / 4 + 4 / 5) / 2),
    ("f1_micro", "multilabel", 6 / 9),
    ("f1_weighted", "multilabel", (2 / 4 + 4 / 5) / 2),
    ("precision_macro", "multilabel", (1 / 2 + 2 / 3) / 2),
    ("recall_macro", "multilabel", (1 / 2 + 1) / 2),
    ("roc_auc", "multilabel", (3 / 4 + 4 / 4) / 2),
    ("average_precision", "multilabel", ((1 + 2 / 3) / 2 + 1) / 2),
    (
        "log_loss",
        "multilabel",
        -np.log([0.9, 0.8, 0.9, 0.4, 0.8, 0.7, 0.4, 0.7, 0.8, 0.9, 0.4, 0.95]).mean(),
    ),
    ("f1_samples", "multilabel", (1 + 2 / 3 + 2 / 3 + 0) / 4),
    ("jaccard", "multilabel", (1 + 1 / 2 + 1 / 2 + 0) / 4),
    ("hamming_loss", "multilabel", 3 / 12),
    ("r2", "multitarget", (1 / 5 + (1 - 4 / 200)) / 2),
    ("rmse", "multitarget", (1 + np.sqrt(4 / 3)) / 2),
    ("mae", "multitarget", (1 / 2 + 2 / 3) / 2),
    ("mape", "multitarget", ((2 / 3) / 4 + 0.2 / 3) / 2),
    ("pinball", "regression", 0.5 / 2),
    # The event at 1 comes before four rows, at the highest risk; that at 3 ties with
    # the row censored then, and is below the last.
    ("c_index", "survival", (4 + 1 / 2 + 0) / 6),
    # Ties: two at place 1 and 2; none; three at 1, 2 and 3.
    ("recall_at_1", "retrieval", (1 / 2 + 1 + 1 / 3) / 3),
    ("recall_at_5", "retrieval", 1.0),
    ("recall_at_10", "retrieval", 1.0),
    ("mrr", "retrieval", ((1 + 1 / 2) / 2 + 1 + (1 + 1 / 2 + 1 / 3) / 3) / 3),
    ("median_rank", "retrieval", 1.5),
    ("r2", "regression", 1 - 4 / 5),
    ("rmse", "regression", 1.0),
    ("mae", "regression", 0.5),
    ("mape", "regression", (2 / 3) / 4),
    ("smape", "regression", (2 / 4) / 4),
    ("rmsle", "regression", np.log(6 / 4) / 2),
    ("spearman", "regression", 1 - 6 * 2 / (4 * 15)),
    ("pearson", "regression", 6 / np.sqrt(5 * 10)),
    ("median_ae", "regression", 0.0),
]


# Where classes only have names, ordered ones have the same value.
SHARED = {n for n, known in metrics.KNOWN.items() if "ordinal" in known.kinds}
BY_HAND += [
    (name, "ordinal", value)
    for name, kind, value in BY_HAND
    if kind == "multiclass" and name in SHARED
]


def _case(kind: str) -> tuple[np.ndarray, np.ndarray, tuple[str, ...], str | None]:
    return {
        "binary": (TRUTH, BINARY, ("no", "yes"), "yes"),
        "multiclass": (TRUTH3, THREE, ("a", "b", "c"), None),
        "ordinal": (TRUTH3, THREE, ("a", "b", "c"), None),
        "multilabel": (LABELS, LIKELY, ("a", "b", "c"), None),
        "regression": (NUMBERS, GUESSES, (), None),
        "multitarget": (TARGETS, TOLD, (), None),
        "survival": (TIMES, RISKS, (), None),
        "retrieval": (PLACES, VECTORS, (), None),
    }[kind]


@pytest.mark.parametrize(("name", "kind", "value"), BY_HAND)
def test_values_by_hand(name, kind, value):
    assert measures.compute(name, kind, *_case(kind)) == pytest.approx(value)


def test_average_precision_of_many_classes_is_the_mean_over_classes():
    truth, table, classes, _ = _case("multiclass")
    # a: both said-a rows tie, one right: 1/2 at recall 1/2, then 2/6 at recall 1.
    a = (1 / 2) / 2 + (2 / 6) / 2
    b = 2 / 3  # three tied rows hold both of the class
    c = 1 / 2 + (2 / 6) / 2
    for kind in ("multiclass", "ordinal"):
        value = measures.compute("average_precision", kind, truth, table, classes)
        assert value == pytest.approx((a + b + c) / 3)


def test_pinball_of_quantiles_is_their_mean():
    table = np.array([[2.0, 1.0, 4.0], [3.0, 3.0, 3.5]])
    # 2 less 1 and 4: 0.1 · 1, 0.1 · 2; 5 less 3 and 3.5: 0.1 · 2, 0.9 · 1.5
    truth, levels = np.array([2.0, 5.0]), (0.1, 0.9)
    value = measures.compute("pinball", "regression", truth, table, quantiles=levels)
    assert value == pytest.approx((0.1 + 0.2 + 0.2 + 1.35) / 4)
    form = bootstrap.weighted("pinball", "regression", truth, table, 0, levels)
    assert form(np.array([[1.0, 1.0], [0.0, 2.0]])) == pytest.approx([value, 1.55 / 2])


def test_concordance_of_many_rows_is_close_to_that_of_all_pairs(monkeypatch):
    rng = np.random.default_rng(0)
    truth = np.stack([rng.exponential(size=300), rng.integers(0, 2, 300)], axis=1)
    risk = rng.normal(size=300) - truth[:, 0]
    w = rng.multinomial(300, np.full(300, 1 / 300), 400).astype(float)
    exact = bootstrap.weighted("c_index", "survival", truth, risk, 0)
    monkeypatch.setattr("agent.scoring.weighted_kinds.EXACT_ROWS", 10)
    monkeypatch.setattr("agent.scoring.pairwise._CHUNK", 5000)
    first = bootstrap.weighted("c_index", "survival", truth, risk, 0)
    ones = np.ones((1, 300))
    assert first(ones) == pytest.approx(exact(ones))
    assert first(w).std() == pytest.approx(exact(w).std(), rel=0.05)
    assert abs(first(w) - exact(w)).max() < 0.02


def test_every_metric_is_checked_by_hand_and_has_words():
    checked = {(name, kind) for name, kind, _ in BY_HAND}
    checked |= {("average_precision", kind) for kind in ("multiclass", "ordinal")}
    wanted = {(n, k) for n, known in metrics.KNOWN.items() for k in known.kinds}
    assert checked == wanted
    assert set(NAMES) == set(metrics.KNOWN)


@pytest.mark.parametrize(("name", "kind", "_"), BY_HAND)
def test_weighted_form_equals_scikit_learn_on_repeated_rows(name, kind, _):
    """Counts w have the value of the table with its rows repeated w times."""
    rng = np.random.default_rng(0)
    rows, classes = 40, {"binary": 2, "multiclass": 5, "ordinal": 5}.get(kind, 0)
    names = tuple("abcde"[:classes])
    if kind in ("multilabel", "multitarget", "survival", "retrieval"):
        truth, table = _drawn(kind, rows, rng)
    elif classes:
        truth = rng.integers(0, classes, rows)
        # Coarse scores, so that there are ties.
        table = rng.dirichlet(np.ones(classes), rows).round(1) + 0.1
        table /= table.sum(1, keepdims=True)
    else:
        truth = rng.normal(size=rows).round(1) ** 2
        table = (truth + rng.normal(size=rows)).round(1)
    positive = names[0] if kind == "binary" else None
    form = bootstrap.weighted(name, kind, truth, table, 0)
    counts = np.ones((1, rows))
    if kind != "retrieval":  # there queries are drawn, and candidates stay
        drawn = rng.integers(0, 3, (6, rows)).astype(float)
        counts = np.concatenate([counts, drawn])
    for w, value in zip(counts, form(counts), strict=True):
        index = np.repeat(np.arange(rows), w.astype(int))
        wanted = measures.compute(
            name, kind, truth[index], table[index], names, positive
        )
        assert value == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def _drawn(
    kind: str, rows: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Random truth and predictions, coarse, so that there are ties."""
    if kind == "multilabel":
        return rng.integers(0, 2, (rows, 4)), rng.random((rows, 4)).round(1)
    if kind == "multitarget":
        truth = rng.normal(size=(rows, 3)).round(1)
        return np.where(rng.random((rows, 3)) < 0.2, np.nan, truth), truth + 0.3
    if kind == "survival":
        times = rng.exponential(size=rows).round(1)
        risk = (rng.normal(size=rows) - times).round(1)
        return np.stack([times, rng.integers(0, 2, rows)], axis=1), risk
    return rng.permutation(rows), rng.normal(size=(rows, 6)).round(1)


def test_directions():
    for name, metric in metrics.METRICS.items():
        error = name in (
            "log_loss",
            "rmse",
            "mae",
            "mape",
            "smape",
            "rmsle",
            "median_ae",
            "ece",
        )
        error |= name in ("brier", "hamming_loss", "rank_mae", "pinball", "median_rank")
        assert metric.maximize is not error


def test_undefined_values_are_errors_not_numbers():
    with pytest.raises(ValueError, match="single class"):
        measures.compute("roc_auc", "binary", TRUTH[:4], BINARY[:4], ("n", "y"), "y")
    with pytest.raises(ValueError, match="does not apply"):
        measures.compute("rmse", "binary", TRUTH, BINARY, ("n", "y"), "y")
    with pytest.raises(ValueError, match="single row"):
        measures.compute("r2", "regression", NUMBERS[:1], GUESSES[:1])


def test_constant_predictions_correlate_with_nothing():
    flat = np.zeros(4)
    assert measures.compute("spearman", "regression", NUMBERS, flat) == 0.0
    assert measures.compute("pearson", "regression", NUMBERS, flat) == 0.0


def test_negative_predictions_count_as_zero_for_rmsle():
    value = measures.compute("rmsle", "regression", np.zeros(2), np.array([-5.0, 0.0]))
    assert value == 0.0


def test_defaults():
    assert metrics.default("binary", (0.5, 0.5), 0.5)[0].name == "accuracy"
    assert metrics.default("binary", (0.9, 0.1), 0.1)[0].name == "average_precision"
    assert metrics.default("binary", (0.1, 0.9), 0.9)[0].name == "roc_auc"
    assert metrics.default("multiclass", (0.4, 0.3, 0.3))[0].name == "accuracy"
    assert metrics.default("multiclass", (0.9, 0.05, 0.05))[0].name == "f1_macro"
    assert metrics.default("regression")[0].name == "mae"


def test_importing_the_table_imports_no_heavy_library():
    code = (
        "import sys, agent.scoring.metrics, agent.statement.spec;"
        "heavy = ('sklearn', 'pandas', 'numpy', 'torch');"
        "print([m for m in heavy if m in sys.modules])"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_equal_candidates_are_all_right():
    queries = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    candidates = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.1]])
    table = np.concatenate([queries, candidates], axis=1)
    places = np.array([[2, 7], [0, 3], [1, 7]])  # rows 0 and 2 have the same candidate
    value = measures.compute("recall_at_1", "retrieval", places, table)
    assert value == 1.0  # row 0 finds the one in row 1, which is its own as well
    assert measures.compute("recall_at_1", "retrieval", places[:, 0], table) < 1.0
