"""One run's hidden labels, and what predictions are worth by them: numbers alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from agent.records import Blend, TaskSpec
from agent.scoring import (
    bootstrap,
    calibrate,
    conformal,
    constants,
    ensemble,
    labels,
    measures,
    metrics,
    predictions,
)
from agent.scoring.blend import ALONE, decided, mix

Answer = tuple[np.ndarray, np.ndarray]
"""Predictions as they are, and those by which labels are decided: see `blend.py`."""
Asked = str | dict[str, Any]
"""What to look at: the path of a file, or the `paths` of several and their `blend`."""
KEPT = 100
"""Files of predictions that are remembered, and as many scores of resamples."""
QUICK = 200
"""Resamples where many answers are compared at once."""
MEMORY = 2 * 1024**3
"""Bytes of data that the process may take; a full table of predictions is a part."""


class Hidden:
    """One run's labels and its metric; every method returns plain JSON values."""

    def __init__(self, run_dir: Path, spec: TaskSpec, classes: tuple[str, ...]):
        """Read `splits/labels.csv`; rows to predict are those of `view/predict.csv`
        if there is one, else all labelled rows outside train."""
        self.spec, self.classes = spec, classes
        self.tables: dict[tuple, np.ndarray] = {}
        known = labels.read(run_dir / "splits" / "labels.csv", spec, classes)
        self.folds = labels.folds(run_dir / "splits" / "folds.csv")
        self.labels = labels.with_folds(known, self.folds)
        self.groups = labels.groups(run_dir / "splits" / "groups.csv", self.labels)
        table = run_dir / "view" / "predict.csv"
        hidden = [
            row
            for part in ("select", "test")
            for row in self.labels.get(part, ([], None))[0]
        ]
        self.rows = labels.row_ids(table) if table.exists() else hidden
        known = set(self.rows)
        if lost := [row for row in hidden if row not in known]:
            raise ValueError(f"row {lost[0]} has a label but is not in predict.csv")
        self._seen: dict[tuple, tuple[dict[str, Any], np.ndarray]] = {}
        at = spec.positive
        self.positive = classes.index(at) if at in classes else len(classes) - 1

    def score(self, what: Asked, part: str) -> dict[str, Any]:
        return self._known(what, part)[0]

    def spread(self, what: Asked, part: str) -> dict[str, Any]:
        """The score and those of QUICK resamples, which are the same rows for all."""
        truth, name = self._truth(part), self.spec.metric.name
        answer = self._answer(what, part)
        drawn = next(self._resamples(part))[:QUICK]
        values = self._weighted(name, truth, answer)(drawn)
        value = self._compute(name, truth, answer)
        return {"value": value, "values": values.tolist()}

    def answers(
        self, what: Asked, part: str
    ) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
        """Rows of `part`, what is true of them, predictions, and those by which labels
        are decided: for trusted readers that show single rows."""
        rows, truth = self.labels[part]
        return rows, truth, *self._answer(what, part)

    def slices(
        self, what: Asked, part: str, masks: np.ndarray
    ) -> list[tuple[float, tuple[float, float]] | None]:
        """Score and 95 % interval on some of the rows, for each of `masks` (S, N) bool;
        None where the metric has no value on them."""
        truth, answer = self._truth(part), self._answer(what, part)
        resampled = self._weighted(self.spec.metric.name, truth, answer)
        drawn = list(self._resamples(part))
        found = []
        for mask in masks:
            point = float(resampled(mask[None].astype(float))[0])
            values = np.concatenate([resampled(w * mask) for w in drawn])
            known = np.isfinite(point)
            found.append((point, bootstrap.interval(values, point)) if known else None)
        return found

    def gain(self, a: Asked, b: Asked, part: str) -> dict[str, Any]:
        """Score of `a` minus score of `b`, on the same resamples."""
        sign = 1.0 if self.spec.metric.maximize else -1.0
        (first, f), (second, g) = (self._known(what, part) for what in (a, b))
        point, differences = sign * (first["value"] - second["value"]), sign * (f - g)
        kept = differences[np.isfinite(differences)]
        return {
            "gain": point,
            "interval": bootstrap.interval(differences, point),
            "sd": float(np.std(kept)) if len(kept) else 0.0,
        }

    def blend(
        self,
        paths: list[str],
        costs: list[list[float]],
        part: str,
        bags: int = ensemble.BAGS,
    ) -> dict[str, Any]:
        """Weights, temperature and offsets of the best answer that the rows of `part`
        find in the predictions of `paths`; see `ensemble.select` for the others."""
        spec, truth = self.spec, self._truth(part)
        tables = np.stack([self._read(path, part) for path in paths])
        scales = ensemble.risk_scales(tables) if spec.kind == "survival" else ()
        if scales:
            tables = tables / np.array(scales)[:, None]
        name = spec.metric.name
        told = name, spec.kind, truth, self.positive, spec.quantiles
        shares = self._shares()
        task = ensemble.Task(*told, self.groups.get(part, ()), shares)
        limits = np.array(costs).reshape(len(paths), -1)
        even = 0.0 if part == "select" else ensemble.EVEN
        found = ensemble.select(task, tables, limits, count=bags, even=even)
        members = list(found.weights)
        blend = Blend(
            weights=tuple(found.weights.values()),
            scales=tuple(scales[m] for m in members) if scales else (),
        )
        plain = blend.model_copy(update={"scales": ()})
        mixed = mix(spec.kind, list(tables[members]), plain)
        if shares is not None:
            told = name, spec.kind, truth, mixed, self.positive, shares
            blend = calibrate.read(blend, *told)
        return {
            "members": members,
            "blend": blend.model_dump(mode="json"),
            "out_of_bag": found.out_of_bag,
            "doubt": found.doubt,
        }

    def conformal(self, what: Asked, part: str) -> dict[str, Any]:
        """Radii of sets or intervals from the rows of `part`, and what each promise
        comes to on the test rows; see `conformal.py`."""
        spec = self.spec
        told = spec.kind, self._truth(part), self._answer(what, part)[0]
        made = conformal.fit(*told, spec.quantiles)
        if made is None:
            return {"conformal": None, "covered": []}
        tested = self._truth("test"), self._answer(what, "test")[0]
        covered = conformal.measure(
            spec.kind, spec.target, *tested, made, spec.quantiles
        )
        return {
            "conformal": made.model_dump(mode="json"),
            "covered": [one.model_dump(mode="json") for one in covered],
        }

    def constant(self, part: str) -> dict[str, Any]:
        """Score of the best answer that looks at no input, learnt from train labels."""
        seen, name = self._truth("train"), self.spec.metric.name

        def on_train(answer: np.ndarray) -> float:
            return self._compute(name, seen, _repeat(answer, len(seen)))

        best = constants.answer(self.spec, len(self.classes), seen, on_train)
        return self._resampled(part, _repeat(best, len(self._truth(part))))[0]

    def _known(self, what: Asked, part: str) -> tuple[dict[str, Any], np.ndarray]:
        """The score, and those of its resamples; remembered, as a trial is compared
        with many others."""
        paths = [what] if isinstance(what, str) else what["paths"]
        stamps = tuple(_stamp(Path(path)) for path in paths)
        key = json.dumps(what), part, stamps
        if key not in self._seen:
            if len(self._seen) >= KEPT:
                del self._seen[next(iter(self._seen))]
            self._seen[key] = self._resampled(part, self._answer(what, part))
        return self._seen[key]

    def _resampled(
        self, part: str, answer: Answer
    ) -> tuple[dict[str, Any], np.ndarray]:
        truth, name = self._truth(part), self.spec.metric.name
        value = self._compute(name, truth, answer)
        resampled = self._weighted(name, truth, answer)
        values = np.concatenate([resampled(w) for w in self._resamples(part)])
        low, high = bootstrap.interval(values, value)
        if self.spec.metric.maximize and low == value == 1.0:
            families = len(set(self.groups.get(part, ())))
            low = bootstrap.flawless(families or len(truth))
        told = {
            "value": value,
            "interval": (low, high),
            "rows": len(truth),
            "also": self._also(truth, answer),
        }
        return told, values

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
        value = measures.compute(
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

    def _resamples(self, part: str) -> Iterator[np.ndarray]:
        rows, groups = len(self._truth(part)), self.groups.get(part, ())
        return bootstrap.weights(rows, self.spec.seed, groups)

    def _truth(self, part: str) -> np.ndarray:
        if part not in self.labels:
            raise ValueError(f"splits/labels.csv has no rows of part {part!r}")
        return self.labels[part][1]

    def _answer(self, what: Asked, part: str) -> Answer:
        """One file as it is, or several as their blend says."""
        kind, name = self.spec.kind, self.spec.metric.name
        if isinstance(what, str):
            blend, paths, shares = ALONE, [what], None
            if calibrate.decides(name, kind) and {"train", "select"} <= {*self.labels}:
                shares = self._shares()
            if shares is not None:
                known = self._truth("select"), self._read(what, "select")
                blend = calibrate.alone(name, kind, *known, self.positive, shares)
        else:
            blend, paths = Blend.model_validate(what["blend"]), what["paths"]
        chances = mix(kind, [self._read(path, part) for path in paths], blend)
        return chances, decided(kind, chances, blend)

    def _shares(self) -> np.ndarray | None:
        """Of the classes among the training rows, or of the rows with each label; None
        for other kinds of task."""
        kind, count = self.spec.kind, len(self.classes)
        if kind not in metrics.CLASSES:
            return None
        seen = self._truth("train")
        if kind == "multilabel":
            return seen.mean(0)
        return np.bincount(seen, minlength=count) / len(seen)

    def _read(self, path: str, part: str) -> np.ndarray:
        """Predictions of `part` alone, in the order of its labels; of several folds,
        each by the model that had not seen it."""
        if part.startswith("folds-"):
            most = int(part.removeprefix("folds-"))
            tables = [self._read(path, "select")]
            for fold in (fold for fold in self.folds if fold <= most):
                file = str(predictions.of_fold(Path(path), fold))
                tables.append(self._table(file, self.folds[fold]))
            return np.concatenate(tables)
        table = self._table(path, self.rows)
        place = {row: index for index, row in enumerate(self.rows)}
        return table[[place[row] for row in self.labels.get(part, ([], None))[0]]]

    def _table(self, path: str, rows: list[str]) -> np.ndarray:
        """All predictions of a file, which is parsed once as long as it stays the same:
        an ensemble looks at every trial."""
        stamp = _stamp(Path(path))
        key = (path, *stamp)
        if not stamp or key not in self.tables:
            found = predictions.read(Path(path), rows, self.spec, self.classes)
            if found.nbytes * KEPT > MEMORY // 4 or not stamp:
                return found
            while len(self.tables) >= KEPT:
                del self.tables[next(iter(self.tables))]
            self.tables[key] = found
        return self.tables[key]


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file does; nothing for one that isn't there, which its
    reader will tell."""
    try:
        info = path.lstat()
    except OSError:
        return ()
    return info.st_ino, info.st_size, info.st_mtime_ns


def _seen_by(name: str, answer: Answer) -> np.ndarray:
    """The table that a metric looks at: labels are decided, probabilities are not."""
    chances, labels = answer
    return labels if metrics.METRICS[name].needs == "labels" else chances


def _repeat(answer: np.ndarray, rows: int) -> Answer:
    table = np.tile(answer, (rows, 1))
    return table, table
