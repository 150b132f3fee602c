"""From what a run's `placing` says to the slots that its trials get."""

from collections.abc import Iterator
from contextlib import contextmanager

from agent.records import Placing
from agent.run.slots import LocalSlots, Slots
from sandbox.base import Sandbox


@contextmanager
def opened(
    placing: Placing, name: str, sandbox: Sandbox, *, unsafe: bool
) -> Iterator[Slots | None]:
    """The slots of the run `name`; None for one trial after another on this machine.

    Raises UsageError for a cluster that can't be had, with what to do.
    """
    if placing.alone:
        yield None
        return
    slots: Slots = LocalSlots(sandbox, placing.slots or 1)
    if placing.cluster is not None:
        from agent.cluster.driver import RaySlots

        slots = RaySlots(placing, sandbox.name, name, unsafe=unsafe)
    try:
        yield slots
    finally:
        slots.close()


def room(slots: Slots | None) -> int:
    """How many trials run at once."""
    return slots.size() if slots else 1
