"""Weights & Biases: one record per run, its trials as sections of charts.

Offline, in the run's wandb/, unless WANDB_MODE says otherwise; `wandb sync` sends it.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from agent.track.points import Entry, Point


class Writer:
    """A `Tracker`; needs wandb."""

    def __init__(self, run_dir: Path):
        os.environ.setdefault("WANDB_ERROR_REPORTING", "false")
        os.environ.setdefault("WANDB_SILENT", "true")
        import wandb  # type: ignore[import-not-found]

        mode = os.environ.setdefault("WANDB_MODE", "offline")
        project = os.environ.get("WANDB_PROJECT") or "forgeweld"
        self.run = wandb.init(
            project=project, name=run_dir.name, dir=str(run_dir), mode=mode
        )
        folder = run_dir / "wandb"
        self.where = (
            f"wandb sync {folder}/offline-run-*" if mode == "offline" else project
        )

    def open(self, entry: Entry, known: str | None) -> str:
        key = entry.record
        self.run.config.update({f"{key} {k}": v for k, v in entry.facts.items()})
        self.run.define_metric(f"{key}/epoch", hidden=True)
        self.run.define_metric(f"{key}/*", step_metric=f"{key}/epoch")
        return key

    def add(self, key: str, points: Sequence[Point]) -> None:
        for point in points:
            said = {f"{key}/{point.name}": point.value, f"{key}/epoch": point.step}
            self.run.log(said)

    def close(self, key: str) -> None:
        pass

    def end(self) -> None:
        self.run.finish()
