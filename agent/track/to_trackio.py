"""Trackio: one record per run on this machine, its trials told apart by name.

`trackio show` opens it; nothing leaves the machine.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from agent.track.points import Entry, Point


class Writer:
    """A `Tracker`; needs trackio."""

    def __init__(self, run_dir: Path):
        os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        import trackio  # type: ignore[import-not-found]

        self.trackio = trackio
        self.where = "trackio show --project forgeweld"
        trackio.init(project="forgeweld", name=run_dir.name, resume="allow")

    def open(self, entry: Entry, known: str | None) -> str:
        return entry.record

    def add(self, key: str, points: Sequence[Point]) -> None:
        for point in points:
            said = {f"{key}/{point.name}": point.value, f"{key}/epoch": point.step}
            self.trackio.log(said)

    def close(self, key: str) -> None:
        pass

    def end(self) -> None:
        self.trackio.finish()
