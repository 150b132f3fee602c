"""`forgeweld export` on a short run: files, refusals, what small weights cost, and a
notebook that runs."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest
from test_bad_input import forgeweld

from agent.project import ensemble
from agent.records import Blend
from agent.run import events, notebook, rundir


@pytest.fixture(scope="module")
def home(finished, tmp_path_factory) -> Path:
    """A folder to export to."""
    return tmp_path_factory.mktemp("exports")


@pytest.fixture(scope="module")
def run_dir(finished) -> Path:
    """The finished run; nothing is written to it here."""
    (found,) = finished[0].glob("generated/*/run.json")
    return found.parent


def _log(run_dir: Path) -> Path:
    return run_dir / events.FILE


@pytest.fixture(scope="module")
def network(run_dir) -> int:
    """The first network among the trials."""
    done = events.trials(list(events.read(_log(run_dir))))
    return next(t.index for t in done if t.plan.family == "network" and t.select)


def test_small_weights_are_measured_by_the_scorer(home, run_dir, network):
    words = ("export", run_dir, "--trial", network, "--output", home / "i8")
    done = forgeweld(*words, "--format", "int8", "--json", cwd=home)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    (said,) = told["parts"].values()
    assert said["bytes"] == (home / "i8" / "model.onnx").stat().st_size
    assert said["bytes"] < 0.8 * said["float32"]["bytes"]
    assert max(said["float32"]["differs"].values()) <= 1e-4
    trials = events.trials(list(events.read(_log(run_dir))))
    select = trials[network - 1].select
    assert select and told["loss"]["before"] == pytest.approx(select.value)
    assert told["loss"]["rows"] == select.rows
    low, high = told["loss"]["interval"]
    assert low <= told["loss"]["gain"] <= high
    assert told["loss"]["gain"] == pytest.approx(
        told["loss"]["after"] - told["loss"]["before"]
    )


def test_what_is_exported_predicts_without_the_project(home, run_dir, network):
    """Run in the folder of the test before; its own program, away from all else."""
    predict = ["infer_onnx.py", "--input", run_dir / "view" / "predict.csv"]
    command = [sys.executable, *predict, "--output", home / "again.csv", "--raw"]
    subprocess.run(command, cwd=home / "i8", check=True)
    trial = run_dir / "trials" / str(network) / "out" / "predictions.csv"
    ours, theirs = (list(csv.reader(p.open())) for p in (home / "again.csv", trial))
    assert ours[0] == theirs[0] and len(ours) == len(theirs)
    for mine, other in zip(ours[1:], theirs[1:], strict=True):
        assert mine[0] == other[0]
        numbers = [float(value) for value in other[1:]]
        assert [float(value) for value in mine[1:]] == pytest.approx(numbers, abs=0.1)


def test_exported_members_become_one_answer(home, run_dir, network):
    """The same member twice: the mean of both is itself."""
    run, done = rundir.load(run_dir), events.trials(list(events.read(_log(run_dir))))
    plan = done[network - 1].plan
    parts = [ensemble.Part(name, plan, 0.5, "", "", ()) for name in "ab"]
    blend = Blend(weights=(0.5, 0.5))
    (home / "both" / "members").mkdir(parents=True)
    text = ensemble.infer_onnx(run.spec, run.profile, parts, blend)
    (home / "both" / "infer_onnx.py").write_text(text)
    for name in "ab":
        shutil.copytree(home / "i8", home / "both" / "members" / name)
    rows = run_dir / "view" / "predict.csv"
    places = ["--input", rows, "--output", home / "mean.csv"]
    subprocess.run(
        [sys.executable, home / "both" / "infer_onnx.py", *places], check=True
    )
    places = ["--input", rows, "--output", home / "one.csv"]
    subprocess.run(
        [sys.executable, "infer_onnx.py", *places], cwd=home / "i8", check=True
    )
    with (home / "mean.csv").open() as file, (home / "one.csv").open() as other:
        mean, one = list(csv.DictReader(file)), list(csv.DictReader(other))
    assert list(mean[0]) == list(one[0]) and "error" in one[0]
    for line, alone in zip(mean, one, strict=True):
        assert (line["row"], line["alarm"]) == (alone["row"], alone["alarm"])
        numbers = float(line["proba_yes"]), float(alone["proba_yes"])
        assert numbers[0] == pytest.approx(numbers[1], abs=1e-5)


def test_a_classical_model_is_a_graph_of_its_learner(home, run_dir):
    """Run as exported, it says what the trial said; other formats have no place for
    features that are made in Python."""
    words = ("export", run_dir, "--trial", 1, "--output", home / "learner")
    done = forgeweld(*words, "--format", "onnx", cwd=home)
    assert done.returncode == 0, done.stderr
    predict = ["infer_onnx.py", "--input", run_dir / "view" / "predict.csv"]
    command = [sys.executable, *predict, "--output", home / "learner.csv", "--raw"]
    subprocess.run(command, cwd=home / "learner", check=True)
    trial = run_dir / "trials" / "1" / "out" / "predictions.csv"
    ours, theirs = (list(csv.reader(p.open())) for p in (home / "learner.csv", trial))
    assert ours[0] == theirs[0] and len(ours) == len(theirs)
    for mine, other in zip(ours[1:], theirs[1:], strict=True):
        numbers = [float(value) for value in other[1:]]
        assert [float(value) for value in mine[1:]] == pytest.approx(numbers, abs=1e-4)
    for form in ("torch", "int8"):
        done = forgeweld("export", run_dir, "--trial", 1, "--format", form, cwd=home)
        assert done.returncode == 2
        assert "made in Python" in done.stderr and "--format onnx" in done.stderr


def test_what_was_delivered_is_exported_with_its_code(home, run_dir):
    done = forgeweld("export", run_dir, "--output", home / "whole", cwd=home)
    assert done.returncode == 0, done.stderr
    whole, own = home / "whole", run_dir / "project"
    parts = (
        sorted((whole / "members").iterdir())
        if own.joinpath("members").is_dir()
        else [whole]
    )
    for part in parts:
        names = {path.name for path in part.iterdir()}
        assert {"weights.safetensors", "inputs.json", "config.json"} <= names
        theirs = own / part.relative_to(whole) / "weights" / "weights.safetensors"
        assert (part / "weights.safetensors").read_bytes() == theirs.read_bytes()
    snippet = (parts[0] / "README.md").read_text().split("```")[1]
    program = snippet.removeprefix("python\n") + "print(len(predictions))\n"
    lines = "row,picture,sweep,remark,load,place\na,,,wet,1,north\nb,,,,,\n"
    (parts[0] / "new.csv").write_text(lines)
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, cwd=parts[0], capture_output=True, text=True)
    assert told.stdout == "2\n", told.stderr


def test_there_is_one_screen_for_what_can_not_be(home, run_dir):
    taken = forgeweld("export", run_dir, "--output", home / "whole", cwd=home)
    assert taken.returncode == 2 and "not empty" in taken.stderr
    none = forgeweld("export", run_dir, "--trial", 99, cwd=home)
    assert none.returncode == 2 and "no weights" in none.stderr
    odd = ("export", run_dir, "--format", "notebook", "--output", home / "odd.txt")
    assert "ends in .ipynb" in forgeweld(*odd, cwd=home).stderr


def test_the_notebook_runs_from_top_to_bottom(home, run_dir):
    """From another folder, by the way from there to the run; trained for less long."""
    target = home / "notes" / "told.ipynb"
    target.parent.mkdir()
    words = ("export", run_dir, "--format", "notebook", "--output", target)
    done = forgeweld(*words, cwd=home)
    assert done.returncode == 0, done.stderr
    text = target.read_text().replace(f'\\"{notebook.SECONDS}\\"', '\\"4\\"')
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    nbclient.NotebookClient(book, timeout=300).execute(cwd=str(target.parent))
    printed = [
        output["text"]
        for cell in book.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream"
    ]
    assert any("its own figure" in text for text in printed)
    pictures = [o for c in book.cells for o in c.get("outputs", ()) if "data" in o]
    assert any("image/png" in o["data"] for o in pictures)
    assert "Predict whether there is an alarm" in book.cells[0].source


def test_foreign_words_stay_words_in_a_notebook():
    hostile = "<script>alert(1)</script> [x](javascript:1) `a` $b$ ![i](http://h/i.png)"
    told = notebook.plain(hostile)
    assert "<script" not in told
    for mark in "[]`$!":
        assert mark not in told.replace(f"\\{mark}", "")
