"""Finds the cgroup that holds a run here, and says what is left to the watcher if none.

The first process enters its group before anything of the sandbox runs, so all that it
starts is inside. Where no group can be had, `watch.py` and rlimits do what they can.
"""

import functools
import itertools
import math
import os
import random
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from sandbox import hierarchy
from sandbox.base import Isolation, Limits
from sandbox.groups import Group, VersionOne, VersionTwo, Watched
from sandbox.scope import Scope

_WATCHED = (
    "no cgroup can be had here: memory is watched from outside, and a program can pass "
    "the limit for some hundredths of a second; pipe and socket buffers don't count",
    "seconds of CPU and peaks of memory are at least what is said",
)
_CORES = (
    "a limit of cores is the number of cores it starts with, which it can change",
)
_FLEETING = (
    "the group's counters are read ten times a second: CPU and memory used after the "
    "last look are not counted, and want of memory may be told from the peak alone",
)
_PATIENCE_S = 5.0  # for a service manager to answer
_numbers = itertools.count(1)
_searched: list[bool] = []


def open_group(limits: Limits, launchers: int, wanted: bool = True) -> Group:
    """A group for one run, of the best kind that works here, or `Watched`.

    `launchers` is how many of its processes are not the program's.
    """
    trial = works() if wanted else _watched()
    if trial.holds:
        sweep()
    try:
        group = type(trial)(hierarchy.name(next(_numbers)), limits, launchers)
    except OSError:  # it worked a while ago: the run is watched, and says so
        return _watched()
    group.holds_cpus = group.holds_cpus and trial.holds_cpus
    return group


def _watched() -> Group:
    return Watched(hierarchy.name(next(_numbers)), Limits(), 0)


@functools.cache
def works() -> Group:
    """The closed group of a trial with a real process, of the best kind that passed."""
    for kind in (VersionTwo, VersionOne, Scope):
        if group := _tried(kind):
            return group
    return _watched()


def _tried(kind: type[Group]) -> Group | None:
    limits = Limits(mem_mb=64, pids=16, cpus=0.5)
    try:
        group = kind(hierarchy.name(next(_numbers)), limits, 1)
    except OSError:
        return None
    try:
        with subprocess.Popen(
            [*group.prefix(), "/bin/cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=group.env,
        ) as process:
            return group if _holds(group, process) else None
    except OSError:
        return None
    finally:
        group.close()


def _holds(group: Group, process: subprocess.Popen[bytes]) -> bool:
    """Whether `process`, a `cat`, answers from within and is counted there."""
    assert process.stdin is not None and process.stdout is not None
    group.started(process.pid)
    try:
        process.stdin.write(b"x\n")
        process.stdin.flush()
        answered, _, _ = select.select([process.stdout], [], [], _PATIENCE_S)
        if not answered or not process.stdout.readline():
            return False
        group.read()
        return process.pid in group.pids() and group.peak_mb > 0
    except BrokenPipeError:  # the prefix could not enter the group
        return False
    finally:
        process.kill()


def sweep() -> None:
    """Remove groups that a killed supervisor of this user left behind."""
    found = hierarchy.mounted()
    if _searched:
        folders = [each.own for each in found.all()]
        folders += [folder.parent for folder in folders]
    else:  # they may lie below a group that this process was never in
        folders = hierarchy.everywhere(found)
        _searched.append(True)
    for folder in hierarchy.abandoned(folders):
        hierarchy.clear(folder)


@contextmanager
def fewer_cores(cpus: float | None) -> Iterator[None]:
    """Processes started within get as many cores as hold `cpus`, by affinity."""
    before = os.sched_getaffinity(0)
    if cpus is None or math.ceil(cpus) >= len(before):
        yield
        return
    # of this thread alone; at random, so that two runs seldom share a core
    os.sched_setaffinity(0, random.sample(sorted(before), max(1, math.ceil(cpus))))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def promise(group: Group) -> tuple[str, tuple[str, ...]]:
    """How limits are kept, for `Isolation.limits`; what is not, for its notes."""
    cores = () if group.holds_cpus else _CORES
    if not group.holds:
        words = "rlimits inside; memory, disk and processes watched from outside"
        return words, _WATCHED + cores
    held = "memory, processes and CPU" if group.holds_cpus else "memory and processes"
    words = f"{group.kind} holds {held}; rlimits inside; disk watched from outside"
    return words, (() if group.lasts else _FLEETING) + cores


def told(isolation: Isolation, group: Group) -> Isolation:
    """`isolation` with the limits that held for this run."""
    words, notes = promise(group)
    known = (*_WATCHED, *_CORES, *_FLEETING)
    others = [note for note in isolation.notes if note not in known]
    return isolation.model_copy(update={"limits": words, "notes": (*notes, *others)})
