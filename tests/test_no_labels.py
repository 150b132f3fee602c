"""Rows that have none of the labels: an empty cell that says something."""

import csv
import json
import re

import numpy as np
import pandas as pd
import pytest
from test_bad_input import forgeweld

TOLD = (
    "Predict `tags`, joined by ;, possibly none.",
    "Predict the tags of each row, zero or more of them, separated by semicolons.",
    "Tag each row (tags; may have no labels at all, several are joined by semicolons).",
    "Predict tags (semicolons between them; empty cells mean that nothing applies).",
    "预测每行的tags，用分号隔开，可能没有。",
    "预测tags（分号分隔，空白表示没有任何标签）。",
)
UNTOLD = (
    "Predict the tags, joined by semicolons.",
    "Predict the tags (several, none is rare), joined by semicolons.",
    "预测tags，用分号分隔。",
)
ROWS, ASKED = 300, 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Labels that two numbers decide; two rows of five have none."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(ROWS + ASKED, 2))
    table = pd.DataFrame(x.round(3), columns=["a", "b"])
    noisy = x + 0.1 * rng.normal(size=x.shape)
    table["tags"] = [
        ";".join(
            name for name, yes in zip(["red", "round"], row > 0.3, strict=True) if yes
        )
        for row in noisy
    ]
    table[:ROWS].to_csv(tmp_path_factory.mktemp("tags") / "train.csv", index=False)
    home = tmp_path_factory.getbasetemp() / "tags0"
    table[ROWS:].drop(columns="tags").to_csv(home / "test.csv", index=False)
    return home


@pytest.mark.parametrize("words", TOLD)
def test_the_words_say_that_there_may_be_none(words, folder):
    told = forgeweld("plan", words, "--data", folder, cwd=folder)
    assert told.returncode == 0, told.stderr
    assert f"{ROWS} labelled rows" in told.stderr
    assert "an empty cell of `tags` is a row without any" in told.stderr


@pytest.mark.parametrize("words", UNTOLD)
def test_without_a_word_they_are_rows_without_a_target(words, folder):
    told = forgeweld("plan", words, "--data", folder, cwd=folder)
    assert told.returncode == 0, told.stderr
    count = re.search(r"(\d+) more rows|(\d+) rows without a target", told.stderr)
    assert count and f"{ROWS} labelled" not in told.stderr, told.stderr


def test_they_are_learnt_from_and_predicted(folder, tmp_path):
    words = "run", TOLD[0], "--data", folder, "--trials", "3", "--minutes", "3"
    ran = forgeweld(*words, "--name", "tags", "--json", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    run_dir = tmp_path / "generated" / "tags"
    with (run_dir / "predictions.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    empty = sum(not row["tags"] for row in rows)
    assert (
        len(rows) == ASKED and 8 <= empty <= 30
    ), "some, not nearly all: two of five have none"
    assert json.loads((run_dir / "run.json").read_text())["spec"]["none"] is True
    for data in (run_dir / "project").rglob("data.py"):
        assert "return row.get(TARGET) is not None" in data.read_text()
