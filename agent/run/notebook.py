"""A finished run -> a notebook that tells of it, and goes on from it."""

import json
import os
import re
from pathlib import Path

from agent import hygiene
from agent.errors import UsageError
from agent.outcome import Outcome
from agent.project.render import fill, formatted
from agent.run.portable import parts
from agent.run.rundir import RunFile
from agent.run.story import gain_sentence

SECONDS = 20
"""Of the training that the notebook does."""
_MARKS = re.compile(r"([\\`*_\[\]#!|~$])")


def write(run_dir: Path, run: RunFile, outcome: Outcome, target: Path) -> None:
    """Write the notebook to `target`; it finds the run by the way from there to it.

    Raises UsageError for a file that is there already, or can't be written.
    """
    if target.suffix != ".ipynb":
        raise UsageError("a notebook's name ends in .ipynb", where=str(target))
    if target.exists():
        raise UsageError(
            "there is a notebook already",
            where=str(target),
            fix="--output names another file",
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        way = os.path.relpath(run_dir.resolve(), target.parent.resolve())
        text = json.dumps(notebook(run_dir, run, outcome, way), indent=1)
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            "the notebook can't be written",
            where=str(target),
            why=error.strerror or str(error),
        ) from error


def notebook(run_dir: Path, run: RunFile, outcome: Outcome, way: str) -> dict:
    """The notebook, nbformat 4.5; `way` is the path from it to the run."""
    found, _ = parts(run_dir, outcome, None)
    best, first = outcome.best, found[0]
    assert best is not None
    several = f"#{first.trial.index}, the heaviest of {len(found)} members"
    name = several if len(found) > 1 else f"#{first.trial.index}"
    low, high = best.interval
    text = fill(
        "notebook/notebook.py",
        title=plain(f"{run.name}: {best.name}"),
        statement=plain(run.spec.statement),
        metric=best.metric,
        test=f"{best.test:.4f}",
        interval=f"{low:.4f} to {high:.4f}",
        sentence=plain(gain_sentence(outcome)),
        run=way,
        project=str(first.project.relative_to(run_dir)),
        trial=first.trial.index,
        curves=f"By its own figures, which nobody has checked: {name}.",
        predicts=f"By the delivered weights: {name}. Columns as predict.py has them.",
        seconds=SECONDS,
    )
    return {
        "cells": [_cell(i, part) for i, part in enumerate(_split(formatted(text)))],
        "metadata": {
            "kernelspec": {
                "display_name": "Python 3",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def plain(text: str) -> str:
    """Foreign words as Markdown shows them, and nothing else: one line."""
    return _MARKS.sub(r"\\\1", hygiene.html(hygiene.line(" ".join(text.split()))))


def _split(text: str) -> list[str]:
    """A program in cells, at the lines that begin with `# %%`."""
    return [part for part in re.split(r"^# %%", text, flags=re.M) if part.strip()]


def _cell(number: int, part: str) -> dict:
    head, _, body = part.partition("\n")
    body = body.strip("\n")
    cell: dict = {"id": f"cell-{number}", "metadata": {}}
    if "[markdown]" in head:
        told = re.sub(r"^# ?", "", body, flags=re.M)
        return cell | {"cell_type": "markdown", "source": told}
    more = {"execution_count": None, "outputs": []}
    return cell | {"cell_type": "code", "source": body, **more}
