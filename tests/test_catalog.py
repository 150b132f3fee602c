"""The catalogue reads cards without torch, and refuses what a block can't take."""

import subprocess
import sys
from pathlib import Path

import pytest

from agent import catalog
from agent.errors import UsageError
from agent.records import Use

CARD = """
BLOCK = {
    "name": "mine",
    "role": "encoder",
    "class": "Mine",
    "kinds": ["vector"],
    "summary": "mine",
    "search": {"width": [8, 16]},
}


class Mine:
    def __init__(self, shape, *, width: int = 8, mode: str = "a", rate: float = 0.5):
        pass
"""


INPUT = """
BLOCK = {
    "name": "mine",
    "role": "input",
    "class": "Mine",
    "kinds": ["vector"],
    "gives": "vector",
    "example": {"shape": [4], "value": [4]},
    "summary": "mine",
    "search": {},
}


class Mine:
    def __init__(self, columns):
        pass
"""


def write(root: Path, text: str, folder: str = "encoders") -> Path:
    (root / "inputs").mkdir(parents=True)
    (root / "inputs" / "mine.py").write_text(INPUT)
    path = root / folder / "mine.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_params_and_defaults_come_from_the_signature(tmp_path):
    write(tmp_path, CARD)
    block = catalog.load(tmp_path)["encoder", "mine"]
    assert block.params == {"width": 8, "mode": "a", "rate": 0.5}
    assert block.module == "encoders/mine.py"
    assert block.search == {"width": (8, 16)}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"summary": "mine",', "", "summary"),
        ('"width": [8', '"depth": [8', "depth"),
        ("[8, 16]", "[8, 1.5]", "must be int"),
        ('["vector"]', '["smell"]', "smell"),
        ('["vector"]', "[]", "kinds is empty"),
        ('"search"', '"takes": "tokens", "search"', "should not have: takes"),
        ('"Mine"', '"Yours"', "no class Yours"),
        ("(self, shape, ", "(self, size, ", "by position"),
        ("int = 8", "int", "no default"),
        ("BLOCK", "CARD", "no BLOCK"),
        ('["vector"]', "make()", "malformed"),
        ('"encoder"', '"head"', "by position"),
    ],
)
def test_a_broken_card_names_its_file(tmp_path, old, new, says):
    path = write(tmp_path, CARD.replace(old, new, 1))
    with pytest.raises(ValueError, match=says) as caught:
        catalog.load(tmp_path)
    assert str(path) in str(caught.value)


def test_a_card_in_the_wrong_folder_is_refused(tmp_path):
    write(tmp_path, CARD, folder="fusion")
    with pytest.raises(ValueError, match="mine.py: role 'encoder' in fusion/"):
        catalog.load(tmp_path)


def test_blocks_are_chosen_by_role_and_kind():
    images = [block.name for block in catalog.blocks("encoder", "image")]
    assert "cnn" in images and "dense" not in images
    assert catalog.blocks("fusion", "image") == catalog.blocks("fusion")
    assert [block.name for block in catalog.blocks("head", "survival")] == [
        "cox",
        "discrete_time",
    ]


def test_find_names_the_nearest():
    assert catalog.find("encoder", "cnn").cls == "ConvEncoder"
    with pytest.raises(UsageError) as caught:
        catalog.find("fusion", "gatd")
    assert "gatd" in caught.value.what and "gated" in caught.value.fix


@pytest.mark.parametrize(
    ("use", "role", "kind", "says"),
    [
        (Use(block="cnn"), "encoder", "text", "does not serve text"),
        (
            Use(block="cnn", args={"widht": 8}),
            "encoder",
            "image",
            "no parameter 'widht'",
        ),
        (Use(block="cnn", args={"width": 8.5}), "encoder", "image", "must be int"),
        (Use(block="cnn", args={"width": True}), "encoder", "image", "must be int"),
        (Use(block="cnn", args={"dropout": "a"}), "encoder", "image", "must be float"),
        (Use(block="shift_image", args={"flip": 1}), "augment", None, "must be bool"),
        (
            Use(block="regression", args={"loss": "l7"}),
            "head",
            None,
            "must be one of mse",
        ),
    ],
)
def test_validate_refuses(use, role, kind, says):
    with pytest.raises(UsageError) as caught:
        catalog.validate(use, role, kind)
    assert says in caught.value.what and caught.value.fix


def test_validate_takes_an_integer_for_a_float():
    use = Use(block="cnn", args={"dropout": 0, "width": 16})
    assert catalog.validate(use, "encoder", "image").name == "cnn"


def test_reading_the_catalogue_imports_no_torch():
    code = "import sys, agent.catalog as c; c.load(); print('torch' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"
