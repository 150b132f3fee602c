"""Plans with pretrained encoders: their graphs answer as PyTorch does, whether an
encoder is asked before or learns within; and what reads the rows goes along."""

import json
from pathlib import Path

import onnxruntime
import pytest
import torch
from exports import BATCHES, apart, export, opened, part, trained
from plans import done, task
from tiny_encoders import tiny

from agent.pretrained import carry
from agent.pretrained.folders import look
from agent.project.render import render
from agent.proposers import design, frozen
from agent.run.trial import write_files

WORST = 1e-4
SIZES = {"transformers": 32, "timm": 64, "waves": 1}
MODES = ("gradual", "lora", "full")
KINDS = ("text", "image", "audio")
MORE = [f"concat, the_{kind} {mode}" for kind in KINDS for mode in MODES]
CASES = [
    "late fusion",
    *(pytest.param(name, marks=pytest.mark.heavy) for name in MORE),  # test-export
]


def written(name: str, folder: Path) -> Path:
    """The project of a plan over four kinds of data, its encoders beside it."""
    found = [look(tiny(library), library, f"tiny-{library}") for library in SIZES]
    known = tuple(
        one.record.model_copy(update={"size": size, "seconds": 1.0})
        for one, size in zip(found, SIZES.values(), strict=True)
    )
    spec, profile = task("text image audio table", "binary", encoders=known)
    modalities = design.asked_with(spec)
    base = design.plan(spec, profile, modalities, name="late fusion", reason="")
    plans = [base, *frozen.tuned(spec, frozen.MANY, done(1, base, 0.5))]
    assert [plan.name for plan in plans] == ["late fusion", *MORE]
    plan = next(plan for plan in plans if plan.name == name)
    write_files(render(spec, profile, plan).files, folder / "project")
    carry.store(tuple(found), folder)
    carry.place(folder, carry.used(spec, plan), folder / "project")
    return folder / "project"


@pytest.mark.parametrize("name", CASES)
def test_it_answers_alike_in_onnx_and_reads_rows_elsewhere(name, tmp_path):
    forms = ("onnx",) if name == "late fusion" else ("onnx", "torch", "int8")
    with opened(written(name, tmp_path)) as own:
        rows = trained(own, tmp_path)
        model, _ = own.predict.load_model(tmp_path / "weights")
        for form in forms:
            said = export(own, tmp_path, form)
            worst = said["float32"] if form == "int8" else said
            assert max(worst["differs"].values()) <= WORST
        session = onnxruntime.InferenceSession(tmp_path / "onnx" / "model.onnx")
        for words, absent in own.export.gaps(rows.x).items():
            for count in BATCHES:
                found = apart(session, model, *part(rows, count, absent))
                assert found <= WORST, words
    kept = tmp_path / "onnx" / "encoders"
    for mine in (tmp_path / "project" / "encoders").rglob("*.json"):
        assert (kept / mine.parent.name / mine.name).read_bytes() == mine.read_bytes()
    with opened(tmp_path / "onnx") as away:  # the exported code, its own encoders
        cells = away.data.read_rows(tmp_path / "rows.csv")
        inputs = away.data.make_inputs()
        states = json.loads((tmp_path / "onnx" / "inputs.json").read_text())
        for key, state in states.items():
            inputs[key].restore(state)
        again = away.data.load_rows(inputs, cells, tmp_path, targets=False)
    for key, value in rows.x.items():
        torch.testing.assert_close(again.x[key], value)
