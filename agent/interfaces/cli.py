"""The command line: parse, call, print. stdout carries results, stderr the progress."""

import io
import os
import sys
from pathlib import Path

import click

from agent import __version__
from agent.interfaces import (
    around,
    checks,
    completion,
    config,
    doors,
    finished_commands,
    helping,
    language,
    options,
    steering_commands,
)
from agent.interfaces.sentence import Commands

EXIT_CODES = """\b
Exit codes: 0 ok · 1 run failed · 2 usage · 3 below --fail-under ·
4 language model · 5 data · 6 budget spent without a model ·
8 no sandbox works, or it failed · 130 interrupted, state saved."""
SANDBOX_CODES = """\b
Exit codes: 0 the program ended ok · 1 it did not (its status says why) · 2 usage ·
8 no sandbox works, or it failed · 130 Ctrl-C, 143 SIGTERM, 129 SIGHUP."""


@click.group(cls=Commands, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="forgeweld")
@click.option(
    "--config", "config_", type=options.PATH, help="Instead of ./forgeweld.toml."
)
@click.option("--lang", help="Of messages: en, zh, or auto, as the locale has it.")
@click.pass_context
def cli(ctx: click.Context, config_: Path | None, lang: str | None) -> None:
    """One sentence and a folder of data in; a trained fusion model that you own out.

    A sentence in place of a command trains: forgeweld "Predict …" --data DIR
    """
    language.choose(lang)
    if ctx.invoked_subcommand not in ("config", "completion"):
        language.choose(lang or config.language(config_))
        ctx.default_map = config.defaults(cli, config_)


@cli.command()
@options.task_or_project
@options.running
def run(
    statement: str | None, data: Path | None, project: Path | None, **flags
) -> None:
    """Train a model for STATEMENT on --data, and go on improving it."""
    from agent.interfaces import commands, going_on

    said, where, flags = going_on.told(project, statement, data, flags)
    commands.run(said, where, project=project, **flags)


@cli.command()
@options.task
@click.option("--out", type=options.PATH, help="A new folder; ./TARGET-project else.")
def new(statement: str, data: Path, out: Path | None, **flags) -> None:
    """Write the project of the first planned fusion for STATEMENT; train nothing."""
    from agent.interfaces import scaffold

    scaffold.new(statement, data, out, **flags)


@cli.command()
@click.option("--data", type=options.PATH, required=True, help="Folder or file.")
@click.option("--encoding", help="Of the text files, if not UTF-8.")
@options.JSON
def profile(data: Path, encoding: str | None, json_: bool) -> None:
    """Show which rows and columns --data has, and how each is read."""
    from agent.interfaces import looking

    looking.profile(data, encoding, as_json=json_)


@cli.command()
@options.task
@options.DRY
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
    from agent.interfaces import reading

    reading.status(name, out, json_)


@cli.command()
@options.which
def watch(name: str | None, out: Path, json_: bool) -> None:
    """Follow a run; leaving does not stop it."""
    from agent.interfaces import reading

    reading.watch(name, out, json_)


@cli.command()
@options.which
def stop(name: str | None, out: Path, json_: bool) -> None:
    """Save a run and end its process."""
    from agent.interfaces import reading

    reading.stop(name, out, json_)


@cli.command()
@click.option("--minutes", type=float, help="A new total budget.")
@options.UNSAFE
@options.which
def resume(
    name: str | None, out: Path, json_: bool, minutes: float | None, unsafe: bool
) -> None:
    """Go on with a stopped or killed run."""
    from agent.interfaces import commands

    commands.resume(name, out, json_, minutes, unsafe=unsafe)


cli.add_command(stop, "pause")


@cli.command()
@options.which
def leaderboard(name: str | None, out: Path, json_: bool) -> None:
    """Show every trial of a run, the best first."""
    from agent.interfaces import explaining

    explaining.leaderboard(name, out, json_)


@cli.command()
@options.which
def tree(name: str | None, out: Path, json_: bool) -> None:
    """Show which trial grew out of which, by whose idea, and what came of it."""
    from agent.interfaces import explaining

    explaining.tree(name, out, json_)


@cli.command()
@click.argument("trial", type=int, shell_complete=completion.trials)
@options.which
def why(trial: int, name: str | None, out: Path, json_: bool) -> None:
    """Tell why TRIAL was tried, what was hoped for, and what came out."""
    from agent.interfaces import explaining

    explaining.why(trial, name, out, json_)


@cli.command()
@click.argument("first", type=int, shell_complete=completion.trials)
@click.argument("second", type=int, shell_complete=completion.trials)
@options.which
def diff(first: int, second: int, name: str | None, out: Path, json_: bool) -> None:
    """Show in what two trials differ."""
    from agent.interfaces import explaining

    explaining.diff(first, second, name, out, json_)


@cli.command()
@click.option("--data", type=options.PATH, help="Folder or file to talk about.")
@options.OUT
@click.option("--model", help="To talk to; else FORGEWELD_MODEL.")
@click.option("--base-url", help="Of its server; else OPENAI_BASE_URL.")
@click.option("--no-model", is_flag=True, help="Slash commands alone.")
@click.option("--yes", is_flag=True, help="Allow whatever would be asked for.")
def chat(data: Path | None, out: Path, **flags) -> None:
    """Talk about data and runs, with a language model or by slash commands."""
    from agent.interfaces import chat as talk

    talk.chat(data, out, **flags)


for module in (around, checks, finished_commands, doors, steering_commands, config):
    module.register(cli)


completion.register(cli)


@cli.group()
def sandbox() -> None:
    """Run programs that nobody trusts."""


@sandbox.command("run", epilog=SANDBOX_CODES)
@click.argument("file", type=options.PATH)
@click.argument("args", nargs=-1)
@click.option(
    "--with",
    "beside",
    type=options.PATH,
    multiple=True,
    help="Put this file beside it.",
)
@click.option("--timeout", type=float, metavar="S", help="Seconds; 600 otherwise.")
@click.option(
    "--memory",
    type=int,
    metavar="MB",
    help="For all its processes; else most there is.",
)
@click.option(
    "--backend", default="auto", help="auto, or a name that forgeweld doctor shows."
)
@options.UNSAFE
@click.option(
    "--keep",
    type=options.PATH,
    metavar="DIR",
    help="Copy what it made to DIR, if empty.",
)
@options.JSON
def sandbox_run(file: Path, args: tuple[str, ...], **flags) -> int:
    """Run the Python program FILE as a trial is run, and tell what came of it.

    It gets a fresh folder to write to, with itself and the files of --with in it, the
    limits of a trial, no network, and nothing else of this machine. Its own arguments
    come last: forgeweld sandbox run FILE -- ARGS. @work/NAME is a file's place inside.
    """
    from agent.interfaces import sandboxed

    return sandboxed.run(file, args, **flags)


def as_json() -> bool:
    """Whether JSON is asked for; what stands behind `--` is for a program."""
    ours = sys.argv[: sys.argv.index("--")] if "--" in sys.argv else sys.argv
    return "--json" in ours


def main() -> None:
    """Entry point of `forgeweld`: every error becomes one screen and an exit code."""
    from agent.errors import ForgeweldError, UsageError
    from agent.interfaces import screen

    try:
        code = cli(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except ForgeweldError as error:
        screen.error(error, as_json=as_json())
        sys.exit(error.exit_code)
    except click.ClickException as error:
        if as_json():
            told = UsageError(error.format_message(), fix="forgeweld --help")
            screen.error(told, as_json=True)
            sys.exit(error.exit_code)
        said = io.StringIO()
        error.show(said)
        for line in said.getvalue().splitlines():
            screen.say(helping.complaint(line))
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader has seen enough, as in `… | head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        sys.exit(141)
    except (KeyboardInterrupt, click.Abort):
        screen.say(language.t("interrupted; nothing is lost"))
        sys.exit(130)
    except Exception:  # the outermost edge: a fault of ours, in words not all ours
        import traceback

        screen.say("✗ fault: Forgeweld itself failed   exit 1")
        for line in traceback.format_exc().splitlines():
            screen.say(f"  │ {line}")
        sys.exit(1)
