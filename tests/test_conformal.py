"""Sets and intervals: they hold as often as promised, and few rows promise nothing."""

import numpy as np
import pytest

from agent.scoring import conformal
from agent.scoring.blend import shares_of


def chances(seed: int, rows: int, sharpness: float = 1.0):
    """Truth drawn from known probabilities, and what an oversure model says of them."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 1.5, (rows, 4))
    table = shares_of("multiclass", logits)
    truth = (table.cumsum(1) > rng.random((rows, 1))).argmax(1)
    return truth, shares_of("multiclass", sharpness * logits)


@pytest.mark.parametrize("sharpness", [1.0, 3.0], ids=["honest", "oversure"])
def test_sets_hold_as_often_as_promised(sharpness):
    made = conformal.fit("multiclass", *chances(0, 2000, sharpness))
    assert made and made.method == "classes" and made.rows == 2000
    fresh = chances(1, 20_000, sharpness)
    told = conformal.measure("multiclass", ("y",), *fresh, made)
    assert [c.coverage for c in told] == [0.5, 0.8, 0.9, 0.95, 0.99]
    for one in told[1:]:
        assert one.measured == pytest.approx(one.coverage, abs=0.02)
        assert one.interval[0] <= one.measured <= one.interval[1]
    sizes = [c.size for c in told]
    assert sizes == sorted(sizes) and sizes[0] >= 1, "the likeliest is always inside"


def test_sets_hold_every_true_label_as_often_as_promised():
    """Rows without a label, too, and labels that go together."""
    rng = np.random.default_rng(0)
    common = rng.normal(0, 1.5, (22_000, 1))
    table = 1 / (1 + np.exp(-common - rng.normal(-1, 1, (22_000, 6))))
    truth = (rng.random(table.shape) < table).astype(float)
    assert (truth.sum(1) == 0).any()
    made = conformal.fit("multilabel", truth[:2000], table[:2000])
    assert made and made.method == "labels" and made.rows == 2000
    told = conformal.measure("multilabel", ("y",), truth[2000:], table[2000:], made)
    for one in told:
        assert one.measured == pytest.approx(one.coverage, abs=0.03)
    level = dict(made.levels)[0.9][0]
    inside = table[2000:] >= 1 - level
    assert told[2].size == pytest.approx(inside.sum(1).mean(), abs=0.01)
    missed = ((truth[2000:] > 0) & ~inside).any(1).mean()
    assert told[2].measured == pytest.approx(1 - missed, abs=0.005)


def test_intervals_hold_for_each_target():
    rng = np.random.default_rng(0)
    truth = rng.normal(0, (1.0, 5.0), (3000, 2))
    guess = np.zeros_like(truth)
    truth[::50, 1] = np.nan  # unknown of this target alone
    made = conformal.fit("multitarget", truth[:1000], guess[:1000])
    assert made and made.method == "residual"
    (_, radii), *_ = (level for level in made.levels if level[0] == 0.9)
    assert radii == pytest.approx((1.645, 8.22), rel=0.1)
    told = conformal.measure(
        "multitarget", ("a", "b"), truth[1000:], guess[1000:], made
    )
    for one in (c for c in told if c.coverage == 0.9):
        assert one.measured == pytest.approx(0.9, abs=0.03)
        assert one.size == pytest.approx(2 * radii["ab".index(one.target)])


def test_quantiles_are_widened_or_narrowed_about_themselves():
    rng = np.random.default_rng(0)
    width = rng.uniform(0.1, 10, 4000)
    truth = rng.normal(0, width)
    table = np.stack([np.zeros(4000), 0.3 * width, -0.3 * width], axis=1)
    levels = (0.9, 0.1)  # in the order of the table's columns
    made = conformal.fit("regression", truth[:2000], table[:2000], levels)
    assert made and made.method == "quantiles"
    rest = truth[2000:], table[2000:]
    told = conformal.measure("regression", ("y",), *rest, made, levels)
    (one,) = (c for c in told if c.coverage == 0.9)
    assert one.measured == pytest.approx(0.9, abs=0.02)


def test_few_rows_promise_little_or_nothing():
    made = conformal.fit("multiclass", *chances(0, 30))
    assert made and [coverage for coverage, _ in made.levels] == [0.5, 0.8, 0.9, 0.95]
    assert conformal.fit("multiclass", *chances(0, 19)) is None
    ranking = np.arange(100.0)
    assert conformal.fit("survival", ranking, ranking) is None
    errors = np.arange(1, 100.0)  # of 99 rows the 90th is the quantile of 90 %
    made = conformal.fit("regression", errors, np.zeros(99))
    assert made and dict(made.levels)[0.9] == (90.0,)


def test_the_interval_of_a_share():
    low, high = conformal.wilson(9, 10)  # Wilson's, from a table: 0.596 to 0.982
    assert (low, high) == (
        pytest.approx(0.596, abs=1e-3),
        pytest.approx(0.982, abs=1e-3),
    )
