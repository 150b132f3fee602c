"""Limits of the statement bind: what breaks one never wins, and smaller is tried."""

from plans import done, plan_of, task

from agent.constraints import broken, parts
from agent.proposers import rules
from agent.proposers.lineage import best_of
from agent.proposers.pace import Pace
from agent.proposers.rules import Rules
from agent.records import Constraints
from agent.run.prepare import understand
from agent.run.request import Request


def limited(**limits):
    spec, profile = task("text table", "binary")
    return spec.model_copy(update={"constraints": Constraints(**limits)}), profile


def test_each_limit_is_told_in_words():
    spec, profile = limited(max_params=1000, max_latency_ms=20.0, must_use=("table_1",))
    plan = plan_of(spec, profile, "late fusion")
    assert broken(spec, done(1, plan, 0.5, params=900, latency_ms=3.0)) is None
    for curve, word in (
        ({"params": 2000, "latency_ms": 3.0}, "2000 parameters"),
        ({"latency_ms": 3.0}, "None parameters"),
        ({"params": 900, "latency_ms": 40.0}, "40.0 ms"),
    ):
        assert word in str(broken(spec, done(1, plan, 0.5, **curve)))
    alone = plan_of(spec, profile, "the_text only")
    fault = broken(spec, done(1, alone, 0.5, params=900, latency_ms=3.0))
    assert fault and "table_1" in fault


def test_the_best_within_the_limits_wins():
    spec, profile = limited(max_params=1000)
    plan = plan_of(spec, profile)
    large, small = done(1, plan, 0.9, params=5000), done(2, plan, 0.6, params=500)
    assert best_of(spec, (large, small)) == small
    assert best_of(spec, (large, small), allowed=False) == large
    assert best_of(spec, (large,)) is None


def test_the_planner_tries_smaller_sizes_when_a_limit_is_broken():
    spec, profile = limited(max_params=1000)
    history = ()
    planner = Rules(Pace(lambda: 300.0))
    while rules.due(spec, profile, history):
        plan = planner(spec, profile, history)
        assert plan
        history += (done(len(history) + 1, plan, 0.6, params=90_000),)
    smaller = planner(spec, profile, history)
    assert smaller and smaller.operator == "smaller"
    text = next(b for b in smaller.branches if b.modality == "the_text")
    assert text.input.args["buckets"] == 2048


def test_members_share_the_limits():
    spec, profile = limited(max_params=1000, max_latency_ms=20.0)
    plan = plan_of(spec, profile, "late fusion")
    assert parts(spec, done(1, plan, 0.5, params=250, latency_ms=10.0)) == [0.25, 0.5]
    free, _ = limited()
    assert parts(free, done(1, plan, 0.5, params=250, latency_ms=10.0)) == []


def test_flags_and_statement_bind_together(toy):
    words = "Predict alarm from the sweep with under 5000 parameters."
    flags = {"max_params": 8000, "max_latency_ms": 7.5, "single": True, "refit": False}
    spec = understand(Request(words, toy, **flags), thorough=False).spec
    assert spec.constraints.max_params == 5000, "the stricter one"
    assert spec.constraints.max_latency_ms == 7.5
    assert spec.single and not spec.refit
    spec = understand(Request(words, toy), thorough=False).spec
    assert spec.constraints.max_latency_ms is None
    assert spec.refit and not spec.single
