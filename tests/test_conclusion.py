"""The end of a run whose trials err apart: averaged, trained once more, delivered.

The trials and their projects are those of the shared run of `test_line.py`; only their
predictions are written anew, each with other rows wrong, so that averaging must win.
"""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from huggingface_hub import ModelCard
from plans import task
from test_line import run_dir
from test_project import QUIET

from agent import catalog
from agent.data import view
from agent.interfaces import show
from agent.outcome import Outcome
from agent.project import carried
from agent.run import events, export, finals, finish, loop, portable, rundir
from agent.run.board import board
from agent.run.isolation import opened
from agent.run.reserve import Reserve
from agent.run.trial import places
from agent.scoring.score import Scorer


def conclude(folder: Path, seconds: float = 100.0, most: int = 2, **changes) -> Outcome:
    """The conclusion of a run as its process draws it, with `seconds` left; `most`
    models are delivered together."""
    run = rundir.load(folder)
    spec = run.spec.model_copy(update=changes)
    log = events.EventLog(folder)
    history = events.trials(list(events.read(log.path)))
    sandbox = opened(run.sandbox, unsafe=False)
    used = spec.budget.seconds - seconds
    with Scorer(folder, spec, run.profile.classes) as scorer:
        line = loop.Line(folder, spec, run.profile, sandbox, scorer, log, lambda: used)
        line.history = history
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(finals, "MOST", most)
            return finish.conclude(line)


def write_apart(folder: Path, sure: float = -0.25) -> None:
    """Predictions of each trial: right and sure, but every fourth row less so, by
    `sure`; below zero it is wrong."""
    labels = view.labels(folder)
    truth = dict(zip(labels["row"], labels["alarm"], strict=True))
    with (folder / "view" / "predict.csv").open() as file:
        rows = [line["row"] for line in csv.DictReader(file)]
    for trial in events.trials(list(events.read(folder / events.FILE))):
        with places(folder, trial.index).predictions.open("w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["row", "no", "yes"])
            for i, row in enumerate(rows):
                odd = i % 4 == trial.index % 4
                chance = 0.9 if truth.get(row) == "yes" else 0.1
                chance = 0.5 + sure * (chance - 0.5) if odd else chance
                table.writerow([row, 1 - chance, chance])


@pytest.fixture(scope="module")
def together(finished, tmp_path_factory):
    """(folder of a run, its outcome) with two members, both refitted; an earlier
    process had been killed in the middle of this."""
    home, _, _ = finished
    folder = tmp_path_factory.mktemp("apart") / run_dir(home).name
    shutil.copytree(run_dir(home), folder)
    write_apart(folder)
    for name in ("project.tmp", "view_all.tmp"):
        (folder / name / "members").mkdir(parents=True)
    shutil.rmtree(folder / "view_all", ignore_errors=True)
    shutil.rmtree(folder / "trials" / "refit", ignore_errors=True)
    for index in range(1, 7):
        half = folder / "trials" / "refit" / str(index) / "out"
        half.mkdir(parents=True)
        (half / "predictions.csv").write_text("row,no,yes\n")
    seen = (folder / events.FILE).read_text().splitlines(keepends=True)
    kept = [line for line in seen if '"type":"refit' not in line]
    lines = [json.loads(line) | {"seq": n} for n, line in enumerate(kept, 1)]
    (folder / events.FILE).write_text("".join(json.dumps(x) + "\n" for x in lines))
    return folder, conclude(folder)


@pytest.mark.parametrize(
    "learnt, count",
    [("red;blue red", 2), ("red  red", 0)],
    ids=["each row has one", "one row has none"],
)
def test_rows_without_a_label_are_counted(learnt, count, tmp_path):
    spec, _ = task("table", "multilabel")
    target = spec.target[0]
    (tmp_path / "view").mkdir()
    said = "red  red;blue "
    for name, cells in (("view/train.csv", learnt), ("predictions.csv", said)):
        lines = [
            f"row,{target}",
            *(f"r{i},{c}" for i, c in enumerate(cells.split(" "))),
        ]
        (tmp_path / name).write_text("\n".join(lines) + "\n")
    assert export.silent(tmp_path, spec) == count
    numbers, _ = task("table", "regression")
    assert export.silent(tmp_path, numbers) == 0


def test_members_that_err_apart_win_together(together):
    folder, outcome = together
    best = outcome.best
    assert best and best.trial is None and len(best.members) == 2
    assert sum(member.weight for member in best.members) == pytest.approx(1)
    assert best.test == 1.0 and all(b.test < 1 for b in outcome.baselines)
    told = outcome.ensemble
    assert told and told.chosen and told.select > 0 and told.out_of_bag > 0
    assert told.gain and told.interval and told.interval[0] <= told.gain
    assert outcome.refit and all(member.refit for member in best.members)
    assert not list(folder.glob("*.tmp")), "something half-written is left"
    with (folder / "leaderboard.csv").open() as file:
        first, *others = csv.DictReader(file)
    assert first["trial"] == "ensemble" and float(first["test"]) == 1.0
    weights = {m.trial: m.weight for m in best.members}
    for row in others:
        own = weights.get(int(row["trial"]))
        assert row["weight"] == ("" if own is None else f"{own:.6g}")


def test_what_was_chosen_by_folds_is_first_though_its_score_is_of_more_rows(together):
    folder, outcome = together
    run = rundir.load(folder)
    history = events.trials(list(events.read(folder / events.FILE)))
    lower = outcome.best.model_copy(update={"select": 0.01, "folds": 3})
    told = outcome.model_copy(update={"best": lower})
    assert board(run.spec, history, told)[0]["trial"] == "ensemble"
    once = told.model_copy(update={"best": lower.model_copy(update={"folds": 1})})
    assert board(run.spec, history, once)[0]["trial"] != "ensemble"


def test_the_end_is_told(together, capsys):
    folder, outcome = together
    show.outcome(folder, outcome, as_json=False)
    said = capsys.readouterr().out
    assert "2 models together" in said and "Averaging " in said
    for member in outcome.best.members:
        assert f"of #{member.trial} {member.name}" in said
        assert f"#{member.trial}" in said.split("Delivered: ")[1].split("\n")[0]
    readme = (folder / "project" / "README.md").read_text()
    assert "| these models together | 1.0000 |" in readme
    assert readme.count("all 120 labelled rows") == 2


def test_the_project_of_projects_stands_alone(together, toy, tmp_path):
    folder, outcome = together
    project = tmp_path / "elsewhere"
    shutil.copytree(folder / "project", project)
    shutil.copytree(toy, tmp_path / "data")
    names = sorted(path.name for path in (project / "members").iterdir())
    assert [int(name.split("-")[0]) for name in names] == sorted(
        member.trial for member in outcome.best.members
    )
    table = ["--input", tmp_path / "data" / "test.csv", "--output", tmp_path / "o.csv"]
    command = [sys.executable, "-I", project / "predict.py", *table]
    subprocess.run(command, cwd=tmp_path, env=QUIET, check=True)
    with (tmp_path / "o.csv").open() as file:
        again = list(csv.DictReader(file))
    with Path(outcome.predictions).open() as file:
        told = list(csv.DictReader(file))
    assert len(again) == len(told) == 20
    for one, other in zip(again, told, strict=True):
        assert one["alarm"] == other["alarm"]
        for name in ("proba_no", "proba_yes"):
            assert float(one[name]) == pytest.approx(float(other[name]), abs=1e-4)


def test_the_project_of_projects_passes_its_own_tests(together):
    folder, _ = together
    for command in (
        ["black", "--check", "-q", "."],
        ["ruff", "check", "-q", "."],
        ["pytest", "-q", "-p", "no:cacheprovider"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=folder / "project",
            env=QUIET,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_one_model_is_delivered_if_one_is_asked_for(together, tmp_path):
    folder, before = together
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    outcome = conclude(copy, single=True, refit=False)
    best = outcome.best
    assert best and best.trial and outcome.ensemble is None
    assert [member.weight for member in best.members] == [1.0]
    assert not outcome.refit and not best.members[0].refit
    assert not (copy / "project" / "members").exists()
    assert (copy / "project" / "train.py").exists()
    assert best.test < before.best.test


def test_time_that_is_left_goes_to_other_seeds_of_networks_and_trees(
    together, toy, tmp_path, capsys
):
    folder, before = together
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    outcome = conclude(copy, most=4)
    trials = {t.index: t for t in events.trials(list(events.read(copy / events.FILE)))}
    members = outcome.best.members
    assert sum(m.trainings for m in members) == 4
    several = [m for m in members if m.trainings > 1]
    heads = {trials[m.trial].plan.head.block for m in several}
    assert "boosted_trees" in heads
    assert not heads & {
        block.name for block in catalog.blocks("learner") if not block.chance
    }
    assert outcome.best.test == before.best.test  # that of the trials
    parts, blend = portable.parts(copy, outcome, None)
    assert [p.folder for p in parts] == list(dict.fromkeys(p.folder for p in parts))
    assert sum(p.weight for p in parts) == pytest.approx(1)
    assert blend.weights == pytest.approx([p.weight for p in parts])
    weights = {(p.weights / "weights.safetensors").read_bytes() for p in parts}
    assert len(weights) == 4, "two are the same training"
    project = copy / "project"
    for name in ("reproduce.sh", "reproduce.py"):
        assert "-seed-2" not in (project / name).read_text()
    assert "after scoring, by another seed |" in (project / "README.md").read_text()
    with Path(outcome.predictions).open() as file:
        told = list(csv.DictReader(file))
    table = ["--input", toy / "test.csv", "--output", tmp_path / "o.csv"]
    command = [sys.executable, "-I", project / "predict.py", *table]
    subprocess.run(command, cwd=tmp_path, env=QUIET, check=True)
    with (tmp_path / "o.csv").open() as file:
        again = [float(row["proba_yes"]) for row in csv.DictReader(file)]
    assert again == pytest.approx([float(r["proba_yes"]) for r in told], abs=1e-4)
    show.outcome(copy, outcome, as_json=False)
    one = several[0]
    assert f"#{one.trial} with {one.trainings} seeds" in capsys.readouterr().out


def test_limits_leave_no_room_for_other_seeds(together, tmp_path):
    folder, before = together
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    size = sum(member.params for member in before.best.members)
    spec = rundir.load(copy).spec
    tight = spec.constraints.model_copy(update={"max_params": size})
    outcome = conclude(copy, most=4, constraints=tight)
    assert [m.trainings for m in outcome.best.members] == [1, 1]


def test_members_that_say_the_same_are_used_if_rows_left_out_are_for_them(
    finished, tmp_path
):
    home, _, _ = finished
    folder = tmp_path / run_dir(home).name
    shutil.copytree(run_dir(home), folder)
    write_apart(folder, sure=0.02)  # all are right everywhere: nothing to gain
    told = conclude(folder, refit=False).ensemble
    assert told and told.select == 0 and told.select_interval == (0, 0)
    assert told.chosen


def test_no_time_means_no_refit_and_a_finished_one_is_kept(together, tmp_path):
    folder, before = together
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    count = sum(e.type == "refit.started" for e in events.read(copy / events.FILE))
    assert count == 2
    outcome = conclude(copy)
    seen = list(events.read(copy / events.FILE))
    assert sum(e.type == "refit.started" for e in seen) == count, "done twice"
    assert outcome.best == before.best
    assert conclude(copy, seconds=1.0).best == before.best, "what is there is used"
    other = tmp_path / "hurried"
    shutil.copytree(folder, other)
    shutil.rmtree(other / "trials" / "refit")
    hurried = conclude(other, seconds=1.0)
    assert not hurried.refit and not any(m.refit for m in hurried.best.members)
    readme = (other / "project" / "README.md").read_text()
    assert readme.count("the trial that was scored, trained on 72 rows") == 2


def test_time_is_put_aside_for_what_would_be_delivered(together):
    folder, outcome = together
    run = rundir.load(folder)
    history = events.trials(list(events.read(folder / events.FILE)))
    told = folder, run.spec, run.profile
    sandbox = opened(run.sandbox, unsafe=False)
    with Scorer(folder, run.spec, run.profile.classes) as scorer:
        log = events.EventLog(folder)
        line = loop.Line(*told, sandbox, scorer, log, lambda: 0.0)
        put_aside = Reserve(line)
        least = put_aside()
        line.history = history
        wanted = put_aside()
        assert {t.index for t, _ in put_aside.expected()} == {
            member.trial for member in outcome.best.members
        }
        line.spec = run.spec.model_copy(update={"refit": False})
        assert put_aside() == least < wanted <= 0.35 * run.spec.budget.seconds


def test_no_time_is_put_aside_for_a_refit_that_is_too_long(together):
    folder, outcome = together
    run = rundir.load(folder)
    log = events.EventLog(folder)
    budget = run.spec.budget.model_copy(update={"seconds": 1000.0})
    spec = run.spec.model_copy(update={"budget": budget})
    told = folder, spec, run.profile, opened(run.sandbox, unsafe=False)
    with Scorer(folder, spec, run.profile.classes) as scorer:
        line = loop.Line(*told, scorer, log, lambda: 0.0)
        line.history = events.trials(list(events.read(log.path)))
        both = Reserve(line)()
        slow = {"seconds_per_epoch": 1000.0}
        longer = outcome.best.members[0].trial
        line.history = tuple(
            (
                t.model_copy(update={"claimed": t.claimed.model_copy(update=slow)})
                if t.index == longer
                else t
            )
            for t in line.history
        )
        one = Reserve(line)()
    assert 0.05 * budget.seconds < one < both < 0.3 * budget.seconds


def test_refits_are_those_that_weigh_most_of_what_there_is_time_for(together):
    folder, _ = together
    run = rundir.load(folder)
    log = events.EventLog(folder)
    told = folder, run.spec, run.profile, opened(run.sandbox, unsafe=False)
    with Scorer(folder, run.spec, run.profile.classes) as scorer:
        line = loop.Line(*told, scorer, log, lambda: 0.0)
        line.history = events.trials(list(events.read(log.path)))
        grown = run.profile.rows / run.profile.split.train
        some = []
        for trial, seconds in zip(line.history, (300.0, 60.0, 50.0), strict=False):
            own = {"epochs": 1, "seconds_per_epoch": seconds / grown, "spared": 0.0}
            claimed = trial.claimed.model_copy(update=own)
            some.append(trial.model_copy(update={"claimed": claimed}))
        heavy, middle, light = some
        weighted = list(zip(some, (0.6, 0.3, 0.1), strict=True))
        for seconds, order in {
            1000.0: [middle, heavy, light],  # all: the most weight per second first
            380.0: [middle, heavy, light],
            330.0: [heavy, middle, light],  # no time for another beside it
            290.0: [middle, light, heavy],
            70.0: [middle, heavy, light],
            55.0: [light, middle, heavy],
            10.0: [middle, heavy, light],
        }.items():
            assert finals.ordered(line, weighted, seconds) == order, seconds


def test_an_ensemble_scores_itself_as_it_was_scored(together, tmp_path):
    """With the very predictions that the run had; and its card says the same."""
    folder, outcome = together
    project, out = folder / "project", tmp_path / "out"
    program = [sys.executable, project / "reproduce.py"]
    given = ["--data", folder / "view", "--labels", folder / "splits" / "labels.csv"]
    subprocess.run([*program, "check", *given, "--out", out], check=True)
    for member in outcome.best.members:
        (own,) = (project / "members").glob(f"{member.trial}-*")
        (out / own.name).mkdir()
        said = places(folder, member.trial).predictions
        shutil.copyfile(said, out / own.name / "predictions.csv")
        assert carried.read(own).plan.name == member.name
        assert f"members/{own.name}/train.py" in (project / "reproduce.sh").read_text()
    done = subprocess.run(
        [*program, "score", "--out", out], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"reproduced  {outcome.best.test:.4f}" in done.stdout
    card = ModelCard((project / "README.md").read_text())
    results = {r.metric_type: r.metric_value for r in card.data.eval_results}
    assert results == {outcome.best.metric: outcome.best.test, **outcome.best.also}
    assert "ensemble" in card.data.tags
