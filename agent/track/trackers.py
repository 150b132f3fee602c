"""The trackers by name: what each needs, and where it writes."""

import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from agent.errors import UsageError
from agent.track.points import Entry, Point


class Tracker(Protocol):
    """Writes numbers to one tracker. Only `open` and `add` may raise OSError."""

    where: str
    """Where they can be looked at, for a person."""

    def open(self, entry: Entry, known: str | None) -> str:
        """The tracker's own key of a record: begun, or `known` from an earlier time."""
        ...

    def add(self, key: str, points: Sequence[Point]) -> None:
        """Write numbers of one record."""
        ...

    def close(self, key: str) -> None:
        """A record that gets no more curves."""
        ...

    def end(self) -> None:
        """Everything is on its way when this returns."""
        ...


NEEDS = {
    "tensorboard": ("tensorboard", "tensorboard"),
    "mlflow": ("mlflow", "mlflow-skinny"),
    "wandb": ("wandb", "wandb"),
    "trackio": ("trackio", "trackio"),
}
"""Tracker -> the module it is, the distribution that has it."""


def parse(said: str | None) -> tuple[str, ...]:
    """`tensorboard,mlflow` -> their names. Raises UsageError for an unknown one, and
    with the line that installs what is missing."""
    names = tuple(
        dict.fromkeys(n.strip() for n in (said or "").split(",") if n.strip())
    )
    for name in names:
        if name not in NEEDS:
            raise UsageError(
                f"no tracker {name!r}", why=f"there are {', '.join(NEEDS)}"
            )
        module, distribution = NEEDS[name]
        if importlib.util.find_spec(module) is None:
            raise UsageError(
                f"{name} is asked for, but not installed",
                why="trackers are no part of Forgeweld",
                fix=f"pip install {distribution}",
            )
    return names


def opened(name: str, run_dir: Path) -> Tracker:
    """A tracker for the records of a run."""
    module = importlib.import_module(f"agent.track.to_{name}")
    return module.Writer(run_dir)
