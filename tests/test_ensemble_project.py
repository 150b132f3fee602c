"""The files around the members: they read like a hand's, and answer as the run does."""

import json
import re
import runpy
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from jinja2 import meta
from plans import plan_of, task

from agent.project.card import Figures
from agent.project.ensemble import Part, folder_of, render_ensemble
from agent.project.render import TEMPLATES, environment, reading, render
from agent.records import Blend, Conformal
from agent.run.delivery import delivered
from agent.scoring.blend import decided, mix

FORMS = {
    "binary": ("binary", {}),
    "multiclass": ("multiclass", {}),
    "ordinal": ("ordinal", {}),
    "labels": ("multilabel", {}),
    "labels, json": ("multilabel", {"separator": "json"}),
    "labels, columns": (
        "multilabel",
        {"separator": None, "target": ("red", "round", "soft")},
    ),
    "quantiles": ("regression", {"quantiles": (0.1, 0.9)}),
    "multitarget": ("multitarget", {}),
    "survival": ("survival", {}),
}
WIDTHS = {"quantiles": 3, "multitarget": 2, "survival": 1}
OWN = sorted([*(TEMPLATES / "answers").iterdir(), *TEMPLATES.parent.glob("ensemble/*")])


def blends(kind: str, classes: int) -> list[Blend]:
    """A plain mean, and others with all that can be fitted for this kind of task."""
    tuned = Blend(weights=(0.6, 0.4))
    if classes:
        steps = tuple(0.75 * i for i in range(classes))
        method = "labels" if kind == "multilabel" else "classes"
        sets = Conformal(method=method, rows=99, levels=((0.5, (0.3,)), (0.9, (0.6,))))
        fitted = {"temperature": 1.3, "offsets": steps, "conformal": sets}
        tuned = tuned.model_copy(update=fitted)
    if kind == "survival":
        tuned = tuned.model_copy(update={"scales": (2.0, 300.0)})
    found = [Blend(weights=(0.75, 0.25)), tuned]
    if kind == "ordinal":
        numbers = range(classes)
        worth = tuple(tuple(-abs(i - j) - 0.3 * j for j in numbers) for i in numbers)
        found.append(tuned.model_copy(update={"offsets": (), "worth": worth}))
    return found


def tables_of(kind: str, classes: int, width: int) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    tables = [rng.normal(size=(40, classes or width)) for _ in range(2)]
    if kind == "multilabel":
        return [1 / (1 + np.exp(-table)) for table in tables]
    if classes:
        raised = [np.exp(table) for table in tables]
        return [table / table.sum(1, keepdims=True) for table in raised]
    return tables


WAYS = [(form, way) for form in FORMS for way in ("plain", "tuned")]
WAYS.append(("ordinal", "worth"))


@pytest.mark.parametrize("form, way", WAYS)
def test_predict_answers_as_the_run_does(form, way, tmp_path):
    kind, more = FORMS[form]
    spec, profile = task("text table", kind, **more)
    classes = len(profile.classes)
    plan, blend = (
        plan_of(spec, profile),
        blends(kind, classes)[("plain", "tuned", "worth").index(way)],
    )
    parts = [
        Part(folder_of(i, plan), plan, weight, "10", "all", ("numpy==1",))
        for i, weight in enumerate(blend.weights, 1)
    ]
    names = ("sentence", "rows", "metric", "learnt", "covered", "chosen")
    told = SimpleNamespace(**dict.fromkeys(names, "x"), table=[], trials=[])
    told.figures = Figures("accuracy", 0.9, (0.8, 1.0), {})
    files = render_ensemble(spec, profile, parts, blend, told)
    assert set(files) >= {"README.md", "predict.py", "test_project.py"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    for command in (["black", "--check", "-q"], ["ruff", "check", "-q"]):
        done = subprocess.run(
            [sys.executable, "-m", *command, "."], cwd=tmp_path, capture_output=True
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode()
    predict = runpy.run_path(str(tmp_path / "predict.py"))
    tables = tables_of(kind, classes, WIDTHS.get(form, 1))
    columns, lines = predict["answers"](predict["average"](tables))
    if kind == "survival":
        tables = [table[:, 0] for table in tables]
    values = mix(spec.kind, tables, blend)
    labels = decided(spec.kind, values, blend)
    cells = [{} for _ in values]
    wanted = delivered(spec, profile.classes, values, labels, cells)
    assert columns == list(wanted[0])
    for line, row in zip(lines, wanted, strict=True):
        for cell, other in zip(line, row.values(), strict=True):
            if re.fullmatch(r"-?[\d.e-]+", other):
                assert float(cell) == pytest.approx(float(other), abs=1e-4)
            else:
                assert cell == other
    if blend.conformal:
        columns, lines = predict["answers"](predict["average"](tables), coverage=0.9)
        check_sets(profile.classes, blend.conformal.method, columns, lines)


def check_sets(classes, method: str, columns, lines) -> None:
    """Sets hold what is at least as likely as 1 - 0.6, the likeliest first; of classes
    never none."""
    assert columns[-1] == "set"
    found = [json.loads(line[-1]) for line in lines]
    assert len({len(names) for names in found}) > 1
    for line, names in zip(lines, found, strict=True):
        told = dict(zip(columns, line, strict=True))
        chances = {name: float(told[f"proba_{name}"]) for name in classes}
        order = sorted(classes, key=lambda name: -chances[name])
        wanted = [name for name in order if chances[name] >= 0.4]
        if method == "classes":
            wanted = wanted or order[:1]
        assert names == wanted


def test_one_model_decides_by_what_was_tuned_and_shows_nothing_else():
    spec, profile = task("text table", "binary")
    plan = plan_of(spec, profile)
    plain = render(spec, profile, plan).files["predict.py"]
    assert (
        render(spec, profile, plan, Blend(weights=(1.0,))).files["predict.py"] == plain
    )
    blend = Blend(weights=(1.0,), temperature=1.5, offsets=(0.0, 0.5))
    files = render(spec, profile, plan, blend).files
    assert "TEMPERATURE = 1.5" in files["predict.py"] and "TEMPERATURE" not in plain
    assert "OFFSETS = (0.0, 0.5)" in files["predict.py"]
    assert files["train.py"] == render(spec, profile, plan).files["train.py"]
    assert "OFFSETS" not in reading(spec, profile, Blend(weights=(1.0,)))


@pytest.mark.parametrize("path", OWN, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_templates_hold_no_logic(path):
    text = path.read_text()
    names = meta.find_undeclared_variables(environment().parse(text))
    assert names <= {"spec", "profile", "code", "outcome", "blend", "said"} | {
        "encoders"
    }
    assert len(re.findall(r"{%\s*(?:if|for)", text)) <= 12
    for line in text.splitlines():
        if "{%" in line:
            assert re.fullmatch(r"\s*{%.*%}\s*", line), line


def test_names_of_folders_are_plain():
    spec, profile = task("text table", "binary")
    plan = plan_of(spec, profile).model_copy(update={"name": "../x y: Bild, größer"})
    assert re.fullmatch(r"7-[a-z0-9-]+", folder_of(7, plan))
    plan = plan.model_copy(update={"name": "图像"})
    assert folder_of(7, plan) == "7"
