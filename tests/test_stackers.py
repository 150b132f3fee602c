"""Stackers: what is proposed and taken over, and a learner on a trained network."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plans import done, plan_of, task

from agent.project.carried import carried
from agent.project.render import render
from agent.proposers import classical
from agent.proposers.lineage import design, whole
from agent.proposers.pace import Pace
from agent.proposers.rules import candidates
from agent.proposers.rungs import confirmed
from agent.proposers.stackers import stackers
from agent.records import Plan
from agent.run.continuing import take_over
from agent.run.explain import FILES, PROGRAM, inputs
from agent.run.trial import places
from agent.run.variants import Step


def history():
    """A late fusion, and the two classical learners: the linear one is better."""
    spec, profile = task("text table", "binary")
    fusion = plan_of(spec, profile)
    linear, trees = classical.LINEAR["binary"], classical.TREES["binary"]
    plans = [
        classical.plan(spec, profile, spec.modalities, name) for name in (trees, linear)
    ]
    values = (0.80, 0.85, 0.81)
    seen = tuple(
        done(i, plan.model_copy(update={"seconds": 20.0}), value, stopped="time")
        for i, (plan, value) in enumerate(zip([fusion, *plans], values, strict=True), 1)
    )
    return spec, profile, seen


def test_the_learner_that_did_better_alone_comes_first():
    spec, profile, seen = history()
    plans = list(stackers(spec, profile, seen, seen[0]))
    assert [plan.core for plan in plans] == ["boosted_trees", "logistic"]
    worse = [t.model_copy(update={"select": seen[2].select}) for t in seen[1:2]]
    again = (seen[0], *worse, seen[2].model_copy(update={"select": seen[1].select}))
    first, _ = stackers(spec, profile, again, again[0])
    assert first.core == "logistic"
    for plan in (*plans, first):
        assert Plan.model_validate(plan.model_dump()) == plan
        assert plan.stack and plan.stack.trial == 1
        assert plan.train.epochs == seen[0].claimed.epochs


def test_a_learner_far_behind_by_itself_is_not_stacked():
    """As far as the other one's interval does not reach."""
    spec, profile, seen = history()

    def within(trial, value, wide):
        score = seen[0].select.model_copy(
            update={"value": value, "interval": (value - wide, value + wide)}
        )
        return trial.model_copy(update={"select": score})

    for wide, cores in {0.1: ["logistic", "boosted_trees"], 0.05: ["logistic"]}.items():
        linear, trees = within(seen[2], 0.8, wide), within(seen[1], 0.65, wide)
        plans = stackers(spec, profile, (seen[0], trees, linear), seen[0])
        assert [plan.core for plan in plans] == cores


def test_trees_get_few_plain_features_and_a_linear_learner_all():
    spec, profile, seen = history()
    columns = tuple(
        c.model_copy(update={"unique": profile.rows}) if c.type == "text" else c
        for c in profile.columns
    )  # texts that are no codes
    profile = profile.model_copy(update={"columns": columns})
    plans = stackers(spec, profile, seen, seen[0])
    by = {plan.core: plan.stack for plan in plans if plan.stack}
    kinds = {m.name: m.kind for m in spec.modalities}
    beside = {
        name: sorted(kinds[b.modality] for b in stack.plain)
        for name, stack in by.items()
    }
    assert beside == dict.fromkeys(by, ["table", "text"])
    made = {b.encoder.block for b in by["boosted_trees"].plain}
    assert made == {"columns", "stacked_words"}  # few; all words for the linear one


def test_what_no_learner_serves_is_not_stacked():
    spec, profile, seen = history()
    other = spec.model_copy(update={"kind": "retrieval"})
    assert list(stackers(other, profile, seen, seen[0])) == []


def test_a_network_is_stacked_once_more_when_it_has_grown():
    spec, profile, seen = history()
    more = seen[0].plan.model_copy(update={"continues": 1, "seconds": 60.0})
    grown = (*seen, done(4, more, 0.82))
    first = next(p for p in candidates(spec, profile, grown) if p.operator == "stack")
    assert first.stack and first.stack.trial == 4


def test_its_seconds_are_those_of_both():
    spec, profile, seen = history()
    pace = Pace(lambda: 200.0)
    first, *_ = stackers(spec, profile, seen, seen[0])
    timed = pace.timed(spec, seen, first, [])
    own = timed.seconds - seen[0].plan.seconds
    assert 4 <= own <= 60


def test_a_fresh_seed_trains_its_network_anew_and_is_of_the_same_design():
    spec, profile, seen = history()
    first, *_ = stackers(spec, profile, seen, seen[0])
    winner = done(4, first.model_copy(update={"seconds": 50.0}), 0.9)
    all_seen = (*seen, winner)
    assert [t.index for t in whole(all_seen, winner)] == [1, 4]
    plan = confirmed(spec, all_seen, winner, Pace(lambda: 80.0), last=True)
    assert plan and plan.stack and plan.stack.trial is None
    assert plan.seed != winner.plan.seed and design(plan) == design(winner.plan)


def test_the_checkpoint_of_its_network_is_taken_over(tmp_path):
    spec, profile, seen = history()
    first, *_ = stackers(spec, profile, seen, seen[0])
    here = places(tmp_path, 1)
    here.checkpoint.parent.mkdir(parents=True)
    here.checkpoint.write_bytes(b"weights")
    (here.out / "metrics.jsonl").write_text('{"epoch": 1}\n')
    mine = places(tmp_path, 4)
    assert take_over(tmp_path, seen, first, mine) == (first, "")
    assert mine.checkpoint.read_bytes() == b"weights"
    shutil.rmtree(here.root)
    plan, why = take_over(tmp_path, seen, first, places(tmp_path, 5))
    assert why and plan.seconds == first.seconds


def test_elsewhere_its_network_is_trained_anew():
    spec, profile, seen = history()
    first, *_ = stackers(spec, profile, seen, seen[0])
    said = json.loads(carried(spec, profile, first))
    assert "trial" not in said["plan"]["stack"]


def test_a_learner_on_a_network_that_is_there(folder_of_words, tmp_path):
    """Train a network, then a stacker that resumes from its checkpoint: no epoch is
    trained again, and predict.py gives what train.py wrote."""
    spec, profile, _ = history()
    fusion = plan_of(spec, profile)
    train = fusion.train.model_copy(update={"epochs": 2})
    fusion = fusion.model_copy(update={"train": train})
    seen = (done(1, fusion, 0.8, epochs=2),)
    first = next(
        p for p in stackers(spec, profile, seen, seen[0]) if p.core == "logistic"
    )
    run(render(spec, profile, fusion).files, folder_of_words, tmp_path / "1")
    own = tmp_path / "2"
    shutil.copytree(tmp_path / "1" / "out", own / "out")
    before = (own / "out" / "checkpoint" / "state.pt").read_bytes()
    run(render(spec, profile, first).files, folder_of_words, own, "--resume")
    assert (own / "out" / "checkpoint" / "state.pt").read_bytes() == before
    said = json.loads((own / "out" / "result.json").read_text())
    assert said["epochs"] == 2 and said["chosen"]["penalty"] > 0
    assert len((own / "out" / "metrics.jsonl").read_text().splitlines()) == 2


def test_what_its_inputs_are_worth_can_be_asked(folder_of_words, tmp_path):
    """Of a learner on a network, which reads its text twice: both change together."""
    spec, profile, seen = history()
    first = next(
        p for p in stackers(spec, profile, seen, seen[0]) if p.core == "logistic"
    )
    assert first.stack
    stack = first.stack.model_copy(update={"trial": None})
    plan = first.model_copy(update={"stack": stack, "seconds": 20.0})
    told = inputs(plan)
    assert len(told) > len(set(told.values())), "one modality has two ways in"
    run(render(spec, profile, plan).files, folder_of_words, tmp_path)
    kinds = {m.name: m.kind for m in spec.modalities}
    text = next(name for name, kind in kinds.items() if kind == "text")
    said = asked(tmp_path, folder_of_words, plan, kinds, text)
    plain, without, both = ((said / f"{i}.csv").read_text() for i in range(3))
    trained = (tmp_path / "out" / "predictions.csv").read_text()
    assert chances(plain) == pytest.approx(chances(trained), abs=1e-5)
    assert len({line.split(",", 1)[1] for line in without.splitlines()[1:]}) > 1
    assert len({line.split(",", 1)[1] for line in both.splitlines()[1:]}) == 1
    parts = json.loads((said / "parts.json").read_text())["r0"]
    assert set(parts) == set(kinds)
    words = dict(zip(parts[text]["names"], parts[text]["parts"], strict=True))
    assert max(words, key=lambda word: abs(words[word])) == "red"


def chances(predictions: str) -> list[float]:
    """All numbers of a file of predictions, row by row."""
    rows = predictions.splitlines()[1:]
    return [float(cell) for row in rows for cell in row.split(",")[1:]]


def asked(home: Path, data: Path, plan: Plan, kinds: dict[str, str], text: str) -> Path:
    """What the program that changes inputs writes about the model in `home`: nothing
    changed, no `text`, nothing at all, and the parts of one row."""
    gone = {name: ("missing", 1.0) for name in kinds}
    steps = [
        Step(None, {}),
        Step("drop", {text: gone[text]}),
        Step("drop", gone),
        Step(None, {}, do="occlude"),
    ]
    ask = home / "ask"
    shutil.copytree(home / "project", ask / "0" / "project")
    shutil.copytree(home / "out", ask / "0" / "weights")
    for name in FILES:
        shutil.copy(PROGRAM / name, ask / name)
    shutil.copy(data / "predict.csv", ask / "rows.csv")
    wanted = {"models": 1, "kinds": kinds, "inputs": [inputs(plan)], "rows": {"r0": 0}}
    wanted |= {"steps": [step.told() for step in steps]}
    (ask / "ask.json").write_text(json.dumps(wanted))
    (home / "said").mkdir()
    words = ("--data", data, "--out", home / "said", "--seconds", "60")
    command = [sys.executable, ask / "explain.py", ask, *words]
    subprocess.run(command, check=True, cwd=home)
    return home / "said" / "0"


def run(files: dict[str, str], data: Path, place: Path, *words: str) -> None:
    """Write a project and train it."""
    project = place / "project"
    project.mkdir(parents=True)
    for name, text in files.items():
        (project / name).write_text(text)
    command = [sys.executable, "train.py", "--data", data, "--out", place / "out"]
    subprocess.run([*command, *words], check=True, cwd=project)


@pytest.fixture
def folder_of_words(tmp_path) -> Path:
    """40 rows for the task of `history`, whose words tell the class."""
    spec, profile, _ = history()
    folder = tmp_path / "data"
    folder.mkdir()
    types = {column.name: column.type for column in profile.columns}
    names = [c for m in spec.modalities for c in m.columns]
    texts = {c for m in spec.modalities if m.kind == "text" for c in m.columns}
    for name, count in (("train.csv", 40), ("predict.csv", 8)):
        lines = [["row", *names, *spec.target]]
        for i in range(count):
            word = ("red", "blue")[i % 2]
            cells = [
                f"a {word} day" if c in texts or types[c] == "text" else str(i % 7)
                for c in names
            ]
            lines.append([f"r{i}", *cells, profile.classes[i % 2]])
        rows = lines if name == "train.csv" else [line[:-1] for line in lines]
        (folder / name).write_text("".join(",".join(r) + "\n" for r in rows))
    return folder
