"""Limits on the model, and inputs that it must or must not use."""

import pytest
from statements import DRIVING, HOUSE, read

from agent.errors import DataError
from agent.records import Budget


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("under 2 million parameters", {"max_params": 2_000_000}),
        ("with at most 500k params", {"max_params": 500_000}),
        ("fewer than 1,500,000 parameters", {"max_params": 1_500_000}),
        ("less then 80k paramters", {"max_params": 80_000}),
        ("no more then 2 million parametres", {"max_params": 2_000_000}),
        ("参数量不超过200万", {"max_params": 2_000_000}),
        ("少于50万个参数", {"max_params": 500_000}),
        ("It must answer within 20 ms on a CPU", {"max_latency_ms": 20.0}),
        ("inference latency of 5 ms", {"max_latency_ms": 5.0}),
        ("推理延迟低于30毫秒", {"max_latency_ms": 30.0}),
        ("at most 2 GB of memory", {"max_memory_mb": 2048}),
        ("It must run on CPU in 20 ms", {"max_latency_ms": 20.0}),
        ("必须能在CPU上20毫秒内完成", {"max_latency_ms": 20.0}),
        ("at most 500 MB of memory", {"max_memory_mb": 500}),
        ("Memory must stay below 500 MB", {"max_memory_mb": 500}),
        ("内存不超过500MB", {"max_memory_mb": 500}),
        ("参数别超过200万", {"max_params": 2_000_000}),
        ("参数总量要在150万以内", {"max_params": 1_500_000}),
        ("参数不到100万", {"max_params": 1_000_000}),
        ("内存别超过512MB", {"max_memory_mb": 512}),
        ("板子内存就256MB", {"max_memory_mb": 256}),
        ("每条不到10毫秒", {"max_latency_ms": 10.0}),
        ("半秒内给出结果", {"max_latency_ms": 500.0}),
        ("速度不能慢于5毫秒", {"max_latency_ms": 5.0}),
        ("录音都不到3秒，训练别超过10分钟", {}),
        ("图片都超过2MB", {}),
        ("It must use less than 2 GB of memory", {"max_memory_mb": 2048}),
        (
            "under 5 ms and 64 MB",
            {"max_latency_ms": 5.0, "max_memory_mb": 64},
        ),
        ("300 ms is the maximum", {"max_latency_ms": 300.0}),
        ("Weights must stay under 20 MB of memory", {"max_memory_mb": 20}),
        ("windows of 20 ms, 2 million rows", {}),
        ("files of 500 MB each", {}),
    ],
)
def test_limits(words, limits):
    spec = read(f"Predict brake. {words}.", DRIVING)
    found = spec.constraints.model_dump(exclude_defaults=True)
    assert found == limits


def test_a_time_in_words_is_only_a_note():
    spec = read("Predict brake, train in 5 minutes.", DRIVING)
    assert any("5 minutes" in note for note in spec.notes)
    assert spec.budget == Budget()


@pytest.mark.parametrize(
    ("statement", "columns", "used"),
    [
        ("Predict brake; the model must use the radar.", DRIVING, ("radar",)),
        ("预测是否刹车，必须使用雷达。", DRIVING, ("radar",)),
        ("模型必须同时使用图片和雷达，预测brake", DRIVING, ("frame", "radar")),
        ("Predict brake. `speed` must be used.", DRIVING, ("speed",)),
        ("判断是否刹车，雷达必须用上", DRIVING, ("radar",)),
        ("Predict brake. It has to use the images.", DRIVING, ("frame",)),
        ("Predict brake; make sure to use the radar and speed.", DRIVING, None),
        ("Predict brake; the model must use PyTorch.", DRIVING, ()),
        ("Predict brake; it must use fewer than 2 million parameters.", DRIVING, ()),
        ("Predict whether the driver must use the brake.", DRIVING, ()),
        ("Predict brake; it must use only the radar.", DRIVING, ()),
        ("Predict brake from the radar.", DRIVING, ()),
        ("Predict the price; must use text.", HOUSE, ("description",)),
    ],
)
def test_inputs_that_have_to_be_used(statement, columns, used):
    spec = read(statement, columns)
    wanted = ("radar", "speed") if used is None else used
    assert spec.constraints.must_use == wanted
    assert any("has to be used" in note for note in spec.notes) is bool(wanted)
    streams = {column for m in spec.modalities for column in m.columns}
    assert set(wanted) <= streams and spec.target[0] not in wanted


def test_demands_do_not_restrict_and_may_not_contradict():
    spec = read("Predict brake; the model must use the radar.", DRIVING)
    names = [m.name for m in spec.modalities]
    assert names == ["frame", "radar", "position", "table"]
    spec = read("Predict brake; it must use only the radar.", DRIVING)
    assert [m.name for m in spec.modalities] == ["radar"]
    for statement, flags, what in (
        (
            "Predict brake; it must use the lidar.",
            {},
            "'lidar' has to be used|'the lidar",
        ),
        ("Predict brake; it must use `rader`.", {}, "'rader' has to be used"),
        ("预测是否刹车，必须使用声音", {}, "has to be used"),
        (
            "Predict brake; it must use the radar.",
            {"ignore": ("radar",)},
            "is no input",
        ),
        ("Predict brake; it must use the radar. Ignore the radar.", {}, "is no input"),
    ):
        with pytest.raises(DataError, match=what):
            read(statement, DRIVING, **flags)


@pytest.mark.parametrize(
    ("statement", "columns", "ignored"),
    [
        ("Predict the price, no text.", HOUSE, {"description"}),
        ("Predict the price without the text.", HOUSE, {"description"}),
        ("Predict the price, with no photo.", HOUSE, {"photo"}),
        ("预测price，不要使用文本", HOUSE, {"description"}),
        ("Predict the price. Rows with no photo are fine.", HOUSE, set()),
        ("Predict the price. Some houses have no description.", HOUSE, set()),
        ("Predict the price, no matter what it costs.", HOUSE, set()),
    ],
)
def test_no_in_words(statement, columns, ignored):
    spec = read(statement, columns)
    assert set(spec.ignore) == ignored
    assert spec.target == ("price",)
