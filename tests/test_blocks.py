"""One contract over the whole catalogue: a new block file is tested as it is.

A new kind of data needs a fixture in `CELLS` of test_inputs.py, and nothing else.
"""

import ast
import math

import pytest
import torch

from agent import catalog
from templates import contract
from tests.contract import ALL, build, built, cls, modes, of, shapes, stored


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


@pytest.mark.parametrize("block", [pytest.param(b, id=b.module) for b in ALL])
def test_card(block):
    lines = (catalog.BLOCKS / block.module).read_text().splitlines()
    assert len(lines) <= (160 if block.role == "learner" else 120)  # a whole training
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


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_network(block, kind, shape):
    net = built(block, kind, shape)
    contract.fits(net)
    # Where there is one token to look at, it does not matter what is asked for.
    idle = "query" if kind == "vectors" and len(modes(block)) > 1 else None
    contract.learns(net, idle=idle)
    contract.small_and_half(net)
    contract.steady(net)
    contract.saves(net)
    contract.attends(net)


@pytest.mark.parametrize(
    "block", [p for role in ("encoder", "fusion", "head") for p in of(role)]
)
def test_every_search_value_learns(block):
    kind = modes(block)[-1] if block.role == "fusion" else block.kinds[0]
    shape = shapes(kind)[0] if block.role == "encoder" else ()
    for knob, values in block.search.items():
        for value in values:
            net = built(block, kind, shape, **{knob: value})
            net.loss().backward()
            for name, p in net.named_parameters():
                assert p.grad is not None and p.grad.isfinite().all(), (knob, name)


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_missing_rows_are_finite(block, kind, shape):
    contract.bears_gaps(built(block, kind, shape))


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_network_overfits_eight_rows(block, kind, shape):
    contract.overfits(built(block, kind, shape))


@pytest.mark.parametrize(
    ("block", "kind", "shape"), [p for p in nets() if p.values[0].role != "head"]
)
def test_network_exports_with_a_free_batch(block, kind, shape):
    contract.exports(built(block, kind, shape).eval())


def token_nets() -> list:
    """The encoders that can give a sequence."""
    encoders = [p for p in nets() if p.values[0].role == "encoder"]
    return [p for p in encoders if "tokens" in p.values[0].params]


@pytest.mark.parametrize(("block", "kind", "shape"), token_nets())
def test_encoder_gives_tokens(block, kind, shape):
    net = built(block, kind, shape, tokens=4)
    z = net.block(net.x, net.present)
    assert z.shape == (8, 4, net.block.dim)
    if shape == shapes(kind)[0]:  # large enough to have four places
        assert not torch.allclose(z[:, 0], z[:, 3])
    contract.learns(net)
    assert net.loss(n=1).isfinite()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert net.loss().isfinite()

    net.eval()
    with torch.no_grad():
        first = net.block(net.x, net.present)
        alone = net.block(net.x[:1], net.present[:1])
        assert torch.allclose(first[:1], alone, atol=1e-5)  # rows don't interact
    contract.exports(net)

    net.train().zero_grad()
    contract.bears_gaps(net)


@pytest.mark.parametrize(
    ("block", "kind", "tokens"),
    [
        pytest.param(b, kind, tokens, id=f"{b.name}-{kind}-{tokens or 'vector'}")
        for b in ALL
        if b.role == "encoder"
        for kind in b.kinds
        for tokens in ((0, 4) if "tokens" in b.params else (0,))
    ],
)
def test_every_encoder_with_every_fusion(block, kind, tokens):
    """Two modalities, the encoder's and a vector: one pass forward, one back. The
    encoder's own passes are shared: back from each fusion the gradients add up."""
    shape = min(shapes(kind), key=math.prod)
    encoder = build(block, shape, **({"tokens": tokens} if tokens else {}))
    x = stored(kind, shape, 3)
    present = {"b": torch.tensor([True, False, True]), "values": torch.ones(3) > 0}
    encoded = encoder(x, present["b"])
    features = encoded.detach().requires_grad_()
    for fusion in catalog.blocks("fusion"):
        if tokens and fusion.takes != "tokens":
            continue
        fuse = cls(fusion)({"b": encoder.dim, "values": 5})
        fused = fuse({"b": features, "values": torch.randn(3, 5)}, present)
        assert fused.shape == (3, fuse.dim) and fused.isfinite().all(), fusion.name
        before = torch.zeros(()) if features.grad is None else features.grad.clone()
        fused.sum().backward()
        grads = [p.grad for p in fuse.parameters()]
        assert all(g is not None and g.isfinite().all() for g in grads), fusion.name
        assert features.grad is not None and features.grad.isfinite().all()
        assert not torch.equal(features.grad, before), fusion.name
    encoded.backward(features.grad)
    for name, p in encoder.named_parameters():
        assert p.grad is not None and p.grad.isfinite().all(), name


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
    net = built(block, mode, ()).eval()
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
