"""`forgeweld run --from PROJECT`: what a project tells of its task, flags aside."""

from pathlib import Path

import click

from agent.errors import UsageError
from agent.project import carried
from agent.run import rundir


def told(
    project: Path | None, statement: str | None, data: Path | None, flags: dict
) -> tuple[str, Path, dict]:
    """Statement, data and flags, those that nobody gave from the project.

    Raises UsageError if the project tells no plan, if the data can't be found, and if
    there is no project that tells what is missing.
    """
    if project is None:
        if statement is None or data is None:
            missing = "argument 'STATEMENT'" if statement is None else "option '--data'"
            raise click.UsageError(f"Missing {missing}, or --from PROJECT.")
        return statement, data, flags
    known = carried.read(project).spec
    own = {
        "target": ",".join(known.target),
        "kind": known.kind,
        "metric": known.metric.name,
        "positive": known.positive,
        "levels": ",".join(known.levels) or None,
    }
    if statement is None:
        said = {name: flags[name] or value for name, value in own.items()}
        inherited = tuple(n for n, value in own.items() if value and not flags[n])
        flags = {**flags, **said, "inherited": inherited}
    return statement or known.statement, data or _data(project), flags


def _data(project: Path) -> Path:
    """The data of the run that the project, or the ensemble that it is of, lies in."""
    for folder in project.resolve().parents[:3]:
        if (folder / "run.json").exists():
            return rundir.load(folder).spec.data
    raise UsageError(
        "it is not known where the data lies",
        where=str(project),
        why="the project lies in no run",
        fix="say --data DIR",
    )
