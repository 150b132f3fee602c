"""An ensemble asks a frozen encoder about a cell once, whatever its members; and each
member has the modules that are its own."""

import importlib
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from exports import invented, opened, trained
from plans import task
from test_export_pretrained import SIZES
from tiny_encoders import tiny

from agent.pretrained import carry
from agent.pretrained.folders import look
from agent.project.card import Figures
from agent.project.ensemble import Part, folder_of, render_ensemble
from agent.project.render import render
from agent.proposers import design
from agent.records import Blend
from agent.run.trial import write_files

ENCODERS = {"PretrainedText", "PretrainedImage", "PretrainedAudio"}


def ensemble(folder: Path) -> None:
    """Two members over four kinds of data by the same encoders, and one over text
    alone, with weights of three steps each; their rows in `folder/rows.csv`."""
    found = [look(tiny(library), library, f"tiny-{library}") for library in SIZES]
    known = tuple(
        one.record.model_copy(update={"size": size, "seconds": 1.0})
        for one, size in zip(found, SIZES.values(), strict=True)
    )
    spec, profile = task("text image audio table", "binary", encoders=known)
    carry.store(tuple(found), folder)
    modalities, parts = design.asked_with(spec), []
    for i, few in enumerate((modalities, modalities, modalities[:1]), 1):
        plan = design.plan(spec, profile, few, name=f"of {len(few)}", reason="")
        home = folder / "members" / folder_of(i, plan)
        write_files(render(spec, profile, plan).files, home)
        carry.place(folder, carry.used(spec, plan), home)
        with opened(home) as own:
            trained(own, home)
            if i == 1:
                invented(own, folder)
        parts.append(Part(home.name, plan, 1 / 3, "10", "all", ()))
    names = ("sentence", "rows", "metric", "learnt", "covered", "chosen")
    told = SimpleNamespace(**dict.fromkeys(names, "x"), table=[], trials=[])
    told.figures = Figures("accuracy", 0.9, (0.8, 1.0), {})
    blend = Blend(weights=(1 / 3,) * 3)
    write_files(render_ensemble(spec, profile, parts, blend, told), folder)


def test_each_cell_is_asked_once_and_answers_stay(tmp_path, monkeypatch):
    ensemble(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "predict", raising=False)
    program = importlib.import_module("predict")
    monkeypatch.delitem(sys.modules, "predict")
    together, asked = program.Predictor(), []
    for encoder in together.encoders:
        encoder.encode = counted(encoder.encode, asked)
    with (tmp_path / "rows.csv").open() as file:
        rows = program.cleaned(list(program.csv.DictReader(file)))
    assert len(together.encoders) == len(ENCODERS)
    for _ in range(2):  # each part of a table is asked anew
        asked.clear()
        together.values(rows, tmp_path)
        assert sorted(asked) == sorted(set(asked)) and asked
    for name, member in together.members.items():
        with opened(tmp_path / "members" / name) as own:
            alone = own.predict.Predictor()
            kinds = {type(reader).__name__ for reader in alone.inputs.values()}
            assert kinds & ENCODERS
            cells = own.predict.cleaned(rows)
            wanted, faults = alone.values(cells, tmp_path)
        values, said = member.values(cells, tmp_path)
        np.testing.assert_allclose(values, wanted, atol=1e-6)
        assert said == faults


def counted(encode, asked: list[str]):
    """`encode`, its cells noted in `asked`."""

    def noting(cells: list[str], *root: Path) -> np.ndarray:
        asked.extend(cells)
        return encode(cells, *root)

    return noting
