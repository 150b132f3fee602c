"""What a project keeps: a model card, its plan, and a way to the reported score."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from huggingface_hub import ModelCard
from test_line import run_dir

from agent.project import carried
from agent.project.render import render
from agent.run import rundir


@pytest.fixture(scope="module")
def project(finished, tmp_path_factory) -> Path:
    """The delivered project, copied away from its run."""
    home, outcome, _ = finished
    folder = tmp_path_factory.mktemp("own") / "repository"
    shutil.copytree(home / outcome.project, folder)
    return folder


def reproduce(project: Path, *words: object, out: Path) -> subprocess.CompletedProcess:
    env = {"PYTHON": sys.executable, "OUT": str(out), "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [project / "reproduce.sh", *words],
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=500,
    )


def test_the_card_says_what_the_run_found(finished, project, toy):
    _, outcome, _ = finished
    text = (project / "README.md").read_text(encoding="utf-8")
    card = ModelCard(text)
    best = outcome.best
    results = {r.metric_type: r for r in card.data.eval_results}
    assert results[best.metric].metric_value == best.test
    args = results[best.metric].metric_args
    assert tuple(args["interval"]) == best.interval and args["rows"] > 0
    assert {n: results[n].metric_value for n in best.also} == best.also
    assert set(results) == {best.metric, *best.also}
    (again,) = [
        r
        for r in ModelCard(str(card)).data.eval_results
        if r.metric_type == best.metric
    ]
    assert again.metric_value == best.test
    assert again.task_type == "multimodal-classification"
    assert again.dataset_name == toy.name
    assert card.data.license == "other" and "forgeweld" in card.data.tags
    assert card.data.library_name in ("pytorch", "sklearn", "lightgbm")
    for title in ("Intended use", "Data and measurement", "Limits", "Licence"):
        assert f"## {title}\n" in card.text


def test_it_begins_a_repository_and_knows_no_machine(finished, project, tmp_path):
    home, _, _ = finished
    repository = tmp_path / "repository"
    shutil.copytree(project, repository)
    (repository / "out").mkdir()
    (repository / "out" / "x").touch()
    (repository / ".venv").mkdir()
    (repository / ".venv" / "x").touch()
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], cwd=repository, check=True)
    listed = subprocess.run(
        ["git", "ls-files"], cwd=repository, capture_output=True, text=True
    ).stdout.split()
    assert not [name for name in listed if name.startswith(("out/", ".venv/"))]
    wanted = {"README.md", "reproduce.sh", "reproduce.py", "split.csv", ".gitignore"}
    assert wanted <= set(listed)
    ends = {name.rsplit("/", 1)[-1] for name in listed}
    assert {"plan.json", "inputs.json", "weights.safetensors"} <= ends
    for name in listed:
        content = (repository / name).read_bytes()
        assert str(home).encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name


def test_the_plan_renders_the_same_files(project):
    """Of the project, or of each member of an ensemble."""
    plans = sorted(project.rglob(carried.FILE))
    assert plans
    for folder in (path.parent for path in plans):
        known = carried.read(folder)
        made = render(known.spec, known.profile, known.plan, known.blend)
        assert made.digest == known.digest
        for name, text in made.files.items():
            assert (folder / name).read_text(encoding="utf-8") == text, name
        assert known.profile.fingerprint == "", "names of rows are drawn from it"


def test_the_reported_score_is_reached_again_beside_the_run(finished, tmp_path):
    home, outcome, _ = finished
    done = reproduce(home / outcome.project, out=tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"reported    {outcome.best.test:.4f}" in done.stdout
    assert "within the reported interval" in done.stdout


def test_and_with_the_labelled_folder_alone(finished, project, toy, tmp_path):
    _, outcome, _ = finished
    out = tmp_path / "out"
    done = reproduce(project, toy, out=out)
    assert done.returncode == 0, done.stdout + done.stderr
    # the same rows in the same order, whatever their files are called
    assert not (out / "view").is_symlink()
    (value,) = re.findall(r"reproduced +(\S+)", done.stdout)
    low, high = outcome.best.interval
    assert low <= float(value) <= high


def test_other_data_is_refused(project, toy, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(toy, other)
    lines = (other / "train.csv").read_text().splitlines(keepends=True)
    row = lines[7].strip().rsplit(",", 1)
    lines[7] = f"{row[0]},{'no' if row[1] == 'yes' else 'yes'}\n"
    (other / "train.csv").write_text("".join(lines))
    done = reproduce(project, other, out=tmp_path / "a")
    assert done.returncode == 5 and "other data" in done.stdout
    (other / "train.csv").write_text("".join(lines[:60]))
    done = reproduce(project, other, out=tmp_path / "b")
    assert done.returncode == 5 and "59 rows" in done.stdout
    nowhere = reproduce(project, tmp_path / "nowhere", out=tmp_path / "c")
    assert nowhere.returncode == 5 and "there is no" in nowhere.stdout


def test_a_file_of_other_content_is_other_data(finished, project, toy, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(toy, other)
    shutil.copyfile(other / "pictures" / "1.png", other / "pictures" / "0.png")
    done = reproduce(project, other, out=tmp_path / "out")
    assert done.returncode == 5 and "other data" in done.stdout


@pytest.mark.heavy
def test_a_fresh_environment_reaches_it_too(finished, tmp_path):
    """Nothing but what requirements.lock installs."""
    home, outcome, _ = finished
    folder = tmp_path / "away"
    shutil.copytree(home / outcome.project, folder)
    view = run_dir(home) / "view"
    labels = run_dir(home) / "splits" / "labels.csv"
    clean = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        [folder / "reproduce.sh", view, labels],
        env=clean,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "within the reported interval" in done.stdout
    listed = subprocess.run(
        [folder / ".venv" / "bin" / "python", "-m", "pip", "list", "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    named = {p["name"].lower().replace("-", "_") for p in json.loads(listed)}
    lock = (folder / "requirements.lock").read_text().splitlines()
    pinned = {line.split("==")[0].lower().replace("-", "_") for line in lock[1:]}
    ours = {n for n in named if not n.startswith(("nvidia", "triton", "cuda"))}
    assert ours - pinned <= {"pip"}, "the lock names everything that it installs"
    assert rundir.load(run_dir(home)).name not in (folder / "README.md").read_text()
