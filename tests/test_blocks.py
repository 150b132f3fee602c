"""One contract over the whole catalogue: a new block file is tested as it is.

A new kind of data needs a fixture in `CELLS` of test_inputs.py, and nothing else.
"""

import ast
import math

import pytest
import torch
from torch import nn

from agent import catalog
from tests.contract import (
    ALL,
    DIMS,
    SUM_TO_ONE,
    Net,
    build,
    cls,
    modes,
    of,
    shapes,
    stored,
)


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


@pytest.mark.parametrize("block", [pytest.param(b, id=b.module) for b in ALL])
def test_card(block):
    lines = (catalog.BLOCKS / block.module).read_text().splitlines()
    assert len(lines) <= 120
    for name, values in block.search.items():
        for value in values:
            build(block, **{name: value})


def test_no_two_files_define_the_same_name():
    owners: dict[str, str] = {}
    for path in sorted(catalog.BLOCKS.rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            name = getattr(node, "name", None)
            if isinstance(node, ast.Assign):
                name = ast.unparse(node.targets[0])
            if name and name != "BLOCK":
                assert owners.setdefault(name, path.name) == path.name, name


def nets() -> list:
    params = []
    for block in ALL:
        for kind in modes(block) if block.role == "fusion" else block.kinds:
            if block.role == "encoder":
                for shape in shapes(kind):
                    name = f"{block.name}-{kind}-{'x'.join(map(str, shape))}"
                    params.append(pytest.param(block, kind, shape, id=name))
            elif block.role in ("fusion", "head"):
                name = f"{block.role}-{block.name}-{kind}"
                params.append(pytest.param(block, kind, (), id=name))
    return params


def learns(net: Net, idle: str | None = None) -> None:
    """Every parameter gets a gradient, which may be 0 with `idle` in its name."""
    # A step first: what starts at zero may hold back the gradient of the layer before.
    optimiser = torch.optim.SGD(net.parameters(), lr=0.01)
    for _ in range(2):
        optimiser.zero_grad()
        loss = net.loss()
        loss.backward()
        optimiser.step()
    assert loss.isfinite() and loss.dim() == 0
    for name, p in net.named_parameters():
        assert p.grad is not None and p.grad.isfinite().all(), name
        assert p.grad.any() or (idle and idle in name), name


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_network(block, kind, shape):
    net = Net(block, kind, shape)
    if block.role != "head":
        assert net.features().shape == (8, net.block.dim)
    # Where there is one token to look at, it does not matter what is asked for.
    learns(net, idle="query" if kind == "vectors" and len(modes(block)) > 1 else None)

    assert net.loss(n=1).isfinite()  # batch of 1, in training
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = net.loss()
    loss.backward()
    assert loss.isfinite()

    net.eval()
    with torch.no_grad():
        first = net()
        assert torch.equal(first, net()) and net(n=1).isfinite().all()
        assert torch.allclose(first[:1], net(n=1), atol=1e-5)  # rows don't interact
        probabilities = net.head.predict(first)
    assert probabilities.shape == (8, net.head.predict(net(n=1)).shape[1])
    if (kind if block.role == "head" else "multiclass") in SUM_TO_ONE:
        assert torch.allclose(probabilities.sum(dim=1), torch.ones(8), atol=1e-5)

    torch.manual_seed(1)
    twin = Net(block, kind, shape).eval()
    twin.load_state_dict(net.state_dict())
    twin.x = net.x
    with torch.no_grad():
        assert torch.equal(twin(), first)


@pytest.mark.parametrize(
    "block", [p for role in ("encoder", "fusion", "head") for p in of(role)]
)
def test_every_search_value_learns(block):
    kind = modes(block)[-1] if block.role == "fusion" else block.kinds[0]
    shape = shapes(kind)[0] if block.role == "encoder" else ()
    for knob, values in block.search.items():
        for value in values:
            net = Net(block, kind, shape, **{knob: value})
            net.loss().backward()
            for name, p in net.named_parameters():
                assert p.grad is not None and p.grad.isfinite().all(), (knob, name)


@pytest.mark.parametrize(
    ("block", "kind", "shape"),
    [p for p in nets() if "tokens" in p.values[0].params],
)
def test_encoders_give_as_many_tokens_as_asked_for(block, kind, shape):
    encoder = build(block, shape, tokens=3)
    x = stored(kind, shape, 8)
    present = torch.ones(8, dtype=torch.bool)
    tokens = encoder(x, present)
    assert tokens.shape == (8, 3, encoder.dim)
    tokens.square().sum().backward()
    for name, p in encoder.named_parameters():
        assert p.grad is not None and p.grad.isfinite().all(), name
    encoder.eval()
    free = {0: torch.export.Dim("batch", min=2)}
    program = torch.export.export(encoder, (x, present), dynamic_shapes=(free, free))
    with torch.no_grad():
        wanted = encoder(x[:3], present[:3])
        assert torch.allclose(program.module()(x[:3], present[:3]), wanted, atol=1e-4)
    assert encoder(torch.zeros_like(x), ~present).isfinite().all()


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_missing_rows_are_finite(block, kind, shape):
    net = Net(block, kind, shape)
    if block.role == "encoder":
        net.present[:] = False
        net.x = torch.zeros_like(net.x)
    elif block.role == "fusion":
        for name, mask in net.masks.items():
            mask[0] = False  # a row with nothing at all
            mask[1:4] = name == "b"
    loss = net.loss()
    loss.backward()
    assert loss.isfinite()
    assert all(p.grad.isfinite().all() for p in net.parameters())


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_network_overfits_eight_rows(block, kind, shape):
    net = Net(block, kind, shape)
    if shape and math.prod(shape) < 8 and block.role == "encoder":
        net.x = net.x * 3  # little to tell rows apart by: spread them
    for module in net.modules():
        if isinstance(module, (nn.Dropout, nn.Dropout1d)):
            module.p = 0.0
    optimiser = torch.optim.Adam(
        net.parameters(), lr=1e-2 if block.role != "head" else 0.1
    )
    for _ in range(300):
        optimiser.zero_grad()
        loss = net.loss()
        loss.backward()
        optimiser.step()
        if loss < 0.05:
            break
    assert loss < 0.1


class Whole(nn.Module):
    """Features, head and prediction in one pass, as an export has them."""

    def __init__(self, net: Net):
        super().__init__()
        self.net = net

    def forward(self, x, present):
        return self.net.head.predict(self.net.head(self.net.block(x, present)))


@pytest.mark.parametrize(
    ("block", "kind", "shape"), [p for p in nets() if p.values[0].role != "head"]
)
def test_network_exports_with_a_free_batch(block, kind, shape):
    exports(Net(block, kind, shape).eval())


def exports(net: Net) -> None:
    """An exported program gives the same for another number of rows."""
    batch = torch.export.Dim("batch", min=2)
    free, present = {0: batch}, net.present
    if net.role == "fusion":
        free, present = {name: {0: batch} for name in DIMS}, net.masks
    program = torch.export.export(
        Whole(net), (net.x, present), dynamic_shapes=(free, free)
    )
    three = tuple(
        (
            {name: t[:3] for name, t in part.items()}
            if net.role == "fusion"
            else part[:3]
        )
        for part in (net.x, present)
    )
    with torch.no_grad():
        wanted = Whole(net)(*three)
        assert torch.allclose(program.module()(*three), wanted, atol=1e-4)


def token_nets() -> list:
    """The encoders that can give a sequence."""
    encoders = [p for p in nets() if p.values[0].role == "encoder"]
    return [p for p in encoders if "tokens" in p.values[0].params]


@pytest.mark.parametrize(("block", "kind", "shape"), token_nets())
def test_encoder_gives_tokens(block, kind, shape):
    net = Net(block, kind, shape, tokens=4)
    z = net.block(net.x, net.present)
    assert z.shape == (8, 4, net.block.dim)
    if shape == shapes(kind)[0]:  # large enough to have four places
        assert not torch.allclose(z[:, 0], z[:, 3])
    learns(net)
    assert net.loss(n=1).isfinite()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert net.loss().isfinite()

    net.eval()
    with torch.no_grad():
        first = net.block(net.x, net.present)
        alone = net.block(net.x[:1], net.present[:1])
        assert torch.allclose(first[:1], alone, atol=1e-5)  # rows don't interact
    exports(net)

    net.train().zero_grad()
    net.present[:] = False
    net.x = torch.zeros_like(net.x)
    loss = net.loss()
    loss.backward()
    assert loss.isfinite()
    assert all(p.grad.isfinite().all() for p in net.parameters())


@pytest.mark.parametrize(
    ("block", "kind", "tokens"),
    [
        pytest.param(b, kind, tokens, id=f"{b.name}-{kind}-{tokens or 'vector'}")
        for b in catalog.blocks("encoder")
        for kind in b.kinds
        for tokens in ((0, 4) if "tokens" in b.params else (0,))
    ],
)
def test_every_encoder_with_every_fusion(block, kind, tokens):
    """Two modalities, the encoder's and a vector: one pass forward, one back."""
    shape = min(shapes(kind), key=math.prod)
    encoder = build(block, shape, **({"tokens": tokens} if tokens else {}))
    x = stored(kind, shape, 3)
    present = {"b": torch.tensor([True, False, True]), "values": torch.ones(3) > 0}
    for fusion in catalog.blocks("fusion"):
        if tokens and fusion.takes != "tokens":
            continue
        fuse = cls(fusion)({"b": encoder.dim, "values": 5})
        z = {"b": encoder(x, present["b"]), "values": torch.randn(3, 5)}
        fused = fuse(z, present)
        assert fused.shape == (3, fuse.dim) and fused.isfinite().all(), fusion.name
        encoder.zero_grad()
        fused.sum().backward()
        grads = [p.grad for p in (*encoder.parameters(), *fuse.parameters())]
        assert all(g is not None and g.isfinite().all() for g in grads), fusion.name


@pytest.mark.parametrize(
    ("block", "mode"),
    [
        pytest.param(b, mode, id=f"{b.name}-{mode}")
        for b in catalog.blocks("fusion")
        if hasattr(cls(b), "weights")
        for mode in modes(b)
    ],
)
def test_fusion_weights(block, mode):
    net = Net(block, mode, ()).eval()
    net.masks["train"][:4] = False
    for mask in net.masks.values():
        mask[7] = False
    with torch.no_grad():
        weights = net.block.weights(net.x, net.masks)
        hidden = net.features()
        net.x["train"][:4] = 1e3
        assert torch.equal(net.features()[:4, 0].isfinite(), torch.ones(4).bool())
    assert weights.shape == (8, 3) and (weights >= 0).all()
    assert torch.allclose(weights.sum(dim=1), torch.ones(8))
    assert (weights[:4, 1] == 0).all() and (weights[4:, 1] > 0).all()
    assert hidden.isfinite().all()


@pytest.mark.parametrize("block", of("augment"))
def test_augment(block):
    for kind in block.kinds:
        for shape in shapes(kind):
            x = stored(kind, shape, 4)
            before = x.clone()
            y = build(block)(x)
            assert y.shape == x.shape and y.dtype == x.dtype
            assert torch.equal(x, before)  # the stored rows stay as they are
            assert y.float().isfinite().all() and not torch.equal(x, y)
            torch.manual_seed(7)
            one = build(block)(x)
            torch.manual_seed(7)
            assert torch.equal(one, build(block)(x))
            assert build(block)(x[:1]).shape == x[:1].shape
