"""The search explained: what each trial grew out of, and how it compares."""

from pathlib import Path

from agent.interfaces import growth, reading, show, telling
from agent.interfaces.screen import put_json, put_lines
from agent.run import events, rundir


def tree(name: str | None, out: Path, as_json: bool) -> None:
    """What grew out of what."""
    run_dir = rundir.find(out, name)
    spec, done = rundir.load(run_dir).spec, reading.trials(run_dir)
    if as_json:
        put_json({"metric": spec.metric.name, "plans": growth.nodes(done)})
    else:
        put_lines(growth.tree(spec.metric, done))


def why(index: int, name: str | None, out: Path, as_json: bool) -> None:
    """All about one trial; the record itself as JSON."""
    run_dir = rundir.find(out, name)
    done = reading.trial(run_dir, index)
    if as_json:
        put_json(done.model_dump(mode="json"))
        return
    log = run_dir / "trials" / str(index) / "log"
    put_lines(telling.trial(rundir.load(run_dir).spec.metric, done, log))


def diff(a: int, b: int, name: str | None, out: Path, as_json: bool) -> None:
    """What two trials do not share, and their scores."""
    run_dir = rundir.find(out, name)
    first, second = reading.trial(run_dir, a), reading.trial(run_dir, b)
    if not as_json:
        metric = rundir.load(run_dir).spec.metric
        put_lines(telling.differences(metric, first, second))
        return
    scores = [t.select.value if t.select else None for t in (first, second)]
    changed = telling.changes(first.plan, second.plan)
    put_json({"trials": [a, b], "select": scores, "changed": changed})


def leaderboard(name: str | None, out: Path, as_json: bool) -> None:
    """Every trial so far."""
    run_dir = rundir.find(out, name)
    run = rundir.load(run_dir)
    seen = list(events.read(run_dir / events.FILE))
    end = reading.outcome_of(run_dir) if events.state(seen) == "finished" else None
    show.leaderboard(run.spec, events.trials(seen), end, as_json=as_json)
