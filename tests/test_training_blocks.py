"""The parts of a training by hand: what their papers say, on numbers one can check."""

import math
from types import SimpleNamespace

import pytest
import torch
from torch import nn

from agent.project.render import render
from templates.blocks.averaging.ema import MovingAverage
from templates.blocks.averaging.soup import GreedySoup, mean_weights
from templates.blocks.balance.gradient_blending import FUSED, GradientBlending
from templates.blocks.balance.ogm_ge import GradientModulation
from templates.blocks.groups import group_by_rate
from templates.blocks.heads.multiclass import MulticlassHead
from templates.blocks.heads.regression import RegressionHead
from templates.blocks.losses.gce import GeneralizedCrossEntropy
from templates.blocks.losses.mixup import ManifoldMixup
from templates.blocks.losses.trim import LossTrimming
from templates.blocks.optim.muon import Muon, orthogonalize, split_matrices
from templates.blocks.optim.schedule_free import ScheduleFreeAdamW
from templates.blocks.unimodal import unimodal_losses
from tests.test_training import plan_with


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


class Model(nn.Module):
    """Named as a generated model is."""

    def __init__(self):
        super().__init__()
        self.encoders = nn.ModuleDict({"a": nn.Linear(6, 4), "b": nn.Embedding(5, 4)})
        self.fusion = nn.Conv1d(4, 8, 3)
        self.head = nn.Linear(8, 3)


def descend(layer: nn.Linear, optimizer) -> float:
    """What 300 steps with a falling rate leave of a quadratic, as a share."""
    x, truth = torch.randn(32, 6), nn.Linear(6, 4).requires_grad_(False)
    losses, rates = [], [group["lr"] for group in optimizer.param_groups]
    for step in range(300):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * (1 - step / 300)
        loss = (layer(x) - truth(x)).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[-1] / losses[0]


def test_a_quadratic_is_minimised():
    layer = nn.Linear(6, 4)
    groups = split_matrices(layer, [{"params": list(layer.parameters())}])
    assert descend(layer, Muon(groups, lr=0.05, weight_decay=0.0)) < 1e-3
    layer = nn.Linear(6, 4)
    free = ScheduleFreeAdamW(layer.parameters(), lr=0.1, weight_decay=0.0)
    assert descend(layer, free) < 1e-3


@pytest.mark.parametrize("shape", [(8, 8), (4, 30), (40, 5)])
def test_orthogonalised_matrices_have_singular_values_near_one(shape):
    matrix = torch.randn(shape) @ torch.diag(torch.linspace(1, 3, shape[1]))
    u, values, vt = torch.linalg.svd(orthogonalize(matrix), full_matrices=False)
    assert values.min() > 0.6 and values.max() < 1.25
    wanted = torch.linalg.svd(matrix, full_matrices=False)
    cosine = ((u @ vt) * (wanted.U @ wanted.Vh)).sum() / min(shape)
    assert cosine > 0.99


def test_muon_is_that_of_torch_for_matrices_and_adamw_for_the_rest():
    ours, theirs = nn.Linear(7, 5), nn.Linear(7, 5)
    theirs.load_state_dict(ours.state_dict())
    groups = split_matrices(ours, [{"params": list(ours.parameters())}])
    assert [g["matrices"] for g in groups] == [False, True]
    mine = Muon(groups, lr=0.01, weight_decay=0.1)
    knobs = {"lr": 0.01, "weight_decay": 0.1}
    pair = [
        torch.optim.Muon([theirs.weight], adjust_lr_fn="match_rms_adamw", **knobs),
        torch.optim.AdamW([theirs.bias], **knobs),
    ]
    for _ in range(5):
        x = torch.randn(16, 7)
        for layer, optimizers in ((ours, [mine]), (theirs, pair)):
            layer.zero_grad()
            layer(x).square().sum().backward()
            for optimizer in optimizers:
                optimizer.step()
    # Torch's runs in bfloat16, ours in float32.
    assert torch.allclose(ours.weight, theirs.weight, atol=2e-3)
    assert torch.allclose(ours.bias, theirs.bias, atol=1e-3)


def test_embeddings_heads_and_vectors_are_no_matrices():
    model = Model()
    groups = split_matrices(model, group_by_rate(model, {"a": 0.1}))
    found = {
        (group["rate"], group["matrices"]): [tuple(p.shape) for p in group["params"]]
        for group in groups
    }
    assert found[0.1, True] == [(4, 6)] and found[0.1, False] == [(4,)]
    assert found[1.0, True] == [(8, 4, 3)]
    assert found[1.0, False] == [(5, 4), (8,), (3, 8), (3,)]


def test_schedule_free_goes_there_and_back_and_averages():
    """One parameter, gradients 1: z falls by lr a step; x is the mean of all z."""
    p = nn.Parameter(torch.tensor([1.0]))
    optimizer = ScheduleFreeAdamW([p], lr=0.1, weight_decay=0.0)
    for _ in range(3):
        p.grad = torch.ones(1)
        optimizer.step()
    optimizer.eval()
    # z: 0.9, 0.8, 0.7; the first x is the first z.
    assert p.item() == pytest.approx((0.9 + 0.8 + 0.7) / 3, abs=1e-5)
    optimizer.eval()  # twice is once
    optimizer.train()
    assert p.item() == pytest.approx(0.1 * 0.7 + 0.9 * 0.8, abs=1e-5)


def test_moving_average_by_hand():
    model = nn.BatchNorm1d(1)
    average = MovingAverage(model, decay=0.5)
    mean = None
    for n, value in enumerate((1.0, 3.0, 2.0, 8.0)):
        with torch.no_grad():
            model.weight.fill_(value)
        model.running_mean.fill_(10 * value)
        model.num_batches_tracked.fill_(n)
        average.update_parameters(model)
        decay = min(0.5, (1 + n) / (10 + n))
        mean = value if mean is None else decay * mean + (1 - decay) * value
    assert average.module.weight.item() == pytest.approx(mean)
    assert average.module.running_mean.item() == pytest.approx(10 * mean)
    assert average.module.num_batches_tracked.item() == 3


def test_greedy_soup_by_hand():
    """The third epoch makes it worse and is left out; the fourth was never kept."""
    soup = GreedySoup(size=3)
    layer = nn.Linear(1, 1, bias=False)
    for epoch, (score, weight) in enumerate([(5, 1.0), (9, 2.0), (8, 4.0), (7, 9.0)]):
        with torch.no_grad():
            layer.weight.fill_(weight)
        soup.add({"score": score, "epoch": epoch, "metric": score}, layer)
    assert [one["epoch"] for one in soup.kept] == [1, 2, 3]
    tasted = []

    def evaluate(weights):
        value = weights["weight"].item()
        tasted.append(value)
        return 10 - abs(value - 3), value

    best = soup.mix(evaluate)
    assert tasted == [3.0, 5.0]  # (2+4)/2, then (2+4+9)/3
    assert best["weights"]["weight"].item() == 3.0 and best["metric"] == 3.0
    assert best["epoch"] == 1 and best["score"] == 10
    worse = soup.mix(lambda weights: (0.0, 0.0))
    assert worse["weights"]["weight"].item() == 2.0 and worse["score"] == 9
    mean = mean_weights([{"n": torch.tensor(3)}, {"n": torch.tensor(5)}])
    assert mean["n"].item() == 3


def test_gradients_of_the_dominant_modality_are_damped():
    modulate = GradientModulation(alpha=0.8)
    losses = {"a": torch.tensor(0.2), "b": torch.tensor(1.2), "c": torch.tensor(2.0)}
    others = (math.exp(-1.2) + math.exp(-2.0)) / 2
    rho = math.exp(-0.2) / others
    factors = modulate.coefficients(losses)
    assert factors["a"].item() == pytest.approx(1 - math.tanh(0.8 * rho), abs=1e-6)
    assert factors["b"].item() == 1.0 and factors["c"].item() == 1.0
    assert modulate.coefficients({"a": torch.tensor(0.2)}) == {}

    encoders = nn.ModuleDict({name: nn.Linear(400, 30) for name in losses})
    gradient = torch.randn(30, 400) + 4.0
    encoders["a"].weight.grad = gradient.clone()
    modulate(encoders, losses)
    left = encoders["a"].weight.grad - factors["a"] * gradient
    assert left.mean().abs() < 0.05  # the noise: mean 0 and the gradient's deviation
    assert left.std().item() == pytest.approx(gradient.std().item(), rel=0.05)


def test_gradient_blending_by_hand():
    blend = GradientBlending()
    losses = {"a": torch.tensor(2.0), "b": torch.tensor(4.0)}
    assert blend(torch.tensor(3.0), losses).item() == pytest.approx(3.0)  # equal
    blend.update({FUSED: 1.0, "a": 1.0, "b": 1.0}, {FUSED: 1.0, "a": 1.0, "b": 1.0})
    assert blend.weights == {}
    blend.update({FUSED: 0.5, "a": 0.8, "b": 0.4}, {FUSED: 0.8, "a": 0.9, "b": 1.1})
    # Gains 0.2, 0.1 and none; gaps grew by 0.3, 0.1 and 0.7.
    raw = {FUSED: 0.2 / (0.09 + 1e-4), "a": 0.1 / (0.01 + 1e-4), "b": 0.0}
    total = sum(raw.values())
    assert blend.weights == pytest.approx({k: v / total for k, v in raw.items()})
    wanted = (3.0 * raw[FUSED] + 2.0 * raw["a"]) / total
    assert blend(torch.tensor(3.0), losses).item() == pytest.approx(wanted)
    before = dict(blend.weights)
    blend.update({FUSED: 0.1, "a": 0.1, "b": 0.1}, {FUSED: 2.0, "a": 2.0, "b": 2.0})
    assert blend.weights == before  # nothing was gained: they stay


def test_mixup_mixes_features_masks_and_losses_of_the_same_rows():
    z = {"a": torch.randn(6, 3), "b": torch.randn(6, 4, 5)}
    present = {"a": torch.arange(6) > 2, "b": torch.ones(6, dtype=torch.bool)}
    mixed, masks, other, share = ManifoldMixup(alpha=1.0)(z, present)
    assert 0 < share < 1 and sorted(other.tolist()) == list(range(6))
    for name, features in z.items():
        wanted = share * features + (1 - share) * features[other]
        assert torch.allclose(mixed[name], wanted)
    assert masks["a"].tolist() == [i > 2 or o > 2 for i, o in enumerate(other.tolist())]


def test_generalised_cross_entropy_lies_between_two_losses():
    p = torch.tensor([[0.2, 0.8], [0.5, 0.5], [0.9, 0.1]])
    y = torch.tensor([1, 0, 1])
    chosen = torch.tensor([0.8, 0.5, 0.1])
    whole = GeneralizedCrossEntropy(q=1.0)(p, y)
    assert whole.item() == pytest.approx((1 - chosen).mean().item())
    nearly = GeneralizedCrossEntropy(q=1e-4)(p, y)
    assert nearly.item() == pytest.approx(-chosen.log().mean().item(), abs=1e-3)
    wrong = torch.tensor([[0.0, 1.0]], requires_grad=True)
    GeneralizedCrossEntropy(q=0.7)(wrong, torch.tensor([0])).backward()
    assert wrong.grad.isfinite().all()


def test_trimming_leaves_out_the_worst_rows():
    head = RegressionHead(4, 1)
    outputs = torch.tensor([[0.0], [5.0], [0.1], [-9.0], [1.0]])
    kept = LossTrimming(share=0.4)(head, outputs, torch.zeros(5))
    assert kept.tolist() == [0, 2, 4]
    assert LossTrimming(share=0.9)(head, outputs[:1], torch.zeros(1)).tolist() == [0]
    unknown = torch.tensor([0.0, float("nan"), 0.0, 0.0, 0.0])
    assert 1 in LossTrimming(share=0.4)(head, outputs, unknown).tolist()


def test_unimodal_losses_leave_absent_rows_out():
    heads = nn.ModuleDict({n: MulticlassHead(3, 3) for n in ("a", "b", "c")})
    z = {"a": torch.randn(5, 3), "b": torch.randn(5, 2, 3), "c": torch.randn(5, 3)}
    masks = {name: torch.ones(5, dtype=torch.bool) for name in z}
    masks["a"][3:] = False
    masks["c"][:] = False
    y = torch.tensor([0, 1, 2, 0, 1])
    losses = unimodal_losses(heads, z, masks, y)
    assert list(losses) == ["a", "b"]
    wanted = heads["a"].loss(heads["a"](z["a"][:3]), y[:3])
    assert torch.equal(losses["a"], wanted)
    tokens = heads["b"].loss(heads["b"](z["b"].mean(dim=1)), y)
    assert torch.equal(losses["b"], tokens)


def rates(options: dict) -> list[float]:
    """The generated `learning_rate`, over its course of 1000 steps."""
    source = render(*plan_with(options)).files["train.py"]
    start = source.index("def learning_rate")
    names = {"math": math, "Config": SimpleNamespace}
    exec(source[start : source.index("\n\n\n", start)], names)
    config = SimpleNamespace(lr=1.0, warmup=options.get("warmup", 0.05))
    return [names["learning_rate"](config, i / 1000) for i in range(1001)]


def test_schedules_peak_where_they_should():
    cycle = rates({"schedule": "one_cycle", "warmup": 0.3})
    assert cycle.index(max(cycle)) == 300 and cycle[300] == pytest.approx(1.0)
    assert cycle[0] == pytest.approx(0.04) and cycle[1000] == pytest.approx(4e-6)
    theirs = torch.optim.lr_scheduler.OneCycleLR
    optimizer = torch.optim.SGD([nn.Parameter(torch.ones(1))], lr=1.0, momentum=0.9)
    wanted = theirs(optimizer, max_lr=1.0, total_steps=1001, pct_start=0.301)
    for rate in cycle:
        assert rate == pytest.approx(optimizer.param_groups[0]["lr"], abs=5e-3)
        optimizer.step()
        if rate != cycle[-1]:
            wanted.step()
    cosine = rates({})
    assert cosine.index(max(cosine)) == 50 and cosine[1000] == pytest.approx(0.01)
    plain = rates({"warmup": 0.0})
    assert plain[0] == 1.0 and plain[500] == pytest.approx(0.505)
    constant = rates({"schedule": "constant"})
    assert constant[0] == pytest.approx(0.02) and set(constant[50:]) == {1.0}
