"""The answers that a network is to learn from, as files: of a run, and of a trial."""

import csv
import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from agent.errors import RunError
from agent.project.taught import FILE
from agent.records import Plan
from agent.records.plan import Teacher

OPERATOR = "distil"
"""Of a network that learns from others."""
FOLDER = "teachers"
"""Below a run's folder."""


def file(run_dir: Path, teacher: Teacher, *, everything: bool = False) -> Path:
    """Where a teacher's answers for the train rows lie, or for `everything` that has a
    label: what only a refit is given, when nothing is chosen any more."""
    digest = hashlib.blake2b(teacher.model_dump_json().encode(), digest_size=6)
    name = digest.hexdigest() + ("-all" if everything else "")
    return run_dir / FOLDER / f"{name}.csv"


def write(
    path: Path, names: Iterable[str], rows: Iterable[str], answers: np.ndarray
) -> None:
    """Answers (N, C) under their `names`, whole or not at all; rows with a gap are left
    out."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", newline="", encoding="utf-8") as goal:
        writer = csv.writer(goal)
        writer.writerow(["row", *names])
        for row, values in zip(rows, answers, strict=True):
            if np.isfinite(values).all():
                writer.writerow([row, *(f"{value:.6g}" for value in values)])
    part.replace(path)


def for_trial(plan: Plan, project: Path) -> None:
    """Put the answers that a plan learns from beside its train.py: into a refit those
    for every labelled row, into any other project those for the train rows.

    Raises RunError if they are gone.
    """
    if plan.teacher is None:
        return
    trials = next((p for p in project.parents if p.name == "trials"), project)
    everything = project.parent.parent.name == "refit"
    source = file(trials.parent, plan.teacher, everything=everything)
    if not source.exists():
        raise RunError(
            "the answers that a network is to learn from are gone",
            where=str(source),
            why=f"trials {', '.join(map(str, plan.teacher.trials))} gave them",
            fix="start anew with --new",
        )
    shutil.copyfile(source, project / FILE)
    (project / FILE).chmod(0o644)


def pass_on(source: Path, goal: Path) -> None:
    """The answers of one project, if it has some, into another one's folder."""
    if (source / FILE).is_file():
        shutil.copyfile(source / FILE, goal / FILE)
        (goal / FILE).chmod(0o644)
