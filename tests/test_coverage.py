"""The coverage table: every block has its row, and its figures are right."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent import catalog, coverage
from agent.errors import RunError
from agent.interfaces.blocks import markdown
from agent.interfaces.cli import cli

BROKEN = '''"""A block that can be read, but not run."""

from torch import nn

BLOCK = {
    "name": "broken",
    "role": "fusion",
    "class": "BrokenFusion",
    "kinds": [],
    "summary": "it never was right",
    "search": {},
}


class BrokenFusion(nn.Module):
    def __init__(self, dims, *, dim: int = 8):
        super().__init__()
        self.dim = dim

    def forward(self, z, present):
        raise ValueError("this one can't be run")
'''


@pytest.fixture(scope="module")
def printed() -> dict:
    """What `forgeweld blocks --json` prints."""
    done = CliRunner().invoke(cli, ["blocks", "--json"], catch_exceptions=False)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def rows(printed) -> dict[tuple[str, str], dict]:
    return {(row["role"], row["name"]): row for row in printed["blocks"]}


def test_every_block_has_its_row(rows):
    assert set(rows) == set(catalog.load())
    for (role, name), row in rows.items():
        empty = {key for key, value in row.items() if value in ("", None)}
        given = catalog.load()[role, name].requires  # a pretrained encoder is as it is
        net = role in ("fusion", "head", "augment") or role == "encoder" and not given
        own = set() if net else {"params", "flops", "measured_on"}
        assert empty <= {"paper"} | own, name
        if net and role in ("encoder", "head"):
            assert row["params"] > 0 and row["flops"] > 0, name


def test_figures_are_those_worked_out_by_hand(rows):
    dense = rows["encoder", "dense"]
    assert dense["measured_on"] == "vector 100"
    assert dense["params"] == 100 * 32 + 32
    assert dense["flops"] == 2 * 100 * 32
    head = rows["head", "multiclass"]
    assert (head["params"], head["flops"]) == (64 * 3 + 3, 2 * 64 * 3)


def test_a_recurrent_net_is_counted_step_by_step(rows):
    # 70 samples and 2 of padding are 18 patches of 4 samples, 3 channels, 48 wide.
    patches = 18 * 48 * 4 * 3
    gru = 2 * 18 * (3 * 48) * (48 + 48)
    assert rows["encoder", "gru"]["flops"] == 2 * (patches + gru + 4 * 48 * 64)


def test_attention_worked_out_by_hand(rows):
    row = rows["fusion", "attention"]
    assert row["measured_on"] == "3 of 4 x 64"
    width, hidden = 128, 256
    project = 3 * (64 * width + width) + 3 * width + width  # kinds, class token
    attend = 4 * (width * width + width)  # query, key, value, output
    feed = width * hidden + hidden + hidden * width + width
    assert row["params"] == project + attend + feed + 3 * 2 * width
    # 12 tokens come in, 13 with the class token are seen, only that one looks.
    seen = 12 * 64 * width + 2 * 13 * width * width
    looked = 2 * width * width + 2 * 13 * width + 2 * width * hidden
    assert row["flops"] == 2 * (seen + looked)


def test_markdown_can_be_pasted(printed):
    found = tuple(coverage.Coverage(**row) for row in printed["blocks"])
    table, _, how = markdown(printed["how"], found).partition("\n\n")
    lines = table.splitlines()
    assert len(lines) == len(found) + 2
    assert {line.replace("\\|", "").count("|") for line in lines} == {10}
    assert how == printed["how"]


def test_one_role_and_no_other():
    done = CliRunner().invoke(cli, ["blocks", "--role", "head"], catch_exceptions=False)
    first = [line.split()[0] for line in done.stdout.splitlines()[1:] if line[0] != " "]
    assert first == ["head"] * len(catalog.blocks("head"))
    assert "FLOPs are those of" in done.stderr


def test_a_block_that_fails_is_named(tmp_path: Path, monkeypatch):
    shutil.copytree(catalog.BLOCKS.parent, tmp_path / "templates")
    blocks = tmp_path / "templates" / "blocks"
    (blocks / "fusion" / "broken.py").write_text(BROKEN)
    monkeypatch.setattr(catalog, "BLOCKS", blocks)
    with pytest.raises(RunError) as caught:
        coverage.measure()
    assert "fusion broken: ValueError: this one can't be run" in caught.value.what
