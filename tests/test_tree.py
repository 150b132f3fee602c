"""The search explained: `tree`, `why`, `diff`, for a person and for a script."""

import json

import pytest
from plans import done, plan_of, task
from test_bad_input import forgeweld

from agent.interfaces import reading, telling
from agent.outcome import Best, Ensembling, Member, Outcome
from agent.proposers.rungs import continued
from agent.records import Blend, Use
from agent.records.plan import Stack
from agent.run import events, rundir, story, tried

ESC = "\x1b"


@pytest.fixture
def home(tmp_path):
    """A folder of runs with one in it: a baseline that grew, and two changes of it."""
    spec, profile = task("image vector", "binary")
    plan = plan_of(spec, profile).model_copy(update={"expected": "a measure"})
    first = done(1, plan, 0.7)
    grown = done(2, continued(first, 30.0, "still learning, 1 of 3 at 10 s"), 0.8)
    train = plan.train.model_copy(update={"lr": 3e-3})
    update = {"train": train, "operator": "tune lr", "parent": 2, "proposer": "tune"}
    update |= {"name": "a name that is far too long " * 4 + ESC + "[31m"}
    tuned = done(3, plan.model_copy(update=update), 0.75)
    tuned = tuned.model_copy(update={"note": "-0.05 [-0.09, +0.01] against #2"})
    failed = done(4, plan.model_copy(update={"parent": 3}), None, failure="oom")
    run_dir = tmp_path / "generated" / "toy-1"
    run_dir.mkdir(parents=True)
    run = rundir.RunFile(
        name="toy-1", identity="x", spec=spec, profile=profile, created=0.0
    )
    rundir.write(run_dir, run)
    log = events.EventLog(run_dir)
    for trial in (first, grown, tuned, failed):
        log.add("trial.finished", trial.index, record=trial.model_dump(mode="json"))
    return tmp_path


def test_the_tree_shows_growth_as_one_line_and_changes_below(home):
    said = forgeweld("tree", cwd=home)
    assert said.returncode == 0 and not said.stderr and ESC not in said.stdout
    head, grown, change, failed = said.stdout.splitlines()
    assert "average_precision" in head
    assert grown.startswith(
        "#1→2 late fusion 0.7000 → 0.8000 (8→8 s)"
    ), "what `why` and the leaderboard say that it took"
    assert change.startswith("└ #3 a name") and "· tune" in change
    assert failed.startswith("  └ #4") and "failed: oom" in failed
    assert all(len(line) <= 80 for line in said.stdout.splitlines())


def test_the_tree_is_there_for_scripts(home):
    plans = json.loads(forgeweld("tree", "--json", cwd=home).stdout)["plans"]
    assert [p["trials"] for p in plans] == [[1, 2], [3], [4]]
    assert plans[0]["select"] == [0.7, 0.8] and plans[1]["parent"] == 2
    assert plans[2]["select"] == [None]


def test_why_tells_reason_hope_and_outcome(home):
    said = forgeweld("why", 2, cwd=home).stdout
    for words in ("still learning", "better, as long", "checkpoint of #1", "0.8000"):
        assert words in said
    record = json.loads(forgeweld("why", 2, "toy", "--json", cwd=home).stdout)
    assert record["plan"]["continues"] == 1
    wrong = forgeweld("why", 9, cwd=home)
    assert wrong.returncode == 2 and "#1 to #4" in wrong.stderr and not wrong.stdout


def test_diff_names_what_differs(home):
    said = forgeweld("diff", 1, 3, cwd=home).stdout
    assert "train.lr: 0.001 → 0.003" in said and "train.ema" not in said
    found = json.loads(forgeweld("diff", 1, 3, "--json", cwd=home).stdout)
    assert found["changed"] == {"train.lr": [0.001, 0.003]}
    assert found["select"] == [0.7, 0.75]


def test_a_learner_on_top_of_a_network_is_the_difference():
    spec, profile = task("image vector", "binary")
    plan = plan_of(spec, profile)
    branch = plan.branches[0].model_copy(update={"view": "more"})
    stack = Stack(learner=Use(block="logistic", args={"c": 2.0}), plain=(branch,))
    stacked = plan.model_copy(
        update={"family": "stacked", "stack": stack.model_copy(update={"trial": 4})}
    )
    found = telling.changes(plan, stacked)
    assert found["family"] == ("network", "stacked")
    assert found["learner"] == (None, "logistic") and found["learner.c"] == (None, 2.0)
    assert found["network"] == (None, "of #4, as it is")
    assert found[f"plain {branch.key}.input"] == (None, branch.input.block)
    anew = plan.model_copy(update={"family": "stacked", "stack": stack})
    assert telling.changes(stacked, anew) == {
        "network": ("of #4, as it is", "trained anew")
    }


def ensemble(test: float) -> Outcome:
    """The end of a run with two members, read with a temperature and thresholds."""
    members = tuple(Member(trial=i, name="x", weight=0.5, params=None) for i in (1, 3))
    best = Best(
        trial=None,
        name="2 models together",
        metric="f1_macro",
        select=0.8,
        test=test,
        interval=(test - 0.1, test + 0.1),
        also={},
        params=None,
        members=members,
        blend=Blend(weights=(0.5, 0.5), temperature=1.5, offsets=(0.1, 0.2)),
    )
    told = Ensembling(
        over=3, chosen=True, select=0.01, select_interval=(0, 0.1), out_of_bag=0.01
    )
    return Outcome(run="toy-1", status="finished", best=best, ensemble=told)


def test_a_finished_run_shows_the_test_score_of_what_it_delivered(home):
    assert "average_precision 0.8000" in forgeweld("status", cwd=home).stdout
    run_dir = home / "generated" / "toy-1"
    outcome = ensemble(0.6543).model_dump(mode="json")
    log = events.EventLog(run_dir)
    log.add("run.finished", outcome=outcome, budget={})
    log.add("run.state", state="finished")
    row = reading.state_row(run_dir)
    assert (row["select"], row["test"]) == (0.8, 0.6543)
    assert "average_precision 0.6543 on test" in forgeweld("status", cwd=home).stdout
    chinese = forgeweld("status", "--lang", "zh", cwd=home).stdout
    assert "测试集 average_precision 0.6543" in chinese
    assert "0.6543 on test" in telling.states([row])


def test_how_an_average_was_compared_is_told():
    end = ensemble(0.7)
    assert story.as_read(end) == (
        "Both are read with a temperature and thresholds of their own there; tables "
        "have #3 as it was trained."
    )
    assert end.best and end.ensemble
    plain = end.best.model_copy(update={"blend": Blend(weights=(0.5, 0.5))})
    assert story.as_read(end.model_copy(update={"best": plain})) == ""


def test_a_readme_shows_the_best_trials_and_says_how_many_there_are():
    spec, profile = task("image vector", "binary")
    plan = plan_of(spec, profile)
    history = tuple(done(i, plan, i / 100) for i in range(1, 21))
    rows = tried.shown(history, {2}, maximize=True)
    numbers = [row.index for row in rows]
    assert numbers == [*map(str, range(20, 9, -1)), "2", "…"]
    assert "12 of 20" in rows[-1].reason
    least = tried.shown(history, {2}, maximize=False)
    assert [row.index for row in least[:3]] == ["1", "2", "3"]
    few = tried.shown(
        (*history[:3], done(4, plan, None, failure="oom")), {1}, maximize=True
    )
    assert [row.index for row in few] == ["3", "2", "1", "4"]
    assert few[-1].value == "failed"
