"""Two processes with a part of the weights each (FSDP) learn what two copies do."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from pair import pair
from plans import plan_of, task
from pydantic import ValidationError
from safetensors.torch import load_file
from test_processes import certain, curve, torchrun
from test_training import QUIET, data, plan_with, train  # noqa: F401

from agent import catalog
from agent.errors import UsageError
from agent.project import sharding
from agent.project.check import check
from agent.project.render import render
from agent.records import Plan, TrainArgs
from agent.run.trial import write_files

LARGE = "LARGE = 1_000_000", "LARGE = 500"
"""So that a small model has layers that are gathered one by one."""
MEASURE = """\
import json
import sys
from pathlib import Path

import torch
import torch.distributed as dist

import train
from data import has_target, load_rows, make_inputs, read_rows
from model import FusionModel

device = train.join_processes()
torch.manual_seed(0)
data, out = Path(sys.argv[1]), Path(sys.argv[2])
cells = [row for row in read_rows(data / "train.csv") if has_target(row)]
inputs = make_inputs()
for reader in inputs.values():
    reader.fit(cells, data)
model = FusionModel({name: reader.shape for name, reader in inputs.items()})
rows = load_rows(inputs, cells, data)
model.head.fit(rows.y)
whole = sum(p.nbytes for p in model.parameters())
train.shard(model)
optimizer = torch.optim.AdamW(model.parameters())
x, present, y = rows.take(torch.arange(dist.get_rank(), 32, 2), device)
model.head.loss(model(x, present), y).backward()
optimizer.step()


def held(tensors):
    storages = (t.to_local().untyped_storage() for t in tensors)
    return sum({s.data_ptr(): s.nbytes() for s in storages}.values())  # some are shared


told = {
    "whole": whole,
    "layers": len(train.large_layers(model)),
    "weights": held(model.parameters()),
    "gradients": held(p.grad for p in model.parameters()),
    "state": held(s[k] for s in optimizer.state.values() for k in s if k != "step"),
}
Path(f"{out}.{dist.get_rank()}").write_text(json.dumps(told))
dist.destroy_process_group()
"""
"""What one process holds after a step of AdamW."""


@pytest.fixture(scope="module")
def two():
    with pair() as run:
        yield run


def sharded(plan: Plan) -> Plan:
    return plan.model_copy(update={"processes": 2, "sharded": True})


def put(folder: Path, spec, profile, plan: Plan) -> Path:
    """The project's train.py, its model cut into layers."""
    files = render(spec, profile, plan).files
    files["train.py"] = files["train.py"].replace(*LARGE)
    write_files(files, folder)
    return folder / "train.py"


def differences(a: Path, b: Path) -> dict[str, float]:
    """Largest difference of each weight of two trainings."""
    one, other = (load_file(out / "weights.safetensors") for out in (a, b))
    assert list(one) == list(other)
    return {k: (one[k].double() - other[k].double()).abs().max().item() for k in one}


@pytest.mark.parametrize(
    "optimizer", ["sgd", pytest.param("adamw", marks=pytest.mark.heavy)]
)
def test_parts_learn_what_copies_do(optimizer, two, data, tmp_path):  # noqa: F811
    """Gradients clipped and summed up over two batches; the same losses, the same
    weights but for rounding."""
    options = {"optimizer": optimizer, "clip": 0.5, "accumulate": 2}
    spec, profile, plan = plan_with({**options, "rates": {"the_series": 0.5}})
    plan = certain(plan).model_copy(update={"processes": 2})
    check(render(spec, profile, sharded(plan)))
    for name, one in (("copies", plan), ("parts", sharded(plan))):
        script = put(tmp_path / name / "project", spec, profile, one)
        code, said = two(script, "--data", data, "--out", tmp_path / name / "out")
        assert code == 0, said
    copies, parts = tmp_path / "copies/out", tmp_path / "parts/out"
    np.testing.assert_allclose(curve(parts), curve(copies), rtol=1e-4)
    assert len(curve(parts)) == 4
    far = {k for k, v in differences(copies, parts).items() if v > 1e-5}
    # a bias before BatchNorm has no gradient but rounding, of which Adam makes steps
    noise = {k for k in far if "conv" in k and k.endswith("bias") or "running" in k}
    assert far <= (noise if optimizer == "adamw" else set())


@pytest.mark.heavy
def test_what_parts_learnt_goes_on_and_predicts_in_one_process(
    two,
    data,  # noqa: F811
    train,  # noqa: F811
    tmp_path,
):
    """From its checkpoint, as if it had never stopped, by two processes or by one; what
    lies there and what is delivered is whole."""
    spec, profile = task("table", "multiclass")  # BatchNorm sees halves of batches
    how = TrainArgs(epochs=4, batch_size=16, clip=0.5)
    plan = plan_of(spec, profile).model_copy(update={"train": how})
    script = put(tmp_path / "project", spec, profile, sharded(certain(plan)))
    never, cut, alone = (tmp_path / name for name in ("never", "cut", "alone"))
    flags = ("--data", data, "--patience", 99, "--out")
    code, said = two(script, *flags, never)
    assert code == 0, said
    text = script.read_text()
    save = "            save_checkpoint(checkpoint, model, optimizer, state)\n"
    assert text.count(save) == 1
    stop = "            if epoch == 2:\n                sys.exit(9)\n"
    always = text.replace("SAVE_EVERY = 5.0", "SAVE_EVERY = 0.0")
    script.write_text(always.replace(save, save + stop))
    assert two(script, *flags, cut)[0] == 9
    script.write_text(text)
    state = torch.load(cut / "checkpoint/state.pt", weights_only=True)
    kept = [*state["model"].values(), *state["best"]["weights"].values()]
    kept += [v for of in state["optimizer"]["state"].values() for v in of.values()]
    assert all(type(tensor) is torch.Tensor for tensor in kept)
    shutil.copytree(cut, alone)
    code, said = two(script, *flags, cut, "--resume")
    assert code == 0, said
    assert max(differences(never, cut).values()) < 1e-6
    code, log = train(script.parent, data, alone, "--patience", 99, "--resume")
    assert code == 0, log
    np.testing.assert_allclose(curve(alone), curve(never), rtol=1e-3)
    with (never / "predictions.csv").open() as file:
        told = [list(row.values())[1:] for row in csv.DictReader(file)]
    delivered = predict(script.parent, never, data / "predict.csv")
    assert delivered == told and len(told) == 20


def predict(project: Path, out: Path, rows: Path) -> list[list[str]]:
    """The probabilities that the project delivers for new rows, in one process."""
    (project / "weights").mkdir()
    for name in ("weights.safetensors", "inputs.json"):
        shutil.copyfile(out / name, project / "weights" / name)
    words = ["predict.py", "--input", rows, "--output", project / "new.csv"]
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=project,
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with (project / "new.csv").open() as file:
        delivered = list(csv.DictReader(file))
    return [[v for k, v in row.items() if "proba_" in k] for row in delivered]


def test_each_process_holds_half(two, data, tmp_path):  # noqa: F811
    """Bytes of weights, gradients and optimizer state after a step."""
    spec, profile, plan = plan_with({})
    script = put(tmp_path / "project", spec, profile, sharded(plan))
    measure = script.with_name("measure.py")
    measure.write_text(MEASURE)
    code, said = two(measure, data, tmp_path / "held")
    assert code == 0, said
    for rank in "01":
        told = json.loads((tmp_path / f"held.{rank}").read_text())
        assert told["layers"] >= 3
        for name, copies in (("weights", 1), ("gradients", 1), ("state", 2)):
            assert told[name] == pytest.approx(copies * told["whole"] / 2, rel=0.02)


@pytest.mark.parametrize(
    "options",
    [
        {"ema": 0.9},
        {"soup": 2},
        {"l1": 1e-5},
        {"pseudo": 1.0},
        {"unfreeze": {"the_series": 1}},
        {"aux_loss": 0.3, "balance": "ogm_ge"},
    ],
    ids=lambda options: list(options)[-1],
)
def test_what_needs_whole_weights_is_refused(options):
    spec, profile, plan = plan_with(options)
    with pytest.raises(UsageError, match="do not fit") as error:
        render(spec, profile, sharded(plan))
    assert list(options)[-1] in error.value.why
    render(spec, profile, plan.model_copy(update={"processes": 2}))


def test_a_sharded_plan_has_several_processes():
    _, _, plan = plan_with({})
    with pytest.raises(ValidationError, match="needs several processes"):
        Plan.model_validate(plan.model_dump() | {"sharded": True})


def test_heads_with_a_weight_that_cannot_be_cut_are_known():
    from tests.contract import cls

    single = set()
    for head in catalog.blocks("head"):
        sizes = {"retrieval": 5}
        block = cls(head)(12, sizes.get(head.kinds[0], 4))
        if any(p.dim() == 0 for p in block.parameters()):
            single.add(head.name)
    assert single == set(sharding.HEADS)


@pytest.mark.heavy
@pytest.mark.parametrize(
    "options",
    [
        {"optimizer": "muon"},
        {"optimizer": "schedule_free", "schedule": "constant"},
        {"mixup": 0.2},
        {"gce": 0.7},
        {"trim": 0.1},
        {"sampling": "balanced"},
        {"aux_loss": 0.3},
        {"balance": "gradient_blending", "blend_every": 1},
    ],
    ids=lambda options: next(iter(options.values())),
)
def test_options_learn_the_same_in_parts(options, two, data, tmp_path):  # noqa: F811
    spec, profile, plan = plan_with(options)
    plan = certain(plan).model_copy(update={"processes": 2})
    outs = []
    for name, one in (("copies", plan), ("parts", sharded(plan))):
        script = put(tmp_path / name / "project", spec, profile, one)
        outs.append(tmp_path / name / "out")
        code, said = two(script, "--data", data, "--out", outs[-1], "--epochs", 2)
        assert code == 0, said
    np.testing.assert_allclose(curve(outs[1]), curve(outs[0]), rtol=1e-3)


@pytest.mark.heavy
def test_torchrun_trains_what_one_process_does(data, train, tmp_path):  # noqa: F811
    """The same program, as its own words start it and by `python`, but for rounding."""
    spec, profile = task("table", "multiclass")
    how = TrainArgs(epochs=4, batch_size=16)  # halves of batches have as many rows
    plan = certain(plan_of(spec, profile)).model_copy(update={"train": how})
    project = tmp_path / "project"
    write_files(render(spec, profile, sharded(plan)).files, project)
    torchrun(project, data, tmp_path / "two")
    code, log = train(project, data, tmp_path / "one")
    assert code == 0, log
    two, one = curve(tmp_path / "two"), curve(tmp_path / "one")
    np.testing.assert_allclose(two, one, rtol=1e-3)


@pytest.mark.heavy
def test_every_block_computes_the_same_in_parts(two, tmp_path):
    code, said = two(Path(__file__).with_name("sharded_blocks.py"), tmp_path / "far")
    assert code == 0, said
    for rank in "01":
        far = json.loads((tmp_path / f"far.{rank}").read_text())
        assert len(far) > 80
        assert {name: what for name, what in far.items() if what} == {}
