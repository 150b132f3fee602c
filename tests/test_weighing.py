"""How much each modality counts in a row: by every fusion that weighs, and right."""

import csv
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from plans import plan_of, task
from test_project import QUIET

from agent import catalog
from agent.project.card import Figures
from agent.project.ensemble import Part, folder_of, render_ensemble
from agent.project.expressions import fusion_weighs
from agent.project.render import render
from agent.records import Blend, Plan, Profile, TaskSpec, Use
from agent.run.trial import write_files

SETUP = """
import csv, json
from pathlib import Path
from safetensors.torch import save_file
from data import make_inputs, read_rows
from model import FusionModel
rows, inputs = read_rows(Path("new.csv")), make_inputs()
for reader in inputs.values():
    reader.fit(rows, Path())
model = FusionModel({name: reader.shape for name, reader in inputs.items()})
Path("weights").mkdir()
save_file(model.state_dict(), "weights/weights.safetensors")
states = {name: reader.state() for name, reader in inputs.items()}
Path("weights/inputs.json").write_text(json.dumps(states))
"""


def weighing() -> list[str]:
    spec, profile = task("text table", "binary")
    plan = plan_of(spec, profile)
    names = [block.name for block in catalog.blocks("fusion")]
    plans = {n: plan.model_copy(update={"fusion": Use(block=n)}) for n in names}
    return [name for name, one in plans.items() if fusion_weighs(spec, one)]


def test_those_that_weigh_are_found():
    assert set(weighing()) == {
        "attention", "average", "confidence", "gated", "perceiver",
        "product_of_experts", "weighted_sum",
    }  # fmt: skip


def call(folder: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=QUIET, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def write_rows(folder: Path) -> None:
    """Rows of a text and a table; the last has no text."""
    with (folder / "new.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text_0", "table_0", "table_1", "table_2"])
        writer.writerows([f"some words {i}", i, "ab"[i % 2], ""] for i in range(8))
        writer.writerow(["", 5, "a", ""])


def predicted(folder: Path) -> list[dict[str, str]]:
    words = ("--input", "new.csv", "--output", "out.csv", "--weights")
    call(folder, "predict.py", *words)
    with (folder / "out.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def with_fusion(name: str) -> tuple[TaskSpec, Profile, Plan]:
    spec, profile = task("text table", "binary")
    plan = plan_of(spec, profile)
    changes = {"fusion": Use(block=name), "name": name}
    return spec, profile, plan.model_copy(update=changes)


@pytest.mark.parametrize("fusion", ["gated", "attention"])
def test_weights_sum_to_one_over_what_is_there(fusion, tmp_path):
    write_files(render(*with_fusion(fusion)).files, tmp_path)
    write_rows(tmp_path)
    call(tmp_path, "-c", SETUP)
    rows = predicted(tmp_path)
    for row in rows:
        shares = float(row["weight_the_text"]), float(row["weight_the_table"])
        assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert float(rows[-1]["weight_the_text"]) == 0
    assert 0 < float(rows[0]["weight_the_text"]) < 1


def test_an_ensemble_tells_of_the_members_that_weigh(tmp_path):
    spec, profile, _ = with_fusion("gated")
    parts = []
    for i, name in enumerate(("gated", "concat", "confidence"), 1):
        _, _, plan = with_fusion(name)
        folder = tmp_path / "members" / folder_of(i, plan)
        write_files(render(spec, profile, plan).files, folder)
        write_rows(folder)
        call(folder, "-c", SETUP)
        parts.append(Part(folder.name, plan, 1 / 3, "10", "all", ("numpy==1",)))
    names = ("sentence", "rows", "metric", "learnt", "covered", "chosen")
    told = SimpleNamespace(**dict.fromkeys(names, "x"), table=[], trials=[])
    told.figures = Figures("accuracy", 0.9, (0.8, 1.0), {})
    blend = Blend(weights=(1 / 3,) * 3)
    write_files(render_ensemble(spec, profile, parts, blend, told), tmp_path)
    write_rows(tmp_path)
    rows = predicted(tmp_path)
    weights = [name for name in rows[0] if name.startswith("weight_")]
    assert weights == [
        f"weight_{member}/the_{modality}"
        for member in ("1-gated", "3-confidence")
        for modality in ("text", "table")
    ]
    alone = [predicted(tmp_path / "members" / name) for name in ("1-gated",)]
    for row, other in zip(rows, *alone, strict=True):
        assert row["weight_1-gated/the_text"] == other["weight_the_text"]
