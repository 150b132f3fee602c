"""Several small trials on one GPU: where there is room, by memory measured before.

The first trial of its kind has a device for itself, and is measured there; later ones
share. Decisions alone: `sandbox/gpu_lock.py` still gives each program a whole device.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from agent.records import Plan, Trial

SLACK = 1.2
"""Memory kept for a trial, in parts of the most that its like was seen to use."""
SPARE = 0.05
"""Part of a device that is left to the driver and to fragments."""
MOST = 8
"""Trials on one device: beyond, they wait for each other more than they gain."""


@dataclass(frozen=True)
class Card:
    """One GPU."""

    uuid: str
    total_mb: float


@dataclass(frozen=True)
class Placed:
    """A trial that runs on a card, and what is kept for it; None: all of the card."""

    uuid: str
    mb: float | None


def like(a: Plan, b: Plan) -> bool:
    """Whether two plans use as much memory, as far as blocks and batches tell."""

    def parts(plan: Plan) -> tuple:
        ways = [(b.modality, b.input, b.encoder) for b in plan.branches]
        train = plan.train
        return ways, plan.fusion, train.batch_size, train.optimizer, plan.processes

    return parts(a) == parts(b)


def need(history: Iterable[Trial], plan: Plan) -> float | None:
    """MB to keep for a plan; None while nothing like it has been measured."""
    seen = [
        t.result.peak_vram_mb
        for t in history
        if t.result.peak_vram_mb and t.result.status == "ok" and like(t.plan, plan)
    ]
    return SLACK * max(seen) if seen else None


def place(cards: Iterable[Card], running: list[Placed], mb: float | None) -> str | None:
    """The card for a trial that needs `mb`, the fullest that has room, so that large
    ones find an empty one; None if it has to wait."""
    found = []
    for card in cards:
        mine = [p.mb for p in running if p.uuid == card.uuid]
        if None in mine or len(mine) >= MOST or (mb is None and mine):
            continue
        left = (1 - SPARE) * card.total_mb - sum(m or 0.0 for m in mine)
        if mb is None or mb <= left:
            found.append((left, card.uuid))
    return min(found)[1] if found else None


def share(mb: float | None, total_mb: float) -> float:
    """The part of a GPU to ask a cluster for: so many eighths that no card is given to
    more than it has memory for; 1 while nothing is known."""
    if mb is None or mb > (1 - SPARE) * total_mb:
        return 1.0
    return max(ceil(MOST * mb / ((1 - SPARE) * total_mb)), 1) / MOST
