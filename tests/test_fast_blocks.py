"""What makes training fast computes the same: half precision, byte dropout, shifts."""

from contextlib import nullcontext

import pytest
import torch
from contract import build, of, shapes, stored

from agent import catalog
from agent.records import Block
from templates.blocks import half
from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.training.shift_image import ShiftImage

NATIVE = torch.cpu._is_avx512_bf16_supported()
CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


def halved() -> list:
    """Encoders that compute in half precision: those of `half_precision` in them."""
    return [p for p in of("encoder") if "half_precision" in source(p.values[0])]


def source(block: Block) -> str:
    return (catalog.BLOCKS / block.module).read_text()


def test_half_precision_is_for_training_on_machines_that_have_it(monkeypatch):
    assert isinstance(half.half_precision(CPU, False), nullcontext)
    for native in (False, True):
        monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda n=native: n)
        with half.half_precision(CPU, True):
            y = torch.ones(2, 2) @ torch.ones(2, 2)
        assert y.dtype == (torch.bfloat16 if native else torch.float32)


@pytest.mark.skipif(not NATIVE, reason="this processor does not compute in bfloat16")
@pytest.mark.parametrize("block", halved())
@pytest.mark.parametrize("rows", [3, 8])
def test_gradients_in_half_precision_are_near_those_in_single(block, rows, monkeypatch):
    """Some kernels are wrong: 3-d convolutions in bfloat16 gave NaN (torch 2.13)."""
    kind = block.kinds[0]
    still = {name: 0.0 for name in ("dropout", "drop") if name in block.params}
    net = build(block, kind=kind, **still)
    x = stored(kind, shapes(kind)[0], rows)
    present = torch.ones(rows, dtype=torch.bool)
    found = {}
    for native in (False, True):
        monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda n=native: n)
        net.zero_grad()
        z = net(x, present)
        assert z.dtype == torch.float32
        (z * torch.linspace(-1, 1, z.numel()).view_as(z)).sum().backward()
        found[native] = torch.cat([p.grad.flatten() for p in net.parameters()])
    near = torch.nn.functional.cosine_similarity(found[False], found[True], dim=0)
    assert near > 0.9


def test_byte_dropout_drops_its_share_and_keeps_the_mean():
    layer = ByteDropout(0.25)
    x = torch.ones(4, 8, 61, 53).contiguous(memory_format=torch.channels_last)
    y = layer(x)
    assert y.is_contiguous(memory_format=torch.channels_last)
    dropped = (y == 0).float().mean().item()
    assert abs(dropped - 0.25) < 4 * (0.25 * 0.75 / x.numel()) ** 0.5
    assert y.unique().tolist() == [0.0, pytest.approx(4 / 3)]
    halves = torch.stack([(part == 0).float().mean() for part in y.flatten().chunk(64)])
    assert halves.std() < 2 * (0.25 * 0.75 * 64 / x.numel()) ** 0.5, "in clusters"
    torch.manual_seed(0)
    assert torch.equal(ByteDropout(0.25)(x), y), "it draws from torch's generator"
    assert layer.eval()(x) is x
    assert ByteDropout(0.0)(x) is x


def test_byte_dropout_has_the_gradient_of_what_it_kept():
    x = torch.randn(2, 3, 5, 5, requires_grad=True)
    y = ByteDropout(0.5)(x)
    y.sum().backward()
    assert torch.equal(x.grad, 2 * (y != 0).float())


@pytest.mark.parametrize("knobs", [{}, {"flip": True, "vertical": True}])
def test_shifted_pictures_are_shifted_pictures(knobs):
    """Every picture is, exactly, one of those that slices would give."""
    x = torch.randint(0, 256, (6, 3, 10, 12), dtype=torch.uint8)
    augment = ShiftImage(shift=0.2, brightness=0.0, **knobs)
    y = augment(x)
    assert y.shape == x.shape and y.dtype == torch.uint8
    wide = torch.nn.functional.pad(x.float(), (2, 2, 2, 2), mode="replicate")
    for before, after in zip(wide, y.float(), strict=True):
        windows = [
            before[:, i : i + 10, j : j + 12] for i in range(5) for j in range(5)
        ]
        if knobs:
            windows += [w.flip(2) for w in windows]
            windows += [w.flip(1) for w in windows]
        assert any(torch.equal(after, window) for window in windows)
