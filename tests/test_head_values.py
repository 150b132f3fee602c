"""Heads against numbers worked out by hand."""

import math

import pytest
import torch
from torch import nn

from agent import catalog
from tests.contract import cls


def head(name: str, out_features: int, dim: int = 4, **knobs) -> nn.Module:
    return cls(catalog.find("head", name))(dim, out_features, **knobs)


def logit(share: float) -> float:
    return math.log(share / (1 - share))


def test_focal_loss_by_hand():
    # -(1 - p)^2 log p at p = 0.8 and 0.3
    wanted = -(0.04 * math.log(0.8) + 0.49 * math.log(0.3)) / 2
    two = torch.tensor([[logit(0.8)], [logit(0.7)]])
    loss = head("binary", 2, focal=2.0).loss(two, torch.tensor([1, 0]))
    assert loss.item() == pytest.approx(wanted)
    many = torch.tensor([[0.8, 0.1, 0.1], [0.3, 0.3, 0.4]]).log()
    loss = head("multiclass", 3, focal=2.0).loss(many, torch.tensor([0, 1]))
    assert loss.item() == pytest.approx(wanted)
    cells = torch.tensor([[logit(0.8), logit(0.7)]])
    loss = head("multilabel", 2, focal=2.0).loss(cells, torch.tensor([[1.0, 0.0]]))
    assert loss.item() == pytest.approx(wanted)


def test_regression_on_the_log_scale_by_hand():
    block = head("regression", 1, scale="log")
    y = torch.tensor([math.e - 1, 1 - math.e])  # signed logarithms 1 and -1
    block.fit(y)
    assert (block.mean.item(), block.deviation.item()) == pytest.approx((0.0, 1.0))
    outputs = torch.tensor([[1.0], [-1.0]])
    assert block.loss(outputs, y).item() == pytest.approx(0.0, abs=1e-10)
    assert block.predict(outputs).squeeze(1).tolist() == pytest.approx(y.tolist())
    assert block.predict(torch.tensor([[1e4]])).item() == pytest.approx(math.e**2 - 1)


def test_labels_start_at_their_shares_and_rare_ones_can_weigh_more():
    block = head("multilabel", 2, balance=0.5)
    block.fit(torch.tensor([[1.0, 0.0]] * 5 + [[0.0, 1.0]] + [[0.0, 0.0]] * 4))
    start = block.predict(block(torch.zeros(1, 4)))
    assert start[0].tolist() == pytest.approx([0.5, 0.1], abs=1e-6)
    assert block.pos_weight.tolist() == pytest.approx([1.0, 3.0])


def test_thresholds_of_labels_shrink_to_the_common_one():
    """Label a is best cut at -3 and b at 3; both have 10 positives among 40 rows."""
    y = torch.zeros(40, 2)
    y[:10] = 1.0
    a = torch.where(y[:, 0] > 0, -2.0, -4.0)
    b = torch.where(y[:, 1] > 0, 4.0, 2.0)
    outputs = torch.stack([a, b], dim=1)
    block = head("multilabel", 2, thresholds="label")
    block.calibrate(outputs, y)
    # One cut for both: above 2 finds b without a mistake, and a not at all (F1 2/3);
    # below -2 all b are said (F1 40 / (50 + 20)): the first above 2 is best, 2.1.
    common = block.shift.new_tensor(2.1)
    wanted = [
        (common + (-3.0 - common) / 2).item(),
        (common + (3.0 - common) / 2).item(),
    ]
    assert block.shift.tolist() == pytest.approx(wanted, abs=0.1)
    plain = head("multilabel", 2, thresholds="global")
    plain.calibrate(outputs, y)
    assert plain.shift.tolist() == pytest.approx([2.1, 2.1], abs=0.01)
    none = head("multilabel", 2)
    none.calibrate(outputs, y)
    assert none.shift.tolist() == [0.0, 0.0]
    said = block.predict(outputs) >= 0.5
    assert torch.equal(said[:, 1], y[:, 1] > 0)


def test_corn_by_hand():
    block = head("ordinal", 3)
    outputs = torch.tensor([[logit(0.8), logit(0.25)]] * 3)
    # P(y > 0) = 0.8 and P(y > 1) = 0.8 · 0.25
    chances = block.predict(outputs)[0].tolist()
    assert chances == pytest.approx([0.2, 0.6, 0.2], abs=1e-6)
    # Class 0 stops at the first step; classes 1 and 2 reach the second.
    steps = [0.2, 0.8, 0.75, 0.8, 0.25]
    loss = block.loss(outputs, torch.tensor([0, 1, 2])).item()
    assert loss == pytest.approx(-sum(map(math.log, steps)) / 5)
    block.fit(torch.tensor([0, 1, 1, 2]))
    start = block.predict(block(torch.zeros(1, 4)))[0].tolist()
    assert start == pytest.approx([0.25, 0.5, 0.25], abs=1e-6)


def test_coral_by_hand():
    block = head("coral", 3)
    block.fit(torch.tensor([0, 1, 1, 2]))
    start = block.predict(block(torch.zeros(1, 4)))[0].tolist()
    assert start == pytest.approx([0.25, 0.5, 0.25], abs=1e-6)
    outputs = torch.tensor([[logit(0.8), logit(0.2)]])
    assert block.predict(outputs)[0].tolist() == pytest.approx([0.2, 0.6, 0.2])
    loss = block.loss(outputs, torch.tensor([1])).item()
    assert loss == pytest.approx(-math.log(0.8))


def test_several_numbers_leave_gaps_out():
    block = head("multitarget", 2)
    nan = math.nan
    y = torch.tensor([[100.0, 1.0], [300.0, nan], [nan, 3.0]])
    block.fit(y)
    assert block.mean.tolist() == [200.0, 2.0]
    assert block.deviation.tolist() == [100.0, 1.0]
    outputs = torch.tensor([[-1.0, -1.0], [3.0, 9.0], [9.0, 1.0]])
    assert block.loss(outputs, y).item() == pytest.approx(2.0**2 / 4)
    assert block.predict(outputs)[1].tolist() == [500.0, 11.0]
    assert block.loss(outputs[:1], torch.full((1, 2), nan)).item() == 0.0


def test_quantiles_by_hand_and_in_order():
    block = head("quantile", 3, quantiles=(0.9, 0.1))
    levels = torch.tensor([[-1.0, 0.0, 2.0]])  # of 0.1, 0.5 and 0.9, standardised
    # target 1: 0.1 · 2, 0.5 · 1 and (0.9 - 1) · (1 - 2)
    loss = block.loss(levels, torch.tensor([1.0])).item()
    assert loss == pytest.approx((0.2 + 0.5 + 0.1) / 3)
    assert block.predict(levels)[0].tolist() == [0.0, 2.0, -1.0]
    with torch.no_grad():
        block.linear.weight.normal_(std=5)
    outputs = block(torch.randn(50, 4))
    assert (outputs.diff(dim=1) >= 0).all()


def test_cox_by_hand():
    block = head("cox", 1)
    risk = torch.tensor([[math.log(2.0)], [math.log(3.0)], [0.0]])
    y = torch.tensor([[1.0, 1.0], [2.0, 0.0], [3.0, 1.0]])
    # At 1: all are at risk, 2 of 2 + 3 + 1; at 3: the last alone.
    assert block.loss(risk, y).item() == pytest.approx(math.log(3.0) / 2)
    tied = torch.tensor([[1.0, 1.0], [1.0, 1.0], [3.0, 0.0]])
    wanted = (math.log(6 / 2) + math.log(6 / 3)) / 2
    assert block.loss(risk, tied).item() == pytest.approx(wanted)
    assert block.loss(risk, y * torch.tensor([1.0, 0.0])).item() == 0.0


def test_discrete_time_by_hand():
    block = head("discrete_time", 1, bins=2)
    block.fit(torch.tensor([[1.0, 1.0], [3.0, 1.0], [3.0, 0.0], [4.0, 1.0]]))
    assert block.ends.item() == 3.0  # the median of the event times 1, 3 and 4
    # First stretch: events at 1 and 3 of three rows told; the censored one did not
    # survive it whole. Second stretch: the event at 4 is the only row.
    start = block(torch.zeros(1, 4)).sigmoid()[0].tolist()
    assert start == pytest.approx([2 / 3, 0.999], abs=1e-4)
    outputs = torch.tensor([[logit(0.25), logit(0.4)]])
    late, early = torch.tensor([[4.0, 1.0]]), torch.tensor([[2.0, 1.0]])
    censored = torch.tensor([[5.0, 0.0]])
    values = [block.loss(outputs, y).item() for y in (late, early, censored)]
    wanted = [0.75 * 0.4, 0.25, 0.75]
    assert values == pytest.approx([-math.log(value) for value in wanted])
    risk = block.predict(outputs).item()
    assert risk == pytest.approx(-(0.75 + 0.75 * 0.6))


def test_contrastive_by_hand():
    block = head("contrastive", 2, dim=4, width=2)
    with torch.no_grad():
        block.query.weight.copy_(torch.eye(2))
        block.candidate.weight.copy_(torch.eye(2))
        block.log_scale.fill_(math.log(2.0))
    # Queries (1, 0) and (0, 1); candidates (3, 0) and (3, 4): cosines 1, 0.6; 0, 0.8.
    outputs = block(torch.tensor([[1.0, 0, 3, 0], [0, 1.0, 3, 4]]))
    e = math.exp
    rows = math.log(1 + e(1.2 - 2)) + math.log(1 + e(0 - 1.6))
    columns = math.log(1 + e(0 - 2)) + math.log(1 + e(1.2 - 1.6))
    wanted = (rows / 2 + columns / 2) / 2
    loss = block.loss(outputs, torch.tensor([0, 1])).item()
    assert loss == pytest.approx(wanted, abs=1e-6)
    assert block.loss(outputs, torch.tensor([7, 7])).item() == 0.0
    unit = block.predict(outputs)
    assert unit[1].tolist() == pytest.approx([0.0, 1.0, 0.6, 0.8])
    with torch.no_grad():
        block.log_scale.fill_(50.0)
    near = block.loss(outputs, torch.tensor([0, 1])).item()
    assert near == pytest.approx(0.0, abs=1e-6)  # at 100 · 0.2 nothing is left to lose
