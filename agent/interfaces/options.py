"""The flags that several commands share."""

from collections.abc import Callable
from pathlib import Path

import click

from agent.errors import UsageError
from agent.interfaces.completion import runs

PATH = click.Path(path_type=Path)
KINDS = ("binary", "multiclass", "multilabel", "ordinal", "regression", "multitarget")
KINDS += ("survival", "retrieval")
"""As in `agent.records.Kind`, whose import takes longer than all that --help does."""
OUT = click.option(
    "--out", type=PATH, default=Path("generated"), show_default=True, help="Runs' home."
)
JSON = click.option("--json", "json_", is_flag=True, help="One JSON object on stdout.")
TASK = (
    click.argument("statement"),
    click.option("--data", type=PATH, required=True, help="Folder or file."),
    click.option("--target", help="Column to predict; several as a,b,c."),
    click.option("--metric", help="How to judge, such as f1_macro or mae."),
    click.option("--kind", type=click.Choice(KINDS), help="Of task."),
    click.option("--levels", help="Ordered classes, as low,medium,high."),
    click.option("--positive", help="The class that counts as positive."),
    click.option("--use", multiple=True, help="Only these columns or modalities."),
    click.option("--ignore", multiple=True, help="Columns or modalities to leave out."),
    click.option(
        "--on-missing",
        type=click.Choice(["auto", "fail", "drop", "mask"]),
        default="auto",
        show_default=True,
        help="About missing or broken files; auto: few are gaps, many fail.",
    ),
    click.option("--encoding", help="Of the text files, if not UTF-8."),
    click.option("--minutes", default=10.0, show_default=True, help="Total time."),
    click.option("--trials", type=int, help="At most so many."),
    click.option("--seed", default=0, show_default=True),
    click.option("--pin", multiple=True, help="A block or modality in every model."),
    click.option("--forbid", multiple=True, help="A block or modality in none."),
    click.option("--encoder", multiple=True, help="Pretrained: name or folder."),
    click.option("--download", is_flag=True, help="It may be fetched from the hub."),
    click.option("--no-pretrained", is_flag=True, help="Train all from scratch."),
    click.option(
        "--transductive", is_flag=True, help="Learn from the test table's inputs, too."
    ),
    click.option(
        "--private",
        type=float,
        metavar="EPSILON",
        help="Differential privacy for every row; 8 is mild, 1 is strict.",
    ),
    JSON,
)
PROJECT = (
    click.argument("statement", required=False),
    click.option("--data", type=PATH, help="Folder or file."),
    click.option(
        "--from",
        "project",
        type=PATH,
        metavar="PROJECT",
        help="Go on from a project, perhaps edited: its task, it as the first trial.",
    ),
)
DRY = click.option(
    "--dry-run", is_flag=True, help="Plan, time and cost; write and send nothing."
)
RUNNING = (
    OUT,
    click.option("--name", help="Of the run; derived from the task otherwise."),
    click.option("--new", is_flag=True, help="A new run, even if this task has one."),
    click.option("--single", is_flag=True, help="Deliver one model, no ensemble."),
    click.option("--no-refit", is_flag=True, help="Deliver the very model scored."),
    click.option("--max-params", type=int, metavar="N", help="Of all it delivers."),
    click.option("--max-latency", type=float, metavar="MS", help="Per row, of all."),
    click.option("--detach", is_flag=True, help="Start it and come back at once."),
    click.option(
        "--track",
        metavar="NAMES",
        help="Also tell tensorboard, mlflow, wandb, trackio; none otherwise.",
    ),
    click.option("--cold", is_flag=True, help="A new process for every trial."),
    click.option(
        "--sandbox",
        default="auto",
        show_default=True,
        help="auto, or a name that forgeweld doctor shows.",
    ),
)
MODEL = (
    click.option("--model", help="To ask; else FORGEWELD_MODEL."),
    click.option("--base-url", help="Of its server; else OPENAI_BASE_URL."),
    click.option("--no-model", is_flag=True, help="Rules alone, whatever is set."),
    click.option("--require-llm", is_flag=True, help="End when the model is gone."),
    click.option("--no-invent", is_flag=True, help="No new blocks by the model."),
    click.option("--share-samples", is_flag=True, help="Let it see programs' words."),
    click.option("--hide-names", is_flag=True, help="Keep columns' names from it."),
    click.option("--max-calls", type=click.IntRange(0), help="To the model, in a run."),
    click.option("--max-tokens", type=click.IntRange(0), help="Read by it, in a run."),
    click.option("--max-cost", type=click.FloatRange(0), help="Needs --price."),
    click.option("--price", help="Of a million tokens: INPUT,OUTPUT."),
    click.option("--structured", default="auto", help="How answers are asked for."),
    click.option("--record", type=PATH, help="Write its questions and answers there."),
    click.option("--replay", type=PATH, help="Take its answers from there; offline."),
    click.option("--show-prompts", is_flag=True, help="Print what is sent, and where."),
    DRY,
)
PLACES = (
    click.option(
        "--deploy",
        type=click.Choice(["laptop", "gpu", "edge"]),
        help="Where it is to run: limits on size and time a row.",
    ),
    click.option(
        "--processes", type=click.IntRange(1), help="Of a trial, by torchrun; 1 else."
    ),
    click.option(
        "--slots", type=click.IntRange(1), help="Trials at once; 1 otherwise."
    ),
    click.option(
        "--cluster", metavar="ADDRESS", help="Of Ray: auto, ray://HOST:PORT; or slurm."
    ),
    click.option(
        "--trial-cpus", type=float, help="Of the cluster, a trial; 1 otherwise."
    ),
    click.option("--trial-gpus", type=float, help="Parts too; 1 where there are any."),
    click.option(
        "--trial-memory", type=int, metavar="MB", help="Of the cluster, a trial."
    ),
)
UNSAFE = click.option("--unsafe", is_flag=True, help="No isolation at all. Loud.")
USING = (
    click.option("--coverage", type=float, help="Add sets or intervals, such as 0.9."),
    click.option("--weights", is_flag=True, help="Add how much each input counts."),
    UNSAFE,
)
Command = Callable[..., None]


def task(command: Command) -> Command:
    """What to learn from what."""
    return _all(command, TASK)


def task_or_project(command: Command) -> Command:
    """`task`, or a project that tells it."""
    return _all(command, (*PROJECT, *TASK[2:]))


def running(command: Command) -> Command:
    """Where and how a run goes."""
    return _all(command, (*RUNNING, *PLACES, UNSAFE, *MODEL))


def running_only(command: Command) -> Command:
    """`running` for a command that has no `task`."""
    return _all(command, (*RUNNING, *PLACES, UNSAFE, *MODEL, JSON))


def which(command: Command) -> Command:
    """Which run is meant: by name, prefix or path; the last one otherwise."""
    name = click.argument("name", required=False, shell_complete=runs)
    return _all(command, (name, OUT, JSON))


def using(command: Command) -> Command:
    """What a finished model is asked for, beside its answer."""
    return _all(command, USING)


def backend(name: str, *, unsafe: bool) -> str:
    """The sandbox meant by --sandbox or --backend `name` and --unsafe.

    Raises UsageError for an unknown one, and if a name and --unsafe don't go together:
    only both words, or --unsafe alone, leave a program without isolation.
    """
    from sandbox import BACKENDS

    if name != "auto" and name not in BACKENDS:
        raise UsageError(
            f"no sandbox {name!r}",
            why=f"there are auto, {', '.join(BACKENDS)}",
            fix="forgeweld doctor says which of them work here",
        )
    if name == "process" and not unsafe:
        raise UsageError(
            "process isolates nothing",
            why="the program could read, change and send whatever you can",
            fix="leave the name out for a real sandbox, or say --unsafe as well",
        )
    if unsafe and name not in ("auto", "process"):
        raise UsageError(
            f"--unsafe means no isolation, {name} means isolation",
            fix="leave one of them out",
        )
    return "process" if unsafe else name


def _all(command: Command, options: tuple) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
