"""Events to trackers, once each: `trackers/<name>.json` says how far one has come.

Also a program: `python -I -m agent.track.send RUN_DIR NAMES` follows a run to its end.
"""

import json
import subprocess
import sys
import time
from itertools import groupby
from pathlib import Path

from agent.run import events, rundir
from agent.track.points import Reader
from agent.track.trackers import Tracker, opened

POLL = 0.5
"""Seconds between two looks at the events."""
LOG = "trackers.log"


class Sender:
    """One tracker of one run, and how much of the run it has."""

    def __init__(self, run_dir: Path, name: str):
        self.path = run_dir / "trackers" / f"{name}.json"
        self.events = run_dir / events.FILE
        self.reader = Reader(rundir.load(run_dir).spec.metric.name)
        self.seq, self.keys = 0, {}
        if self.path.exists():
            said = json.loads(self.path.read_text(encoding="utf-8"))
            self.seq, self.keys = said["seq"], said["keys"]
        for event in events.read(self.events):
            if event.seq <= self.seq:
                list(self.reader.points(event))  # only to know the trials' steps
        self.tracker: Tracker = opened(name, run_dir)
        self.sent = 0

    def catch_up(self) -> None:
        """Send what is new."""
        waiting, last = [], 0
        for event in events.read(self.events, self.seq):
            for entry in self.reader.entries(event):
                known = self.keys.get(entry.record)
                self.keys[entry.record] = self.tracker.open(entry, known)
            waiting += self.reader.points(event)
            last = event.seq
            if event.type == "trial.finished":
                self._send(waiting, last)
                self.tracker.close(self.keys[str(event.trial)])
                waiting = []
        if last > self.seq:
            self._send(waiting, last)

    def _send(self, points: list, seq: int) -> None:
        for record, mine in groupby(points, key=lambda p: p.record):
            mine = list(mine)
            self.tracker.add(self.keys[record], mine)
            self.sent += len(mine)
        self.seq = seq
        self.path.parent.mkdir(exist_ok=True)
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps({"seq": self.seq, "keys": self.keys}))
        part.replace(self.path)


def send(run_dir: Path, names: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """Send a run's events to trackers, as far as there are any; numbers sent now and
    where to look, by tracker."""
    found = {}
    for name in names:
        sender = Sender(run_dir, name)
        sender.catch_up()
        sender.tracker.end()
        found[name] = sender.sent, sender.tracker.where
    return found


def follow(run_dir: Path, names: tuple[str, ...]) -> None:
    """Send events as they come, until the run's process has ended."""
    senders = [Sender(run_dir, name) for name in names]
    alive = True
    while alive:
        alive = rundir.pid(run_dir) is not None
        for sender in senders:
            sender.catch_up()
        if alive:
            time.sleep(POLL)
    for sender in senders:
        sender.tracker.end()


def spawn(run_dir: Path, names: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Follow a run in a process of its own, which outlives this one."""
    run_dir = run_dir.resolve()
    with (run_dir / LOG).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-I", "-m", "agent.track.send", str(run_dir), *names],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=run_dir,
        )


if __name__ == "__main__":
    follow(Path(sys.argv[1]), tuple(sys.argv[2:]))
