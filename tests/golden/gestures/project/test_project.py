"""Five promises of this project, kept on a CPU and on invented rows: `pytest`."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from data import load_rows, read_rows
from predict import Predictor, load_model, predict_file
from train import predict_rows

HERE = Path(__file__).parent
COLUMNS = {
    "image_0": "image",
    "series_0": "series",
}  # what an invented cell of each column looks like
TARGETS = ("outcome",)  # columns that only the training rows have
ANSWERS = (("a",), ("b",), ("c d",))  # cells of these columns, row after row


def fake_cell(column: str, kind: str, i: int, folder: Path) -> str:
    """A cell of the right kind; a file is written for it where one is needed."""
    if kind == "image":
        color = (40 * i % 256, 90, 255 - 30 * i % 256)
        Image.new("RGB", (32, 32), color).save(folder / f"{column}{i}.png")
        return f"{column}{i}.png"
    if kind == "series":
        values = np.random.default_rng(i).normal(size=(50, 3))
        np.save(folder / f"{column}{i}.npy", values.astype("float32"))
        return f"{column}{i}.npy"
    if kind == "date":
        return f"2024-{i % 12 + 1:02d}-15 08:30:00"
    return ("red", "blue")[i % 2] if kind == "word" else str(i % 5 + 0.5)


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """A data folder with a few invented rows in the format of the real ones."""
    folder = tmp_path_factory.mktemp("sample")
    for name, count in (("train.csv", 16), ("predict.csv", 4)):
        with (folder / name).open("w", newline="") as file:
            writer = csv.writer(file)
            targets = TARGETS if name == "train.csv" else ()
            writer.writerow(["row", *COLUMNS, *targets])
            for i in range(count):
                cells = [fake_cell(c, k, i, folder) for c, k in COLUMNS.items()]
                answers = ANSWERS[i % len(ANSWERS)] if targets else ()
                writer.writerow([f"r{i}", *cells, *answers])
    return folder


def predict_table(folder: Path, out: Path) -> list[dict[str, str]]:
    """What predict.py answers to the invented rows, with one among them too long."""
    first, *lines = (folder / "predict.csv").read_text().splitlines()
    table = [first, lines[0], lines[0] + ",more", *lines[1:]]
    (folder / "new.csv").write_text("\n".join(table) + "\n")
    predict_file(folder / "new.csv", out / "answers.csv", Predictor(out).answer)
    with (out / "answers.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def train(folder: Path, out: Path, *words: str) -> list[list[float]]:
    """The predictions that a training writes."""
    command = [sys.executable, HERE / "train.py", "--data", folder, "--out", out]
    subprocess.run([*command, *words], check=True, cwd=HERE)
    with (out / "predictions.csv").open() as file:
        return [[float(v) for v in line[1:]] for line in list(csv.reader(file))[1:]]


@pytest.fixture(scope="session")
def trained(folder, tmp_path_factory) -> tuple[Path, list[list[float]]]:
    """What a training wrote, and its predictions."""
    out = tmp_path_factory.mktemp("out")
    return out, train(folder, out)


def test_a_reloaded_model_predicts_the_same(trained, folder):
    out, written = trained
    model, inputs = load_model(out)
    rows = read_rows(folder / "predict.csv")
    assert not set(TARGETS) & set(rows[0])
    again = predict_rows(model, load_rows(inputs, rows, folder))
    torch.testing.assert_close(again, torch.tensor(written), rtol=1e-4, atol=1e-4)
    said = predict_table(folder, out)
    assert [row["row"] for row in said] == ["r0", "r0", "r1", "r2", "r3"]
    assert ["cells" in row["error"] for row in said] == [0, 1, 0, 0, 0]


def test_a_row_is_predicted_the_same_alone(trained, folder):
    model, inputs = load_model(trained[0])
    rows = read_rows(folder / "train.csv")
    together = predict_rows(model, load_rows(inputs, rows, folder))
    alone = predict_rows(model, load_rows(inputs, rows[3:4], folder))
    torch.testing.assert_close(alone[0], together[3], rtol=1e-4, atol=1e-4)


def test_a_row_without_anything_still_gets_a_prediction(trained, folder):
    model, inputs = load_model(trained[0])
    empty = load_rows(inputs, [dict.fromkeys(COLUMNS, "")] * 2, folder)
    assert predict_rows(model, empty).isfinite().all()


def test_a_value_that_training_never_saw_does_not_stop_it(trained, folder):
    model, inputs = load_model(trained[0])
    strange = load_rows(inputs, [dict.fromkeys(COLUMNS, "never seen")], folder)
    assert predict_rows(model, strange).isfinite().all()


def test_the_same_seed_gives_the_same_predictions_in_little_time(
    trained, folder, tmp_path
):
    assert train(folder, tmp_path, "--seconds", "60") == trained[1]
    said = json.loads((tmp_path / "result.json").read_text())
    assert said["seconds"] < 60 and said["claimed"]
