"""What did well on tasks like this one: a mild prior over the order of first tries.

`prior.json` holds finished runs on public data, each as what it was like and how well
its choices did; `benchmarks/prior.py` writes it. Runs alike weigh more (a kernel over a
few meta-features, Nadaraya 1964), and all of them little: an order that our own rules
have changes only where the runs agree.
"""

import json
import math
from functools import cache
from pathlib import Path

from agent.records import Profile, Record, TaskSpec

FILE = Path(__file__).with_name("prior.json")
DOUBT = 1.0
"""Runs exactly alike that it takes for a choice to count half of what it did there."""
CLEAR = 0.3
"""Difference, of 1 between the best choice and the worst, that it takes to go
before what stands first."""


class Seen(Record):
    """One finished run: what it was like, and by kind of choice what each was worth."""

    like: tuple[float, ...]
    """See `likeness`."""
    worth: dict[str, dict[str, float]]
    """Choice (`learner`, `fusion`, `encoder text`) -> block -> 1 for the best of the
    run's, 0 for the worst."""


def likeness(spec: TaskSpec, profile: Profile) -> tuple[float, ...]:
    """What a task is like: the logarithms of rows and of outputs; whether classes are
    told apart; whether there are texts, media, tables."""
    kinds = {m.kind for m in spec.modalities}
    outputs = max(len(profile.classes), len(spec.target))
    media = kinds & {"image", "audio", "video"}
    return (
        math.log10(max(profile.split.train, 1)),
        math.log10(outputs),
        float(spec.kind not in ("regression", "multitarget", "survival")),
        0.5 * ("text" in kinds),
        0.5 * bool(media),
        0.5 * ("table" in kinds),
    )


def worth(
    seen: tuple[Seen, ...], like: tuple[float, ...], choice: str
) -> dict[str, float]:
    """Advantage of each block over an average choice, from -0.5 to 0.5, drawn to 0 the
    less is known of tasks like this."""
    total: dict[str, float] = {}
    weight: dict[str, float] = {}
    for run in seen:
        near = math.exp(-sum((a - b) ** 2 for a, b in zip(run.like, like, strict=True)))
        for block, value in run.worth.get(choice, {}).items():
            total[block] = total.get(block, 0.0) + near * (value - 0.5)
            weight[block] = weight.get(block, 0.0) + near
    return {block: total[block] / (weight[block] + DOUBT) for block in total}


def ordered(
    spec: TaskSpec, profile: Profile, choice: str, names: tuple[str, ...]
) -> tuple[str, ...]:
    """`names` in our own order, but for what was clearly better on tasks like this: it
    goes before those that it beat."""
    known = worth(runs(), likeness(spec, profile), choice)
    return arranged(names, known)


def arranged(names: tuple[str, ...], known: dict[str, float]) -> tuple[str, ...]:
    """`names`, each moved before those in front of it that it beats by CLEAR."""
    found: list[str] = []
    for name in names:
        place = len(found)
        while place and _beats(known, name, found[place - 1]):
            place -= 1
        found.insert(place, name)
    return tuple(found)


def _beats(known: dict[str, float], name: str, other: str) -> bool:
    if name not in known or other not in known:
        return False
    return known[name] - known[other] > CLEAR


@cache
def runs() -> tuple[Seen, ...]:
    """The runs that come with the package."""
    said = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Seen.model_validate(run) for run in said["runs"])
