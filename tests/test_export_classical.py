"""Graphs of classical models' learners: each answers as the learner does, whatever is
missing, for any number of rows, and decides as the scorer does."""

import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from exports import (
    BATCHES,
    export,
    invented,
    opened,
    part,
    same_answers,
    same_by_hand,
)
from safetensors.torch import save_file
from test_export import GOLDEN_OF, records, tuned_blend

from agent.project.fronts import FRONTS
from agent.project.render import render
from agent.proposers import classical
from agent.records import Blend
from agent.run.trial import write_files
from agent.scoring.blend import ALONE, decided, mix

CASES = [
    ("mail", "boosted_trees", ()),
    ("mail", "logistic", ()),
    ("gestures", "boosted_trees", ()),
    ("mail", "forest", ()),
    ("gestures", "forest", ()),
    ("icons", "boosted_labels", ()),
    ("icons", "logistic_labels", ()),
    ("houses", "ridge", ()),
    ("houses", "ridge", (0.1, 0.9)),
    ("houses", "boosted_numbers", (0.1, 0.9)),
    ("patients", "boosted_risk", ()),
    ("patients", "linear_risk", ()),
]


def learnt(own, folder: Path):
    """A model of 16 invented rows, each eight times, its weights in `folder/weights`;
    and the 16 rows."""
    cells, inputs = invented(own, folder), own.data.make_inputs()
    for reader in inputs.values():
        reader.fit(cells, folder)
    rows = own.data.load_rows(inputs, cells * 8, folder)
    model = own.model.ClassicalModel({n: r.shape for n, r in inputs.items()})
    model.fit_features(rows.x, rows.present)
    parts, index = model.parts(rows.x, rows.present), np.arange(len(rows.ids))
    how = index[:96], index[96:], time.monotonic() + 600, 0
    model.learner.search(parts, rows.y, *how)
    (folder / "weights").mkdir()
    save_file(model.state(), folder / "weights" / "weights.safetensors")
    states = {name: reader.state() for name, reader in inputs.items()}
    (folder / "weights" / "inputs.json").write_text(json.dumps(states))
    return model, own.data.load_rows(inputs, cells, folder)


def project(name: str, learner: str, quantiles: tuple, blend: Blend, folder: Path):
    """A golden task with this learner, rendered to `folder`; its spec."""
    spec, profile, _ = records(GOLDEN_OF[name])
    spec = spec.model_copy(update={"quantiles": quantiles})
    plan = classical.plan(spec, profile, classical.served(spec), learner)
    write_files(render(spec, profile, plan, blend).files, folder)
    return spec


def test_every_learner_is_tried_here():
    assert {learner for _, learner, _ in CASES} == set(FRONTS)


@pytest.mark.parametrize("name, learner, quantiles", CASES)
def test_a_graph_answers_as_its_learner(name, learner, quantiles, tmp_path):
    project(name, learner, quantiles, ALONE, tmp_path / "project")
    with opened(tmp_path / "project") as own:
        model, rows = learnt(own, tmp_path)
        said = export(own, tmp_path, "onnx")
        session = onnxruntime.InferenceSession(tmp_path / "onnx" / "model.onnx")
        names = list(rows.x)
        for absent in ((), *((one,) for one in names), tuple(names)):
            for count in BATCHES:
                parts = model.parts(*part(rows, count, absent))
                wanted = model.learner.predict(parts).numpy()
                features = {"features": own.export.matrix(parts)}
                (got,) = session.run(None, features)
                assert got.shape == wanted.shape
                most = max(1.0, np.abs(wanted).max())
                assert np.abs(got - wanted).max() <= 1e-4 * most, absent
    assert set(said["differs"]) >= {"all present", "without anything"}
    assert sum(said["features"].values()) == session.get_inputs()[0].shape[1]


def test_a_threshold_of_64_bits_falls_on_the_side_of_its_float(tmp_path):
    project("mail", "boosted_trees", (), ALONE, tmp_path)
    with opened(tmp_path) as own:
        for threshold in (0.1, 1 / 3, 2.0, -0.7, 1e-35, 1.7e308):
            near = own.graph.rounded_down(threshold)
            assert np.float32(near) == near <= threshold
            above = np.nextafter(np.float32(near), np.float32(np.inf))
            assert float(above) > threshold


TUNED = [
    ("mail", "logistic", "offsets"),
    ("mail", "logistic", "worth"),
    ("icons", "logistic_labels", "offsets"),
]


@pytest.mark.parametrize("name, learner, how", TUNED)
def test_what_was_tuned_is_in_the_graph(name, learner, how, tmp_path, monkeypatch):
    _, profile, _ = records(GOLDEN_OF[name])
    blend = tuned_blend(len(profile.classes), how)
    spec = project(name, learner, (), blend, tmp_path / "project")
    with opened(tmp_path / "project") as own, torch.no_grad():
        model, rows = learnt(own, tmp_path)
        assert export(own, tmp_path, "onnx")["outputs"] == ["predictions", "decided"]
        parts = model.parts(*part(rows, 16))
        session = onnxruntime.InferenceSession(tmp_path / "onnx" / "model.onnx")
        got, labels = session.run(None, {"features": own.export.matrix(parts)})
        table = model.learner.predict(parts).double().numpy()
        same_answers(own, tmp_path, monkeypatch)
        export(own, tmp_path, "safetensors")
        same_by_hand(own, tmp_path, monkeypatch)
    chances = mix(spec.kind, [table], blend)
    np.testing.assert_allclose(got, chances, atol=1e-4)
    scores = decided(spec.kind, chances, blend)
    several = spec.kind == "multilabel"
    assert (labels == (scores >= 0.5 if several else scores.argmax(1))).all()


def test_numbers_are_written_as_predict_py_writes_them(tmp_path, monkeypatch):
    project("houses", "ridge", (), ALONE, tmp_path / "project")
    with opened(tmp_path / "project") as own, torch.no_grad():
        learnt(own, tmp_path)
        export(own, tmp_path, "onnx")
        same_answers(own, tmp_path, monkeypatch)
        export(own, tmp_path, "safetensors")
        same_by_hand(own, tmp_path, monkeypatch)
