"""A retrieval whose test table holds queries alone: what is there to choose from."""

from pathlib import Path

import numpy as np
import pandas as pd

from agent.data import choices, view
from agent.records import Budget, TaskSpec
from agent.run import prepare
from agent.run.delivery import delivered
from agent.run.request import Request

NAMES = ("ant", "bee", "cat", "dog", "elk", "fox")
WORDS = "Find the answer for each question. Recall@10."


def folder(tmp_path: Path, beside: pd.DataFrame | None) -> prepare.Prepared:
    rng = np.random.default_rng(0)
    kinds = rng.permutation(np.repeat(NAMES, 20))
    train = pd.DataFrame(
        {
            "question": [
                f"what is said of the {k} number {i}?" for i, k in enumerate(kinds)
            ],
            "answer": [f"the {k} is told of in book {i}" for i, k in enumerate(kinds)],
        }
    )
    train.to_csv(tmp_path / "train.csv", index=False)
    asked = pd.DataFrame({"question": [f"what is said of a new {k}?" for k in NAMES]})
    asked.to_csv(tmp_path / "test.csv", index=False)
    if beside is not None:
        beside.to_csv(tmp_path / "answers_to_choose.csv", index=False)
    return prepare.understand(Request(WORDS, tmp_path, budget=Budget()), thorough=False)


def test_those_of_a_table_beside_it_come_before_the_queries(tmp_path):
    some = pd.DataFrame({"answer": [f"a new {k} is told of" for k in NAMES[:4]]})
    made = folder(tmp_path, some.assign(page=range(4)))
    assert made.spec.kind == "retrieval" and made.spec.target == ("answer",)
    assert "answers_to_choose.csv (4 rows to choose from)" in made.data.source
    assert made.data.given is not None and made.profile.given == 10
    assert made.data.given["answer"].tolist()[:4] == some["answer"].tolist()
    assert made.data.given["question"].isna().tolist() == [True] * 4 + [False] * 6
    view.write(tmp_path / "run", made.data, made.spec, made.profile)
    cells = [own for _, own in view.given_rows(tmp_path / "run")]
    assert [row["answer"] != "" for row in cells] == [True] * 4 + [False] * 6


def test_without_one_all_that_training_knows_is_chosen_from(tmp_path):
    made = folder(tmp_path, None)
    assert "`answer` of the labelled rows" in made.data.source
    assert made.profile.given == 120 + 6
    other = pd.DataFrame({"answer": ["an answer"], "question": ["and its question"]})
    both = folder(tmp_path, other)  # pairs are no list of answers
    assert both.profile.given == 120 + 6


def test_a_test_table_with_candidates_is_left_as_it_is(tmp_path):
    made = folder(tmp_path, None)
    data, _ = choices.added(made.data, made.spec, made.profile)
    assert data is made.data


def test_only_rows_that_ask_are_answered_and_only_candidates_are_found(tmp_path):
    some = pd.DataFrame({"answer": ["the first", "the second", "the third"]})
    spec: TaskSpec = folder(tmp_path, some).spec
    cells = [{"question": "", "answer": cell} for cell in some["answer"]]
    cells += [{"question": f"q{i}", "answer": ""} for i in range(2)]
    vectors = np.eye(4)[[0, 1, 2, 3, 3]]
    asked = np.eye(4)[[3, 3, 3, 1, 0]] + 0.1 * np.eye(4)[[0, 0, 0, 2, 1]]
    values = np.concatenate([asked, vectors], axis=1)
    told = delivered(spec, (), values, values, cells)
    rows = choices.answered(
        spec, [{**c, **t} for c, t in zip(cells, told, strict=True)]
    )
    assert [row["question"] for row in rows] == ["q0", "q1"]
    assert "answer" not in rows[0]
    assert [row["match_rows"] for row in rows] == ["2 3 1", "1 2 3"]
    assert rows[0]["match_1"] == "the second" and rows[0]["match_4"] == ""
