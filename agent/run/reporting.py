"""The report at the end of a run: what inputs are worth, as far as the time goes."""

import time
import traceback

from agent.errors import ForgeweldError
from agent.explained import Explained
from agent.outcome import Outcome
from agent.report import write
from agent.run import explain
from agent.run.loop import Line
from agent.run.question import Question

ROWS, ON_DEMAND_ROWS = 400, 1000
"""Test rows whose inputs are changed, at most."""
SECONDS = 120.0
"""The most that it takes on demand, if nothing else is said."""
MOST = 60.0
"""The most that it takes at the end of a run."""
SHARE = 0.1
"""Of the time that the search took: who asks for two trials waits for no report."""
WRITING = 3.0
"""Seconds that reading the run and writing the file take."""


def end(line: Line, outcome: Outcome) -> None:
    """Write `report.html` of a run that has just finished, within its budget.

    The run has delivered by now: whatever fails here is told as an event, with the
    traceback in runner.log, and the run is finished all the same.
    """
    begin = time.monotonic()
    used = line.seconds_used()
    left = line.spec.budget.seconds - used - WRITING
    seconds = min(left, MOST, SHARE * used)
    try:
        found = inputs(line, outcome, seconds)
        path = write.write(line.run_dir)
    except Exception as error:  # the outermost edge of what is not the run itself
        what = error.what if isinstance(error, ForgeweldError) else repr(error)
        traceback.print_exc()
        line.log.add("report.failed", what=what, where="runner.log")
        return
    line.log.add(
        "report.written",
        path=str(path),
        seconds=round(time.monotonic() - begin, 1),
        changes=found.steps - found.missed - found.impossible - found.unscored,
        missed=found.missed,
        why=found.why,
    )


def inputs(line: Line, outcome: Outcome, seconds: float) -> Explained:
    """What the inputs are worth to the model that was chosen, by a fork of the process
    that the trials were forks of, if there still is one."""
    assert outcome.best
    told = line.run_dir, line.spec, line.profile, line.history, outcome.best
    ask = Question(*told, seconds=seconds, most=ROWS)
    return explain.explain(ask, line.forks or line.sandbox, line.stopping)
