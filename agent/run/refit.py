"""The chosen plan trained once more, on every labelled row, when all is scored.

The split that made the scores honest costs rows, and rows are score. So the model that
is delivered and predicts the given table has seen them all; the scores told are those
of the same plan trained on the train part alone. Hidden labels are read here for the
first time, after the last score was taken, and no score is taken after; the process
that refits are forks of does its imports while the last scores are taken.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np

from agent.data import view
from agent.proposers.pace import overhead
from agent.records import Curve, TaskSpec, Trial
from agent.run import afterwards, events, forked, trial, views
from agent.run.continuing import share_network
from agent.run.loop import Line
from agent.run.trial import Places
from agent.scoring import claims, metrics, predictions
from agent.scoring.predictions import BadPredictions
from sandbox.forks import Forks


@dataclass(frozen=True)
class Final:
    """A trial that is delivered, and where its weights and predictions lie."""

    trial: Trial
    weight: float
    place: Places
    refit: bool = False
    again: int = 0
    """How many trainings of its plan, by seed alone different, stand before it."""


SHARE = 0.25
"""Of the budget's seconds, what is put aside for all refits together, at most."""
REPORT = 0.05
"""Of the budget's seconds, what they leave for the export and the report."""
OTHER = 7919
"""From the seed of a refit to that of the next one of the same plan."""
WORSE = 0.7
"""A refit is not used if its own figure is below this share of the trial's, or of what
the trial was scored: its own is of few rows, and may have been lucky."""


@contextmanager
def warm(line: Line) -> Iterator[Forks | None]:
    """What refits start from, one after the other, at its imports; None where each has
    a sandbox of its own."""
    rows = views.everything(line.run_dir, line.spec, line.profile)
    with afterwards.forks(line, "refits", rows) as forks:
        yield forks


def refit(
    line: Line,
    best: Trial,
    seconds: float,
    forks: Forks | None = None,
    there: Iterable[tuple[Trial, Places]] = (),
    again: int = 0,
) -> Places | None:
    """Where the refitted model lies; None if it failed or learnt less than before.

    One that an earlier process had finished is taken as it is. What is stacked on the
    network of one that is `there` need not train it again. `again`: see `Final`.
    """
    if known := finished(line, best, again):
        return known
    place = _place(line, best, again)
    shutil.rmtree(place.root, ignore_errors=True)
    most = 1.5 * refit_seconds(line, best) + 5.0
    changed = {"seconds": round(min(seconds, most), 1)}
    changed["seed"] = best.plan.seed + OTHER * again
    plan = best.plan.model_copy(update=changed)
    edit = line.edited(best.plan, best.index)
    trial.prepare(line.spec, line.profile, plan, place, edit)
    share_network(best, place, there)
    everything = views.everything(line.run_dir, line.spec, line.profile)
    told = {"rows": line.profile.rows, "seconds": plan.seconds, "again": again}
    line.log.add("refit.started", best.index, **told)
    given = line.spec, plan, place, everything, line.stopping
    if forks is None:
        result = trial.run(line.sandbox, *given)
    else:
        result = forked.run(forks, *given, partial(_cold, line, best))
    fault = (
        trial.failure(result)
        or fallen(line.spec, trial.claimed(place), best)
        or silent(line, best, place)
    )
    told = {"status": result.status, "fault": fault, "again": again}
    line.log.add("refit.finished", best.index, **told)
    return None if fault else place


def _cold(line: Line, best: Trial, why: str) -> None:
    line.log.add("trial.cold", best.index, message=why)


def finished(line: Line, best: Trial, again: int = 0) -> Places | None:
    """Where a refit lies that an earlier process had finished."""
    seen = events.read(line.log.path, kind="refit.finished")
    mine = (e for e in seen if (e.trial, e.data.get("again", 0)) == (best.index, again))
    faults = [e.data["fault"] for e in mine]
    place = _place(line, best, again)
    good = bool(faults) and faults[-1] is None and place.predictions.exists()
    return place if good else None


def _place(line: Line, best: Trial, again: int) -> Places:
    name = f"{best.index}-{again + 1}" if again else str(best.index)
    return Places(line.run_dir / "trials" / "refit" / name)


def refit_seconds(line: Line, best: Trial, done: Iterable[Trial] = ()) -> float:
    """Training time of as many epochs as the trial had, on all labelled rows; what one
    that is `done` has read and counted is there for the next of its family."""
    made = any(one.plan.family == best.plan.family for one in done)
    own = trained(best) - made * best.claimed.spared
    return own * line.profile.rows / line.profile.split.train


def trained(one: Trial) -> float:
    """Seconds that a trial's plan trains from scratch to where the trial ended, what
    others had made for it included."""
    claimed = one.claimed
    if one.plan.stack:  # its own seconds are those of the learner alone
        network = claimed.epochs * (claimed.seconds_per_epoch or 0.0)
        return network + one.result.wall_s + claimed.spared
    return claimed.epochs * (claimed.seconds_per_epoch or 1.0) + claimed.spared


def seconds_left(line: Line) -> float:
    """What the next refit may train: nothing else is left to do but the report."""
    free = (1 - REPORT) * line.spec.budget.seconds
    return free - line.seconds_used() - overhead(line.history)


def silent(line: Line, best: Trial, place: Places) -> str | None:
    """Why what a refit predicts is not to be used though the trial's is: it can't be
    read, or says the same of every row, as what had no time to learn does; None if
    neither is so, and where there is nothing to predict."""
    if not line.profile.given:
        return None
    names = [row for row, _ in view.given_rows(line.run_dir)]
    told = line.spec, line.profile.classes
    try:
        if varied(predictions.read(place.predictions, names, *told)):
            return None
    except BadPredictions as error:
        return str(error)
    hidden = view.rows(line.run_dir, "select") + view.rows(line.run_dir, "test")
    before = trial.places(line.run_dir, best.index).predictions
    said = predictions.read(before, names + hidden, *told)[: len(names)]
    return "it says the same of every row" if varied(said) else None


def varied(table: np.ndarray) -> bool:
    """Whether predictions (N,) or (N, C) differ between rows; of one row none do, but
    nothing can be told of it."""
    return len(table) < 2 or bool((table != table[0]).any())


def fallen(spec: TaskSpec, told: Curve, best: Trial) -> str | None:
    """Why a refit that ran is not to be used, by what it says of itself; None if it
    is as good as the trial, or as the trial was scored, but for a third."""
    name = claims.CLAIMED[spec.kind]
    before, after = best.claimed.metric, told.metric
    if before is None or after is None:
        return "it left no figure of its own"
    select = best.select
    scored = {spec.metric.name: select.value, **select.also} if select else {}
    known = [before, scored.get(name, before)]
    if name in metrics.LOWER:
        bad = after * WORSE > max(known)
    else:
        bad = after < WORSE * min(known)
    return f"its own {name} is {after:.3g}, the trial's {before:.3g}" if bad else None
