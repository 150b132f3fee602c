"""One table whose last rows have no target yet: these are the ones to predict."""

import csv
import json

import numpy as np
import pandas as pd
import pytest
from test_bad_input import forgeweld
from test_profiling import spec_of

from agent.data import columns, profiling, tables, view

KNOWN, ASKED = 120, 40


def stock(known: int = KNOWN, asked: int = ASKED) -> pd.DataFrame:
    """Goods, their price, and what is known of those alone that are sold."""
    rng = np.random.default_rng(0)
    rows = known + asked
    size = rng.normal(size=rows)
    frame = pd.DataFrame({"item": [f"g{i}x" for i in range(rows)], "size": size})
    frame["part"] = ["train"] * known + ["test"] * asked
    frame["price"] = np.round(3 * size + rng.normal(scale=0.1, size=rows) + 20, 2)
    frame["days_on_shelf"] = np.round(frame["price"] / 2 + 1)
    frame.loc[known:, ["price", "days_on_shelf"]] = np.nan
    return frame.sample(frac=1.0, random_state=1).reset_index(drop=True)


@pytest.fixture
def folder(tmp_path):
    stock().to_csv(tmp_path / "goods.csv", index=False)
    return tmp_path


def test_they_are_to_be_predicted_and_may_be_learnt_from(folder, tmp_path):
    data = tables.read(folder)
    described = columns.describe(data)
    spec = spec_of(data, list(described)).model_copy(
        update={"target": ("price",), "kind": "regression"}
    )
    data, found = profiling.profile(data, spec, described)
    assert (found.rows, found.given, found.unlabelled) == (KNOWN, ASKED, ASKED)
    assert found.blank and data.given is not None and "price" not in data.given
    view.write(tmp_path / "run", data, spec, found)
    rows = view._read(tmp_path / "run/splits/rows.csv")
    asked = {int(place) for _, part, place in rows if part == "given"}
    assert asked == {*stock().index[stock()["price"].isna()]}
    with (tmp_path / "run/view/unlabelled.csv").open() as file:
        assert len(list(csv.DictReader(file))) == ASKED


def test_what_is_empty_with_the_target_is_no_input(folder):
    told = forgeweld("plan", "Predict the price", "--data", folder, cwd=folder)
    assert told.returncode == 0, told.stderr
    assert f"predict  {ASKED} rows without a target" in told.stderr
    assert "`days_on_shelf` (empty in every row without a target)" in told.stderr
    assert "`part` (tells which rows have a target)" in told.stderr


def test_a_run_answers_them_and_no_others(folder, tmp_path):
    words = ("run", "Predict the price", "--data", folder, "--json", "--no-model")
    told = forgeweld(*words, "--trials", 1, "--minutes", 1, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    run = tmp_path / "generated" / json.loads(told.stdout)["run"]
    answers = pd.read_csv(run / "predictions.csv").set_index("item")["price"]
    hidden = stock()[stock()["price"].isna()]
    assert {*answers.index} == {*hidden["item"]} and answers.notna().all()
    truth = 3 * hidden.set_index("item")["size"] + 20
    assert np.corrcoef(truth, answers[truth.index])[0, 1] > 0.8


def test_a_few_gaps_mark_no_columns(tmp_path):
    frame = stock(150, 20)
    made = columns.describe(tables.Data(tmp_path, frame, None, ""))
    assert all(not c.blank_with and not c.blank_tells for c in made)


def test_a_test_table_stays_the_only_one(folder):
    asked = stock().drop(columns=["price", "days_on_shelf"]).head(7)
    asked.to_csv(folder / "test.csv", index=False)
    (folder / "goods.csv").rename(folder / "train.csv")
    told = forgeweld("plan", "Predict the price", "--data", folder, cwd=folder)
    assert "to learn inputs from" in told.stderr and "predict  " not in told.stderr
