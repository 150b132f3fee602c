"""Places where several trials run at once: here, a thread and a sandbox for each.

Whoever runs trials elsewhere offers the same four methods (`agent/cluster/driver.py`).
A trial is all that its folder holds: project, what it goes on from, what it made.
"""

import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from agent.records import Plan, TaskSpec
from agent.run import trial
from agent.run.trial import Places
from sandbox.base import RunResult, Sandbox


@dataclass(frozen=True)
class Work:
    """One trial to run, as its folder and the view say."""

    index: int
    spec: TaskSpec
    plan: Plan
    place: Places
    view: Path


class Slots(Protocol):
    """Where trials run at once."""

    def size(self) -> int:
        """How many may run at once now."""
        ...

    def submit(self, work: Work) -> None:
        """Begin a trial, at once or as soon as there is room."""
        ...

    def poll(self) -> list[tuple[int, RunResult]]:
        """The trials that have ended since the last call, each once; what they made
        lies in their folders, and what they printed beside it."""
        ...

    def cancel(self, index: int, why: str) -> None:
        """End a trial; `poll` will tell of it as `killed_by_user`."""
        ...

    def close(self) -> None:
        """End all that still runs and wait for it."""
        ...


class LocalSlots:
    """`count` trials at once on this machine, which share its cores and memory."""

    def __init__(self, sandbox: Sandbox, count: int):
        self.sandbox, self.count = sandbox, count
        self._ended: queue.SimpleQueue[tuple[int, RunResult | BaseException]]
        self._ended = queue.SimpleQueue()
        self._stops: dict[int, str] = {}
        self._threads: dict[int, threading.Thread] = {}

    def size(self) -> int:
        """As many as asked for."""
        return self.count

    def submit(self, work: Work) -> None:
        """Begin it at once. A supervisor's thread must live as long as what it has
        forked, so each has its own."""
        thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._threads[work.index] = thread
        thread.start()

    def _run(self, work: Work) -> None:
        try:
            told = self.sandbox, work.spec, work.plan, work.place, work.view
            stop = self._stops.get
            done = trial.run(*told, lambda: stop(work.index), share=self.count)
        except BaseException as error:  # the run's own thread is to hear of it
            self._ended.put((work.index, error))
        else:
            self._ended.put((work.index, done))

    def poll(self) -> list[tuple[int, RunResult]]:
        """Those that have ended. Raises what a supervisor raised."""
        found = []
        while not self._ended.empty():
            index, done = self._ended.get()
            self._threads.pop(index).join()
            self._stops.pop(index, None)
            if isinstance(done, BaseException):
                raise done
            found.append((index, done))
        return found

    def cancel(self, index: int, why: str) -> None:
        """Its supervisor hears of it at its next tick."""
        self._stops[index] = why

    def close(self) -> None:
        """End what runs."""
        for index, thread in list(self._threads.items()):
            self.cancel(index, "the run ends")
            thread.join()
