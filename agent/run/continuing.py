"""A trial that goes on from another one's checkpoint, or stacks a learner on its
network: what it takes over."""

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
    before = places(run_dir, origin)
    source = before.checkpoint
    place.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    part = place.checkpoint.with_suffix(".part")
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
        spent = 0.0 if stacked else history[origin - 1].plan.seconds
        update = {"continues": None, "seconds": round(plan.seconds - spent, 1)}
        return plan.model_copy(update=update), f"{error.what}: {error.why}"
    part.replace(place.checkpoint)
    return plan, ""
