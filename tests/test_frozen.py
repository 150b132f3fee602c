"""When a pretrained encoder is let learn, and for how long."""

import pytest
from plans import done, task
from tiny_encoders import tiny

from agent.pretrained.folders import look
from agent.proposers import design, frozen
from agent.records import Budget


@pytest.mark.parametrize(
    ("asking", "wanted"),
    [
        (1.0, 24.0),  # all the epochs that are worth it
        (20.0, 270.0),  # as many as there is time for
        (40.0, None),  # fewer than three
    ],
)
def test_an_encoder_learns_for_as_long_as_there_is_time(asking, wanted):
    one = look(tiny("transformers"), "folder tiny").record
    one = one.model_copy(update={"size": 32, "seconds": asking})
    spec, profile = task("text table", "binary", encoders=(one,))
    spec = spec.model_copy(update={"budget": Budget(seconds=900.0)})
    base = design.plan(spec, profile, design.asked_with(spec), name="a", reason="")
    plans = list(frozen.tuned(spec, 90, done(1, base, 0.5)))
    assert bool(plans) == (wanted is not None)
    assert {frozen.seconds(spec, plan) for plan in plans} <= {wanted}
    assert all(frozen.learns(plan) for plan in plans)
