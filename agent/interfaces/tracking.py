"""Experiment trackers from the command line: beside a run, or after it."""

from pathlib import Path
from subprocess import Popen, TimeoutExpired

from agent.errors import RunError
from agent.interfaces.screen import put, put_json, say
from agent.run import rundir
from agent.track import trackers

PATIENCE = 60.0
"""Seconds that a finished run waits for its trackers."""


def track(to: str, name: str | None, out: Path, as_json: bool) -> None:
    """Send what the trackers named by `to` don't have of a run yet."""
    from agent.track import send

    names = trackers.parse(to)
    run_dir = rundir.find(out, name)
    if rundir.pid(run_dir) is not None and rundir.load(run_dir).track:
        raise RunError(
            f"{run_dir.name} is telling its trackers itself",
            where=str(run_dir),
            fix="wait for its end, or stop it",
        )
    found = send.send(run_dir, names)
    if as_json:
        said = {n: {"sent": sent, "where": w} for n, (sent, w) in found.items()}
        put_json({"run": run_dir.name, "trackers": said})
        return
    for tracker, (sent, where) in found.items():
        put(f"{tracker:12} {sent} numbers · {where}")


def remember(run_dir: Path, names: tuple[str, ...]) -> None:
    """Let a run tell its trackers whenever it goes on."""
    run = rundir.load(run_dir)
    if names and names != run.track:
        rundir.write(run_dir, run.model_copy(update={"track": names}))


def begin(run_dir: Path) -> Popen[bytes] | None:
    """Start telling the trackers of a run, if it has any."""
    names = rundir.load(run_dir).track
    if not names:
        return None
    from agent.track import send

    return send.spawn(run_dir, trackers.parse(",".join(names)))


def wait(run_dir: Path, process: Popen[bytes] | None) -> None:
    """Let the trackers come to an end; the run itself does not depend on them."""
    if process is None:
        return
    log = run_dir / "trackers.log"
    try:
        if process.wait(PATIENCE):
            say(f"! the trackers were not told everything: {log}")
            say(f"  again: forgeweld track {run_dir} --to NAMES")
    except TimeoutExpired:
        say(f"! the trackers are still being told: {log}")
