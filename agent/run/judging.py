"""The verdict on a trial: better, worse, or within the noise, told from the same rows.

The noise is that of the rows (a paired bootstrap) and that of the seed (repeated
trials); and who compares many trials finds one that seems better, which is allowed for.
"""

from collections.abc import Callable, Iterator
from statistics import NormalDist

from agent import constraints
from agent.project.answers import VALID_SHARE
from agent.proposers.lineage import ALIKE, best_of, chain, design, groups, seeds
from agent.records import Profile, TaskSpec, Trial, Verdict
from agent.run.teaching import OPERATOR as TAUGHT
from agent.scoring import f_measure
from agent.scoring.claims import CLAIMED

LEVEL = 0.05
"""Chance that a run without any gain reports one."""
MEANT = 20
"""Comparisons for which that chance is divided from the first one on."""
SEEDS = 2.0
"""Variance between two seeds, in parts of the rows' own, until it has been measured."""
TRUST = 2
"""Pairs of seeds that outweigh that guess."""
GAP, FAR = 0.15, 2.5
"""Difference of a claimed and a scored share that is worth telling, and in standard
errors of such a difference at most."""
ALONE = ("baseline", "repeat", "given")
"""Operators of trials that claim nothing."""


Paired = Callable[[Trial, Trial], tuple[float, float]]
"""How much better a trial is than another one on the same rows, and the standard
deviation of that over resamples of them."""


def judge(
    spec: TaskSpec, history: tuple[Trial, ...], done: Trial, paired: Paired
) -> tuple[Verdict, str]:
    """What a scored trial came to, and the comparison behind it in words."""
    fault = constraints.broken(spec, done)
    against = rival(spec, history, done)
    note = fault or ""
    alone = done.plan.operator in ALONE
    if against is None:
        first = "the first model with a score"
        return ("baseline", note) if alone else _ruled(fault, "keep", first)
    gain, sd = paired(done, against)
    wide = (
        quantile(comparisons(history, done)) * sd * seed_noise(history, paired) ** 0.5
    )
    low, high = gain - wide, gain + wide
    note = f"{gain:+.4f} [{low:+.4f}, {high:+.4f}] against #{against.index}"
    if alone:
        return "baseline", fault or note
    if done.plan.operator == "confirm":
        note = f"{'confirmed' if low > 0 else 'not confirmed'}: {note}"
    found = "keep" if low > 0 else "discard" if high < 0 else "within-noise"
    return _ruled(fault, found, note)


def _ruled(fault: str | None, found: Verdict, note: str) -> tuple[Verdict, str]:
    return ("discard", fault) if fault else (found, note)


def rival(spec: TaskSpec, history: tuple[Trial, ...], done: Trial) -> Trial | None:
    """Whom a trial is held against: the champion, when it had trained as long.

    More time for the champion is held against its own earlier self; a baseline against
    itself, or nobody; a winner's second seed against the best of the others; who was
    taught by others against itself without.
    """
    before, parent = done.plan.continues, done.plan.parent
    if done.plan.operator == TAUGHT and before is None and parent is not None:
        return history[parent - 1]
    if done.plan.operator in ALONE:
        if before is not None:
            return history[before - 1]
        return next(iter(seeds((*history, done), done)[:-1]), None)
    others = history
    if done.plan.operator == "confirm":
        mine = design(done.plan)
        others = tuple(t for t in history if design(t.plan) != mine)
    best = champion(spec, others)
    if best is None:
        return None
    line = chain(history, best)
    if before is not None and before in {t.index for t in line}:
        return history[before - 1]
    enough = ALIKE * done.plan.seconds
    return [line[0], *(t for t in line if t.plan.seconds <= enough)][-1]


def champion(spec: TaskSpec, history: tuple[Trial, ...]) -> Trial | None:
    """The best of the baselines and of what has beaten them beyond the noise; a lucky
    one among the others is no measure."""
    proven = tuple(
        (
            t
            if t.verdict in ("baseline", "keep")
            else t.model_copy(update={"select": None})
        )
        for t in history
    )
    return best_of(spec, proven) or best_of(spec, history)


def comparisons(history: tuple[Trial, ...], done: Trial) -> int:
    """Comparisons that a trial is one of. A fresh seed of what has been proven is asked
    one question; but rows that made a lucky one the best would do so again."""
    parent = done.plan.parent
    proven = parent is not None and history[parent - 1].verdict == "keep"
    if done.plan.operator == "confirm" and proven:
        return 1
    return max(MEANT, tried(history) + 1)


def tried(history: tuple[Trial, ...]) -> int:
    """Comparisons that have been made."""
    return sum(
        t.select is not None and t.plan.operator not in (*ALONE, "confirm")
        for t in history
    )


def quantile(comparisons: int) -> float:
    """Standard deviations that are beyond chance in one of so many comparisons.

    One-sided, by Bonferroni's inequality: Dunn 1961.
    """
    return NormalDist().inv_cdf(1 - LEVEL / max(comparisons, 2))


def seed_noise(history: tuple[Trial, ...], paired: Paired) -> float:
    """Variance of a difference of two seeds, in parts of what resampling the rows
    alone would give; at least 1. Few pairs are weighed against a guess."""
    found = []
    for a, b in pairs(history):
        gain, sd = paired(a, b)
        if sd > 0:
            found.append((gain / sd) ** 2)
    return max(1.0, (TRUST * SEEDS + sum(found)) / (TRUST + len(found)))


def pairs(history: tuple[Trial, ...]) -> Iterator[tuple[Trial, Trial]]:
    """The first trial of a design with each that differs from it by its seed alone."""
    for first, *others in groups(history):
        yield from ((first, t) for t in others if t.plan.seed != first.plan.seed)


def claim_gap(spec: TaskSpec, profile: Profile, done: Trial) -> str | None:
    """What to tell when a program's own figure is farther from what was scored than
    chance would have it, on as many rows as both are of."""
    name = CLAIMED[spec.kind]
    if spec.kind == "retrieval":
        return None  # it depends on how many candidates there are
    if f_measure.serves(spec.metric.name, spec.kind):
        return None  # labels are scored by another threshold than its own
    assert done.select
    scored = {spec.metric.name: done.select.value, **done.select.also}.get(name)
    said = done.claimed.metric
    if scored is None or said is None:
        return None
    own = max(1, round(VALID_SHARE * profile.split.train))
    chance = FAR * (1 / own + 1 / max(1, profile.split.select)) ** 0.5
    # errors deviate by about their mean, shares by a half at most
    most = scored * max(0.5, chance) if name == "mae" else max(GAP, chance / 2)
    far = abs(said - scored) > most
    return f"it claims {name} {said:.3f}, scored is {scored:.3f}" if far else None
