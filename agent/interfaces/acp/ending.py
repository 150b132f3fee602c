"""How a run ended, in Markdown; and saving one that a person breaks off."""

import asyncio
import contextlib
from pathlib import Path

from agent import hygiene
from agent.errors import ForgeweldError
from agent.interfaces import modelled, reading, telling
from agent.interfaces.language import told
from agent.run import events, rundir
from agent.run.board import board
from agent.run.story import (
    as_read,
    ensemble_sentence,
    gain_sentence,
    unlabelled_sentence,
)
from agent.run.students import distilled_sentence

SHOWN = 10
"""Rows of the leaderboard."""
PATIENCE_S = 1.5
"""How long an answer to a cancellation waits for the run to be saved."""


def report(run_dir: Path) -> str:
    """The leaderboard as a table, what fusion gains, and where things lie."""
    run = rundir.load(run_dir)
    state, done = rundir.state(run_dir), reading.trials(run_dir)
    if state != "finished":
        return _unfinished(run_dir, state)
    outcome = reading.outcome_of(run_dir)
    best = outcome.best
    assert best is not None
    low, high = best.interval
    name = _cell(best.name)
    lines = [
        f"**{name}**: {best.metric} **{best.test:.4f}** [{low:.4f}, {high:.4f}] on the "
        f"test rows, never trained or selected on.",
        "",
        _row("trial", f"{run.spec.metric.name} (select)", "test", "plan", "verdict"),
        "|---|---|---|---|---|",
    ]
    for row in board(run.spec, done, outcome)[:SHOWN]:
        scores = row["select"] or "failed", row["test"]
        lines.append(_row(row["trial"], *scores, row["name"], row["verdict"]))
    lines += ["", gain_sentence(outcome)]
    more = ensemble_sentence(outcome), as_read(outcome), distilled_sentence(outcome)
    for said in (*more, unlabelled_sentence(outcome)):
        lines += [said] if said else []
    lines.append("")
    for label, path in _places(run_dir):
        lines.append(f"- [{told(label)}]({path.resolve().as_uri()})")
    if spent := modelled.cost(list(events.read(run_dir / events.FILE))):
        lines.append(f"- {spent}")
    lines.append(f"- more time: `/resume {run_dir.name} --minutes 20`")
    return "\n".join(lines)


def _unfinished(run_dir: Path, state: str) -> str:
    try:
        reading.outcome_of(run_dir)
        why = ""
    except ForgeweldError as error:
        why = telling.error(error)
    return f"`{run_dir.name}` is {state}.\n\n{why}\n\n`/resume {run_dir.name}` goes on."


def _places(run_dir: Path) -> list[tuple[str, Path]]:
    names = {
        "the project, yours": "project",
        "its README, a model card": "project/README.md",
        "report": "report.html",
        "predictions for the test table": "predictions.csv",
    }
    found = ((label, run_dir / name) for label, name in names.items())
    return [(label, path) for label, path in found if path.exists()]


def _row(*cells: str) -> str:
    return "| " + " | ".join(told(_cell(cell)) for cell in cells) + " |"


def _cell(text: str) -> str:
    """Foreign words in a table of Markdown."""
    return hygiene.line(text, 80).replace("|", "\\|").replace("`", "'")


async def saved(run_dir: Path) -> str:
    """Ask a run to save and end; what to tell, in a moment at most."""
    stopping = asyncio.create_task(asyncio.to_thread(rundir.stop, run_dir))
    stopping.add_done_callback(lambda task: task.cancelled() or task.exception())
    with contextlib.suppress(ForgeweldError):
        await asyncio.wait({stopping}, timeout=PATIENCE_S)
    state = "is saved" if stopping.done() else "is saving its state"
    return f"`{run_dir.name}` {state}; `/resume {run_dir.name}` goes on where it was."
