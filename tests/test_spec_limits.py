"""Limits on the model, and inputs that it must or must not use."""

import pytest
from statements import DRIVING, read

from agent.records import Budget


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("under 2 million parameters", {"max_params": 2_000_000}),
        ("with at most 500k params", {"max_params": 500_000}),
        ("fewer than 1,500,000 parameters", {"max_params": 1_500_000}),
        ("参数量不超过200万", {"max_params": 2_000_000}),
        ("少于50万个参数", {"max_params": 500_000}),
        ("It must answer within 20 ms on a CPU", {"max_latency_ms": 20.0}),
        ("inference latency of 5 ms", {"max_latency_ms": 5.0}),
        ("推理延迟低于30毫秒", {"max_latency_ms": 30.0}),
        ("at most 2 GB of memory", {"max_memory_mb": 2048}),
        ("windows of 20 ms, 2 million rows", {}),
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
