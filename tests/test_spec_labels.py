"""Multilabel tasks: several labels in a cell, or several columns of yes and no."""

import pytest
from statements import HOUSE, MAIL, SKY, parted, read

from agent.errors import DataError

TAGS = ["a", "b", "c", "a;b", "b;c", "a;c", "a;b;c", "b"] * 20

CELLS = [
    ("Predict all tags of an icon.", "tags", TAGS, ";"),
    ("预测图标的所有标签，标签之间用分号隔开", "tags", TAGS, ";"),
    (
        "Predict the genres of each film; a film has one or more genres.",
        "genres",
        [c.replace(";", "|") for c in TAGS],
        "|",
    ),
    (
        "多标签分类：预测`标签`",
        "标签",
        [c.replace(";", "；") for c in TAGS],
        "；",
    ),
    (
        "Predict `topics`, several topics a row, separated by commas.",
        "topics",
        [c.replace(";", ", ") for c in TAGS],
        ",",
    ),
    (
        "Predict `topics` (a multi-label task).",
        "topics",
        [c.replace(";", ", ") for c in TAGS],
        ",",
    ),
    (
        "预测每张图的所有类别，类别之间用顿号分开",
        "类别",
        [c.replace(";", "、") for c in TAGS],
        "、",
    ),
    (
        "Predict the labels.",
        "labels",
        ['["' + c.replace(";", '", "') + '"]' for c in TAGS],
        "json",
    ),
    # Told by the cells alone.
    ("Predict `findings` from the image.", "findings", TAGS, ";"),
    ("根据图片预测findings", "findings", [c.replace(";", "|") for c in TAGS], "|"),
]


@pytest.mark.parametrize(("statement", "name", "cells", "mark"), CELLS)
def test_several_labels_a_cell(statement, name, cells, mark):
    spec = parted(statement, name, cells)
    assert (spec.kind, spec.target, spec.separator) == ("multilabel", (name,), mark)
    assert spec.metric.name == "f1_macro" and spec.positive is None
    assert spec.also == ("f1_micro", "jaccard", "average_precision")
    assert any("3 labels" in note for note in spec.notes)


ONE_LABEL = [
    # A comma is no separator unless the words say that there are several labels.
    ("Predict the city.", "city", ["Paris, France", "Lyon, France", "Bern, CH"] * 20),
    (
        "Each row has one or more photos. Predict the city.",
        "city",
        ["Paris, France", "Lyon, France", "Bern, CH"] * 20,
    ),
    # A slash or a plus inside a class.
    ("Predict the group.", "group", ["Date / Time", "Food / Drink", "Lock"] * 20),
    # The words say several, the cells do not.
    ("Predict one or more labels.", "labels", ["a", "b", "c"] * 20),
    ("预测标签，多标签", "标签", ["甲", "乙", "丙"] * 20),
    # One odd cell makes no list.
    ("Predict the kind.", "kind", ["a", "b", "c", "d", "e", "f;g", "h"] * 20),
]


@pytest.mark.parametrize(("statement", "name", "cells"), ONE_LABEL)
def test_one_label_a_cell_stays_multiclass(statement, name, cells):
    spec = parted(statement, name, cells)
    assert (spec.kind, spec.separator) == ("multiclass", None)


def test_a_class_of_two_words_or_two_labels_is_asked():
    cells = ["red;small", "red;large", "blue;small", "blue;large"] * 20
    with pytest.raises(DataError, match="one class a row, or several") as caught:
        parted("Predict the look.", "look", cells)
    assert "--kind multilabel" in caught.value.fix
    spec = parted("Predict the look.", "look", cells, kind="multilabel")
    assert spec.separator == ";"
    spec = parted("Predict the look.", "look", cells, kind="multiclass")
    assert (spec.kind, spec.separator) == ("multiclass", None)


def test_the_flag_beats_the_cells_and_is_checked():
    spec = parted("Predict all tags.", "tags", TAGS, kind="multiclass")
    assert (spec.kind, spec.separator) == ("multiclass", None)
    with pytest.raises(DataError, match="several labels") as caught:
        parted("Predict kind.", "kind", ["a", "b", "c"] * 20, kind="multilabel")
    assert "--kind multiclass" in caught.value.fix


def test_lists_that_are_not_json_and_labels_that_never_return_are_errors():
    with pytest.raises(DataError, match="not JSON"):
        parted("Predict the labels.", "labels", ["['a', 'b']", "['b']"] * 20)
    cells = [f"w{i};w{i + 1};w{i + 2}" for i in range(40)]
    with pytest.raises(DataError, match="42 different labels in 40 rows"):
        parted("Predict all tags.", "tags", cells)


COLUMNS = [
    "Predict which of `rain`, `snow` and `fog` occur.",
    "Predict whether rain, snow or fog occurs.",
    "Predict rain, snow, and fog from the photo; judged by the Hamming loss.",
    "预测`rain`、`snow`和`fog`是否出现",
    "根据照片同时预测rain、snow和fog",
    "`rain`, `snow` and `fog` are the targets.",
]


@pytest.mark.parametrize("statement", COLUMNS)
def test_several_columns_of_yes_and_no(statement):
    spec = read(statement, SKY)
    assert spec.target == ("rain", "snow", "fog")
    assert (spec.kind, spec.separator) == ("multilabel", None)
    assert [m.columns for m in spec.modalities] == [("photo",), ("pressure",)]
    wanted = "hamming_loss" if "Hamming" in statement else "f1_macro"
    assert spec.metric.name == wanted


def test_a_flag_names_several_columns():
    spec = read("Make a model.", SKY, target="rain, fog")
    assert (spec.target, spec.kind) == (("rain", "fog"), "multilabel")
    assert "snow" in spec.modalities[1].columns


@pytest.mark.parametrize(
    ("statement", "columns", "target"),
    [
        ("Predict rain from the photo, snow and fog.", SKY, "rain"),
        ("Predict rain. Snow and fog are not known.", SKY, "rain"),
        ("Predict is_spam, and ignore hour and weekday.", MAIL, "is_spam"),
        ("Predict the city from rooms and area_m2.", HOUSE, "city"),
        ("Predict the price, rooms and city are given.", HOUSE, "price"),
    ],
)
def test_columns_named_with_the_target_are_no_targets(statement, columns, target):
    assert read(statement, columns).target == (target,)
