"""A trial that goes on from another one's checkpoint, or stacks a learner on its
network: what it takes over."""

from collections.abc import Iterable
from pathlib import Path

from agent.errors import RunError
from agent.records import Plan, Trial
from agent.run.copies import copy_checked
from agent.run.trial import Places, places

CURVE = "metrics.jsonl"


def take_over(
    run_dir: Path, history: tuple[Trial, ...], plan: Plan, place: Places
) -> tuple[Plan, str]:
    """Put the checkpoint and the learning curve that `plan` goes on from into the
    trial's own folder, unless an interrupted process has left later ones there.

    Returns the plan, and why it starts anew if it has to: then it gets the seconds that
    were meant for going on.
    """
    stacked = plan.stack.trial if plan.stack else None
    origin = plan.continues or stacked
    if origin is None or place.checkpoint.exists():
        return plan, ""
    if lost := copied(places(run_dir, origin), place):
        spent = 0.0 if stacked else history[origin - 1].plan.seconds
        update = {"continues": None, "seconds": round(plan.seconds - spent, 1)}
        return plan.model_copy(update=update), lost
    return plan, ""


def network(one: Trial) -> tuple[int, int] | None:
    """The network that a trial trains when its plan starts anew, by the trial that it
    comes from and the seed; None of a plan without, or with one of its own."""
    origin = one.plan.stack.trial if one.plan.stack else one.index
    return (origin, one.plan.seed) if origin and one.plan.network else None


def share_network(
    one: Trial, place: Places, there: Iterable[tuple[Trial, Places]]
) -> None:
    """Put the network of a stacked plan into the folder where it is to be trained anew,
    if one of those that are `there`, trained on the same rows, has the same; where that
    ended after fewer epochs than in the trial, it goes on to as many."""
    wanted = network(one) if one.plan.stack else None
    if wanted is None or place.checkpoint.exists():
        return
    for other, trained in there:
        if network(other) == wanted and not copied(trained, place):
            return


def copied(before: Places, place: Places) -> str:
    """Copy a checkpoint and its curve; why it can't be done, if it can't."""
    part = place.checkpoint.with_suffix(".part")
    place.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    source = before.checkpoint
    try:
        if source.parent.is_symlink():  # its program is dead: it can't be swapped now
            raise RunError(
                "the checkpoint's folder is a link", where=str(source.parent)
            )
        copy_checked(before.out / CURVE, place.out / CURVE)
        copy_checked(source, part)
    except RunError as error:
        part.unlink(missing_ok=True)
        (place.out / CURVE).unlink(missing_ok=True)
        return f"{error.what}: {error.why}"
    part.replace(place.checkpoint)
    return ""
