"""The commands around runs: baselines for CI, experiment trackers. Parse and call."""

from pathlib import Path

import click

from agent.interfaces import options

BASELINE_CODES = """\b
Exit codes: 0 every run reached its floors · 3 all finished, some below a floor ·
else that of the first run that failed: 1 run failed · 2 usage, a broken spec ·
5 data · 6 budget spent without a model · 8 no sandbox works."""


@click.command()
@click.option(
    "--to", required=True, metavar="NAMES", help="Such as tensorboard,mlflow."
)
@options.which
def track(to: str, name: str | None, out: Path, json_: bool) -> None:
    """Send a run's numbers to experiment trackers: what they don't have yet.

    NAMES: tensorboard, mlflow, wandb (offline unless WANDB_MODE says otherwise),
    trackio. Nothing is sent anywhere unless it is asked for here or by run --track.
    """
    from agent.interfaces import tracking

    tracking.track(to, name, out, json_)


@click.command(epilog=BASELINE_CODES)
@click.argument("specs", type=options.PATH, nargs=-1)
@click.option("--matrix", type=options.PATH, help="TOML: specs, [settings.NAME].")
@click.option(
    "--fail-under",
    multiple=True,
    metavar="METRIC=VALUE",
    help="Of test rows, for specs without floors of their own.",
)
@click.option("--junit", type=options.PATH, help="Write a report for CI there.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True)
@click.option("--minutes", type=float, help="For specs that say none; else 10.")
@options.OUT
@options.JSON
def baseline(
    specs: tuple[Path, ...],
    matrix: Path | None,
    fail_under: tuple[str, ...],
    junit: Path | None,
    jobs: int,
    minutes: float | None,
    out: Path,
    json_: bool,
) -> int:
    """Run every SPEC, several at once, and hold the test scores against floors.

    SPEC is a folder with data and a task.md, or a TOML file:

    \b
      statement = "Predict …"      data = "folder"      (relative to the file)
      minutes = 5                  any flag of forgeweld run, with _ for -
      fail_under = { f1_macro = 0.75 }

    --matrix runs every spec with every setting: specs = ["a.toml", "b"], and tables
    [settings.NAME] of flags. A broken spec or a failed run does not stop the others.
    """
    from agent.interfaces import baseline as show

    return show.baseline(
        specs, matrix, fail_under, junit, jobs, out, minutes, as_json=json_
    )


def register(group: click.Group) -> None:
    """Put them among the others."""
    group.add_command(baseline)
    group.add_command(track)
