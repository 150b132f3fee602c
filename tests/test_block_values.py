"""Heads against numbers worked out by hand."""

import pytest
import torch

from agent import catalog
from tests.contract import cls


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
