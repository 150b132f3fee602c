"""Trackers get what was asked for and nothing else; their own readers read it back."""

import csv
import json
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_bad_input import FORGEWELD, forgeweld
from test_line import run_dir

from agent.errors import UsageError
from agent.run import events
from agent.track import trackers
from agent.track.points import Reader, claims


@pytest.fixture(scope="module")
def run(finished, tmp_path_factory) -> Path:
    """A copy of the shared run, as nothing may be added to that one."""
    home, _, _ = finished
    place = tmp_path_factory.mktemp("tracked") / "generated" / run_dir(home).name
    shutil.copytree(run_dir(home), place)
    return place


@pytest.fixture(scope="module")
def sent(run) -> dict:
    """What `forgeweld track` printed."""
    words = ("track", run, "--to", "tensorboard,mlflow", "--json")
    done = forgeweld(*words, cwd=run.parent.parent)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["trackers"]


def board(run: Path) -> dict[str, dict[str, float]]:
    """Record -> select and test of leaderboard.csv."""
    with (run / "leaderboard.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {
        row["trial"]: {
            part: float(row[part]) for part in ("select", "test") if row[part]
        }
        for row in rows
    }


def losses(run: Path, trial: int) -> list[tuple[int, float]]:
    seen = events.read(run / events.FILE)
    mine = (e.data for e in seen if e.type == "metric" and e.trial == trial)
    return [(e["epoch"], e["valid_loss"]) for e in mine]


def test_tensorboard_reads_the_same_numbers(run, sent):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    assert sent["tensorboard"]["sent"] > 0
    keys = json.loads((run / "trackers" / "tensorboard.json").read_text())["keys"]
    assert set(keys) == set(board(run))
    for record, scores in board(run).items():
        known = EventAccumulator(str(run / "tensorboard" / keys[record])).Reload()
        for part, value in scores.items():
            (only,) = known.Scalars(f"{part}/f1")
            assert only.value == pytest.approx(value, rel=1e-5), (record, part)
        if record != "ensemble":
            told = [(s.step, s.value) for s in known.Scalars("val/loss")]
            wanted = losses(run, int(record))
            assert [step for step, _ in told] == [step for step, _ in wanted]
            assert [v for _, v in told] == pytest.approx([v for _, v in wanted])


def test_mlflow_reads_the_same_numbers(run, sent):
    from mlflow.tracking import MlflowClient

    client = MlflowClient(f"sqlite:///{run.parent / 'mlflow.db'}")
    experiment = client.get_experiment_by_name(run.name)
    assert experiment is not None
    found = client.search_runs([experiment.experiment_id])
    assert {r.info.status for r in found} == {"FINISHED"}
    keys = json.loads((run / "trackers" / "mlflow.json").read_text())["keys"]
    assert {r.info.run_id for r in found} == set(keys.values())
    for record, scores in board(run).items():
        metrics = client.get_run(keys[record]).data.metrics
        for part, value in scores.items():
            assert metrics[f"{part}/f1"] == pytest.approx(value, rel=1e-5)
        if record != "ensemble":
            told = client.get_metric_history(keys[record], "val/loss")
            assert [(m.step, m.value) for m in told] == losses(run, int(record))
            assert client.get_run(keys[record]).data.params["core"]


def test_a_second_time_nothing_is_sent_twice(run, sent):
    words = ("track", run, "--to", "tensorboard,mlflow", "--json")
    again = forgeweld(*words, cwd=run.parent.parent)
    assert {t["sent"] for t in json.loads(again.stdout)["trackers"].values()} == {0}


def test_a_run_tells_its_trackers_from_beginning_to_end(finished, toy, tmp_path):
    """The same command on a finished run follows it once more, with a tracker."""
    home, outcome, _ = finished
    copied = tmp_path / "generated" / run_dir(home).name
    shutil.copytree(run_dir(home), copied)
    from conftest import BOTH

    words = ("run", BOTH, "--data", toy, "--minutes", 2.5, "--trials", 8, "--json")
    done = forgeweld(*words, "--track", "tensorboard", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["best"]["test"] == outcome.best.test
    assert not (copied / "trackers.log").read_text()
    sent = json.loads((copied / "trackers" / "tensorboard.json").read_text())
    assert sent["seq"] == list(events.read(copied / events.FILE))[-1].seq


def test_nothing_is_written_unless_it_is_asked_for(finished):
    home, _, _ = finished
    made = {p.name for p in run_dir(home).iterdir()}
    assert not made & {"tensorboard", "trackers", "wandb", "mlflow", "trackers.log"}
    assert not (run_dir(home).parent / "mlflow.db").exists()


def test_what_is_missing_is_named_with_the_line_that_installs_it(tmp_path):
    """In an interpreter that can't import it."""
    program = (
        "import sys\n"
        "from agent.interfaces import cli\n"
        "sys.modules['mlflow'] = None\n"
        "sys.argv = ['forgeweld', 'run', 'x', '--data', 'd', '--track', 'mlflow']\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 2, done.stderr
    assert "pip install mlflow-skinny" in done.stderr
    assert not list(tmp_path.iterdir())


def test_an_unknown_tracker_is_a_usage_error():
    with pytest.raises(UsageError, match="no tracker 'clearml'"):
        trackers.parse("tensorboard,clearml")
    assert trackers.parse("") == trackers.parse(None) == ()
    assert FORGEWELD.exists()


def test_words_of_a_program_do_not_become_names():
    said = {"epoch": 1, "train_loss": 0.5, "valid_f1": 0.2, "lr": 0.1, "seconds": 3}
    said |= {"valid_a/../../b": 1.0, "valid_<script>": 1.0, "other": 2.0}
    assert dict(claims(said)) == {"train/loss": 0.5, "val/f1": 0.2, "train/lr": 0.1}


def test_steps_are_epochs(run):
    reader = Reader("f1")
    seen = [p for e in events.read(run / events.FILE) for p in reader.points(e)]
    for point in seen:
        assert math.isfinite(point.value) and point.step >= 0
    ends = {p.record: p.step for p in seen if p.name == "select/f1"}
    for record, step in ends.items():
        if record != "ensemble":
            assert step == losses(run, int(record))[-1][0]
    assert os.environ.get("WANDB_MODE") is None
