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
import numpy as np
import pytest
from test_bad_input import forgeweld

from agent.project import ensemble
from agent.records import Blend
from agent.run import events, notebook, rundir

ROWS = 150


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A run of three trials on words: two classical ones and a network."""
    home = tmp_path_factory.mktemp("exports")
    rng = np.random.default_rng(0)
    lines = [["remark", "alarm"]]
    for i in range(ROWS):
        hot, calm = rng.random() < 0.5, rng.random() < 0.2
        word = rng.choice(["hot", "burning"] if hot else ["cold", "frozen"])
        remark = f"pump {i} {word}" + " but calm" * calm
        lines.append([remark, "yes" if hot and not calm else "no"])
    with (home / "train.csv").open("w", newline="") as file:
        csv.writer(file).writerows(lines)
    say = "Predict the alarm from the remark. Accuracy."
    words = ("run", say, "--data", home, "--minutes", 3, "--trials", 3, "--single")
    done = forgeweld(*words, "--json", cwd=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture(scope="module")
def run_dir(home) -> Path:
    (found,) = home.glob("generated/*/run.json")
    return found.parent


def _log(run_dir: Path) -> Path:
    return run_dir / events.FILE


@pytest.fixture(scope="module")
def network(run_dir) -> int:
    """The last network among the trials."""
    done = events.trials(list(events.read(run_dir / events.FILE)))
    return [t.index for t in done if t.plan.family == "network" and t.select][-1]


def test_small_weights_are_measured_by_the_scorer(home, run_dir, network):
    words = ("export", "--trial", network, "--format", "int8", "--output", home / "i8")
    done = forgeweld(*words, "--json", cwd=home)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    (said,) = told["parts"].values()
    assert said["bytes"] == (home / "i8" / "model.onnx").stat().st_size
    assert said["bytes"] < 0.6 * said["float32"]["bytes"]
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
    command = [sys.executable, *predict, "--output", home / "again.csv"]
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
    with (home / "mean.csv").open() as file, (home / "again.csv").open() as other:
        mean, one = list(csv.DictReader(file)), list(csv.DictReader(other))
    found = [float(line["proba_yes"]) for line in mean]
    assert found == pytest.approx([float(line["yes"]) for line in one], abs=1e-5)


def test_features_in_python_are_no_graph(home):
    done = forgeweld("export", "--trial", 1, "--format", "onnx", cwd=home)
    assert done.returncode == 2
    assert "made in Python" in done.stderr and "--format safetensors" in done.stderr


def test_what_was_delivered_is_exported_with_its_code(home, run_dir):
    done = forgeweld("export", "--output", home / "whole", cwd=home)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (home / "whole").iterdir()}
    assert {"weights.safetensors", "inputs.json", "config.json", "model.py"} <= names
    weights = (home / "whole" / "weights.safetensors").read_bytes()
    own = run_dir / "project" / "weights" / "weights.safetensors"
    assert weights == own.read_bytes()
    snippet = (home / "whole" / "README.md").read_text().split("```")[1]
    program = snippet.removeprefix("python\n") + "print(len(predictions))\n"
    (home / "whole" / "new.csv").write_text("row,remark\na,pump hot\nb,\n")
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, cwd=home / "whole", capture_output=True, text=True)
    assert told.stdout == "2\n", told.stderr


def test_there_is_one_screen_for_what_can_not_be(home):
    taken = forgeweld("export", "--output", home / "whole", cwd=home)
    assert taken.returncode == 2 and "not empty" in taken.stderr
    none = forgeweld("export", "--trial", 99, cwd=home)
    assert none.returncode == 2 and "no weights" in none.stderr
    odd = ("export", "--format", "notebook", "--output", home / "odd.txt")
    assert "ends in .ipynb" in forgeweld(*odd, cwd=home).stderr


def test_the_notebook_runs_from_top_to_bottom(home):
    """From another folder, by the way from there to the run; trained for less long."""
    target = home / "notes" / "told.ipynb"
    target.parent.mkdir()
    words = ("export", "--format", "notebook", "--output", target)
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
    assert "Predict the alarm" in book.cells[0].source


def test_foreign_words_stay_words_in_a_notebook():
    hostile = "<script>alert(1)</script> [x](javascript:1) `a` $b$ ![i](http://h/i.png)"
    told = notebook.plain(hostile)
    assert "<script" not in told
    for mark in "[]()`$!":
        assert mark not in told.replace(f"\\{mark}", "")
