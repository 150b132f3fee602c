"""Every kind of task, end to end: data, hidden labels, training, a real score.

Rows are a word and two numbers that tell the target; a short training beats the best
constant.
"""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from plans import METRICS, MORE, done, plan_of, task
from sometimes import cases
from test_project import QUIET

from agent.data import columns, profiling, tables, view
from agent.project.render import render
from agent.proposers import rules
from agent.records import Modality, Profile, TaskSpec
from agent.run.export import predictions as export_predictions
from agent.run.refit import Final
from agent.run.trial import Places, write_files
from agent.run.views import everything
from agent.scoring.blend import ALONE
from agent.scoring.score import Scorer

ROWS, GIVEN = 240, 12
WORDS = ("apple", "brick", "cloud", "daisy")


def table_of(case: str) -> pd.DataFrame:
    """Columns note, a, b and the target of one case."""
    rng = np.random.default_rng(0)
    rows = ROWS + GIVEN
    word, a, b = rng.integers(0, 4, rows), rng.normal(size=rows), rng.normal(size=rows)
    frame = pd.DataFrame({"note": [f"a {WORDS[w]} here" for w in word], "a": a, "b": b})
    if case.startswith("labels"):
        known = [
            np.array(["red", "round", "soft"])[[a_ > 0, w > 1, w % 2 > 0]]
            for a_, w in zip(a, word, strict=True)
        ]
        if case == "labels, columns":
            for name in ("red", "round", "soft"):
                frame[name] = ["yes" if name in own else "no" for own in known]
        elif case == "labels, json":
            frame["outcome"] = [
                str(list(map(str, own))).replace("'", '"') for own in known
            ]
        else:
            frame["outcome"] = ["; ".join([*own, "thing"]) for own in known]
    elif case == "ordinal":
        frame["outcome"] = np.array(["low", "middle", "high"])[
            np.digitize(a, (-0.5, 0.5))
        ]
    elif case == "quantiles":
        frame["outcome"] = 50 + 10 * a + 2 * b
    elif case == "multitarget":
        frame["outcome"], frame["other"] = 5 + 2 * a, 100 * b
        frame.loc[::7, "other"] = np.nan
    elif case == "survival":
        time, end = rng.exponential(np.exp(-1.5 * a)), rng.exponential(2.0, rows)
        frame["months"] = np.minimum(time, end)
        frame["died"] = (time <= end).astype(int)
    else:
        frame["a"] = word * 3.0
        frame["note"] += [f" {i}" for i in range(rows)]  # equal ones would all be right
    return frame


CASES = {
    "labels": ("multilabel", {}),
    "labels, json": ("multilabel", {"separator": "json"}),
    "labels, columns": (
        "multilabel",
        {"separator": None, "target": ("red", "round", "soft")},
    ),
    "ordinal": ("ordinal", {}),
    "quantiles": ("regression", {"quantiles": (0.1, 0.9)}),
    "multitarget": ("multitarget", {}),
    "survival": ("survival", {}),
    "retrieval": ("retrieval", {"target": ("note",)}),
}


def prepared(folder: Path, case: str) -> tuple[Path, TaskSpec, Profile]:
    """A run folder with the view and the hidden labels of one case."""
    kind, more = CASES[case]
    frame = table_of(case)
    fields = {"target": ("outcome",), "metric": METRICS[kind]} | MORE.get(kind, {})
    fields |= more
    (folder / "data").mkdir()
    train = frame[:ROWS].assign(remark="x")  # else a test table with pairs is labelled
    train.to_csv(folder / "data" / "train.csv", index=False)
    hidden = [] if kind == "retrieval" else list(fields["target"])
    frame[ROWS:].drop(columns=hidden).to_csv(folder / "data" / "test.csv", index=False)
    spec = TaskSpec(
        statement="Predict it.",
        data=folder / "data",
        kind=kind,
        modalities=(
            Modality(name="text", kind="text", columns=("note",)),
            Modality(name="table", kind="table", columns=("a", "b")),
        ),
        **fields,
    )
    data = tables.read(spec.data)
    data, profile = profiling.profile(data, spec, columns.describe(data))
    view.write(folder, data, spec, profile)
    return folder, spec, profile


@pytest.fixture(scope="module", params=CASES)
def trained(request, tmp_path_factory):
    """(run folder, spec, profile) after a training of a few epochs."""
    folder, spec, profile = prepared(tmp_path_factory.mktemp("kind"), request.param)
    plan = rules.baselines(spec, profile)[-1]
    plan = plan.model_copy(
        update={"train": plan.train.model_copy(update={"lr": 1e-2, "warmup": 0.0})}
    )
    place = Places(folder / "trials" / "1")
    write_files(render(spec, profile, plan).files, place.project)
    command = ["train.py", "--data", folder / "view", "--out", place.out]
    done = subprocess.run(
        [sys.executable, *map(str, command), "--epochs", "12"],
        cwd=place.project,
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, spec, profile


def test_a_short_training_beats_the_constant(trained):
    folder, spec, profile = trained
    with Scorer(folder, spec, profile.classes) as scorer:
        path = Places(folder / "trials" / "1").predictions
        for part in ("select", "test"):
            score, constant = scorer.score(path, part), scorer.constant(part)
            assert spec.metric.better(score.value, constant.value), (score, constant)
            assert score.interval[0] <= score.value <= score.interval[1]
        gain, (low, high) = scorer.gain(path, path, "test")
        assert gain == low == high == 0.0


def test_hidden_labels_are_not_in_the_view(trained):
    folder, spec, profile = trained
    with (folder / "view" / "predict.csv").open(newline="") as file:
        header = next(csv.reader(file))
    if spec.kind != "retrieval":
        assert not set(spec.target) & set(header)
        return
    labels = view.labels(folder)
    hidden = labels[labels["part"] != "train"]
    assert (hidden["pair"] == hidden["row"]).mean() < 0.2
    for _, rows in hidden.groupby("part"):
        assert sorted(rows["pair"]) == sorted(rows["row"])


def test_all_rows_have_their_own_targets_in_the_refit(trained):
    folder, spec, profile = trained
    frame = pd.read_csv(everything(folder, spec, profile) / "train.csv")
    assert len(frame) == ROWS
    original = pd.read_csv(folder / "data" / "train.csv")
    names = ["a", "b", *spec.target]
    assert sorted(map(repr, frame[names].values.tolist())) == sorted(
        map(repr, original[names].values.tolist())
    )


def test_predictions_of_the_test_table_are_written_for_people(trained):
    folder, spec, profile = trained
    plan = rules.baselines(spec, profile)[-1]
    trial = done(1, plan, 0.5)
    finals = [Final(trial, 1.0, Places(folder / "trials" / "1"))]
    path = export_predictions(folder, spec, profile, finals, ALONE)
    assert path
    frame = pd.read_csv(path, keep_default_na=False)
    assert len(frame) == GIVEN
    wanted = {
        "multilabel": [*spec.target, *(f"proba_{name}" for name in profile.classes)],
        "ordinal": ["outcome", "proba_low", "proba_middle", "proba_high"],
        "regression": ["outcome", "outcome_q0.1", "outcome_q0.9"],
        "multitarget": ["outcome", "other"],
        "survival": ["risk"],
        "retrieval": [*(f"match_{k}" for k in range(1, 11)), "match_rows"],
    }[spec.kind]
    inputs = ["note", "a", "b"]
    assert [name for name in frame if name not in inputs] == wanted
    if spec.kind == "retrieval":
        rows = [int(cell.split()[0]) - 1 for cell in frame["match_rows"]]
        assert frame["match_1"].tolist() == frame["note"][rows].tolist()


FORMS = {
    "labels": ("text", "multilabel", {}),
    "labels, json": ("table", "multilabel", {"separator": "json"}),
    "labels, columns": (
        "table",
        "multilabel",
        {"separator": None, "target": ("red", "round", "soft")},
    ),
    "ordinal": ("table text", "ordinal", {}),
    "quantiles": ("table", "regression", {"quantiles": (0.9, 0.05)}),
    "multitarget": ("table", "multitarget", {}),
    "survival": ("vector table", "survival", {}),
    "retrieval": ("table text image", "retrieval", {}),
}


@pytest.mark.parametrize("form", cases(FORMS, ("labels", "survival", "retrieval")))
def test_the_project_of_every_kind_passes_its_own_tests(form, tmp_path):
    kinds, kind, more = form
    spec, profile = task(kinds, kind, **more)
    write_files(render(spec, profile, plan_of(spec, profile)).files, tmp_path)
    for command in (
        ["black", "--check", "-q", "."],
        ["ruff", "check", "-q", "."],
        ["pytest", "-q", "-p", "no:cacheprovider"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=tmp_path,
            env=QUIET,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr
