"""Every encoder, fusion and head of the catalogue, in ONNX Runtime as in PyTorch.

Some stand for all in `make test`; `make test-export` does the whole catalogue.
"""

from pathlib import Path

import onnxruntime
import pytest
import torch
from exports import BATCHES, onnx_feeds, opened
from torch import Tensor, nn

from templates import contract
from tests.contract import ALL, built, modes, shapes

GOLDEN = Path(__file__).parent / "golden" / "driving" / "project"
NAME = "linear"
"""Of an encoder's modality: graphs have nodes of that name."""
QUICK = {
    ("gru", 4),  # maxima in stretches, and a loop over time
    ("conv1d", 0),
    ("set_transformer", 0),
    ("distance_net", 0),
    ("tabm", 0),
    ("mult", 4),
    ("moe", 0),
    ("tensor", 0),
    ("ordinal", 0),
    ("discrete_time", 0),
    ("quantile", 0),
}


class Whole(nn.Module):
    """A block and a head behind it, called as a project's model is."""

    def __init__(self, net: contract.Net):
        super().__init__()
        self.net = net

    def predict(self, x: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """What the head makes of it."""
        if self.net.role == "fusion":
            z = self.net.block(x, present)
        elif self.net.role == "encoder":
            z = self.net.block(x[NAME], present[NAME])
            z = z.mean(dim=1) if z.dim() == 3 else z
            z = torch.where(present[NAME].unsqueeze(1), z, torch.zeros_like(z))
        else:
            z = x[NAME] * present[NAME].unsqueeze(1)
        return self.net.head.predict(self.net.head(z))

    def forward(self, x: dict[str, Tensor], present: dict[str, Tensor]) -> tuple:
        return (self.predict(x, present),)


def cases() -> list:
    """A block, what it is tried on, and the tokens that it gives or takes."""
    found = []
    for block in ALL:
        if block.role == "encoder":
            counts = (0, 4) if "tokens" in block.params else (0,)
            found += [(block, kind, n) for kind in block.kinds for n in counts]
        elif block.role == "fusion":
            found += [(block, m, 4 if m == "tokens" else 0) for m in modes(block)]
        elif block.role == "head":
            found += [(block, kind, 0) for kind in block.kinds]
    params = []
    for block, kind, tokens in found:
        heavy = () if (block.name, tokens) in QUICK else (pytest.mark.heavy,)
        name = f"{block.role}-{block.name}-{kind}" + "-tokens" * bool(tokens)
        params.append(pytest.param(block, kind, tokens, id=name, marks=heavy))
    return params


@pytest.fixture(scope="module")
def own():
    """The export.py of a project, whose model pools maxima."""
    with opened(GOLDEN) as modules:
        yield modules


@torch.no_grad()
def difference(own, block, kind: str, tokens: int) -> float:
    """Largest difference from PyTorch over batches and what is missing."""
    torch.manual_seed(0)
    encoder = block.role == "encoder"
    knobs = {"tokens": tokens} if encoder and tokens else {}
    net = built(block, kind, shapes(kind)[0] if encoder else (), **knobs).eval()
    many = block.role == "fusion"
    x = net.x if many else {NAME: net.x}
    present = net.masks if many else {NAME: net.present}
    whole = Whole(net).eval()
    free = {name: {0: torch.export.Dim("batch", min=1)} for name in x}
    program = torch.export.export(whole, (x, present), dynamic_shapes=(free, free))
    session = onnxruntime.InferenceSession(
        own.export.onnx_bytes(program, x, ("predictions",))
    )
    worst = []
    for absent in own.export.gaps(x).values():
        for rows in BATCHES:
            some = {n: value[:rows] for n, value in x.items()}
            there = {n: torch.full((rows,), n not in absent) for n in x}
            wanted = whole.predict(some, there)
            got = torch.from_numpy(session.run(None, onnx_feeds(some, there))[0])
            assert got.shape == wanted.shape
            worst.append((got - wanted).abs().max() / wanted.abs().max().clamp(min=1))
    return torch.stack(worst).max().item()


@pytest.mark.parametrize(("block", "kind", "tokens"), cases())
def test_block_answers_alike_in_onnx(own, block, kind, tokens):
    assert difference(own, block, kind, tokens) <= 1e-4
