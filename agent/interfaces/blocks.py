"""The coverage table: every block and what it costs, to read, paste or parse."""

from agent import coverage
from agent.coverage import Coverage
from agent.hygiene import line as clean
from agent.interfaces.screen import put, put_json, put_table, say

HEADINGS = ("role", "block", "serves", "class", "params", "FLOPs", "measured on")
SHOWN = ("role", "block", "serves", "params", "FLOPs", "paper")
NUMBERS = ("params", "FLOPs")


def blocks(role: str | None, *, as_markdown: bool, as_json: bool) -> None:
    """Measure the blocks and print them."""
    how, rows = coverage.measure(role)
    if as_json:
        put_json({"how": how, "blocks": [row.model_dump() for row in rows]})
    elif as_markdown:
        for text in markdown(how, rows).split("\n"):
            put(text)
    else:
        table(rows)
        say(how)


def cells(row: Coverage) -> tuple[str, ...]:
    """A row as text, under `HEADINGS`, paper and summary."""
    figures = (_figure(row.params), _figure(row.flops), row.measured_on)
    words = (row.role, row.name, row.serves, row.cls)
    return (*words, *figures, row.paper, row.summary)


def markdown(how: str, rows: tuple[Coverage, ...]) -> str:
    """The table in Markdown, and below it how it was measured."""
    names = (*HEADINGS, "paper", "summary")
    rules = ["---:" if name in NUMBERS else "---" for name in names]
    lines = [names, rules, *(cells(row) for row in rows)]
    escaped = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return "\n".join([*(f"| {' | '.join(line)} |" for line in escaped), "", how])


def table(rows: tuple[Coverage, ...]) -> None:
    """The table for a terminal: one line a block, where the window is wide enough."""
    from rich.table import Table

    shown = Table(box=None, pad_edge=False)
    for name in SHOWN:
        number = name in NUMBERS
        shown.add_column(name, justify="right" if number else "left", no_wrap=True)
    shown.add_column("summary", overflow="fold")
    for row in rows:
        figures = (_figure(row.params), _figure(row.flops))
        line = (row.role, row.name, row.serves, *figures, row.paper, row.summary)
        shown.add_row(*map(clean, line))
    put_table(shown, width=200)


def _figure(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"
