"""Trials that go on from their checkpoints: who does, when, and what is taken over."""

import os
import shutil

import pytest
from plans import done, plan_of, task

from agent.proposers.lineage import best_of, chain, key, leaves
from agent.proposers.pace import BETWEEN, STARTUP, Pace, first, overhead
from agent.proposers.portfolio import Portfolio, earned
from agent.proposers.rules import Rules, baselines, due
from agent.proposers.rungs import continued, growth
from agent.run import events, prepare
from agent.run.continuing import take_over
from agent.run.ensemble import candidates
from agent.run.loop import Line, run_line
from agent.run.request import Request
from agent.run.trial import places
from agent.scoring.score import Scorer
from sandbox import open_sandbox


def learning(index, plan, value, epochs=10, stopped="time", **curve):
    told = {"epochs": epochs, "best_epoch": epochs, "stopped": stopped}
    return done(index, plan, value, **told | curve)


def begun(kinds="image text", seconds=10.0, values=(0.5, 0.55, 0.7), **curve):
    """A history of the networks among the baselines, each after its first rung, in a
    task where the classical ones are left out."""
    spec, profile = task(kinds, "multiclass")
    plans = [p for p in baselines(spec, profile) if p.family == "network"]
    timed = [plan.model_copy(update={"seconds": seconds}) for plan in plans]
    history = tuple(
        learning(i, plan, value, **curve)
        for i, (plan, value) in enumerate(zip(timed, values, strict=True), 1)
    )
    return spec, profile, history


def test_the_best_of_its_rung_goes_on_and_is_never_tried_anew():
    spec, profile, history = begun()
    plan = growth(spec, history, Pace(lambda: 300.0))
    assert plan and plan.continues == 3 and plan.seconds == 30.0
    assert key(plan) == key(history[2].plan) and "still learning" in plan.reason
    history += (learning(4, plan, 0.8, epochs=30),)
    for _ in range(8):
        plan = Rules(Pace(lambda: 300.0))(spec, profile, history)
        assert plan and plan.continues != 3
        if plan.continues is None:
            assert key(plan) not in {key(t.plan) for t in history}
        value = 0.6 + 0.001 * len(history)
        history += (learning(len(history) + 1, plan, value),)


def test_who_has_stopped_learning_is_done():
    spec, _, history = begun(stopped="patience")
    plan = growth(spec, history, Pace(lambda: 300.0))
    assert plan is None or plan.continues is None


def test_who_was_better_before_its_time_ended_is_done():
    spec, _, history = begun(best_epoch=8)
    plan = growth(spec, history, Pace(lambda: 300.0))
    assert plan is None or plan.continues is None
    spec, _, history = begun(best_epoch=9)
    plan = growth(spec, history, Pace(lambda: 300.0))
    assert plan and plan.continues == 3


@pytest.mark.parametrize(
    ("value", "chosen"), [(0.8, 4), (0.7, 3), (0.6, 3)], ids=["better", "same", "worse"]
)
def test_of_those_that_go_on_from_one_another_the_best_is_a_candidate(value, chosen):
    spec, _, history = begun()
    history += (learning(4, continued(history[2], 30.0, ""), value, epochs=30),)
    found = [trial.index for trial in candidates(spec, history)]
    assert found[0] == chosen
    assert sorted(found) == sorted({1, 2, chosen})


def test_who_is_clearly_behind_does_not_go_on():
    """Six on the first rung let two go on; the second is worse beyond doubt."""
    spec, profile, history = begun()
    for i in range(4, 7):
        train = history[2].plan.train.model_copy(update={"lr": i * 1e-3})
        update = {"train": train, "operator": "tune lr", "parent": 3}
        plan = history[2].plan.model_copy(update=update)
        history += (learning(i, plan, 0.5 if i > 4 else 0.6),)
    history += (learning(7, continued(history[2], 30.0, ""), 0.8, epochs=30),)
    again = growth(spec, history, Pace(lambda: 300.0))
    assert again is None or again.continues is None
    near = history[3].model_copy(
        update={"select": history[2].select}  # within the noise of the first
    )
    history = (*history[:3], near, *history[4:])
    plan = growth(spec, history, Pace(lambda: 300.0))
    assert plan and plan.continues == 4


def test_a_fusion_cut_off_early_is_not_outranked_by_what_was_quick():
    """Two epochs in its time: it goes on first, to as many as tell of it, once."""
    spec, _, history = begun(values=(0.5, 0.7, 0.4))
    slow = learning(3, history[2].plan, 0.4, epochs=2, seconds_per_epoch=4.0)
    history = (*history[:2], slow)
    plan = growth(spec, history, Pace(lambda: 300.0))
    assert plan and plan.continues == 3 and plan.seconds == 10 + 6 * 4.0
    assert "2 epochs" in plan.reason
    history += (learning(4, plan, 0.6, epochs=8, seconds_per_epoch=4.0),)
    plan = growth(spec, history, Pace(lambda: 300.0))
    assert plan and plan.continues == 2, "now the best of its rung"
    short = growth(spec, history[:3], Pace(lambda: 20.0))
    assert short is None or short.continues != 3, "there is no time for it"


def test_towards_the_end_the_best_one_gets_what_is_left():
    spec, _, history = begun()
    grown = continued(history[2], 30.0, "")
    history += (learning(4, grown, 0.8, epochs=14, seconds_per_epoch=2.0),)
    plan = growth(spec, history, Pace(lambda: 36.0))
    assert plan and plan.continues == 4
    lost = overhead(history)
    assert 55 < plan.seconds <= 30 + 36 - lost
    assert growth(spec, history, Pace(lambda: lost + 5)) is None


def test_short_budgets_go_into_the_fusion_at_once():
    """Singles are short, and what is left is no longer divided."""
    spec, profile = task("image vector table position", "binary")
    short = spec.budget.model_copy(update={"seconds": 150.0})
    spec = spec.model_copy(update={"budget": short})
    left, history = [140.0], ()
    rules = Rules(Pace(lambda: left[0]))
    while plan := rules(spec, profile, history):
        index = len(history) + 1
        curve = {"epochs": 3, "seconds_per_epoch": 1.0, "stopped": "time"}
        network = plan.family == "network"
        value = 0.5 + 0.1 * len(plan.branches) if network else 0.4
        took = plan.seconds if network else 4.0
        more = curve if network else {"stopped": "epochs"}
        history += (done(index, plan, value, **more),)
        left[0] -= took + 5
    networks = [t.plan for t in history if t.plan.family == "network"]
    assert networks[-1].name == "late fusion"
    assert len(networks) == 5, "four modalities, and their fusion"
    assert networks[-1].seconds > 55


def test_the_fusion_comes_first_where_the_modalities_alone_would_take_its_time():
    spec, profile = task("image vector table position text", "binary")
    short = spec.budget.model_copy(update={"seconds": 50.0})
    spec = spec.model_copy(update={"budget": short})
    left, history = [45.0], ()
    rules = Rules(Pace(lambda: left[0]))
    while plan := rules(spec, profile, history):
        history += (learning(len(history) + 1, plan, 0.5),)
        left[0] -= plan.seconds + 5
    names = [t.plan.name for t in history]
    assert "late fusion" in names and names.index("late fusion") <= 2
    assert due(spec, profile, history)


def test_the_refit_gets_its_part_of_the_time():
    spec, profile = task("image text", "multiclass")
    *alone, fusion = baselines(spec, profile)
    update = {"seconds": 6.0}
    history = tuple(
        done(i, p.model_copy(update=update), 0.5, stopped="time", seconds_per_epoch=0.1)
        for i, p in enumerate(alone, 1)
    )
    all_of_it = Pace(lambda: 55.0).timed(spec, history, fusion, [fusion])
    with_refit = Pace(lambda: 55.0, 1.5).timed(spec, history, fusion, [fusion])
    assert with_refit.seconds < 0.6 * all_of_it.seconds


def test_a_change_starts_where_its_parent_started():
    spec, profile, history = begun()
    history += (learning(4, continued(history[2], 30.0, ""), 0.8, epochs=30),)
    update = {"parent": 4, "operator": "tune lr"}
    plan = history[3].plan.model_copy(update=update)
    assert first(spec, history, plan) == 10.0
    timed = Pace(lambda: 300.0).timed(spec, history, plan, [])
    assert timed.continues is None and timed.expected


def test_what_a_trial_costs_beside_its_training_leaves_out_what_lay_behind_it():
    _, _, history = begun(seconds_per_epoch=0.5)
    before = overhead(history)
    grown = learning(
        4, continued(history[2], 30.0, ""), 0.8, epochs=40, seconds_per_epoch=0.5
    )
    wall = grown.result.model_copy(update={"wall_s": 25 + before - 1})
    grown = grown.model_copy(update={"result": wall})
    assert overhead((*history, grown)) == pytest.approx(before, abs=0.5)


def test_what_a_trial_costs_is_told_by_those_that_stopped_by_themselves_too():
    """Else six seconds were put aside for each of them, in runs where all do so."""
    _, _, history = begun(epochs=10, seconds_per_epoch=0.5, stopped="patience")
    walls = [h.result.model_copy(update={"wall_s": 5.0 + 0.7}) for h in history]
    history = tuple(
        h.model_copy(update={"result": wall})
        for h, wall in zip(history, walls, strict=True)
    )
    assert overhead(history) == pytest.approx(0.7 + BETWEEN)
    classical = history[0].plan.model_copy(update={"family": "classical"})
    odd = history[0].model_copy(update={"plan": classical})
    assert overhead((odd,)) == pytest.approx(0.7 + BETWEEN), "until a network has run"
    assert overhead((odd, *history)) == pytest.approx(0.7 + BETWEEN)
    slow = odd.result.model_copy(update={"wall_s": 5.0 + 9.0})
    cold = odd.model_copy(update={"result": slow})
    assert overhead((odd, cold)) == STARTUP, "what it read is no start of a network"
    untold = odd.claimed.model_copy(update={"seconds_per_epoch": None})
    assert overhead((odd.model_copy(update={"claimed": untold}),)) == STARTUP


def test_a_lineage_is_one_plan():
    spec, _, history = begun()
    history += (learning(4, continued(history[2], 30.0, ""), 0.8),)
    history += (learning(5, continued(history[3], 90.0, ""), 0.9),)
    assert [t.index for t in chain(history, history[4])] == [3, 4, 5]
    assert [t.index for t in leaves(history)] == [1, 2, 5]
    assert best_of(spec, history) is history[4]


def test_seeds_are_averaged_before_the_best_is_called_so():
    spec, _, history = begun(values=(0.5, 0.75, 0.7))
    lucky = history[1].plan.model_copy(update={"seed": 7, "operator": "repeat"})
    history += (learning(4, lucky, 0.6),)
    assert best_of(spec, history) is history[2], "0.70 against a mean of 0.675"


def test_going_on_is_no_further_try_of_its_proposer():
    spec, _, history = begun()
    tuned = history[2].plan.model_copy(
        update={"operator": "tune", "proposer": "tune", "parent": 3}
    )
    history += (learning(4, tuned, 0.6).model_copy(update={"verdict": "discard"}),)
    more = learning(5, continued(history[3], 30.0, ""), 0.9)
    assert earned(spec, history) == {"tune": (0.0, 1)}
    assert earned(spec, (*history, more)) == {"tune": (1.0, 1)}


def test_the_portfolio_lets_trials_go_on_whoever_proposed_them():
    spec, profile, history = begun()
    while more := due(spec, profile, history):
        history += (done(len(history) + 1, more[0], 0.1),)
    rules = Rules(Pace(lambda: 300.0))
    plan = Portfolio({"rules": rules}, rules.pace)(spec, profile, history)
    assert plan and plan.continues == 3
    assert plan == growth(spec, history, rules.pace)


# ---- what is taken over -----------------------------------------------------------


@pytest.fixture
def two(tmp_path):
    """A run's folder with a checkpoint of its first trial, and a plan that goes on."""
    spec, profile = task("text table", "binary")
    trial = learning(1, plan_of(spec, profile), 0.6)
    source = places(tmp_path, 1).checkpoint
    source.parent.mkdir(parents=True)
    source.write_bytes(b"weights")
    (source.parents[1] / "metrics.jsonl").write_text("{}")
    return tmp_path, (trial,), continued(trial, 30.0, ""), places(tmp_path, 2)


def test_a_checkpoint_is_copied_and_a_later_one_kept(two):
    folder, history, plan, place = two
    assert take_over(folder, history, plan, place) == (plan, "")
    assert place.checkpoint.read_bytes() == b"weights"
    place.checkpoint.write_bytes(b"later")  # of a process that was killed
    take_over(folder, history, plan, place)
    assert place.checkpoint.read_bytes() == b"later"


def test_a_kill_in_the_middle_of_the_copy_leaves_none(two):
    folder, history, plan, place = two
    place.checkpoint.parent.mkdir(parents=True)
    place.checkpoint.with_suffix(".part").write_bytes(b"wei")
    take_over(folder, history, plan, place)
    assert place.checkpoint.read_bytes() == b"weights"


@pytest.mark.parametrize("how", ["gone", "a link", "a linked folder", "a pipe"])
def test_a_checkpoint_that_is_none_means_a_new_start_in_the_time_left(two, how):
    folder, history, plan, place = two
    source = places(folder, 1).checkpoint
    source.unlink()
    secret = folder / "state.pt"
    secret.write_bytes(b"hidden labels")
    if how == "a link":
        source.symlink_to(secret)
    elif how == "a linked folder":
        source.parent.rmdir()
        source.parent.symlink_to(folder)
    elif how == "a pipe":
        os.mkfifo(source)
    anew, why = take_over(folder, history, plan, place)
    assert anew.continues is None and anew.seconds == 20.0 and why
    assert not place.checkpoint.exists()
    assert not (place.out / "metrics.jsonl").exists()


# ---- the whole line ---------------------------------------------------------------

SAY = "Predict alarm from load and place. Metric: F1."


def test_the_line_goes_on_from_a_checkpoint_and_starts_anew_without_one(toy, tmp_path):
    """All epochs are trained in the first trial, so the second one has none to add: the
    same model, and not one epoch told twice. The third finds no checkpoint."""
    ready = prepare.understand(Request(SAY, toy), thorough=False)
    run_dir = prepare.start(
        ready, tmp_path / "runs", name=None, sandbox="auto", on_missing="fail"
    )
    spec, profile = ready.spec, ready.profile

    def propose(spec, profile, history):
        if not history:
            plan = plan_of(spec, profile)
            train = plan.train.model_copy(update={"epochs": 3})
            return plan.model_copy(update={"seconds": 60.0, "train": train})
        if len(history) == 2:
            shutil.rmtree(places(run_dir, 1).checkpoint.parent)
        return continued(history[0], 90.0, "more") if len(history) < 3 else None

    log = events.EventLog(run_dir)
    with Scorer(run_dir, spec, profile.classes) as scorer:
        line = Line(run_dir, spec, profile, open_sandbox(), scorer, log, lambda: 0.0)
        first, second, third = run_line(line, propose)
    assert (second.plan.continues, third.plan.continues) == (1, None)
    assert second.claimed.epochs == first.claimed.epochs == third.claimed.epochs == 3
    assert second.select == first.select and "against #1" in second.note
    predictions = [places(run_dir, i).predictions.read_bytes() for i in (1, 2)]
    assert predictions[0] == predictions[1]
    told = [e for e in events.read(log.path) if e.type in ("metric", "checkpoint.gone")]
    assert [(e.type, e.trial) for e in told] == [
        *[("metric", 1)] * 3,
        ("checkpoint.gone", 3),
        *[("metric", 3)] * 3,
    ]
    assert third.plan.seconds == 30.0
