"""Processes that the trainings after the search are forks of.

They see other labels than trials do, and not the same as each other: so each view of
the rows takes a process of its own, whose imports take seconds. Where a view is small,
each program is given a copy of it instead, and one process will do for all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.run import forked
from agent.run.loop import Line
from sandbox.forks import Forks

IMPORTS = 4.0
"""Seconds until forks of a new process can be made."""
SMALL = 8_000_000
"""Bytes of a view of which a copy takes hundredths of a second."""


@contextmanager
def forks(line: Line, name: str, view: Path) -> Iterator[Forks | None]:
    """What programs that see `view` start from, one after the other, at its imports;
    None where each has a sandbox of its own. `name` is that of a process of its own."""
    if not line.warm:
        yield None
        return
    told = line.sandbox, line.run_dir, line.spec
    if not small(view):
        with forked.opened(*told, name, view=view) as own:
            yield own
        return
    if line.others is None:
        copied = (*forked.COPIED, "data")
        line.others = forked.opened(*told, "others", view=view, copied=copied)
    yield line.others


def imports(line: Line, views: int = 1) -> float:
    """Seconds that processes for so many more views will take before their forks."""
    if not small(line.run_dir / "view"):
        return views * IMPORTS
    return 0.0 if line.others is not None else IMPORTS


def close(line: Line) -> None:
    """End the process that several views had in common."""
    if line.others is not None:
        line.others.close()
        line.others = None


def small(view: Path) -> bool:
    """Whether a copy of the view for each program costs less than a process."""
    if (view / "media").exists():
        return False
    files = (path.stat() for path in view.rglob("*") if path.is_file())
    return sum(file.st_size for file in files) < SMALL
