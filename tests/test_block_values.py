"""Fusions and heads against numbers worked out by hand."""

import math

import pytest
import torch
from torch import nn

from agent import catalog
from tests.contract import cls


def two(block: str) -> nn.Module:
    """A fusion of two numbers into one, every weight set by hand."""
    fusion = cls(catalog.find("fusion", block))({"a": 1, "b": 1}, dim=1).eval()
    with torch.no_grad():
        for layer, weight in zip(fusion.project, (2.0, -1.0), strict=True):
            layer.weight.fill_(weight)
            layer.bias.fill_(0.5)
    return fusion


Z = {"a": torch.tensor([[1.0]]), "b": torch.tensor([[-3.0]])}
BOTH = {"a": torch.tensor([True]), "b": torch.tensor([True])}
ONE = {"a": torch.tensor([False]), "b": torch.tensor([True])}


def test_weighted_sum_by_hand():
    fusion = two("weighted_sum")
    with torch.no_grad():
        fusion.scores.copy_(torch.tensor([math.log(3.0), 0.0]))
        # softmax: 3/4 and 1/4; projections 2.5 and 3.5
        assert fusion(Z, BOTH).item() == pytest.approx(0.75 * 2.5 + 0.25 * 3.5)
        assert fusion(Z, ONE).item() == pytest.approx(3.5)


def test_gated_by_hand():
    fusion = two("gated")
    with torch.no_grad():
        fusion.gate.weight.copy_(torch.tensor([[1.0, 0.5], [0.0, 1.0]]))
        fusion.gate.bias.zero_()
        # gate logits 1 - 1.5 = -0.5 and -3; the paper's sigmoid of their difference
        g = 1 / (1 + math.exp(-(-0.5 + 3)))
        wanted = g * math.tanh(2.5) + (1 - g) * math.tanh(3.5)
        assert fusion(Z, BOTH).item() == pytest.approx(wanted, abs=1e-6)
        assert fusion.weights(Z, BOTH)[0].tolist() == pytest.approx([g, 1 - g])
        assert fusion(Z, ONE).item() == pytest.approx(math.tanh(3.5), abs=1e-6)


def test_balanced_classes_weigh_the_same_in_sum():
    head = cls(catalog.find("head", "multiclass"))(4, 3, balance=1.0)
    y = torch.tensor([0] * 6 + [1] * 3 + [2])
    head.fit(y)
    sums = torch.zeros(3).index_add(0, y, head.weight[y])
    assert torch.allclose(sums, torch.full((3,), 10 / 3))


def test_regression_speaks_the_target_s_unit():
    head = cls(catalog.find("head", "regression"))(4, 1)
    y = torch.tensor([100.0, 300.0])
    head.fit(y)
    outputs = torch.tensor([[-1.0], [1.0]])
    assert head.predict(outputs).squeeze(1).tolist() == [100.0, 300.0]
    assert head.loss(outputs, y).item() == 0


def test_binary_starts_at_the_share_of_positives():
    head = cls(catalog.find("head", "binary"))(4, 2)
    head.fit(torch.tensor([0] * 9 + [1]))
    start = head.predict(head(torch.zeros(1, 4)))
    assert start[0].tolist() == pytest.approx([0.9, 0.1], abs=1e-6)
