"""What a run delivers: its best trial, or several trials averaged if that is better."""

from dataclasses import dataclass

from agent import constraints
from agent.outcome import Ensembling
from agent.proposers.lineage import best_of
from agent.records import Blend, TaskSpec, Trial
from agent.run.loop import Line
from agent.run.trial import places
from agent.scoring.blend import ALONE
from agent.scoring.score import Mixed

CANDIDATES = 20
"""Trials that an ensemble is chosen from, the best on the select rows."""
BEHIND = 2.0
"""Standard errors behind the best trial, on rows left out, from which an ensemble is
not used. It has to be worse beyond doubt: of 31 finished runs on eight folders 29
ensembles were better on hidden rows, by 1.8 % of the score on average, among them the
three that were not better on the select rows or on those left out."""


@dataclass(frozen=True)
class Choice:
    """The trials chosen, the heaviest first, and how they become one answer."""

    trials: tuple[Trial, ...]
    blend: Blend
    ensemble: Ensembling | None = None
    """How an ensemble compares with the best trial; None if there was none to try."""
    over: "Choice | None" = None
    """That trial, of an ensemble that was chosen, read as well as it can be."""

    @property
    def weighted(self) -> tuple[tuple[Trial, float], ...]:
        """Each trial with its weight."""
        return tuple(zip(self.trials, self.blend.weights, strict=True))

    def mixed(self, line: Line) -> Mixed:
        """Its predictions, for the scorer."""
        paths = (places(line.run_dir, t.index).predictions for t in self.trials)
        return Mixed(tuple(paths), self.blend)


def choose(line: Line) -> Choice | None:
    """What the rows that judge like best; None if no trial is within the task's limits.

    Retrieval has no ensemble: spaces of embeddings have no axes in common.
    """
    found = candidates(line.spec, judged(line))
    best = best_of(line.spec, _alone(line))
    if best is None:
        return None
    if line.contenders:
        best = found[0]
    if line.spec.kind == "retrieval":
        return Choice((best,), ALONE)
    alone = _read(line, (best,))[0]
    if line.spec.single or len(found) < 2:
        return alone
    together, (out_of_bag, doubt) = _read(line, found)
    if len(together.trials) < 2:
        return alone
    gain, interval = line.scorer.gain(
        together.mixed(line), alone.mixed(line), line.judged
    )
    told = Ensembling(
        over=best.index,
        chosen=interval[1] >= 0 and out_of_bag > -BEHIND * doubt,
        select=gain,
        select_interval=interval,
        out_of_bag=out_of_bag,
    )
    line.log.add(
        "ensemble.tried",
        members={t.index: w for t, w in together.weighted},
        **told.model_dump(mode="json"),
    )
    if told.chosen:
        return Choice(together.trials, together.blend, told, over=alone)
    return Choice(alone.trials, alone.blend, told)


def _alone(line: Line) -> tuple[Trial, ...]:
    """The trials that may be delivered alone: not a student that is no better than
    without its teachers, and one that is, alone."""
    told = line.distilled
    if told is None or told.trial is None:
        return line.history
    if told.chosen and line.spec.single:
        return tuple(t for t in line.history if t.index == told.trial)
    if told.chosen:
        return line.history
    return tuple(t for t in line.history if t.index != told.trial)


def judged(line: Line) -> tuple[Trial, ...]:
    """The trials to choose from, each with its score on the rows that judge."""
    if not line.contenders:
        return line.history
    trials = [line.history[index - 1] for index in line.contenders]
    files = (places(line.run_dir, t.index).predictions for t in trials)
    scores = [line.scorer.score(file, line.judged) for file in files]
    return tuple(
        t.model_copy(update={"select": score})
        for t, score in zip(trials, scores, strict=True)
    )


def expected(line: Line, *, quick: bool) -> tuple[tuple[Trial, float], ...]:
    """The trials that `choose` would take now, each with its weight, or a `quick` guess
    at them."""
    best = best_of(line.spec, line.history)
    if best is None:
        return ()
    found = candidates(line.spec, judged(line))
    best = found[0] if line.contenders else best
    if line.spec.single or line.spec.kind == "retrieval" or len(found) < 2:
        return ((best, 1.0),)
    together, (out_of_bag, doubt) = _read(line, found, quick=quick)
    return together.weighted if out_of_bag > -BEHIND * doubt else ((best, 1.0),)


def _read(
    line: Line, trials: tuple[Trial, ...], *, quick: bool = False
) -> tuple[Choice, tuple[float, float]]:
    """The best answer that the rows that judge find in these trials, and its gain out
    of bag; or a `quick` guess at both."""
    files = [places(line.run_dir, t.index).predictions for t in trials]
    costs = [constraints.parts(line.spec, t) for t in trials]
    told = files, costs, line.judged
    members, blend, out_of_bag = line.scorer.blend(*told, quick=quick)
    return Choice(tuple(trials[m] for m in members), blend), out_of_bag


def candidates(
    spec: TaskSpec, history: tuple[Trial, ...], most: int = CANDIDATES
) -> tuple[Trial, ...]:
    """The best trials within the task's limits, the best first; of those that go on
    from one another the best, and of equal ones that with the least training."""
    sign = -1.0 if spec.metric.maximize else 1.0
    scored = {
        t.index: (sign * t.select.value, t.index, t)
        for t in history
        if t.select and not constraints.broken(spec, t)
    }
    best: dict[int, tuple[float, int, Trial]] = {}
    for one in scored.values():
        first = one[2]
        while first.plan.continues in scored:
            first = scored[first.plan.continues][2]
        best[first.index] = min(best.get(first.index, one), one, key=lambda s: s[:2])
    return tuple(t for *_, t in sorted(best.values(), key=lambda s: s[:2])[:most])
