"""Members and weights: by hand, against noise, within limits, for every kind."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score
from test_score import CLASSES, make_spec, predict, write_labels

from agent.records import Blend
from agent.scoring import ensemble, metrics
from agent.scoring.blend import ALONE, decided, mix
from agent.scoring.ensemble import Task, greedy, objective, select
from agent.scoring.score import Mixed, Scorer

FREE = np.zeros((3, 0))
ALL = np.ones((1, 2))


def alone(value: ensemble.Value, tables) -> np.ndarray:
    return np.array([value(table, ALL) for table in tables])


def value_of(kind: str, metric: str, truth) -> ensemble.Value:
    return objective(Task(metric, kind, np.array(truth), 1), np.array(truth))


def test_greedy_selection_by_hand():
    """Truth 0; members at 0.5, 1 and -1. Best alone is the first (0.5); with the third
    -0.25; the first once more gives 0, and nothing is better than that."""
    tables = np.array([[0.5, 0.5], [1.0, 1.0], [-1.0, -1.0]])
    value = value_of("regression", "mae", [0.0, 0.0])
    shares = greedy(value, tables, ALL, FREE, alone(value, tables))
    assert shares == pytest.approx([2 / 3, 0, 1 / 3])


def test_the_sorted_start_takes_the_best_as_long_as_they_help():
    tables = np.array([[0.9, 0.1], [0.2, 0.8], [9.0, 9.0]])
    value = value_of("regression", "mae", [0.5, 0.5])
    shares = greedy(value, tables, ALL, FREE, alone(value, tables))
    assert shares[2] == 0
    assert abs(shares @ tables - 0.5).max() < 0.1


def test_equal_members_leave_one():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 100)
    chance = np.clip(truth * 0.4 + 0.3 + rng.normal(0, 0.2, 100), 0.01, 0.99)
    tables = np.stack([np.stack([1 - chance, chance], 1)] * 4)
    found = select(Task("f1", "binary", truth, 1), tables, np.zeros((4, 0)))
    assert list(found.weights.values()) == [1.0]


def crowd(seed: int, rows: int, members: int, common: float, own: float):
    """Truth and members that err together (`common`) and each for itself (`own`)."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=rows)
    shared = rng.normal(0, common, rows)
    return truth, truth + shared + rng.normal(0, own, (members, rows))


def test_what_contenders_share_evenly_is_better_where_rows_are_few():
    """A mean that was fitted to 60 rows, and one that was fitted half: other rows."""
    errors = []
    for seed in range(20):
        truth, tables = crowd(seed, 2000, 8, common=0.2, own=0.6)
        task = Task("rmse", "regression", truth[:60], 0)
        found = []
        for even in (0.0, ensemble.EVEN):
            told = select(task, tables[:, :60], np.zeros((8, 0)), even=even).weights
            shares = np.array([told.get(m, 0.0) for m in range(8)])
            found.append(np.mean((shares @ tables[:, 60:] - truth[60:]) ** 2) ** 0.5)
        errors.append(found)
    fitted, half = np.array(errors).T
    assert (half < fitted).mean() >= 0.8 and half.mean() < 0.97 * fitted.mean()


def test_nothing_is_shared_evenly_where_rows_left_out_speak_against_it(monkeypatch):
    """Six that err and one that is right, if nobody counted as far behind: fitted
    weights leave it nearly alone, an even half would ruin it."""
    monkeypatch.setattr(ensemble, "FAR", 1e9)
    rng = np.random.default_rng(5)
    truth = rng.normal(size=300)
    tables = truth + rng.normal(0, 1.0, (7, 300))
    tables[4] = truth + rng.normal(0, 0.05, 300)
    task = Task("rmse", "regression", truth, 0)
    assert select(task, tables, np.zeros((7, 0)), even=0.5).weights[4] > 0.9


def test_who_is_far_behind_has_no_even_part_and_limits_hold():
    truth, tables = crowd(3, 300, 6, common=0.2, own=0.5)
    tables[5] += np.random.default_rng(1).normal(0, 3.0, 300)
    task = Task("rmse", "regression", truth, 0)
    found = select(task, tables, np.zeros((6, 0)), even=0.5)
    assert set(found.weights) == {0, 1, 2, 3, 4}
    costs = np.full((6, 1), 0.3)
    costs[2] = 1.2
    bound = select(task, tables, costs, even=0.5)
    assert len(bound.weights) == 3 and not {2, 5} & set(bound.weights)
    assert sum(bound.weights.values()) == pytest.approx(1.0)


def test_members_that_err_apart_are_averaged():
    truth, tables = crowd(0, 1500, 6, common=0.2, own=0.5)
    task = Task("mae", "regression", truth[:300], 0)
    found = select(task, tables[:, :300], np.zeros((6, 0)))
    weights = np.array(list(found.weights.values()))
    together = weights @ tables[list(found.weights), 300:]
    alone = np.abs(tables[:, 300:] - truth[300:]).mean(1).min()
    assert found.out_of_bag > 0.05
    assert np.abs(together - truth[300:]).mean() < 0.75 * alone
    assert sum(found.weights.values()) == pytest.approx(1)


def test_selection_among_noise_does_not_hurt():
    """100 cases of members that differ by little but noise on 60 rows: what is chosen
    is on average as good on fresh rows as the best member, and never far behind."""
    gains = []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        truth = rng.integers(0, 2, 2060)
        common = 1.5 * (truth - 0.5) + rng.normal(size=2060)
        logits = common + rng.normal(0, 0.05, (8, 2060))
        chance = 1 / (1 + np.exp(-logits))
        tables = np.stack([1 - chance, chance], 2)
        task = Task("accuracy", "binary", truth[:60], 1)
        found = select(task, tables[:, :60], np.zeros((8, 0)))
        mixed = np.tensordot(
            np.array(list(found.weights.values())), tables[list(found.weights)], 1
        )
        right = (tables[:, 60:].argmax(2) == truth[60:]).mean(1)
        first = (tables[:, :60].argmax(2) == truth[:60]).mean(1).argmax()
        gains.append((mixed[60:].argmax(1) == truth[60:]).mean() - right[first])
    assert np.mean(gains) > -0.002
    assert min(gains) > -0.02


def test_a_member_is_not_judged_by_where_its_threshold_lies():
    """Labels are decided with offsets in the end: logits that are all one lower are
    worth what they were, but for the log loss."""
    rng = np.random.default_rng(0)
    truth = (rng.random((800, 6)) < 0.3).astype(int)
    logits = 3.0 * (truth - 0.5) + rng.normal(0, 1.5, (800, 6)) + 1.0
    table, lower = (1 / (1 + np.exp(-(logits - less))) for less in (0.0, 1.0))
    f1 = [f1_score(truth, t > 0.5, average="macro") for t in (table, lower)]
    assert f1[1] > f1[0] + 0.05
    value = objective(Task("f1_macro", "multilabel", truth, 0), truth)
    smooth = ensemble.smooth_loss("multilabel", truth)
    assert smooth is not None
    ones = np.ones((1, 800))
    for one in (table, lower):
        worth = value(one, ones) + ensemble.LABELS_TIE * smooth(one, ones)
        assert worth == pytest.approx(f1[1], abs=0.02) and worth >= f1[1]


def test_limits_bind_the_sum_of_the_members():
    truth, tables = crowd(1, 300, 6, common=0.1, own=0.6)
    task = Task("mae", "regression", truth, 0)
    costs = np.full((6, 2), 0.4)
    assert len(select(task, tables, np.zeros((6, 2))).weights) > 2
    assert len(select(task, tables, costs).weights) == 2
    costs[:, 1] = 0.9
    assert len(select(task, tables, costs).weights) == 1
    with pytest.raises(ValueError, match="limits"):
        select(task, tables, costs + 1)
    assert len(select(task, tables, np.zeros((6, 2)), members=3).weights) <= 3


def test_twice_the_rows_take_a_selection_no_fivefold_time():
    def seconds(rows: int) -> float:
        rng = np.random.default_rng(0)
        truth = rng.integers(0, 5, rows)
        logits = 2 * np.eye(5)[truth] + rng.normal(0, 2, (20, rows, 5))
        tables = np.exp(logits) / np.exp(logits).sum(2, keepdims=True)
        begin = time.process_time()
        select(Task("f1_macro", "multiclass", truth, 0), tables, np.zeros((20, 0)))
        return time.process_time() - begin

    assert seconds(5000) < 5 * seconds(2500)


KINDS = {
    "multiclass, AUC": ("multiclass", "roc_auc"),
    "multilabel": ("multilabel", "f1_macro"),
    "ordinal": ("ordinal", "cohen_kappa_quadratic"),
    "quantiles": ("regression", "pinball"),
    "multitarget": ("multitarget", "r2"),
    "survival": ("survival", "c_index"),
}


@pytest.mark.parametrize("kind, metric", KINDS.values(), ids=list(KINDS))
def test_every_kind_gains_from_members_that_err_apart(kind, metric):
    rng = np.random.default_rng(0)
    rows, members, quantiles = 300, 5, ()
    noise = rng.normal(0, 1.0, (members, rows, 3))
    if kind in ("multiclass", "ordinal"):
        truth = rng.integers(0, 3, rows)
        tables = np.exp(1.5 * np.eye(3)[truth] + noise)
        tables /= tables.sum(2, keepdims=True)
    elif kind == "multilabel":
        truth = rng.integers(0, 2, (rows, 3))
        tables = 1 / (1 + np.exp(-(2.0 * truth - 1 + noise)))
    elif kind == "regression":
        quantiles = (0.1, 0.9)
        truth = rng.normal(size=rows)
        tables = truth[:, None] + np.array([0, -0.2, 0.2]) + 0.5 * noise
    elif kind == "multitarget":
        truth = rng.normal(size=(rows, 3))
        truth[::5, 1] = np.nan
        tables = np.nan_to_num(truth) + 0.5 * noise
    else:
        risk = rng.normal(size=rows)
        times = rng.exponential(np.exp(-2 * risk))
        truth = np.stack([times, (rng.random(rows) < 0.7) * 1.0], 1)
        tables = risk + noise[:, :, 0]
    task = Task(metric, kind, truth, 0, quantiles)
    found = select(task, tables, np.zeros((members, 0)))
    assert len(found.weights) > 1 and found.out_of_bag > 0


# ---- how an answer is read --------------------------------------------------------


def test_one_member_is_read_as_it_is():
    table = np.array([[0.25, 0.75], [1.0, 0.0]])
    assert mix("binary", [table], ALONE) is table
    assert decided("binary", table, ALONE) is table


def test_the_mean_the_temperature_and_the_labels_by_hand():
    tables = [np.array([[0.8, 0.2]]), np.array([[0.4, 0.6]])]
    blend = Blend(weights=(0.75, 0.25), temperature=2.0, offsets=(0.0, 1.0))
    mixed = mix("binary", tables, blend)
    shares = np.sqrt([0.7, 0.3])
    assert mixed == pytest.approx((shares / shares.sum())[None])
    labels = decided("binary", mixed, blend)
    assert labels.argmax() == 1 and mixed.argmax() == 0, "labels move, chances do not"
    sets = mix("multilabel", [np.array([[0.5, 0.8]])], Blend(weights=(1.0,)))
    wanted = 1 / (1 + np.exp(-np.array([[1.0, np.log(4) - 2]])))
    offsets = Blend(weights=(1.0,), offsets=(1.0, -2.0))
    assert decided("multilabel", sets, offsets) == pytest.approx(wanted)


def test_risks_without_a_common_unit():
    tables = [np.array([1.0, 3.0]), np.array([4000.0, 1000.0])]
    blend = Blend(weights=(0.5, 0.5), scales=(1.0, 1500.0))
    assert mix("survival", tables, blend) == pytest.approx([1.8333, 1.8333], abs=1e-3)


# ---- through the scorer's process ---------------------------------------------------


def several(run: Path, rows: int = 200) -> list[Path]:
    """A run's labels, and four files of predictions that err apart."""
    rng = np.random.default_rng(0)
    truth = rng.random(3 * rows) < 0.4
    names = np.where(truth, "yes", "no").reshape(3, rows)
    parts = dict(zip(("train", "select", "test"), map(list, names), strict=True))
    ids = write_labels(run, parts)
    paths = []
    for i in range(4):
        logits = 2.5 * (truth[rows:] - 0.4) + rng.normal(0, 1.2, 2 * rows)
        chance = 1 / (1 + np.exp(-logits))
        paths.append(predict(run, f"{i}.csv", ids, list(map(float, chance))))
    return paths


def test_the_scorer_chooses_and_scores_what_it_chose(tmp_path):
    paths = several(tmp_path)
    spec = make_spec(metric="f1", also=("log_loss", "accuracy"), positive="yes")
    with Scorer(tmp_path, spec, CLASSES) as scorer:
        members, blend, (out_of_bag, doubt) = scorer.blend(paths)
        assert out_of_bag > 0 and len(members) == len(blend.weights) > 1
        mixed = Mixed(tuple(paths[m] for m in members), blend)
        alone = max(scorer.score(path, "select").value for path in paths)
        assert scorer.score(mixed, "select").value > alone
        for path in paths:
            assert scorer.gain(mixed, path, "test")[0] > 0
        again = scorer.blend(paths)
        assert again == (
            members,
            blend,
            (out_of_bag, doubt),
        ), "the same question, two answers"
        only, one, gained = scorer.blend(paths[:1])
        assert only == [0] and one.weights == (1.0,) and gained == (0, 0)


def test_labels_follow_offsets_and_probabilities_do_not(tmp_path):
    ids = write_labels(
        tmp_path,
        {"train": ["no", "yes"], "select": ["yes", "no"], "test": ["no", "yes"]},
    )
    path = predict(tmp_path, "p.csv", ids, [0.4, 0.1, 0.1, 0.9])
    spec = make_spec(metric="f1", also=("log_loss", "accuracy"), positive="yes")
    blend = Blend(weights=(1.0,), offsets=(0.0, 1.0))
    with Scorer(tmp_path, spec, CLASSES) as scorer:
        plain = scorer.score(path, "select")
        tuned = scorer.score(Mixed((path,), blend), "select")
    assert plain.value == 0 and tuned.value == 1
    assert tuned.also["accuracy"] == 1
    assert tuned.also["log_loss"] == plain.also["log_loss"]


def test_a_file_that_changes_is_read_again(tmp_path):
    ids = write_labels(
        tmp_path, {"train": ["no"], "select": ["no", "yes"], "test": ["yes"]}
    )
    path = predict(tmp_path, "p.csv", ids, [0.9, 0.1, 0.5])
    with Scorer(tmp_path, make_spec(positive="yes"), CLASSES) as scorer:
        assert scorer.score(path, "select").value == 0
        predict(tmp_path, "p.csv", ids, [0.1, 0.9, 0.5])
        assert scorer.score(path, "select").value == 1


def test_labels_stay_with_the_scorer(tmp_path):
    """What comes back of a selection is as long as the members and classes are many."""
    paths = several(tmp_path)
    with Scorer(tmp_path, make_spec(metric="f1", positive="yes"), CLASSES) as scorer:
        members, blend, _ = scorer.blend(paths)
    numbers = [*members, *blend.weights, blend.temperature, *blend.offsets]
    assert len(numbers) <= 2 * len(paths) + 1 + len(CLASSES)
    with (tmp_path / "splits" / "labels.csv").open() as file:
        assert sum(1 for _ in csv.reader(file)) > 100
    assert metrics.METRICS["f1"].needs == "labels"
