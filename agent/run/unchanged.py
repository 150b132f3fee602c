"""A run that goes on does so with the data and the rules that it was begun with."""

from pathlib import Path

from agent.data import owning, profiling
from agent.errors import RunError
from agent.run import rundir


def check(run_dir: Path) -> None:
    """Read the data folder again and compare it, media by their sizes, with what the
    run was begun with. One that is gone is no hindrance: the run has its own copy.

    Raises RunError if the data or the scoring rules are others now, DataError if the
    folder can't be read any more.
    """
    run = rundir.load(run_dir)
    if run.scorer != rundir.SCORER:
        raise rundir.another(run, run.spec, run.profile, run_dir)
    if not run.spec.data.exists():
        return
    data = owning.read_for(
        run.spec.data, run.spec.target, run.spec.statement, run.encoding
    )
    if profiling.fingerprint(data, run.profile.columns) != run.profile.fingerprint:
        raise RunError(
            f"the data have changed since {run.name} was begun",
            where=str(run.spec.data),
            why="a cell, or the size of a file, is another one",
            fix="put them back as they were, or start anew with --new",
        )
