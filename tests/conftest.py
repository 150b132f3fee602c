"""Fixtures that several test files share: a small task with every kind of input."""

import csv
import os
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from agent.outcome import Outcome

# The tensors of tests are tiny: threads only wait for each other, eight times as long
# where the cores are busy. Before torch is imported anywhere.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Some 5,000 patterns read 1,700 statements; Python keeps 512 and compiles the others
# anew each time, which took half of the statement suite.
vars(re)["_MAXCACHE"] = 8192

ROOT = Path(__file__).resolve().parent.parent
SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."
BOTH = f"{SAY} The model must use the sweep."
"""On busy cores pictures alone may win, and the model would know of nothing else."""


@pytest.fixture(scope="session")
def toy(tmp_path_factory) -> Path:
    """120 rows of picture, sweep, words and numbers; `alarm` needs two of them.

    The picture is red or blue, the sweep peaks near or far; alarm = red and near.
    """
    folder = tmp_path_factory.mktemp("toy")
    write_toy(folder, rows=120)
    return folder


@pytest.fixture(scope="session")
def finished(toy, tmp_path_factory):
    """One short run from its sentence to its end: its folder and what it printed."""
    from test_bad_input import forgeweld

    home = tmp_path_factory.mktemp("home")
    words = ("run", BOTH, "--data", toy, "--minutes", 2.5, "--trials", 8, "--json")
    done = forgeweld(*words, cwd=home)
    assert done.returncode == 0, done.stderr
    return home, Outcome.model_validate_json(done.stdout), done.stderr


def write_toy(folder: Path, rows: int, given: int = 20, seed: int = 0) -> None:
    """Write train.csv with `rows` labelled rows, test.csv with `given` others."""
    rng = np.random.default_rng(seed)
    (folder / "pictures").mkdir(parents=True)
    (folder / "sweeps").mkdir()
    names = ["key", "picture", "sweep", "remark", "load", "place"]
    lines = []
    for i in range(rows + given):
        red, near = rng.random() < 0.6, rng.random() < 0.6
        color = (200, 40, 40) if red else (40, 40, 200)
        noise = rng.integers(-30, 30, (24, 24, 3))
        pixels = np.clip(np.array(color) + noise, 0, 255).astype("uint8")
        Image.fromarray(pixels).save(folder / "pictures" / f"{i}.png")
        sweep = rng.normal(0, 0.1, 40).astype("float32")
        sweep[rng.integers(2, 12) if near else rng.integers(25, 38)] += 3
        np.save(folder / "sweeps" / f"{i}.npy", sweep)
        remark = rng.choice(["road was wet today", "a clear and dry evening", ""])
        cells = [f"k{i}", f"pictures/{i}.png", f"sweeps/{i}.npy", remark]
        cells += [f"{rng.normal(5, 2):.3f}", rng.choice(["north", "south"])]
        lines.append([*cells, "yes" if red and near else "no"])
    with (folder / "train.csv").open("w", newline="") as file:
        csv.writer(file).writerows([[*names, "alarm"], *lines[:rows]])
    with (folder / "test.csv").open("w", newline="") as file:
        csv.writer(file).writerows([names, *[line[:-1] for line in lines[rows:]]])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that could not run here, with the reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section(f"could not run here: {len(skipped)}")
    for report in skipped:
        place = report.longrepr
        reason = place[2] if isinstance(place, tuple) else str(place)
        terminalreporter.line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
