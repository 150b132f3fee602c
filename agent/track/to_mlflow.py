"""MLflow: an experiment per run, a record per trial.

They go to MLFLOW_TRACKING_URI, or to the file mlflow.db beside the run.
"""

import logging
import os
import re
from collections.abc import Sequence
from pathlib import Path

from agent.track.points import Entry, Point

MOST = 500
"""Numbers in one request: MLflow takes 1000."""


class Writer:
    """A `Tracker`; needs mlflow or mlflow-skinny."""

    def __init__(self, run_dir: Path):
        os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"  # it would report on its own
        os.environ["DO_NOT_TRACK"] = "true"
        from mlflow.tracking import MlflowClient

        for name in ("mlflow", "alembic"):
            logging.getLogger(name).setLevel(logging.WARNING)
        own = f"sqlite:///{run_dir.resolve().parent / 'mlflow.db'}"
        uri = os.environ.get("MLFLOW_TRACKING_URI") or own
        self.where = f"mlflow ui --backend-store-uri {uri}"
        self.client = MlflowClient(tracking_uri=uri)
        self.going: set[str] = set()
        known = self.client.get_experiment_by_name(run_dir.name)
        places = None if uri != own else (run_dir.resolve() / "mlflow").as_uri()
        self.experiment = (
            known.experiment_id
            if known
            else self.client.create_experiment(run_dir.name, artifact_location=places)
        )

    def open(self, entry: Entry, known: str | None) -> str:
        from mlflow.entities import Param

        if known:
            return known
        made = self.client.create_run(self.experiment, run_name=entry.title)
        params = [
            Param(re.sub(r"[^A-Za-z0-9_./-]", "_", name), value)
            for name, value in entry.facts.items()
        ]
        self.client.log_batch(made.info.run_id, params=params)
        self.going.add(made.info.run_id)
        return made.info.run_id

    def add(self, key: str, points: Sequence[Point]) -> None:
        from mlflow.entities import Metric

        for start in range(0, len(points), MOST):
            metrics = [
                Metric(p.name, p.value, round(1000 * p.ts), p.step)
                for p in points[start : start + MOST]
            ]
            self.client.log_batch(key, metrics=metrics)

    def close(self, key: str) -> None:
        self.client.set_terminated(key)
        self.going.discard(key)

    def end(self) -> None:
        for key in list(self.going):
            self.close(key)
