"""When a refit, on all labelled rows, is not used, by what it says of itself."""

import numpy as np
import pytest
from plans import done, plan_of, task

from agent.records import Curve
from agent.run.refit import fallen, varied


def trial_of(kind: str, claimed: float, scored: float):
    """(task, a trial that said one figure of itself and was scored another)."""
    spec, profile = task("table", kind)
    best = done(1, plan_of(spec, profile), scored, metric=claimed)
    if spec.metric.name not in ("accuracy", "mae"):
        also = {"accuracy" if kind == "multiclass" else "mae": scored}
        assert best.select
        select = best.select.model_copy(update={"also": also})
        best = best.model_copy(update={"select": select})
    return spec, best


def told(metric: float | None) -> Curve:
    return Curve(epochs=1, best_epoch=1, metric=metric)


@pytest.mark.parametrize(
    ("claimed", "scored", "now", "used"),
    [
        (0.90, 0.90, 0.70, True),
        (0.90, 0.90, 0.60, False),
        (0.92, 0.70, 0.55, True),  # 12 of 13 rows were luck
        (0.92, 0.70, 0.45, False),
        (0.70, 0.92, 0.50, True),
    ],
)
def test_classes(claimed, scored, now, used):
    spec, best = trial_of("multiclass", claimed, scored)
    assert (fallen(spec, told(now), best) is None) == used


def test_numbers_are_better_the_lower_they_are():
    spec, best = trial_of("regression", 5.0, 8.0)
    assert fallen(spec, told(4.0), best) is None
    assert fallen(spec, told(11.0), best) is None
    assert fallen(spec, told(12.0), best) == "its own mae is 12, the trial's 5"


def test_without_a_figure_nothing_is_known():
    spec, best = trial_of("multiclass", 0.9, 0.9)
    assert fallen(spec, told(None), best) == "it left no figure of its own"


def test_what_says_the_same_of_every_row_is_seen():
    assert varied(np.array([[0.2, 0.8], [0.3, 0.7]]))
    assert not varied(np.array([[0.4, 0.6], [0.4, 0.6]]))
    assert varied(np.array([1.0, 2.0])) and not varied(np.array([1.0, 1.0]))
    assert varied(np.array([1.0]))  # of one row nothing can be told
