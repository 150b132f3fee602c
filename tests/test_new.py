"""A sentence alone, a dry run, a project without training, by the real command."""

import json
import subprocess
import sys

import pytest
from test_bad_input import forgeweld

from agent.interfaces.cli import cli

SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Predict_x --data d", "run Predict_x --data d"),
        ("预测报警 --data d", "run 预测报警 --data d"),
        ("statu --json", "statu --json"),
        ("plna x --data d", "plna x --data d"),
        ("plan x --data d", "plan x --data d"),
        ("--version", "--version"),
        ("", ""),
    ],
)
def test_a_sentence_means_run_and_a_slip_does_not(typed, meant):
    assert cli.with_run(typed.split()) == meant.split()
    assert cli.with_run(["two words"]) == ["run", "two words"]


def test_a_dry_run_tells_plan_time_and_cost_and_writes_nothing(toy, tmp_path):
    told = forgeweld(SAY, "--data", toy, "--dry-run", "--no-model", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "late fusion" in told.stdout and "files  README.md" in told.stdout
    assert "time   10 min in all: " in told.stdout
    assert "cost   no model is asked" in told.stdout
    assert "72 train / 24 select / 24 test" in told.stderr
    words = ("plan", SAY, "--data", toy, "--dry-run", "--json", "--minutes", 2)
    same = forgeweld(*words, "--pin", "film", "--forbid", "cnn", cwd=tmp_path)
    plan = json.loads(same.stdout)
    assert plan["estimate"]["seconds"] == 120 and plan["question"] is None
    assert plan["spec"]["wishes"]["pinned"] == ["fusion film"]
    assert {p["fusion"]["block"] for p in plan["plans"]} == {"film"}
    assert not list(tmp_path.iterdir()), "nothing was written"


def test_a_wish_that_can_not_be_is_a_usage_error(toy, tmp_path):
    ended = forgeweld("plan", SAY, "--data", toy, "--pin", "gatd", cwd=tmp_path)
    assert ended.returncode == 2
    assert "--pin gatd can't be" in ended.stderr and "gated" in ended.stderr


def test_a_new_project_passes_its_tests_and_trains(toy, tmp_path):
    words = ("new", SAY, "--data", toy, "--forbid", "modality table")
    told = forgeweld(*words, "--out", "mine", "--json", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    made = json.loads(told.stdout)
    project = tmp_path / "mine"
    assert made["files"] == [p for p in made["files"] if (project / p).is_file()]
    assert len(made["files"]) == len(list(project.iterdir()))
    assert SAY in (project / "README.md").read_text()
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]
    for command in (
        ["-m", "pytest", "-q"],
        ["-m", "black", "--check", "-q", "."],
        ["-m", "ruff", "check", "-q", "."],
        ["train.py", "--data", str(toy), "--out", "out", "--epochs", "1"],
    ):
        ended = subprocess.run(
            [sys.executable, *command], cwd=project, capture_output=True, text=True
        )
        assert ended.returncode == 0, (command, ended.stdout, ended.stderr)
    again = forgeweld(*words, "--out", "mine", cwd=tmp_path)
    assert again.returncode == 2 and "something already" in again.stderr
