"""Who is to race on folds, and what that costs.

Those that may be the best or a part of it, of several kinds: many that a search drew
near its best one were lucky on the same rows.
"""

from collections.abc import Iterable
from statistics import NormalDist

from agent.proposers import pace
from agent.proposers.lineage import design
from agent.records import Plan, Trial
from agent.run import afterwards
from agent.run.continuing import network
from agent.run.ensemble import candidates
from agent.run.loop import Line
from agent.run.refit import trained
from agent.run.trial import places
from agent.scoring.score import Part

MOST = 16
"""Contenders, the best on the select rows."""
ALIKE = 2
"""Contenders that bring the modalities together by the same block, at most."""
FEWEST = 3
"""Contenders that are rather judged on one fold than fewer ones on all."""
FEW = 500
"""Rows below which the select part alone says little, and so any race helps."""
QUICK = 0.05
"""Of a fold's seconds, what a contender costs that is trained in any case."""
MANY = 8
"""Contenders below which a race of more rows is not worth its time: an ensemble of the
few that are left loses more than the choice gains (benchmarks/README.md)."""
DOUBT = NormalDist().inv_cdf(0.95)
"""Standard deviations behind the best that a contender may be."""
LUCK = 3.0
"""The same on the select rows, on which the best of all trials was the luckiest."""


def contenders(line: Line) -> list[Trial]:
    """Those that may be the best or a part of it, the best first: after a race, who was
    left of it and then who is new."""
    left = [line.history[index - 1] for index in line.contenders]
    found = left + various(line)
    sure = left or found[:1]
    return [
        t for t in found if t in sure or not behind(line, found[0], t, "select", LUCK)
    ]


def various(line: Line) -> list[Trial]:
    """The best on the select rows, of each kind of fusion or learner a few; of the same
    design with other seeds or seconds one. After a race only of those that are new."""
    found: list[Trial] = []
    known = {t.index for t in line.history[: line.raced] if line.contenders}
    known |= {t.index for t in line.history if t.plan.teacher}  # who knows the folds
    for one in candidates(line.spec, line.history, len(line.history)):
        if one.index in known:
            continue
        alike = [t for t in found if _kind(t.plan) == _kind(one.plan)]
        again = any(design(t.plan) == design(one.plan) for t in alike)
        if not again and len(alike) < ALIKE and len(found) < MOST:
            found.append(one)
    return found


def _kind(plan: Plan) -> tuple[str, str]:
    """What brings the modalities together: a fusion, a learner, or the two stacked."""
    return plan.core, plan.fusion.block if plan.stack else ""


def worth(line: Line, standing: list[Trial], free: float) -> bool:
    """Whether a race may help: with few rows always, with more if `free` seconds are
    enough to judge enough of them on a fold."""
    few = line.profile.rows < FEW
    return few or len(fitting(line, standing, free)) >= MANY


def costs(line: Line, some: list[Trial]) -> list[float]:
    """Seconds that one more training of each takes, with its start and its end; a
    network that several have in common is trained for the first of them."""
    found, networks = [], set()
    for one in some:
        own = trained(one) - pace.behind(line.history, one)
        cost = trained(one) + max(one.result.wall_s - own, 0.5)
        if (its := network(one)) in networks:
            cost -= one.claimed.epochs * (one.claimed.seconds_per_epoch or 0.0)
        found.append(cost)
        networks |= {its} - {None}
    return found


def fitting(
    line: Line, standing: list[Trial], free: float, done: Iterable[Trial] = ()
) -> list[Trial]:
    """Those that can be trained once more in `free` seconds: the best few, then whoever
    costs next to nothing, since kinds make an ensemble, and of the others, the best
    first, whoever costs no more than is left. Who is `done` costs nothing."""
    first, rest = standing[:FEWEST], standing[FEWEST:]
    quick = {one.index for one in rest if costs(line, [one])[0] <= QUICK * free}
    rest = sorted(rest, key=lambda one: one.index not in quick)
    found: list[Trial] = []
    spent = afterwards.imports(line)
    for one in (*first, *rest):
        cost = 0.0 if one in done else costs(line, [*found, one])[-1]
        if spent + cost <= free:
            found.append(one)
            spent += cost
        elif one in first:
            break
    return [one for one in standing if one in found]


def behind(
    line: Line, best: Trial, one: Trial, part: Part, doubt: float = DOUBT
) -> bool:
    """Whether a trial is further behind the best one, on the rows of a part, than
    `doubt` standard deviations."""
    files = [places(line.run_dir, t.index).predictions for t in (best, one)]
    gain, sd = line.scorer.paired(files[0], files[1], part)
    return gain > doubt * sd
