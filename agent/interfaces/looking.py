"""`forgeweld profile`: what is in a folder, before anybody says what to predict."""

from pathlib import Path

from agent.data import columns, tables
from agent.interfaces import telling
from agent.interfaces.language import told
from agent.interfaces.screen import put, put_json, say


def profile(data: Path, encoding: str | None, *, as_json: bool) -> None:
    """Print the rows and columns of a data folder; no cells. Raises DataError."""
    found = tables.read(data, encoding=encoding)
    described = columns.describe(found)
    loud = [f for f in found.extra["findings"] if f.severity == "warning"]
    warnings = [*(f.message for f in loud), *telling.unread(described)]
    if as_json:
        put_json(
            {
                "source": found.source,
                "rows": len(found.labelled),
                "columns": [column.model_dump(mode="json") for column in described],
                "warnings": warnings,
            }
        )
        return
    put(found.source)
    lines = telling.columns(described, len(found.labelled), found.given is not None)
    for line in lines.splitlines():
        put(line)
    for warning in warnings:
        say(f"!        {told(warning)}")
