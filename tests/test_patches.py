"""Rows that can't be read as they are still get predictions, and it is told which."""

import csv
import json
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from plans import plan_of, task
from test_bad_input import forgeweld

from agent.project.render import render
from agent.run.trial import write_files
from agent.scoring import claims

QUIET = {"OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "passive", "PATH": "/usr/bin:/bin"}
KINDS = "table text image vector audio points"
LOST = "not readable, taken as missing"


def sound(path: Path, seconds: float) -> str:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        noise = np.random.default_rng(0).normal(0, 3000, round(8000 * seconds))
        file.writeframes(noise.astype("<i2").tobytes())
    return path.name


def array(path: Path, *shape: int) -> str:
    np.save(path, np.random.default_rng(1).normal(size=shape).astype("float32"))
    return path.name


def good(root: Path, i: int) -> dict[str, str]:
    Image.new("RGB", (24, 24), (10 * i % 256, 60, 90)).save(root / f"p{i}.png")
    return {
        "row": f"r{i}",
        "table_0": str(i % 7),
        "table_1": "xyz"[i % 3],
        "table_2": f"2024-{i % 12 + 1:02d}-03",
        "text_0": "stop now please" if i % 2 else "go on as before",
        "image_0": f"p{i}.png",
        "vector_0": array(root / f"v{i}.npy", 40),
        "audio_0": sound(root / f"s{i}.wav", 0.4),
        "points_0": array(root / f"c{i}.npy", 20, 3),
    }


def flaws(root: Path) -> dict[str, tuple[str, str]]:
    """Row id -> (column, cell that can't be used as it is)."""
    Image.new("RGB", (1, 1), (9, 9, 9)).save(root / "pixel.png")
    (root / "cut.png").write_bytes((root / "p1.png").read_bytes()[:40])
    np.save(root / "holes.npy", np.full(40, np.inf, dtype="float32"))
    np.save(root / "none.npy", np.zeros((0, 3), dtype="float32"))
    return {
        "infinite": ("table_0", "inf"),
        "unseen": ("table_1", "never before"),
        "no words": ("text_0", ""),
        "one pixel": ("image_0", "pixel.png"),
        "cut": ("image_0", "cut.png"),
        "wrong shape": ("vector_0", array(root / "long.npy", 55)),
        "holes": ("vector_0", "holes.npy"),
        "no sound": ("audio_0", sound(root / "silent.wav", 0.0)),
        "no points": ("points_0", "none.npy"),
        "flat cloud": ("points_0", array(root / "flat.npy", 9)),
        "nothing": ("table_0", ""),
    }


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    """A project over six modalities, trained; every row to predict has one flaw."""
    folder = tmp_path_factory.mktemp("patched")
    spec, profile = task(KINDS, "binary")
    write_files(render(spec, profile, plan_of(spec, profile)).files, folder / "project")
    data = folder / "data"
    data.mkdir()
    train = [good(data, i) | {"outcome": ("no", "yes")[i % 2]} for i in range(40)]
    hidden = []
    for name, (column, cell) in flaws(data).items():
        row = good(data, 40 + len(hidden)) | {"row": name, column: cell}
        hidden.append(
            row if name != "nothing" else dict.fromkeys(row, "") | {"row": name}
        )
    for name, rows in (("train.csv", train), ("predict.csv", hidden)):
        with (data / name).open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    words = ["train.py", "--data", data, "--out", folder / "out", "--epochs", "1"]
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder / "project",
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


def test_every_row_has_a_prediction(trained):
    with (trained / "out" / "predictions.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["row"] for row in rows] == list(flaws(trained / "data"))
    for row in rows:
        assert float(row["no"]) + float(row["yes"]) == pytest.approx(1, abs=1e-4)


def test_it_is_told_what_was_patched(trained):
    told = claims.patches(trained / "out")
    lost = {name: rows for (name, why), (_, rows) in told.items() if why == LOST}
    assert lost == {
        "the_image": ("cut",),
        "the_vector": ("holes",),
        "the_audio": ("no sound",),
        "the_points": ("no points", "flat cloud"),
    }
    assert told["the_vector", "infinite number"][1] == ("holes",)
    assert told["the_vector", "not 40 numbers, cut or filled up"][1] == ("wrong shape",)
    assert told["the_table", "infinite number"][1] == ("infinite",)
    assert told["the_table", "category unseen in training"][1] == ("unseen",)


def test_a_run_tells_of_it_as_an_event(tmp_path):
    rng = np.random.default_rng(0)
    lines = [["size", "colour", "ripe"]]
    for i in range(120):
        size = "inf" if i == 7 else f"{rng.normal() + i % 2:.3f}"
        lines.append([size, "red" if rng.random() < 0.5 else "green", str(i % 2)])
    (tmp_path / "fruit").mkdir()
    with (tmp_path / "fruit" / "train.csv").open("w", newline="") as file:
        csv.writer(file).writerows(lines)
    words = [
        "run",
        "Predict ripe",
        "--data",
        "fruit",
        "--minutes",
        "1",
        "--trials",
        "1",
    ]
    done = forgeweld(*words, "--name", "ripe", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    events = (tmp_path / "generated" / "ripe" / "events.jsonl").read_text().splitlines()
    patched = [e for e in map(json.loads, events) if e["type"] == "data.patched"]
    assert len(patched) == 1
    assert patched[0]["data"]["modality"] == "table" and patched[0]["data"]["rows"] == 1
    assert "infinite" in patched[0]["data"]["why"] and "table: 1 rows" in done.stderr
