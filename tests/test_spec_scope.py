"""What Forgeweld does not do is said at once, and nothing else is mistaken for it."""

import pytest
from statements import BIKES, CAPTION, HOUSE, MAIL, TUMOUR, read

from agent.errors import UsageError

OUTSIDE = [
    ("Detect objects in the images.", HOUSE, "detection"),
    ("Predict bounding boxes around the houses.", HOUSE, "detection"),
    ("对图片做目标检测", HOUSE, "detection"),
    ("Segment the images.", HOUSE, "segmentation"),
    ("Semantic segmentation of the scans.", TUMOUR, "segmentation"),
    ("对影像做语义分割", TUMOUR, "segmentation"),
    ("Caption each image.", CAPTION, "captions"),
    ("Generate a description for the photo.", HOUSE, "captions"),
    ("给图片生成标题", CAPTION, "captions"),
    ("Generate images from captions.", CAPTION, "making images"),
    ("Forecast the next 24 hours of temp.", BIKES, "forecasting"),
    ("Time series forecasting of count.", BIKES, "forecasting"),
    ("预测未来7天的count", BIKES, "forecasting"),
    ("Cluster the mails.", MAIL, "clustering"),
    ("对邮件聚类", MAIL, "clustering"),
]


@pytest.mark.parametrize(("statement", "columns", "what"), OUTSIDE)
def test_what_is_not_covered_is_said(statement, columns, what):
    with pytest.raises(UsageError, match="Not covered") as caught:
        read(statement, columns)
    assert what in caught.value.what
    assert "covered are classes" in caught.value.why
    assert "--target" in caught.value.fix


INSIDE = [
    ("Detect spam.", MAIL, ("binary", "is_spam")),
    ("检测垃圾邮件", MAIL, ("binary", "is_spam")),
    ("Forecast the count.", BIKES, ("regression", "count")),
    (
        "Predict whether the customer churns in the next 30 days.",
        "usage number; churned boolean",
        ("binary", "churned"),
    ),
    (
        "Photos are cut to the bounding box of the car. Predict `brand`.",
        "photo image; brand category =a,b,c",
        ("multiclass", "brand"),
    ),
    (
        "Customer segmentation: predict `segment`.",
        "usage number; segment category =a,b,c",
        ("multiclass", "segment"),
    ),
    (
        "Predict `x1` and `y1` of the bounding box.",
        "photo image; x1 number; y1 number",
        ("multitarget", "x1"),
    ),
    (
        "Predict `cluster`.",
        "x number; cluster category =a,b,c",
        ("multiclass", "cluster"),
    ),
]


@pytest.mark.parametrize(("statement", "columns", "wanted"), INSIDE)
def test_what_is_covered_is_not_refused(statement, columns, wanted):
    spec = read(statement, columns)
    assert (spec.kind, spec.target[0]) == wanted


def test_a_flag_settles_it():
    spec = read("Detect objects in the images.", HOUSE, target="city")
    assert spec.target == ("city",)
