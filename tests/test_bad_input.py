"""Bad input gets one clear screen, a typed exit code, and loses nothing."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from conftest import write_toy

FORGEWELD = Path(sys.executable).parent / "forgeweld"
SAY = "Predict alarm from the picture and the sweep"


def forgeweld(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The real command, as a user types it, without a terminal."""
    return subprocess.run(
        [str(FORGEWELD), *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=400,
    )


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


def save(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(lines)


@pytest.fixture
def data(tmp_path) -> Path:
    write_toy(tmp_path / "toy", rows=60, given=0)
    (tmp_path / "toy" / "test.csv").unlink()
    return tmp_path / "toy"


def no_folder(data: Path) -> str:
    data.rename(data.with_name("moved"))
    return "toy"


def empty_csv(data: Path) -> str:
    (data / "train.csv").write_text("")
    return "empty"


def no_target(data: Path) -> str:
    lines = rows(data / "train.csv")
    save(data / "train.csv", [line[:-1] for line in lines])
    return "--target"


def one_class(data: Path) -> str:
    lines = rows(data / "train.csv")
    save(data / "train.csv", [lines[0], *[[*r[:-1], "no"] for r in lines[1:]]])
    return "one"


def broken_images(data: Path) -> str:
    for path in sorted((data / "pictures").iterdir())[:9]:
        path.write_bytes(path.read_bytes()[:200])
    return "--on-missing"


def not_utf8(data: Path) -> str:
    lines = (data / "train.csv").read_text().replace("north", "nörth").splitlines()
    spoilt = [
        line.encode("utf-8" if i % 3 else "latin-1") for i, line in enumerate(lines)
    ]
    (data / "train.csv").write_bytes(b"\n".join(spoilt))  # of two encodings: mangled
    return "--encoding"


def three_rows(data: Path) -> str:
    save(data / "train.csv", rows(data / "train.csv")[:4])
    return "rows"


def all_targets_missing(data: Path) -> str:
    lines = rows(data / "train.csv")
    save(data / "train.csv", [lines[0], *[[*r[:-1], ""] for r in lines[1:]]])
    return "alarm"


def path_outside(data: Path) -> str:
    lines = rows(data / "train.csv")
    lines[5][1] = "../../etc/passwd"
    save(data / "train.csv", lines)
    return "outside"


def nothing_readable(data: Path) -> str:
    lines = rows(data / "train.csv")
    save(data / "train.csv", [[r[0], r[6]] for r in lines])
    for folder in ("pictures", "sweeps"):  # files named after rows would be inputs
        shutil.rmtree(data / folder)
    return "alarm"


CASES = [
    no_folder,
    empty_csv,
    no_target,
    one_class,
    broken_images,
    not_utf8,
    three_rows,
    all_targets_missing,
    path_outside,
    nothing_readable,
]


@pytest.mark.parametrize("spoil", CASES, ids=lambda f: f.__name__)
def test_bad_data_is_one_screen_and_exit_5(data, spoil):
    word = spoil(data)
    done = forgeweld("run", SAY, "--data", data, "--minutes", 1, cwd=data.parent)
    assert done.returncode == 5, done.stderr
    assert done.stderr.count("\n") <= 14, done.stderr
    assert "✗ data:" in done.stderr and "fix" in done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(data.parent.glob("generated/*/run.json"))


def test_the_same_error_as_json(data):
    word = broken_images(data)
    done = forgeweld("run", SAY, "--data", data, "--json", cwd=data.parent)
    error = json.loads(done.stdout)["error"]
    assert set(error) == {"code", "what", "where", "why", "fix"}
    assert error["code"] == "data" and word in error["fix"]


def test_two_plausible_targets_are_listed(data):
    lines = rows(data / "train.csv")
    lines[0] = [
        "key",
        "picture",
        "sweep",
        "remark",
        "load",
        "brake_front",
        "brake_rear",
    ]
    rng = np.random.default_rng(0)
    body = [[*r[:5], str(rng.integers(2)), str(rng.integers(2))] for r in lines[1:]]
    save(data / "train.csv", [lines[0], *body])
    done = forgeweld("run", "Predict the brake", "--data", data, cwd=data.parent)
    assert done.returncode == 5
    assert "--target" in done.stderr
    assert "brake_front" in done.stderr and "brake_rear" in done.stderr


def test_some_missing_targets_only_cost_their_rows(data):
    lines = rows(data / "train.csv")
    for line in lines[1:6]:
        line[-1] = ""
    save(data / "train.csv", lines)
    done = forgeweld("plan", SAY, "--data", data, "--json", cwd=data.parent)
    assert json.loads(done.stdout)["profile"]["rows"] == 55


def test_a_column_of_lists_is_no_stumbling_block(data):
    lines = rows(data / "train.csv")
    lists = [[*r[:-1], json.dumps([i, i % 3]), r[-1]] for i, r in enumerate(lines)]
    lists[0][-2] = "pairs"
    save(data / "train.csv", lists)
    done = forgeweld("plan", SAY, "--data", data, "--json", cwd=data.parent)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("flag, value", [("--metric", "rmse"), ("--use", "nothing")])
def test_flags_that_do_not_fit(data, flag, value):
    done = forgeweld("plan", SAY, "--data", data, flag, value, cwd=data.parent)
    assert done.returncode in (2, 5)
    assert value in done.stderr.lower() and "Traceback" not in done.stderr


def test_an_output_folder_that_cannot_be_written(data):
    (data.parent / "file").write_text("")
    words = ("run", SAY, "--data", data, "--out", data.parent / "file" / "runs")
    done = forgeweld(*words, cwd=data.parent)
    assert done.returncode == 2
    assert "--out" in done.stderr and "Traceback" not in done.stderr


def test_usage(data):
    assert forgeweld("run", SAY, cwd=data).returncode == 2
    assert forgeweld("nonsense", cwd=data).returncode == 2
    assert forgeweld("status", "no-such-run", cwd=data).returncode == 2


def test_plan_writes_nothing(data):
    before = {p: p.stat().st_mtime_ns for p in data.parent.rglob("*")}
    done = forgeweld("plan", SAY, "--data", data, cwd=data.parent)
    assert done.returncode == 0, done.stderr
    assert "late fusion" in done.stdout
    assert {p: p.stat().st_mtime_ns for p in data.parent.rglob("*")} == before


def test_no_escape_codes_in_pipes(data):
    done = forgeweld("plan", SAY, "--data", data, cwd=data.parent)
    assert "\x1b" not in done.stdout + done.stderr


def test_no_home_is_needed(data):
    environment = {"PATH": os.environ["PATH"], "LANG": "C"}
    done = subprocess.run(
        [str(FORGEWELD), "plan", SAY, "--data", str(data)],
        env=environment,
        cwd=data.parent,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_demo_leaves_no_flag_of_a_run_out():
    import click

    from agent.interfaces import demo, options

    task = click.command()(options.task(lambda **flags: None))
    given = {"statement", "data", "minutes", "seed", "json_"}
    assert {p.name for p in task.params} <= set(demo.DEFAULTS) | given
