"""The commands around a finished model: predict, serve, report, export."""

from pathlib import Path

import click

from agent.interfaces import options


@click.command()
@click.option("--input", "source", type=options.PATH, required=True, help="New rows.")
@click.option(
    "--output", "target", type=options.PATH, required=True, help="A CSV file."
)
@click.option("--encoding", help="Of the text files, if not UTF-8.")
@options.using
@options.which
def predict(name: str | None, out: Path, **flags) -> None:
    """Predict the rows of a table with a run's best model, in the sandbox.

    CSV, TSV, JSON Lines or Parquet of any size, or Excel. A row that can't be read has
    the reason in the column `error`.
    """
    from agent.interfaces import using

    using.predict_table(name, out, **flags)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, help="0: a free one.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that answer; one a core, up to 4.",
)
@options.using
@options.which
def serve(name: str | None, out: Path, **flags) -> None:
    """Serve a run's best model over HTTP, its program in the sandbox."""
    from agent.interfaces import using

    using.serve(name, out, **flags)


@click.command()
@click.option("--pdf", is_flag=True, help="Write report.pdf, too.")
@click.option("--open", "open_", is_flag=True, help="Show it in the browser.")
@click.option("--seconds", type=click.FloatRange(0), help="For changed inputs; 120.")
@click.option("--rows", type=click.IntRange(10), help="Of the test part, to change.")
@options.UNSAFE
@options.which
def report(name: str | None, out: Path, **flags) -> None:
    """Write report.html of a finished run: how good, why, where not, at what cost.

    What the end of the run had no time for is found out now: the chosen model predicts
    test rows with modalities missing, permuted or corrupted, in the sandbox.
    """
    from agent.interfaces import reporting as show

    show.report(name, out, **flags)


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(["safetensors", "onnx", "torch", "int8", "notebook"]),
    default="safetensors",
    show_default=True,
)
@click.option("--output", type=options.PATH, help="Folder, or the notebook's file.")
@click.option("--trial", type=int, help="This trial instead of what was delivered.")
@options.UNSAFE
@options.which
def export_(name: str | None, out: Path, json_: bool, **flags) -> None:
    """Write a run's model in a form that other programs run, checked against PyTorch.

    safetensors, with its code; onnx, for ONNX Runtime; int8, the same with small
    weights; torch, a program of torch.export; notebook, for Jupyter.
    """
    from agent.interfaces import export as command

    command.export(name, out, json_, **flags)


def register(cli: click.Group) -> None:
    """Add them to the command line."""
    for command in (predict, serve, report, export_):
        cli.add_command(command)
