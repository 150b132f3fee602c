"""The line with several trials at once: plans are made before earlier ones have ended.

Proposers see a trial that still runs as one without a score, so none is made twice. One
thread proposes, tells, scores and judges; the slots only run.
"""

import time

from agent.records import Plan, Trial
from agent.records.result import running
from agent.run import loop
from agent.run.loop import Begun, Line, Proposer, begin, check, proposed, settle
from agent.run.slots import Slots, Work

LOOK = 0.1
"""Seconds between two looks at what runs."""


def search(line: Line, propose: Proposer, slots: Slots | None) -> tuple[Trial, ...]:
    """The line with or without slots; without, one trial after another."""
    if slots is None:
        return loop.run_line(line, propose)
    return run_line(line, propose, slots)


def run_line(line: Line, propose: Proposer, slots: Slots) -> tuple[Trial, ...]:
    """Run trials until the proposer returns None and all have ended, or a stop is asked
    for; those that were stopped are left open, as by a kill."""
    open_ones: dict[int, Begun] = {}
    asked: object = None
    """As things stood when the proposer had nothing to try."""
    while True:
        for index, result in slots.poll():
            done = settle(line, open_ones.pop(index), result)
            _remember(line, done, open_ones)
        idle = asked == _state(line)
        if line.stopping() is not None:
            if not open_ones:
                return line.history
            for index in open_ones:
                slots.cancel(index, line.stopping() or "")
        elif not idle and len(open_ones) < slots.size():
            if found := _next(line, propose):
                _start(line, slots, open_ones, *found)
            else:
                asked = _state(line)
            continue
        elif not open_ones:
            return line.history
        for index, one in open_ones.items():
            one.told.tell()
            if why := line.ending(index):
                slots.cancel(index, why)
        if open_ones:
            time.sleep(LOOK)


def _state(line: Line) -> tuple[object, ...]:
    """All that a proposer goes by, but for the time."""
    done = sum(t.verdict != "running" for t in line.history)
    return done, len(line.history), line.spec.wishes, line.spec.budget


def _next(line: Line, propose: Proposer) -> tuple[int, Plan] | None:
    """The next trial: one that was interrupted, or a new one."""
    if line.interrupted:
        index = min(line.interrupted)
        return index, line.interrupted.pop(index)
    plan = proposed(line, propose)
    return (line.next_index(), plan) if plan else None


def _start(
    line: Line, slots: Slots, open_ones: dict[int, Begun], index: int, plan: Plan
) -> None:
    one = begin(line, index, plan)
    if failed := check(line, one):
        _remember(line, settle(line, one, failed, failed), open_ones)
        return
    open_ones[index] = one
    view = line.run_dir / "view"
    slots.submit(Work(index, line.spec, one.plan, one.place, view))
    _remember(line, running(index, one.plan, one.project.digest), open_ones)


def _remember(line: Line, trial: Trial | None, open_ones: dict[int, Begun]) -> None:
    if trial is not None:
        line.remember(trial)
    line.running = tuple(open_ones)
