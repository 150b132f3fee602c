"""Stacked plans: encoders and learner as two graphs, which answer as the model does."""

import json
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

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
from plans import done, plan_of, task
from safetensors.torch import save_file

from agent.project.render import render
from agent.proposers.stackers import stacked
from agent.records import Blend
from agent.run.trial import write_files
from agent.scoring.blend import ALONE, mix

WORST = 1e-4
GRAPHS = ("encoders", "model")
HEAVY = pytest.mark.heavy
"""`make test-export`."""


@contextmanager
def learnt(
    kinds: str, kind: str, learner: str, folder: Path, blend: Blend = ALONE, wide=False
):
    """A stacked project, opened, its weights of 16 invented rows, each eight times, in
    `folder/weights`; the model and the 16 rows. `wide`: a category has many values."""
    spec, profile = task(kinds, kind)
    if wide:
        columns = (
            c.model_copy(update={"unique": 300}) if c.type == "category" else c
            for c in profile.columns
        )
        profile = profile.model_copy(update={"columns": tuple(columns)})
    parent = done(1, plan_of(spec, profile), 0.8, epochs=2)
    plan = stacked(spec, profile, parent, learner)
    assert plan
    write_files(render(spec, profile, plan, blend).files, folder / "project")
    with opened(folder / "project") as own:
        torch.manual_seed(0)
        cells, inputs = invented(own, folder), own.data.make_inputs()
        for reader in inputs.values():
            reader.fit(cells, folder)
        rows = own.data.load_rows(inputs, cells * 8, folder)
        shapes = {name: reader.shape for name, reader in inputs.items()}
        model = own.stack.StackedModel(own.model.FusionModel(shapes), shapes)
        how = torch.device("cpu"), time.monotonic() + 600, 0
        model.learn(rows, torch.arange(96), torch.arange(96, 128), *how)
        (folder / "weights").mkdir()
        save_file(model.state(), folder / "weights" / "weights.safetensors")
        states = {name: reader.state() for name, reader in inputs.items()}
        (folder / "weights" / "inputs.json").write_text(json.dumps(states))
        yield own, model.eval(), own.data.load_rows(inputs, cells, folder), spec


def answered(own, folder: Path, model, x: dict, present: dict) -> np.ndarray:
    """What both graphs say of rows, one after the other as infer_onnx.py runs them."""
    first, second = (
        onnxruntime.InferenceSession(folder / "onnx" / f"{name}.onnx")
        for name in GRAPHS
    )
    rows = SimpleNamespace(x=x, present=present)
    feeds = own.infer_onnx.feeds(model, first, rows, slice(None))
    return second.run(["predictions"], feeds)[0]


@pytest.mark.parametrize(
    "kinds, kind, learner",
    [
        ("text table", "binary", "logistic"),
        pytest.param("series table", "multiclass", "boosted_trees", marks=HEAVY),
    ],
)
def test_two_graphs_answer_as_the_model(kinds, kind, learner, tmp_path, monkeypatch):
    with learnt(kinds, kind, learner, tmp_path) as (own, model, rows, _):
        said = export(own, tmp_path, "onnx")
        assert max(said["differs"].values()) <= WORST
        for words, absent in own.export.gaps(rows.x).items():
            assert words in said["differs"]
            for count in BATCHES:
                x, present = part(rows, count, absent)
                wanted = model.predict(x, present).numpy()
                got = answered(own, tmp_path, model, x, present)
                assert got.shape == wanted.shape
                assert np.abs(got - wanted).max() <= WORST, words
        sizes = [(tmp_path / "onnx" / f"{n}.onnx").stat().st_size for n in GRAPHS]
        assert said["bytes"] == sum(sizes)
        same_answers(own, tmp_path, monkeypatch)
        export(own, tmp_path, "safetensors")
        same_by_hand(own, tmp_path, monkeypatch)


@HEAVY
def test_what_was_tuned_is_in_its_graph(tmp_path, monkeypatch):
    steps = (0.6, -0.3)
    blend = Blend(weights=(1.0,), temperature=1.7, offsets=steps)
    with learnt("table text", "binary", "logistic", tmp_path, blend) as found:
        own, model, rows, spec = found
        said = export(own, tmp_path, "onnx")
        assert said["outputs"] == ["predictions", "decided"]
        x, present = part(rows, 16)
        got = answered(own, tmp_path, model, x, present)
        table = model.predict(x, present).double().numpy()
        same_answers(own, tmp_path, monkeypatch)
        export(own, tmp_path, "safetensors")
        same_by_hand(own, tmp_path, monkeypatch)
    chances = mix(spec.kind, [table], blend)
    np.testing.assert_allclose(got, chances, atol=1e-5)


def test_trees_on_a_network_are_told_means_by_others(tmp_path):
    told = learnt("table text", "binary", "boosted_trees", tmp_path, wide=True)
    with told as (own, model, rows, _), torch.no_grad():
        (means,) = (f for f in model.features.values() if hasattr(f, "means"))
        assert any(table.std() > 0 for table in means.means)
        again, _ = own.predict.load_model(tmp_path / "weights")
        answer = part(rows, 16)
        np.testing.assert_allclose(again.predict(*answer), model.predict(*answer))
