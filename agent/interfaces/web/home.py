"""The runs of one folder as the server knows them: looked up safely, and summed up.

What is kept here was read from files, and is only kept so as not to read it again.
"""

import re
import threading
from pathlib import Path
from typing import Any

from agent.interfaces.web.problems import NotThere
from agent.run import events, rundir
from agent.run.events import Event, Tail
from agent.run.rundir import RunFile

HEAVY = ("metric", "log", "model.prompt", "model.asked")
"""Types of events of which a summary needs no more than the time."""


class Ledger:
    """What the events of one run say in sum, kept up to date."""

    def __init__(self, run_dir: Path):
        self.run_dir, self.tail = run_dir, Tail(run_dir / events.FILE)
        self.seen: list[Event] = []
        self._stamp: tuple[int, int] = (0, 0)
        self._file: RunFile | None = None
        self._row: dict[str, Any] | None = None
        self._summed: RunFile | None = None
        self._lock = threading.Lock()

    def file(self) -> RunFile:
        """`run.json`, read again when it has changed."""
        info = (self.run_dir / "run.json").stat()
        stamp = info.st_mtime_ns, info.st_ino
        if self._file is None or stamp != self._stamp:
            self._stamp, self._file = stamp, rundir.load(self.run_dir)
        return self._file

    def row(self) -> dict[str, Any]:
        """One line of the list of runs."""
        with self._lock:
            come, run = self.tail.new(), self.file()
            for event in come:
                light = {} if event.type in HEAVY else event.data
                self.seen.append(event.model_copy(update={"data": light}))
            if self._row is None or come or run is not self._summed:
                self._row, self._summed = self._sum(run), run
        return {**self._row, "state": self.state()}

    def _sum(self, run: RunFile) -> dict[str, Any]:
        ends = [e.data["record"] for e in self.seen if e.type == "trial.finished"]
        scores = [end["select"]["value"] for end in ends if end["select"]]
        pick = max if run.spec.metric.maximize else min
        used = run.prepared_s + events.seconds_used(self.seen)
        return {
            "run": run.name,
            "state": "",
            "statement": run.spec.statement[:300],
            "target": list(run.spec.target[:6]),
            "metric": run.spec.metric.name,
            "maximize": run.spec.metric.maximize,
            "trials": len(ends),
            "select": pick(scores) if scores else None,
            "seconds": round(used, 1),
            "of": run.spec.budget.seconds,
            "created": run.created,
        }

    def state(self) -> str:
        """As `rundir.state` tells it, from what was read."""
        said = events.state(self.seen)
        if said == "running" and rundir.pid(self.run_dir) is None:
            return "killed"
        return said


class Home:
    """The folder of runs, and who reads them."""

    def __init__(self, out: Path):
        self.out = out
        self.streams = 0
        """Open streams of events."""
        self.closing = False
        """Whether they have to end."""
        self._ledgers: dict[str, Ledger] = {}

    def find(self, name: str) -> Path:
        """The directory of the run of exactly this name. Raises NotThere."""
        run_dir = self.out / name
        if not re.fullmatch(rundir.NAME, name) or not (run_dir / "run.json").is_file():
            raise NotThere(f"there is no run {name[:80]!r}", fix="GET /api/v1/runs")
        return run_dir

    def ledger(self, name: str) -> Ledger:
        """The summary of a run; a new one if another run has taken its name."""
        run_dir = self.find(name)
        kept = self._ledgers.get(name)
        if kept is not None:
            path = kept.tail.path
            shrunk = path.exists() and path.stat().st_size < kept.tail.place
            if not shrunk:
                return kept
        self._ledgers[name] = Ledger(run_dir)
        return self._ledgers[name]

    def rows(self) -> list[dict[str, Any]]:
        """All runs, the newest first; those of other versions are left out."""
        found = []
        for path in self.out.glob("*/run.json"):
            try:
                found.append(self.ledger(path.parent.name).row())
            except (rundir.RunError, NotThere, OSError):
                continue  # half removed, or not ours to read: `status` says what is
        return sorted(found, key=lambda row: (-row["created"], row["run"]))
