"""What plans will need, and how trials share a card, on numbers that were measured."""

import random
import tempfile
from pathlib import Path

import pytest
from conftest import SAY
from plans import done, plan_of, task

from agent.errors import UsageError
from agent.interfaces import deploy, needs
from agent.records import Budget, Constraints, Plan
from agent.resources import estimate, packing
from agent.resources.estimate import Machine, Measured
from agent.resources.packing import Card, Placed
from agent.run import prepare
from agent.run.portable import Claims, Exported
from agent.run.request import Request
from sandbox import open_sandbox

PEAKS = (236.7, 281.3, 284.2, 300.0, 320.5, 494.6, 623.0, 308.8, 321.5, 384.1, 523.7)
"""MB that baselines on real folders needed at most, 2026-11-26; on CPUs, as no card was
to be had."""
SECONDS = (6.6, 3.9, 4.5, 7.0, 7.2, 11.1, 25.1, 11.3, 11.2, 11.7, 24.5)


def packed(cards: list[Card], needs: list[float | None]) -> tuple[float, float]:
    """(makespan, most memory on a card) of trials that take SECONDS in turn."""
    waiting = list(range(len(needs)))
    running: list[tuple[float, int, Placed]] = []
    now = most = 0.0
    while waiting or running:
        for i in list(waiting):
            mb = needs[i]
            there = packing.place(cards, [p for _, _, p in running], mb)
            if there is not None:
                waiting.remove(i)
                end = now + SECONDS[i % len(SECONDS)]
                running.append((end, i, Placed(there, mb)))
        for card in cards:
            mine = [i for _, i, p in running if p.uuid == card.uuid]
            most = max(most, sum(PEAKS[i % len(PEAKS)] for i in mine))
        now = min(end for end, _, _ in running)
        running = [r for r in running if r[0] > now]
    return now, most


def test_small_trials_share_a_card_and_never_pass_its_memory():
    needs = [packing.SLACK * PEAKS[i % len(PEAKS)] for i in range(44)]
    alone, _ = packed([Card("a", 2000)], [None] * 44)
    assert alone == pytest.approx(4 * sum(SECONDS))
    for total, least in ((2000, 2.5), (8000, 5.0)):
        together, most = packed([Card("a", total)], needs)
        assert alone / together > least
        assert most <= (1 - packing.SPARE) * total
    both, _ = packed([Card("a", 2000), Card("b", 2000)], needs)
    assert both < 0.6 * packed([Card("a", 2000)], needs)[0]


def test_what_was_never_measured_has_a_card_for_itself():
    cards = [Card("a", 1000), Card("b", 4000)]
    assert packing.place(cards, [Placed("a", 100)], None) == "b"
    assert packing.place(cards, [Placed("a", 100), Placed("b", 100)], None) is None
    assert packing.place(cards, [Placed("b", None)], 100) == "a"
    assert packing.place(cards, [Placed("a", 800)], 100) == "a", "the fullest with room"
    assert packing.place(cards, [Placed("a", 900)], 100) == "b"
    assert packing.place(cards, [], 5000) is None
    full = [Placed("a", 1)] * packing.MOST
    assert packing.place(cards[:1], full, 1) is None


def test_shares_of_a_cluster_never_promise_more_memory_than_there_is():
    draw = random.Random(0)
    for _ in range(200):
        total = draw.uniform(1000, 80_000)
        mb = draw.uniform(1, total)
        part = packing.share(mb, total)
        assert 0 < part <= 1
        assert part == 1 or int(1 / part) * mb <= total
    assert packing.share(None, 1000) == 1.0


def test_the_need_is_that_of_the_same_blocks_and_batches():
    spec, profile = task("table series", "multiclass")
    plan = plan_of(spec, profile)
    seen = done(1, plan, 0.5)
    result = seen.result.model_copy(update={"peak_vram_mb": 500.0, "status": "ok"})
    history = (seen.model_copy(update={"result": result}),)
    other = plan.model_copy(update={"seed": 3, "seconds": 90.0})
    assert packing.need(history, other) == packing.SLACK * 500
    larger = plan.train.model_copy(update={"batch_size": 4096})
    assert packing.need(history, plan.model_copy(update={"train": larger})) is None


def measured(**more: float) -> Measured:
    told = {"weights": 4e6, "fixed": 8e6, "per_row": 2e6, "per_predicted": 1e5}
    told |= {"seconds_per_row": 0.01, "kept_per_row": 1e3, "gathered": 1e6}
    return Measured(params=1_000_000, **told | more)


def plan() -> Plan:
    return plan_of(*task("table series", "multiclass"))


def test_what_does_not_fit_is_told_what_would():
    machine = Machine(memory_mb=900)
    told = estimate.judged(plan(), measured(), 600, 1000, machine)
    assert told.fits and told.epoch_s == 6.0
    wide = measured(per_row=50e6)
    large = estimate.judged(plan(), wide, 600, 1000, machine)
    assert not large.fits and large.remedy == "batches of 4 rows would fit"
    huge = estimate.judged(plan(), measured(weights=4e9), 600, 1000, machine)
    assert not huge.fits and huge.remedy.endswith("GB of memory would do")
    gb = float(huge.remedy.split()[0])
    again = Machine(memory_mb=1.01 * 1000 * gb)
    assert estimate.judged(plan(), measured(weights=4e9), 600, 1000, again).fits
    on = Machine(memory_mb=900, gpu="a card", gpu_mb=80_000)
    assert estimate.judged(plan(), wide, 600, 1000, on).epoch_s is None


def test_profiles_are_limits_that_flags_may_set_otherwise():
    assert deploy.told({"deploy": None, "max_params": 5}) == {
        "deploy": None,
        "max_params": 5,
    }
    edge = deploy.told({"deploy": "edge", "max_params": None, "max_latency": 3.0})
    assert (edge["max_params"], edge["max_latency"]) == (1_000_000, 3.0)


def test_the_exported_model_is_held_against_the_limits(tmp_path):
    limits = Constraints(max_params=1_000_000, max_latency_ms=10)
    small = Claims(bytes=1_000_000, milliseconds_per_row=4)
    kept = deploy.held(limits, Exported(tmp_path, {}, {"": small}))
    assert [line[0] for line in kept] == ["✓", "✓"]
    both = {"a": small, "b": Claims(bytes=3_500_000, milliseconds_per_row=7)}
    broken = deploy.held(limits, Exported(tmp_path, {}, both))
    assert broken[0] == "✗ exported, it takes 11.00 of 10 ms a row"
    assert broken[1] == "✗ exported, it takes 4.50 of 4.00 MB of weights"
    silent = deploy.held(limits, Exported(tmp_path, {}, {"": Claims()}))
    assert "not measured" in silent[0]
    assert deploy.held(Constraints(), Exported(tmp_path, {}, both)) == []


def test_networks_are_measured_in_the_sandbox_and_refused(toy):
    """Two steps of each; nothing is left behind."""
    ask = Request(statement=SAY, data=toy, budget=Budget(seconds=60))
    ready = prepare.understand(ask, thorough=False)
    networks = [p for p in ready.plans if p.family == "network"]
    temporary = Path(tempfile.gettempdir())
    before = set(temporary.glob("forgeweld-estimate-*"))
    seen = estimate.measured(ready, networks, open_sandbox("auto"))
    assert set(temporary.glob("forgeweld-estimate-*")) <= before
    assert len(networks) >= 3 and None not in seen
    for one in seen:
        assert one and one.params > 1000 and one.weights == 4 * one.params
        assert one.per_row > 0 and one.seconds_per_row > 0
    found = [
        estimate.judged(p, m, 72, 140, Machine(memory_mb=200)).told()
        for p, m in zip(networks, seen, strict=True)
        if m
    ]
    told = {"machine": vars(Machine(200)), "plans": found, "why": None}
    assert all("✗ does not fit" in line for line in needs.words(told)[1:])
    with pytest.raises(UsageError, match="none of"):
        needs.refuse(told)
