"""Five promises of this project, kept on a CPU and on invented rows: `pytest`."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from data import load_rows, make_inputs, read_rows
from model import FusionModel
from predict import Predictor, load_model, predict_file
from train import predict_rows

HERE = Path(__file__).parent
COLUMNS = {
    "sound": "audio",
    "cloud": "points",
    "accel": "series",
    "gyro": "series",
    "latitude": "number",
    "longitude": "number",
    "battery": "number",
    "wheel": "word",
    "trip": "word",
}  # what an invented cell of each column looks like
TARGETS = ("surface",)  # columns that only the training rows have
ANSWERS = (
    ("grass",),
    ("gravel",),
    ("tarmac",),
)  # cells of these columns, row after row


def fake_cell(column: str, kind: str, i: int, folder: Path) -> str:
    """A cell of the right kind; a file is written for it where one is needed."""
    if kind == "audio":
        tone = 0.3 * np.sin(np.arange(8000) * (0.1 + 0.05 * (i % 8)))
        soundfile.write(folder / f"{column}{i}.wav", tone, 16000)
        return f"{column}{i}.wav"
    if kind == "points":
        values = np.random.default_rng(i).normal(size=(200, 3))
        np.save(folder / f"{column}{i}.npy", values.astype("float32"))
        return f"{column}{i}.npy"
    if kind == "series":
        values = np.random.default_rng(i).normal(size=(100, 3))
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


def train(folder: Path, out: Path, *words: str) -> None:
    """A training of the invented rows, in a process of its own."""
    command = [sys.executable, HERE / "train.py", "--data", folder, "--out", out]
    subprocess.run([*command, *words], check=True, cwd=HERE)


@pytest.fixture(scope="session")
def trained(folder, tmp_path_factory) -> Path:
    """What a training of one epoch wrote."""
    out = tmp_path_factory.mktemp("out")
    train(folder, out, "--epochs", "1")
    return out


@pytest.fixture
def sample(folder):
    """Fitted inputs, the invented rows as tensors, and a fresh model."""
    torch.manual_seed(0)
    rows = read_rows(folder / "train.csv")
    inputs = make_inputs()
    for reader in inputs.values():
        reader.fit(rows, folder)
    model = FusionModel({name: reader.shape for name, reader in inputs.items()})
    loaded = load_rows(inputs, rows, folder)
    model.head.fit(loaded.y)
    return inputs, loaded, model


def test_every_parameter_gets_a_finite_gradient(sample):
    _, rows, model = sample
    present = {name: mask.clone() for name, mask in rows.present.items()}
    for i, mask in enumerate(present.values()):
        mask[i] = False  # a gap in every modality: its stand-in has to learn, too
    loss = model.head.loss(model(rows.x, present), rows.y)
    loss.backward()
    assert torch.isfinite(loss)
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name


def test_training_lowers_the_loss(sample):
    _, rows, model = sample
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    losses = []
    for _ in range(20):
        loss = model.head.loss(model(rows.x, rows.present), rows.y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert min(losses[-3:]) < losses[0]


def test_a_row_without_anything_still_gets_a_prediction(sample, folder):
    inputs, _, model = sample
    empty = load_rows(inputs, [dict.fromkeys(COLUMNS, "")] * 2, folder)
    predictions = predict_rows(model, empty, torch.device("cpu"))
    assert torch.isfinite(predictions).all()


def test_train_predict_and_reload(trained, folder):
    assert json.loads((trained / "result.json").read_text())["epochs"] == 1
    model, inputs = load_model(trained)
    rows = read_rows(folder / "predict.csv")
    assert not set(TARGETS) & set(rows[0])
    loaded = load_rows(inputs, rows, folder)
    again = predict_rows(model, loaded, torch.device("cpu"))
    with (trained / "predictions.csv").open() as file:
        written = [[float(v) for v in line[1:]] for line in list(csv.reader(file))[1:]]
    torch.testing.assert_close(again, torch.tensor(written), rtol=1e-4, atol=1e-4)
    said = predict_table(folder, trained)
    assert [row["row"] for row in said] == ["r0", "r0", "r1", "r2", "r3"]
    assert ["cells" in row["error"] for row in said] == [0, 1, 0, 0, 0]


def test_an_interrupted_training_goes_on(trained, tmp_path, folder):
    shutil.copytree(trained, tmp_path, dirs_exist_ok=True)
    train(folder, tmp_path, "--epochs", "2", "--resume")
    before, lines = (
        (out / "metrics.jsonl").read_text().splitlines() for out in (trained, tmp_path)
    )
    assert lines[:1] == before and json.loads(lines[1])["epoch"] == 2
