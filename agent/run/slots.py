"""Places where several trials run at once: here, a thread and a sandbox for each slot.

Whoever runs trials elsewhere offers the same four methods (`agent/cluster/driver.py`).
A trial is all that its folder holds: project, what it goes on from, what it made.
"""

import queue
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from agent.records import Plan, TaskSpec
from agent.run import forked, trial
from agent.run.trial import Places
from sandbox.base import RunResult, Sandbox
from sandbox.forks import Forks


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

    def __init__(
        self,
        sandbox: Sandbox,
        count: int,
        warm: Callable[[int], Forks] | None = None,
        tell: Callable[[int, str], None] = lambda index, why: None,
    ):
        """`warm` gives a slot its forks; without, each trial has a sandbox of its own.
        `tell` hears, in `poll`, of each trial that is run once more without."""
        self.sandbox, self.count, self.warm, self.tell = sandbox, count, warm, tell
        self._todo: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._ended: queue.SimpleQueue[tuple[int, RunResult | str | BaseException]]
        self._ended = queue.SimpleQueue()
        self._stops: dict[int, str] = {}
        self._open: set[int] = set()
        self._threads: list[threading.Thread] = []

    def size(self) -> int:
        """As many as asked for."""
        return self.count

    def submit(self, work: Work) -> None:
        """Begin it as soon as a slot is free."""
        self._open.add(work.index)
        self._todo.put(work)
        if len(self._threads) < self.count:
            slot = len(self._threads)
            thread = threading.Thread(target=self._serve, args=(slot,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, slot: int) -> None:
        """One slot. What a supervisor has forked dies with its thread, so a slot has
        one to its end."""
        with ExitStack() as stack:
            forks = None
            while (work := self._todo.get()) is not None:
                try:
                    if self.warm and forks is None:
                        forks = stack.enter_context(self.warm(slot))
                    done = self._run(work, forks)
                except BaseException as error:  # the run's own thread is to hear of it
                    done = error
                self._ended.put((work.index, done))

    def _run(self, work: Work, forks: Forks | None) -> RunResult:
        def stop() -> str | None:
            return self._stops.get(work.index)

        told = work.spec, work.plan, work.place, work.view, stop
        if forks is None:
            return trial.run(self.sandbox, *told, share=self.count)

        def again(why: str) -> None:
            self._ended.put((work.index, why))

        return forked.run(forks, *told, again, share=self.count)

    def poll(self) -> list[tuple[int, RunResult]]:
        """Those that have ended. Raises what a supervisor raised."""
        found = []
        while not self._ended.empty():
            index, done = self._ended.get()
            if isinstance(done, str):
                self.tell(index, done)
                continue
            self._open.discard(index)
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
        for index in self._open:
            self.cancel(index, "the run ends")
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
