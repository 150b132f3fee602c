"""The one way to the terminal: results on stdout, the rest on stderr, nothing raw.

Whatever is printed goes through `agent.hygiene`, so no caller has to remember it.
Imports nothing heavy: errors have to come at once.
"""

import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from agent import hygiene
from agent.errors import ForgeweldError
from agent.interfaces.language import t, told

if TYPE_CHECKING:
    from rich.table import Table

NOT_ISOLATED = "!!! NOT ISOLATED: {} as you, with all you have"
"""The banner; it says what runs."""
HOLDS = "\N{NO-BREAK SPACE}"
"""Between words that `put_lines` keeps on one line; a space to who reads them."""
_ERROR_LINES = 20
"""Of one part of an error: it has to stay one screen."""


def say(text: str) -> None:
    """One line to the person, on stderr."""
    sys.stderr.write(hygiene.line(text) + "\n")
    sys.stderr.flush()


def put(text: str) -> None:
    """One line of the result, on stdout."""
    sys.stdout.write(hygiene.line(text) + "\n")
    sys.stdout.flush()


def wrapped(text: str, width: int, indent: int | None = None) -> list[str]:
    """A line of a telling at most `width` columns wide, of which a Chinese sign fills
    two: broken at words, and indented below what its first word names, or by `indent`.
    """
    if indent is None:
        indent = 9 if re.match(r"[a-z!][a-z ]{7} \S| ", text) else 0
    wide = "".join(c + "\0" if east_asian_width(c) in "WF" else c for c in text)
    lines = textwrap.wrap(wide, width, subsequent_indent=" " * indent) or [""]
    return [one.replace("\0", "") for one in lines]


def room() -> int:
    """Columns of the terminal that stdout is; 0 if it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def put_lines(text: str, indent: int | None = None) -> None:
    """Lines of a result, on stdout; on a terminal no wider than it."""
    wide = room()
    for row in text.split("\n"):
        for part in wrapped(row, wide - 1, indent) if wide else [row]:
            put(part.replace(HOLDS, " "))


def put_json(value: object) -> None:
    """One JSON object on stdout."""
    sys.stdout.write(hygiene.json_text(value) + "\n")
    sys.stdout.flush()


def put_table(table: "Table", width: int) -> None:
    """A table on stdout, `width` columns wide where that is no terminal. Its cells are
    shown as they are: no markup, no emoji codes; clean them with `hygiene.line`."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() else width
    console = Console(width=wide, markup=False, emoji=False, highlight=False)
    with console.capture() as shown:
        console.print(table)
    for text in shown.get().splitlines():
        sys.stdout.write(text.rstrip() + "\n")  # rich fills lines up with spaces
    sys.stdout.flush()


def error(problem: ForgeweldError, *, as_json: bool) -> None:
    """One screen: what, where, why, how to mend it."""
    parts = {"where": problem.where, "why": problem.why, "fix": problem.fix}
    if as_json:
        put_json({"error": {"code": problem.code, "what": problem.what, **parts}})
        return
    first = {"code": problem.code, "what": told(problem.what)}
    say(t("✗ {code}: {what}   exit {exit}", **first, exit=problem.exit_code))
    names = {"where": t("where"), "why": t("why"), "fix": t("fix")}
    for name, text in parts.items():
        if text:
            begin, *others = hygiene.clean(told(text)).split("\n")[:_ERROR_LINES]
            say(f"  {names[name]:7} {begin}")
            for other in others:
                say(" " * 10 + other)
