"""The commands skip, extend, pin, forbid and free, for the command line."""

from pathlib import Path

import click

from agent.interfaces import completion, options


def register(cli: click.Group) -> None:
    """Add the commands by which a run is steered."""

    @cli.command()
    @options.which
    def skip(name: str | None, out: Path, json_: bool) -> None:
        """End the trial that runs now; the run goes on with the next one."""
        _steer("skip", {}, name, out, json_)

    @cli.command()
    @click.argument("minutes", type=float)
    @options.which
    def extend(minutes: float, name: str | None, out: Path, json_: bool) -> None:
        """Give a run MINUTES more; one that has ended takes them up by `resume`."""
        _steer("extend", {"minutes": minutes}, name, out, json_)

    @cli.command()
    @click.argument("block", shell_complete=completion.blocks)
    @options.which
    def pin(block: str, name: str | None, out: Path, json_: bool) -> None:
        """Have BLOCK in every later trial: gated, "encoder mlp", "modality picture"."""
        _steer("pin", {"block": block}, name, out, json_)

    @cli.command()
    @click.argument("block", shell_complete=completion.blocks)
    @options.which
    def forbid(block: str, name: str | None, out: Path, json_: bool) -> None:
        """Have BLOCK, or a modality, in no later trial."""
        _steer("forbid", {"block": block}, name, out, json_)

    @cli.command()
    @click.argument("block", shell_complete=completion.blocks)
    @options.which
    def free(block: str, name: str | None, out: Path, json_: bool) -> None:
        """Lift a `pin` or a `forbid` again."""
        _steer("free", {"block": block}, name, out, json_)


def _steer(kind: str, data: dict, name: str | None, out: Path, json_: bool) -> None:
    from agent.interfaces import steer

    steer.steer(kind, name, out, json_, **data)
