"""Generated projects stand alone: they pass their own tests and need nothing else."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plans import plan_of, task
from sometimes import cases

from agent.project.render import render
from agent.records import Use
from agent.run.trial import write_files

CASES = {
    "reference": ("image vector", "binary", "reference"),
    "everything": ("table text image vector series", "multiclass", "late fusion"),
    "seen and heard": ("audio video", "multiclass", "late fusion"),
    "in space": ("points range position track", "multiclass", "late fusion"),
    "one table": ("table", "regression", "late fusion"),
}
QUIET = {"OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "passive", "PATH": "/usr/bin:/bin"}


@pytest.mark.parametrize("case", cases(CASES, ("everything",)))
def test_a_project_passes_its_own_tests(case, tmp_path):
    kinds, kind, name = case
    spec, profile = task(kinds, kind)
    write_files(render(spec, profile, plan_of(spec, profile, name)).files, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "5 passed" in done.stdout


def test_a_project_with_tokens_passes_its_own_tests(tmp_path):
    """Some encoders give sequences, one a vector."""
    spec, profile = task("image vector series table", "binary")
    plan = plan_of(spec, profile)
    branches = []
    for branch, tokens in zip(plan.branches, (4, 3, 2, 0), strict=True):
        args = branch.encoder.args | ({"tokens": tokens} if tokens else {})
        encoder = branch.encoder.model_copy(update={"args": args})
        branches.append(branch.model_copy(update={"encoder": encoder}))
    update = {"branches": tuple(branches), "fusion": Use(block="bottleneck")}
    plan = plan.model_copy(update=update)
    write_files(render(spec, profile, plan).files, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_grouped_split_keeps_groups_together(tmp_path):
    spec, profile = task("table", "multiclass", group="person")
    write_files(render(spec, profile, plan_of(spec, profile)).files, tmp_path)
    code = (
        "from data import split_validation\n"
        "rows = [{'person': f'p{i % 9}', 'outcome': 'ab'[i % 2]} for i in range(90)]\n"
        "fit, valid = split_validation(rows, 0.2, 0)\n"
        "people = lambda part: {rows[i]['person'] for i in part.tolist()}\n"
        "assert people(fit) and people(valid)\n"
        "assert not people(fit) & people(valid)\n"
        "assert len(fit) + len(valid) == 90\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=QUIET, check=True)


WRITTEN = {
    "plain.csv": "{a},{b}\n1234.5,x y\n-2,3.5\n1500,\n",
    "commas.csv": "{a};{b}\n1.234,5;x y\n-2;3.5\n1.500;\n",
    "spaces.tsv": "{a}\t{b}\n1 234,5\tx y\n-2\t3.5\n1 500\t\n",
    "tabs.tsv": "{a}\t{b}\n1234.5\tx y\n-2\t3.5\n1500\t\n",
}
"""The same table, as spreadsheets of different countries save it."""
READ = """
import json, pathlib, sys, predict
def answer(rows, root):
    print(json.dumps(rows))
    return ["said"], [["", ""] for _ in rows]
predict.predict_file(pathlib.Path(sys.argv[1]), pathlib.Path("said.csv"), answer)
"""


def test_tables_are_read_as_spreadsheets_of_any_country_save_them(tmp_path):
    spec, profile = task("table text", "regression")
    types = {column.name: column.type for column in profile.columns}
    used = [c for m in spec.modalities for c in m.columns]
    a = next(c for c in used if types[c] == "number")
    b = next(c for c in used if types[c] == "text")
    plan = plan_of(spec, profile, "late fusion")
    write_files(render(spec, profile, plan).files, tmp_path)
    seen = {}
    for name, text in WRITTEN.items():
        (tmp_path / name).write_text(text.format(a=a, b=b))
        command = [sys.executable, "-c", READ, name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        (told,) = [line for line in done.stdout.splitlines() if line.startswith("[")]
        seen[name] = [(row[a], row[b]) for row in json.loads(told)]
    assert seen["plain.csv"] == [("1234.5", "x y"), ("-2", "3.5"), ("1500", "")]
    assert all(rows == seen["plain.csv"] for rows in seen.values()), seen


@pytest.fixture(scope="module")
def toy_project(tmp_path_factory):
    """A project and a folder of data that it can be trained on."""
    folder = tmp_path_factory.mktemp("standalone")
    spec, profile = task("table text", "binary")
    write_files(render(spec, profile, plan_of(spec, profile)).files, folder / "project")
    names = ["row", "table_0", "table_1", "table_2", "text_0"]
    lines = []
    for i in range(120):
        day = f"2024-{i % 12 + 1:02d}-{i % 28 + 1:02d}"
        words = "stop now please" if i % 2 else "go on as before"
        lines.append([f"r{i}", i % 7, "xyz"[i % 3], day, words])
    (folder / "data").mkdir()
    with (folder / "data" / "train.csv").open("w", newline="") as file:
        labelled = [[*line, ("no", "yes")[i % 2]] for i, line in enumerate(lines)]
        csv.writer(file).writerows([[*names, "outcome"], *labelled[:100]])
    with (folder / "data" / "predict.csv").open("w", newline="") as file:
        csv.writer(file).writerows([names, *lines[100:]])
    return folder


def train(folder: Path, out: Path, *flags: object, python: str = sys.executable):
    """`python train.py` as its README says."""
    words = ["train.py", "--data", folder / "data", "--out", out, *flags]
    return subprocess.run(
        [python, *map(str, words)],
        cwd=folder / "project",
        env=QUIET,
        capture_output=True,
        text=True,
    )


def test_interrupted_and_resumed_is_the_same_as_uninterrupted(toy_project, tmp_path):
    flags = ("--epochs", 6, "--patience", 99)
    assert train(toy_project, tmp_path / "whole", *flags).returncode == 0
    # A kill after the third epoch is the same as a checkpoint of the third epoch.
    cut = train_until_epoch(toy_project, tmp_path / "cut", 3, *flags)
    assert cut == 3
    assert train(toy_project, tmp_path / "cut", *flags, "--resume").returncode == 0
    for name in ("metrics.jsonl", "predictions.csv"):
        whole, cut_ = (tmp_path / p / name for p in ("whole", "cut"))
        assert without_time(whole) == without_time(cut_), name


def test_more_seconds_go_on_where_fewer_ended(toy_project, tmp_path):
    """As a trial goes on from another one's checkpoint: history and time are kept, and
    patience starts anew, as the learning rate rises again. Nothing is learnt here, so
    the first epoch stays the best."""
    few = ("--lr", 0, "--weight-decay", 0, "--epochs", 6, "--seconds", 600)
    assert train(toy_project, tmp_path / "few", *few, "--patience", 9).returncode == 0
    before = read_lines(tmp_path / "few" / "metrics.jsonl")
    for seconds, epochs in ((600, 7), (1200, 10)):
        out = tmp_path / str(seconds)
        (out / "checkpoint").mkdir(parents=True)
        shutil.copy(tmp_path / "few" / "checkpoint" / "state.pt", out / "checkpoint")
        more = ("--lr", 0, "--weight-decay", 0, "--epochs", 20, "--patience", 4)
        done = train(toy_project, out, *more, "--seconds", seconds, "--resume")
        assert done.returncode == 0
        after = read_lines(out / "metrics.jsonl")
        assert after[:6] == before and len(after) == epochs
        assert after[6]["seconds"] > before[-1]["seconds"]
        told = json.loads((out / "result.json").read_text())
        assert told["stopped"] == "patience" and told["best_epoch"] == 1


def read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def train_until_epoch(folder: Path, out: Path, epoch: int, *flags: object) -> int:
    """Start a training and kill it, -9, when it has told of `epoch`."""
    words = ["train.py", "--data", folder / "data", "--out", out, *flags]
    process = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, *map(str, words)],
        cwd=folder / "project",
        env=QUIET,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    for line in process.stdout:
        if line.startswith(f"epoch {epoch} "):
            process.kill()
            process.wait()
            return len((out / "metrics.jsonl").read_text().splitlines())
    raise AssertionError("it ended before it could be killed")


SLOWLY = """\
import builtins, runpy, sys, time

said = builtins.print


def slow(*words, **how):  # a second between epochs, so that the kill comes in time
    said(*words, **how)
    time.sleep(1)


builtins.print = slow
sys.argv.pop(0)
sys.path.insert(0, ".")
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def without_time(path: Path) -> list:
    if path.suffix == ".csv":
        return path.read_text().splitlines()
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    return [{k: round(v, 6) for k, v in r.items() if k != "seconds"} for r in rows]


def test_it_stops_in_time_with_predictions(toy_project, tmp_path):
    flags = ("--epochs", 100_000, "--patience", 100_000, "--seconds", 4)
    done = train(toy_project, tmp_path, *flags)
    assert done.returncode == 0
    result = json.loads((tmp_path / "result.json").read_text())
    assert result["stopped"] == "time" and result["seconds"] < 20
    assert len((tmp_path / "predictions.csv").read_text().splitlines()) == 21


@pytest.mark.parametrize(
    "flags, code, word",
    [
        (("--lr", "1e30", "--epochs", 3), 3, "diverged"),
        (("--data", "/nowhere"), 5, "bad"),
    ],
    ids=["diverged", "bad data"],
)
def test_failures_have_their_exit_codes(toy_project, tmp_path, flags, code, word):
    done = train(toy_project, tmp_path, *flags)
    assert done.returncode == code, done.stdout + done.stderr
    assert word in done.stdout


@pytest.mark.heavy  # make test-projects: it installs torch once more
def test_alone_in_an_environment_of_its_own(toy_project, tmp_path):
    """Only `requirements.lock` is installed; train, predict, export and test work."""
    project = tmp_path / "project"
    shutil.copytree(toy_project / "project", project)
    shutil.copytree(toy_project / "data", tmp_path / "data")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, "--upgrade", "pip"], check=True)
    subprocess.run([*install, "-r", project / "requirements.lock"], check=True)
    out = tmp_path / "out"
    done = train(tmp_path, out, "--epochs", 2, python=python)
    assert done.returncode == 0, done.stderr
    words = ["predict.py", "--model", out, "--input", tmp_path / "data" / "predict.csv"]
    export = ["export.py", "--model", out]
    steps = [
        [*words, "--output", tmp_path / "again.csv"],
        [*export, "--output", tmp_path / "exported"],
        [*export, "--output", tmp_path / "traced", "--format", "torch"],
        ["-m", "pytest", "-q"],
    ]
    for step in steps:
        done = subprocess.run(
            [python, *map(str, step)], cwd=project, env=QUIET, capture_output=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    again, first = (
        list(csv.reader(path.open()))
        for path in (tmp_path / "again.csv", out / "predictions.csv")
    )
    assert [line[0] for line in again] == [line[0] for line in first]
    answers = [line[2:-1] for line in again[1:]]  # its answer, then `error`
    assert answers == [line[1:] for line in first[1:]]
    listed = subprocess.run(
        [python, "-c", "import agent"], cwd=project, capture_output=True
    )
    assert listed.returncode != 0, "the environment has Forgeweld in it"
