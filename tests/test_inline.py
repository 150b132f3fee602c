"""Block modules become one flat source: nothing lost, nothing twice, imports sorted."""

import ast

import pytest

from agent.inline import InlineError, hoist, inline

SHARED = '''"""Shared."""

import math

from torch import nn


class Half(nn.Module):
    """Half of it."""  # a comment that has to survive
'''
USER = '''"""A block."""

from torch import nn

from templates.blocks.shared import Half

BLOCK = {"name": "user"}
SIZE = 3


class User(nn.Module):
    # why, in a comment
    def __init__(self):
        super().__init__()
        self.half = Half()
'''


@pytest.fixture
def root(tmp_path):
    (tmp_path / "shared.py").write_text(SHARED)
    (tmp_path / "user.py").write_text(USER)
    (tmp_path / "other.py").write_text(
        USER.replace("User", "Other").replace("SIZE", "N")
    )
    return tmp_path


def test_dependencies_come_once_and_first(root):
    text = inline(["user.py", "other.py"], root)
    assert text.count("class Half") == 1
    assert text.index("class Half") < text.index("class User")
    assert "BLOCK" not in text and "templates.blocks" not in text


def test_comments_and_code_survive(root):
    text = inline(["user.py"], root)
    assert "# a comment that has to survive" in text
    assert "# why, in a comment" in text
    wanted = next(n for n in ast.parse(USER).body if isinstance(n, ast.ClassDef))
    found = [n for n in ast.parse(text).body if isinstance(n, ast.ClassDef)]
    assert ast.dump(wanted) == ast.dump(found[-1])


def test_a_name_defined_twice_is_refused(root):
    (root / "twin.py").write_text(USER)
    with pytest.raises(InlineError, match="User is defined by|SIZE is defined by"):
        inline(["user.py", "twin.py"], root)


@pytest.mark.parametrize("line", ["from . import shared", "from torch import *"])
def test_relative_and_star_imports_are_refused(root, line):
    (root / "bad.py").write_text(f'"""Bad."""\n\n{line}\n')
    with pytest.raises(InlineError, match="relative or star"):
        inline(["bad.py"], root)


def test_imports_are_merged_and_sorted():
    source = '''"""Doc."""

from torch import nn
import json
x = 1
from torch import Tensor, nn
from model import Net
import math as m
'''
    assert hoist(source) == (
        '"""Doc."""\n\nimport json\nimport math as m\n\n'
        "from torch import Tensor, nn\n\nfrom model import Net\n\n\nx = 1\n"
    )


@pytest.mark.parametrize("line", ["N, SIZE = 1, 2", "SIZE: int = 2"])
def test_a_constant_defined_twice_is_refused_however_it_is_written(root, line):
    (root / "twin.py").write_text(f"{line}\n")
    with pytest.raises(InlineError, match="SIZE is defined by"):
        inline(["user.py", "twin.py"], root)
