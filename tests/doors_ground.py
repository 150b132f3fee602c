"""What the tests of MCP and ACP share: a run that has been told, and our programs."""

import os
import sys
from pathlib import Path

from plans import done, task

from agent.proposers import rules
from agent.run import rundir
from agent.run.events import EventLog

ROOT = Path(__file__).resolve().parent.parent
SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."
MAIN = "import sys; from agent.interfaces.cli import main; main()"
CANARY = "sk-CANARY0123456789abcdefCANARY"
SECRET = "its program printed the cell k17"
NAME = "outcome-123456"


def environment(**more: str) -> dict[str, str]:
    """For a program of this checkout: no model, but a key that has to stay unsaid."""
    away = ("OPENAI", "FORGEWELD", "XDG")
    env = {k: v for k, v in os.environ.items() if not k.startswith(away)}
    return env | {"PYTHONPATH": str(ROOT), "SOME_API_KEY": CANARY} | more


def command(*words: object) -> list[str]:
    """Our command line, as an editor would start it."""
    return [sys.executable, "-c", MAIN, *map(str, words)]


def told_run(out: Path) -> Path:
    """A stopped run below `out`, told by its events: three trials, the third failed."""
    spec, profile = task("image vector", "binary")
    plans = rules.baselines(spec, profile)
    run_dir = out / NAME
    run_dir.mkdir(parents=True)
    run = rundir.RunFile(
        name=NAME, identity="i", spec=spec, profile=profile, created=1.0
    )
    rundir.write(run_dir, run)
    for index in (1, 2, 3):
        (run_dir / "trials" / str(index) / "project").mkdir(parents=True)
        (run_dir / "trials" / str(index) / "log").mkdir()
        (run_dir / "trials" / str(index) / "project" / "model.py").write_text("x = 1\n")
        log = run_dir / "trials" / str(index) / "log" / "output.txt"
        log.write_text(f"{SECRET}\n")
    events = EventLog(run_dir)
    events.add("run.created", statement=spec.statement)
    events.add("run.state", state="running", pid=1)
    trials = [
        done(1, plans[0], 0.61),
        done(2, plans[-1], 0.83),
        done(3, plans[1], None, "crash").model_copy(update={"note": SECRET}),
    ]
    for trial in trials:
        record = trial.model_dump(mode="json")
        events.add("trial.finished", trial.index, record=record)
    events.add("run.state", state="stopped")
    return run_dir
