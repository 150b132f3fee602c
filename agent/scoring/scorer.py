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

from agent.records import Blend, TaskSpec
from agent.scoring import (
    bootstrap,
    calibrate,
    constants,
    ensemble,
    metrics,
    predictions,
    truth,
)
from agent.scoring.blend import ALONE, decided, mix
from agent.scoring.predictions import BadPredictions

Answer = tuple[np.ndarray, np.ndarray]
"""Predictions as they are, and those by which labels are decided: see `blend.py`."""
Asked = str | dict[str, Any]
"""What to look at: the path of a file, or the `paths` of several and their `blend`."""
KEPT = 64
"""Tables of predictions that were read and may be asked for again."""
MEMORY = 2 * 1024**3  # bytes of data; a full table of predictions is a fraction of it


class Hidden:
    """One run's labels and its metric; every method returns plain JSON values."""

    def __init__(self, run_dir: Path, spec: TaskSpec, classes: tuple[str, ...]):
        """Read `splits/labels.csv`; rows to predict are those of `view/predict.csv`
        if there is one, else all labelled rows outside train."""
        self.spec, self.classes = spec, classes
        self.tables: dict[tuple, np.ndarray] = {}
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
        at = spec.positive
        self.positive = classes.index(at) if at in classes else len(classes) - 1

    def score(self, what: Asked, part: str) -> dict[str, Any]:
        return self._scored(part, self._answer(what, part))

    def gain(self, a: Asked, b: Asked, part: str) -> dict[str, Any]:
        """Score of `a` minus score of `b`, on the same resamples."""
        name, truth = self.spec.metric.name, self._truth(part)
        answers = [self._answer(what, part) for what in (a, b)]
        sign = 1.0 if self.spec.metric.maximize else -1.0
        first, second = (self._compute(name, truth, answer) for answer in answers)
        f, g = (self._weighted(name, truth, answer) for answer in answers)
        drawn = bootstrap.weights(len(truth), self.spec.seed)
        differences = np.concatenate([f(w) - g(w) for w in drawn])
        point = sign * (first - second)
        return {
            "gain": point,
            "interval": bootstrap.interval(sign * differences, point),
        }

    def blend(self, paths: list[str], costs: list[list[float]]) -> dict[str, Any]:
        """Weights, temperature and offsets of the best answer that the select rows find
        in the predictions of `paths`; see `ensemble.select` for `costs`."""
        spec, truth = self.spec, self._truth("select")
        tables = np.stack([self._read(path, "select") for path in paths])
        scales = ensemble.risk_scales(tables) if spec.kind == "survival" else ()
        if scales:
            tables = tables / np.array(scales)[:, None]
        name = spec.metric.name
        task = ensemble.Task(name, spec.kind, truth, self.positive, spec.quantiles)
        found = ensemble.select(task, tables, np.array(costs).reshape(len(paths), -1))
        members = list(found.weights)
        blend = Blend(
            weights=tuple(found.weights.values()),
            scales=tuple(scales[m] for m in members) if scales else (),
        )
        plain = blend.model_copy(update={"scales": ()})
        blend = self._calibrated(blend, mix(spec.kind, list(tables[members]), plain))
        return {
            "members": members,
            "blend": blend.model_dump(mode="json"),
            "out_of_bag": found.out_of_bag,
        }

    def _calibrated(self, blend: Blend, table: np.ndarray) -> Blend:
        """`blend` with what the select rows say of temperature and offsets."""
        spec, truth, kind = self.spec, self._truth("select"), self.spec.kind
        if kind not in metrics.CLASSES:
            return blend
        warmth = calibrate.temperature(kind, truth, table)
        blend = blend.model_copy(update={"temperature": round(warmth, 4)})
        one = ALONE.model_copy(update={"temperature": blend.temperature})
        seen, several = self._truth("train"), kind == "multilabel"
        count = len(self.classes)
        shares = seen.mean(0) if several else np.bincount(seen, minlength=count)
        offsets = calibrate.offsets(
            spec.metric.name,
            kind,
            truth,
            mix(kind, [table], one),
            self.positive,
            shares if several else shares / len(seen),
        )
        return blend.model_copy(update={"offsets": offsets})

    def constant(self, part: str) -> dict[str, Any]:
        """Score of the best answer that looks at no input, learnt from train labels."""
        seen, name = self._truth("train"), self.spec.metric.name

        def on_train(answer: np.ndarray) -> float:
            return self._compute(name, seen, _repeat(answer, len(seen)))

        best = constants.answer(self.spec, len(self.classes), seen, on_train)
        return self._scored(part, _repeat(best, len(self._truth(part))))

    def _scored(self, part: str, answer: Answer) -> dict[str, Any]:
        truth = self._truth(part)
        name = self.spec.metric.name
        value = self._compute(name, truth, answer)
        resampled = self._weighted(name, truth, answer)
        drawn = bootstrap.weights(len(truth), self.spec.seed)
        values = np.concatenate([resampled(w) for w in drawn])
        return {
            "value": value,
            "interval": bootstrap.interval(values, value),
            "rows": len(truth),
            "also": self._also(truth, answer),
        }

    def _also(self, truth: np.ndarray, answer: Answer) -> dict[str, float]:
        """The further metrics that have a value on these rows."""
        found = {}
        for name in self.spec.also:
            try:
                found[name] = self._compute(name, truth, answer)
            except ValueError:
                continue  # such as an AUC of one class: reported by its absence
        return found

    def _compute(self, name: str, truth: np.ndarray, answer: Answer) -> float:
        positive = self.classes[self.positive] if self.classes else None
        value = metrics.compute(
            name,
            self.spec.kind,
            truth,
            _seen_by(name, answer),
            self.classes,
            positive,
            self.spec.quantiles,
        )
        if not np.isfinite(value):
            raise ValueError(f"{name} is {value} on these {len(truth)} rows")
        return value

    def _weighted(self, name: str, truth: np.ndarray, answer: Answer):
        spec, table = self.spec, _seen_by(name, answer)
        return bootstrap.weighted(
            name, spec.kind, truth, table, self.positive, spec.quantiles
        )

    def _truth(self, part: str) -> np.ndarray:
        if part not in self.labels:
            raise ValueError(f"splits/labels.csv has no rows of part {part!r}")
        return self.labels[part][1]

    def _answer(self, what: Asked, part: str) -> Answer:
        """One file as it is, or several as their blend says."""
        if isinstance(what, str):
            what = {"paths": [what], "blend": ALONE.model_dump()}
        blend, kind = Blend.model_validate(what["blend"]), self.spec.kind
        chances = mix(kind, [self._read(path, part) for path in what["paths"]], blend)
        return chances, decided(kind, chances, blend)

    def _read(self, path: str, part: str) -> np.ndarray:
        """Predictions of `part` alone, in the order of its labels."""
        table = self._table(path)
        place = {row: index for index, row in enumerate(self.rows)}
        return table[[place[row] for row in self.labels.get(part, ([], None))[0]]]

    def _table(self, path: str) -> np.ndarray:
        """All predictions of a file, which is parsed once as long as it stays the same:
        an ensemble looks at every trial."""
        try:
            info = Path(path).lstat()
            key = (path, info.st_ino, info.st_size, info.st_mtime_ns)
        except OSError:
            key = None  # reading will say what is wrong
        if key is None or key not in self.tables:
            found = predictions.read(Path(path), self.rows, self.spec, self.classes)
            if found.nbytes * KEPT > MEMORY // 4 or key is None:
                return found
            while len(self.tables) >= KEPT:
                del self.tables[next(iter(self.tables))]
            self.tables[key] = found
        return self.tables[key]


def _seen_by(name: str, answer: Answer) -> np.ndarray:
    """The table that a metric looks at: labels are decided, probabilities are not."""
    chances, labels = answer
    return labels if metrics.METRICS[name].needs == "labels" else chances


def _repeat(answer: np.ndarray, rows: int) -> Answer:
    table = np.tile(answer, (rows, 1))
    return table, table


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
            case "blend":
                return {"ok": hidden.blend(request["paths"], request["costs"])}
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
