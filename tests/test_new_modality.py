"""The promise: a modality that nobody foresaw is two files (and a fixture to test it).

`fixtures/spectra` holds them: an input for spectra and an encoder. Nothing in the
program knows what a spectrum is.
"""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from agent import catalog
from agent.data import view
from agent.errors import UsageError
from agent.project.render import render
from agent.run import prepare, rundir
from agent.run.request import Request
from agent.run.trial import write_files

ROOT = Path(__file__).resolve().parent.parent
SPECTRA = ROOT / "tests" / "fixtures" / "spectra"
STATEMENT = "Predict whether a fruit is `ripe` from its spectrum and the table."
QUIET = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive", "PATH": "/usr/bin:/bin"}


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """The two files in a folder of the user's own, which the environment names."""
    folder = tmp_path / "my blocks"
    shutil.copytree(SPECTRA, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv(catalog.OWN, str(folder))
    return folder


def write_fruits(folder: Path, rows: int = 240) -> Path:
    """A fruit is ripe if its spectrum peaks low and it is soft: two numbers of two
    modalities, each of which alone tells half of it."""
    rng = np.random.default_rng(0)
    (folder / "scans").mkdir(parents=True)
    lines = []
    for i in range(rows):
        low, soft = rng.random() < 0.7, rng.random() < 0.7
        waves = np.sort(rng.uniform(400, 1000, rng.integers(40, 70)))
        peak = np.exp(-(((waves - (550 if low else 820)) / 40) ** 2))
        table = np.column_stack([waves, peak + rng.normal(0, 0.1, len(waves))])
        np.savetxt(folder / "scans" / f"{i}.csv", table, "%.4f", delimiter=",")
        firmness = rng.normal(3.0 if soft else 7.0, 0.8)
        ripe = "yes" if low and soft else "no"
        lines.append(
            [f"scans/{i}.csv", f"{firmness:.2f}", rng.choice(["a", "b"]), ripe]
        )
    with (folder / "train.csv").open("w", newline="") as file:
        names = ["nir_spectrum", "firmness", "orchard", "ripe"]
        csv.writer(file).writerows([names, *lines])
    return folder


def test_two_files_make_a_modality(own, tmp_path):
    data = write_fruits(tmp_path / "fruits")
    ready = prepare.understand(Request(STATEMENT, data), thorough=True)
    kinds = {m.name: m.kind for m in ready.spec.modalities}
    assert kinds == {"nir_spectrum": "spectrum", "table": "table"}
    assert not ready.warnings

    run_dir = prepare.start(
        ready, tmp_path / "runs", name=None, sandbox="auto", on_missing="fail"
    )
    assert rundir.load(run_dir).blocks == (str(own),)
    plan = next(plan for plan in ready.plans if plan.name == "late fusion")
    project = render(ready.spec, ready.profile, plan.model_copy(update={"seconds": 20}))
    assert "class SpectrumInput" in project.files["data.py"]
    assert "class SpectrumEncoder" in project.files["model.py"]
    write_files(project.files, tmp_path / "project")

    # From here on the project is on its own: no folder of blocks, no Forgeweld.
    paths = ("--data", run_dir / "view", "--out", tmp_path / "out")
    run_project(tmp_path / "project", "train.py", *paths, "--epochs", 15)
    labels = view.labels(run_dir).set_index("row")["ripe"]
    with (tmp_path / "out" / "predictions.csv").open() as file:
        said = {line["row"]: float(line["yes"]) > 0.5 for line in csv.DictReader(file)}
    right = [(labels[row] == "yes") == yes for row, yes in said.items()]
    assert len(right) > 60 and np.mean(right) > 0.75  # saying "no" gives about one half
    run_project(tmp_path / "project", "-m", "pytest", "-q", "-p", "no:cacheprovider")


def run_project(folder: Path, *words: object) -> None:
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(
        command, cwd=folder, env=QUIET, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_the_contract_of_all_blocks_holds_for_them(own):
    files = ["tests/test_blocks.py", "tests/test_inputs.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *files, "-k", "spectrum or same_name"],
        cwd=ROOT,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert int(done.stdout.split(" passed")[0].split()[-1]) >= 8


def test_a_statement_may_leave_them_out(own, tmp_path):
    data = write_fruits(tmp_path / "fruits", rows=40)
    words = "Predict `ripe` without the spectra."
    ready = prepare.understand(Request(words, data), thorough=False)
    assert {m.kind for m in ready.spec.modalities} == {"table"}


def test_without_the_folder_they_are_series(tmp_path, monkeypatch):
    monkeypatch.delenv(catalog.OWN, raising=False)
    data = write_fruits(tmp_path / "fruits", rows=40)
    ready = prepare.understand(Request(STATEMENT, data), thorough=False)
    assert {m.kind for m in ready.spec.modalities} == {"series", "table"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"class": "SpectrumEncoder"', '"class": "Other"', "no class Other"),
        ('"kinds": ["spectrum"]', '"kinds": ["smell"]', "no input gives 'smell'"),
        ("class SpectrumEncoder", "class ConvEncoder", "no class SpectrumEncoder"),
        ("import torch\n", "import torch\nimport pandas\n", "imports pandas"),
        ("import torch\n", "import torch\n\nConvEncoder = 1\n", "also defined in"),
        ('"name": "spectrum_cnn"', '"name": "cnn"', "a second encoder called 'cnn'"),
        ("BLOCK = {", "BLOCK = {{", "'{' was never closed"),
    ],
)
def test_a_broken_card_is_told_with_its_file(own, old, new, says):
    path = own / "encoders" / "spectrum_cnn.py"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(UsageError) as caught:
        catalog.load()
    assert str(path) in caught.value.why and says in caught.value.why
    assert catalog.OWN in caught.value.where and catalog.OWN in caught.value.fix


def test_a_folder_without_blocks_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(catalog.OWN, str(tmp_path / "nowhere"))
    with pytest.raises(UsageError) as caught:
        catalog.load()
    assert "nowhere" in caught.value.why
