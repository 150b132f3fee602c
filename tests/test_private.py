"""Differential privacy: what each row does to the weights is its own, and bounded."""

import math

import pytest
import torch
from contract import ALL, GIVEN, modes
from plans import done, plan_of, task
from test_bad_input import forgeweld
from torch import nn

from agent import catalog
from agent.constraints import broken
from agent.errors import UsageError
from agent.inline import inline
from agent.outcome import Outcome
from agent.project import private
from agent.project.training import misfit
from agent.proposers import rules
from agent.records import Constraints
from agent.run import bounds
from agent.run.request import Request
from templates import contract
from templates.blocks.private import PrivateOptimizer

ROLES = ("encoder", "fusion", "head")
WANTED = [
    pytest.param(block, kind, id=f"{block.role}-{block.name}-{kind}")
    for block in ALL
    if block.role in ROLES
    for kind in (modes(block) if block.role == "fusion" else block.kinds)
]
ALONE = {f"{role} {name}" for role, names in private.UNFIT.items() for name in names}


class Model(nn.Module):
    """A block in the net of the contract, called as a generated model is."""

    def __init__(self, net: contract.Net):
        super().__init__()
        self.head, self.y, self.role = net.head, net.y, net.role
        self.block = None if self.role == "head" else net.block

    def forward(self, x, present):
        if self.block is None:
            return self.head(x["rows"])
        several = self.role == "fusion"
        z = self.block(*((x, present) if several else (x["rows"], present["rows"])))
        return self.head(z.mean(dim=1) if z.dim() == 3 else z)


def made(block, kind: str) -> tuple[Model, dict, dict]:
    """A block as a private project has it, eight rows for it, and their masks."""
    found: dict = {}
    source = private.by_rows(inline({block.module: None}))
    exec("import math\nimport torch\n" + source, found)
    shape = GIVEN[kind].shape if block.role == "encoder" else ()
    case = contract.Case(
        make=found[block.cls],
        role=block.role,
        kind=kind,
        head=contract_head(),
        shape=shape,
        example=GIVEN[kind].model_dump() if shape else {},
    )
    torch.manual_seed(0)
    net = contract.Net(case)
    if block.role == "fusion":
        return Model(net), net.x, net.masks
    return Model(net), {"rows": net.x}, {"rows": net.present}


def contract_head() -> type:
    from contract import cls

    return cls(catalog.find("head", "multiclass"))


def wrapped(model: nn.Module, rows: int, **more) -> PrivateOptimizer:
    plain = torch.optim.SGD(model.parameters(), lr=1.0)
    fields = {"batch_size": rows, "epochs": 2, "epsilon": 8.0, "clip": 1.0} | more
    return PrivateOptimizer(plain, model, rows=rows, **fields)


@pytest.mark.parametrize(("block", "kind"), WANTED)
def test_gradients_are_those_of_each_row_alone(block, kind):
    """Also in training, where dropout is drawn; and what is unfit really is."""
    if f"{block.role} {block.name}" in ALONE:
        with pytest.raises((RuntimeError, AssertionError)):
            check_gradients(*made(block, kind))
        return
    check_gradients(*made(block, kind))


def check_gradients(model: Model, x: dict, present: dict) -> None:
    optimizer, y = wrapped(model, len(model.y)), model.y
    learnt = [p for p in optimizer.row_loss.parameters() if p.requires_grad]
    given = [p.detach() for p in learnt]
    model.train()
    optimizer._gradients(given, x, present, y)
    model.eval()
    grads, losses = optimizer._gradients(given, x, present, y)
    largest = max(grad.abs().max().item() for grad in grads)
    assert largest > 0, "a row alone teaches it nothing"
    for i in range(len(y)):
        row = {name: value[i] for name, value in x.items()}
        there = {name: mask[i] for name, mask in present.items()}
        loss = optimizer.row_loss(row, there, y[i])
        wanted = torch.autograd.grad(loss, learnt, materialize_grads=True)
        assert torch.allclose(losses[i], loss, atol=1e-5)
        for grad, own in zip(grads, wanted, strict=True):
            assert torch.allclose(grad[i], own, atol=1e-4 * max(1.0, largest))


class Line(nn.Module):
    """A linear regression, called as a generated model is."""

    def __init__(self):
        super().__init__()
        self.linear, self.head = nn.Linear(3, 1), Squares()

    def forward(self, x, present):
        return self.linear(x["rows"])


class Squares(nn.Module):
    def loss(self, outputs, y):
        return (outputs[:, 0] - y).square().mean()


def step(x: torch.Tensor, y: torch.Tensor, noise: float) -> torch.Tensor:
    """What one step on all rows adds to the weights."""
    torch.manual_seed(1)
    model = Line()
    optimizer = wrapped(model, 100)
    optimizer.noise_multiplier = noise
    before = model.linear.weight.detach().clone()
    mask = torch.ones(len(y), dtype=torch.bool)
    optimizer.learn({"rows": x}, {"rows": mask}, y)
    return (model.linear.weight - before).detach()


def test_one_row_moves_the_weights_no_further_than_the_clip():
    """However extreme it is; 100 rows are summed in two parts."""
    x, y = torch.randn(100, 3), torch.randn(100)
    with_it, without = x.clone(), y.clone()
    with_it[17], without[17] = 1e4, -1e6
    plain, moved = step(x, y, 0.0), step(with_it, without, 0.0)
    assert 0 < (moved - plain).norm() <= 2 / 100 + 1e-6
    assert plain.norm() <= 1 + 1e-6, "the mean of clipped gradients, at a rate of 1"


def test_noise_is_as_large_as_was_calculated_and_from_no_seed():
    none = torch.empty(0, 3), torch.empty(0)
    steps = torch.cat([step(*none, noise=50.0) for _ in range(200)])
    assert steps.std().item() == pytest.approx(50 / 100, rel=0.15)
    assert len(steps.unique(dim=0)) == 200, "all began with the same seed"


def test_draws_come_from_no_seed_and_take_every_row_alike():
    optimizer, index = wrapped(Line(), 1000, batch_size=100), torch.arange(1000)
    drawn = []
    for _ in range(2):
        torch.manual_seed(0)
        drawn.append([batch.tolist() for batch in optimizer.batches(index)])
    assert drawn[0] != drawn[1] and len(drawn[0]) == 10
    sizes = [len(batch) for batches in drawn for batch in batches]
    assert len(set(sizes)) > 1 and 60 < sum(sizes) / len(sizes) < 140


@pytest.mark.parametrize("epsilon", [1.0, 8.0])
def test_all_epochs_spend_what_was_allowed(epsilon):
    """Of full batches the cost is known in closed form: no more than that of zCDP (Bun
    & Steinke 2016), whose rho is steps / (2 noise^2)."""
    optimizer = wrapped(Line(), 400, epochs=20, epsilon=epsilon)
    assert optimizer.spent() == 0
    optimizer.taken = 20
    assert 0.95 * epsilon < optimizer.spent() <= epsilon
    rho = 20 / (2 * optimizer.noise_multiplier**2)
    bound = rho + 2 * math.sqrt(rho * math.log(1 / optimizer.delta))
    assert 0.7 * bound < optimizer.spent() <= bound
    few = wrapped(Line(), 400, batch_size=40, epochs=20, epsilon=epsilon)
    assert few.noise_multiplier < optimizer.noise_multiplier * math.sqrt(10)
    state = few.state_dict()
    few.taken = 7
    few.load_state_dict(state)
    assert few.taken == 0


def asked(kinds: str = "text table", kind="binary", epsilon: float = 8.0):
    spec, profile = task(kinds, kind)
    limits = Constraints(max_epsilon=epsilon)
    return spec.model_copy(update={"constraints": limits}), profile


def test_only_a_private_training_within_the_limit_wins():
    spec, profile = asked()
    plan = plan_of(spec, profile)
    assert plan.train.epsilon == 8.0 and misfit(spec, plan) is None
    assert broken(spec, done(1, plan, 0.5, epsilon=7.9, delta=1e-5)) is None
    for spent, word in ((None, "epsilon None"), (9.0, "epsilon 9.0")):
        assert word in str(broken(spec, done(1, plan, 0.5, epsilon=spent)))
    strict = spec.model_copy(update={"constraints": Constraints(max_epsilon=1.0)})
    assert "at most 1" in str(misfit(strict, plan))


@pytest.mark.parametrize(
    ("option", "word"),
    [({"mixup": 0.2}, "mixup"), ({"soup": 3}, "soup"), ({"accumulate": 2}, "accum")]
    + [({"clip": None}, "clip"), ({"optimizer": "muon"}, "adamw")],
)
def test_what_would_break_the_promise_is_refused(option, word):
    spec, profile = asked()
    plan = plan_of(spec, profile)
    train = plan.train.model_copy(update=option)
    assert word in str(misfit(spec, plan.model_copy(update={"train": train})))


def test_a_private_run_from_the_sentence_to_the_card(toy, tmp_path):
    words = ("run", "Predict whether there is an alarm.", "--data", toy, "--private")
    flags = ("--minutes", 1, "--trials", 2, "--json", "--use", "sweep", "--use", "load")
    done = forgeweld(*words, 8, *flags, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "epsilon at most 8 for every row" in done.stderr
    best = Outcome.model_validate_json(done.stdout).best
    assert best and len(best.members) == 1
    spent, delta = best.members[0].epsilon, best.members[0].delta
    assert spent and delta and 0 < spent <= 8 and delta <= 0.1 / 60
    (card,) = tmp_path.glob("generated/*/project/README.md")
    assert f"epsilon {spent:.3g} at delta" in " ".join(card.read_text().split())
    project = card.parent
    assert "opacus==" in (project / "requirements.lock").read_text()
    source = (project / "train.py").read_text()
    assert "optimizer.learn(x, present, y)" in source
    assert "BatchNorm" not in (project / "model.py").read_text()


def test_what_cannot_be_private_says_so(toy, tmp_path):
    words = ("run", "Predict whether there is an alarm.", "--data", toy)
    done = forgeweld(*words, "--private", 0, cwd=tmp_path)
    assert done.returncode == 2 and "--private must be above 0" in done.stderr
    spec, profile = asked("text image", "retrieval")
    request = Request(statement=spec.statement, data=toy)
    with pytest.raises(UsageError, match="not for retrieval"):
        bounds.steered(spec, profile, request)
    spec, profile = asked("table series", "survival")
    spec = bounds.steered(spec, profile, request)
    plans = rules.baselines(spec, profile)
    assert {plan.head.block for plan in plans} == {"discrete_time"}
    assert not [misfit(spec, plan) for plan in plans if misfit(spec, plan)]
