"""Numbers that reach far up are learnt on a log scale, or tried on it."""

import numpy as np
import pytest
from plans import done, plan_of, task

from agent.data.tails import long_tailed
from agent.proposers import classical, design, moves

RNG = np.random.default_rng(0)
EVEN = RNG.normal(50, 10, size=(400, 1))
TAILED = np.exp(RNG.normal(5, 1.2, size=(400, 1)))
BOTH_WAYS = RNG.standard_t(2, size=(400, 1)) * 100


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (EVEN, False),
        (TAILED, True),
        (BOTH_WAYS, False),
        (np.hstack([TAILED, EVEN]), False),
        (np.hstack([TAILED, 7 * TAILED]), True),
        (np.where(RNG.random((400, 1)) < 0.2, np.nan, TAILED), True),
        (np.full((400, 1), 3.0), False),
    ],
)
def test_a_long_upper_tail_is_seen(numbers, expected):
    assert long_tailed(numbers) == expected


def tailed(metric: str):
    spec, profile = task("table", "regression")
    named = spec.metric.model_copy(update={"name": metric, "maximize": False})
    spec = spec.model_copy(update={"metric": named})
    return spec, profile.model_copy(update={"long_tail": True})


def test_absolute_errors_are_learnt_on_a_log_scale():
    spec, profile = tailed("mae")
    for plan in classical.baselines(spec, profile):
        assert plan.head.args["scale"] == "log"
        assert plan.head.args["errors"] == "absolute"
    assert design.head(spec, profile).args["scale"] == "log"
    even = profile.model_copy(update={"long_tail": False})
    assert all("scale" not in p.head.args for p in classical.baselines(spec, even))


@pytest.mark.parametrize(("metric", "then"), [("mae", None), ("rmse", "log")])
def test_the_other_scale_is_tried(metric, then):
    spec, profile = tailed(metric)
    first = classical.baselines(spec, profile)[0]
    (other,) = classical.rescaled(spec, profile, (done(1, first, 5.0),))
    assert other.head.args.get("scale") == then
    (back,) = classical.rescaled(spec, profile, (done(1, other, 4.0),))
    assert back.head == first.head


def test_networks_with_squared_errors_try_a_log_scale():
    spec, profile = tailed("rmse")
    best = done(1, plan_of(spec, profile), 5.0)
    scales = [p.head.args.get("scale") for p in moves.heads(spec, profile, best)]
    assert "log" in scales
    even = profile.model_copy(update={"long_tail": False})
    assert "log" not in [
        p.head.args.get("scale") for p in moves.heads(spec, even, best)
    ]
