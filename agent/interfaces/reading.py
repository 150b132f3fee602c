"""Reading a run: its state, its trials, its end; loads nothing that starting needs."""

import sys
from pathlib import Path

from agent.errors import RunError, UsageError
from agent.interfaces import follow, modelled, show
from agent.interfaces.language import t
from agent.interfaces.screen import put, say
from agent.outcome import Outcome
from agent.records import Trial
from agent.run import events, rundir


def finished(run_dir: Path, as_json: bool) -> Outcome:
    """Print the end of a run; raise what ended it if it has no outcome."""
    outcome = outcome_of(run_dir)
    show.outcome(run_dir, outcome, as_json=as_json)
    spent = modelled.cost(list(events.read(run_dir / events.FILE)))
    if spent and not as_json:
        put(spent)
    return outcome


def outcome_of(run_dir: Path) -> Outcome:
    """The outcome in a run's events. Raises the error that stands there otherwise."""
    seen = list(events.read(run_dir / events.FILE))
    ends = [e for e in seen if e.type in ("run.finished", "error")]
    if ends and ends[-1].type == "run.finished":
        return Outcome.model_validate(ends[-1].data["outcome"])
    if ends:
        said = ends[-1].data
        words = {name: said.get(name, "") for name in ("where", "why", "fix")}
        error = RunError(said["what"], **words)
        error.exit_code, error.code = said["exit_code"], said["code"]
        raise error
    raise RunError(
        f"the run is {rundir.state(run_dir)}, not finished",
        where=str(run_dir),
        fix=f"forgeweld resume {run_dir}",
    )


def status(name: str | None, out: Path, as_json: bool) -> None:
    """All runs below `out`, or one of them."""
    if name:
        found = [rundir.find(out, name)]
    else:
        found = [p.parent for p in sorted(out.glob("*/run.json"))]
    show.states([state_row(path) for path in found], as_json=as_json)


def state_row(run_dir: Path) -> dict[str, str | int | float | None]:
    """One line of `status`: the best select score, and of a finished run the test score
    of what it delivered."""
    seen = list(events.read(run_dir / events.FILE))
    run = rundir.load(run_dir)
    done = events.trials(seen)
    scores = [t.select.value for t in done if t.select]
    pick = max if run.spec.metric.maximize else min
    state = rundir.state(run_dir)
    return {
        "run": run.name,
        "state": state,
        "trials": len(done),
        "metric": run.spec.metric.name,
        "select": pick(scores) if scores else None,
        "test": _delivered(seen) if state == "finished" else None,
        "seconds": round(run.prepared_s + events.seconds_used(seen), 1),
        "of": run.spec.budget.seconds,
        "path": str(run_dir),
    }


def _delivered(seen: list[events.Event]) -> float | None:
    """The test score of what a run has delivered last."""
    ends = [e.data["outcome"] for e in seen if e.type == "run.finished"]
    best = ends[-1]["best"] if ends else None
    return best["test"] if best else None


def fault(run_dir: Path) -> str:
    """The first words of what ended a run that has failed; the rest may quote data."""
    if rundir.state(run_dir) != "failed":
        return ""
    seen = [e for e in events.read(run_dir / events.FILE) if e.type == "error"]
    return str(seen[-1].data.get("what", "")).partition(": ")[0] if seen else ""


def watch(name: str | None, out: Path, as_json: bool) -> None:
    """Follow a run to its end, without stopping it when leaving."""
    run_dir = rundir.find(out, name)
    try:
        follow.follow(run_dir)
    except KeyboardInterrupt:
        name = run_dir.name
        say(t("left; the run goes on · forgeweld stop {run} ends it", run=name))
        sys.exit(130)
    if rundir.state(run_dir) == "finished":
        finished(run_dir, as_json)
    else:
        status(str(run_dir), out, as_json)


def stop(name: str | None, out: Path, as_json: bool) -> None:
    """End a run's process, its state saved."""
    run_dir = rundir.find(out, name)
    if not rundir.stop(run_dir):
        say(t("{run} is not running", run=run_dir.name))
    status(str(run_dir), out, as_json)


def trials(run_dir: Path) -> tuple[Trial, ...]:
    """The finished trials of a run."""
    return events.trials(list(events.read(run_dir / events.FILE)))


def trial(run_dir: Path, index: int) -> Trial:
    """One finished trial. Raises UsageError if there is none of that number."""
    done = trials(run_dir)
    for one in done:
        if one.index == index:
            return one
    have = f"#1 to #{done[-1].index} are done" if done else "none is done yet"
    raise UsageError(f"no trial #{index} in {run_dir.name}", why=have)
