"""Tuning by Optuna, and who proposes next: from the history alone, never twice."""

import subprocess
import sys

from plans import done, task

from agent.project.training import misfit
from agent.proposers import rules
from agent.proposers.pace import Pace
from agent.proposers.portfolio import Portfolio, earned, order
from agent.proposers.rules import Rules, key
from agent.proposers.tune import Tune, changed, current, space


def begun(kinds="image text table", kind="multiclass"):
    spec, profile = task(kinds, kind)
    history = ()
    for i, plan in enumerate(rules.baselines(spec, profile), 1):
        history += (done(i, plan, 0.5 + 0.02 * i),)
    return spec, profile, history


def proposers():
    known = Rules(Pace(lambda: 300.0))
    return known, Tune(known)


def test_tuning_turns_a_few_knobs_of_the_best_plan():
    spec, profile, history = begun()
    best = history[-1]
    plan = proposers()[1](spec, profile, history)
    assert plan is not None and plan.parent == best.index
    before, after = current(best.plan), current(plan)
    turned = {name for name in after if after[name] != before[name]}
    assert 1 <= len(turned) <= 4
    assert not misfit(spec, plan) and plan.seconds > 0
    for name in turned - {"train.lr"}:
        assert after[name] in space(spec, plan)[name]
        assert name in plan.reason


def test_tuning_needs_a_scored_plan_and_time():
    spec, profile, history = begun()
    known = Rules(Pace(lambda: 300.0))
    assert Tune(known)(spec, profile, ()) is None
    late = Rules(Pace(lambda: 5.0))
    assert Tune(late)(spec, profile, history) is None


def test_tuning_goes_where_it_did_well():
    """Of thirty relatives, those with a low rate did well: the next rates are low."""
    spec, profile, history = begun("text", "binary")
    parent = history[-1]
    for i in range(30):
        rate = 1e-4 * (100 ** (i / 29))
        plan = changed(parent, {"train.lr": rate})
        assert plan is not None
        value = 0.4 if rate > 5e-4 else 0.9
        history += (done(len(history) + 1, plan, value),)
    tune, rates = proposers()[1], []
    for _ in range(8):
        plan = tune(spec, profile, history)
        assert plan is not None
        rates.append(plan.train.lr)
        history += (done(len(history) + 1, plan, 0.6),)
    assert sum(rate < 1e-3 for rate in rates) >= 6, rates


def test_contradicting_values_make_no_plan():
    _, _, history = begun()
    plan = history[-1].plan
    free = plan.train.model_copy(
        update={"optimizer": "schedule_free", "schedule": "constant"}
    )
    parent = done(9, plan.model_copy(update={"train": free}), 0.5)
    assert changed(parent, {"train.ema": 0.9}) is None
    assert changed(parent, {}) is None


def test_the_portfolio_runs_the_baselines_first_and_never_a_plan_twice():
    spec, profile = task("text table", "binary")
    known, tune = proposers()
    portfolio = Portfolio({"rules": known, "tune": tune}, known.pace)
    history, seen = (), set()
    first = {key(plan) for plan in rules.baselines(spec, profile)}
    for i in range(25):
        plan = portfolio(spec, profile, history)
        assert plan is not None
        assert key(plan) not in seen
        assert plan.operator == "baseline" or first <= seen
        seen.add(key(plan))
        trial = done(i + 1, plan, 0.5 + 0.001 * (i % 7))
        history += (trial.model_copy(update={"verdict": "within-noise"}),)
    assert {t.plan.proposer for t in history} == {"rules", "tune"}
    again = Portfolio({"rules": known, "tune": tune}, known.pace)
    assert again(spec, profile, history[:12]) == portfolio(spec, profile, history[:12])


def gained(history, proposer, verdict, value=0.1, times=1):
    for _ in range(times):
        plan = history[-1].plan.model_copy(
            update={"proposer": proposer, "operator": "change"}
        )
        trial = done(len(history) + 1, plan, value)
        history += (trial.model_copy(update={"verdict": verdict}),)
    return history


def test_who_gains_gets_the_slots_and_who_does_not_loses_them():
    spec, _, history = begun()
    history = gained(history, "model", "keep", 0.7, times=6)
    history = gained(history, "rules", "discard", times=6)
    assert earned(spec, history) == {"model": (6.0, 6), "rules": (0.0, 6)}
    names, firsts = ("rules", "tune", "model"), []
    for i in range(60):
        more = gained(history, "tune", "discard", times=i % 20)
        firsts.append(order(spec, more, names)[0])
    assert firsts.count("model") > 45
    assert order(spec, history, names) == order(spec, history, names)


def test_luck_counts_less_than_a_gain():
    spec, _, history = begun()
    more = gained(history, "tune", "within-noise", value=0.9)
    more = gained(more, "tune", "within-noise", value=0.1)
    wins, tries = earned(spec, more)["tune"]
    assert 0 < wins < 0.5 and tries == 2


def test_importing_the_tuner_does_not_import_optuna():
    code = "import agent.proposers.tune, sys; assert 'optuna' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_model_is_asked_once_before_it_has_to_be_drawn():
    """After the first change that another has made, whatever the seed; no more if it
    had nothing to say then."""
    spec, profile = task("image vector", "binary")
    base = rules.baselines(spec, profile)[0]
    move = base.model_copy(update={"operator": "tune", "proposer": "rules"})
    names = ("rules", "tune", "model")
    firsts = {1: set(), 2: set()}
    for seed in range(40):
        named = spec.model_copy(update={"seed": seed})
        history = (done(1, base, 0.5), done(2, move, 0.5))
        more = (*history, done(3, move, 0.5))
        firsts[1].add(order(named, history, names)[0])
        firsts[2].add(order(named, more, names)[0])
        assert "model" not in order(named, history, names[:2])
    assert firsts[1] == {"model"} and len(firsts[2]) > 1
