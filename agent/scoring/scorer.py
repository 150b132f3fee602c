"""The scorer's process: reads predictions, knows hidden labels, answers numbers.

JSON lines on stdin and stdout. The first request opens a run; each later one is
answered with `{"ok": …}`, `{"bad": …}` for predictions that can't be scored, or
`{"failed": …}`. Started by `agent/scoring/score.py`, once per run.
"""

import csv
import json
import resource
import sys
from pathlib import Path
from typing import Any

import numpy as np

from agent.records import TaskSpec
from agent.scoring import bootstrap, constants, metrics, predictions, truth
from agent.scoring.predictions import BadPredictions

MEMORY = 2 * 1024**3  # bytes of data; a full table of predictions is a fraction of it
KEPT = 100
"""Files of predictions that are remembered, with the scores of their resamples."""


class Hidden:
    """One run's labels and its metric; every method returns plain JSON values."""

    def __init__(self, run_dir: Path, spec: TaskSpec, classes: tuple[str, ...]):
        """Read `splits/labels.csv`; rows to predict are those of `view/predict.csv`
        if there is one, else all labelled rows outside train."""
        self.spec, self.classes = spec, classes
        self.labels = _labels(run_dir / "splits" / "labels.csv", spec, classes)
        table = run_dir / "view" / "predict.csv"
        hidden = [
            row
            for part in ("select", "test")
            for row in self.labels.get(part, ([], None))[0]
        ]
        self.rows = _row_ids(table) if table.exists() else hidden
        known = set(self.rows)
        if lost := [row for row in hidden if row not in known]:
            raise ValueError(f"row {lost[0]} has a label but is not in predict.csv")
        self._seen: dict[tuple, tuple[dict[str, Any], np.ndarray]] = {}
        at = spec.positive
        self.positive = classes.index(at) if at in classes else len(classes) - 1

    def score(self, path: str, part: str) -> dict[str, Any]:
        return self._known(path, part)[0]

    def gain(self, a: str, b: str, part: str) -> dict[str, Any]:
        """Score of `a` minus score of `b`, on the same resamples."""
        sign = 1.0 if self.spec.metric.maximize else -1.0
        (first, f), (second, g) = (self._known(path, part) for path in (a, b))
        point, differences = sign * (first["value"] - second["value"]), sign * (f - g)
        kept = differences[np.isfinite(differences)]
        return {
            "gain": point,
            "interval": bootstrap.interval(differences, point),
            "sd": float(np.std(kept)) if len(kept) else 0.0,
        }

    def constant(self, part: str) -> dict[str, Any]:
        """Score of the best answer that looks at no input, learnt from train labels."""
        seen, name = self._truth("train"), self.spec.metric.name

        def on_train(answer: np.ndarray) -> float:
            return self._compute(name, seen, _repeat(answer, len(seen)))

        best = constants.answer(self.spec, len(self.classes), seen, on_train)
        return self._resampled(part, _repeat(best, len(self._truth(part))))[0]

    def _known(self, path: str, part: str) -> tuple[dict[str, Any], np.ndarray]:
        """Score of a file, and those of its resamples; remembered, as a trial is
        compared with many others."""
        key = path, part, _stamp(Path(path))
        if key not in self._seen:
            if len(self._seen) >= KEPT:
                del self._seen[next(iter(self._seen))]
            self._seen[key] = self._resampled(part, self._read(path, part))
        return self._seen[key]

    def _resampled(
        self, part: str, table: np.ndarray
    ) -> tuple[dict[str, Any], np.ndarray]:
        truth, name = self._truth(part), self.spec.metric.name
        value = self._compute(name, truth, table)
        resampled = self._weighted(name, truth, table)
        drawn = bootstrap.weights(len(truth), self.spec.seed)
        values = np.concatenate([resampled(w) for w in drawn])
        told = {
            "value": value,
            "interval": bootstrap.interval(values, value),
            "rows": len(truth),
            "also": self._also(truth, table),
        }
        return told, values

    def _also(self, truth: np.ndarray, table: np.ndarray) -> dict[str, float]:
        """The further metrics that have a value on these rows."""
        found = {}
        for name in self.spec.also:
            try:
                found[name] = self._compute(name, truth, table)
            except ValueError:
                continue  # such as an AUC of one class: reported by its absence
        return found

    def _compute(self, name: str, truth: np.ndarray, table: np.ndarray) -> float:
        positive = self.classes[self.positive] if self.classes else None
        value = metrics.compute(
            name,
            self.spec.kind,
            truth,
            table,
            self.classes,
            positive,
            self.spec.quantiles,
        )
        if not np.isfinite(value):
            raise ValueError(f"{name} is {value} on these {len(truth)} rows")
        return value

    def _weighted(self, name: str, truth: np.ndarray, table: np.ndarray):
        spec = self.spec
        return bootstrap.weighted(
            name, spec.kind, truth, table, self.positive, spec.quantiles
        )

    def _truth(self, part: str) -> np.ndarray:
        if part not in self.labels:
            raise ValueError(f"splits/labels.csv has no rows of part {part!r}")
        return self.labels[part][1]

    def _read(self, path: str, part: str) -> np.ndarray:
        """Predictions of `part` alone, in the order of its labels."""
        table = predictions.read(Path(path), self.rows, self.spec, self.classes)
        place = {row: index for index, row in enumerate(self.rows)}
        return table[[place[row] for row in self.labels.get(part, ([], None))[0]]]


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file does; nothing for one that isn't there, which its
    reader will tell."""
    try:
        info = path.lstat()
    except OSError:
        return ()
    return info.st_ino, info.st_size, info.st_mtime_ns


def _repeat(answer: np.ndarray, rows: int) -> np.ndarray:
    return np.tile(answer, (rows, 1))


Labels = dict[str, tuple[list[str], np.ndarray]]
"""Part -> its rows, and what is true of them."""


def _labels(path: Path, spec: TaskSpec, classes: tuple[str, ...]) -> Labels:
    """Read `splits/labels.csv`; given rows have no label to read."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    parts: Labels = {}
    for part in ("train", "select", "test"):
        found = [line for line in lines if line[1] == part]
        if found:
            names, _, *cells = (list(column) for column in zip(*found, strict=True))
            parts[part] = names, _truths(spec, classes, names, cells)
    return parts


def _truths(
    spec: TaskSpec, classes: tuple[str, ...], names: list[str], cells: list[list[str]]
) -> np.ndarray:
    if spec.kind != "retrieval":
        return truth.encode(spec, classes, cells)
    place = {name: index for index, name in enumerate(names)}
    pairs, items = cells
    return np.array([[place[p], int(i)] for p, i in zip(pairs, items, strict=True)])


def _row_ids(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [line["row"] for line in csv.DictReader(file)]


def answer(hidden: Hidden, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request after the first."""
    try:
        match request["do"]:
            case "score":
                return {"ok": hidden.score(request["a"], request["part"])}
            case "gain":
                return {"ok": hidden.gain(request["a"], request["b"], request["part"])}
            case "constant":
                return {"ok": hidden.constant(request["part"])}
            case other:
                return {"failed": f"unknown request {other!r}"}
    except BadPredictions as error:
        return {"bad": error.what}
    except MemoryError:
        return {"failed": f"scoring took more than {MEMORY // 2**20} MB of memory"}
    except (ValueError, OSError) as error:
        return {"failed": str(error)}


def main() -> None:
    """Serve requests until stdin closes."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hidden = None
    for line in sys.stdin:
        request = json.loads(line)
        if hidden is None:
            try:
                spec = TaskSpec.model_validate(request["spec"])
                hidden = Hidden(Path(request["run"]), spec, tuple(request["classes"]))
                reply = {"ok": {"rows": len(hidden.rows)}}
            except (ValueError, KeyError, OSError) as error:
                reply = {"failed": f"the labels of the run can't be used: {error}"}
        else:
            reply = answer(hidden, request)
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
