"""The contenders trained again on other parts, to be judged on all of them.

A trial is judged on the select part, which says little where there are few rows, and
too little where a hundred trials were compared by it: the best of many was lucky, too.
When the search has ended, the plans that may be the best are trained once more without
each fold of the train part and with select instead, fold by fold; who falls behind
beyond doubt comes last in the next, if there is time (after Maron & Moore 1997, "The
racing algorithm", where he would be left out: here he may still be of use to an
ensemble). What is delivered is then chosen, blended and calibrated on all those
predictions, each by a model that had not seen its row. What time that has left goes to
trials again, and those of them that are contenders race in their turn.
"""

import csv
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import cast

from agent.records import Trial
from agent.run import afterwards, events, forked, trial, views
from agent.run.contending import (
    FEWEST,
    behind,
    contenders,
    costs,
    fitting,
    various,
    worth,
)
from agent.run.continuing import share_network
from agent.run.loop import Line
from agent.run.trial import Places, places
from agent.scoring.predictions import BadPredictions, of_fold
from agent.scoring.score import Part

TWICE = 2.0
"""Trainings of a contender that a race has time for: half of the time goes to the first
fold, which all are to run in."""
HURRIED = 1.5
"""Times the seconds of a fold with enough contenders that have to be left for a race:
the last trial may have taken some of what was put aside."""
SHARE = 1 / 3
"""Of the budget's seconds, what is put aside for them, at most: finished runs that
raced in a third were better than with all their trials (benchmarks/README.md)."""


def race(line: Line, free: Callable[[], float]) -> None:
    """Judge the contenders on as many folds as there is time for in `free()` seconds,
    and let `line.judged` say on which, and `line.contenders` who was.

    What was finished before, in an earlier race or process, is taken as it is.
    """
    folds = known(line)
    to_come = _to_come(line)
    standing = contenders(line) if due(line, free()) else []
    line.raced = len(line.history)
    for fold in to_come if standing else ():
        few = min(FEWEST, len(standing))
        standing = _affordable(line, standing, fold, len(to_come) + 1 - fold, free())
        new = [one for one in standing if not _done(line, one, fold)]
        if len(standing) < (max(2, few) if new else 2) or line.stopping():
            return
        if new:
            told = [one.index for one in new]
            line.log.add("folds.started", fold=fold, trials=told)
            view = views.of_fold(line.run_dir, line.spec, line.profile, fold, folds)
            standing = _judged(line, standing, fold, view)
        if len(standing) < 2 or line.stopping():
            return
        line.judged = cast(Part, f"folds-{fold}")
        line.contenders = tuple(one.index for one in standing)
        standing = _ranked(line, standing)


def due(line: Line, free: float) -> bool:
    """Whether there is to be a race in `free` seconds: one that an earlier process has
    begun, one of those that are new, or one that may help."""
    to_come = _to_come(line)
    standing = contenders(line) if to_come else []
    if line.contenders:
        return len(standing) > len(line.contenders)
    begun = any(_done(line, one, to_come[0]) for one in standing)
    return len(standing) > 1 and (begun or worth(line, standing, free / HURRIED))


def _to_come(line: Line) -> list[int]:
    """The folds on which can be judged, beside the select part."""
    return sorted(set(known(line).values()) - {0, -1})


def known(line: Line) -> dict[str, int]:
    """Fold of every labelled row; nothing where there are none, or none may be used:
    each training spends privacy, and a number of trials bounds the trainings."""
    path = line.run_dir / "splits" / "folds.csv"
    budget, limits = line.spec.budget, line.spec.constraints
    if not path.exists() or budget.trials is not None or limits.max_epsilon is not None:
        return {}
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, stamp: int) -> dict[str, int]:
    """The file of folds, which is asked for before every trial; not to be changed."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row: int(fold) for row, fold in list(csv.reader(file))[1:]}


def parts(line: Line) -> int:
    """On how many folds the contenders have been judged."""
    return int(line.judged.removeprefix("folds-")) if line.contenders else 0


def put_aside(line: Line) -> float:
    """Seconds that the race is to find left; none once there was nothing to race."""
    folds = _to_come(line)
    if not folds or not line.racing or line.stopping():
        return 0.0
    some, most = various(line), SHARE * line.spec.budget.seconds
    if line.contenders:  # each new one is to catch up with them
        return parts(line) * _once(line, some) if some else 0.0
    if not worth(line, some, most / 2):
        return 0.0
    return min(TWICE * _once(line, some), most)


def _once(line: Line, some: list[Trial]) -> float:
    """Seconds of a fold."""
    return afterwards.imports(line) + sum(costs(line, some))


def _affordable(
    line: Line, standing: list[Trial], fold: int, rounds: int, free: float
) -> list[Trial]:
    """Those for which there is time in half of what is free, or all of it in the last
    round; if they are too few, in all of it anyway."""
    done = [one for one in standing if _done(line, one, fold)]
    for share in (free / min(rounds, 2), free):
        found = fitting(line, standing, share, done)
        if len(found) >= min(FEWEST, len(standing)):
            break
    return found


def _judged(line: Line, standing: list[Trial], fold: int, view: Path) -> list[Trial]:
    """Those that predicted a fold which they had not seen. Networks train before what
    is stacked on them."""
    done = set[int]()
    with afterwards.forks(line, f"fold-{fold}", view) as warm:
        for one in sorted(standing, key=lambda t: t.plan.stack is not None):
            there = [(t, _place(line, t, fold)) for t in standing if t.index in done]
            if _train(line, one, fold, view, warm, there):
                done.add(one.index)
    return [one for one in standing if one.index in done]


def _train(
    line: Line,
    one: Trial,
    fold: int,
    view: Path,
    warm,
    there: list[tuple[Trial, Places]],
) -> bool:
    """Whether a trial's plan, trained without a fold and with a seed of its own, has
    predicted it; `there` are those that have."""
    if _done(line, one, fold):
        return True
    if line.stopping():
        return False
    place = _place(line, one, fold)
    shutil.rmtree(place.root, ignore_errors=True)
    plan = one.plan.model_copy(update={"seed": one.plan.seed + fold})
    edit = line.edited(one.plan, one.index)
    trial.prepare(line.spec, line.profile, plan, place, edit)
    share_network(one, place, there)
    told = line.spec, plan, place, view, line.stopping
    if warm is None:
        result = trial.run(line.sandbox, *told)
    else:
        result = forked.run(warm, *told, lambda why: None)
    fault = trial.failure(result) or _unread(line, one, fold)
    line.log.add("fold.finished", one.index, fold=fold, fault=fault)
    return fault is None


def _unread(line: Line, one: Trial, fold: int) -> str | None:
    """Why predictions of a fold can't be scored, if they can't."""
    try:
        line.scorer.score(places(line.run_dir, one.index).predictions, f"folds-{fold}")  # type: ignore[arg-type]
    except BadPredictions as error:
        return error.what
    return None


def _done(line: Line, one: Trial, fold: int) -> bool:
    seen = events.read(line.log.path, kind="fold.finished")
    faults = [
        e.data["fault"] for e in seen if (e.trial, e.data["fold"]) == (one.index, fold)
    ]
    return bool(faults) and faults[-1] is None


def _place(line: Line, one: Trial, fold: int) -> Places:
    file = of_fold(places(line.run_dir, one.index).predictions, fold)
    return Places(file.parent.parent)


def _ranked(line: Line, standing: list[Trial]) -> list[Trial]:
    """The best first, but those that are behind it beyond doubt after all others; told
    of all."""
    files = [places(line.run_dir, one.index).predictions for one in standing]
    scores = [line.scorer.score(file, line.judged) for file in files]
    sign = -1.0 if line.spec.metric.maximize else 1.0
    ranked = sorted(
        zip(scores, standing, strict=True), key=lambda pair: sign * pair[0].value
    )
    told = {one.index: round(score.value, 4) for score, one in ranked}
    line.log.add("folds.judged", part=line.judged, rows=scores[0].rows, scores=told)
    found = [one for _, one in ranked]
    return sorted(found, key=lambda one: behind(line, found[0], one, line.judged))
