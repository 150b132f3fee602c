"""Weights copied into each process or cut into parts: by measured memory."""

from pathlib import Path

import pytest
from cluster_toy import begun
from plans import plan_of, task
from test_resources import measured

from agent.interfaces import needs
from agent.records import Placing, Plan, Use
from agent.resources import estimate
from agent.resources.estimate import Machine
from agent.run import events
from agent.run.fitting import Fitting
from agent.run.loop import Line, run_line
from agent.run.trial import places
from agent.scoring.score import Scorer
from sandbox import open_sandbox
from tests.test_rungs import continued

CARD = 80_000.0
"""MB of one GPU."""


def told(weights: float, processes: int, gathered: float = 1e9, **update):
    plan = plan_of(*task("table series", "multiclass"))
    plan = plan.model_copy(update={"processes": processes, **update})
    seen = measured(weights=weights, fixed=2 * weights, gathered=gathered)
    machine = Machine(memory_mb=500_000, gpu="a card", gpu_mb=CARD)
    return estimate.judged(plan, seen, 600, 1000, machine)


def test_copies_where_they_fit_parts_where_only_parts_do():
    """50 GB of a card are used, 5 or 6 times the weights with copies."""
    small = told(1e9, 2)
    assert small.fits and small.whole_mb is None and small.processes == 2
    large = told(10e9, 4)
    assert large.fits and large.whole_mb and large.whole_mb > CARD / estimate.MARGIN
    assert large.memory_mb < CARD / estimate.MARGIN
    # 2 + 3 copies, less 3 of 4 parts of 4 copies; and layers with gradients meanwhile
    assert large.memory_mb == pytest.approx(20_000 + 2000 + 600, abs=200)
    assert large.whole_mb - 60_000 == pytest.approx(600, abs=200)
    there = {"machine": vars(Machine(1, "a card", 1)), "why": None}
    line = needs.words({**there, "plans": [large.told()]})[1]
    assert " MB in each of 4 processes, weights sharded (with copies 60," in line
    needs.refuse({**there, "plans": [large.told()]})


def test_what_fits_neither_way_is_told_what_would():
    alone = told(10e9, 1)
    assert not alone.fits and alone.remedy == (
        "weights in parts on 2 GPUs would fit: --processes 2"
    )
    larger = told(17e9, 2)
    assert not larger.fits and larger.whole_mb is None
    assert larger.remedy.endswith("would fit: --processes 3")
    plan = plan_of(*task("table series", "multiclass"))
    train = plan.train.model_copy(update={"ema": 0.9})
    kept_whole = told(17e9, 2, train=train)
    assert "GB of memory for each process would do" in kept_whole.remedy
    assert kept_whole.remedy.endswith("(sharded weights can't be had with ema)")
    assert not told(60e9, 8).fits, "one process predicts, and has it whole"


def test_processes_without_gpus_share_one_memory():
    machine = Machine(memory_mb=8000)
    assert machine.most_mb(4) == 2000
    card = Machine(memory_mb=8000, gpu="a card", gpu_mb=CARD)
    assert card.most_mb(4) == CARD


def wide(spec, profile) -> Plan:
    """Twelve layers of 2048, so that copies and parts differ by some 150 MB."""
    plan = plan_of(spec, profile)
    (branch,) = plan.branches
    args = {"width": 2048, "depth": 12, "dropout": 0.0}
    encoder = Use(block="table_mlp", args=args)
    feeds = branch.input.model_copy(update={"block": "table"})
    branch = branch.model_copy(update={"encoder": encoder, "input": feeds})
    train = plan.train.model_copy(update={"epochs": 2, "batch_size": 16})
    return plan.model_copy(update={"branches": (branch,), "train": train})


@pytest.mark.heavy
def test_a_run_shards_what_fits_only_in_parts(tmp_path: Path):
    """In real sandboxes: copies with much memory, parts with less, and a trial that
    goes on from the parts' checkpoint."""
    run_dir, ready = begun(tmp_path, "toy")
    spec, profile = ready.spec, ready.profile
    placing, log = Placing(processes=2), events.EventLog(run_dir)
    plan = wide(spec, profile).model_copy(update={"seconds": 60.0})
    with Scorer(run_dir, spec, profile.classes) as scorer:
        line = Line(run_dir, spec, profile, open_sandbox(), scorer, log, lambda: 0.0)
        line.fitted = fitting = Fitting(line, placing)
        copies = line.fitted(plan)
        assert (copies.processes, copies.sharded) == (2, False)
        ((_, seen),) = fitting.known
        assert seen and seen.params > 40e6
        sizes = profile.split.train, profile.rows
        wanted = estimate.judged(copies, seen, *sizes, Machine(100_000)).memory_mb
        most = int(2 * estimate.MARGIN * (wanted - 50))
        limits = spec.constraints.model_copy(update={"max_memory_mb": most})
        line.spec = spec.model_copy(update={"constraints": limits})

        def propose(spec, profile, history):
            if not history:
                return plan
            return continued(history[0], 120.0, "more") if len(history) < 2 else None

        first, second = run_line(line, propose)
    assert first.plan.sharded and first.select and first.claimed.epochs == 2, first
    assert second.plan.sharded and second.plan.continues == 1 and second.select
    assert "fully_shard" in (places(run_dir, 1).project / "train.py").read_text()
    (event,) = events.read(log.path, kind="plan.sharded")
    assert event.data["n"] == 2 and event.data["mb"] < event.data["whole"]
    assert event.data["plan"] == plan.name
