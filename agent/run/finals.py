"""The weights that a run delivers, member by member: refits, and refits once more.

Another seed is another draw of the same network, or of the same trees, and the mean of
two draws is on average better than one of them: so what time is left after the refits
goes to further ones, which share the weight of their member.
"""

from collections.abc import Collection, Iterator
from itertools import combinations

from agent import catalog, constraints
from agent.proposers.pace import SHORTEST, overhead
from agent.records import Trial
from agent.run.ensemble import Choice
from agent.run.loop import Line
from agent.run.refit import Final, finished, refit, refit_seconds, seconds_left
from agent.run.trial import Places, places
from agent.scoring.ensemble import MEMBERS
from sandbox.forks import Forks

MOST = MEMBERS
"""Models that are delivered together: no more than an ensemble may have."""
PART = 0.6
"""Of a refit's seconds, those that have to be left for it: half a training on all rows
is worse than a whole one on some."""


def as_scored(line: Line, choice: Choice) -> tuple[Final, ...]:
    """The trials themselves."""
    return _finals(line, choice, {})


def refitted(line: Line, choice: Choice, forks: Forks | None) -> tuple[Final, ...]:
    """Refits as far as the time goes, and the trials themselves where it does not."""
    done: dict[int, list[Places]] = {}
    for trial in ordered(line, choice.weighted, seconds_left(line)):
        first = [(t, done[t.index][0]) for t in choice.trials if t.index in done]
        if line.stop_reason is None and _fits(line, trial, [t for t, _ in first]):
            place = refit(line, trial, seconds_left(line), forks, first)
            done |= {trial.index: [place]} if place else {}
    if len(choice.trials) > 1 and line.spec.constraints.max_epsilon is None:
        _again(line, choice, done, forks)
    return _finals(line, choice, done)


def trainings(finals: tuple[Final, ...], trial: Trial) -> int:
    """How many of what is delivered are trainings of a trial's plan."""
    return sum(final.trial.index == trial.index for final in finals)


def _again(
    line: Line, choice: Choice, done: dict[int, list[Places]], forks: Forks | None
) -> None:
    """Train what was refit and is drawn by chance once more each, while there is time
    and room; the one whose trainings weigh most comes first."""
    weights = {t.index: weight for t, weight in choice.weighted}
    there = [t for t in choice.trials if t.index in done]
    able = [t for t in there if _drawn(t)]
    while line.stop_reason is None and sum(map(len, done.values())) < MOST:
        able = [
            t
            for t in able
            if _fits(line, t, there, 1.0, len(done[t.index]))
            and _room(line, choice, done, t)
        ]
        if not able:
            return
        one = max(able, key=lambda t: weights[t.index] / len(done[t.index]))
        count = len(done[one.index])
        place = refit(line, one, seconds_left(line), forks, again=count)
        if place is None:
            able.remove(one)
        else:
            done[one.index].append(place)


def _drawn(trial: Trial) -> bool:
    """Whether another seed gives another model."""
    plan = trial.plan
    return plan.network or catalog.find("learner", plan.head.block).chance


def _room(
    line: Line, choice: Choice, done: dict[int, list[Places]], one: Trial
) -> bool:
    """Whether the task's limits allow for a trial once more."""
    models = [t for t in choice.trials for _ in done.get(t.index, [None])]
    parts = [constraints.parts(line.spec, t) for t in (*models, one)]
    return all(sum(column) <= 1 for column in zip(*parts, strict=True))


def _finals(
    line: Line, choice: Choice, done: dict[int, list[Places]]
) -> tuple[Final, ...]:
    finals = []
    for t, weight in choice.weighted:
        own = [places(line.run_dir, t.index)]
        found, refit = done.get(t.index, own), t.index in done
        part = weight / len(found)
        finals += [Final(t, part, p, refit, again) for again, p in enumerate(found)]
    return tuple(finals)


def _fits(
    line: Line,
    trial: Trial,
    done: list[Trial],
    share: float = PART,
    again: int = 0,
) -> bool:
    """Whether there is time for a `share` of a refit after those that are `done`, or it
    is there."""
    if finished(line, trial, again):
        return True
    wanted = share * refit_seconds(line, trial, done)
    return seconds_left(line) >= max(wanted, SHORTEST)


def ordered(
    line: Line, weighted: Collection[tuple[Trial, float]], seconds: float
) -> list[Trial]:
    """Members in the order of their refits: first those that weigh most of what can be
    done in so many `seconds`, then the others; of each, who weighs most per second."""
    first = max(_together(weighted), key=lambda some: _fitting(line, some, seconds))
    chosen = {trial.index for trial, _ in first}

    def place(member: tuple[Trial, float]) -> tuple[bool, float]:
        trial, weight = member
        spent = refit_seconds(line, trial) + overhead(line.history)
        return trial.index not in chosen, -weight / spent

    return [trial for trial, _ in sorted(weighted, key=place)]


def _together(weighted: Collection[tuple[Trial, float]]) -> Iterator[tuple]:
    """Every choice among so many members (eight at most, so 256)."""
    for count in range(len(weighted) + 1):
        yield from combinations(weighted, count)


def _fitting(line: Line, some: tuple, seconds: float) -> tuple[float, float]:
    """The weight of some members, nothing if `seconds` do not suffice for them, and how
    little time they take."""
    spent, done = 0.0, []
    for trial, _ in some:
        spent += refit_seconds(line, trial, done) + overhead(line.history)
        done.append(trial)
    weight = sum(weight for _, weight in some)
    return weight if spent <= seconds else 0.0, -spent
