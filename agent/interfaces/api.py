"""Forgeweld from Python: `run = forge("Predict …", data="DIR")`, then `run.wait()`.

A run is the same as that of the command line: a process of its own and a folder, which
notebooks and terminals may open and leave.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent import hygiene
from agent.errors import UsageError
from agent.interfaces import commands, reading, steer
from agent.outcome import Outcome
from agent.records import Budget, ModelUse, Trial
from agent.run import events, prepare, rundir
from agent.run.board import board
from agent.run.request import Request
from agent.statement.spec import Overrides

if TYPE_CHECKING:
    import pandas as pd

TICK = 0.5
"""Seconds between two looks at a run that is waited for."""


def forge(
    statement: str,
    data: str | Path,
    *,
    minutes: float = 10.0,
    trials: int | None = None,
    target: str | None = None,
    metric: str | None = None,
    pin: Sequence[str] = (),
    forbid: Sequence[str] = (),
    seed: int = 0,
    out: str | Path = "generated",
    name: str | None = None,
    no_model: bool = False,
) -> "Run":
    """Begin a run for a sentence and a folder of data, or go on with the same one.

    Comes back as soon as it is going. Arguments are those of `forgeweld run`; a model
    is asked if the environment names one, unless `no_model`. Raises DataError and
    UsageError with what to do about it.
    """
    if not minutes > 0:
        raise UsageError("minutes must be above 0", why=f"they are {minutes}")
    given: dict[str, Any] = {"target": target, "metric": metric}
    use = None if no_model else _model()
    request = Request(
        statement=statement,
        data=Path(data),
        overrides=Overrides(**{k: v for k, v in given.items() if v is not None}),
        budget=Budget(seconds=60 * minutes, trials=trials),
        seed=seed,
        wishes=(*(("pin", b) for b in pin), *(("forbid", b) for b in forbid)),
        model=use,
    )
    ready = prepare.understand(request, thorough=True)
    run_dir = prepare.start(
        ready, Path(out), name=name, sandbox="auto", on_missing="auto", model=use
    )
    commands.begin(run_dir)
    return Run(run_dir)


class Run:
    """One run, read from its folder each time it is asked."""

    def __init__(self, path: str | Path):
        """`path` is a run's folder. Raises RunError if it is none."""
        self.path = Path(path).resolve()
        self.spec = rundir.load(self.path).spec

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def status(self) -> str:
        """created, running, stopped, finished, failed or killed."""
        return rundir.state(self.path)

    @property
    def trials(self) -> tuple[Trial, ...]:
        """The finished trials, in order."""
        return reading.trials(self.path)

    @property
    def leaderboard(self) -> "pd.DataFrame":
        """A row per trial, the best first; scores and sizes as numbers."""
        import pandas as pd

        table = pd.DataFrame(board(self.spec, self.trials, self._outcome()))
        for column in ("select", "low", "high", "test", "weight", "params", "seconds"):
            if column in table:
                table[column] = pd.to_numeric(table[column], errors="coerce")
        return table

    @property
    def best(self) -> dict[str, Any] | None:
        """What the run delivers: its name, metric, `select` and, at the end, `test`
        with its `interval`; before the end the best trial so far; None without one."""
        if end := self._outcome():
            return end.best.model_dump(mode="json") if end.best else None
        scored = [t for t in self.trials if t.select]
        pick = max if self.spec.metric.maximize else min
        if not scored:
            return None
        top = pick(scored, key=lambda t: t.select.value if t.select else 0.0)
        assert top.select
        told = {"trial": top.index, "name": top.plan.name, "test": None}
        return {**told, "metric": self.spec.metric.name, "select": top.select.value}

    @property
    def outcome(self) -> Outcome:
        """The end of the run. Raises the error that ended it, or RunError if it goes
        on."""
        return reading.outcome_of(self.path)

    @property
    def project(self) -> Path | None:
        """The best project, which is yours; None before the end."""
        return self._there("project")

    @property
    def predictions(self) -> Path | None:
        """The predictions for the given test table; None before the end, or without
        one."""
        return self._there("predictions.csv")

    def wait(self, timeout: float | None = None, *, show: bool = True) -> "Run":
        """Until the run process has ended, or for so many seconds. With `show` a
        notebook shows the run as it goes, and a terminal its lines."""
        end = None if timeout is None else time.monotonic() + timeout
        shown = _display(self) if show else None
        while rundir.pid(self.path) is not None:
            if end is not None and time.monotonic() > end:
                break
            time.sleep(TICK)
            if shown:
                shown.update(self)
        if shown:
            shown.update(self)
        return self

    def stop(self) -> "Run":
        """Save it and end its process; `resume` goes on."""
        rundir.stop(self.path)
        return self

    def resume(self, minutes: float | None = None) -> "Run":
        """Go on with a stopped, killed or finished run; `minutes`: a new total."""
        commands.begin(self.path, minutes=minutes)
        return self

    def skip(self) -> str:
        """End the trial that runs now; what the run says to it."""
        return steer.asked(self.path, "skip")[1]

    def extend(self, minutes: float) -> str:
        """Give it more time."""
        return steer.asked(self.path, "extend", minutes=minutes)[1]

    def pin(self, block: str) -> str:
        """Have a block or a modality in every later trial."""
        return steer.asked(self.path, "pin", block=block)[1]

    def forbid(self, block: str) -> str:
        """Have one in no later trial."""
        return steer.asked(self.path, "forbid", block=block)[1]

    def free(self, block: str) -> str:
        """Lift a `pin` or a `forbid` again."""
        return steer.asked(self.path, "free", block=block)[1]

    def __repr__(self) -> str:
        row = reading.state_row(self.path)
        score = "no score yet" if row["select"] is None else f"{row['select']:.4f}"
        state = f"{row['state']}, {row['trials']} trials, {row['metric']} {score}"
        return hygiene.line(f"Run({self.name}: {state})")

    def _repr_html_(self) -> str:
        """The state and the leaderboard; names of the data are text in it."""
        rows = board(self.spec, self.trials, self._outcome())
        names = ("trial", "name", "select", "test", "params", "seconds", "verdict")
        head = "".join(f"<th>{name}</th>" for name in names)
        body = "".join(
            f"<tr>{''.join(f'<td>{hygiene.html(row[n])}</td>' for n in names)}</tr>"
            for row in rows
        )
        said = hygiene.html(repr(self))
        return f"<p><b>{said}</b></p><table><tr>{head}</tr>{body}</table>"

    def _outcome(self) -> Outcome | None:
        seen = list(events.read(self.path / events.FILE))
        ends = [e for e in seen if e.type == "run.finished"]
        if events.state(seen) != "finished" or not ends:
            return None
        return Outcome.model_validate(ends[-1].data["outcome"])

    def _there(self, name: str) -> Path | None:
        path = self.path / name
        return path if path.exists() else None


def _model() -> ModelUse | None:
    from agent.llm import endpoint

    return ModelUse() if endpoint.read() else None


def _display(run: Run) -> Any:
    """A place of a notebook that shows the run; on a terminal, its lines on stderr;
    None where nobody looks."""
    ipython = sys.modules.get("IPython")
    if ipython is not None and getattr(ipython.get_ipython(), "kernel", None):
        from IPython.display import display  # type: ignore[import-not-found]

        return display(run, display_id=True)
    return _Lines(run) if sys.stderr.isatty() else None


class _Lines:
    """The lines of a run's events, on stderr."""

    def __init__(self, run: Run):
        from agent.interfaces.follow import Lines

        self.lines, self.seen = Lines(run.path), 0

    def update(self, run: Run) -> None:
        for event in events.read(run.path / events.FILE, self.seen):
            self.seen = event.seq
            self.lines.tell(event)
