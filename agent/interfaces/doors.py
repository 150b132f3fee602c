"""The commands by which others come in: a browser, an agent, an editor."""

from pathlib import Path

import click

from agent.interfaces import options
from agent.interfaces.web.command import ui


@click.command()
@options.OUT
@click.option(
    "--http", type=click.IntRange(1, 65_535), metavar="PORT", help="No stdio."
)
@click.option("--no-model", is_flag=True, help="Rules alone, whatever is set.")
@click.option("--share-samples", is_flag=True, help="Tell clients words of the data.")
def mcp(out: Path, http: int | None, no_model: bool, share_samples: bool) -> None:
    """Serve runs as MCP tools to an agent or an editor, over stdio or a local port."""
    from agent.interfaces import serving

    serving.mcp(out, http, model=not no_model, share=share_samples)


@click.command()
@options.OUT
@click.option("--turn-minutes", default=10.0, show_default=True, help="Of one answer.")
def acp(out: Path, turn_minutes: float) -> None:
    """Be an agent inside an editor, by the Agent Client Protocol over stdio."""
    from agent.interfaces import serving

    serving.acp(out, turn_minutes)


def register(cli: click.Group) -> None:
    """Add them to the command line."""
    for command in (ui, mcp, acp):
        cli.add_command(command)
