"""The whole line with real parts: command, run process, sandbox, scorer, project."""

import csv
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import BOTH, SAY
from test_bad_input import FORGEWELD, forgeweld

from agent.outcome import Outcome
from agent.run import events, rundir


def run_dir(home: Path) -> Path:
    (found,) = home.glob("generated/*/run.json")
    return found.parent


def test_it_ends_with_a_scored_model(finished):
    home, outcome, said = finished
    assert outcome.status == "finished" and outcome.best
    assert outcome.best.metric == "f1"
    assert outcome.best.interval[0] <= outcome.best.test <= outcome.best.interval[1]
    names = [b.name for b in outcome.baselines]
    assert names[0] == "best constant"
    assert {"picture only", "sweep only", "late fusion"} <= set(names)
    assert outcome.fusion_gain and outcome.fusion_gain.over.endswith(" only")
    assert "planner" not in said, "--json is for scripts"
    assert f"#{outcome.best.trial} " in said
    assert "\x1b" not in said


def test_every_trial_ran_isolated_and_left_nobody(finished):
    home, _, _ = finished
    done = events.trials(list(events.read(run_dir(home) / events.FILE)))
    assert 4 <= len(done) <= 8, "as many as the machine has time for"
    assert all(trial.failure is None for trial in done), [t.note for t in done]
    for trial in done:
        assert trial.result.isolation.backend in ("bwrap", "landlock")
        assert trial.result.survivors == 0
        assert trial.select and 0 <= trial.select.value <= 1


def test_hidden_labels_are_nowhere_in_the_view(finished):
    home, _, _ = finished
    folder = run_dir(home)
    assert stat.S_IMODE((folder / "splits").stat().st_mode) == 0o700
    with (folder / "view" / "predict.csv").open() as file:
        assert "alarm" not in csv.DictReader(file).fieldnames
    with (folder / "splits" / "labels.csv").open() as file:
        hidden = {r["row"] for r in csv.DictReader(file) if r["part"] != "train"}
    with (folder / "view" / "train.csv").open() as file:
        assert not hidden & {r["row"] for r in csv.DictReader(file)}


def test_predictions_keep_the_columns_that_were_given(finished, toy):
    home, outcome, _ = finished
    with (toy / "test.csv").open() as file:
        given = list(csv.DictReader(file))
    with Path(home / outcome.predictions).open() as file:
        predicted = list(csv.DictReader(file))
    assert len(predicted) == len(given) == 20
    for before, after in zip(given, predicted, strict=True):
        assert {name: after[name] for name in before} == before
        chances = [float(after["proba_no"]), float(after["proba_yes"])]
        assert sum(chances) == pytest.approx(1, abs=1e-4)
        assert after["alarm"] == ("yes" if chances[1] > chances[0] else "no")
    assert outcome.refit


def test_the_project_predicts_what_the_run_predicted(finished, toy, tmp_path):
    home, outcome, _ = finished
    project = tmp_path / "project"
    shutil.copytree(home / outcome.project, project)
    words = ["predict.py", "--input", toy / "test.csv"]
    subprocess.run(
        [sys.executable, *words, "--output", tmp_path / "p.csv"],
        cwd=project,
        check=True,
    )
    with (tmp_path / "p.csv").open() as file:
        again = list(csv.DictReader(file))
    with Path(home / outcome.predictions).open() as file:
        told = list(csv.DictReader(file))
    for one, other in zip(again, told, strict=True):
        assert one["key"] == other["key"] and one["alarm"] == other["alarm"]
        chances = float(one["proba_yes"]), float(other["proba_yes"])
        assert chances[0] == pytest.approx(chances[1], abs=1e-4)
        assert one["error"] == ""
    readme = (project / "README.md").read_text()
    assert SAY in readme and f"{outcome.best.test:.4f}" in readme


def test_readers_of_the_run_agree(finished):
    home, outcome, _ = finished
    state = json.loads(forgeweld("status", "--json", cwd=home).stdout)["runs"][0]
    assert state["state"] == "finished" and state["trials"] == outcome.trials
    board = json.loads(forgeweld("leaderboard", "--json", cwd=home).stdout)["trials"]
    with (run_dir(home) / "leaderboard.csv").open() as file:
        kept = list(csv.DictReader(file))
    assert [t["trial"] for t in board] == [t["trial"] for t in kept]
    best = max(float(t["select"]) for t in board)
    assert float(board[0]["select"]) == best
    assert "f1" in forgeweld("leaderboard", cwd=home).stdout


def test_the_same_command_again_only_tells_the_end(finished, toy):
    home, outcome, _ = finished
    before = (run_dir(home) / events.FILE).read_bytes()
    words = ("run", BOTH, "--data", toy, "--minutes", 2.5, "--trials", 8, "--json")
    done = forgeweld(*words, cwd=home)
    assert Outcome.model_validate_json(done.stdout) == outcome
    assert (run_dir(home) / events.FILE).read_bytes() == before


def test_changed_data_is_not_continued(finished, toy, tmp_path):
    home, outcome, _ = finished
    shutil.copytree(toy, tmp_path / "toy")
    with (tmp_path / "toy" / "train.csv").open("a") as file:
        file.write("k999,pictures/1.png,sweeps/1.npy,,1.0,north,no\n")
    words = ("run", BOTH, "--data", tmp_path / "toy", "--name", outcome.run)
    done = forgeweld(*words, cwd=home)
    assert done.returncode == 1
    assert "another task" in done.stderr and "--name" in done.stderr


# ---- killed, stopped, interrupted ------------------------------------------------


def start(toy: Path, home: Path, trials: int = 3) -> subprocess.Popen[str]:
    words = ["run", SAY, "--data", str(toy), "--minutes", "3", "--trials", str(trials)]
    return subprocess.Popen(
        [str(FORGEWELD), *words, "--json"],
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell's background job ignores Ctrl-C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def wait_for(home: Path, kind: str, trial: int, patience: float = 120) -> Path:
    """Until an event of this kind stands in the file; returns the folder of the run."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        for path in home.glob("generated/*/events.jsonl"):
            for event in events.read(path):
                if event.type == kind and event.trial == trial:
                    return path.parent
        time.sleep(0.1)
    raise AssertionError(f"no {kind} of trial {trial} within {patience} s")


def alive(folder: Path) -> list[int]:
    """Processes that have this folder in their command line or as their place."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            words = (entry / "cmdline").read_bytes().decode(errors="replace")
            place = str((entry / "cwd").readlink())
        except OSError:
            continue
        if str(folder) in words or place.startswith(str(folder)):
            found.append(int(entry.name))
    return found


def left_after(folder: Path, seconds: float = 30.0) -> list[int]:
    """Processes of a run that are still there after at most so many seconds."""
    end = time.monotonic() + seconds
    while alive(folder) and time.monotonic() < end:
        time.sleep(0.1)
    return alive(folder)


def test_kill_9_and_the_same_command_goes_on(toy, tmp_path):
    first = start(toy, tmp_path)
    folder = wait_for(tmp_path, "metric", 2)
    runner = rundir.pid(folder)
    assert runner
    os.kill(runner, signal.SIGKILL)
    first.kill()
    first.communicate()
    assert not left_after(folder)
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    time.sleep(0.3)
    after = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    assert after == sizes, "a file still grows"
    assert rundir.state(folder) == "killed"

    second = start(toy, tmp_path)
    out, err = second.communicate(timeout=300)
    assert second.returncode == 0, err
    assert Outcome.model_validate_json(out).trials == 3
    seen = list(events.read(folder / events.FILE))
    assert [e.seq for e in seen] == list(range(1, len(seen) + 1))
    ends = [e.trial for e in seen if e.type == "trial.finished"]
    assert ends == [1, 2, 3]
    starts = [e.trial for e in seen if e.type == "trial.started"]
    assert starts.count(1) == 1, "a finished trial was repeated"


def test_ctrl_c_saves_and_resume_goes_on_with_the_same_data(toy, tmp_path):
    toy = shutil.copytree(toy, tmp_path / "toy")
    process = start(toy, tmp_path, trials=2)
    folder = wait_for(tmp_path, "trial.started", 1)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "forgeweld resume" in err
    assert not left_after(folder)
    assert rundir.state(folder) == "stopped"
    said = list(events.read(folder / events.FILE))
    text = (toy / "train.csv").read_text()
    row = text.splitlines()[1]
    (toy / "train.csv").write_text(text.replace(row, row[:-1] + "x"))
    file = (folder / "run.json").read_bytes()
    done = forgeweld("resume", "--json", "--minutes", 4, cwd=tmp_path)
    assert done.returncode == 1, done.stdout
    assert (folder / "run.json").read_bytes() == file
    error = json.loads(done.stdout)["error"]
    assert "the data have changed" in error["what"] and error["where"] == str(toy)
    assert "--new" in error["fix"]
    assert list(events.read(folder / events.FILE)) == said, "nothing was begun"
    (toy / "train.csv").write_text(text)
    done = forgeweld("resume", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert Outcome.model_validate_json(done.stdout).trials == 2


def test_a_detached_run_outlives_its_command_and_can_be_stopped(toy, tmp_path):
    words = ("run", SAY, "--data", toy, "--minutes", 3, "--detach", "--json")
    done = forgeweld(*words, cwd=tmp_path)
    assert json.loads(done.stdout)["status"] == "running"
    folder = wait_for(tmp_path, "trial.started", 1)
    assert rundir.state(folder) == "running"
    stopped = json.loads(forgeweld("stop", "--json", cwd=tmp_path).stdout)["runs"][0]
    assert stopped["state"] == "stopped"
    assert not left_after(folder)


def test_a_budget_too_small_for_any_trial_says_so(toy, tmp_path):
    words = ("run", SAY, "--data", toy, "--minutes", 0.05)
    done = forgeweld(*words, cwd=tmp_path)
    assert done.returncode == 6
    assert "--minutes" in done.stderr
