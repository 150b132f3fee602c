"""What a chat can do, for slash commands and for a language model alike.

A tool reads runs, or calls what the command line calls; what it says is clean, bounded
and holds no cell of the data. Whatever starts, stops or writes asks the person first.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from agent import hygiene
from agent.errors import DataError, ForgeweldError, RunError, UsageError
from agent.interfaces import asked, growth, reading, steer, telling
from agent.llm.privacy import shown
from agent.records import Budget, ModelUse
from agent.run import events, rundir

if TYPE_CHECKING:  # loaded when a run is planned: a chat answers at once
    from agent.run.prepare import Prepared

LIMIT = 6_000
"""Characters of what a tool says."""
MINUTES = 10.0
NAMES = (
    "profile",
    "plan",
    "run",
    "resume",
    "stop",
    "status",
    "leaderboard",
    "tree",
    "explain",
    "diff",
    "export",
    "predict",
    "steer",
)
"""The tools that a model gets: these methods of `Desk`, with their docstrings."""


@dataclass
class Desk:
    """One data folder, one folder of runs, and what may be done with them."""

    data: Path | None
    out: Path
    approve: Callable[[str], bool]
    """Asks the person whether this may be done."""
    show: Callable[[ForgeweldError], None]
    """Shows the person an error that may quote the data, and so is for no model."""
    use: ModelUse | None = None
    """The model for runs; None for rules alone."""
    clean: Callable[[str], str] = lambda text: text
    """Takes secrets out."""
    here: str = ""
    """The run that is meant where none is named; the last one if empty."""
    said: str = field(default="", init=False)
    """The last sentence that was planned or run."""
    notes: tuple[str, ...] = field(default=(), init=False)
    """Why it is understood so: for the person alone, since cells may be quoted."""
    wishes: tuple[tuple[str, str], ...] = field(default=(), init=False)
    """Pins and forbids for the next plan and run."""
    minutes: float = field(default=MINUTES, init=False)
    """For the next run, if none are named."""
    max_params: int | None = field(default=None, init=False)
    """For the next plan and run."""

    def call(self, name: str, **arguments) -> str:
        """What the tool `name` says; errors of ours in words, everything made safe."""
        return self.guarded(name, lambda: getattr(self, name)(**arguments))

    def guarded(self, name: str, work: Callable[[], str]) -> str:
        """What `work` says, in the same way."""
        try:
            text = work()
        except ForgeweldError as error:
            text = telling.error(error)
        except OSError as error:
            text = f"✗ {name}: {error.strerror or 'the files fail'}"
        return hygiene.clean(self.clean(text), LIMIT)

    def profile(self) -> str:
        """Describe the data: its columns with type, gaps and ranges; no cells."""
        from agent.data import columns, tables

        where = self._data()
        try:
            data = tables.read(where)
            found = columns.describe(data)
        except ForgeweldError as error:
            raise self._kept_back(error) from error
        lines = telling.columns(found, len(data.labelled), data.given is not None)
        return "\n".join([lines, *telling.unread(found)])

    def plan(self, statement: str) -> str:
        """Tell how a sentence is understood, and which models would be tried first.
        Writes nothing. The sentence says what to predict, from what, by which metric,
        such as: Predict alarm from the picture and the sweep. Metric: F1."""
        return telling.planned(self.understood(statement, thorough=False))

    def run(self, statement: str, minutes: float | None = None) -> str:
        """Train and improve models for a sentence, for so many minutes (10), in the
        background. Asks the person first. Comes back at once: ask for the status."""
        statement = asked.sentence(statement or self.said)
        minutes = self.minutes if minutes is None else minutes
        where = f"{minutes:g} min on {self._data()}, into {self.out}/"
        if not self.approve(f"start a run: {hygiene.line(statement)} ({where})"):
            return REFUSED
        from agent.interfaces import commands
        from agent.run import prepare

        ready = self.understood(statement, minutes, thorough=True)
        run_dir = prepare.start(
            ready,
            self.out,
            name=None,
            sandbox="auto",
            on_missing="auto",
            model=self.use,
        )
        commands.begin(run_dir)
        state = rundir.state(run_dir)
        return f"{run_dir.name} is {state}\n{telling.planned(ready)}"

    def resume(self, run: str = "", minutes: float | None = None) -> str:
        """Go on with a stopped or killed run, or give a finished one another total
        budget of minutes. Asks the person first. The last run if none is named."""
        from agent.interfaces import commands

        run_dir = self._run(run)
        begun = rundir.load(run_dir)
        if begun.sandbox == "process":
            raise UsageError(
                f"{begun.name} goes without isolation, which a chat can't allow",
                fix=f"forgeweld resume {run_dir} --unsafe, if you mean it",
            )
        how = f", {asked.positive(minutes):g} min in all" if minutes else ""
        if not self.approve(f"go on with {run_dir.name}{how}"):
            return REFUSED
        commands.begin(run_dir, minutes=minutes)
        return telling.states([reading.state_row(run_dir)])

    def stop(self, run: str = "") -> str:
        """Save a run and end its process; it can be resumed. Asks the person first.
        The last run if none is named."""
        run_dir = self._run(run)
        if rundir.pid(run_dir) is None:
            return f"{run_dir.name} is not running"
        if not self.approve(f"stop {run_dir.name}; it can be resumed"):
            return REFUSED
        rundir.stop(run_dir)
        return telling.states([reading.state_row(run_dir)])

    def status(self, run: str = "") -> str:
        """Tell the state of every run, or of the one named: its trials and the best
        score so far."""
        if run:
            found = [self._run(run)]
        else:
            found = [path.parent for path in sorted(self.out.glob("*/run.json"))]
        rows = [reading.state_row(path) for path in found]
        why = [reading.fault(found[0])] if len(found) == 1 else []
        return "\n  ✗ ".join([telling.states(rows), *filter(None, why)])

    def leaderboard(self, run: str = "") -> str:
        """List every trial of a run, the best first, with score, interval and verdict.
        The last run if none is named."""
        run_dir = self._run(run)
        spec = rundir.load(run_dir).spec
        ends = [e for e in self._events(run_dir) if e.type == "run.finished"]
        told = ends[-1].data["outcome"] if ends else None
        return telling.leaderboard(spec.metric, reading.trials(run_dir), told)

    def tree(self, run: str = "") -> str:
        """Show which trial grew out of which, by whose idea, and what came of it. The
        last run if none is named."""
        run_dir = self._run(run)
        metric = rundir.load(run_dir).spec.metric
        return growth.tree(metric, reading.trials(run_dir))

    def explain(self, trial: int, run: str = "") -> str:
        """Tell all about one trial: why it was tried, what it is made of, how it
        learnt, what it scored. The last run if none is named."""
        run_dir = self._run(run)
        metric = rundir.load(run_dir).spec.metric
        done = reading.trial(run_dir, trial)
        log = run_dir / "trials" / str(trial) / "log"
        return telling.trial(metric, done, log)

    def diff(self, first: int, second: int, run: str = "") -> str:
        """Tell in what two trials differ: blocks, arguments, training, score. The last
        run if none is named."""
        run_dir = self._run(run)
        metric = rundir.load(run_dir).spec.metric
        pair = reading.trial(run_dir, first), reading.trial(run_dir, second)
        return telling.differences(metric, *pair)

    def export(self, folder: str, run: str = "") -> str:
        """Copy a run's best project, with its weights, to a new folder of that name
        beside the runs' folder. Asks the person first. The last run if none is named.
        """
        project = self._run(run) / "project"
        if not project.is_dir():
            raise RunError(
                f"{project.parent.name} has no project yet",
                why="it is written when a run has finished",
                fix=f"forgeweld watch {project.parent}",
            )
        target = asked.new_name(
            self.out, folder, "export wants the name of a new folder"
        )
        if not self.approve(f"copy {project} to {target}"):
            return REFUSED
        try:
            shutil.copytree(project, target, symlinks=True)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            raise
        return f"{target} holds the project; its README.md says how to use it"

    def steer(self, kind: str, what: str = "", run: str = "") -> str:
        """Steer a run. Kinds: skip ends the running trial; extend adds `what` minutes;
        pin and forbid name a block or a modality in `what` that every later plan has,
        or none; free lifts that again. Asks the person first. The last run if none is
        named."""
        run_dir = self._run(run)
        question, data = asked.steering(kind, what, run_dir.name)
        if not self.approve(question):
            return REFUSED
        return steer.asked(run_dir, kind, **data)[1]

    def predict(self, file: str, output: str, run: str = "") -> str:
        """Predict the rows of a table (CSV, Excel, JSONL, Parquet) with a run's best
        project, inside the sandbox, into a new CSV file of the name `output` beside the
        runs' folder. Asks the person first. The last run if none is named."""
        from agent.interfaces import using
        from agent.run import finished

        ready = finished.load(self._run(run))
        target = asked.new_name(
            self.out, output, "predict wants the name of a new file"
        )
        if target.suffix.lower() != ".csv":
            raise UsageError("the predictions' name has to end in .csv")
        source = Path(file).expanduser()
        shown_ = hygiene.line(str(source))
        if not self.approve(f"predict {shown_} by {ready.run_dir.name} to {target}"):
            return REFUSED
        try:
            done = using.run_table(ready, source, target)
        except (DataError, RunError) as error:  # they may quote cells
            raise self._kept_back(error) from error
        lines = [f"{target}: {done.rows} rows, {done.errors} with an error"]
        lines += [f"{name} isn't there: missing" for name in done.lacking]
        return "\n".join(lines)

    def understood(
        self,
        statement: str,
        minutes: float | None = None,
        *,
        trials: int | None = None,
        thorough: bool,
    ) -> "Prepared":
        """A sentence, the last one if it is empty, with what the person has wished for
        since; `thorough` decodes every media file. Raises UsageError, after `show` has
        had the error, for what can't be used."""
        from agent.run import prepare
        from agent.run.request import Request

        minutes = self.minutes if minutes is None else minutes
        request = Request(
            statement=asked.sentence(statement or self.said),
            data=self._data(),
            budget=Budget(seconds=60 * asked.positive(minutes), trials=trials),
            model=self.use if thorough else None,
            wishes=self.wishes,
            max_params=self.max_params,
        )
        try:
            ready = prepare.understand(request, thorough=thorough)
        except ForgeweldError as error:
            raise self._kept_back(error) from error
        self.said, self.notes = request.statement, ready.spec.notes
        return ready

    def _data(self) -> Path:
        if self.data is None:
            raise UsageError(
                "this chat has no data folder", fix="forgeweld chat --data DIR"
            )
        return self.data

    def _kept_back(self, error: ForgeweldError) -> ForgeweldError:
        """Shows an error that may quote cells; the one to tell says only its class."""
        self.show(error)
        return UsageError(
            f"this can't be used as it is ({error.code})",
            why="what is wrong stands on the person's screen",
        )

    def _run(self, name: str) -> Path:
        """A run below `out`; a path elsewhere is none."""
        name = name or self.here
        if not re.fullmatch(r"[\w.-]*", name) or name.startswith("."):
            raise UsageError(f"no run {shown(name)}", fix="status lists the runs")
        if (self.out / name / "run.json").exists() and name:
            return self.out / name
        return rundir.find(self.out, name or None)

    def _events(self, run_dir: Path) -> list[events.Event]:
        return list(events.read(run_dir / events.FILE))


REFUSED = "refused: the person did not allow it; nothing was done"
