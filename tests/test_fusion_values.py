"""Fusions of vectors against numbers worked out by hand from their papers' formulas."""

import math

import pytest
import torch
from torch import nn

from agent import catalog
from tests.contract import cls

LEAVE_OUT = (
    "average",
    "weighted_sum",
    "bilinear",
    "tensor",
    "low_rank",
    "product_of_experts",
    "confidence",
)
"""Here the stand-in of an absent modality counts for nothing."""
VECTORS = (
    *LEAVE_OUT,
    "concat",
    "gated",
    "film",
    "moe",
    "adaptation_gate",
    "hypernetwork",
)
Z = {"a": torch.tensor([[1.0]]), "b": torch.tensor([[-3.0]])}
BOTH = {"a": torch.tensor([True]), "b": torch.tensor([True])}
ONLY_A = {"a": torch.tensor([True]), "b": torch.tensor([False])}
ONLY_B = {"a": torch.tensor([False]), "b": torch.tensor([True])}
NONE = {"a": torch.tensor([False]), "b": torch.tensor([False])}


def make(block: str, *, names: str = "ab", **knobs) -> nn.Module:
    """A fusion of modalities of one number each."""
    return cls(catalog.find("fusion", block))(dict.fromkeys(names, 1), **knobs).eval()


def fill(layer, weight: list, bias: list | None = None) -> None:
    """Sets a Linear; a flat list is one column, as for an input of one number."""
    values = torch.tensor(weight).float()
    with torch.no_grad():
        layer.weight.copy_(values if values.dim() == 2 else values[:, None])
        layer.bias.copy_(torch.tensor(bias).float() if bias else torch.zeros(()))


def said(fusion: nn.Module, present: dict, z: dict = Z) -> list[float]:
    with torch.no_grad():
        return fusion(z, present)[0].tolist()


def shares(fusion: nn.Module, present: dict) -> list[float]:
    with torch.no_grad():
        return fusion.weights(Z, present)[0].tolist()


def normed(values: list[float]) -> list[float]:
    """Layer norm: minus the mean, over the root of the variance plus 1e-5."""
    mean = sum(values) / len(values)
    variance = sum((v - mean) ** 2 for v in values) / len(values)
    return [(v - mean) / math.sqrt(variance + 1e-5) for v in values]


def close(wanted: list[float]):
    return pytest.approx(wanted, rel=1e-4, abs=1e-5)


def scalars(block: str, **knobs) -> nn.Module:
    """One number per modality: a says 2 * 1 + 0.5 = 2.5, b says -1 * -3 + 0.5 = 3.5."""
    fusion = make(block, dim=1, **knobs)
    for layer, weight in zip(fusion.project, (2.0, -1.0), strict=True):
        fill(layer, [weight], [0.5])
    return fusion


def test_weighted_sum():
    fusion = scalars("weighted_sum")
    with torch.no_grad():
        fusion.scores.copy_(torch.tensor([math.log(3.0), 0.0]))
    # softmax: 3/4 and 1/4
    assert said(fusion, BOTH) == close([0.75 * 2.5 + 0.25 * 3.5])
    assert said(fusion, ONLY_B) == close([3.5])


def test_gated():
    fusion = scalars("gated")
    fill(fusion.gate, [[1.0, 0.5], [0.0, 1.0]])
    # gate logits 1 - 1.5 = -0.5 and -3; the paper's sigmoid of their difference
    g = 1 / (1 + math.exp(-(-0.5 + 3)))
    assert said(fusion, BOTH) == close([g * math.tanh(2.5) + (1 - g) * math.tanh(3.5)])
    assert shares(fusion, BOTH) == close([g, 1 - g])
    assert said(fusion, ONLY_B) == close([math.tanh(3.5)])


def test_concat():
    fusion = make("concat", dim=3)
    fill(fusion.mlp[0], [[1, 0], [0, 1], [2, 1]], [0, 0.5, 0])
    # 1, -3 + 0.5 and 2 - 3
    assert said(fusion, BOTH) == close([max(v, 0) for v in normed([1, -2.5, -1])])
    assert said(make("concat", hidden=0), BOTH) == [1, -3]


def test_average():
    fusion = make("average", dim=1, hidden=0)
    for expert, weight in zip(fusion.experts, (2.0, -1.0), strict=True):
        fill(expert[1], [weight], [0.5])
    assert said(fusion, BOTH) == close([3.0])
    assert said(fusion, ONLY_B) == close([3.5])
    assert shares(fusion, BOTH) == [0.5, 0.5] and shares(fusion, ONLY_B) == [0, 1]


def test_average_with_hidden_layers():
    fusion = make("average", names="a", dim=3, hidden=1)
    fill(fusion.experts[0][0][0], [2, 1, -1])
    fill(fusion.experts[0][1], [[3, 5, 7], [1, 0, 0], [0, 0, 1]], [0.5, 0, 0])
    x, y, _ = normed([2, 1, -1])  # the third is below the mean: relu
    assert said(fusion, {"a": BOTH["a"]}) == close([3 * x + 5 * y + 0.5, x, 0])


def test_average_is_a_logarithmic_opinion_pool():
    """Under a linear head: each modality's probabilities, their geometric mean."""
    fusion = make("average", dim=2, hidden=0)
    fill(fusion.experts[0][1], [1, 0])  # a says (1, 0)
    fill(fusion.experts[1][1], [0.5, -1])  # b says (-1.5, 3)
    head = cls(catalog.find("head", "multiclass"))(2, 3)
    fill(head.linear, [[1, 0], [0, 1], [1, 1]], [0.1, 0.2, 0.3])
    # logits: from a 1.1, 0.2, 1.3; from b -1.4, 3.2, 1.8
    pool = [
        math.sqrt(math.exp(i + j)) for i, j in ((1.1, -1.4), (0.2, 3.2), (1.3, 1.8))
    ]
    with torch.no_grad():
        found = head.predict(head(fusion(Z, BOTH)))[0].tolist()
    assert found == close([p / sum(pool) for p in pool])


def test_film():
    fusion = make("film", dim=3)
    fill(fusion.project, [2, 1, -1])
    x = normed([2, 1, -1])
    start = [max(v, 0) for v in x]
    assert said(fusion, BOTH) == close(start)  # gamma and beta start at zero
    fill(fusion.modulate[0], [-0.5, 1, 0, 1, -2, -1])
    gamma, beta = (1.5, -3, 0), (-3, 6, 3)
    wanted = [max((1 + g) * v + b, 0) for v, g, b in zip(x, gamma, beta, strict=True)]
    assert wanted[0] == 0 < min(wanted[1:])
    assert said(fusion, BOTH) == close(wanted)
    assert said(fusion, ONLY_A) == close(start)
    assert said(fusion, ONLY_B) == close(wanted)  # on the stand-in of a


def test_film_sums_what_the_others_say():
    fusion = make("film", names="abc", dim=3)
    fill(fusion.project, [2, 1, -1])
    fill(fusion.modulate[0], [-1, 0, -1, 0, 0, 0])  # gamma 3, 0, 3
    fill(fusion.modulate[1], [2, 1, 1, 0, 2, 5])  # gamma 2, 1, 1; beta 0, 2, 5
    x = normed([2, 1, -1])
    wanted = [(1 + 5) * x[0], (1 + 1) * x[1] + 2, max((1 + 4) * x[2] + 5, 0)]
    z = {**Z, "c": torch.tensor([[1.0]])}
    assert said(fusion, {**BOTH, "c": BOTH["a"]}, z) == close(wanted)


U, V = [2.5, 1, -5, 2], [3.5, -3, 1, 1.5]


def four_factors(layers) -> None:
    """Four numbers each: a's are U, b's are V."""
    fill(layers[0], U)
    fill(layers[1], [-1, 1, 0, 0], [0.5, 0, 1, 1.5])


def test_bilinear():
    fusion = make("bilinear", dim=2, factors=2)
    four_factors(fusion.project)
    # pooled: 2.5 * 3.5 + 1 * -3 = 5.75 and -5 * 1 + 2 * 1.5 = -2; then the signed
    # roots, over their norm sqrt(5.75 + 2), times sqrt(2)
    wanted = [math.sqrt(2 * 5.75 / 7.75), -math.sqrt(2 * 2 / 7.75)]
    assert said(fusion, BOTH) == close(wanted)
    # the factor of an absent one is 1: 3.5 - 3 = 0.5 and 1 + 1.5 = 2.5
    alone = [math.sqrt(2 * 0.5 / 3), math.sqrt(2 * 2.5 / 3)]
    assert said(fusion, ONLY_B) == pytest.approx(alone, rel=1e-3)


def test_bilinear_of_three_sums_the_pairs():
    fusion = make("bilinear", names="abc", dim=2, factors=2)
    four_factors(fusion.project)
    fill(fusion.project[2], [2, 0, 1, -1])
    z = {**Z, "c": torch.tensor([[1.0]])}
    # ab 5.75, -2 as above; ac 2.5 * 2 + 0 = 5 and -5 - 2 = -7; bc 7 and 1 - 1.5 = -0.5
    wanted = [math.sqrt(2 * 17.75 / 27.25), -math.sqrt(2 * 9.5 / 27.25)]
    assert said(fusion, {**BOTH, "c": BOTH["a"]}, z) == close(wanted)
    # b alone: 3.5 - 3 and 1 + 1.5 in both of its pairs, and no pair of a and c
    alone = [math.sqrt(2 * 1 / 6), math.sqrt(2 * 5 / 6)]
    found = said(fusion, {**ONLY_B, "c": ONLY_B["a"]}, z)
    assert found == pytest.approx(alone, rel=1e-3)


def scalars_of_tensor() -> nn.Module:
    """Tensor fusion of widths one, without the layers after the product."""
    fusion = make("tensor", width=1)
    for layer, weight in zip(fusion.project, (2.0, -1.0), strict=True):
        fill(layer, [weight], [0.5])
    fusion.mlp = nn.Identity()
    return fusion


def test_tensor():
    fusion = scalars_of_tensor()
    # [2.5; 1] x [3.5; 1]
    assert said(fusion, BOTH) == close([8.75, 2.5, 3.5, 1])
    assert said(fusion, ONLY_B) == close([0, 0, 3.5, 1])
    assert said(fusion, NONE) == [0, 0, 0, 1]


@pytest.mark.parametrize(("count", "cells"), [(2, 17**2), (3, 12**3), (6, 3**6)])
def test_tensor_bounds_its_cost(count, cells):
    fusion = make("tensor", names="abcdef"[:count])
    assert fusion.mlp[0].in_features == cells <= 2048


def test_low_rank():
    fusion = make("low_rank", dim=3, rank=2)
    fill(fusion.factors[0], [2.5, 1, -1, 2, 0, 4])
    fill(fusion.factors[1], [-1, 1, 0, 0, 1, 0], [0.5, 0, 1, 1.5, 0, 0.5])
    # two terms: (2.5, 1, -1) * (3.5, -3, 1) and (2, 0, 4) * (1.5, -3, 0.5)
    assert said(fusion, BOTH) == close(normed([8.75 + 3, -3 + 0, -1 + 2]))
    assert said(fusion, ONLY_B) == close(normed([3.5 + 1.5, -3 - 3, 1 + 0.5]))
    assert said(fusion, ONLY_A) == close(normed([2.5 + 2, 1 + 0, -1 + 4]))


def test_moe():
    fusion = make("moe", dim=3, experts=2)
    with torch.no_grad():
        fusion.centres.copy_(torch.tensor([[1.0, 0.0], [0.0, 0.0]]))
    fill(fusion.experts[0][0], [[1, 0], [0, 1], [1, 1]])  # 1, -3, -2
    fill(fusion.experts[1][0], [[0, -1], [1, 0], [2, 1]])  # 3, 1, -1
    one = [max(v, 0) for v in normed([1, -3, -2])]
    two = [max(v, 0) for v in normed([3, 1, -1])]
    # norm(1, -3) is (1, -1): distances 1 and sqrt(2)
    g = 1 / (1 + math.exp(1 - math.sqrt(2)))
    wanted = [g * v + (1 - g) * w for v, w in zip(one, two, strict=True)]
    assert said(fusion, BOTH) == close(wanted)
    assert said(fusion, ONLY_B) == close(wanted)  # with the stand-in of a


def test_product_of_experts():
    fusion = make("product_of_experts", dim=1)
    fill(fusion.experts[0], [2, 0], [0.5, -math.log(3)])  # mean 2.5, precision 3
    fill(fusion.experts[1], [-1, 0], [0.5, math.log(2)])  # mean 3.5, precision 1/2
    assert said(fusion, BOTH) == close([(3 * 2.5 + 0.5 * 3.5) / (1 + 3 + 0.5)])
    assert said(fusion, ONLY_B) == close([0.5 * 3.5 / (1 + 0.5)])
    assert said(fusion, NONE) == [0]
    assert shares(fusion, BOTH) == close([3 / 3.5, 0.5 / 3.5])
    assert shares(fusion, ONLY_A) == [1, 0]


def test_confidence():
    fusion = make("confidence", dim=2, temperature=2.0)
    fill(fusion.project[0], [2.5, 1])
    fill(fusion.project[1], [-1, 0], [0, 1.5])  # 3, 1.5
    a = 2 * math.log(math.exp(2.5 / 2) + math.exp(1 / 2))
    b = 2 * math.log(math.exp(3 / 2) + math.exp(1.5 / 2))
    w = 1 / (1 + math.exp(b - a))
    assert shares(fusion, BOTH) == close([w, 1 - w])
    wanted = [w * 2.5 + (1 - w) * 3, w * 1 + (1 - w) * 1.5]
    assert said(fusion, BOTH) == close(wanted)
    assert said(fusion, ONLY_B) == close([3, 1.5])


@pytest.mark.parametrize("beta", [0.5, 4.0])
def test_adaptation_gate(beta):
    fusion = make("adaptation_gate", dim=3, beta=beta)
    fill(fusion.project, [2, 1, -2])  # x, of norm 3
    fill(fusion.displace[0], [-1, 1, 2])  # 3, -3, -6
    fill(fusion.gates[0], [[-1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 1, 0]], [0, -0.5, 0])
    # gates: 3, relu(2 - 2 - 0.5) and 1; displacement 9, 0, -6
    a = min(beta * 3 / math.sqrt(81 + 36), 1)
    assert (a == 1) == (beta == 4.0)
    wanted = normed([2 + 9 * a, 1, -2 - 6 * a])
    assert said(fusion, BOTH) == close(wanted)
    assert said(fusion, ONLY_A) == close(normed([2, 1, -2]))
    assert said(fusion, ONLY_B) == close(normed([11, 1, -8]))  # without a limit


def test_hypernetwork():
    dims = {"a": 2, "b": 1}
    block = cls(catalog.find("fusion", "hypernetwork"))
    fusion = block(dims, dim=3, rank=2, hidden=2).eval()
    z = {"a": torch.tensor([[1.0, 2.0]]), "b": Z["b"]}
    fill(fusion.linear, [[1, 0], [0, 1], [1, -1]], [0, 0, 0.5])  # 1, 2, -0.5
    assert said(fusion, BOTH, z) == close([max(v, 0) for v in normed([1, 2, -0.5])])
    fill(fusion.condition, [-1, 1], [0, 1])  # relu(3), relu(-2): c is (3, 0)
    fill(fusion.left, [[1, 9], [0, 9], [0, 9], [1, 9], [1, 9], [1, 9]])
    fill(fusion.right, [[1, 9], [0, 9], [0, 9], [0.5, 9]], [0, 0, 0, 0.5])
    fill(fusion.shift, [[0, 9], [0, 9], [1, 9]], [0, 1, 0])
    # V = [[3, 0], [0, 2]], V z = (3, 4); U = [[3, 0], [0, 3], [3, 3]]; b = (0, 1, 3)
    wanted = normed([1 + 9, 2 + 12 + 1, -0.5 + 21 + 3])
    assert said(fusion, BOTH, z) == close([max(v, 0) for v in wanted])
    assert said(fusion, ONLY_A, z) == said(fusion, BOTH, z)  # with the stand-in of b


@pytest.mark.parametrize("name", ["film", "adaptation_gate", "hypernetwork"])
@pytest.mark.parametrize(("main", "wanted"), [(0, "a"), (1, "b"), (9, "c")])
def test_main_is_a_place(name, main, wanted):
    assert make(name, names="abc", main=main).main == wanted


def batch(count: int) -> tuple[dict, dict]:
    """Eight rows of `count` modalities of 64 numbers, all present."""
    torch.manual_seed(0)
    names = [f"m{i}" for i in range(count)]
    z = {name: torch.randn(8, 64) for name in names}
    return z, {name: torch.ones(8, dtype=torch.bool) for name in names}


@pytest.mark.parametrize("count", [1, 2, 6])
@pytest.mark.parametrize("name", VECTORS)
def test_any_number_of_modalities(name, count):
    z, present = batch(count)
    fusion = cls(catalog.find("fusion", name))(dict.fromkeys(z, 64))
    assert sum(p.numel() for p in fusion.parameters()) < 1e6
    optimiser = torch.optim.SGD(fusion.parameters(), lr=0.1)
    wish = torch.randn(8, fusion.dim)
    for _ in range(2):  # what starts at zero holds back a gradient for one step
        optimiser.zero_grad()
        (fusion(z, present) * wish).sum().backward()
        optimiser.step()
    # Of one modality the weight is always 1, whatever its score.
    idle = {"scores", "gate.weight", "gate.bias"} if count == 1 else set()
    for label, p in fusion.named_parameters():
        assert p.grad is not None and p.grad.isfinite().all(), label
        assert label in idle or p.grad.any(), label


@pytest.mark.parametrize("name", LEAVE_OUT)
def test_an_absent_modality_is_left_out(name):
    z, present = batch(3)
    fusion = cls(catalog.find("fusion", name))(dict.fromkeys(z, 64)).eval()
    present["m1"][:4] = False
    with torch.no_grad():
        before = fusion(z, present)
        z["m1"] = z["m1"] + 5
        after = fusion(z, present)
        assert torch.equal(before[:4], after[:4])
        assert (before[4:] != after[4:]).any(dim=1).all()
        assert before[:4].std(dim=0).max() > 1e-3  # the others still tell rows apart
