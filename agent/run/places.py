"""From what a run's `placing` says to the slots that its trials get."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from agent.run import forked
from agent.run.events import EventLog
from agent.run.rundir import RunFile
from agent.run.slots import LocalSlots, Slots
from sandbox.base import Sandbox


@contextmanager
def opened(
    run_dir: Path,
    run: RunFile,
    sandbox: Sandbox,
    log: EventLog,
    left: float,
    *,
    unsafe: bool,
) -> Iterator[Slots | None]:
    """The slots of a run of `left` more seconds; None for one trial after another on
    this machine.

    Raises UsageError for a cluster that can't be had, with what to do.
    """
    placing = run.placing
    if placing.alone:
        yield None
        return
    if placing.cluster == "slurm":
        from agent.cluster.slurm import SlurmSlots

        def heard(state: str, nodes: int) -> None:
            log.add("slurm.state", state=state, nodes=nodes)

        asked = placing, sandbox.name, left, heard
        slots: Slots = SlurmSlots(run_dir, *asked, unsafe=unsafe)
    elif placing.cluster is not None:
        from agent.cluster.driver import RaySlots

        slots = RaySlots(placing, sandbox.name, run.name, unsafe=unsafe)
    else:
        count = placing.slots or 1
        warm = partial(forked.opened, sandbox, run_dir, run.spec, share=count)

        def tell(index: int, why: str) -> None:
            log.add("trial.cold", index, message=why)

        slots = LocalSlots(sandbox, count, None if run.cold else warm, tell)
    try:
        yield slots
    finally:
        slots.close()


def room(slots: Slots | None) -> int:
    """How many trials run at once."""
    return slots.size() if slots else 1
