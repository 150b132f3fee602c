"""TensorBoard's own event files, one folder per trial, below the run's tensorboard/."""

import re
from collections.abc import Sequence
from pathlib import Path

from agent.track.points import Entry, Point


class Writer:
    """A `Tracker`; needs the package tensorboard, and neither TensorFlow nor torch."""

    def __init__(self, run_dir: Path):
        self.folder = run_dir / "tensorboard"
        self.where = f"tensorboard --logdir {self.folder}"
        self.files: dict[str, object] = {}

    def open(self, entry: Entry, known: str | None) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", entry.title.lower()).strip("-")
        return known or slug[:60]

    def add(self, key: str, points: Sequence[Point]) -> None:
        from tensorboard.compat.proto.event_pb2 import Event  # type: ignore[attr-defined]
        from tensorboard.compat.proto.summary_pb2 import Summary  # type: ignore[attr-defined]
        from tensorboard.summary.writer.event_file_writer import EventFileWriter

        if key not in self.files:
            self.files[key] = EventFileWriter(str(self.folder / key))
        file = self.files[key]
        for point in points:
            value = Summary.Value(tag=point.name, simple_value=point.value)
            event = Event(wall_time=point.ts, step=point.step)
            event.summary.CopyFrom(Summary(value=[value]))
            file.add_event(event)  # type: ignore[attr-defined]
        file.flush()  # type: ignore[attr-defined]

    def close(self, key: str) -> None:
        if file := self.files.pop(key, None):
            file.close()  # type: ignore[attr-defined]

    def end(self) -> None:
        for key in list(self.files):
            self.close(key)
