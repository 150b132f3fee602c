"""What the tests of exports share: a generated project opened in this process."""

import csv
import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

MODULES = ("config", "data", "model", "train", "predict", "export", "graph")
MODULES += ("infer_onnx", "stack", "test_project")
BATCHES = (1, 2, 7)


@contextmanager
def opened(project: Path) -> Iterator[SimpleNamespace]:
    """A project's modules, which stand for those of the same names as long as this
    lasts."""
    before = {name: sys.modules.pop(name) for name in MODULES if name in sys.modules}
    sys.path.insert(0, str(project))
    try:
        found = [name for name in MODULES if (project / f"{name}.py").exists()]
        yield SimpleNamespace(**{n: importlib.import_module(n) for n in found})
    finally:
        sys.path.remove(str(project))
        for name in MODULES:
            sys.modules.pop(name, None)
        sys.modules.update(before)


def invented(own: SimpleNamespace, folder: Path) -> list[dict[str, str]]:
    """Rows as the project's own test invents them, with their files in `folder`."""
    test, rows = own.test_project, []
    for i in range(16):
        cells = {c: test.fake_cell(c, k, i, folder) for c, k in test.COLUMNS.items()}
        answers = test.ANSWERS[i % len(test.ANSWERS)]
        rows.append(cells | dict(zip(test.TARGETS, answers, strict=True)))
    with (folder / "rows.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return rows


def trained(own: SimpleNamespace, folder: Path):
    """Weights of three steps in `folder/weights`, as train.py writes them; the invented
    rows as tensors."""
    torch.manual_seed(0)
    cells, inputs = invented(own, folder), own.data.make_inputs()
    for reader in inputs.values():
        reader.fit(cells, folder)
    rows = own.data.load_rows(inputs, cells, folder)
    shapes = {name: reader.shape for name, reader in inputs.items()}
    model = own.model.FusionModel(shapes)
    model.head.fit(rows.y)
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(3):
        optimiser.zero_grad()
        model.head.loss(model(rows.x, rows.present), rows.y).backward()
        optimiser.step()
    (folder / "weights").mkdir()
    save_file(model.state_dict(), folder / "weights" / "weights.safetensors")
    states = {name: reader.state() for name, reader in inputs.items()}
    (folder / "weights" / "inputs.json").write_text(json.dumps(states))
    return rows


def export(own: SimpleNamespace, folder: Path, form: str, name: str = "") -> dict:
    """`python export.py --format FORM` to a folder of that name, or another `name`; the
    config.json written."""
    before, target = sys.argv, folder / (name or form)
    places = ["--model", folder / "weights", "--output", target]
    sys.argv = ["export.py", *map(str, places), "--format", form]
    try:
        own.export.main()
    finally:
        sys.argv = before
    return json.loads((target / "config.json").read_text())


def new_rows(own: SimpleNamespace, folder: Path) -> list[dict[str, str]]:
    """The invented rows with names and without their targets, in `folder/new.csv`."""
    with (folder / "rows.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    key, targets = own.predict.KEYS[0], own.test_project.TARGETS
    kept = [{n: c for n, c in row.items() if n not in targets} for row in rows]
    named = [{key: f"n{i}", **row} for i, row in enumerate(kept)]
    with (folder / "new.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(named[0]))
        writer.writeheader()
        writer.writerows(named)
    return named


def same_answers(own: SimpleNamespace, folder: Path, monkeypatch) -> None:
    """What is in `folder/onnx` writes the columns and names that predict.py writes of
    new rows, the same labels and, but for rounding, the same numbers; with sets or
    intervals where it offers these."""
    rows, source = new_rows(own, folder), folder / "new.csv"
    monkeypatch.setattr(own.infer_onnx, "HERE", folder / "onnx")
    asked = {"wanted": own.predict.Predictor(folder / "weights").answer}
    asked["got"] = own.infer_onnx.Predictor().answer
    radii = getattr(own.predict, "RADII", {})
    more = {"coverage": min(radii)} if radii else {}
    lines = {}
    for name, whole in asked.items():
        answer = partial(whole, **more)
        own.predict.predict_file(source, folder / f"{name}.csv", answer)
        with (folder / f"{name}.csv").open(newline="") as file:
            lines[name] = list(csv.reader(file))
    wanted, got = lines["wanted"], lines["got"]
    assert wanted[0] == got[0] and wanted[0][0] == own.predict.KEYS[0]
    assert [line[0] for line in got[1:]] == [f"n{i}" for i in range(len(rows))]
    alike(wanted[1:], got[1:])


def same_by_hand(own: SimpleNamespace, folder: Path, monkeypatch) -> None:
    """The lines that README.md offers in `folder/safetensors` say what predict.py
    says."""
    rows = new_rows(own, folder)
    wanted = own.predict.Predictor(folder / "weights").answer(rows, folder)
    readme = (folder / "safetensors" / "README.md").read_text()
    program = readme.split("```")[1].removeprefix("python\n")
    monkeypatch.chdir(folder / "safetensors")
    for path in folder.iterdir():  # rows name files beside them
        if path.is_file() and not Path(path.name).exists():
            shutil.copy(path, path.name)
    found: dict = {}
    with opened(folder / "safetensors"):
        exec(program, found)  # noqa: S102 (our own lines)
    assert found["columns"] == wanted[0]
    alike(wanted[1], found["predictions"])


def alike(wanted: list[list[str]], got: list[list[str]]) -> None:
    """The same cells, numbers but for rounding."""
    for line, other in zip(wanted, got, strict=True):
        for cell, mine in zip(line, other, strict=True):
            try:
                number = float(cell)
            except ValueError:
                assert mine == cell
            else:
                assert float(mine) == pytest.approx(number, rel=1e-3, abs=1e-4)


def part(rows, count: int, absent: tuple[str, ...] = ()) -> tuple[dict, dict]:
    """The first rows, without what is `absent`: x and present."""
    x = {name: value[:count] for name, value in rows.x.items()}
    present = {name: mask[:count].clone() for name, mask in rows.present.items()}
    for name in absent:
        present[name][:] = False
    return x, present


def onnx_feeds(x: dict[str, Tensor], present: dict[str, Tensor]) -> dict:
    """The inputs of an exported graph."""
    feeds = {name: value.numpy() for name, value in x.items()}
    return feeds | {f"{name}.present": mask.numpy() for name, mask in present.items()}


def apart(session, model, x: dict, present: dict) -> float:
    """Largest difference of a session of ONNX Runtime from `model`, in parts of the
    largest prediction if that is above 1."""
    with torch.no_grad():
        wanted = model.predict(x, present).numpy()
    got = session.run(None, onnx_feeds(x, present))[0]
    assert got.shape == wanted.shape
    return float(np.abs(got - wanted).max() / max(1.0, np.abs(wanted).max()))
