"""How the test table was parted from the labelled rows: told by itself or in words, it
parts these, too, and leaves no column out."""

from pathlib import Path

import pandas as pd
import pytest
from test_profiling import plain, profile, said

from agent.records import Budget
from agent.run import prepare
from agent.run.request import Request
from agent.vocabulary.parting import apart


def test_rows_to_predict_that_are_later_order_the_split(tmp_path):
    days = pd.date_range("2023-12-01", periods=260).strftime("%d/%m/%Y")
    frame = plain(260).assign(date=days)
    given = frame.iloc[200:].drop(columns="y")
    data, found = profile(tmp_path, frame.iloc[:200], given=given)
    assert found.time == "date" and found.split.method == "ordered"
    assert data.extra["part"].tolist() == sorted(data.extra["part"])
    assert "later by date" in said(found, "group", "date")[0].message


def test_rows_drawn_at_random_from_the_same_days_do_not(tmp_path):
    days = pd.date_range("2023-12-01", periods=260).strftime("%d/%m/%Y")
    drawn = plain(260).assign(date=days).sample(frac=1.0, random_state=0)
    given = drawn.iloc[200:].drop(columns="y")
    _, found = profile(tmp_path, drawn.iloc[:200], given=given)
    assert found.time is None and found.split.method == "stratified"


@pytest.mark.parametrize("name", ["day", "week_no", "year"])
def test_so_do_days_that_are_counted(tmp_path, name):
    frame = plain(260).assign(**{name: [1900 + i // 4 for i in range(260)]})
    given = frame.iloc[200:].drop(columns="y")
    _, found = profile(tmp_path, frame.iloc[:200], given=given)
    assert found.time == name and found.split.method == "ordered"


def test_larger_numbers_are_not_later(tmp_path):
    frame = plain(260).assign(size_mm=[i / 4 for i in range(260)])
    given = frame.iloc[200:].drop(columns="y")
    _, found = profile(tmp_path, frame.iloc[:200], given=given)
    assert found.time is None


def houses(rows: int, kinds: int) -> pd.DataFrame:
    """Rows of so many makers, in an order of their own."""
    makers = [f"maker {i % kinds:02d}" for i in range(rows)]
    return plain(rows).assign(maker=makers).sort_values("maker", kind="stable")


def test_whom_the_test_table_does_not_share_stays_on_one_side(tmp_path):
    frame = houses(300, 30)
    given = frame.iloc[200:].drop(columns="y")
    data, found = profile(tmp_path, frame.iloc[:200], given=given)
    assert found.group == "maker" and found.split.method == "grouped"
    where = pd.Series(data.extra["part"]).groupby(data.labelled["maker"].to_numpy())
    assert (where.nunique() == 1).all()


def test_so_do_the_rows_of_one_day_where_other_days_are_asked_for(tmp_path):
    days = [f"2024-03-{1 + i % 30:02d}" for i in range(300)]
    frame = plain(300).assign(day=days)
    asked = frame["day"].isin([f"2024-03-{day:02d}" for day in (3, 9, 14, 20, 28)])
    given = frame[asked].drop(columns="y")
    _, found = profile(tmp_path, frame[~asked], given=given)
    assert found.group == "day" and found.time is None


@pytest.mark.parametrize("share", ["drawn", "alone"])
def test_others_part_nothing(tmp_path, share):
    """Makers that both tables have; and ones of a single row each, new everywhere."""
    frame = houses(300, 30 if share == "drawn" else 280)
    drawn = frame.sample(frac=1.0, random_state=0)
    given = drawn.iloc[200:].drop(columns="y")
    _, found = profile(tmp_path, drawn.iloc[:200], given=given)
    assert found.group is None and found.split.method == "stratified"


SAYS = [
    ("The instruments in test.csv do not occur in train.csv.", "instruments"),
    ("The drum kits in the test set never appear in the training data", "drum kits"),
    ("Predict y (no two packages of one source are on both sides).", "source"),
    ("test.csv holds other patients than train.csv", "patients"),
    ("No patient is in both tables. Predict y", "patient"),
    ("测试集里的患者都不会出现在训练集中，预测 y", "患者"),
    ("预测 y;测试表里的艺术家在训练表中都没有出现过。", "艺术家"),
    ("测试集的工厂在训练集里从未出现", "工厂"),
    ("测试数据中的司机全是新的，预测 y", "司机"),
    ("训练集里没有测试集里的医院", "医院"),
    ("The singers do not overlap between train and test.", "singers"),
    ("Train and test share no patients.", "patients"),
]


@pytest.mark.parametrize(("words", "things"), SAYS, ids=[things for _, things in SAYS])
def test_words_tell_of_whom_the_parts_share_none(words, things):
    assert [found for _, found in apart(words)] == [things]


@pytest.mark.parametrize(
    "words",
    [
        "Don't use columns which are not in test.csv but in train.csv.",
        "The prices in test.csv are not in euros. Train a model.",
        "Never use the maker. test.csv has the same columns.",
    ],
)
def test_other_words_on_the_tables_do_not(words):
    assert apart(words) == []


def understood(folder: Path, words: str):
    houses(300, 30).to_csv(folder / "train.csv", index=False)
    return prepare.understand(Request(words, folder, budget=Budget()), thorough=False)


def test_such_words_part_the_rows_and_leave_no_column_out(tmp_path):
    words = "Predict y from a, b and the maker. "
    ready = understood(tmp_path, words + "The makers in test do not occur in train.")
    assert ready.profile.group == "maker"
    used = {name for one in ready.spec.modalities for name in one.columns}
    assert used == {"a", "b", "maker"}
    ready = understood(tmp_path, words + "Do not use the maker.")
    used = {name for one in ready.spec.modalities for name in one.columns}
    assert used == {"a", "b"} and ready.profile.group is None
