"""Moves where targets are few: learn from inputs first, or from own guesses.

They compete like any other change, and are left once they have been tried and did not
pay: on many data sets they do not.
"""

from collections.abc import Iterator

from agent.project.training import misfit
from agent.records import Plan, Profile, TaskSpec, Trial

ENOUGH = 0.5
"""Unlabelled rows in parts of those trained on, from which they may teach something."""
FEW = 300
"""Rows with a target up to which learning from their inputs first is tried anyway."""
TRIES = 2
"""Attempts without a gain after which a kind of move is left."""
OPERATORS = {"pretrain": "pretraining without targets", "pseudo-labels": "own guesses"}


def free_rows(spec: TaskSpec, profile: Profile) -> int:
    """Rows that may be learnt from and have no target."""
    return profile.unlabelled + (profile.given if spec.transductive else 0)


def moves(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...], best: Trial
) -> Iterator[Plan]:
    """`best` with what unlabelled rows may add, if there are enough of them."""
    free, rows = free_rows(spec, profile), profile.split.train
    if free < ENOUGH * rows:
        return
    train, several = best.plan.train, len(best.plan.branches) > 1
    why = f"{free} rows without a target beside {rows} with one: "
    if not train.pretrain and going(history, "pretrain"):
        for kind in ("align_modalities", "contrast_rows")[not several :]:
            yield from _fitting(spec, best, {"pretrain": kind}, why + WHY[kind])
    if not train.pseudo and going(history, "pseudo-labels"):
        yield from _fitting(spec, best, {"pseudo": 1.0}, why + WHY["pseudo"])


def last(
    spec: TaskSpec, profile: Profile, history: tuple[Trial, ...], best: Trial
) -> Iterator[Plan]:
    """The same on the few rows with a target alone, which seldom helps."""
    rows = profile.split.train
    if free_rows(spec, profile) or rows > FEW or best.plan.train.pretrain:
        return
    if going(history, "pretrain"):
        why = f"{rows} rows are few: " + WHY["contrast_rows"]
        yield from _fitting(spec, best, {"pretrain": "contrast_rows"}, why)


WHY = {
    "align_modalities": "let the modalities of a row find each other first",
    "contrast_rows": "learn to recognise rows first, some of their places swapped",
    "pseudo": "where the model is sure of a class, let it learn from that, too",
}


def attempts(history: tuple[Trial, ...], operator: str) -> list[Trial]:
    """The trials that tried it, as they first ran."""
    return [
        trial
        for trial in history
        if trial.plan.operator == operator and trial.plan.continues is None
    ]


def paid(history: tuple[Trial, ...], operator: str) -> list[Trial]:
    """The trials, longer ones among them, that beat the best of before beyond noise."""
    mine = [trial for trial in history if trial.plan.operator == operator]
    return [trial for trial in mine if trial.verdict == "keep"]


def going(history: tuple[Trial, ...], operator: str) -> bool:
    """Whether it is worth another attempt: few have been made, or one of them paid."""
    few = len(attempts(history, operator)) < TRIES
    return few or bool(paid(history, operator))


def _fitting(spec: TaskSpec, best: Trial, update: dict, why: str) -> Iterator[Plan]:
    operator = "pseudo-labels" if "pseudo" in update else "pretrain"
    plan = best.plan.model_copy(
        update={
            "name": f"{best.plan.fusion.block}, {operator}",
            "train": best.plan.train.model_copy(update=update),
            "parent": best.index,
            "operator": operator,
            "reason": why,
        }
    )
    if not misfit(spec, plan):
        yield plan
