"""What people and models say to a chat, checked: sentences, minutes, new names."""

import math
import re
from pathlib import Path

from agent.errors import UsageError
from agent.hygiene import line

LONGEST = 500
"""Characters of a sentence: it has to be seen whole by whoever approves it."""


def sentence(said: str) -> str:
    """One line of words. Raises UsageError for none, and for too many to be read."""
    text = " ".join(said.split())
    if not text:
        raise UsageError("say in a sentence what to predict, and from what")
    if len(text) > LONGEST:
        raise UsageError(f"the sentence is longer than {LONGEST} characters")
    return text


def minutes(said: str) -> float:
    """A number of minutes above 0. Raises UsageError for anything else."""
    try:
        return positive(float(said))
    except ValueError as error:
        raise UsageError(
            "extend wants minutes", why=f"{said!r} is no number"
        ) from error


def positive(given: float) -> float:
    """The minutes themselves. Raises UsageError unless they are above 0."""
    if not (math.isfinite(given) and given > 0):
        raise UsageError("minutes must be above 0", why=f"they are {given:g}")
    return given


def new_name(out: Path, name: str, wants: str) -> Path:
    """A path beside the runs' folder `out`, where nothing is yet. Raises UsageError for
    a name that leads elsewhere, and for what is there already."""
    if not re.fullmatch(r"\w[\w.-]{0,80}", name):
        raise UsageError(wants, why="letters, digits, . - _")
    target = out.resolve().parent / name
    if target.exists() or target.is_symlink():
        raise UsageError(f"{target} is there already", fix="choose another name")
    return target


def steering(kind: str, what: str, run: str) -> tuple[str, dict[str, str | float]]:
    """The question to the person, and what is then asked of the run."""
    if kind == "skip":
        return f"skip the running trial of {run}", {}
    if kind == "extend":
        more = minutes(what)
        return f"give {run} {more:g} min more", {"minutes": more}
    return f"{kind} {line(what, 80)} in {run}", {"block": what} if what else {}
