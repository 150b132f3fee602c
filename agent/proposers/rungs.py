"""Which trial goes on from its checkpoint with more time, and which is repeated.

Asynchronous successive halving (ASHA): Li et al. 2020. Who is in the top part of its
rung, and was still learning when its time ended, goes on with ETA times the seconds;
what has been learnt is never learnt anew. Towards the end the best one gets what is
left, and, where the time is there for it, is trained once more with another seed.
"""

from agent import constraints
from agent.proposers import design
from agent.proposers.lineage import best_of, chain, leaves, seeds, whole
from agent.proposers.lineage import design as design_of
from agent.proposers.pace import EPOCHS, ETA, SHORTEST, Pace, cost, first, overhead
from agent.records import Plan, TaskSpec, Trial

WORTH = 0.4
"""Part of the seconds behind it that a trial has to get at least to go on."""
LEARNT = 25
"""Epochs after which a model has learnt most of what it will."""
REPEAT = 0.12
"""Part of the time left up to which the noise of the seed is measured."""
BEGUN = 0.3
"""Part of the budget that the plain fusion may have before it is judged."""
CONFIRM = 0.3
"""Part of the whole budget up to which a winner is trained once more."""


def growth(spec: TaskSpec, history: tuple[Trial, ...], pace: Pace) -> Plan | None:
    """The plan of a trial to continue or to repeat now; None if a new one is due.

    Called when the baselines have run and there is time for a trial.
    """
    best = best_of(spec, history)
    if best is None:
        return None
    left = pace.remaining()
    plan = None
    if network := best_of(spec, networks(history)):
        plan = _begun(spec, history, pace, left)
        plan = plan or _last(spec, history, pace, network, left)
        plan = plan or _promoted(spec, history, pace, left)
        plan = plan or repeated(spec, history, network, REPEAT * left)
    return plan or confirmed(spec, history, best, pace)


def networks(history: tuple[Trial, ...]) -> tuple[Trial, ...]:
    """The trials that can go on at all: a classical model is done when it ends."""
    return tuple(trial for trial in history if trial.plan.family == "network")


def learners(spec: TaskSpec, history: tuple[Trial, ...]) -> list[Trial]:
    """Trials that can go on: scored, within the limits, still learning at their end."""
    return [
        trial
        for trial in networks(leaves(history))
        if trial.select
        and _learning(trial)
        and trial.plan.operator not in ("repeat", "confirm")
        and not constraints.broken(spec, trial)
    ]


def _learning(trial: Trial) -> bool:
    """Whether a training that its time ended was best at its end. Of 46 that were gone
    on with, 33 had been best before: with two to three times as many epochs 3 of these
    were better on hidden rows and 9 worse, of the other 13 five each."""
    said = trial.claimed
    return said.stopped == "time" and said.best_epoch >= said.epochs - 1


def _begun(
    spec: TaskSpec, history: tuple[Trial, ...], pace: Pace, left: float
) -> Plan | None:
    """The plain fusion, where it was cut off after so few epochs that its score says
    more of the time than of the design: nothing may outrank it before that."""
    for trial in learners(spec, history):
        epochs, spent = trial.claimed.epochs, trial.plan.seconds
        if not _late_fusion(spec, trial) or epochs >= EPOCHS:
            continue
        more = (EPOCHS - epochs) * (trial.claimed.seconds_per_epoch or 0.0)
        seconds = min(spent + more, BEGUN * spec.budget.seconds, _limit(spec))
        fits = cost(history, trial, seconds) * (1 + pace.grown) <= left
        if fits and seconds >= spent + SHORTEST:
            why = f"cut off after {epochs} epochs, which says little of a fusion"
            return continued(trial, seconds, why)
    return None


def _promoted(
    spec: TaskSpec, history: tuple[Trial, ...], pace: Pace, left: float
) -> Plan | None:
    """The best of those that their rung's top part lets go on, the highest rung first.

    The lowest rung lets its best one go at once: one good model early is worth more
    than the exact order of the poor ones.
    """
    able = {t.index for t in learners(spec, history)}
    rungs: dict[int, list[Trial]] = {}
    for trial in networks(history):
        if trial.select:
            rungs.setdefault(len(chain(history, trial)) - 1, []).append(trial)
    for rung in sorted(rungs, reverse=True):
        peers = sorted(rungs[rung], key=lambda t: _rank(spec, t))
        most = max(len(peers) // ETA, 1 if rung == 0 else 0)
        for place, trial in enumerate(peers[:most], 1):
            seconds = ETA * trial.plan.seconds
            whole = cost(history, trial, seconds) * (1 + pace.grown)
            if (
                trial.index not in able
                or whole > left
                or _behind(spec, trial, peers[0])
            ):
                continue
            why = f"still learning, {place} of {len(peers)} at {_s(trial)}"
            return continued(trial, min(seconds, _limit(spec)), why)
    return None


def _last(
    spec: TaskSpec,
    history: tuple[Trial, ...],
    pace: Pace,
    best: Trial,
    left: float,
) -> Plan | None:
    """The best trial to its end, when there would be no time for that after one more
    new one."""
    mine = design_of(best.plan)
    line = [t for t in learners(spec, history) if design_of(t.plan) == mine]
    if not line:
        return None
    trial = line[-1]
    lost, goal = overhead(history), _goal(trial)
    another = chain(history, trial)[0].plan.seconds + lost
    if left - another >= cost(history, trial, goal) * (1 + pace.grown):
        return None
    spent = trial.plan.seconds
    free = left - cost(history, trial, spent)
    more = pace.share(history, trial.plan, free, spent)
    if free - more < another and not pace.grown:
        more = free
    if more < max(WORTH * spent, SHORTEST):
        return None
    seconds = min(spent + more, _limit(spec))
    if seconds <= spent:
        return None
    return continued(trial, seconds, "the best so far is still learning, the end near")


def _goal(trial: Trial) -> float:
    """Seconds that a trial is to have in the end: on the next rung, but hardly more
    than now once it has seen the rows often."""
    spent, epochs = trial.plan.seconds, max(trial.claimed.epochs, 1)
    return spent * min(ETA, max(LEARNT / epochs, 1 + WORTH))


def continued(trial: Trial, seconds: float, why: str) -> Plan:
    """`trial` on from its checkpoint, until it has had `seconds` in all."""
    update = {"continues": trial.index, "seconds": round(seconds, 1), "reason": why}
    expected = "better, as long as it still learns"
    return trial.plan.model_copy(update={**update, "expected": expected})


def repeated(
    spec: TaskSpec, history: tuple[Trial, ...], best: Trial, most: float
) -> Plan | None:
    """The late fusion, or else the best, as it first ran but with another seed, if
    that costs at most so many seconds: how far apart two seeds are is the noise."""
    if any(t.plan.operator in ("repeat", "confirm") for t in history):
        return None
    fusions = [t for t in networks(history) if t.select and _late_fusion(spec, t)]
    trial = chain(history, (fusions or [best])[0])[0]
    if trial.result.wall_s + 1 > most:
        return None
    return _again(
        trial,
        operator="repeat",
        reason=f"#{trial.index} with another seed: how much is luck?",
        expected="the same score but for noise",
    )


def confirmed(
    spec: TaskSpec,
    history: tuple[Trial, ...],
    best: Trial,
    pace: Pace,
    *,
    last: bool = False,
) -> Plan | None:
    """A winner that is no baseline, trained from scratch with a fresh seed, as the last
    thing that fits, or at once as the `last` idea."""
    mine = seeds(history, best)
    if best.plan.operator == "baseline" or len(mine) > 1:
        return None
    left, lost = pace.remaining(), overhead(history)
    took = sum(t.result.wall_s for t in whole(history, best)) + 1
    if took > left or took > CONFIRM * spec.budget.seconds:
        return None
    another = first(spec, history, best.plan) + lost
    trials = spec.budget.trials
    ends = trials is not None and len(history) + 1 >= trials
    if not (last or ends or left - took < another):
        return None
    return _again(
        best,
        operator="confirm",
        reason=f"#{best.index} is the best: once more from scratch, with a fresh seed",
        expected="as good again, if it was no luck",
        seed=max(t.plan.seed for t in mine) + 100,
    )


def _again(trial: Trial, **update) -> Plan:
    name = trial.plan.name.removesuffix(", again")
    words = {"name": f"{name}, again", "parent": trial.index}
    seed = {"seed": trial.plan.seed + 100, "continues": None}
    if trial.plan.stack:  # its network is trained anew, too
        seed["stack"] = trial.plan.stack.model_copy(update={"trial": None})
    return trial.plan.model_copy(update={**words, **seed, **update})


def _behind(spec: TaskSpec, trial: Trial, first: Trial) -> bool:
    """Whether not even the good end of a trial's interval reaches the first one."""
    assert trial.select and first.select
    good_end = trial.select.interval[1 if spec.metric.maximize else 0]
    return spec.metric.better(first.select.value, good_end)


def _late_fusion(spec: TaskSpec, trial: Trial) -> bool:
    network = trial.plan.family == "network"
    baseline = trial.plan.operator == "baseline"
    return network and baseline and design.fused(spec, trial.plan)


def _rank(spec: TaskSpec, trial: Trial) -> float:
    assert trial.select
    return -trial.select.value if spec.metric.maximize else trial.select.value


def _limit(spec: TaskSpec) -> float:
    return spec.budget.trial_seconds or float("inf")


def _s(trial: Trial) -> str:
    return f"{trial.plan.seconds:.0f} s"
