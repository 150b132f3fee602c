"""Ordinal tasks: classes that words, a known scale or their numbers put in order."""

import pytest
from statements import RETINA, REVIEW, SEVERITY, WINE, read

from agent.errors import DataError
from agent.statement import scales

KAPPA = "cohen_kappa_quadratic"
ORDERED = [
    (
        "Predict the severity of the disease from the scan.",
        SEVERITY,
        ("mild", "moderate", "severe"),
    ),
    (
        "Classify each scan as severe, moderate or mild.",
        SEVERITY,
        ("mild", "moderate", "severe"),
    ),
    (
        "Grade the retinopathy from 0 to 4 by the picture of the eye.",
        RETINA,
        ("0", "1", "2", "3", "4"),
    ),
    ("Predict the grade.", RETINA, ("0", "1", "2", "3", "4")),
    ("How many stars does the review give?", REVIEW, ("1", "2", "3", "4", "5")),
    (
        "Predict the rating, 1 to 5, from the review.",
        REVIEW.replace("stars", "rating"),
        ("1", "2", "3", "4", "5"),
    ),
    (
        "Predict the risk.",
        "x number; risk category =high_risk,low_risk,medium_risk",
        ("low_risk", "medium_risk", "high_risk"),
    ),
    ("Predict the size.", "x number; size category =L,S,XL,M", ("S", "M", "L", "XL")),
    (
        "Predict the quality of the road.",
        "photo image; quality category =good,poor,excellent,fair",
        ("poor", "fair", "good", "excellent"),
    ),
    (
        "Predict the tumour stage.",
        "scan image; stage category =III,I,II,IV",
        ("I", "II", "III", "IV"),
    ),
    (
        "Predict the mark: an ordinal task.",
        "essay text; mark category =B,A,D,C",
        ("D", "C", "B", "A"),
    ),
    (
        "Predict the mood, an ordinal target: sad, calm, glad.",
        "face image; mood category =glad,sad,calm",
        ("sad", "calm", "glad"),
    ),
    (
        "Predict the ripeness (green < turning < ripe).",
        "fruit image; ripeness category =ripe,green,turning",
        ("green", "turning", "ripe"),
    ),
    (
        "Predict wine quality, scored with quadratic weighted kappa.",
        WINE,
        ("3", "4", "5", "6", "7", "8"),
    ),
    ("根据图片预测等级", "图片 image; 等级 category =中,高,低", ("低", "中", "高")),
    (
        "预测病变的严重程度",
        "图片 image; 严重程度 category =重度,轻度,中度",
        ("轻度", "中度", "重度"),
    ),
    (
        "预测空气质量",
        "照片 image; 空气质量 category =差,优,良,中",
        ("差", "中", "良", "优"),
    ),
    (
        "判断客户的风险评级",
        "金额 number; 风险评级 integer 1..5",
        ("1", "2", "3", "4", "5"),
    ),
    (
        "预测苹果的等级",
        "图片 image; 等级 category =三级,一级,二级",
        ("一级", "二级", "三级"),
    ),
]


@pytest.mark.parametrize(("statement", "columns", "levels"), ORDERED)
def test_classes_with_an_order(statement, columns, levels):
    spec = read(statement, columns)
    assert (spec.kind, spec.levels) == ("ordinal", levels), spec.notes
    assert spec.metric.name == KAPPA
    assert any(note.startswith("ordinal: ") for note in spec.notes)


UNORDERED = [
    # Integers are no grades because they are few.
    ("Predict the digit.", "image image; digit integer 0..9", "multiclass"),
    ("Predict the quality of wine.", WINE, "regression"),
    ("Predict the label.", "x number; label integer 0..4", "multiclass"),
    ("Predict how many rooms it has.", "x image; rooms integer 1..7", "regression"),
    # The word for an order belongs to something else.
    (
        "Predict the species from the grade of the soil.",
        "grade integer 1..5; species integer 0..4",
        "multiclass",
    ),
    (
        "Predict the number of pupils in each grade.",
        "x number; pupils integer 1..9",
        "regression",
    ),
    (
        "Predict n_stages.",
        "x number; n_stages integer 1..8",
        "multiclass",
    ),
    # The words or the metric want something else.
    ("Predict the stars; the metric is RMSE.", REVIEW, "regression"),
    ("Predict the stars, judged by the mean absolute error.", REVIEW, "regression"),
    ("A multiclass task: predict the severity.", SEVERITY, "multiclass"),
    ("多分类任务，预测severity", SEVERITY, "multiclass"),
    # Names that merely look like a scale.
    (
        "Predict the sentiment of the review.",
        "review text; sentiment category =negative,neutral,positive",
        "multiclass",
    ),
    ("Predict the team.", "x number; team category =A,B,C,D", "multiclass"),
    (
        "Predict the day.",
        "x number; day category =mon,tue,wed",
        "multiclass",
    ),
    ("Predict the colour.", "x image; colour category =low,red,high", "multiclass"),
    ("Predict the level.", "x number; level category =low,high", "binary"),
    ("预测颜色", "图片 image; 颜色 category =红,绿,蓝", "multiclass"),
    ("预测订单数量", "x number; 订单数量 integer 1..9", "regression"),
]


@pytest.mark.parametrize(("statement", "columns", "kind"), UNORDERED)
def test_what_is_no_order_is_not_taken_for_one(statement, columns, kind):
    spec = read(statement, columns)
    assert (spec.kind, spec.levels) == (kind, ()), spec.notes


def test_the_flag_orders_what_it_can_and_asks_for_the_rest():
    spec = read("Predict quality.", WINE, kind="ordinal")
    assert spec.levels == ("3", "4", "5", "6", "7", "8")
    columns = "review text; mood category =negative,neutral,positive"
    spec = read("Predict the mood.", columns, kind="ordinal")
    assert spec.levels == ("negative", "neutral", "positive")
    columns = "x number; colour category =red,green,blue"
    with pytest.raises(DataError, match="order of the classes") as caught:
        read("Predict the colour.", columns, kind="ordinal")
    assert "--levels" in caught.value.fix
    spec = read("Predict the colour.", columns, levels=("blue", "green", "red"))
    assert (spec.kind, spec.levels) == ("ordinal", ("blue", "green", "red"))
    with pytest.raises(DataError, match="--levels are not the classes"):
        read("Predict the colour.", columns, levels=("blue", "green"))
    with pytest.raises(DataError, match="order of the classes"):
        read("Predict level.", "x number; level category =low,high", kind="ordinal")


def test_metrics_of_classes_and_of_distance_fit():
    spec = read("Predict the severity. The metric is accuracy.", SEVERITY)
    assert (spec.kind, spec.metric.name) == ("ordinal", "accuracy")
    spec = read("Predict the severity. The metric is F1.", SEVERITY)
    assert (spec.kind, spec.metric.name) == ("ordinal", "f1_macro")
    spec = read("Predict the severity.", SEVERITY, metric="mae")
    assert (spec.kind, spec.metric.name) == ("ordinal", "rank_mae")


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (("very high", "low", "high"), ("low", "high", "very high")),
        (("No DR", "Severe", "Mild"), ("No DR", "Mild", "Severe")),
        (("非常满意", "不满意", "一般"), ("不满意", "一般", "非常满意")),
        (("高风险", "低风险", "中风险"), ("低风险", "中风险", "高风险")),
        (("3_high", "1_low", "2_medium"), ("1_low", "2_medium", "3_high")),
        (("vhigh", "med", "low", "high"), ("low", "med", "high", "vhigh")),
        (("low", "minor", "high"), ()),
        (("low", "lo", "high"), ()),
        (("low", "high"), ()),
    ],
)
def test_scales(values, order):
    assert scales.by_scale(values) == order


def test_numbers_in_values():
    assert scales.by_number(("18-25", "<18", "65+", "26-64")) == (
        *("<18", "18-25", "26-64"),
        "65+",
    )
    assert scales.by_number(("10", "9", "-1")) == ("-1", "9", "10")
    assert scales.by_number(("a1", "b1")) == ()
