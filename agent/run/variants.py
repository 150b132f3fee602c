"""Which changes of the inputs are tried on a model, in the order of what they tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.explained import What
from agent.records import Modality
from agent.scoring import shapley

SHARES = (0.1, 0.3, 0.6)
"""Levels of what is lost: words, cells, steps, …"""
NOISES = (0.25, 0.5, 1.0)
"""Levels of noise, in standard deviations of the modality."""
PIXELS = (0.05, 0.15, 0.3)
"""Levels of noise in pictures, and widths of the blur, of the whole range or width."""
HOLES = (1 / 3, 2 / 3)
"""Shares of rows without a modality; all rows is a change of its own."""
REPEATS = 2
"""Permutations of a modality that are averaged."""

Levels = tuple[float, ...]
CORRUPTIONS: dict[str, dict[str, Levels]] = {
    "image": {"noise": PIXELS, "blur": PIXELS},
    "video": {"noise": PIXELS, "blur": PIXELS},
    "text": {"words": SHARES, "letters": SHARES},
    "table": {"cells": SHARES, "numbers": NOISES},
    "position": {"numbers": NOISES},
    "curve": {"numbers": NOISES},
    "series": {"noise": NOISES, "steps": SHARES},
    "track": {"noise": NOISES, "steps": SHARES},
    "audio": {"noise": NOISES, "sectors": SHARES},
    "range": {"noise": NOISES, "sectors": SHARES},
    "points": {"jitter": PIXELS, "points": SHARES},
    "vector": {"noise": NOISES},
    "set": {"items": SHARES},
}
"""What happens to data of a kind, and how badly; other kinds can only be missing."""
WORDS = {
    "missing": "missing in a share of the rows",
    "permuted": "taken from other rows",
    "noise": "noise",
    "blur": "blur",
    "words": "words dropped",
    "letters": "words misspelt",
    "cells": "cells lost",
    "numbers": "noise in the numbers",
    "steps": "sensor silent for a while",
    "sectors": "a stretch lost",
    "jitter": "points moved",
    "points": "points lost",
    "items": "items dropped",
}


@dataclass(frozen=True)
class Step:
    """One thing for templates/explain/explain.py to do."""

    what: What | None
    """None for the rows as they are, and for parts of single rows."""
    changes: dict[str, tuple[str, float]]
    do: str = "predict"
    seed: int = 0

    def told(self) -> dict:
        """As the program reads it."""
        return {"do": self.do, "changes": self.changes, "seed": self.seed}


def steps(modalities: Sequence[Modality], seed: int) -> list[Step]:
    """All steps: as it is, each modality gone or permuted, coalitions, parts of rows,
    and then the weathers of the robustness card."""
    names = [m.name for m in modalities]
    found = [Step(None, {})]
    found += [Step("drop", _without([name])) for name in names]
    for repeat in range(REPEATS):
        seeded = seed + repeat
        found += [Step("permute", {n: ("permuted", 1.0)}, seed=seeded) for n in names]
    for some in shapley.coalitions(names, seed):
        if len(some) < len(names) - 1 and len(names) > 1:
            gone = [name for name in names if name not in some]
            found.append(Step("coalition", _without(gone)))
    found += [Step(None, {}, do="occlude"), Step(None, {}, do="gradients")]
    if len(names) == 1:
        return found + _weathers(modalities, seed)
    for level in HOLES:
        found += [Step("missing", {n: ("missing", level)}, seed=seed) for n in names]
    return found + _weathers(modalities, seed)


def _weathers(modalities: Sequence[Modality], seed: int) -> list[Step]:
    return [
        Step("corrupt", {m.name: (how, level)}, seed=seed)
        for m in modalities
        for how, levels in CORRUPTIONS.get(m.kind, {}).items()
        for level in levels
    ]


def _without(names: Sequence[str]) -> dict[str, tuple[str, float]]:
    return {name: ("missing", 1.0) for name in names}
