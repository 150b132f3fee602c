"""English and Chinese: no message without its translation, JSON the same in both."""

import ast
import json
import re
import string
from pathlib import Path

import pytest
from inside import forgeweld
from test_chat import home  # noqa: F401  # the fixture: a stopped run of three trials

from agent.interfaces.chinese import CHINESE
from agent.interfaces.language import chinese

FOLDER = Path(__file__).parent.parent / "agent" / "interfaces"
SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."


def messages() -> set[str]:
    """The texts of every call of `t` in the interfaces; each is a literal."""
    found = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(node, "func", None)
            name = getattr(name, "id", getattr(name, "attr", ""))
            if isinstance(node, ast.Call) and name == "t":
                text = node.args[0]
                assert isinstance(text, ast.Constant), f"{path}:{node.lineno}"
                found.add(text.value)
    return found


def holes(text: str) -> list[str]:
    return sorted(name for _, name, *_ in string.Formatter().parse(text) if name)


def test_every_message_has_its_translation_and_no_other_is_kept():
    assert messages() == set(CHINESE)
    for english, translated in CHINESE.items():
        assert holes(english) == holes(translated), english
        assert re.search(r"[\u4e00-\u9fff]", translated), english


@pytest.mark.parametrize(
    ("variables", "is_chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "de_DE.UTF-8", "FORGEWELD_LANG": "zh"}, True),
        ({"LANG": "zh_CN.UTF-8", "FORGEWELD_LANG": "en"}, False),
        ({"LC_MESSAGES": "zh_TW"}, True),
    ],
)
def test_the_locale_decides_unless_somebody_does(variables, is_chinese):
    from agent.interfaces import language

    language._chosen.clear()
    assert chinese(variables) is is_chinese


def test_what_a_person_reads_follows_and_json_does_not(toy, home):  # noqa: F811
    words = ("plan", SAY, "--data", toy, "--dry-run")
    told = forgeweld(*words, "--lang", "zh", cwd=home)
    assert "目标     alarm" in told.stderr and "越高越好" in told.stderr
    assert "共 10 分钟" in told.stdout and "target   alarm" not in told.stderr
    assert "target   alarm" in forgeweld(*words, "--lang=en", cwd=home).stderr
    state = forgeweld("status", cwd=home, LC_ALL="zh_CN.UTF-8").stdout
    assert "3 次试验" in state
    pair = [forgeweld("status", "--json", "--lang", x, cwd=home) for x in ("en", "zh")]
    assert pair[0].stdout == pair[1].stdout and json.loads(pair[0].stdout)
    board = [forgeweld("leaderboard", "--json", cwd=home, FORGEWELD_LANG="zh").stdout]
    assert json.loads(board[0])["trials"]


def test_an_error_has_its_labels(home):  # noqa: F811
    ended = forgeweld("status", "nothing", "--lang", "zh", cwd=home)
    assert ended.returncode == 2
    assert "退出码 2" in ended.stderr and "办法" in ended.stderr
    wrong = forgeweld("status", "--lang", "tlh", cwd=home)
    assert wrong.returncode == 2 and "no language 'tlh'" in wrong.stderr
