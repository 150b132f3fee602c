"""Two processes train one model by torchrun (gloo) as one process would."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from plans import plan_of, task
from test_training import QUIET, TOGETHER, data, plan_with, put, train  # noqa: F401

from agent import catalog
from agent.project.check import check
from agent.project.render import render
from agent.records import Plan, TrainArgs
from agent.run.trial import write_files

ALIKE = [name for name, how in TOGETHER.items() if not how.get("pretrain")]
"""Options together that may be trained so: a pretraining is done by one process."""
TWO = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2")


def torchrun(project: Path, rows: Path, out: Path, *flags: object) -> None:
    """`torchrun train.py` with two processes."""
    words = [*TWO, "train.py", "--data", rows, "--out", out, *flags]
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=project,
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]


def curve(out: Path) -> list[tuple[float, float]]:
    """Losses on the train and the validation rows, epoch by epoch."""
    lines = map(json.loads, (out / "metrics.jsonl").read_text().splitlines())
    return [(line["train_loss"], line["valid_loss"]) for line in lines]


def certain(plan: Plan) -> Plan:
    """`plan` without dropout: what remains is the arithmetic."""

    def still(role, use):
        off = {n: 0.0 for n in catalog.find(role, use.block).params if "dropout" in n}
        return use.model_copy(update={"args": {**use.args, **off}})

    branches = tuple(
        b.model_copy(update={"encoder": still("encoder", b.encoder), "augment": None})
        for b in plan.branches
    )
    parts = {"branches": branches, "fusion": still("fusion", plan.fusion)}
    return plan.model_copy(update={**parts, "head": still("head", plan.head)})


def test_two_processes_learn_what_one_does(data, train, tmp_path):  # noqa: F811
    """The same loss, epoch by epoch, but for rounding; the same program alone is one
    process; and one goes on from the checkpoint of two."""
    spec, profile = task("table", "multiclass")
    update = {"train": TrainArgs(epochs=6, batch_size=16), "processes": 2}
    plan = certain(plan_of(spec, profile)).model_copy(update=update)
    project = render(spec, profile, plan)
    check(project)
    write_files(project.files, tmp_path / "project")
    two, one = tmp_path / "two", tmp_path / "one"
    torchrun(tmp_path / "project", data, two, "--epochs", 4)
    code, log = train(tmp_path / "project", data, one, "--epochs", 4)
    assert code == 0, log
    np.testing.assert_allclose(curve(two), curve(one), rtol=1e-3)
    assert len(curve(two)) == 4
    rows = (two / "predictions.csv").read_text().splitlines()
    assert len(rows) == 21
    flags = ("--epochs", 6, "--resume")
    code, log = train(tmp_path / "project", data, two, *flags)
    assert code == 0 and len(curve(two)) == 6, log


def test_one_process_shows_nothing_of_it():
    files = render(*plan_with({})).files
    assert not any("distributed" in text for text in files.values())


def test_a_classical_plan_is_of_one_process():
    spec, profile = task("table", "multiclass")
    plan = plan_of(spec, profile, "boosted trees")
    assert plan.family == "classical"
    with pytest.raises(ValueError, match="one process"):
        Plan.model_validate(plan.model_dump() | {"processes": 2})


@pytest.mark.heavy
@pytest.mark.parametrize("name", ALIKE)
def test_every_option_trains_in_two_processes(name, data, tmp_path):  # noqa: F811
    spec, profile, plan = plan_with(TOGETHER[name])
    plan = plan.model_copy(update={"processes": 2})
    files = render(spec, profile, plan).files
    write_files(files, tmp_path / "project")
    for words in (["black", "--check", "-q", "."], ["ruff", "check", "-q", "."]):
        subprocess.run(
            [sys.executable, "-m", *words], cwd=tmp_path / "project", check=True
        )
    torchrun(tmp_path / "project", data, tmp_path / "out", "--epochs", 2)
    assert len(curve(tmp_path / "out")) == 2


@pytest.mark.heavy
def test_the_metric_is_within_noise(data, tmp_path, capsys):  # noqa: F811
    """Dropout and all, over five seeds: the means differ by less than three times
    their standard error."""
    spec, profile, plan = plan_with({"epochs": 12})
    found: dict[int, list[float]] = {}
    for processes in (1, 2):
        project = tmp_path / f"of{processes}"
        changed = plan.model_copy(update={"processes": processes})
        write_files(render(spec, profile, changed).files, project)
        for seed in range(5):
            out = tmp_path / f"out{processes}-{seed}"
            if processes == 2:
                torchrun(project, data, out, "--seed", seed)
            else:
                words = ["train.py", "--data", data, "--out", out, "--seed", seed]
                subprocess.run(
                    [sys.executable, *map(str, words)],
                    cwd=project,
                    env=QUIET,
                    check=True,
                )
            best = min(valid for _, valid in curve(out))
            found.setdefault(processes, []).append(best)
    one, two = (np.array(found[n]) for n in (1, 2))
    error = np.sqrt((one.var(ddof=1) + two.var(ddof=1)) / 5)
    with capsys.disabled():
        for name, values in (("one process", one), ("two", two)):
            print(f"\n{name:12} {values.mean():.4f} ± {values.std(ddof=1):.4f}", end="")
        print(f"\ndifference   {two.mean() - one.mean():+.4f}, error {error:.4f}")
    assert abs(two.mean() - one.mean()) < max(3 * error, 0.02)
