"""How much each modality counts in a row: by every fusion that weighs, and right."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from plans import plan_of, task
from test_project import QUIET

from agent import catalog
from agent.project.expressions import fusion_weighs
from agent.project.render import render
from agent.records import Use
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


@pytest.mark.parametrize("fusion", ["gated", "attention"])
def test_weights_sum_to_one_over_what_is_there(fusion, tmp_path):
    spec, profile = task("text table", "binary")
    plan = plan_of(spec, profile).model_copy(update={"fusion": Use(block=fusion)})
    write_files(render(spec, profile, plan).files, tmp_path)
    with (tmp_path / "new.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text_0", "table_0", "table_1", "table_2"])
        writer.writerows([f"some words {i}", i, "ab"[i % 2], ""] for i in range(8))
        writer.writerow(["", 5, "a", ""])
    words = ["--input", "new.csv", "--output", "out.csv", "--weights"]
    for command in (["-c", SETUP], ["predict.py", *words]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env=QUIET,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    with Path(tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        shares = float(row["weight_the_text"]), float(row["weight_the_table"])
        assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert float(rows[-1]["weight_the_text"]) == 0
    assert 0 < float(rows[0]["weight_the_text"]) < 1
