"""Rows without a target: kept, counted, told of, in the view without a label."""

import csv
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from plans import done
from test_profiling import spec_of

from agent.data import columns, profiling, tables, view
from agent.proposers import rules, scarce
from agent.records import TaskSpec
from agent.run import rundir, unlabelled
from agent.run.trial import places
from agent.run.views import everything
from agent.scoring.score import Scorer

KNOWN, BLANK, APART = 60, 40, 15


def frame(rows: int, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    kinds = ["up" if i % 2 else "down" for i in range(rows)]
    return pd.DataFrame(
        {"n": rng.normal(size=rows), "m": rng.normal(size=rows)}
    ).assign(y=kinds)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A table whose last rows have no target, a table of more of them, a test table."""
    home = tmp_path_factory.mktemp("scarce")
    known = frame(KNOWN + BLANK)
    known.loc[KNOWN:, "y"] = None
    known.to_csv(home / "train.csv", index=False)
    frame(APART, 1).drop(columns="y").to_csv(home / "unlabelled.csv", index=False)
    frame(8, 2).drop(columns="y").to_csv(home / "test.csv", index=False)
    return home


def profiled(folder: Path, **update) -> tuple[tables.Data, TaskSpec, profiling.Profile]:
    data = tables.read(folder)
    described = columns.describe(data)
    spec = spec_of(data, list(described)).model_copy(update=update)
    data, found = profiling.profile(data, spec, described)
    return data, spec, found


def names(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_they_are_counted_and_told_and_in_no_part(folder):
    data, _, found = profiled(folder)
    assert (found.rows, found.unlabelled, found.given) == (KNOWN, BLANK + APART, 8)
    assert found.split.train + found.split.select + found.split.test == KNOWN
    assert "unlabelled.csv (15 rows)" in data.source
    (said,) = [f for f in found.findings if f.kind == "unlabelled"]
    assert (
        said.message.startswith("55 of 115 rows have no y") and said.severity == "info"
    )
    assert found.classes == ("down", "up")


def test_the_view_has_them_without_a_label(folder, tmp_path):
    data, spec, found = profiled(folder)
    view.write(tmp_path, data, spec, found)
    free = names(tmp_path / "view/unlabelled.csv")
    assert len(free) == 55 and set(free[0]) == {"row", "n", "m"}
    others = [
        *names(tmp_path / "view/train.csv"),
        *names(tmp_path / "view/predict.csv"),
    ]
    assert not {r["row"] for r in free} & {r["row"] for r in others}
    assert len(view.rows(tmp_path, "unlabelled")) == 55
    assert set(view.rows(tmp_path, "given")) == {
        n for n, _ in view.given_rows(tmp_path)
    }
    assert len(view.labels(tmp_path)) == KNOWN
    whole = everything(tmp_path, spec, found)
    assert names(whole / "unlabelled.csv") == free
    assert len(names(whole / "train.csv")) == KNOWN


def test_the_test_table_is_learnt_from_only_if_asked(folder, tmp_path):
    for asked, rows in ((False, 55), (True, 63)):
        data, spec, found = profiled(folder, transductive=asked)
        view.write(tmp_path / str(asked), data, spec, found)
        assert len(names(tmp_path / str(asked) / "view/unlabelled.csv")) == rows


def test_a_run_of_before_keeps_its_identity(folder):
    _, spec, found = profiled(folder)
    assert rundir.identity(spec, found) != rundir.identity(
        spec.model_copy(update={"transductive": True}), found
    )
    text = spec.model_dump_json(exclude={"transductive"})
    again = TaskSpec.model_validate_json(text)
    assert rundir.identity(spec, found) == rundir.identity(again, found)


def test_files_beside_class_folders(tmp_path):
    for place in ("train/red", "train/blue", "unlabelled"):
        (tmp_path / place).mkdir(parents=True)
        for i in range(12):
            Image.new("RGB", (8, 8), (i, 0, 0)).save(tmp_path / place / f"{i}.png")
    _, _, found = profiled(tmp_path, target=("label",), kind="binary")
    assert (found.rows, found.unlabelled) == (24, 12)


def test_broken_files_of_theirs_are_gaps(tmp_path):
    (tmp_path / "pictures").mkdir()
    rows = frame(40).assign(picture=[f"pictures/{i}.png" for i in range(40)])
    rows.loc[20:, "y"] = None
    for i in range(30):
        Image.new("RGB", (8, 8), (i, 0, 0)).save(tmp_path / f"pictures/{i}.png")
    rows.to_csv(tmp_path / "train.csv", index=False)
    data, _, found = profiled(tmp_path)
    assert data.given is not None and data.given["picture"].isna().sum() == 10
    assert any("of the rows to predict" in f.message for f in found.findings)


def test_what_they_were_worth_is_measured_on_the_test_rows(folder, tmp_path):
    data, spec, found = profiled(folder)
    view.write(tmp_path, data, spec, found)
    plans = [p for p in rules.baselines(spec, found) if p.family == "network"]
    plain = done(1, plans[0], 0.5)
    better = done(2, next(scarce.moves(spec, found, (plain,), plain)), 0.9)
    assert better.plan.operator == "pretrain" and better.plan.parent == 1
    truth = view.labels(tmp_path)
    known = dict(zip(truth["row"], truth["y"], strict=True))
    for index, wrong in ((1, 2), (2, 9)):  # every second row wrong, or every ninth
        path = places(tmp_path, index).predictions
        path.parent.mkdir(parents=True)
        lines = ["row,down,up"]
        for i, row in enumerate(names(tmp_path / "view/predict.csv")):
            up = (known.get(row["row"]) == "up") != (i % wrong == 0)
            lines.append(f"{row['row']},{0.1 if up else 0.9},{0.9 if up else 0.1}")
        path.write_text("\n".join(lines) + "\n")
    with Scorer(tmp_path, spec, found.classes) as scorer:
        line = SimpleNamespace(
            run_dir=tmp_path, spec=spec, profile=found, scorer=scorer
        )
        line.history = (plain, better)
        best = SimpleNamespace(members=[SimpleNamespace(trial=2)])
        told = unlabelled.learnt(line, best)  # type: ignore[arg-type]
        line.history = (plain,)
        best = SimpleNamespace(members=[SimpleNamespace(trial=1)])
        none = unlabelled.learnt(line, best)  # type: ignore[arg-type]
    assert told and (told.rows, told.used) == (55, (2,))
    (one,) = told.tried
    assert (one.trial, one.over, one.operator) == (2, 1, "pretrain") and one.gain > 0
    assert none and none.tried == none.used == ()
