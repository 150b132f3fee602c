"""Classical trials in a run with real parts: command, sandbox, scorer, project."""

import csv
import json
import subprocess
import sys

import numpy as np
import pytest
from test_bad_input import forgeweld

from agent.run import events

ROWS, GIVEN = 150, 20


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run of two trials on words and numbers; its folder and its outcome."""
    home = tmp_path_factory.mktemp("classical")
    rng = np.random.default_rng(0)
    names = ["key", "remark", "load", "place", "alarm"]
    lines = []
    for i in range(ROWS + GIVEN):
        hot, load = rng.random() < 0.5, rng.normal()
        words = ["pump", rng.choice(["hot", "burning"] if hot else ["cold", "calm"])]
        alarm = "yes" if hot and load > -0.5 else "no"
        cell = "" if i % 9 == 0 else f"{load:.3f}"
        lines.append([f"k{i}", " ".join(words), cell, f"hall {i % 3}", alarm])
    for name, rows, columns in (("train", lines[:ROWS], 5), ("test", lines[ROWS:], 4)):
        with (home / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerows([names[:columns], *(row[:columns] for row in rows)])
    say = "Predict the alarm from the remark and the table. Accuracy."
    words = ("run", say, "--data", home, "--minutes", 2, "--trials", 2, "--json")
    done = forgeweld(*words, cwd=home)
    assert done.returncode == 0, done.stderr
    return home, json.loads(done.stdout)


def test_boosted_trees_and_a_linear_model_come_first_and_learn(run):
    home, outcome = run
    folder = home / "generated" / outcome["run"]
    done = events.trials(list(events.read(folder / events.FILE)))
    assert {trial.plan.core for trial in done} == {"boosted_trees", "logistic"}
    for trial in done:
        assert trial.failure is None, trial.note
        assert trial.select and trial.select.value > 0.8
        assert trial.claimed.epochs == 1 and trial.claimed.params


def test_the_delivered_project_predicts_what_the_run_did(run):
    home, outcome = run
    project = home / "generated" / outcome["run"] / "project"
    output = home / "again.csv"
    places = ["--input", home / "test.csv", "--output", output]
    command = [sys.executable, "predict.py", *places]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with output.open() as file:
        again = list(csv.DictReader(file))
    with (home / outcome["predictions"]).open() as file:
        told = list(csv.DictReader(file))
    assert len(again) == len(told) == GIVEN
    ours = [float(line["proba_yes"]) for line in again]
    assert ours == pytest.approx([float(t["proba_yes"]) for t in told], abs=1e-4)
