"""What trials answer for the rows that a network is to learn from.

A model that was fitted to a row says its label again, trees most of all: so each member
is trained once more without each third of the train rows in turn, and answers that, as
far as there is time; of a network for which there is none, the weights that are there
answer what they know. The hidden parts are not touched: their rows are neither learnt
from nor asked for, and what a refit learns of them are the scored predictions.
"""

import csv
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from agent.data import view
from agent.proposers.pace import BETWEEN, behind
from agent.records import Trial
from agent.records.plan import Teacher
from agent.run import afterwards, events, forked, teaching, trial, views
from agent.run.continuing import copied
from agent.run.loop import Line
from agent.run.refit import trained
from agent.run.trial import Places, places
from agent.scoring.predictions import BadPredictions, read
from agent.scoring.truth import header

PARTS = 3
"""Of the train rows, as in the race on folds."""
KNEW = 0
"""The part that is all of them, answered by who has learnt them."""
SLOWER = 1.3
"""Times what a trial took, what it is reckoned to take again, beside others."""


@dataclass(frozen=True)
class Member:
    """One trial that is to answer."""

    trial: Trial
    weight: float
    knew: bool = False
    """Whether it is to answer rows that it has learnt."""


def cost(line: Line, one: Trial, *, knew: bool) -> float:
    """Seconds until a trial has answered; `knew` as in `Member`."""
    own = trained(one) - behind(line.history, one)
    start = max(one.result.wall_s - own, 0.5) + BETWEEN
    if knew:
        return SLOWER * (start + (one.claimed.seconds_per_epoch or 0.0))
    return SLOWER * (PARTS * start + (PARTS - 1) * trained(one))


def asked(
    line: Line, members: tuple[Member, ...], left: Callable[[], float]
) -> Teacher | None:
    """Who has answered, while `left()` seconds last, and whose answers now lie in the
    run's folder; None where that is nobody, or the run is to stop."""
    parts = parted(line)
    for part in (KNEW, *range(1, PARTS + 1)):
        some = [m for m in members if m.knew == (part == KNEW)]
        if all(_done(line, m.trial, part) for m in some):
            continue
        rows = views.of_part(line.run_dir, part, parts)
        with afterwards.forks(line, f"taught-{part}", rows) as warm:
            for one in some:
                if not _done(line, one.trial, part) and left() > 0:
                    _answer(line, one.trial, part, parts, rows, warm)
    tables, whole = {}, []
    for one in members:
        table = _table(line, one, parts)
        if table is not None:
            tables[one.trial.index] = table
            whole.append(one)
    if not whole or line.stopping():
        return None
    total = sum(m.weight for m in whole)
    teacher = Teacher(
        trials=tuple(m.trial.index for m in whole),
        weights=tuple(round(m.weight / total, 6) for m in whole),
        knew=tuple(m.trial.index for m in whole if m.knew),
    )
    _write(line, teacher, [tables[index] for index in teacher.trials])
    return teacher


def parted(line: Line) -> dict[str, int]:
    """The part of every train row, 1 to PARTS, whole groups in one: that of the race on
    folds where there is one; a row that never judges is in none, so that all learn from
    it and nobody answers it."""
    rows, groups = view.rows(line.run_dir, "train"), view.groups(line.run_dir)
    path = line.run_dir / "splits" / "folds.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            known = {row: int(fold) for row, fold in list(csv.reader(file))[1:]}
        return {row: known[row] for row in rows}
    seed = str(line.spec.seed).encode()

    def drawn(row: str) -> int:
        unit = (groups.get(row) or row).encode()
        return 1 + hashlib.blake2b(unit, key=seed, digest_size=4).digest()[0] % PARTS

    return {row: drawn(row) for row in rows}


def _answer(
    line: Line, one: Trial, part: int, parts: dict[str, int], rows: Path, warm
) -> None:
    """Let a trial's plan answer a part: trained without it, or from its checkpoint."""
    if line.stopping():
        return
    place = _place(line, one, part)
    shutil.rmtree(place.root, ignore_errors=True)
    plan = one.plan
    edit = line.edited(plan, one.index)
    trial.prepare(line.spec, line.profile, plan, place, edit)
    if part == KNEW and (lost := copied(places(line.run_dir, one.index), place)):
        line.log.add("taught.answered", one.index, part=part, fault=lost)
        return
    told = line.spec, plan, place, rows, line.stopping
    if warm is None:
        result = trial.run(line.sandbox, *told)
    else:
        result = forked.run(warm, *told, partial(_cold, line, one))
    fault = trial.failure(result)
    if fault is None and _read(line, one, part, parts) is None:
        fault = "predictions"
    line.log.add("taught.answered", one.index, part=part, fault=fault)


def _cold(line: Line, one: Trial, why: str) -> None:
    line.log.add("trial.cold", one.index, message=why)


def _done(line: Line, one: Trial, part: int) -> bool:
    """Whether a part has been answered, perhaps to an earlier process."""
    seen = events.read(line.log.path, kind="taught.answered")
    mine = (e for e in seen if (e.trial, e.data["part"]) == (one.index, part))
    faults = [e.data["fault"] for e in mine]
    return bool(faults) and faults[-1] is None


def _place(line: Line, one: Trial, part: int) -> Places:
    return Places(places(line.run_dir, one.index).root / "taught" / str(part))


def _read(
    line: Line, one: Trial, part: int, parts: dict[str, int]
) -> tuple[list[str], np.ndarray] | None:
    """The rows of a part and their answers (N, C); None where they can't be used."""
    rows = [row for row, its in parts.items() if part in (KNEW, its)]
    path = _place(line, one, part).predictions
    try:
        table = read(path, rows, line.spec, line.profile.classes)
    except BadPredictions:
        return None
    return rows, table.reshape(len(rows), -1)


def _table(line: Line, one: Member, parts: dict[str, int]) -> np.ndarray | None:
    """A member's answers for the train rows (N, C), in the order of `parts`, NaN where
    it gives none; None if it has not answered every part."""
    place = {row: i for i, row in enumerate(parts)}
    found = None
    for part in (KNEW,) if one.knew else range(1, PARTS + 1):
        mine = _read(line, one.trial, part, parts)
        if mine is None or not _done(line, one.trial, part):
            return None
        rows, table = mine
        if found is None:
            found = np.full((len(parts), table.shape[1]), np.nan)
        found[[place[row] for row in rows]] = table
    return found


def _write(line: Line, teacher: Teacher, tables: list[np.ndarray]) -> None:
    """The answers for the train rows, and those for every labelled one: of the others
    they are the predictions that have been scored."""
    names = header(line.spec, line.profile.classes)
    mean = np.tensordot(np.array(teacher.weights), np.stack(tables), axes=1)
    rows = view.rows(line.run_dir, "train")
    teaching.write(teaching.file(line.run_dir, teacher), names, rows, mean)
    hidden = [
        row for part in ("select", "test") for row in view.rows(line.run_dir, part)
    ]
    given = view.rows(line.run_dir, "given")
    scored = []
    for index in teacher.trials:
        path = places(line.run_dir, index).predictions
        told = read(path, hidden + given, line.spec, line.profile.classes)
        scored.append(told[: len(hidden)].reshape(len(hidden), -1))
    more = np.tensordot(np.array(teacher.weights), np.stack(scored), axes=1)
    goal = teaching.file(line.run_dir, teacher, everything=True)
    teaching.write(goal, names, rows + hidden, np.concatenate([mean, more]))
