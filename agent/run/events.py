"""A run's append-only `events.jsonl`: one writer, any number of readers.

Every line is an Event; `seq` has no gaps. What a kill left half-written is cut off by
the next writer, and never seen by readers.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent.records import Plan, Record, Trial
from agent.records.result import running

FILE = "events.jsonl"
DURABLE = ("run.", "steer.", "trial.finished", "trial.started")


class Event(Record):
    """One thing that happened in a run."""

    v: int = 1
    """Version of this format."""
    seq: int
    """1, 2, 3, … without a gap."""
    ts: float
    """Seconds since the epoch."""
    run: str
    """Name of the run."""
    type: str
    """Such as `trial.finished`; readers ignore types they don't know."""
    trial: int | None = None
    data: dict[str, Any] = {}


class EventLog:
    """The one writer of a run's events. Hold the run's lock before opening it."""

    def __init__(self, run_dir: Path):
        self.path = run_dir / FILE
        self.name = run_dir.name
        _cut_half_line(self.path)
        self.seq = sum(1 for _ in read(self.path))

    def add(self, kind: str, trial: int | None = None, /, **data: Any) -> Event:
        """Append one event; it is on disk before `run.*` and `trial.*` ones return."""
        self.seq += 1
        event = Event(
            seq=self.seq,
            ts=round(time.time(), 3),
            run=self.name,
            type=kind,
            trial=trial,
            data=data,
        )
        line = event.model_dump_json() + "\n"
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            if kind.startswith(DURABLE):
                os.fsync(file.fileno())
        return event


def read(path: Path, after: int = 0, *, kind: str = "") -> Iterator[Event]:
    """The complete events of a file with `seq` beyond `after`; of one `kind` if it is
    given, which spares parsing the others: a tenth of a second for two thousand."""
    if not path.exists():
        return
    named = f'"type":"{kind}"' if kind else ""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if not line.endswith("\n"):
                return  # the writer is in the middle of it
            if named in line and (not after or json.loads(line)["seq"] > after):
                event = Event.model_validate_json(line)
                if not kind or event.type == kind:
                    yield event


class Tail:
    """Reads a file of events on from where it left off, so that each byte is read
    once."""

    def __init__(self, path: Path):
        self.path, self.seq = path, 0
        """`seq` is that of the last event seen, `place` the byte behind it."""
        self.place = 0

    def new(self) -> list[Event]:
        """The complete events that have come since the last call."""
        if not self.path.exists() or self.path.stat().st_size <= self.place:
            return []
        with self.path.open("rb") as file:
            file.seek(self.place)
            come = file.read()
        whole = come[: come.rfind(b"\n") + 1]
        self.place += len(whole)
        found = [Event.model_validate_json(line) for line in whole.splitlines()]
        self.seq = found[-1].seq if found else self.seq
        return found


def trials(events: list[Event]) -> tuple[Trial, ...]:
    """The finished trials, in order: the run's history. Of trials that run at once the
    later may end first: the earlier then stands there as `running`."""
    ended = [e.data["record"] for e in events if e.type == "trial.finished"]
    done = {record["index"]: Trial.model_validate(record) for record in ended}
    numbers = range(1, max(done, default=0) + 1)
    begun = plans(events) if len(done) < len(numbers) else {}
    return tuple(done.get(i) or running(i, begun[i]) for i in numbers)


def plans(events: list[Event]) -> dict[int, Plan]:
    """The plan of every trial that was started, by its number."""
    begun = [e for e in events if e.type == "trial.started"]
    return {e.trial or 0: Plan.model_validate(e.data["plan"]) for e in begun}


def seconds_used(events: list[Event]) -> float:
    """Time during which a run process was alive, as far as its events tell."""
    used, since, last = 0.0, None, 0.0
    for event in events:
        if event.type == "run.state" and event.data.get("state") == "running":
            used += last - since if since else 0.0
            since = event.ts
        last = event.ts
    return used + (last - since if since else 0.0)


def state(events: list[Event]) -> str:
    """The last state told: created, running, stopped, finished or failed."""
    states = [e.data["state"] for e in events if e.type == "run.state"]
    return states[-1] if states else "created"


def _cut_half_line(path: Path) -> None:
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.truncate(path, whole)
