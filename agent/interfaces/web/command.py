"""`forgeweld ui` on the command line; loads the server only when it is wanted."""

from pathlib import Path

import click

from agent.interfaces import options


@click.command()
@click.option("--port", default=7860, show_default=True, help="0 for any free one.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@options.OUT
def ui(port: int, no_browser: bool, out: Path) -> None:
    """Show runs in a browser: chat, live curves, tree, code; and start new ones.

    Listens on loopback alone. Closing it stops no run.
    """
    from agent.interfaces.web import server

    server.ui(port, out, browser=not no_browser)
