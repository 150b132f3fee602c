"""The command line: parse, call, print. stdout carries results, stderr the progress."""

import os
import sys
from pathlib import Path

import click

from agent import __version__
from agent.interfaces import options

EXIT_CODES = """\b
Exit codes: 0 ok · 1 run failed · 2 usage · 5 data · 6 budget spent without a model ·
130 interrupted, state saved."""


@click.group(epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="forgeweld")
def cli() -> None:
    """One sentence and a folder of data in; a trained fusion model that you own out."""


@cli.command()
@options.task
@options.running
def run(statement: str, data: Path, **flags) -> None:
    """Train a model for STATEMENT on --data, and go on improving it."""
    from agent.interfaces import commands

    commands.run(statement, data, **flags)


@cli.command()
@options.task
def plan(statement: str, data: Path, **flags) -> None:
    """Show how STATEMENT is understood and what would be tried. Writes nothing."""
    from agent.interfaces import commands

    commands.plan(statement, data, **flags)


@cli.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("driving"))
@click.option("--rows", default=2000, show_default=True, help="Simulated moments.")
@click.option("--minutes", default=2.5, show_default=True, help="Time for the run.")
@click.option("--seed", default=0, show_default=True)
@options.running_only
def demo(data: Path, rows: int, minutes: float, seed: int, **flags) -> None:
    """Simulate a drive, learn when to brake from it, compare with the optimum."""
    from agent.interfaces import demo as show

    show.demo(data, rows, minutes, seed, **flags)


@cli.command()
@options.which
def status(name: str | None, out: Path, json_: bool) -> None:
    """Show the runs, or one run's state."""
    from agent.interfaces import commands

    commands.status(name, out, json_)


@cli.command()
@options.which
def watch(name: str | None, out: Path, json_: bool) -> None:
    """Follow a run; leaving does not stop it."""
    from agent.interfaces import commands

    commands.watch(name, out, json_)


@cli.command()
@options.which
def stop(name: str | None, out: Path, json_: bool) -> None:
    """Save a run and end its process."""
    from agent.interfaces import commands

    commands.stop(name, out, json_)


@cli.command()
@click.option("--minutes", type=float, help="A new total budget.")
@options.which
def resume(name: str | None, out: Path, json_: bool, minutes: float | None) -> None:
    """Go on with a stopped or killed run."""
    from agent.interfaces import commands

    commands.resume(name, out, json_, minutes)


@cli.command()
@options.which
def leaderboard(name: str | None, out: Path, json_: bool) -> None:
    """Show every trial of a run, the best first."""
    from agent.interfaces import commands

    commands.leaderboard(name, out, json_)


@cli.command()
@click.option("--role", help="input, encoder, fusion, head or augment; all otherwise.")
@click.option("--markdown", is_flag=True, help="A table for a document.")
@options.JSON
def blocks(role: str | None, markdown: bool, json_: bool) -> None:
    """Show what models are made of, and what each block costs, measured here."""
    from agent.interfaces import blocks as show

    show.blocks(role, as_markdown=markdown, as_json=json_)


@cli.command()
@click.option("--json", "json_", is_flag=True, help="One JSON object on stdout.")
def doctor(json_: bool) -> None:
    """Try the sandbox backends and say what works here."""
    from agent.interfaces import commands

    commands.doctor(json_)


def main() -> None:
    """Entry point of `forgeweld`: every error becomes one screen and an exit code."""
    from agent.errors import ForgeweldError

    try:
        code = cli(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except ForgeweldError as error:
        from agent.interfaces import show

        show.error(error, as_json="--json" in sys.argv)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader has seen enough, as in `… | head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        sys.exit(141)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; nothing is lost", err=True)
        sys.exit(130)
