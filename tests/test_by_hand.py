"""The script by hand of the benchmarks runs, and learns what is easily learnt."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

RUNNER = Path(__file__).parents[1] / "benchmarks" / "by_hand_runner.py"


@pytest.mark.parametrize("task", ["binary", "regression"])
def test_a_script_by_hand_predicts_in_the_order_of_the_rows(tmp_path, task):
    draw = np.random.default_rng(0)
    rows = 240
    known = draw.random(rows) < 0.5
    table = pd.DataFrame(
        {
            "size": known + 0.3 * draw.standard_normal(rows),
            "kind": np.where(draw.random(rows) < 0.5, "a", "b"),
            "note": [
                f"row {i} seems {'good' if k else 'bad'} to me"
                for i, k in enumerate(known)
            ],
            "photo": [f"{int(k)}.png" for k in known],
            "y": np.where(known, "yes", "no") if task == "binary" else 3.0 * known,
        }
    )
    for shade in (0, 1):
        Image.new("RGB", (16, 16), (200 * shade, 0, 0)).save(tmp_path / f"{shade}.png")
    table[:180].to_csv(tmp_path / "train.csv", index=False)
    table[180:].drop(columns="y").to_csv(tmp_path / "test.csv", index=False)
    out = tmp_path / "out.csv"
    command = [sys.executable, str(RUNNER), "--data", str(tmp_path), "--target", "y"]
    command += ["--task", task, "--time-limit", "15", "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    said = pd.read_csv(out)
    assert len(said) == 60
    if task == "binary":
        assert (said["pred"] == table["y"][180:].to_numpy()).mean() > 0.9
        assert said[["proba_no", "proba_yes"]].sum(axis=1).round(4).eq(1).all()
    else:
        assert np.abs(said["pred"] - table["y"][180:].to_numpy()).mean() < 0.7
