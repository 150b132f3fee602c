"""Means of the target by category: told by other rows, drawn to the mean of all."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import torch
from contract import cls

from agent import catalog
from agent.project.render import render
from agent.proposers import classical
from agent.proposers.features import branch
from agent.records import Budget
from agent.run import prepare
from agent.run.request import Request
from agent.run.trial import write_files

ROWS, VALUES = 4000, 400
SAY = "Predict y."


def block(sizes: tuple[int, ...] = (VALUES,), prior: float = 10.0):
    return cls(catalog.find("features", "means"))((1, *sizes), prior=prior)


def cells(seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    """A number and a code, (N, 2); and which of the rows are there: all."""
    rng = torch.Generator().manual_seed(seed)
    codes = torch.randint(VALUES, (ROWS, 1), generator=rng).float()
    number = torch.randn(ROWS, 1, generator=rng)
    return torch.cat([number, codes], 1), torch.ones(ROWS, dtype=torch.bool)


def test_a_training_row_is_not_told_its_own_target():
    """Of noise, means of all rows follow the rows' own targets; those given to the
    training rows don't, and later rows get the means of all."""
    x, present = cells()
    y = torch.randn(ROWS, generator=torch.Generator().manual_seed(1))
    means = block()
    told = means.fit_targets(x, present, y)[:, -1]
    kept = means(x, present)[:, -1]
    assert np.corrcoef(kept, y)[0, 1] > 0.2
    assert abs(np.corrcoef(told, y)[0, 1]) < 0.05


def test_what_a_value_says_is_told():
    x, present = cells()
    effect = torch.randn(VALUES, generator=torch.Generator().manual_seed(2))
    y = effect[x[:, 1].long()] + 0.5 * torch.randn(ROWS)
    told = block().fit_targets(x, present, y)[:, -1]
    assert np.corrcoef(told, y)[0, 1] > 0.6


def test_rare_values_stay_near_the_mean_of_all():
    x = torch.tensor([[0.0, 2.0], [0.0, 3.0], *[[0.0, 3.0]] * 38])
    y = torch.tensor([10.0, *[1.0] * 39])
    means = block((5,))
    means.fit_targets(x, torch.ones(40, dtype=torch.bool), y)
    rare, often, unseen = means.means[0][[2, 3, 4], 0].tolist()
    middle = y.mean().item()
    assert rare == pytest.approx((10 + 10 * middle) / 11)
    assert often == pytest.approx((39 + 10 * middle) / 49)
    assert unseen == pytest.approx(middle)


def test_classes_have_a_share_each_and_gaps_of_several_targets_count_for_nothing():
    x, present = cells()
    classes = torch.randint(3, (ROWS,), generator=torch.Generator().manual_seed(3))
    told = block().fit_targets(x, present, classes)
    assert told.shape == (ROWS, 2 + 2)  # the third class's share is known by the others
    several = torch.stack([torch.ones(ROWS), torch.full((ROWS,), torch.nan)], 1)
    told = block().fit_targets(x, present, several)
    np.testing.assert_allclose(told[:, 2], 1.0, rtol=1e-6)
    assert (told[:, 3] == 0).all()


def test_what_is_absent_or_was_never_seen_has_no_say():
    x, present = cells()
    present[7] = False
    means = block()
    told = means.fit_targets(x, present, torch.randn(ROWS))
    assert np.isnan(told[7]).all()
    odd = torch.tensor([[0.0, -3.0], [0.0, 10_000.0], [0.0, torch.nan]])
    assert np.isfinite(means(odd, torch.ones(3, dtype=torch.bool))[:, -1]).all()


def shops(folder, rows: int = 2600):
    """Sales of 300 shops as a sandbox sees them; what is true of predict.csv."""
    draw = np.random.default_rng(0)
    level, shop = draw.normal(size=300), draw.integers(0, 300, rows)
    size = draw.integers(100, 300, rows)
    y = level[shop] + (size - 200) / 60 + 0.3 * draw.normal(size=rows)
    names = [f"shop {number}" for number in shop]
    frame = pd.DataFrame({"shop": names, "size": size, "y": y})
    frame.insert(0, "row", [f"r{i}" for i in range(rows)])
    folder.mkdir()
    frame[:1600].to_csv(folder / "train.csv", index=False)
    frame[1600:].drop(columns="y").to_csv(folder / "predict.csv", index=False)
    return y[1600:]


def trained(project, data, own) -> np.ndarray:
    """What a project predicts once it is trained on `data`; its predict.py says the
    same."""
    write_files(project.files, own)
    python = [sys.executable]
    for command in (
        ["train.py", "--data", data, "--out", own / "weights"],
        ["predict.py", "--input", data / "predict.csv", "--output", own / "said.csv"],
    ):
        done = subprocess.run([*python, own / command[0], *command[1:]], cwd=own)
        assert done.returncode == 0
    found = pd.read_csv(own / "weights" / "predictions.csv").iloc[:, 1]
    again = pd.read_csv(own / "said.csv")["y"]
    np.testing.assert_allclose(found, again, rtol=1e-4, atol=1e-4)
    return found.to_numpy()


def test_trees_that_are_told_means_predict_better(tmp_path):
    """300 shops, about five rows of each: codes alone would need a cut for each."""
    true = shops(tmp_path / "data")
    folder = tmp_path / "given"
    folder.mkdir()
    given = pd.read_csv(tmp_path / "data" / "train.csv").drop(columns="row")
    given.to_csv(folder / "train.csv", index=False)
    ready = prepare.understand(Request(SAY, folder, budget=Budget()), thorough=False)
    spec, profile = ready.spec, ready.profile
    told = classical.plan(spec, profile, spec.modalities, "boosted_numbers")
    (table,) = told.branches
    assert (table.input.block, table.encoder.block) == ("cells", "means")
    codes = branch(spec.modalities[0], profile, "boosted_numbers", ("cells", "columns"))
    plain = told.model_copy(update={"branches": (codes,)})
    missed = []
    for plan in (told, plain):
        project = render(spec, profile, plan)
        found = trained(
            project, tmp_path / "data", tmp_path / plan.branches[0].encoder.block
        )
        missed.append(np.square(found - true).mean())
    assert missed[0] < 0.85 * missed[1]
