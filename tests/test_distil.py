"""The ensemble distilled into one network: the parts by hand, and a whole run, killed
in between, of which a student is a part."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
import torch.nn.functional as F
from inside import forgeweld as inside
from plans import done, plan_of, task
from pydantic import ValidationError
from test_bad_input import forgeweld

from agent import catalog
from agent.data import view
from agent.outcome import Distilled, Outcome
from agent.project.render import render
from agent.project.training import misfit
from agent.records import Budget, Constraints, Plan, Use
from agent.records.plan import Teacher
from agent.run import distil, events, finish, loop, rundir, teaching
from agent.run.distil import WEIGHT, student_of
from agent.run.isolation import opened
from agent.run.judging import judge
from agent.run.runner import spawn
from agent.run.students import distilled_sentence
from agent.scoring.score import Scorer
from templates.blocks.heads.multiclass import MulticlassHead
from templates.blocks.heads.ordinal import OrdinalHead
from templates.blocks.losses.distil import TaughtTargets, read_answers

NAN = float("nan")
TEACHER = Teacher(trials=(1, 2), weights=(0.6, 0.4), knew=(2,))


# ---- the parts ----------------------------------------------------------------------


def test_soft_targets_by_hand():
    half = TaughtTargets(weight=0.5)
    said = torch.tensor([[0.2, 0.5, 0.3], [NAN, NAN, NAN]])
    soft = half(torch.tensor([1, 2]), said)
    assert soft.tolist() == [pytest.approx([0.1, 0.75, 0.15]), [0, 0, 1]]
    two = half(torch.tensor([1, 0]), torch.tensor([[0.2, 0.8], [0.6, 0.4]]))
    assert two.tolist() == pytest.approx([0.9, 0.2])  # of the second class
    y, answers = torch.tensor([[1.0, NAN], [3.0, 5.0]]), torch.tensor([[3.0, 4.0]] * 2)
    assert half(y, answers).tolist() == [[2.0, 4.0], [3.0, 4.5]]
    one = TaughtTargets()(torch.tensor([1.0, 2.0]), torch.tensor([[7.0], [NAN]]))
    assert one.tolist() == [7.0, 2.0]


def test_answers_belong_to_rows_whatever_their_order(tmp_path, capsys):
    path = tmp_path / "teacher.csv"
    path.write_text("row,a,b\nr2,0.25,0.75\nr1,0.5,0.5\nr9,1,0\n")
    table = read_answers(path, ["r1", "0", "r2"], 2)
    assert table[[0, 2]].tolist() == [[0.5, 0.5], [0.25, 0.75]]
    assert table[1].isnan().all()
    none = read_answers(tmp_path / "none.csv", ["r1", "r2"], 2)
    assert none.isnan().all() and none.shape == (2, 2)
    said = capsys.readouterr().out
    assert "2 of 3 rows" in said and "0 of 2 rows" in said


@pytest.mark.parametrize("knobs", [{}, {"focal": 2.0}, {"balance": 1.0}])
def test_a_head_takes_probabilities_as_it_takes_classes(knobs):
    torch.manual_seed(0)
    head, y = MulticlassHead(4, 3, **knobs), torch.tensor([0, 2, 1, 2, 2])
    head.fit(y)
    outputs = torch.randn(5, 3)
    sure = head.loss(outputs, F.one_hot(y, 3).float())
    assert sure.item() == pytest.approx(head.loss(outputs, y).item())
    if not knobs:
        soft = torch.rand(5, 3).softmax(dim=1)
        wanted = -(soft * outputs.log_softmax(dim=1)).sum(1).mean()
        assert head.loss(outputs, soft).item() == pytest.approx(wanted.item())


def test_so_does_that_of_ordered_classes():
    torch.manual_seed(0)
    head, y, outputs = OrdinalHead(4, 4), torch.tensor([0, 3, 1, 2]), torch.randn(4, 3)
    sure = head.loss(outputs, F.one_hot(y, 4).float())
    assert sure.item() == pytest.approx(head.loss(outputs, y).item())
    steps = torch.arange(3)
    by_step = F.binary_cross_entropy_with_logits(
        outputs, (y[:, None] > steps).float(), reduction="none"
    )
    reached = (y[:, None] >= steps).float()
    wanted = (by_step * reached).sum() / reached.sum()
    assert sure.item() == pytest.approx(wanted.item())
    # what is likelier under the answers costs less
    soft = torch.full((1, 4), 0.25)
    own = torch.tensor([[3 / 4, 2 / 3, 1 / 2]]).logit()
    assert head.loss(own, soft) < head.loss(own + 0.5, soft)
    assert head.loss(own, soft) < head.loss(own - 0.5, soft)


def taught(kind: str, head: str | None = None, **train) -> tuple:
    """(spec, profile, a plan of a task of that kind that learns from others)."""
    spec, profile = task("table text", kind)
    plan = plan_of(spec, profile)
    if head:
        plan = plan.model_copy(update={"head": Use(block=head)})
    args = plan.train.model_copy(update={"distil": 1.0, **train})
    return spec, profile, plan.model_copy(update={"train": args})


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [
        ("survival", {}, "distil is for"),
        ("retrieval", {}, "distil is for"),
        ("ordinal", {"head": "coral"}, "no soft targets of the head coral"),
        ("regression", {"head": "quantile"}, "no soft targets of the head quantile"),
        ("binary", {"gce": 0.7}, "distil and gce"),
        ("binary", {"epsilon": 3.0}, "distil and epsilon"),
    ],
)
def test_what_has_no_teacher_is_told(kind, more, why):
    spec, _, plan = taught(kind, **more)
    assert why in (misfit(spec, plan) or "")


@pytest.mark.parametrize("kind", catalog.find("loss", "distil").kinds)
def test_a_project_of_every_other_kind_learns_from_answers(kind):
    spec, profile, plan = taught(kind)
    assert misfit(spec, plan) is None
    made = render(spec, profile, plan).files
    assert "answers = read_answers(" in made["train.py"]
    assert "y = soft[batch].to(device)" in made["train.py"]
    plain = plan.model_copy(
        update={"train": plan.train.model_copy(update={"distil": 0})}
    )
    assert "soft" not in render(spec, profile, plain).files["train.py"]


def test_a_teacher_without_a_pupil_is_refused():
    spec, profile = task("table text", "binary")
    plan = plan_of(spec, profile).model_dump()
    with pytest.raises(ValidationError, match="teacher is for distil"):
        Plan.model_validate({**plan, "teacher": TEACHER.model_dump()})


def test_a_student_is_itself_but_for_its_teacher_and_held_against_itself():
    spec, profile = task("table text", "binary")
    first, second = done(1, plan_of(spec, profile), 0.8), done(
        2, plan_of(spec, profile), 0.9
    )
    plan = student_of(first, TEACHER, 9.0)
    same = {"name", "reason", "expected", "operator", "parent", "seconds"}
    same |= {"train", "teacher"}
    assert plan.model_dump(exclude=same) == first.plan.model_dump(exclude=same)
    assert plan.train == first.plan.train.model_copy(update={"distil": WEIGHT})
    student = done(3, plan, 0.85)
    verdict, note = judge(spec, (first, second), student, lambda a, b: (0.05, 0.01))
    assert verdict == "keep" and "against #1" in note
    verdict, note = judge(spec, (first, second), student, lambda a, b: (0.0, 0.01))
    assert verdict == "within-noise"


def test_a_trial_gets_the_train_rows_answers_and_a_refit_all(tmp_path):
    _, _, plan = taught("binary")
    plan = plan.model_copy(update={"teacher": TEACHER})
    for everything, rows in ((False, ["r1"]), (True, ["r1", "r2"])):
        path = teaching.file(tmp_path, TEACHER, everything=everything)
        teaching.write(path, ("no", "yes"), rows, np.full((len(rows), 2), 0.5))
    for place, count in (("trials/3", 1), ("trials/refit/3", 2), ("trials/3/x/1", 1)):
        project = tmp_path / place / "project"
        project.mkdir(parents=True)
        teaching.for_trial(plan, project)
        assert len((project / "teacher.csv").read_text().splitlines()) == count + 1
    shutil.rmtree(tmp_path / "teachers")
    with pytest.raises(Exception, match="answers that a network is to learn from are"):
        teaching.for_trial(plan, tmp_path / "trials/3/project")


@pytest.mark.parametrize("low", [-0.1, -0.9, 0.1])
def test_its_end_is_told(low):
    told = Distilled(
        trial=4, over=2, teachers=(1, 2, 3), select=0.2, doubt=0.1, chosen=low > 0
    )
    told = told.model_copy(update={"gain": low + 0.3, "interval": (low, low + 0.6)})
    text = distilled_sentence(
        Outcome(run="x", status="finished", best=None, distilled=told)
    )
    words = {-0.1: "within noise", -0.9: "is worse than", 0.1: "beats"}[low]
    assert words in text and "3 models taught (#4)" in text and "(#2)" in text
    assert ("it was chosen" in text) == (low > 0)
    left = Outcome(run="x", status="finished", best=None, distilled=Distilled(why="no"))
    assert distilled_sentence(left) == "No network was taught by the ensemble: no."


# ---- a whole run --------------------------------------------------------------------

SENTENCE = "Predict the yield from the numbers and the remark. Metric: RMSE."
ROWS, ASKED, TRIALS = 1200, 40, 8


def write(folder: Path) -> None:
    """A number that hangs together with four others and a word, under so much noise
    that trees and networks are about equally wrong, and together better."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(ROWS + ASKED, 4))
    words = rng.choice(["dry", "wet", "cold", "warm"], ROWS + ASKED)
    tone = pd.Series(words).map({"dry": -1.0, "wet": 1.0, "cold": 0.5, "warm": 0.0})
    y = x[:, 0] + np.sin(2 * x[:, 1]) + x[:, 2] * tone
    y += rng.normal(size=len(x))
    table = pd.DataFrame(x, columns=list("abcd")).round(4)
    table["remark"] = [
        f"the season was {w} in part {i % 7}" for i, w in enumerate(words)
    ]
    # numbers that stand nowhere else: wherever one is seen, a label is seen
    table["yield"] = [f"{value:.3f}77{i:03d}" for i, value in enumerate(y)]
    folder.mkdir()
    table[:ROWS].to_csv(folder / "train.csv", index=False)
    table[ROWS:].drop(columns="yield").to_csv(folder / "test.csv", index=False)


def comes(path: Path, words: str, patience: float = 240.0) -> bool:
    """Whether a run's events come to have these words before it ends."""
    limit = time.monotonic() + patience
    while True:
        told = path.read_text() if path.exists() else ""
        if words in told or '"run.finished"' in told:
            return words in told
        assert time.monotonic() < limit, told[-2000:]
        time.sleep(0.1)


def begun(home: Path) -> Path:
    """The folder of a run for one model in which teachers have begun to answer.

    Nobody teaches where several models together are not better than one, by luck of a
    seed; then another seed is tried."""
    for seed in range(4):
        words = ("run", SENTENCE, "--data", home / "farm", "--minutes", "6", "--single")
        words += ("--trials", TRIALS, "--detach", "--seed", seed)
        started = forgeweld(*words, "--name", f"farm{seed}", cwd=home)
        assert started.returncode == 0, started.stderr
        run_dir = home / "generated" / f"farm{seed}"
        if comes(run_dir / events.FILE, "taught.answered"):
            return run_dir
        told = (run_dir / events.FILE).read_text()
        assert "several models together were not better than one" in told, told[-2000:]
    raise AssertionError("no seed has an ensemble that is better than its best model")


@pytest.fixture(scope="module")
def ended(tmp_path_factory) -> tuple[Path, Outcome, list]:
    """A run for one model, killed while teachers answer and while the student learns,
    and gone on with. Its folder, its end, its events."""
    home = tmp_path_factory.mktemp("distil")
    write(home / "farm")
    run_dir, again = begun(home), None
    path = run_dir / events.FILE
    for what in ("taught.answered", '"operator":"distil"'):
        assert comes(path, what), path.read_text()[-2000:]
        os.kill(int((run_dir / "run.lock").read_text()), signal.SIGKILL)
        while rundir.pid(run_dir) is not None:
            time.sleep(0.1)
        again = spawn(run_dir)
    ends = time.monotonic() + 240
    while events.state(list(events.read(path))) != "finished":
        assert time.monotonic() < ends, path.read_text()[-2000:]
        time.sleep(0.2)
    assert again and again.wait(60) == 0
    seen = list(events.read(path))
    (end,) = [e for e in seen if e.type == "run.finished"]
    return run_dir, Outcome.model_validate(end.data["outcome"]), seen


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_student_is_tried_once_and_reported(ended):
    run_dir, outcome, seen = ended
    told = outcome.distilled
    assert told and told.trial and told.over and len(told.teachers) > 1, told
    plans = {e.trial: e.data["plan"] for e in seen if e.type == "trial.started"}
    assert [n for n, p in plans.items() if p["operator"] == "distil"] == [told.trial]
    assert told.trial == len(plans) == TRIALS, "the last of those that were asked for"
    student, twin = plans[told.trial], plans[told.over]
    assert student["seed"] == twin["seed"] and student["branches"] == twin["branches"]
    assert student["train"] == {**twin["train"], "distil": WEIGHT}
    (judged,) = [e.data for e in seen if e.type == "distil.tried"][-1:]
    assert judged["select"] == told.select and judged["over"] == told.over
    assert outcome.best and len(outcome.best.members) == 1
    assert told.chosen == (outcome.best.trial == told.trial)
    if told.chosen:  # a tie is none
        assert told.select and told.doubt and told.select > told.doubt
    # one answer by each teacher for each row: by a part, or all that it knew
    answered = [(e.trial, e.data["part"]) for e in seen if e.type == "taught.answered"]
    parts = {n: {0} if n in told.knew else {1, 2, 3} for n in told.teachers}
    for index, mine in parts.items():
        assert {p for n, p in answered if n == index} >= mine
    assert len(answered) == len(set(answered)), "nothing is answered twice"


def test_people_read_of_it(ended):
    run_dir, outcome, _ = ended
    told = outcome.distilled
    assert told
    why = inside("why", told.trial, run_dir, cwd=run_dir.parent)
    assert f"#{told.over} from scratch on what" in why.stdout, why.stdout
    assert f"against #{told.over}" in why.stdout
    assert re.search(rf"taught +by .*of #{told.teachers[0]}", why.stdout)
    sentence = distilled_sentence(outcome)
    assert sentence in (run_dir / "project/README.md").read_text()
    report = (run_dir / "report.html").read_text()
    assert f"models taught (#{told.trial})" in report
    chinese = inside("status", run_dir, "--lang", "zh", cwd=run_dir.parent)
    assert chinese.returncode == 0


def test_no_label_but_the_train_rows_is_seen(ended):
    run_dir, outcome, _ = ended
    truth = view.labels(run_dir)
    mine = {r for r, p in zip(truth["row"], truth["part"], strict=True) if p == "train"}
    hidden = truth[truth["part"] != "train"]["yield"]
    seen = [*run_dir.glob("view_taught/*/*.csv")]
    seen += run_dir.glob("trials/[0-9]*/project/teacher.csv")
    assert any(p.name == "teacher.csv" for p in seen) and len(seen) > 2
    for path in seen:
        assert {row["row"] for row in rows_of(path)} <= mine, path
        text = path.read_text()
        assert not any(label in text for label in hidden), path
    for path in run_dir.glob("view_taught/*/predict.csv"):
        text = path.read_text()
        assert "yield" not in rows_of(path)[0]
        assert not any(label in text for label in truth["yield"]), path
    # the answers of a refit are of every labelled row, and labels of none
    (whole,) = run_dir.glob("teachers/*-all.csv")
    assert {row["row"] for row in rows_of(whole)} <= set(truth["row"])
    assert not any(label in whole.read_text() for label in truth["yield"])
    assert outcome.distilled


def test_answers_come_from_models_that_have_not_seen_the_row(ended):
    run_dir, outcome, _ = ended
    told = outcome.distilled
    assert told
    every = {row["row"] for row in rows_of(run_dir / "view" / "train.csv")}
    asked = []
    for part in (1, 2, 3):
        here = run_dir / "view_taught" / str(part)
        learnt = {row["row"] for row in rows_of(here / "train.csv")}
        blind = {row["row"] for row in rows_of(here / "predict.csv")}
        assert not learnt & blind and learnt | blind == every
        asked += blind
    assert len(asked) == len(set(asked))


def test_its_project_runs_without_us(ended, tmp_path):
    """The student's own project, as it would be delivered, retrained: with the answers,
    and on a table of the user's, of which it has none."""
    run_dir, outcome, _ = ended
    told = outcome.distilled
    assert told and told.trial
    trial = run_dir / "trials" / str(told.trial)
    project = tmp_path / "project"
    shutil.copytree(trial / "project", project)
    shutil.copytree(run_dir / "view", tmp_path / "data")
    said = alone(project, tmp_path / "data", tmp_path / "out")
    count = re.search(r"(\d+) of (\d+) rows are answered by teacher.csv", said)
    assert count and int(count[1]) > 0.9 * int(count[2]), said
    own = pd.read_csv(run_dir / "view" / "train.csv").drop(columns="row")
    (tmp_path / "own").mkdir()
    own.to_csv(tmp_path / "own" / "train.csv", index=False)
    said = alone(project, tmp_path / "own", tmp_path / "other")
    assert f"0 of {len(own)} rows are answered by teacher.csv" in said


def alone(project: Path, data: Path, out: Path) -> str:
    """What a project's train.py prints where nothing of ours can be imported."""
    words = ("train.py", "--data", data, "--out", out, "--epochs", "2")
    blocked = "import sys; sys.modules['agent'] = sys.modules['templates'] = None"
    code = f"{blocked}; import runpy; sys.path.insert(0, '.'); sys.argv = sys.argv[1:]"
    code += "; runpy.run_path('train.py', run_name='__main__')"
    told = [sys.executable, "-I", "-c", code, *map(str, words)]
    ran = subprocess.run(told, cwd=project, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert (out / "weights.safetensors").exists()
    return ran.stdout


@contextmanager
def line_of(ended, goal: Path) -> Iterator[loop.Line]:
    """A copy of the run, with its tools, as it was when its end began."""
    shutil.copytree(ended[0], goal)
    run, log = rundir.load(goal), events.EventLog(goal)
    sandbox = opened(run.sandbox, unsafe=False)
    with Scorer(goal, run.spec, run.profile.classes) as scorer:
        told = goal, run.spec, run.profile, sandbox, scorer, log, loop.clock(0.0)
        line = loop.Line(*told)
        line.history = events.trials(list(events.read(log.path)))
        yield line


@pytest.fixture(scope="module")
def delivered(ended, tmp_path_factory) -> tuple[Path, Outcome]:
    """The same run, as if its student had been better beyond doubt: the end of it, with
    the refit, once more. Its folder and its end."""
    better = ended[1].distilled
    assert better
    with line_of(ended, tmp_path_factory.mktemp("better") / "farm") as line:
        line.distilled = better.model_copy(update={"chosen": True})
        return line.run_dir, finish.conclude(line)


def test_what_is_delivered_carries_its_answers(delivered):
    run_dir, outcome = delivered
    told, project = outcome.distilled, run_dir / "project"
    assert told and told.chosen and outcome.best and outcome.refit
    assert outcome.best.trial == told.trial
    known = json.loads((project / "plan.json").read_text())["plan"]
    assert known["train"]["distil"] == WEIGHT and "teacher" not in known
    assert "from `teacher.csv` beside" in (project / "README.md").read_text()
    # the refit learnt what was answered for the rows that chose it, too
    truth = view.labels(run_dir)
    rows = {row["row"] for row in rows_of(project / "teacher.csv")}
    mine = set(truth[truth["part"] == "train"]["row"])
    assert set(truth[truth["part"] != "train"]["row"]) < rows and rows - mine
    assert not any(
        label in (project / "teacher.csv").read_text() for label in truth["yield"]
    )


def test_what_is_delivered_predicts_and_is_repeated_without_us(delivered, tmp_path):
    run_dir, _ = delivered
    project = run_dir / "project"
    words = ("--input", run_dir.parent / "test.csv", "--output", tmp_path / "said.csv")
    write(tmp_path / "farm")
    shutil.copy(tmp_path / "farm" / "test.csv", words[1])
    ran = subprocess.run(
        [sys.executable, "predict.py", *map(str, words)],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(rows_of(tmp_path / "said.csv")) == ASKED
    said = alone(project, run_dir / "view", tmp_path / "out")
    count = re.search(r"(\d+) of (\d+) rows are answered by teacher.csv", said)
    assert count and int(count[1]) > 0.9 * int(count[2]), said


def test_it_goes_on_from_its_project_on_labels_alone(delivered, tmp_path):
    run_dir, _ = delivered
    write(tmp_path / "farm")
    words = ("run", "--from", run_dir / "project", "--data", tmp_path / "farm")
    planned = inside(*words, "--dry-run", cwd=tmp_path)
    assert "here its plan learns from labels alone" in planned.stderr, planned.stderr


def anew(line: loop.Line, **limits) -> None:
    """The line before its student, where several models may be delivered."""
    index = line.history[-1].index
    shutil.rmtree(line.run_dir / "trials" / str(index))
    line.history = line.history[:-1]
    budget = line.spec.budget.model_copy(update={"trials": None})
    update = {"single": False, "budget": budget} | limits
    line.spec = line.spec.model_copy(update=update)


def test_where_several_may_be_delivered_it_takes_what_time_is_left(ended, tmp_path):
    with line_of(ended, tmp_path / "farm") as line:
        anew(line)
        assert not distil.wanted(line) and distil.put_aside(line) == 0
        distil.tried(line, lambda: 1.0)
        assert line.distilled is None and len(line.history) == TRIALS - 1
        distil.tried(line, lambda: 300.0)
        told = line.distilled
        assert told and told.trial == TRIALS and told.select is not None
        again = list(events.read(line.log.path, kind="taught.answered"))
        first = list(events.read(ended[0] / events.FILE, kind="taught.answered"))
        assert len(again) == len(first), "what was answered is asked for once"
        line.distilling = distil.wanted(line)
        assert not line.distilling, "it has been tried"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "survival"}, "no target for survival"),
        ({"quantiles": (0.1, 0.9)}, "quantiles"),
        ({"constraints": Constraints(max_epsilon=3.0)}, "tell of the rows"),
        ({"budget": Budget(trials=TRIALS - 1)}, "7 trials were asked for"),
    ],
)
def test_why_nobody_is_taught_is_told(ended, tmp_path, change, why):
    with line_of(ended, tmp_path / "farm") as line:
        anew(line, single=True, **change)
        assert not distil.wanted(line) or "budget" in change
        assert not distil.due(line, 300.0)
        distil.tried(line, lambda: 1.0)  # the reason is not that time is gone by now
        assert line.distilled and line.distilled.trial is None
        assert why in line.distilled.why
        (event,) = list(events.read(line.log.path, kind="distil.left"))
        assert event.data["why"] == line.distilled.why


def test_a_run_of_few_trials_leaves_its_last_for_the_student(ended, tmp_path):
    with line_of(ended, tmp_path / "farm") as line:
        anew(line, single=True, budget=Budget(trials=TRIALS))
        line.distilling = distil.wanted(line)
        assert line.distilling and line.searched().budget.trials == TRIALS - 1
        assert line.spec.budget.trials == TRIALS
        few = line.spec.budget.model_copy(update={"trials": distil.FEWEST - 1})
        line.spec = line.spec.model_copy(update={"budget": few})
        assert not distil.wanted(line)
