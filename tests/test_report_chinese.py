"""The report in Chinese: every sentence of ours has its translation, and nothing of the
data is touched."""

import ast
import itertools
import re
import string
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from test_report_kinds import KINDS, made

from agent.data import personal
from agent.interfaces import reported
from agent.interfaces.chinese_words import METRICS
from agent.interfaces.reported import say
from agent.project.stacking import modality_of
from agent.report import source, write
from agent.report.translated import translated
from agent.scoring.metrics import KNOWN

FOLDER = Path(__file__).parent.parent / "agent" / "report"
FILES = ("about", "inputs", "quality", "quality_classes", "rows", "search", "slices")
HAN = re.compile(r"[\u4e00-\u9fff]")
SAME = ("ROC ({})", "{}, {} MB")
WORDY = re.compile(r"[A-Za-z]{2,} [a-z]{2,}.* [a-z]{2,}")
"""Three words in a row: a sentence, or most of one."""


def literals(path: Path) -> set[tuple[str, ...]]:
    """The texts of a module but for docstrings, as the pieces between their holes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner, found = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            inner.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            inner |= {id(value) for value in node.values}
    for node in ast.walk(tree):
        if id(node) in inner:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add((node.value,))
        elif isinstance(node, ast.JoinedStr):
            texts = [str(getattr(value, "value", "")) for value in node.values]
            holes = [not isinstance(value, ast.Constant) for value in node.values]
            pieces = "".join(
                "\0" if h else x for x, h in zip(texts, holes, strict=True)
            )
            found.add(tuple(pieces.split("\0")))
    return {pieces for pieces in found if WORDY.search("7".join(pieces))}


def filled(pieces: tuple[str, ...]) -> list[str]:
    """A text with a number, or nothing, in each of its holes."""
    ways = itertools.product(("7", ""), repeat=len(pieces) - 1)
    return [
        "".join(a + b for a, b in zip(pieces, (*way, ""), strict=True)) for way in ways
    ]


def known(text: str) -> bool:
    """Whether nothing but names is left in English."""
    return not re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", cleaned(say(text)))


def cleaned(text: str) -> str:
    return re.sub(
        r"forgeweld report \S+|\([^)]*\d{4}\)|（[^）]*\d{4}[^）]*）", "", text
    )


def whole(text: str) -> list[str]:
    """What is put behind another sentence, made one of its own."""
    text = text.strip(" .;")
    return [text, text + ".", f"{say_before(text)}{text}."]


def say_before(text: str) -> str:
    """What stands before the one half sentence there is."""
    start = (
        "Beside it, where inputs are numbers, integrated gradients (Sundararajan et "
    )
    start += "al. 2017, by captum): how much each part adds on the straight way from a "
    start += (
        "picture in its mean colour, silence, or a table without cells to the row; "
    )
    return start if text.startswith("of the networks") else ""


def test_every_sentence_has_its_translation():
    pieces = set().union(*(literals(FOLDER / f"{name}.py") for name in FILES))
    pieces |= {p for p in literals(FOLDER / "write.py") if "report.html" not in p[0]}
    pieces.discard((", which is wide",))  # behind a sentence that is there with it
    assert len(pieces) > 60
    left = [
        "{}".join(text)
        for text in pieces
        if not any(
            HAN.search(say(t)) and known(t) for f in filled(text) for t in whole(f)
        )
    ]
    assert not left


def test_holes_are_kept():
    table = reported.table()
    assert len(table) > 150
    for english, translation in table.items():
        names = sorted(n for _, n, *_ in string.Formatter().parse(translation) if n)
        assert names == [str(i) for i in range(english.count("{}"))], english
        assert HAN.search(translation) or english in SAME, english


def test_metrics_have_names():
    names = {one.title for one in KNOWN.values()}
    plain = {n for n in names if re.search("[a-z]{3,}", n.replace("recall@", ""))}
    assert plain <= set(METRICS)


def strings(part: object) -> list[str]:
    """Every text of a report."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, list | tuple):
        return [text for one in part for text in strings(one)]
    if is_dataclass(part):
        return [t for f in fields(part) for t in strings(getattr(part, f.name))]
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_reports_are_in_chinese(tmp_path, kind):
    plain = write.report(source.read(made(tmp_path, kind)))
    told = translated(plain, say, "zh")
    assert told.title == plain.title and told.statement == plain.statement
    assert told.lang == "zh" and HAN.search(told.sentence)
    assert all(HAN.search(section.title) for section in told.sections)
    before, after = strings(plain), strings(told)
    assert len(before) == len(after)
    share = sum(a != b for a, b in zip(before, after, strict=True))
    assert share > 60
    for text in set(after) - {told.statement, told.title}:
        assert known(text), text
    names = set(re.findall(r"r0000\d\d|\boutcome\b", " ".join(before)))
    assert names == set(re.findall(r"r0000\d\d|\boutcome\b", " ".join(after)))


def test_names_of_the_data_stay_as_they_are():
    from agent.report.elements import Bar, Bars, Card, Heat, Report, Section, Table

    names = ["right", "true", "from", "none"]
    parts = [
        Heat("Confusion matrix, test rows", "true", "said", names, [[1.0] * 4] * 4),
        Bars(
            "Shares of the classes", "share of rows", [Bar(names[0], 1.0)], named=True
        ),
        Table("", ("class", "rows", "kind"), [["right", 3, "leak"]]),
        Table("", ("kind", "where"), [["leak", "time"]]),
    ]
    card = Card("row 7", [("side", "right"), ("true", "right (80%)")])
    assert translated_card(card).facts == [("side", "right"), ("真值", "right (80%)")]
    told = translated(
        Report("t", "s", "st", [], [Section("k", "Limits", parts)]), say, "zh"
    )
    heat, bars, table, found = told.sections[0].parts
    assert found.rows == [["泄漏", "time"]]
    assert heat.names == names and heat.row_label == "真值"
    assert bars.bars[0].name == "right" and bars.label == "行的比例"
    assert table.rows == [["right", 3, "泄漏"]] and table.header[0] == "类别"


def translated_card(card):
    from agent.report.elements import Cards, Report, Section

    report = Report("t", "s", "st", [], [Section("k", "Limits", [Cards([card])])])
    return translated(report, say, "zh").sections[0].parts[0].cards[0]


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("epoch 7 of 19 was best: let the rate fall to zero there", "共 19 轮"),
        ("embed_bag for text: better alone", "对 text 用 embed_bag"),
        (
            "In the data: column preview seems to hold personal data: phone numbers "
            "(4 of 2000 rows), IP addresses (4 of 2000 rows), names of people, by its "
            "name or its range; models learn from it.",
            "电话号码（2000 行中的 4 行）、IP 地址（2000 行中的 4 行）、人名（据",
        ),
        ("16 rows: category rare or unseen in training", "训练中罕见"),
        (personal.FIX, "不用"),
        ("latitude, 48.7302 to 48.8218, 2.9% missing", "48.7302 到 48.8218，缺 2.9%"),
        ("image files .png, about 64 x 64 x 4", "图像文件 .png，约 64"),
    ],
)
def test_a_sentence_is_of_one_language(english, words):
    assert words in say(english)
    assert not re.search(r"\b(of|in|from|to|was|there|and)\b", say(english)), say(
        english
    )


def test_people_read_modalities_and_no_inner_names():
    names = ["table", "table as it was", "text"]
    for inner, name in (
        ("table as cells", "table"),
        ("table", "table"),
        ("table as it was as cells", "table as it was"),
        ("table as it was", "table as it was"),
    ):
        assert modality_of(inner, names) == name
