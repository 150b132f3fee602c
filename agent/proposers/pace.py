"""How many seconds of training a plan gets: few at first, and a part of what is left.

A plan starts on the first rung; what does well and still learns goes on from there (see
`rungs`). Where the time is too short for that, the fusion gets what is left at once.
"""

from collections.abc import Callable

from agent.proposers import design, frozen
from agent.proposers.lineage import chain
from agent.records import Plan, TaskSpec, Trial

STARTUP = 6.0
"""Seconds that a trial costs beside training, until one has been measured."""
SETUP = 2.0
"""Seconds of those given that go into reading the data, until they were measured."""
BETWEEN = 1.0
"""Seconds from the end of one program to the start of the next: scoring, rendering."""
SHORTEST = 4.0
"""Seconds of training below which a trial is not worth its start."""
FIRST = 6.0
"""Seconds on the first rung at the least: reading the data is among them."""
ETA = 3
"""From rung to rung, as many times the seconds: Li et al. 2020 (ASHA)."""
PLANS = 100
"""Parts of the budget, of which a plan of weight one gets one on the first rung."""
EPOCHS = 8
"""Epochs below which a first rung tells little of a design."""
WHOLE = 12
"""Epochs below which a model gains more by learning longer than from more rows."""
WEIGHTS = {
    **{
        "table": 1.0,
        "vector": 1.0,
        "curve": 1.0,
        "text": 1.0,
        "set": 1.0,
        "position": 1.0,
    },
    **{"series": 2.0, "track": 2.0, "points": 2.0, "range": 2.0},
    **{"image": 3.0, "audio": 3.0, "video": 4.0},
}
"""Parts of the time for a modality: how long its encoders take to learn."""
FUSED = 1.0
"""Parts of the time for a fusion, on top of those of its slowest modality."""

CLASSICAL, LONGEST_CLASSICAL = 0.12, 60.0
"""Part of the budget that a classical plan may take, and the most seconds: it ends by
itself as soon as it has learnt."""


SMALL = "a small gain, or none"
EXPECTED = {
    "baseline": "a measure for the others",
    "steered": "what you asked for, measured",
    "other encoder": "better alone than the modality's first encoder",
    "best encoders": "as much better as its encoders were alone",
    "combine": "the sum of two gains",
    "faster": "more epochs in the same time",
    "other features": "another view of the same data",
    "stack": "what the encoders have learnt, by a better learner than the head",
    "pretrain": "encoders that know the data before they see a target",
    "pseudo-labels": "more rows to learn from, most of them rightly guessed",
    "repair": "a score where there was none",
    "smaller": "a model within the limits",
}
"""What is hoped for of a change, before it runs."""


class Pace:
    """Divides the time that `remaining()` says is left for trials."""

    def __init__(
        self, remaining: Callable[[], float], grown: float = 0.0, slots: int = 1
    ):
        """`grown`: rows of the refit at the end in parts of the train rows; 0 for no
        refit. What the best trial gets, the refit takes again. `slots`: trials that
        run at once."""
        self.remaining, self.grown, self.slots = remaining, grown, slots

    def over(self, spec: TaskSpec, history: tuple[Trial, ...]) -> bool:
        """Whether no further trial fits."""
        most = spec.budget.trials
        if most is not None and len(history) >= most:
            return True
        return self.remaining() < SHORTEST + overhead(history)

    def timed(
        self,
        spec: TaskSpec,
        history: tuple[Trial, ...],
        plan: Plan,
        to_come: list[Plan],
    ) -> Plan:
        """`plan` with its training seconds: the first rung's, or all that can be had
        where that leaves no time to go on from there. `to_come` are the baselines that
        have not run."""
        lost = overhead(history)
        most = self.remaining() - lost
        if plan.stack:
            return _on_top(spec, history, plan, most)
        seconds = first(spec, history, plan)
        waiting = sum(first(spec, history, p) + lost for p in to_come if p != plan)
        free = most - waiting / self.slots
        short = free < (ETA + 1) * seconds + 2 * lost  # to go on, and for a change
        main = plan.parent is None and (design.fused(spec, plan) or not waiting)
        if main and short and plan.family == "network":
            seconds = max(seconds, self.share(history, plan, free))
        limit = spec.budget.trial_seconds or most
        seconds = max(min(seconds, most, limit), min(SHORTEST, most))
        update = {"seconds": round(seconds, 1), "continues": None}
        if plan.proposer != "model":
            update["expected"] = EXPECTED.get(plan.operator, SMALL)
        return plan.model_copy(update=update)

    def share(
        self, history: tuple[Trial, ...], plan: Plan, free: float, spent: float = 0.0
    ) -> float:
        """Seconds of `free` that a plan may train, `spent` being behind it: with a part
        for the refit of it, unless it would learn too little then."""
        part = free / (1 + self.grown)
        epoch = epoch_seconds(history, plan) or 0.0
        return part if part + spent > WHOLE * epoch else free


def first(spec: TaskSpec, history: tuple[Trial, ...], plan: Plan) -> float:
    """Seconds on the first rung: what its parent had there, or more of them the longer
    the run and the slower the encoders are, and enough for some epochs."""
    if frozen.learns(plan):
        return max(FIRST, frozen.seconds(spec, plan))
    if plan.family == "classical":
        return _classical(spec, history, plan)
    if plan.parent is not None:
        parent = history[plan.parent - 1]
        if parent.claimed.stopped in ("patience", "epochs"):
            return max(FIRST, 1.25 * _trained(parent) + setup(history))
        return max(FIRST, chain(history, parent)[0].plan.seconds)
    part = weight(spec, plan) * spec.budget.seconds / PLANS
    epochs = EPOCHS * (epoch_seconds(history, plan) or 0.0)
    least = FIRST - SETUP + setup(history)
    return max(least, part, min(epochs, 0.3 * spec.budget.seconds))


def _on_top(
    spec: TaskSpec, history: tuple[Trial, ...], plan: Plan, most: float
) -> Plan:
    """`plan` with the seconds of the network that is there, and some for the learner on
    top of it: as many as a classical plan gets, or `most`."""
    assert plan.stack and plan.stack.trial
    before = history[plan.stack.trial - 1].plan.seconds
    own = min(CLASSICAL * spec.budget.seconds, LONGEST_CLASSICAL, most)
    seconds = round(before + max(own, SHORTEST), 1)
    return plan.model_copy(update={"seconds": seconds, "expected": EXPECTED["stack"]})


def _classical(spec: TaskSpec, history: tuple[Trial, ...], plan: Plan) -> float:
    """Seconds after which a classical plan stops where it is: it has no rungs, and
    takes as long as it needs; hardly more than its learner took before, and half where
    a more promising learner came first (trees of 37 labels and all words of a text
    would take all they get, to no gain)."""
    most = max(FIRST, min(LONGEST_CLASSICAL, CLASSICAL * spec.budget.seconds))
    alike = [t for t in history if t.plan.family == "classical"]
    took = [t.result.wall_s for t in alike if t.plan.head.block == plan.head.block]
    if took:
        return max(FIRST, min(most, 1.5 * max(took)))
    return max(FIRST, most / 2) if alike else most


def epoch_seconds(history: tuple[Trial, ...], plan: Plan) -> float | None:
    """Seconds that an epoch of `plan` will take, by those of its encoders alone or of
    any trial that had them all; None while one has not been seen."""
    mine = [(b.modality, b.encoder.block) for b in plan.branches]
    seen: dict[tuple[tuple[str, str], ...], float] = {}
    for trial in history:
        parts = tuple((b.modality, b.encoder.block) for b in trial.plan.branches)
        if trial.claimed.seconds_per_epoch:
            seen[parts] = trial.claimed.seconds_per_epoch
    if tuple(mine) in seen:
        return seen[tuple(mine)]
    alone = [seen.get((part,)) for part in mine]
    known = [seconds for seconds in alone if seconds]
    return sum(known) if known and len(known) == len(alone) else None


def weight(spec: TaskSpec, plan: Plan) -> float:
    """Parts of the time that a plan gets."""
    kinds = {m.name: m.kind for m in spec.modalities}
    slowest = max(
        1.0 if frozen.is_frozen(b) else WEIGHTS.get(kinds[b.modality], 2.0)
        for b in plan.branches
    )
    return slowest + (FUSED if design.fused(spec, plan) else 0.0)


def overhead(history: tuple[Trial, ...]) -> float:
    """Seconds that a trial takes beside those it was given, or trained, as the last
    ones did. Until a network has run, classical trials tell how little it may be: six
    seconds a trial would leave a minute with wide tables to two of them."""
    costs, classical = [], []
    for trial in history[-6:]:
        if trial.claimed.stopped == "time":
            own = trial.plan.seconds - behind(history, trial)
        elif trial.claimed.stopped in ("patience", "epochs") and _plain(trial.plan):
            own = _trained(trial) - behind(history, trial)
        elif trial.plan.family == "classical" and trial.claimed.seconds_per_epoch:
            classical.append(max(trial.result.wall_s - _trained(trial), 0.5) + BETWEEN)
            continue
        else:
            continue
        costs.append(max(trial.result.wall_s - own, 0.5) + BETWEEN)
    if costs:
        return sum(costs) / len(costs)
    return min(STARTUP, max(classical, default=STARTUP))


def _plain(plan: Plan) -> bool:
    """Whether all that a plan trains are its epochs."""
    return plan.network and not plan.stack and plan.train.pretrain is None


def setup(history: tuple[Trial, ...]) -> float:
    """Seconds of those given that are not training, as the last trials needed them; on
    a busy machine most of a short trial."""
    given = [
        trial.plan.seconds - _trained(trial)
        for trial in history[-4:]
        if trial.claimed.stopped == "time"
    ]
    return max(sum(given) / len(given), 0.5) if given else SETUP


def behind(history: tuple[Trial, ...], trial: Trial) -> float:
    """Seconds of training that lay behind a trial when it started."""
    before = trial.plan.continues
    return _trained(history[before - 1]) if before is not None else 0.0


def cost(history: tuple[Trial, ...], trial: Trial, seconds: float) -> float:
    """Seconds that it takes a trial to go on until it has had `seconds` in all."""
    return seconds - _trained(trial) + overhead(history)


def _trained(trial: Trial) -> float:
    return trial.claimed.epochs * (trial.claimed.seconds_per_epoch or 0.0)
