"""--help in the language chosen: click shows it, its words are looked up here."""

import re
import unicodedata
from collections.abc import Iterable

import click

from agent.interfaces import language

HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
PIECE = re.compile(r"[!-~…]+[，。；：、！？）”]*|\s+|[（“]*.[，。；：、！？）”]*")
"""What stays on a line: a Latin word, or a sign with the marks that follow it."""
EXTRA = re.compile(r"(.*?)(?:  )?(\[[^]]*\])?", re.DOTALL)
"""A flag's words, and what click adds about its default."""


class Formatter(click.HelpFormatter):
    """Click's; with Chinese words, in lines as wide as they look, where they are
    wanted."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：" if language.chinese() else prefix)

    def write_heading(self, heading: str) -> None:
        if language.chinese():
            heading = HEADINGS.get(heading, heading)
        super().write_heading(heading)

    def write_text(self, text: str) -> None:
        if language.chinese():
            parts = (told(part) for part in text.split("\n\n"))
            text = "\n\n".join(kept(p, self.width - self.current_indent) for p in parts)
        super().write_text(text)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        rows = list(rows)
        if language.chinese():
            first = min(max(len(name) for name, _ in rows), col_max) + col_spacing
            room = self.width - first - 4
            rows = [(name, kept(flag(words), room)) for name, words in rows]
        super().write_dl(rows, col_max, col_spacing)


class Context(click.Context):
    """Click's, whose help is ours."""

    formatter_class = Formatter


class Group(click.Group):
    """Click's; every command that it takes gets our help."""

    context_class = Context

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        cmd.context_class = Context
        super().add_command(cmd, name)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        if not language.chinese():
            super().format_commands(ctx, formatter)
            return
        names = self.list_commands(ctx)
        rows = [(n, (self.commands[n].help or "").partition("\n\n")[0]) for n in names]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def told(paragraph: str) -> str:
    """A paragraph in Chinese; as it is if it is not known, which a test would find."""
    from agent.interfaces.chinese_flags import FLAGS
    from agent.interfaces.chinese_help import HELP

    key = " ".join(paragraph.replace("\b", "").split())
    return HELP.get(key) or FLAGS.get(key) or paragraph


def complaint(line: str) -> str:
    """A line of what click says to wrong words."""
    said = line.removeprefix("Error: ")
    if said == line:
        return language.told(line)
    return ("错误：" if language.chinese() else "Error: ") + language.told(said)


def flag(words: str) -> str:
    """The words of a flag, and of its default."""
    found = EXTRA.fullmatch(words)
    assert found
    extra = (found[2] or "").replace("default: ", "默认：").replace("required", "必填")
    return f"{told(found[1])} {extra}".strip()


def kept(text: str, room: int) -> str:
    """A paragraph in lines of `room` columns, which click then leaves alone."""
    return text if text.startswith("\b") else "\b\n" + "\n".join(lines(text, room))


def lines(text: str, room: int) -> list[str]:
    """A text in lines at most `room` columns wide; a Chinese sign fills two."""
    rows, used = [""], 0
    for piece in PIECE.findall(" ".join(text.split())):
        size = width(piece)
        if used + size > room and used:
            rows.append("")
            used = 0
        if used or not piece.isspace():
            rows[-1] += piece
            used += size
    return [row.rstrip() for row in rows]


def width(text: str) -> int:
    """The columns that a text fills."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
