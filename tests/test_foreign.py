"""Blocks that a model wrote: refused by rule, by contract, or taken as any other."""

from pathlib import Path

import pytest

from agent import foreign
from agent.foreign import Refused
from agent.run.try_block import try_block
from sandbox import open_sandbox

GOOD = '''"""A product of all modalities, each with one added."""

import torch
from torch import Tensor, nn

BLOCK = {
    "name": "new_fusion_1",
    "role": "fusion",
    "class": "NewFusion1",
    "kinds": [],
    "summary": "the product of all projected modalities",
    "search": {"dim": [64, 128]},
}


class NewFusion1(nn.Module):
    """Features {m: (B, d_m)} to (B, dim)."""

    def __init__(self, dims: dict[str, int], *, dim: int = 64):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(width, dim) for width in dims.values())
        self.norm = nn.LayerNorm(dim)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        parts = [
            torch.where(present[m][:, None], f(z[m]), 0.0)
            for m, f in zip(self.names, self.project, strict=True)
        ]
        return self.norm(torch.stack(parts).sum(dim=0))
'''


def checked(code: str, folder: Path):
    return foreign.check(code, "fusion", "new_fusion_1", None, folder)


def test_a_good_block_is_taken(tmp_path):
    block = checked(GOOD, tmp_path)
    assert (block.name, block.cls) == ("new_fusion_1", "NewFusion1")
    told = try_block(open_sandbox(), tmp_path, block, None)
    assert told["ok"] is True and told["params"] > 0


@pytest.mark.parametrize(
    ("old", "new", "stage", "why"),
    [
        ("import torch\n", "import torch, os\n", "static", "imports os"),
        ("import torch\n", "from torch.utils import data\n", "static", "torch.utils"),
        ("import torch\n", "from torch import load\n", "static", "load"),
        ("import torch\n", "import torch\nopen('x')\n", "static", "top level"),
        ("import torch\n", "import torch\nX = open('x')\n", "static", "literal"),
        ("super().__init__()", "super().__init__(); open('/x')", "static", "open"),
        ("super().__init__()", "super().__init__(); eval('1')", "static", "eval"),
        ("self.dim = dim", "self.dim = ().__class__", "static", "__class__"),
        ("self.dim = dim", "torch.hub.list('a')", "static", "hub"),
        ("self.dim = dim", "getattr(torch, 'x')", "static", "getattr"),
        ("self.dim = dim", "self.dim = (", "syntax", ""),
        ('"role": "fusion"', '"role": "encoder"', "card", ""),
        ('"name": "new_fusion_1"', '"name": "gated"', "card", "new_fusion_1"),
        ('"class": "NewFusion1"', '"class": "Other"', "card", "Other"),
        ('"class"', 'f"{open}"', "static", ""),
        ("self.dim = dim", "# " + "x" * 20_000, "size", "lines"),
    ],
)
def test_what_no_block_needs_is_refused_with_its_line(tmp_path, old, new, stage, why):
    assert old in GOOD
    with pytest.raises(Refused) as refused:
        checked(GOOD.replace(old, new), tmp_path)
    assert refused.value.stage == stage and why in refused.value.why


@pytest.mark.parametrize(
    ("old", "new", "stage", "why"),
    [
        ("self.norm(torch.stack(parts).sum(dim=0))", "parts[0]", "gradient", ""),
        (
            "torch.stack(parts)",
            "torch.stack([p.detach() for p in parts])",
            "gradient",
            "",
        ),
        ("self.dim = dim", "self.dim = dim + 1", "shape", ""),
        (
            "torch.where(present[m][:, None], f(z[m]), 0.0)",
            "f(z[m]) / 0",
            "gradient",
            "",
        ),
        (
            "torch.stack(parts).sum(dim=0)",
            "torch.stack(parts).sum(dim=0) + torch.rand(self.dim)",
            "evaluation",
            "deterministic",
        ),
        (
            "torch.stack(parts).sum(dim=0)",
            "torch.stack(parts).sum(dim=0) + parts[0].mean(dim=0)",
            "evaluation",
            "other rows",
        ),
        ("f(z[m]), 0.0", "f(z[m] * (m != 'train')), 0.0", "gradient", ""),
        (
            "parts = [",
            "while True: pass\n        parts = [",
            "timeout",
            "longer than",
        ),
        ("parts = [", "raise OSError('no')\n        parts = [", "shape", "OSError: no"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_breaks_the_contract_is_refused_at_its_stage(
    tmp_path, monkeypatch, old, new, stage, why
):
    assert old in GOOD
    block = checked(GOOD.replace(old, new, 1), tmp_path)
    if stage == "timeout":
        short = try_block.__globals__["LIMITS"].model_copy(update={"wall_s": 15})
        monkeypatch.setitem(try_block.__globals__, "LIMITS", short)
    told = try_block(open_sandbox(), tmp_path, block, None)
    assert told["ok"] is False
    assert told["stage"] == stage, told
    assert why in told["why"]


def test_a_fusion_that_ignores_a_modality_is_refused(tmp_path):
    """All parameters learn, but one modality reaches the output by its bias alone."""
    ignoring = GOOD.replace("f(z[m]), 0.0", "f(z[m] * float(m != 'b')), 0.0").replace(
        "nn.Linear(width, dim) for", "Ignoring(width, dim) for"
    )
    ignoring = ignoring.replace(
        "class NewFusion1",
        "class Ignoring(nn.Module):\n"
        '    """A bias, whatever comes."""\n\n'
        "    def __init__(self, width: int, dim: int):\n"
        "        super().__init__()\n"
        "        self.bias = nn.Parameter(torch.randn(dim))\n\n"
        "    def forward(self, x: Tensor) -> Tensor:\n"
        "        return self.bias + x.mean(dim=1, keepdim=True)\n\n\n"
        "class NewFusion1",
    )
    block = checked(ignoring, tmp_path)
    told = try_block(open_sandbox(), tmp_path, block, None)
    assert (told["ok"], told["stage"]) == (False, "modality"), told
    assert "'b' is ignored" in told["why"]


def test_a_hostile_block_reaches_nothing(tmp_path):
    """Past the static check, as if it had been fooled: the sandbox holds."""
    secret = tmp_path / "secret"
    secret.write_text("canary")
    block = checked(GOOD, tmp_path)
    hostile = GOOD.replace(
        "super().__init__()",
        f"super().__init__(); raise OSError(open({str(secret)!r}).read())",
    )
    (tmp_path / "new_fusion_1.py").write_text(hostile)
    told = try_block(open_sandbox(), tmp_path, block, None)
    assert told["ok"] is False and "canary" not in told["why"]
    assert "No such file" in told["why"] or "Permission" in told["why"]


def test_shared_layers_may_be_used_and_others_not(tmp_path):
    shared = "from templates.blocks.masking import masked_softmax\n"
    first = "from torch import Tensor, nn\n"
    assert checked(GOOD.replace(first, first + shared), tmp_path)
    with pytest.raises(Refused, match="imports templates.measure"):
        checked(GOOD.replace(first, first + "import templates.measure\n"), tmp_path)
