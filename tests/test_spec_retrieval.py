"""Retrieval tasks: what is to be found, and what for."""

import pytest
from statements import CAPTION, EMOJI, HOUSE, SOUND, read

from agent.errors import DataError

CHINESE = "编号 id; 图片 image; 描述 text"
FOUND = [
    ("Find the image for each caption.", CAPTION, "image", "recall_at_10"),
    ("Find the caption that matches each image.", CAPTION, "caption", "recall_at_10"),
    ("Given a caption, find the picture.", CAPTION, "image", "recall_at_10"),
    ("Retrieve images by their captions.", CAPTION, "image", "recall_at_10"),
    ("Image retrieval from text; metric Recall@5.", CAPTION, "image", "recall_at_5"),
    ("Which images match the captions best?", CAPTION, "image", "recall_at_10"),
    ("Text-to-image retrieval.", CAPTION, "image", "recall_at_10"),
    ("Match sounds to their pictures.", SOUND, "picture", "recall_at_10"),
    ("Match each picture with its sound, judged by MRR.", SOUND, "sound", "mrr"),
    ("Search for the picture described by a sound.", SOUND, "picture", "recall_at_10"),
    ("Retrieve the sound of each picture.", SOUND, "sound", "recall_at_10"),
    ("给每个描述找到对应的图片", CHINESE, "图片", "recall_at_10"),
    ("根据图片检索描述，指标是召回率@1", CHINESE, "描述", "recall_at_1"),
    ("以文搜图", CAPTION, "image", "recall_at_10"),
    ("以图搜文，中位排名最低", CAPTION, "caption", "median_rank"),
    ("检索与声音匹配的图片", SOUND, "picture", "recall_at_10"),
    ("匹配图片与文字", CAPTION, "caption", "recall_at_10"),
]


@pytest.mark.parametrize(("statement", "columns", "target", "metric"), FOUND)
def test_what_is_found(statement, columns, target, metric):
    spec = read(statement, columns)
    assert (spec.kind, spec.target) == ("retrieval", (target,)), spec.notes
    assert spec.metric.name == metric
    streams = [column for m in spec.modalities for column in m.columns]
    assert target in streams and len(spec.modalities) > 1
    assert target not in spec.ignore
    assert any("the other way round" in note for note in spec.notes)


NOT_FOUND = [
    (
        "Predict whether the caption matches the image.",
        "image image; caption text; match boolean",
        ("binary", "match"),
    ),
    (
        "判断图片与描述是否匹配",
        "图片 image; 描述 text; 匹配 boolean",
        ("binary", "匹配"),
    ),
    (
        "Find images with cats: predict `cat`.",
        "image image; caption text; cat boolean",
        ("binary", "cat"),
    ),
    (
        "Does the caption match the image?",
        "image image; caption text; match boolean",
        ("binary", "match"),
    ),
    ("Find the price of each house from its photo.", HOUSE, ("regression", "price")),
    (
        "Find out which subgroup the image belongs to.",
        EMOJI,
        ("multiclass", "subgroup"),
    ),
    (
        "Find the best model for the label.",
        "image image; caption text; label category =a,b,c",
        ("multiclass", "label"),
    ),
    (
        "Predict whether the document was retrieved.",
        "title text; body text; retrieved boolean",
        ("binary", "retrieved"),
    ),
    (
        "根据图片找出物种",
        "图片 image; 描述 text; 物种 category =猫,狗,牛",
        ("multiclass", "物种"),
    ),
    (
        "Predict the price. The metric is recall.",
        "photo image; note text; price boolean",
        ("binary", "price"),
    ),
]


@pytest.mark.parametrize(("statement", "columns", "wanted"), NOT_FOUND)
def test_what_is_no_retrieval_is_not_taken_for_one(statement, columns, wanted):
    spec = read(statement, columns)
    assert (spec.kind, spec.target) == (wanted[0], (wanted[1],)), spec.notes


def test_flags_settle_the_direction():
    spec = read("Find the image for each caption.", CAPTION, kind="retrieval")
    assert spec.target == ("image",)
    spec = read("Learn.", CAPTION, kind="retrieval", target="caption")
    assert (spec.kind, spec.target) == ("retrieval", ("caption",))
    spec = read("Find the image for each caption.", CAPTION, metric="median rank")
    assert spec.metric.name == "median_rank"


def test_the_other_columns_are_the_query():
    spec = read("Match sounds to their pictures; do not use the width.", SOUND)
    assert [m.name for m in spec.modalities] == ["sound", "picture"]
    columns = CAPTION.replace("caption", "-caption")
    assert read("Find the caption for each image.", columns).target == ("caption",)


@pytest.mark.parametrize(
    ("statement", "columns", "what"),
    [
        ("Retrieval task.", SOUND, "what is to be found for what"),
        ("Retrieve the picture.", "picture image; id id", "two kinds of data"),
        ("Find the image for each caption; recall@20.", CAPTION, "recall@20"),
        (
            "Find the image for each caption.",
            "left image; right image; caption text",
            "what is to be found",
        ),
        ("Retrieve the image; the metric is RMSE.", CAPTION, "cannot judge|not say"),
    ],
)
def test_what_is_open_is_asked(statement, columns, what):
    with pytest.raises(DataError, match=what) as caught:
        read(statement, columns)
    assert "--" in caught.value.fix


def test_copies_of_what_is_found_are_no_query():
    columns = CAPTION + "; image_name text"
    spec = read("Find the image for each caption.", columns)
    streams = [column for m in spec.modalities for column in m.columns]
    assert "image_name" in spec.ignore and "image_name" not in streams
