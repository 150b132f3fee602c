"""Integers that name something become categories, amounts stay numbers."""

import numpy as np
import pandas as pd
import torch
from plans import task

from agent.proposers import classical
from agent.proposers.features import LEVELS, MEANS, needless
from agent.records import Budget
from agent.run import prepare
from agent.run.request import Request
from templates.blocks.features.levels import TableLevels

SAY = "Predict y."


def shops(rows: int = 1500, seed: int = 0) -> pd.DataFrame:
    """Sales by shop, size and day: each shop has a level of its own, whatever its
    number; what grows with the size does so smoothly."""
    draw = np.random.default_rng(seed)
    level, shop = draw.normal(size=120), draw.integers(0, 120, rows)
    size = draw.integers(100, 300, rows)
    y = level[shop] + (size - 200) / 60 + 0.5 * draw.normal(size=rows)
    other = draw.integers(0, 200, rows)
    return pd.DataFrame(
        {"shop": 7000 + 13 * shop, "size": size, "other": other, "y": y}
    )


def kinds(folder, frame: pd.DataFrame) -> dict[str, str]:
    frame.to_csv(folder / "train.csv", index=False)
    ready = prepare.understand(Request(SAY, folder, budget=Budget()), thorough=False)
    told = [f.message for f in ready.profile.findings if f.kind == "names"]
    found = {c.name: c.type for c in ready.profile.columns}
    assert bool(told) == ("category" in found.values())
    return found


def test_a_shop_is_a_name_and_its_size_a_number(tmp_path):
    found = kinds(tmp_path, shops())
    assert found["shop"] == "category"
    assert found["size"] == found["other"] == "integer"


def test_classes_tell_it_too(tmp_path):
    frame = shops().drop(columns=["size"])
    frame["y"] = np.where(frame["y"] > 0, "high", "low")
    assert kinds(tmp_path, frame)["shop"] == "category"


def test_a_name_that_the_test_table_does_not_know_stays_a_number(tmp_path):
    frame = shops()
    new = frame.head(300).drop(columns="y")
    new.assign(shop=new["shop"] + 5).to_csv(tmp_path / "test.csv", index=False)
    assert kinds(tmp_path, frame)["shop"] == "integer"
    new.to_csv(tmp_path / "test.csv", index=False)
    assert kinds(tmp_path, frame)["shop"] == "category"


def test_levels_are_places_beside_scaled_numbers():
    x = torch.tensor([[1.0, 2.0], [3.0, 3.0], [torch.nan, 0.0], [9.0, 2.0]])
    present = torch.tensor([True, True, True, False])
    block = TableLevels((1, 5))
    block.fit(x, present)
    found = block(x, present).toarray() * 2**0.5
    np.testing.assert_allclose(found[:, 0], [-1, 1, 0, 0], atol=1e-6)
    np.testing.assert_allclose(found[:, 1], [0, 0, 1, 0], atol=1e-6)
    assert found[:, 2:].argmax(axis=1).tolist()[:3] == [2, 3, 0]
    assert found[3].sum() == 0


def test_a_linear_model_gets_a_place_for_each_of_many_values():
    spec, profile = task("table", "multiclass")
    for unique, features in ((50, "flat"), (300, "levels")):
        columns = tuple(
            c.model_copy(update={"unique": unique}) if c.type == "category" else c
            for c in profile.columns
        )
        seen = profile.model_copy(update={"columns": columns})
        made = classical.plan(spec, seen, spec.modalities, "logistic")
        (branch,) = made.branches
        assert branch.encoder.block == features
        trees = classical.plan(spec, seen, spec.modalities, "boosted_trees")
        (of_trees,) = trees.branches
        assert of_trees.encoder.block == ("columns" if unique == 50 else "means")
        assert features == "levels" or needless(spec, seen, "logistic", LEVELS)
        assert unique == 300 or needless(spec, seen, "boosted_trees", MEANS)
        assert needless(spec, seen, "boosted_trees", LEVELS)
        assert needless(spec, seen, "logistic", MEANS)
