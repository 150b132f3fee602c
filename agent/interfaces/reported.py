"""What a report says, in Chinese: sentence by sentence, by the tables of
`chinese_report`; names, cells and words of the data are not asked for."""

import math
import re
from functools import cache

from agent.interfaces import sentences
from agent.interfaces.chinese_report import FINDINGS, HEAD
from agent.interfaces.chinese_report_inputs import REST
from agent.interfaces.chinese_words import METRICS, WORDS

BREAK = re.compile(r"(?<=\.) (?=[A-Z])")
"""Between two sentences."""
NUMBER = r"([-+.,\de%]+)"
FIGURES = (
    (re.compile(f"{NUMBER} to {NUMBER}"), "{0} 到 {1}"),
    (re.compile(f"{NUMBER} of {NUMBER}"), "{1} 中的 {0}"),
    (re.compile(f"(.+) {NUMBER} to {NUMBER}"), "{0} {1} 到 {2}"),
)
"""Where only numbers may stand."""
NOTED = re.compile(r"(.+) \((not confirmed: )?([-+].+) against (#\d+)\)")
"""Why a trial was made, and what came of it."""
TYPE = re.compile(r"([a-z]+)(, .+)", re.S)
"""What a column holds, and more of it."""
FILES = re.compile(r"([a-z]+) (files \.\w+|folders)(, about )?(.*)", re.S)
"""The same of files: their kind, and how large they are."""
LOOSE = 12
"""A pattern tells no text that is so many times as long as its own words, unless it
begins with some of these:"""
BEGINNING = 8
"""Characters that tell a sentence by themselves."""
ALSO = "Also on the test rows: "


@cache
def say(text: str) -> str:
    """`text` in Chinese; as it is where nothing is known of it."""
    if text.startswith("· "):
        return f"· {say(text[2:])}"
    if text in WORDS:
        return WORDS[text]
    parts = BREAK.split(text.strip())
    if len(parts) == 1:
        return _said(text)
    whole = sentences.told(text)
    return whole if whole != text else "".join(map(_said, parts))


def _said(text: str) -> str:
    """One sentence, or a hole in one."""
    if text in METRICS:
        return METRICS[text]
    if text.startswith(ALSO):
        return _also(text)
    found = TYPE.fullmatch(text)
    if found and found[1] in WORDS:
        parts = [_said(part) for part in found[2].split(", ")[1:]]
        return "，".join([WORDS[found[1]], *parts])
    for figure, translation in FIGURES:
        if found := figure.fullmatch(text):
            return translation.format(*map(_said, found.groups()))
    if found := NOTED.fullmatch(text):
        new = "未获确认：" if found[2] else ""
        return f"{_said(found[1])}（{new}{found[3]}，相对于 {found[4]}）"
    found = FILES.fullmatch(text)
    if found and found[1] in WORDS:
        name = found[2].replace("files", "文件").replace("folders", "文件夹")
        size = ("，约 " if found[3] else "") + found[4].replace(", ", "，")
        return f"{WORDS[found[1]]}{name}{size}"
    for pattern, translation, most in _patterns():
        if len(text) <= most and (found := pattern.fullmatch(text)):
            return translation.format(*map(_said, found.groups()))
    return sentences.told(text)


def _also(text: str) -> str:
    """Scores by other metrics, each a name and a number."""
    found = [part.rpartition(" ") for part in text[len(ALSO) : -1].split(", ")]
    said = "，".join(f"{METRICS.get(name, name)} {value}" for name, _, value in found)
    return f"测试行上的其他指标：{said}。"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    """Patterns, their translations and how long a text may be for them; first those
    that begin with words, then by how many are their own. Those of runs are among
    them, so that a short one of reports takes no sentence of a run."""
    known = {**sentences.table(), **table()}
    most = {}
    for text, said in known.items():
        plain = "{}" not in text or text.find("{}") >= BEGINNING
        most[said] = math.inf if plain else LOOSE * len(text.replace("{}", ""))
    found = [(p, said, most[said]) for p, said in sentences.compiled(known)]
    return tuple(sorted(found, key=lambda one: one[2] != math.inf))


def table() -> dict[str, str]:
    """Every sentence of a report, and its translation."""
    return {**HEAD, **REST, **FINDINGS}
