"""A retrieval that the data tell: a table of what may be chosen, beside the queries."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from agent.errors import ForgeweldError
from agent.records import TaskSpec
from agent.run import prepare
from agent.run.request import Request

ROWS, ASKED = 60, 8


def picture(place: Path, name: str, rng) -> str:
    place.mkdir(exist_ok=True)
    Image.fromarray(rng.integers(0, 255, (12, 12), np.uint8)).save(place / name)
    return f"{place.name}/{name}"


def soles(folder: Path, *, label: bool = False) -> Path:
    """Prints of shoes and the soles that left them; the test table has prints alone."""
    rng = np.random.default_rng(0)
    made = {
        "print": [picture(folder / "prints", f"p{i}.png", rng) for i in range(ROWS)],
        "weight": rng.normal(70, 9, ROWS).round(1),
        "sole": [picture(folder / "soles", f"s{i}.png", rng) for i in range(ROWS)],
        "brand": rng.choice(["ax", "bo", "cy"], ROWS),
    }
    train = pd.DataFrame(made)
    test, known = train[-ASKED:], train[:-ASKED]
    kept = ["print", "weight"] if label else ["print", "weight", "brand"]
    known.to_csv(folder / "train.csv", index=False)
    test[kept].to_csv(folder / "test.csv", index=False)
    test[["sole"]].sample(frac=1, random_state=0).to_csv(
        folder / "catalogue.csv", index=False
    )
    return folder


def spec(words: str, folder: Path, **flags) -> TaskSpec:
    overrides = prepare.Overrides(**flags)
    request = Request(words, folder, overrides=overrides)
    return prepare.understand(request, thorough=False).spec


@pytest.mark.parametrize(
    "words",
    [
        "Which sole left the print? Top 5 counts.",
        "Pick the right one of catalogue.csv for every row of test.csv.",
        "Match each impression to what is in the catalogue.",
        "每个鞋印请从 catalogue.csv 里找出同一只鞋，排进前 5 就算对。",
        "给每一行从候选里挑出对应的那张。",
    ],
)
def test_a_table_of_candidates_says_what_is_to_be_found(tmp_path, words):
    found = spec(words, soles(tmp_path))
    assert found.kind == "retrieval" and found.target == ("sole",)
    used = {name for modality in found.modalities for name in modality.columns}
    assert {"print", "sole", "weight", "brand"} == used
    assert any("among those of catalogue.csv" in note for note in found.notes)
    five = "5" in words
    assert found.metric.name == ("recall_at_5" if five else "recall_at_10")


def test_answers_of_words_are_found_as_well(tmp_path):
    items = [f"rinse part {i} in {i * 7 % 13} litres of solvent" for i in range(ROWS)]
    asked = [f"how do I clean part {i} of the pump?" for i in range(ROWS)]
    train = pd.DataFrame({"ticket": asked, "urgency": 1.5, "reply": items})
    train["urgency"] = np.arange(ROWS) / 7
    train[:-ASKED].to_csv(tmp_path / "train.csv", index=False)
    train[-ASKED:][["ticket", "urgency"]].to_csv(tmp_path / "test.csv", index=False)
    beside = pd.DataFrame({"number": range(ASKED), "reply": items[-ASKED:]})
    beside.to_csv(tmp_path / "replies.csv", index=False)
    found = spec(
        "Select what the service desk should send, from replies.csv.", tmp_path
    )
    assert found.kind == "retrieval" and found.target == ("reply",)


def test_what_else_is_asked_for_is_predicted(tmp_path):
    folder = soles(tmp_path)
    found = spec("Predict the `brand` from the print. Find the best model.", folder)
    assert found.kind == "multiclass" and found.target == ("brand",)
    found = spec("Match them.", folder, target="brand")
    assert found.target == ("brand",)


def test_a_test_table_that_lacks_a_label_too_asks_for_that(tmp_path):
    found = spec("Recognise which brand it is.", soles(tmp_path, label=True))
    assert found.target == ("brand",) and found.kind == "multiclass"


def test_a_table_of_classes_is_no_table_of_candidates(tmp_path):
    rng = np.random.default_rng(0)
    names = ("oak", "elm", "fir")
    train = pd.DataFrame({"width": rng.normal(size=ROWS), "notes": "x"})
    train["notes"] = [f"leaf {i} with {i % 9} teeth" for i in range(ROWS)]
    train["tree"] = rng.choice(names, ROWS)
    train.to_csv(tmp_path / "train.csv", index=False)
    train[["width", "notes"]][:ASKED].to_csv(tmp_path / "test.csv", index=False)
    pd.DataFrame({"tree": names}).to_csv(tmp_path / "trees.csv", index=False)
    found = spec("Identify which tree of trees.csv it is.", tmp_path)
    assert found.kind == "multiclass" and found.target == ("tree",)


def test_without_a_word_of_it_nothing_is_guessed(tmp_path):
    folder = soles(tmp_path)
    with pytest.raises(ForgeweldError):
        spec("Please do what is to be done.", folder)
