"""The detached run process: `python -I -m agent.run.runner RUN_DIR [--unsafe]`.

It alone writes events, survives the terminal, saves and ends on SIGTERM; a new one goes
on where a killed one was.
"""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from threading import Thread

from agent import catalog
from agent.errors import ForgeweldError
from agent.run import (
    afterwards,
    distil,
    embedded,
    events,
    finish,
    folds,
    forked,
    given,
    kept,
    loop,
    parallel,
    places,
    reserve,
    rundir,
    trial,
)
from agent.run.fitting import Fitting
from agent.run.isolation import opened
from agent.run.precheck import Precheck
from agent.run.proposing import proposers
from agent.run.slots import Slots
from agent.run.steering import Steering, wishes
from agent.scoring.score import Scorer

REPORTING = "agent.run.reporting"
"""Imports scikit-learn, which takes seconds: begun while refits train."""


def spawn(run_dir: Path, *, unsafe: bool = False) -> subprocess.Popen[bytes]:
    """Start the run process in a session of its own; `unsafe` lets it do without
    isolation if `run.json` says so, too."""
    run_dir = run_dir.resolve()
    leave = ["--unsafe"] if unsafe else []
    with (run_dir / "runner.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-I", "-m", "agent.run.runner", str(run_dir), *leave],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=run_dir,
        )


def run(run_dir: Path, *, unsafe: bool = False) -> None:
    """Work a run from where its events end to its end, or until it is stopped."""
    with rundir.locked(run_dir):
        log = events.EventLog(run_dir)
        told = {"pid": os.getpid(), "threads": trial.threads()}
        log.add("run.state", state="running", **told)
        try:
            state = work(run_dir, log, unsafe=unsafe)
        except ForgeweldError as error:
            log.add(
                "error",
                code=error.code,
                exit_code=error.exit_code,
                what=error.what,
                where=error.where,
                why=error.why,
                fix=error.fix,
            )
            log.add("run.state", state="failed")
            raise
        except Exception as error:  # the outermost edge: a fault of ours is told, too
            what = f"a fault of Forgeweld: {error!r}"
            where = str(run_dir / "runner.log")
            log.add("error", code="fault", exit_code=1, what=what, where=where)
            log.add("run.state", state="failed")
            raise
        log.add("run.state", state=state)


def work(run_dir: Path, log: events.EventLog, *, unsafe: bool) -> str:
    """Trials, then the conclusion; returns the state that the run ends in."""
    run = rundir.load(run_dir)
    os.environ[catalog.OWN] = os.pathsep.join(run.blocks)
    seen = list(events.read(log.path))
    spec = run.spec.model_copy(update={"wishes": wishes(run.spec, seen)})
    used = run.prepared_s + events.seconds_used(seen)
    clock = loop.clock(used)
    sandbox = opened(run.sandbox, unsafe=unsafe)
    left = spec.budget.seconds - used
    forked.recover(run_dir)
    with (
        Scorer(run_dir, spec, run.profile.classes) as scorer,
        places.opened(run_dir, run, sandbox, log, left, unsafe=unsafe) as slots,
        ExitStack() as ending,
    ):
        line = loop.Line(run_dir, spec, run.profile, sandbox, scorer, log, clock)
        if slots is None and not run.cold:
            line.forks = ending.enter_context(forked.opened(sandbox, run_dir, spec))
        ending.callback(afterwards.close, line)
        line.steering = Steering(run_dir, log, run.profile)
        aside = reserve.Reserve(line)
        line.history = events.trials(seen)
        line.interrupted = loop.interrupted(seen)
        line.given = given.load(run_dir)
        line.fitted, line.warm = Fitting(line, run.placing), not run.cold
        if line.given and not line.history and not line.interrupted:
            line.interrupted = {1: line.given.first(aside.left())}
        line.running = tuple(line.interrupted)

        def stop(signum: int, frame: object) -> None:
            line.stop_reason = "stopped by the user"

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        told = log, aside.left, line.stopping, reserve.grown(line), places.room(slots)
        everyone = proposers(run_dir, run.model, sandbox, *told)
        line.spec = embedded.usable(line)
        while True:
            _search(line, everyone, slots, aside)
            if line.stop_reason:
                return "stopped"
            line.steering.ending = True
            Thread(target=import_module, args=(REPORTING,), daemon=True).start()
            outcome = finish.conclude(line)
            line.stopping()
            if not line.steering.extends():
                from agent.run import reporting

                reporting.end(line, outcome)
                kept.clear(run_dir)
                return "finished"
            line.steering.ending = False


def _search(
    line: loop.Line,
    everyone: loop.Proposer,
    slots: Slots | None,
    aside: reserve.Reserve,
) -> None:
    """Trials, then what is judged or learnt from all of them, if there is time."""
    line.begin_search()
    line.distilling = distil.wanted(line)
    with Precheck(line.sandbox, line.run_dir, line.spec) as line.check:
        parallel.search(line, everyone, slots)
        if not _all_due(line, aside):  # what was put aside goes to trials
            parallel.search(line, everyone, slots)
        tried = 0
        while tried < len(line.history) and line.stopping() is None:
            forked.spare(line.forks)
            folds.race(line, aside.before_teaching)
            tried = len(line.history)
            if line.contenders:  # so does what the race has left
                parallel.search(line, everyone, slots)
    distil.tried(line, aside.before_refits)


def _all_due(line: loop.Line, aside: reserve.Reserve) -> bool:
    """Whether all that time was put aside for, a race and a student, is to be."""
    line.racing = folds.due(line, aside.before_teaching())
    wanted = line.distilling
    line.distilling = wanted and distil.due(line, aside.before_refits())
    return line.racing and line.distilling == wanted


def main() -> int:
    """Entry point; errors are in the events already, the traceback in runner.log."""
    try:
        run(Path(sys.argv[1]).resolve(), unsafe="--unsafe" in sys.argv[2:])
    except ForgeweldError as error:
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
