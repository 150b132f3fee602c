"""Verdicts: what a trial is held against, and how far it has to be ahead."""

import pytest
from plans import done, plan_of, task

from agent.proposers.pace import Pace
from agent.proposers.pairs import combinations
from agent.proposers.rungs import confirmed, continued, repeated
from agent.run.judging import (
    MEANT,
    claim_gap,
    judge,
    pairs,
    quantile,
    rival,
    seed_noise,
)

SD = 0.01


def paired(a, b):
    """A scorer on whose rows every difference has the same deviation."""
    return a.select.value - b.select.value, SD


def changed(index, history, value, parent=1, seconds=10.0, **update):
    plan = history[parent - 1].plan
    train = plan.train.model_copy(update={"lr": index * 1e-3})
    words = {"train": train, "operator": "tune lr", "parent": parent, "continues": None}
    update = {**words, "seconds": seconds, **update}
    return done(index, plan.model_copy(update=update), value)


@pytest.fixture
def start():
    spec, profile = task("text table", "binary")
    plan = plan_of(spec, profile)
    first = done(1, plan, 0.7, stopped="time").model_copy(
        update={"verdict": "baseline"}
    )
    return spec, (first,)


def test_a_gain_has_to_be_beyond_the_noise_of_many_comparisons(start):
    spec, history = start
    wide = quantile(MEANT) * SD * seed_noise(history, paired) ** 0.5
    assert wide > 2.8 * SD
    for gain, verdict in ((wide + 0.001, "keep"), (wide - 0.001, "within-noise")):
        found, note = judge(spec, history, changed(2, history, 0.7 + gain), paired)
        assert found == verdict and "against #1" in note
    found, _ = judge(spec, history, changed(2, history, 0.69 - wide), paired)
    assert found == "discard"


def test_the_more_is_tried_the_more_is_asked_for():
    assert quantile(20) < quantile(100) < quantile(1000)
    assert quantile(20) == pytest.approx(2.807, abs=0.001)


def test_seeds_that_differ_more_than_rows_widen_the_interval(start):
    _, history = start
    calm = history[0].plan.model_copy(update={"seed": 9, "operator": "repeat"})
    quiet = (*history, done(2, calm, 0.7))
    wild = (*history, done(2, calm, 0.8))
    assert [(a.index, b.index) for a, b in pairs(quiet)] == [(1, 2)]
    assert 1 <= seed_noise(quiet, paired) < seed_noise(history, paired)
    assert seed_noise(wild, paired) > 10


def test_a_lucky_one_within_the_noise_is_no_measure_for_others(start):
    spec, history = start
    lucky = changed(2, history, 0.72).model_copy(update={"verdict": "within-noise"})
    assert rival(spec, (*history, lucky), changed(3, history, 0.7)) is history[0]
    proven = lucky.model_copy(update={"verdict": "keep"})
    assert rival(spec, (*history, proven), changed(3, history, 0.7)) is proven


def test_trials_are_held_against_the_champion_as_it_was_after_as_long(start):
    spec, history = start
    grown = done(2, continued(history[0], 30.0, ""), 0.8)
    history += (grown.model_copy(update={"verdict": "baseline"}),)
    assert rival(spec, history, changed(3, history, 0.7)) is history[0]
    later = changed(4, history, 0.7, seconds=30.0)
    assert rival(spec, history, later) is history[1]
    more = done(5, continued(history[1], 90.0, ""), 0.8)
    assert rival(spec, history, more) is history[1], "its own earlier self"


def test_a_repeat_claims_nothing_and_its_note_tells_the_noise(start):
    spec, history = start
    plan = repeated(spec, history, history[0], 100.0)
    assert plan and plan.seed != history[0].plan.seed
    found, note = judge(spec, history, done(2, plan, 0.9), paired)
    assert found == "baseline" and "+0.2000" in note and "#1" in note
    assert repeated(spec, history, history[0], 2.0) is None, "too dear"


def test_a_winner_is_confirmed_by_another_seed_against_the_others(start):
    spec, history = start
    best = changed(2, history, 0.9).model_copy(update={"verdict": "keep"})
    history += (best,)
    early = confirmed(spec, history, best, Pace(lambda: 200.0))
    assert early is None, "there is time for other ideas"
    plan = confirmed(spec, history, best, Pace(lambda: 20.0))
    assert plan and plan.operator == "confirm" and plan.continues is None
    assert plan.seed != best.plan.seed and plan.train == best.plan.train
    for value, verdict, word in (
        (0.88, "keep", "confirmed: "),
        (0.7, "within-noise", "not confirmed: "),
    ):
        found, note = judge(spec, history, done(3, plan, value), paired)
        assert found == verdict and note.startswith(word) and "#1" in note
    assert confirmed(spec, history, history[0], Pace(lambda: 20.0)) is None


def test_a_lucky_winner_is_not_confirmed_by_the_rows_that_made_it_one(start):
    """Twice the deviation would do for a gain that was found, but not to find one."""
    spec, history = start
    best = changed(2, history, 0.729).model_copy(update={"verdict": "keep"})
    for verdict, found in (("keep", "keep"), ("within-noise", "within-noise")):
        before = (*history, best.model_copy(update={"verdict": verdict}))
        plan = confirmed(spec, before, best, Pace(lambda: 20.0))
        assert plan
        assert judge(spec, before, done(3, plan, 0.729), paired)[0] == found


def test_limits_of_the_task_come_before_any_gain():
    spec, profile = task("text table", "binary")
    limits = spec.constraints.model_copy(update={"max_params": 10})
    spec = spec.model_copy(update={"constraints": limits})
    trial = done(2, plan_of(spec, profile), 0.9, params=11)
    trial = trial.model_copy(
        update={"plan": trial.plan.model_copy(update={"operator": "tune lr"})}
    )
    verdict, note = judge(spec, (), trial, paired)
    assert verdict == "discard" and "at most 10" in note


def test_two_steps_up_are_put_together(start):
    spec, history = start
    tuned = changed(2, history, 0.75)
    fusion = history[0].plan.fusion.model_copy(update={"block": "gated", "args": {}})
    swapped = changed(3, history, 0.8, fusion=fusion, train=history[0].plan.train)
    worse = changed(4, history, 0.6)
    history += (tuned, swapped, worse)
    plans = list(combinations(spec, history, swapped))
    assert {p.operator for p in plans} == {"combine"}
    both = [p for p in plans if p.fusion == fusion and p.train == tuned.plan.train]
    assert len(both) == 1 and both[0].parent == 3 and "#2" in both[0].reason
    assert not any(p.train == worse.plan.train for p in plans)


@pytest.mark.parametrize("rows, told", [(60, False), (600, True)])
def test_a_claim_is_told_of_where_chance_does_not_explain_it(rows, told):
    spec, profile = task("text table", "binary")
    split = profile.split.model_copy(update={"train": rows, "select": rows // 4})
    profile = profile.model_copy(update={"split": split})
    trial = done(1, plan_of(spec, profile), 0.7)
    claim = trial.claimed.model_copy(update={"metric": 1.0})
    trial = trial.model_copy(update={"claimed": claim})
    assert trial.select
    also = trial.select.model_copy(update={"also": {"accuracy": 0.7}})
    gap = claim_gap(spec, profile, trial.model_copy(update={"select": also}))
    assert gap == ("it claims accuracy 1.000, scored is 0.700" if told else None)
