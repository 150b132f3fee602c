"""The search explained: `tree`, `why`, `diff`, for a person and for a script."""

import json

import pytest
from plans import done, plan_of, task
from test_bad_input import forgeweld

from agent.proposers.rungs import continued
from agent.run import events, rundir

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
    assert grown.startswith("#1→2 late fusion 0.7000 → 0.8000 (10→30 s)")
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
