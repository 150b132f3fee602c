"""Temperature and offsets: what is too sure is mended, what is fine is left alone."""

import numpy as np
import pytest

from agent.scoring import calibrate, measures
from agent.scoring.blend import scores_of, shares_of


def drawn(seed: int, rows: int, classes: int, sharpness: float, prior=None):
    """Truth drawn from known probabilities, and those as a model that is `sharpness`
    times too sure tells them."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 1.5, (rows, classes)) + np.log(prior or [1.0] * classes)
    chances = shares_of("multiclass", logits)
    truth = (chances.cumsum(1) > rng.random((rows, 1))).argmax(1)
    return truth, shares_of("multiclass", sharpness * logits)


def log_loss(truth, chances, temperature=1.0):
    scores = scores_of("multiclass", chances) / temperature
    return calibrate.row_losses("multiclass", truth, scores).mean()


@pytest.mark.parametrize("sharpness", [3.0, 0.4])
def test_wrong_sureness_is_measured_and_mended(sharpness):
    truth, chances = drawn(0, 4300, 4, sharpness)
    found = calibrate.temperature("multiclass", truth[:300], chances[:300])
    assert found == pytest.approx(sharpness, rel=0.25)
    fresh = truth[300:], chances[300:]
    assert log_loss(*fresh, found) < log_loss(*fresh) - 0.02


def test_calibrated_probabilities_are_left_alone():
    kept = [
        calibrate.temperature("multiclass", *drawn(seed, 200, 3, 1.0))
        for seed in range(40)
    ]
    assert kept.count(1.0) >= 30
    assert max(kept) < 1.5 and min(kept) > 0.6


def test_label_sets_have_one_temperature():
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 1.5, (400, 5))
    truth = (rng.random((400, 5)) < 1 / (1 + np.exp(-logits))).astype(int)
    sure = 1 / (1 + np.exp(-2.5 * logits))
    assert calibrate.temperature("multilabel", truth, sure) == pytest.approx(2.5, 0.2)


def metric_of(name, kind, truth, chances, offsets):
    scores = scores_of(kind, chances)
    table = shares_of(kind, scores + np.array(offsets)) if offsets else chances
    names = [str(i) for i in range(chances.shape[1])]
    positive = "1" if kind == "binary" else None
    return measures.compute(name, kind, truth, table, names, positive)


@pytest.mark.parametrize("name", ["f1", "balanced_accuracy"])
def test_a_rare_class_gets_its_own_threshold(name):
    truth, chances = drawn(1, 6600, 2, 1.0, prior=[0.93, 0.07])
    shares = np.bincount(truth, minlength=2) / len(truth)
    args = name, "binary", truth[:600], chances[:600], 1, shares
    found = calibrate.offsets(*args)
    assert found[0] == 0 and found[1] > 0.3
    fresh = truth[600:], chances[600:]
    plain = metric_of(name, "binary", *fresh, ())
    assert metric_of(name, "binary", *fresh, found) > plain + 0.03


def test_uneven_classes_are_taken_back_by_one_number():
    prior = [0.7, 0.15, 0.1, 0.05]
    truth, chances = drawn(2, 6600, 4, 1.0, prior=prior)
    shares = np.bincount(truth, minlength=4) / len(truth)
    name = "balanced_accuracy"
    args = name, "multiclass", truth[:600], chances[:600], 0, shares
    found = calibrate.offsets(*args)
    assert list(found) == sorted(found), "the rarer, the more"
    fresh = truth[600:], chances[600:]
    plain = metric_of(name, "multiclass", *fresh, ())
    assert metric_of(name, "multiclass", *fresh, found) > plain + 0.03


def test_labels_have_thresholds_of_their_own_and_rare_ones_share():
    rng = np.random.default_rng(3)
    base = np.array([2.0, -2.0, -2.0, -5.5])
    logits = rng.normal(0, 1.5, (3000, 4)) + base
    truth = (rng.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(int)
    chances = 1 / (1 + np.exp(-logits))
    args = "f1_macro", "multilabel", truth[:500], chances[:500], 0, truth.mean(0)
    found = np.array(calibrate.offsets(*args))
    assert found[1] > found[0] + 0.3
    fresh = truth[500:], chances[500:]
    plain = metric_of("f1_macro", "multilabel", *fresh, ())
    assert metric_of("f1_macro", "multilabel", *fresh, tuple(found)) > plain + 0.02
    cuts = scores_of("multilabel", chances[:500])
    common = np.full(4, 1.0)
    rare = calibrate.per_label(truth[:500] * [1, 1, 1, 0], cuts, common)
    assert rare[3] == 1.0, "a label that never occurs has the common one"


def test_thresholds_do_not_hurt_on_few_rows():
    """60 cases of 60 rows for which the usual threshold is the best one."""
    gains = []
    for seed in range(60):
        truth, chances = drawn(seed, 2060, 2, 1.0)
        some = truth[:60], chances[:60]
        found = calibrate.offsets(
            "balanced_accuracy", "binary", *some, 1, np.array([0.5, 0.5])
        )
        fresh = truth[60:], chances[60:]
        plain = metric_of("balanced_accuracy", "binary", *fresh, ())
        tuned = metric_of("balanced_accuracy", "binary", *fresh, found)
        gains.append(tuned - plain)
    assert np.mean(gains) > -0.003
    assert np.mean(np.array(gains) == 0) > 0.7


@pytest.mark.parametrize(
    "name, kind",
    [
        ("recall", "binary"),  # always yes would be best
        ("accuracy", "multiclass"),
        ("roc_auc", "binary"),
        ("f1_micro", "multiclass"),
        ("mae", "regression"),
    ],
)
def test_metrics_that_no_threshold_should_serve(name, kind):
    assert not calibrate.tunable(name, kind)
    truth, chances = drawn(0, 200, 2, 1.0)
    assert calibrate.offsets(name, kind, truth, chances, 1, np.ones(2)) == ()
    assert calibrate.temperature("regression", truth, chances) == 1.0


def rare(seed: int, rows: int, too_sure: float, shift: float):
    """Truth of which an eighth is yes, known but weakly, and what a model says of it
    whose logits are stretched and moved."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(-2.4, 1.1, rows)
    yes = (rng.random(rows) < 1 / (1 + np.exp(-logits))).astype(int)
    said = 1 / (1 + np.exp(-(too_sure * logits + shift)))
    return yes, np.stack([1 - said, said], axis=1)


@pytest.mark.parametrize("name", ["f1", "f2"])
@pytest.mark.parametrize(("too_sure", "shift"), [(1.0, 0.0), (1.0, -1.0), (1.7, 0.0)])
def test_an_f_measure_of_a_rare_class_is_near_its_best_by_few_rows(
    name, too_sure, shift
):
    """Judged on 250 rows, of which about 30 are yes, the threshold comes close to the
    one that is best for 4000 others, and a half does not."""
    lost, plain = [], []
    for seed in range(12):
        truth, chances = rare(seed, 4250, too_sure, shift)
        shares = np.bincount(truth) / len(truth)
        fresh = truth[250:], chances[250:]
        found = calibrate.offsets(name, "binary", truth[:250], chances[:250], 1, shares)
        cuts = [(0.0, cut) for cut in np.linspace(-2, 4, 25)]
        best = max(metric_of(name, "binary", *fresh, cut) for cut in cuts)
        lost.append(best - metric_of(name, "binary", *fresh, found))
        plain.append(best - metric_of(name, "binary", *fresh, ()))
    assert np.mean(lost) < 0.03
    assert np.mean(lost) < np.mean(plain) - 0.01


def test_the_positive_class_of_an_f_measure_may_be_the_first():
    truth, chances = rare(0, 400, 1.0, 0.0)
    shares = np.bincount(truth) / len(truth)
    found = calibrate.offsets("f1", "binary", truth, chances, 1, shares)
    turned = calibrate.offsets(
        "f1", "binary", 1 - truth, chances[:, ::-1], 0, shares[::-1]
    )
    assert found[::-1] == turned and found[1] > 0


def test_a_trial_is_read_by_its_own_threshold_only_where_that_is_sensible():
    truth, chances = rare(0, 400, 1.0, 0.0)
    told = truth, chances, 1, np.bincount(truth) / len(truth)
    assert calibrate.alone("f1", "binary", *told).offsets[1] > 0
    assert calibrate.decides("f1", "binary") and calibrate.decides("f2", "binary")
    assert not calibrate.decides("f1_macro", "multiclass")
    assert not calibrate.decides("accuracy", "binary")
    worth = calibrate.alone("rank_mae", "ordinal", *told).worth
    assert worth and not calibrate.alone("rank_mae", "ordinal", *told).offsets
