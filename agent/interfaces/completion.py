"""`forgeweld completion bash|zsh|fish`: words for the shell, runs and trials among
them. Click does the talking with the shell."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from agent.errors import UsageError

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_FORGEWELD_COMPLETE"


def register(cli: click.Group) -> None:
    """Add the command."""

    @cli.command("completion")
    @click.argument("shell", type=click.Choice(SHELLS))
    def completion_(shell: str) -> None:
        """Print the completion script: eval "$(forgeweld completion bash)"."""
        click.echo(script(cli, shell))


def script(cli: click.Command, shell: str) -> str:
    """What the shell is to read: `eval "$(forgeweld completion bash)"`."""
    found = get_completion_class(shell)
    if found is None:
        raise UsageError(f"no completion for {shell}", why=f"there are {SHELLS}")
    complete = found(cli, {}, "forgeweld", VARIABLE)
    return complete.source_template % complete.source_vars()


def runs(
    ctx: click.Context, param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The runs in --out, and `last`."""
    out = Path(ctx.params.get("out") or "generated")
    names = sorted(path.parent.name for path in out.glob("*/run.json"))
    found = [*names, "last"] if names else []
    return [CompletionItem(name) for name in found if name.startswith(typed)]


def trials(
    ctx: click.Context, param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The finished trials of the run that is named, or of the last one."""
    from agent.run import events, rundir

    out = Path(ctx.params.get("out") or "generated")
    try:
        run_dir = rundir.find(out, ctx.params.get("name"))
    except UsageError:
        return []
    done = events.trials(list(events.read(run_dir / events.FILE)))
    return [
        CompletionItem(str(t.index), help=t.plan.name)
        for t in done
        if str(t.index).startswith(typed)
    ]


def blocks(
    ctx: click.Context, param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """What the run that is named, or the last one, can be steered by."""
    from agent.proposers import wishing
    from agent.run import rundir

    out = Path(ctx.params.get("out") or "generated")
    try:
        run = rundir.load(rundir.find(out, ctx.params.get("name")))
    except UsageError:
        return []
    names = sorted({n.partition(" ")[2] for n in wishing.usables(run.spec)})
    return [CompletionItem(name) for name in names if name.startswith(typed)]
