"""Reports of every kind of task and of every kind of data, on finished runs that are
made by hand: real files, real readers, predictions of a model that is half right."""

import csv
import json
import re
import wave
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from plans import CLASSES, METRICS, done, plan_of, task

from agent.outcome import Best, Member, Outcome
from agent.records import Trial
from agent.report import media, write
from agent.report.elements import Picture, Sketch, Words
from agent.report.quality import kaplan_meier
from agent.run import events, rundir
from agent.scoring import measures, metrics
from agent.scoring.blend import ALONE

ROWS = 60
KINDS = tuple(METRICS)
EXPECTED = {
    "binary": ("Confusion matrix", "ROC", "Calibration"),
    "multiclass": ("Confusion matrix", "Most frequent confusions"),
    "ordinal": ("Confusion matrix", "How far off, in classes"),
    "multilabel": ("Labels per row", "Every label", "ROC"),
    "regression": ("said and true", "residuals", "spread of residuals"),
    "multitarget": ("Every target", "outcome: said and true"),
    "survival": ("thirds by predicted risk", "high risk"),
    "retrieval": ("Found among the first k", "Rank of the true match"),
}


def answers(kind: str, rng) -> tuple[list[str], list[list[str]], list[str], np.ndarray]:
    """Target columns and cells, columns of predictions and their values."""
    truth = rng.integers(0, 3, ROWS)
    if kind in ("binary", "multiclass", "ordinal"):
        names = CLASSES[kind]
        truth = truth % len(names)
        chances = rng.dirichlet(np.ones(len(names)), ROWS)
        chances = 0.7 * chances + 0.3 * np.eye(len(names))[truth]
        return ["outcome"], [[names[t]] for t in truth], list(names), chances
    if kind == "multilabel":
        table = rng.random((ROWS, 3)) < 0.4
        table[0] = True
        cells = [";".join(np.array(CLASSES[kind])[row]) for row in table]
        chances = np.clip(0.3 * table + 0.6 * rng.random(table.shape), 0, 1)
        return ["outcome"], [[cell] for cell in cells], list(CLASSES[kind]), chances
    if kind == "regression":
        value = rng.normal(5, 2, ROWS)
        said = value + rng.normal(0, 1, ROWS)
        return ["outcome"], [[f"{v:.4f}"] for v in value], ["value"], said[:, None]
    if kind == "multitarget":
        value = rng.normal(0, 1, (ROWS, 2))
        cells = [
            [f"{a:.4f}", "" if i % 5 == 0 else f"{b:.4f}"]
            for i, (a, b) in enumerate(value)
        ]
        return ["outcome", "other"], cells, ["outcome", "other"], value + 0.3
    if kind == "survival":
        time = rng.exponential(10, ROWS)
        cells = [[f"{t:.3f}", str(int(rng.random() < 0.7))] for t in time]
        risk = -time + rng.normal(0, 5, ROWS)
        return ["months", "died"], cells, ["risk"], risk[:, None]
    order = rng.permutation(ROWS)  # whose candidate stands where
    queries = rng.normal(0, 1, (ROWS, 4))
    candidates = np.empty_like(queries)
    candidates[order] = queries + rng.normal(0, 0.5, queries.shape)
    cells = [[f"r{order[i]:06d}", str(i)] for i in range(ROWS)]
    columns = [f"{side}{n}" for side in "qg" for n in range(4)]
    return ["pair", "item"], cells, columns, np.hstack([queries, candidates])


def made(folder: Path, kind: str) -> Path:
    """A finished run of one trial; all rows are test rows."""
    rng = np.random.default_rng(0)
    spec, profile = task("table text", kind)
    split = profile.split.model_copy(update={"select": 0, "test": ROWS})
    profile = profile.model_copy(update={"rows": ROWS, "split": split})
    trial = done(1, plan_of(spec, profile), 0.5)
    targets, cells, columns, values = answers(kind, rng)
    names = [f"r{i:06d}" for i in range(ROWS)]
    run_dir = folder / kind
    for place in ("splits", "view", "trials/1/out"):
        (run_dir / place).mkdir(parents=True)
    rows = [[name, "test", *line] for name, line in zip(names, cells, strict=True)]
    save(run_dir / "splits" / "labels.csv", ["row", "part", *targets], rows)
    places = [[name, "test", str(i)] for i, name in enumerate(names)]
    save(run_dir / "splits" / "rows.csv", ["row", "part", "original"], places)
    inputs = [c for m in spec.modalities for c in m.columns]
    seen = [[name, *(input_cell(c, i) for c in inputs)] for i, name in enumerate(names)]
    save(run_dir / "view" / "predict.csv", ["row", *inputs], seen)
    told = [[n, *map(str, v)] for n, v in zip(names, values.tolist(), strict=True)]
    save(run_dir / "trials" / "1" / "out" / "predictions.csv", ["row", *columns], told)
    record = rundir.RunFile(
        name=kind, identity="i", spec=spec, profile=profile, created=0.0
    )
    rundir.write(run_dir, record)
    log = events.EventLog(run_dir)
    log.add("trial.finished", 1, record=trial.model_dump(mode="json"))
    outcome = finished(spec, kind, trial)
    log.add("run.finished", outcome=outcome.model_dump(mode="json"), budget={})
    return run_dir


def finished(spec, kind: str, trial: Trial) -> Outcome:
    member = Member(trial=1, name=trial.plan.name, weight=1.0, params=10)
    best = Best(
        trial=1,
        name=trial.plan.name,
        metric=spec.metric.name,
        select=0.5,
        test=0.5,
        interval=(0.4, 0.6),
        also={},
        params=10,
        members=(member,),
        blend=ALONE,
    )
    return Outcome(run=kind, status="finished", best=best, trials=1)


def input_cell(column: str, i: int) -> str:
    if i % 4 == 0:
        return ""
    return f"some words {i}" if column.startswith("text") else str(i % 3)


def save(path: Path, header: list[str], lines: list[list[str]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *lines])


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_figures(kind, tmp_path):
    run_dir = made(tmp_path, kind)
    text = write.write(run_dir).read_text(encoding="utf-8")
    for title in EXPECTED[kind]:
        assert title in text, title
    assert "the_text missing" in text, "parts of the rows"
    assert '<article class="card wrong">' in text, "the worst errors"
    assert "Not known: it was not tried in this run" in text
    alone = kind == "retrieval"  # one modality asks, the other is to be found
    first = "so nothing to fuse" if alone else "Whether fusion pays is not known"
    assert first in text
    assert "nan" not in re.sub(r'data-value="nan"', "", text).lower().split()
    assert metrics.KNOWN[METRICS[kind].name].title in text


def test_the_ece_of_the_report_is_that_of_the_metric(tmp_path):
    """Binary tasks show the positive class; of several it is the metric's own."""
    run_dir = made(tmp_path, "multiclass")
    text = write.write(run_dir).read_text(encoding="utf-8")
    from agent.report import source

    test = source.read(run_dir).test
    names = CLASSES["multiclass"]
    told = measures.compute("ece", "multiclass", test.truth, test.chances, names)
    shown = re.search(r"error \(ECE\) ([\d.]+)", text)
    assert shown and float(shown[1]) == pytest.approx(told, abs=0.06)


def test_kaplan_and_meier_by_hand():
    """Four rows: events at 1 and 3, one gone at 2, one event at 4."""
    time, event = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1, 0, 1, 1])
    xs, ys = kaplan_meier(time, event)
    assert xs == [0, 1, 2, 3, 4]
    assert ys == pytest.approx([1, 0.75, 0.75, 0.375, 0])


def test_slices_equal_the_metric_on_their_rows(tmp_path):
    from agent.report import source

    run = source.read(made(tmp_path, "regression"))
    mask = np.array([bool(cells["text_0"]) for cells in run.test.cells])
    ((value, (low, high)),) = run.hidden.slices(run.chosen, "test", mask[None])
    off = np.abs(run.test.truth - run.test.chances)[mask]
    assert value == pytest.approx(off.mean())
    assert low < value < high


# ---- cells to look at --------------------------------------------------------------


def test_every_kind_of_cell_can_be_looked_at(tmp_path):
    rng = np.random.default_rng(0)
    Image.new("RGB", (300, 200), "red").save(tmp_path / "a.jpg")
    np.save(tmp_path / "s.npy", rng.normal(size=(40, 3)))
    np.save(tmp_path / "r.npy", rng.normal(size=(16, 40)))
    (tmp_path / "m.xyz").write_text("2\n\nC 0 0 0\nO 1 0 0.5\n")
    (tmp_path / "s.csv").write_text("x,y\n1,2\n3,4\n5,1\n")
    (tmp_path / "clip").mkdir()
    for i in range(4):
        Image.new("L", (20, 20), 60 * i).save(tmp_path / "clip" / f"{i}.png")
    with wave.open(str(tmp_path / "w.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(rng.integers(-9000, 9000, 4000).astype("<i2").tobytes())
    shown = {
        ("image", "a.jpg"): Picture,
        ("series", "s.npy"): Sketch,
        ("series", "s.csv"): Sketch,
        ("series", "[1, 2, 3]"): Sketch,
        ("track", "s.npy"): Sketch,
        ("vector", "1;2;3"): Sketch,
        ("range", "r.npy"): Picture,
        ("points", "m.xyz"): Sketch,
        ("video", "clip"): Picture,
        ("audio", "w.wav"): Sketch,
        ("text", "two words"): Words,
        ("set", "a;b"): Words,
        ("image", ""): Words,
        ("image", "gone.png"): Words,
        ("series", "not numbers"): Words,
    }
    for (kind, cell), form in shown.items():
        part = media.part(kind, "x", cell, tmp_path)
        assert isinstance(part, form), (kind, cell, part)
    small = media.part("image", "x", "a.jpg", tmp_path)
    assert isinstance(small, Picture) and len(small.data) < 3000


def test_no_cell_leads_out_of_the_view(tmp_path):
    (tmp_path / "view").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "secret.png")
    part = media.part("image", "x", "../secret.png", tmp_path / "view")
    assert isinstance(part, Words)
    assert json.dumps(part.words).startswith('["(not shown')


def test_counts_are_whole_numbers_and_one_curve_has_a_name():
    from agent.report.elements import Line, Plot
    from agent.report.page import _legend, _of_plot

    losses = Plot("#1", "epoch", "loss", [Line("valid loss", [1.0, 2.0], [1.0, 0.5])])
    table = _of_plot(losses)
    assert table and table.rows == [("valid loss", 1, 1.0), ("valid loss", 2, 0.5)]
    assert [type(cell) for cell in table.rows[0]] == [str, int, float]
    curve = [Line("cells lost, up to 0.6", [0.0, 1.0], [1.0, 0.0])]
    table = _of_plot(Plot("table", "how strong", "F1", curve))
    assert table and [type(cell) for cell in table.rows[0]] == [str, float, float]
    assert "cells lost" in _legend(
        Plot("table", "how strong", "F1", curve, legend=True)
    )
    assert _legend(losses) == ""
