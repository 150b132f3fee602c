"""English and Chinese: no message without its translation, JSON the same in both."""

import ast
import json
import re
import string
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from inside import forgeweld
from test_chat import chat as chatted
from test_chat import home  # noqa: F401  # the fixture: a stopped run of three trials

from agent.interfaces import chat, helping, sentences
from agent.interfaces.chinese import CHINESE
from agent.interfaces.chinese_flags import FLAGS
from agent.interfaces.chinese_help import HELP
from agent.interfaces.cli import cli
from agent.interfaces.language import chinese
from agent.run import story

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


# ---- sentences that are made elsewhere ----------------------------------------------

ROOT = Path(__file__).parent.parent
MAIN = [
    "agent/run/rundir.py",
    "agent/run/prepare.py",
    *(f"agent/interfaces/{n}.py" for n in ("commands", "asked", "options", "follow")),
]


def literal(node: ast.expr) -> str:
    """A text with `x` in its holes; empty if it is no literal."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            literal(v) if isinstance(v, ast.Constant) else "x" for v in node.values
        )
    return ""


def errors() -> set[str]:
    """The texts of the errors that MAIN raises, but for commands and bare values."""
    found = set()
    files = [ROOT / name for name in MAIN]
    files += [
        p
        for part in ("data", "statement")
        for p in (ROOT / "agent" / part).glob("*.py")
    ]
    for path in files:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            if not str(getattr(node.func, "id", "")).endswith("Error"):
                continue
            parts = [k.value for k in node.keywords if k.arg in ("why", "fix", "what")]
            found |= {literal(part) for part in (*node.args[:1], *parts)}
    words = re.compile(r"[A-Za-z]{3,}.*[^-a-zA-Z][A-Za-z]{2,}")
    return {
        text
        for text in found
        if words.search(text) and not re.match("forgeweld [a-z]+( x)?$", text)
    }


def test_errors_of_the_main_path_are_told_in_chinese():
    left = [x for x in errors() if not re.search(r"[\u4e00-\u9fff]", sentences.told(x))]
    assert not left


def test_patterns_have_as_many_holes_as_their_translations():
    parts = (sentences.ENDS, sentences.NOTES, sentences.WARNINGS, sentences.REASONS)
    parts += (sentences.HOPES, sentences.TERMS, sentences.CHAT)
    parts += (sentences.LEARNT, sentences.ACP, sentences.ROWS)
    parts += (sentences.ERRORS, sentences.USAGE, sentences.CLICK)
    table = {english: said for part in parts for english, said in part.items()}
    assert len(table) == sum(map(len, parts)), "no text twice"
    for english, translated in table.items():
        count = english.count("{}")
        assert holes(translated) == [str(i) for i in range(count)], english
    assert len(errors()) > 100


STATIC = FOLDER / "web" / "static"
TABLE = re.compile(r'"((?:[^"\\]|\\.)*)": "((?:[^"\\]|\\.)*)"')


def test_every_text_of_the_page_has_its_translation():
    table = dict(TABLE.findall((STATIC / "chinese.js").read_text(encoding="utf-8")))
    texts = set()
    for path in STATIC.glob("*.js"):
        if path.name != "chinese.js":
            texts |= set(re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', path.read_text()))
            texts |= set(re.findall(r'\brow\("([a-z ]+)"', path.read_text()))
    body = (STATIC / "index.html").read_text(encoding="utf-8").partition("<body>")[2]
    texts |= {x.strip() for x in re.findall(r">([^<>]*[a-z]{2}[^<>]*)<", body)}
    for name in ("aria-label", "title", "placeholder"):
        texts |= set(re.findall(rf'\b{name}="([^"]+)"', body))
    assert len(texts) > 120
    assert not texts - {"Forgeweld"} - set(table)
    for english, said in table.items():
        assert holes(english) == holes(said), english


def reasons() -> set[str]:
    """Why the rules try a plan: what is called `why`, or given as the reason."""
    found = set()
    for path in (ROOT / "agent" / "proposers").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            given = []
            if isinstance(node, ast.keyword) and node.arg == "reason":
                given = [node.value]
            elif isinstance(node, ast.Assign):
                names = [t.id for t in node.targets if isinstance(t, ast.Name)]
                given = [node.value] if set(names) & {"why", "reason"} else []
            found |= {re.sub(": $", ": x", literal(part)) for part in given}
    return {text for text in found if re.search("[a-z]{3,} [a-z]{2,}", text)}


def test_reasons_of_plans_are_told_in_chinese():
    assert len(reasons()) > 15
    left = [
        text
        for text in reasons()
        if not re.search(r"[\u4e00-\u9fff]", sentences.told(text))
    ]
    assert not left


def test_what_was_understood_is_told_in_chinese(toy, home):  # noqa: F811
    ended = forgeweld("plan", SAY, "--data", toy, "--lang", "zh", cwd=home)
    for line in ended.stderr.splitlines():
        if line.startswith(("说明", "!")):
            assert re.search(r"[\u4e00-\u9fff]", line[4:]), line
    assert "二分类" in ended.stderr and "分层" in ended.stderr


@pytest.mark.parametrize("interval", [(0.1, 0.2), (-0.2, -0.1), (-0.1, 0.1)])
def test_the_end_of_a_run_is_told_in_chinese(interval):
    gain = SimpleNamespace(gain=0.1, interval=interval, over="radar only")
    told = SimpleNamespace(
        over=3,
        chosen=True,
        gain=0.1,
        interval=interval,
        select=0.1,
        select_interval=interval,
        out_of_bag=-0.1,
    )
    left = SimpleNamespace(**{**vars(told), "chosen": False})
    cover = {"coverage": 0.9, "measured": 0.9, "rows": 300, "interval": interval}
    sets, labels = (
        SimpleNamespace(conformal=SimpleNamespace(method=method))
        for method in ("classes", "labels")
    )
    best = [
        SimpleNamespace(
            blend=blend, covered=[SimpleNamespace(**cover, size=2, target="y")]
        )
        for blend in (None, sets, labels)
    ]
    ends = [{"fusion_gain": g, "alone": None} for g in (gain, None)]
    said = [story.gain_sentence(SimpleNamespace(**end)) for end in ends]  # type: ignore[arg-type]
    said += [story.ensemble_sentence(SimpleNamespace(ensemble=e)) for e in (told, left)]  # type: ignore[arg-type]
    said += [text for one in best for text in story.covered_sentences(one)]  # type: ignore[arg-type]
    said.append(story.not_isolated(SimpleNamespace(not_isolated=1, trials=3)))  # type: ignore[arg-type]
    for text in said:
        translated = sentences.told(text)
        english = re.findall(r"[a-z]{3,}", translated.replace("radar only", ""))
        assert set(english) <= {"unsafe"}, translated
        assert set(re.findall(r"-?\d+\.\d+", text)) == set(
            re.findall(r"-?\d+\.\d+", translated)
        )


def words_of_help(command: click.Command) -> set[str]:
    """Every paragraph that --help of a command and of those below it can show."""
    with click.Context(command) as ctx:
        flags = [p for p in command.get_params(ctx) if isinstance(p, click.Option)]
    texts = [command.help, command.epilog, *(flag.help for flag in flags)]
    paragraphs = (part for text in texts if text for part in text.split("\n\n"))
    found = {" ".join(p.replace("\b", "").split()) for p in paragraphs}
    below = getattr(command, "commands", {}).values()
    return found.union(*map(words_of_help, below))


def test_help_is_told_in_chinese_and_nothing_else_is_kept():
    assert not HELP.keys() & FLAGS.keys()
    assert words_of_help(cli) == HELP.keys() | FLAGS.keys()
    for english, said in {**HELP, **FLAGS}.items():
        assert re.search(r"[\u4e00-\u9fff]", said), english
        assert set(re.findall(r"--[a-z-]+", english)) == set(
            re.findall(r"--[a-z-]+", said)
        ), english


def test_help_and_wrong_words_in_both_languages(tmp_path):
    chinese_help = forgeweld("run", "--help", "--lang", "zh", cwd=tmp_path).stdout
    assert "总时间（分钟）。 [默认：10.0]" in chinese_help and "用法：" in chinese_help
    assert all(
        helping.width(x) <= 80 for x in chinese_help.splitlines() if "[" not in x
    )
    assert "文件夹" not in forgeweld("run", "--help", cwd=tmp_path).stdout
    whole = forgeweld("--help", cwd=tmp_path, LC_ALL="zh_CN.UTF-8").stdout
    assert "命令:" in whole and "Commands" not in whole and "退出码：0" in whole
    (tmp_path / "forgeweld.toml").write_text('lang = "zh"\n')
    assert "文件夹" in forgeweld("new", "--help", cwd=tmp_path).stdout
    for words in (["unknown"], ["why"], ["run", "x", "--data", "d", "--seed", "a"]):
        ended = forgeweld(*words, "--lang", "zh", cwd=tmp_path)
        assert ended.returncode == 2 and "错误：" in ended.stderr
        assert not re.search("Error|Missing|valid|such", ended.stderr)
        assert "Error: " in forgeweld(*words, "--lang=en", cwd=tmp_path).stderr


def test_verdicts_are_told_in_a_chinese_chat(home):  # noqa: F811
    lines = "/leaderboard\n/tree\n/explain 1\n/explain 2\n"
    said = chatted(lines, "--lang", "zh", cwd=home).stdout
    assert not re.search("baseline|keep|failed|learnt|ended", said), said
    assert "采用" in said and "失败" in said
    assert "keep" in chatted(lines, cwd=home).stdout


def phrases() -> set[str]:
    """What the agent in an editor says by itself: literals that go to these calls."""
    found = set()
    for path in (FOLDER / "acp").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(node, "func", None)
            name = getattr(name, "id", getattr(name, "attr", ""))
            if isinstance(node, ast.Call) and node.args and name in SPEAKING:
                found.add(literal(node.args[0]))
            elif isinstance(node, ast.Assign) and name_of(node) in ("NOTHING", "words"):
                found.add(literal(node.value))
    return {text for text in found if re.search("[a-z]{3,} [a-z]{2,}", text)}


SPEAKING = ("say", "told", "close", "_words", "choose")


def name_of(node: ast.Assign) -> str:
    return getattr(node.targets[0], "id", "")


def test_what_our_agent_says_in_an_editor_is_told_in_chinese():
    from agent.interfaces.acp import choices, progress

    texts = phrases() | set(progress.STEPS)
    for title, _, values in choices.OPTIONS.values():
        texts |= {title, *(word for pair in values.values() for word in pair)}
    texts |= {words for _, words in choices.COMMANDS.values()}
    texts |= {words for _, words in chat.COMMANDS.values()}
    assert len(texts) > 60
    left = {x for x in texts if not re.search(r"[\u4e00-\u9fff]", sentences.told(x))}
    assert left == {"forgeweld auth"}
