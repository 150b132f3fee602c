"""`run --from`: an edited project is the first trial, and its edits live on."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plans import task
from test_bad_input import forgeweld
from test_baseline import write_table

from agent.errors import DataError, UsageError
from agent.interfaces import going_on
from agent.outcome import Outcome
from agent.project import carried
from agent.project.check import check
from agent.project.render import render
from agent.proposers import rules
from agent.records import Plan, Trial
from agent.run import events, given, rundir

MARK = "# a word of the user\n"
OWN_FLAGS = dict.fromkeys(("target", "kind", "metric", "positive", "levels"))
SAY = "Predict the grade. Metric: f1_macro."


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A table, and a finished run on it."""
    home = tmp_path_factory.mktemp("from")
    write_table(home / "fruit")
    words = ("run", SAY, "--data", "fruit", "--minutes", 4, "--trials", 1, "--single")
    done = forgeweld(*words, "--no-refit", "--name", "first", cwd=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture(scope="module")
def edited(home, tmp_path_factory) -> Path:
    """A network's project on that data, with edits and a module of the user's own."""
    folder = tmp_path_factory.mktemp("mine") / "project"
    run = rundir.load(home / "generated" / "first")
    plans = rules.baselines(run.spec, run.profile)
    network = next(plan for plan in plans if plan.family == "network")
    network = network.model_copy(update={"seconds": 20.0})
    made = render(run.spec, run.profile, network)
    folder.mkdir()
    for name, text in made.files.items():
        (folder / name).write_text(text)
    (folder / carried.FILE).write_text(carried.carried(run.spec, run.profile, network))
    train = (folder / "train.py").read_text()
    wanted = "        loss = model.head.loss("
    assert wanted in train
    train = train.replace("from model", "from extra import scaled\nfrom model", 1)
    train = train.replace("loss.backward()", "scaled(loss).backward()", 1)
    assert "scaled(loss)" in train
    (folder / "train.py").write_text(train)
    (folder / "extra.py").write_text(
        '"""My own."""\n\n\ndef scaled(loss):\n    return 2.0 * loss\n'
    )
    (folder / "config.py").write_text((folder / "config.py").read_text() + MARK)
    return folder


@pytest.fixture(scope="module")
def after(home, edited) -> tuple[Path, Outcome, str]:
    """The run that goes on from the edited project: folder, outcome, progress."""
    words = ("run", "--from", edited, "--data", "fruit", "--minutes", 4, "--trials", 4)
    more = ("--name", "second", "--single", "--no-refit", "--json")
    done = forgeweld(*words, *more, cwd=home)
    assert done.returncode == 0, done.stderr
    outcome = Outcome.model_validate_json(done.stdout)
    return home / "generated" / "second", outcome, done.stderr


def test_the_edited_project_is_the_first_trial_as_it_is(after, edited):
    folder, outcome, said = after
    ran = folder / "trials" / "1" / "project"
    for name in ("train.py", "config.py", "extra.py", "model.py", "data.py"):
        assert (ran / name).read_text() == (edited / name).read_text(), name
    assert not (ran / carried.FILE).exists(), "nothing but what trains goes in"
    first = events.trials(list(events.read(folder / events.FILE)))[0]
    assert first.plan.operator == "given" and first.plan.proposer == "user"
    assert first.failure is None and first.select, first.note
    assert first.result.isolation.backend in ("bwrap", "landlock")
    assert first.verdict == "baseline", "the search has to beat it"
    assert 1 in {b.trial for b in outcome.baselines} or outcome.best.trial == 1
    assert "edited files: config.py, extra.py, train.py" in said


def test_the_task_is_the_projects(after, home):
    folder, _, _ = after
    first, second = rundir.load(home / "generated/first"), rundir.load(folder)
    assert first.spec.statement == second.spec.statement
    assert first.spec.metric == second.spec.metric
    assert first.identity != second.identity


def history_of(folder: Path) -> tuple[Trial, ...]:
    return events.trials(list(events.read(folder / events.FILE)))


def child(plan: Plan, parent: int, **changes) -> Plan:
    return plan.model_copy(update={"parent": parent, "operator": "tune", **changes})


def test_what_grows_out_of_it_keeps_the_edits(after, edited):
    folder, _, _ = after
    own, run, history = given.load(folder), rundir.load(folder), history_of(folder)
    assert own and own.exact
    train = own.known.plan.train.model_copy(update={"lr": 3e-4, "ema": 0.99})
    plan = child(history[0].plan, 1, train=train)
    lost: list[given.Conflict] = []
    made = render(run.spec, run.profile, plan)
    fitted = own.fitted(history, plan, made, lost.append)
    assert not lost
    assert "scaled(loss).backward()" in fitted.files["train.py"]
    assert fitted.files["config.py"].endswith(MARK)
    assert "0.0003" in fitted.files["config.py"], "and what the plan changes"
    assert "ema" in fitted.files["train.py"]
    assert fitted.files["extra.py"] == (edited / "extra.py").read_text()
    check(fitted)

    others = child(history[0].plan, 0).model_copy(
        update={"parent": None, "train": train}
    )
    same = own.fitted(history, others, made, lost.append)
    assert same == made, "a plan of another origin is as rendered"


def test_an_edit_that_has_no_place_is_told_and_kept_beside(after):
    folder, _, _ = after
    own, run, history = given.load(folder), rundir.load(folder), history_of(folder)
    assert own
    text = own.files["config.py"]
    line = next(x for x in text.splitlines() if x.strip().startswith("lr:"))
    files = {**own.files, "config.py": text.replace(line, line.replace("#", "# my"))}
    own = given.Given(own.known, files, own.base, own.exact)
    train = own.known.plan.train.model_copy(update={"lr": 3e-4})
    plan = child(history[0].plan, 1, train=train)
    made = render(run.spec, run.profile, plan)
    lost: list[given.Conflict] = []
    fitted = own.fitted(history, plan, made, lost.append)
    (conflict,) = lost
    assert conflict.file == "config.py"
    assert text.splitlines()[conflict.line - 1] == line
    assert fitted.files["config.py"] == made.files["config.py"]
    assert "scaled(loss)" in fitted.files["train.py"], "other files keep theirs"
    whole = given.delivered(own, history, plan, made)
    assert whole["config.py.edited"] == files["config.py"]
    assert whole["config.py"] == made.files["config.py"]


def test_the_delivered_project_works_and_can_be_gone_on_from(after, tmp_path):
    folder, outcome, _ = after
    project = tmp_path / "project"
    shutil.copytree(folder / "project", project)
    known = carried.read(project)
    best = next(t for t in history_of(folder) if t.index == outcome.best.trial)
    if given.grown(history_of(folder), best.plan):
        assert "scaled(loss)" in (project / "train.py").read_text()
        assert set(given.read(project).edits) >= {"extra.py", "train.py"}
    (tmp_path / "new.csv").write_text("row,size,hue\na,1.2,red\nb,-1.0,blue\n")
    words = ["predict.py", "--model", "weights", "--input", tmp_path / "new.csv"]
    subprocess.run(
        [sys.executable, *words, "--output", tmp_path / "p.csv"],
        cwd=project,
        check=True,
    )
    assert len((tmp_path / "p.csv").read_text().splitlines()) == 3
    assert known.plan == best.plan


def test_another_edit_is_another_run(edited, tmp_path):
    own = given.read(edited)
    other = tmp_path / "project"
    shutil.copytree(edited, other)
    (other / "extra.py").write_text(
        '"""Mine."""\n\n\ndef scaled(loss):\n    return loss\n'
    )
    assert given.read(other).digest != own.digest
    assert given.read(edited).digest == own.digest


def test_what_can_not_be_gone_on_from_is_refused_at_once(edited, home, tmp_path):
    def refused(change, words=()) -> dict:
        bad = tmp_path / "bad"
        shutil.rmtree(bad, ignore_errors=True)
        shutil.copytree(edited, bad)
        change(bad)
        words = ("run", "--from", bad, "--data", "fruit", "--json", *words)
        done = forgeweld(*words, cwd=home)
        return json.loads(done.stdout)["error"] | {"exit": done.returncode}

    said = refused(lambda p: (p / carried.FILE).unlink())
    assert said["exit"] == 2 and carried.FILE in said["what"]
    said = refused(lambda p: (p / carried.FILE).write_text('{"plan": 1}'))
    assert said["exit"] == 2 and "can't be read" in said["what"]
    said = refused(lambda p: (p / "train.py").write_text("def broken(:\n"))
    assert said["exit"] == 2 and said["where"].endswith("train.py:1")
    said = refused(lambda p: (p / "extra.py").write_text("import requests\n"))
    assert said["exit"] == 2 and "requests" in said["what"]
    nowhere = forgeweld("run", "--from", edited, cwd=home)
    assert nowhere.returncode == 2 and "--data DIR" in nowhere.stderr
    neither = forgeweld("run", "--data", "fruit", cwd=home)
    assert neither.returncode == 2 and "STATEMENT" in neither.stderr


def test_a_run_or_an_ensemble_says_what_to_name_instead(home, after, tmp_path):
    folder, _, _ = after
    done = forgeweld("run", "--from", "generated/first", cwd=home)
    assert done.returncode == 2 and "--from generated/first/project" in done.stderr
    with pytest.raises(UsageError, match="there is no project"):
        carried.read(tmp_path / "nothing")
    member = folder / "project" / "members" / "3-late"
    told = going_on.told(folder / "project", None, None, OWN_FLAGS)
    member.mkdir(parents=True)
    shutil.copyfile(folder / "project" / carried.FILE, member / carried.FILE)
    assert going_on.told(member, None, None, OWN_FLAGS) == told, "its run has the data"
    assert told[1] == rundir.load(folder).spec.data
    shutil.rmtree(member.parent)


def test_edits_are_known_although_a_file_is_rendered_otherwise_today(after, edited):
    """A project of an earlier version: config.py as rendered then, train.py not."""
    folder, _, _ = after
    own, run, history = given.load(folder), rundir.load(folder), history_of(folder)
    assert own and own.edits == ("config.py", "extra.py", "train.py")
    files = {**own.known.files, "train.py": "0" * 12, "gone.py": "0" * 12}
    base = {n: t for n, t in own.base.items() if n != "train.py"}
    known = own.known.model_copy(update={"files": files, "digest": "another"})
    older = given.Given(known, own.files, base, True)
    assert older.edits == own.edits and older.removed == ("gone.py",)
    said = given.fits(older, run.spec, run.profile)
    assert "train.py" in said[0] and "gone.py" in said[1] and len(said) == 2
    train = own.known.plan.train.model_copy(update={"ema": 0.99})
    plan = child(history[0].plan, 1, train=train)
    lost: list[given.Conflict] = []
    made = render(run.spec, run.profile, plan)
    fitted = older.fitted(history, plan, made, lost.append)
    assert fitted.files["config.py"].endswith(MARK), "this edit is carried over"
    assert fitted.files["train.py"] == made.files["train.py"]
    assert [c.file for c in lost] == ["train.py"], "and this one is told of"


def test_an_edit_that_breaks_ends_the_run_and_says_where(edited, home, tmp_path):
    bad = tmp_path / "bad"
    shutil.copytree(edited, bad)
    text = (bad / "extra.py").read_text()
    (bad / "extra.py").write_text(text.replace("2.0 * loss", "loss[0]"))
    words = ("run", "--from", bad, "--data", "fruit", "--minutes", 4, "--trials", 2)
    done = forgeweld(*words, "--name", "bad", "--json", cwd=home)
    said = json.loads(done.stdout)["error"]
    assert done.returncode == 1 and "as it was given has failed" in said["what"]
    assert said["why"].startswith("extra.py line 5: IndexError: ")
    assert Path(said["where"]).is_file() and "resume bad" in said["fix"]


def test_data_without_its_columns_is_refused(edited, home):
    own, run = given.read(edited), rundir.load(home / "generated/first")
    renamed = tuple(
        m.model_copy(update={"columns": ("size", "colour")})
        for m in run.spec.modalities
    )
    spec = run.spec.model_copy(update={"modalities": renamed})
    with pytest.raises(DataError, match="the project reads"):
        given.fits(own, spec, run.profile)
    others = run.profile.model_copy(update={"classes": ("a", "b")})
    assert "classes are others" in given.fits(own, run.spec, others)[0]
    assert given.fits(own, run.spec, run.profile) == ()


def test_an_ensemble_names_its_members(tmp_path, edited):
    member = tmp_path / "project" / "members" / "3-late"
    member.parent.mkdir(parents=True)
    shutil.copytree(edited, member)
    with pytest.raises(UsageError) as error:
        carried.read(tmp_path / "project")
    assert "3-late" in error.value.fix


def test_other_runs_have_none(home):
    assert given.load(home / "generated" / "first") is None


def test_notes_say_what_came_from_the_project_and_what_from_flags():
    notes = (
        "target `grade`: asked for by --target",
        "multiclass: asked for by a flag, and the target has 3 classes",
        "metric accuracy: asked for by --metric",
    )
    spec = task("table", "binary")[0].model_copy(update={"notes": notes})
    told = given.as_in_project(spec, ("target", "kind")).notes
    assert told[0] == "target `grade`: as in the project"
    assert told[1] == "multiclass: as in the project, and the target has 3 classes"
    assert told[2] == notes[2]
    assert given.as_in_project(spec, ()).notes == notes
