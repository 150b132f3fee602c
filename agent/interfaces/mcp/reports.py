"""A run's events as the answers of tools: how it does, and what can be done now."""

from pathlib import Path
from typing import Any

from agent import hygiene
from agent.errors import RunError
from agent.interfaces import reading, telling
from agent.interfaces.mcp.answers import Status, Trained
from agent.records import Metric, Trial
from agent.run import events, rundir
from agent.run.story import gain_sentence

SHOWN = 10
"""Trials of a leaderboard that are told."""
NEXT = {
    "created": "run_resume starts it.",
    "running": "It goes on by itself: run_wait waits for news, run_cancel saves and "
    "ends it.",
    "stopped": "It is saved: run_resume goes on.",
    "killed": "Its process is gone; run_resume goes on from the last checkpoint.",
    "failed": "Mend what `error` says, then run_resume.",
    "finished": "model_predict uses it; run_resume with more minutes improves it.",
}


def status(run_dir: Path) -> Status:
    """How a run does, by its events alone. Raises RunError if it is none."""
    row: dict[str, Any] = reading.state_row(run_dir)
    metric = rundir.load(run_dir).spec.metric
    done = ranked(metric, reading.trials(run_dir))
    state = row["state"]
    return Status(
        run_id=run_dir.name,
        state=state,
        done=rundir.pid(run_dir) is None,
        metric=metric.name,
        higher_is_better=metric.maximize,
        seconds=row["seconds"],
        budget_seconds=row["of"],
        trials=row["trials"],
        best=trained(done[0]) if done and done[0].select else None,
        leaderboard=[trained(trial) for trial in done[:SHOWN]],
        folder=str(run_dir),
        next=NEXT[state],
        **_ended(run_dir, state),
    )


def ranked(metric: Metric, done: tuple[Trial, ...]) -> list[Trial]:
    """Trials, the best first and the failed ones last."""
    sign, worst = (-1 if metric.maximize else 1), float("inf")
    return sorted(done, key=lambda t: sign * t.select.value if t.select else worst)


def trained(trial: Trial) -> Trained:
    """A trial in a few figures; not a word that its program said."""
    return Trained(
        trial=trial.index,
        name=hygiene.line(trial.plan.name, telling.NAME),
        score=trial.select.value if trial.select else None,
        interval=trial.select.interval if trial.select else None,
        verdict=trial.verdict,
    )


def _ended(run_dir: Path, state: str) -> dict[str, Any]:
    """What is known at the end alone."""
    if state not in ("finished", "failed"):
        return {}
    try:
        outcome = reading.outcome_of(run_dir)
    except RunError as error:
        return {"error": hygiene.clean(telling.error(error), 2_000)}
    if outcome.best is None:
        return {}
    return {
        "test_score": outcome.best.test,
        "test_interval": outcome.best.interval,
        "fusion_gain": gain_sentence(outcome),
        "project": outcome.project or "",
    }


def news(run_dir: Path, after: int) -> tuple[int, int, str]:
    """The last event, how many trials have ended since `after`, and a line about
    now."""
    last, ended, line = after, 0, ""
    for event in events.read(run_dir / events.FILE, after):
        last = event.seq
        if event.type == "trial.finished":
            ended += 1
            one = trained(Trial.model_validate(event.data["record"]))
            score = "failed" if one.score is None else f"{one.score:.4f}"
            line = f"#{one.trial} {one.name}: {score}, {one.verdict}"
        elif event.type == "trial.started":
            name = hygiene.line(str(event.data["plan"]["name"]), telling.NAME)
            line = f"#{event.trial} {name} is training"
        elif event.type == "metric":
            line = f"#{event.trial} epoch {event.data['epoch']:.0f}"
        elif event.type == "run.state":
            line = str(event.data["state"])
    return last, ended, line
