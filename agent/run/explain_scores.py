"""Predictions on changed inputs -> what the changes cost, by the trusted scorer."""

import csv
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from agent import catalog
from agent.errors import RunError
from agent.explained import Effect, Explained, Occluded, Parts, Share
from agent.records import Branch, Plan
from agent.run.question import Question
from agent.run.variants import Step
from agent.scoring import bootstrap, shapley
from agent.scoring.score import BadPredictions, Mixed, Scorer

LARGEST = 20_000_000
"""Bytes of a program's JSON that are read."""
PARTED, PARTWISE = ("image", "video", "audio"), ("noise", "blur", "sectors")
"""Kinds that have pixels or moments, and the changes of these."""
Draws = np.ndarray
"""(1 + R,): a score, positive is better, and those of resamples of the rows."""


def scored(
    ask: Question,
    found: Explained,
    steps: Sequence[Step],
    rows: Sequence[str],
    out: Path,
    seconds: float,
) -> Explained:
    """`found` with what every step with predictions came to, in `seconds`."""
    end = time.monotonic() + seconds
    draws: dict[int, Draws] = {}
    unscored = 0
    spec = ask.spec.model_copy(update={"also": ()})  # the one metric, to be quick
    with _labels(ask, rows) as home, Scorer(home, spec, ask.profile.classes) as s:
        for i, step in enumerate(steps):
            if step.do != "predict" or time.monotonic() > end:
                continue
            mixed = _mixed(ask, step, i, out)
            if mixed is not None:
                unscored += not _remember(draws, i, s, mixed, ask.spec.metric.maximize)
    wanted = [step for step in steps if step.do == "predict"]
    impossible = sum(_impossible(ask, step) for step in wanted)
    known = len(draws) + unscored + impossible
    counts = {"steps": len(wanted), "missed": len(wanted) - known}
    counts |= {"impossible": impossible, "unscored": unscored}
    if 0 not in draws:
        why = found.why or "not even the unchanged rows were predicted in time"
        return found.model_copy(update={**counts, "why": why})
    sign = 1.0 if ask.spec.metric.maximize else -1.0
    more: dict[str, Any] = {"plain": sign * float(draws[0][0])}
    more["effects"] = tuple(_effects(steps, draws, sign))
    if worths := _worths(found.modalities, steps, draws, ask.spec.seed):
        more |= _shapley(found.modalities, worths, ask.spec.seed, sign)
    return found.model_copy(update={**counts, **more})


def _remember(
    draws: dict[int, Draws], i: int, scorer: Scorer, mixed: Mixed, maximize: bool
) -> bool:
    """Add a step's score to `draws`; whether it has one."""
    try:
        value, values = scorer.spread(mixed, "test")
    except (BadPredictions, RunError):
        return False  # such as a constant, of which the metric has no value
    draws[i] = (1.0 if maximize else -1.0) * np.array([value, *values])
    return True


def _impossible(ask: Question, step: Step) -> bool:
    """Whether pixels or moments would change that some member has not: it reads what a
    pretrained encoder says. The program leaves such a step out."""
    parted = {m.name for m in ask.modalities if m.kind in PARTED}
    changed = {name for name, (how, _) in step.changes.items() if how in PARTWISE}
    return any(
        branch.modality in parted & changed
        and catalog.find("input", branch.input.block).gives == "embedding"
        for member in ask.members
        for branch in (*member.plan.branches, *_plain(member.plan))
    )


def _plain(plan: Plan) -> tuple[Branch, ...]:
    return plan.stack.plain if plan.stack else ()


def _mixed(ask: Question, step: Step, i: int, out: Path) -> Mixed | None:
    """The members' predictions of one step; a member that does not look at what was
    changed says what it said before. None if one has not come so far."""
    paths = []
    for number, member in enumerate(ask.members):
        mine = {branch.modality for branch in member.plan.branches}
        index = i if not step.changes or mine & set(step.changes) else 0
        paths.append(out / str(number) / f"{index}.csv")
    assert ask.best.blend
    if not all(path.exists() for path in paths):
        return None
    return Mixed(tuple(paths), ask.best.blend)


@contextmanager
def _labels(ask: Question, rows: Sequence[str]) -> Iterator[Path]:
    """A folder beside the hidden labels as a scorer takes it: these rows alone."""
    home, wanted = ask.run_dir / "splits" / "explain", set(rows)
    shutil.rmtree(home, ignore_errors=True)
    try:
        for name in ("splits", "view"):
            (home / name).mkdir(parents=True, mode=0o700)
        with (ask.run_dir / "splits" / "labels.csv").open(
            newline="", encoding="utf-8"
        ) as file:
            header, *lines = csv.reader(file)
        kept = [line for line in lines if line[0] in wanted and line[1] == "test"]
        _csv(home / "splits" / "labels.csv", [header, *kept])
        _csv(home / "view" / "predict.csv", [["row"], *([row] for row in rows)])
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _csv(path: Path, lines: Sequence[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(lines)
    path.chmod(0o600)


def _effects(
    steps: Sequence[Step], draws: dict[int, Draws], sign: float
) -> Iterator[Effect]:
    """One for each change; repeats of a permutation as their mean."""
    same: dict[str, list[int]] = {}
    for i, step in enumerate(steps):
        if step.what and i in draws:
            same.setdefault(json.dumps([step.what, step.changes]), []).append(i)
    for places in same.values():
        step = steps[places[0]]
        assert step.what
        mean = np.mean([draws[i] for i in places], axis=0)
        losses = draws[0] - mean
        yield Effect(
            what=step.what,
            changes=step.changes,
            value=sign * float(mean[0]),
            loss=float(losses[0]),
            interval=bootstrap.interval(losses[1:], float(losses[0])),
        )


def _worths(
    names: Sequence[str], steps: Sequence[Step], draws: dict[int, Draws], seed: int
) -> dict[shapley.Coalition, Draws] | None:
    """The scores of all coalitions; None if one is not known, or there is but one
    modality."""
    if len(names) < 2:
        return None
    found = {frozenset(names): draws[0]}
    for i, step in enumerate(steps):
        if step.what in ("drop", "coalition") and i in draws:
            found[frozenset(names) - set(step.changes)] = draws[i]
    wanted = shapley.coalitions(names, seed)
    return found if all(some in found for some in wanted) else None


def _shapley(
    names: Sequence[str],
    worths: dict[shapley.Coalition, Draws],
    seed: int,
    sign: float,
) -> dict:
    found = shapley.values(names, seed, worths.__getitem__)
    shares = [
        Share(
            modality=name,
            value=float(values[0]),
            interval=bootstrap.interval(values[1:], float(values[0])),
        )
        for name, values in found.items()
    ]
    return {
        "shapley": tuple(shares),
        "nothing": sign * float(worths[frozenset()][0]),
        "orders": 0 if len(names) <= shapley.EXACT else shapley.ORDERS,
    }


def occluded(ask: Question, targets: dict[str, int], out: Path) -> tuple[Occluded, ...]:
    """Parts of rows, as the mean over the members by their weights; rows that not all
    members came to are left out."""
    folders = [out / str(i) for i in range(len(ask.members))]
    told = [_parts(folder / "parts.json") for folder in folders]
    more = [_parts(folder / "gradients.json") for folder in folders]
    return tuple(
        Occluded(
            row=row,
            target=target,
            modalities=_together(ask, told, row),
            gradients=_together(ask, more, row),
        )
        for row, target in targets.items()
        if all(row in one for one in told)
    )


def _together(ask: Question, told: list[dict], row: str) -> dict[str, Parts]:
    """By modality, the mean of what members say of a row; {} if one says nothing."""
    assert ask.best.blend
    weights, found = ask.best.blend.weights, {}
    if all(row in one for one in told):
        for name in (m.name for m in ask.modalities):
            part = _mean([one[row].get(name) for one in told], weights)
            if part is not None:
                found[name] = part
    return found


def _mean(parts: Sequence[Parts | None], weights: Sequence[float]) -> Parts | None:
    """The weighted mean; a member that does not know a modality gives it nothing."""
    pairs = [(p, w) for p, w in zip(parts, weights, strict=True) if p is not None]
    if not pairs:
        return None
    full = max((p for p, _ in pairs), key=lambda p: len(p.parts))
    alike = [(p, w) for p, w in pairs if p.names == full.names]
    sums = np.zeros(len(full.parts))
    for part, weight in alike:
        if len(part.parts) == len(full.parts):
            sums += weight * np.array(part.parts)
    whole = sum(weight * part.whole for part, weight in pairs)
    return Parts(whole=whole, names=full.names, parts=tuple(sums.tolist()))


def _parts(path: Path) -> dict[str, dict[str, Parts]]:
    """What a program wrote of its parts, as far as it has the form; {} if not. Never
    through a link, and never more than is plausible."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            text = file.read(LARGEST + 1)
        said = json.loads(text) if len(text) <= LARGEST else {}
        return {
            str(row): {
                str(name): Parts.model_validate(part) for name, part in mine.items()
            }
            for row, mine in said.items()
        }
    except (OSError, ValueError, AttributeError, ValidationError):
        return {}
