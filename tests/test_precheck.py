"""Plans with foreign blocks are tried on a few rows; a broken one costs no trial."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_kinds import prepared
from test_new_modality import SPECTRA, STATEMENT, write_fruits

from agent import catalog
from agent.project.render import render
from agent.proposers import rules
from agent.records import Budget, Project
from agent.run import events, precheck, prepare
from agent.run.precheck import Precheck
from agent.run.request import Request
from sandbox import open_sandbox

ROOT = Path(__file__).resolve().parent.parent
TRIALS = 5
"""Three classical ones, the table alone, the spectra alone."""
SAY = "Predict whether there is an alarm, from the picture and the sweep."


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """A copy of the user's own blocks for spectra, which the environment names."""
    folder = tmp_path / "my blocks"
    shutil.copytree(SPECTRA, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv(catalog.OWN, str(folder))
    monkeypatch.delenv(precheck.ALL, raising=False)
    return folder


def run_line(tmp_path: Path) -> Path:
    """The folder of a run up to the first trial of spectra: the run process, its
    sandbox, its scorer."""
    budget = Budget(seconds=90, trials=TRIALS, trial_seconds=6)
    asked = Request(STATEMENT, write_fruits(tmp_path / "fruits"), budget=budget)
    ready = prepare.understand(asked, thorough=False)
    run_dir = prepare.start(
        ready, tmp_path / "runs", name=None, sandbox="auto", on_missing="fail"
    )
    words = [sys.executable, "-m", "agent.run.runner", str(run_dir)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return run_dir


def told(run_dir: Path, kind: str) -> list[events.Event]:
    return [e for e in events.read(run_dir / events.FILE) if e.type == kind]


def break_encoder(own: Path, old: str, new: str) -> None:
    path = own / "encoders" / "spectrum_cnn.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("old", "new", "failure", "says"),
    [
        (
            "nn.Linear(4 * width, dim)",
            "nn.Linear(3 * width, dim)",
            "shape",
            "shapes cannot be multiplied",
        ),
        (
            "        place = self",
            '        if torch.is_grad_enabled():\n            raise KeyError("band")\n'
            "        place = self",
            "crash",
            "KeyError: 'band'",
        ),
    ],
    ids=["shape", "crash"],
)
def test_a_broken_block_costs_no_trial(own, tmp_path, old, new, failure, says):
    break_encoder(own, old, new)
    run_dir = run_line(tmp_path)
    trials = events.trials(list(events.read(run_dir / events.FILE)))
    *others, spectrum = trials
    assert {trial.failure for trial in others} == {None}
    assert (spectrum.plan.name, len(trials)) == ("nir_spectrum only", TRIALS)
    assert (spectrum.failure, spectrum.verdict) == (failure, "failed")
    assert says in spectrum.note and spectrum.result.survivors == 0
    place = run_dir / "trials" / str(TRIALS)
    assert not list((place / "out").iterdir()), "its training never began"
    assert says in (place / "log" / "output.txt").read_text()
    checked = told(run_dir, "trial.checked")
    assert [(e.trial, e.data["passed"]) for e in checked] == [(TRIALS, False)]
    assert len(told(run_dir, "run.finished")) == 1, "the others gave a model"
    assert not (run_dir / "check").exists()


@pytest.mark.heavy
def test_a_sound_block_passes_warm(own, tmp_path):
    run_dir = run_line(tmp_path)
    checked = told(run_dir, "trial.checked")
    assert [(e.data["passed"], e.data["status"]) for e in checked] == [(True, "ok")]
    trials = events.trials(list(events.read(run_dir / events.FILE)))
    assert [trial.failure for trial in trials] == [None] * TRIALS


def test_our_own_blocks_are_checked_only_when_asked(toy, monkeypatch):
    monkeypatch.delenv(precheck.ALL, raising=False)
    ready = prepare.understand(Request(SAY, toy), thorough=False)
    assert not any(map(precheck.wanted, ready.plans))
    monkeypatch.setenv(precheck.ALL, "1")
    networks = [plan for plan in ready.plans if plan.family == "network"]
    assert networks and all(map(precheck.wanted, networks))


@pytest.mark.parametrize("case", ["labels", "ordinal", "survival", "retrieval"])
def test_no_false_alarm(case, tmp_path):
    run_dir, spec, profile = prepared(tmp_path, case)
    tries(run_dir, spec, profile)


def test_no_false_alarm_with_media(toy, tmp_path):
    ready = prepare.understand(Request(SAY, toy), thorough=False)
    run_dir = prepare.start(
        ready, tmp_path / "runs", name=None, sandbox="auto", on_missing="fail"
    )
    tries(run_dir, ready.spec, ready.profile)


def tries(run_dir: Path, spec, profile) -> None:
    """Every network passes, in one warm process; a project that can't, doesn't."""
    plans = [p for p in rules.baselines(spec, profile) if p.family == "network"]
    with Precheck(open_sandbox(), run_dir, spec) as check:
        for plan in plans:
            project = render(spec, profile, plan)
            assert check.run(plan, project, lambda: None) is None
            assert check.last and check.last.status == "ok", check.last
        assert check.warm and check.warm.starts == 1
        files = project.files | {"model.py": "raise RuntimeError('\x1b[31mred')\n"}
        broken = Project(files=files, digest="")
        result = check.run(plan, broken, lambda: None)
        assert result and precheck.failure(result) == "shape"
        assert precheck.note(result).endswith("RuntimeError:  [31mred")
        stopped = check.run(plan, broken, lambda: "enough")
        assert stopped and stopped.status == "killed_by_user"
        assert (check.folder / "view" / "train.csv").exists()
    assert not (run_dir / "check").exists()
