"""Exported models answer as PyTorch does, whatever is missing and for any batch.

`python tests/test_export.py` prints what this measures for every golden plan.
"""

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from exports import (
    BATCHES,
    apart,
    export,
    onnx_feeds,
    opened,
    part,
    same_answers,
    same_by_hand,
    trained,
)
from sometimes import cases

from agent.project.render import render
from agent.records import Blend, Conformal, Plan, Profile, TaskSpec
from agent.run.trial import write_files
from agent.scoring.blend import decided, mix

GOLDEN = sorted((Path(__file__).parent / "golden").iterdir())
GOLDEN_OF = {case.name: case for case in GOLDEN}
WORST = 1e-4


def records(case: Path) -> tuple[TaskSpec, Profile, Plan]:
    """What a golden project is rendered from."""
    texts = [(case / f"{n}.json").read_text() for n in ("spec", "profile", "plan")]
    spec, profile, plan = texts
    return (
        TaskSpec.model_validate_json(spec),
        Profile.model_validate_json(profile),
        Plan.model_validate_json(plan),
    )


NETWORKS = [case for case in GOLDEN if records(case)[2].family == "network"]


def measured(case: Path, folder: Path) -> tuple[dict[str, float], int]:
    """Differences between a golden plan's graph and PyTorch on invented rows, by what
    is missing, and the graph's size; and the graph's inputs are what they are called.
    """
    with opened(case / "project") as own:
        rows = trained(own, folder)
        said = export(own, folder, "onnx")
        graph = folder / "onnx" / "model.onnx"
        session = onnxruntime.InferenceSession(graph)
        model, _ = own.predict.load_model(folder / "weights")
        found = {}
        for words, absent in own.export.gaps(rows.x).items():
            batches = [part(rows, count, absent) for count in BATCHES]
            found[words] = max(apart(session, model, *batch) for batch in batches)
    names = [*rows.x, *(f"{name}.present" for name in rows.x)]
    assert sorted(i.name for i in session.get_inputs()) == sorted(names)
    assert set(said["differs"]) == set(found)
    assert max(said["differs"].values()) <= WORST
    return found, graph.stat().st_size


ALWAYS = ("alarms", "captions", "driving", "plant")
"""Those that every run of the tests has; `make test-export` has all."""


@pytest.mark.parametrize("case", cases({c.name: c for c in NETWORKS}, ALWAYS))
def test_golden_plans_answer_alike_in_onnx(case, tmp_path):
    found, _ = measured(case, tmp_path)
    assert max(found.values()) <= WORST, found


@pytest.fixture(scope="module")
def driving(tmp_path_factory):
    """The project of the demo's data, opened; a folder with weights; rows."""
    folder = tmp_path_factory.mktemp("driving")
    with opened(GOLDEN_OF["driving"] / "project") as own:
        yield own, folder, trained(own, folder)


def test_a_program_of_torch_export_takes_any_number_of_rows(driving):
    own, folder, rows = driving
    said = export(own, folder, "torch")
    assert max(said["differs"].values()) <= WORST
    program = torch.export.load(folder / "torch" / "model.pt2").module()
    model, _ = own.predict.load_model(folder / "weights")
    for count in (*BATCHES, 16):
        x, present = part(rows, count, ("radar",))
        torch.testing.assert_close(program(x, present)[0], model.predict(x, present))


def test_small_weights_are_small_and_nearly_right(driving):
    own, folder, rows = driving
    said = export(own, folder, "int8")
    size = (folder / "int8" / "model.onnx").stat().st_size
    assert said["bytes"] == size < 0.35 * said["float32"]["bytes"]
    assert max(said["float32"]["differs"].values()) <= WORST
    assert 0 < max(said["differs"].values()) < 0.1
    session = onnxruntime.InferenceSession(folder / "int8" / "model.onnx")
    model, _ = own.predict.load_model(folder / "weights")
    assert 0 < apart(session, model, *part(rows, 16)) < 0.1


def test_what_differs_is_not_written(driving):
    own, folder, _ = driving
    allowed, own.export.WORST = own.export.WORST, -1.0
    try:
        with pytest.raises(SystemExit, match="not exported: all present, it differs"):
            export(own, folder, "torch", "refused")
    finally:
        own.export.WORST = allowed
    assert not (folder / "refused").exists()


@pytest.mark.parametrize("name", ["plant", "captions"])
def test_answers_are_written_as_predict_py_writes_them(name, tmp_path, monkeypatch):
    """Numbers, and what matches."""
    with opened(GOLDEN_OF[name] / "project") as own:
        trained(own, tmp_path)
        export(own, tmp_path, "onnx")
        same_answers(own, tmp_path, monkeypatch)


SETS = {"driving": "classes", "icons": "labels", "plant": "residual"}


@pytest.mark.parametrize("name", cases({n: n for n in SETS}, ALWAYS))
def test_sets_and_intervals_are_those_of_predict_py(name, tmp_path, monkeypatch):
    spec, profile, plan = records(GOLDEN_OF[name])
    numbers = name == "plant"
    wide = (0.7,) * (len(spec.target) if numbers else 1)
    made = Conformal(method=SETS[name], rows=40, levels=((0.8, wide), (0.9, wide)))
    heat = 1.0 if numbers else 1.7
    blend = Blend(weights=(1.0,), temperature=heat, conformal=made)
    write_files(render(spec, profile, plan, blend).files, tmp_path / "project")
    with opened(tmp_path / "project") as own:
        trained(own, tmp_path)
        export(own, tmp_path, "onnx")
        same_answers(own, tmp_path, monkeypatch)
    header = (tmp_path / "got.csv").read_text().splitlines()[0].split(",")
    assert {"set", "low", f"{spec.target[0]}_low"} & set(header)


def tuned_blend(classes: int, how: str) -> Blend:
    """A temperature, and `offsets`, or what each class is `worth`."""
    steps = tuple(0.6 - 0.9 * (i % 2) for i in range(classes))
    if how == "offsets":
        return Blend(weights=(1.0,), temperature=1.7, offsets=steps)
    worth = tuple(
        tuple(s - abs(i - j) for j, s in enumerate(steps)) for i in range(classes)
    )
    return Blend(weights=(1.0,), temperature=1.7, worth=worth)


@contextmanager
def tuned(name: str, folder: Path, how: str = "offsets"):
    """A golden project with a blend that is tuned, opened; its model, 16 rows, and what
    the scorer reads in its predictions: probabilities and what is decided."""
    spec, profile, plan = records(GOLDEN_OF[name])
    blend = tuned_blend(len(profile.classes), how)
    write_files(render(spec, profile, plan, blend).files, folder / "project")
    several = spec.kind == "multilabel"
    with opened(folder / "project") as own, torch.no_grad():
        with torch.enable_grad():
            rows = trained(own, folder)
        model, _ = own.predict.load_model(folder / "weights")
        table = model.predict(*part(rows, 16)).double().numpy()
        chances = mix(spec.kind, [table], blend)
        said, plain = (
            scores >= 0.5 if several else scores.argmax(1)
            for scores in (decided(spec.kind, chances, blend), table)
        )
        assert (said != plain).any()
        yield own, model, part(rows, 16), (chances, said)


@pytest.mark.parametrize(
    "name, how", [("driving", "offsets"), ("driving", "worth"), ("icons", "offsets")]
)
def test_what_was_tuned_is_read_as_the_scorer_reads_it(name, how, tmp_path):
    with tuned(name, tmp_path, how) as (own, model, batch, (chances, said)):
        predictions, labels = own.export.Predictor(model)(*batch)
    np.testing.assert_allclose(predictions.numpy(), chances, atol=1e-5)
    assert (labels.numpy() == said).all()


@pytest.mark.parametrize("how", ["offsets", "worth"])
def test_what_was_tuned_is_in_the_graph(how, tmp_path, monkeypatch):
    with tuned("driving", tmp_path, how) as (own, _, batch, (chances, said)):
        told = export(own, tmp_path, "onnx")
        same_answers(own, tmp_path, monkeypatch)
        export(own, tmp_path, "safetensors")
        same_by_hand(own, tmp_path, monkeypatch)
    assert told["outputs"] == ["predictions", "decided"]
    session = onnxruntime.InferenceSession(tmp_path / "onnx" / "model.onnx")
    predictions, labels = session.run(None, onnx_feeds(*batch))
    np.testing.assert_allclose(predictions, chances, atol=1e-5)
    assert (labels == said).all()


def test_features_in_python_are_no_program(tmp_path, capsys):
    with opened(GOLDEN_OF["mail"] / "project") as own, pytest.raises(SystemExit):
        export(own, tmp_path, "torch")
    assert "invalid choice: 'torch'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


if __name__ == "__main__":
    for golden in NETWORKS:
        with tempfile.TemporaryDirectory() as home:
            apart_by, size = measured(golden, Path(home))
        cells = ", ".join(f"{words} {value:.1e}" for words, value in apart_by.items())
        sys.stdout.write(f"{golden.name}: {cells}; {size:,} bytes\n")
