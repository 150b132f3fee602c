"""The MCP tools: each does what the command line does, and answers a record.

Titles are what a person is asked to consent to. A call that is broken off leaves the
run alone: runs are processes of their own.
"""

from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from agent.errors import ForgeweldError, RunError, UsageError
from agent.interfaces.mcp import answers
from agent.interfaces.mcp.arguments import MINUTES, Data, Minutes, RunId, Task
from agent.interfaces.mcp.consent import ASKED, Consent
from agent.interfaces.mcp.door import Door, in_words, safe, told
from agent.interfaces.mcp.waiting import LONGEST_S, news

NOTES = ("not understood", "used although", "metric", "target")
"""How notes begin that quote the sentence and names of columns, but no cells."""


def add(server: MCPServer, door: Door) -> None:
    """Register every tool."""
    tools = Tools(door)
    reads = ToolAnnotations(
        read_only_hint=True,
        destructive_hint=False,
        idempotent_hint=True,
        open_world_hint=False,
    )
    acts = ToolAnnotations(
        read_only_hint=False,
        destructive_hint=False,
        idempotent_hint=False,
        open_world_hint=False,
    )
    again = acts.model_copy(update={"idempotent_hint": True})
    titles = {
        "data_profile": ("Look at the columns of a data set", reads),
        "plan_propose": ("Show how a task is understood (writes nothing)", reads),
        "project_scaffold": (
            "Write a PyTorch project, untrained, to a new folder",
            acts,
        ),
        "run_start": (
            "Train models in the background (uses CPU or GPU, writes files)",
            acts,
        ),
        "run_status": ("Look at how a training run is doing", reads),
        "run_wait": ("Wait up to 45 s for news of a training run", reads),
        "run_cancel": ("Stop a training run; its state is saved", again),
        "run_resume": ("Go on with a training run (uses CPU or GPU)", acts),
        "trial_explain": ("Explain one trial of a run", reads),
        "model_predict": ("Predict new rows into a new CSV file, in the sandbox", acts),
    }
    for name, (title, hints) in titles.items():
        method = getattr(tools, name)
        words = " ".join((method.__doc__ or "").split())
        server.add_tool(
            method,
            name=name,
            title=title,
            description=words,
            annotations=hints.model_copy(update={"title": title}),
        )


class Tools:
    """One method for each tool; its docstring is what the client's model reads."""

    def __init__(self, door: Door):
        self.door = door

    @told
    def data_profile(self, data: Data) -> answers.Profiled:
        """Describe a data set: rows, and columns with type, gaps and ranges of numbers.
        No cells."""
        from agent.data import columns, tables

        found = tables.read(_existing(data))
        return answers.Profiled(
            data=data,
            rows=len(found.labelled),
            has_test_table=found.given is not None,
            columns=[_column(column) for column in columns.describe(found)],
        )

    @told
    def plan_propose(self, task: Task, data: Data) -> answers.Proposed:
        """Tell how a sentence is understood for this data: target, kind of task,
        metric, inputs, split; and which models would be tried first. Writes nothing."""
        from agent.interfaces import telling

        ready = self._ready(task, data)
        spec, split = ready.spec, ready.profile.split
        lines = telling.planned(ready).splitlines()
        return answers.Proposed(
            target=list(spec.target),
            kind=spec.kind,
            metric=spec.metric.name,
            higher_is_better=spec.metric.maximize,
            inputs={m.name: m.kind for m in spec.modalities},
            train=split.train,
            select=split.select,
            test=split.test,
            warnings=[x.strip("! ") for x in lines if x.startswith("!")],
            notes=[n for n in spec.notes if n.startswith(NOTES)],
            first_trials=[
                " ".join(x.split()[1:]) for x in lines if x[:3].strip().isdigit()
            ],
            files=list(ready.files),
        )

    @told
    def project_scaffold(
        self,
        task: Task,
        data: Data,
        out: Annotated[str, Field(description="A folder that is new or empty.")],
    ) -> answers.Scaffolded:
        """Write a standalone PyTorch project for a task to a new folder, untrained, for
        people who want to train it themselves. run_start trains and improves instead.
        """
        from agent.interfaces import scaffold, telling
        from agent.project.scaffold import first_fusion

        ready = self._ready(task, data)
        folder = Path(out).expanduser()
        return answers.Scaffolded(
            folder=str(folder),
            files=scaffold.write(ready, folder),
            model=telling.made_of(first_fusion(ready.spec, ready.plans)),
            next="python train.py --data VIEW --out OUT; a run writes that view of the "
            "data to its folder `view`",
        )

    @told
    def run_start(
        self,
        task: Task,
        data: Data,
        consent: Consent,
        minutes: Minutes = MINUTES,
        trials: Annotated[
            int | None, Field(gt=0, description="At most so many.")
        ] = None,
        approve: Annotated[bool, Field(description=ASKED)] = False,
    ) -> answers.Started:
        """Train and improve models for a sentence in the background: the run is a
        process of its own and outlives this client. Comes back with a run_id within
        seconds; then poll run_wait. The same task and data go on with the same run."""
        if not consent.agreed:
            raise ToolError(
                "refused: the person did not agree to this run; nothing was done.\n"
                "Ask them, then call again with approve=true."
            )
        from agent.interfaces import commands, telling
        from agent.run import prepare, rundir

        desk = self.door.desk(data)
        ready = self._ready(task, data, minutes, trials, thorough=True)
        run_dir = prepare.start(
            ready,
            self.door.out,
            name=None,
            sandbox="auto",
            on_missing="auto",
            model=desk.use,
        )
        commands.begin(run_dir)
        return answers.Started(
            run_id=run_dir.name,
            state=rundir.state(run_dir),
            folder=str(run_dir),
            understood=telling.planned(ready),
            watch=f"forgeweld watch {run_dir}",
            page=f"forgeweld ui --out {self.door.out}",
            project=str(run_dir / "project"),
        )

    @told
    def run_status(self, run_id: RunId) -> answers.Status:
        """Tell how a run does: state, scores with intervals, the best first; at its end
        the test score, whether fusion pays, and the project's folder."""
        from agent.interfaces.mcp import reports

        return reports.status(self.door.run(run_id))

    async def run_wait(
        self,
        run_id: RunId,
        ctx: Context,
        timeout_s: Annotated[
            float, Field(ge=0, le=LONGEST_S, description="At most 45.")
        ] = 30.0,
    ) -> answers.Status:
        """Wait until a trial of the run ends, or the run does, or the time is up; then
        answer as run_status. If `done` is false, call it again. Breaking this call off
        does not touch the run."""
        try:
            run_dir = self.door.run(run_id)
            return safe(await news(ctx, run_dir, timeout_s))
        except ForgeweldError as error:
            raise in_words(error) from error

    @told
    def run_cancel(self, run_id: RunId) -> answers.Status:
        """Save a run and end its process. Nothing is lost: run_resume goes on."""
        from agent.interfaces.mcp import reports
        from agent.run import rundir

        run_dir = self.door.run(run_id)
        rundir.stop(run_dir)
        return reports.status(run_dir)

    @told
    def run_resume(
        self,
        run_id: RunId,
        minutes: Annotated[
            float | None, Field(gt=0, le=10_000, description="A new total budget.")
        ] = None,
    ) -> answers.Status:
        """Go on with a stopped, failed or killed run where it was; or give a finished
        one a larger total budget of minutes."""
        from agent.interfaces.mcp import reports

        run_dir = self.door.run(run_id)
        self.door.desk().resume(run_dir.name, minutes)
        return reports.status(run_dir)

    @told
    def trial_explain(
        self, run_id: RunId, trial: Annotated[int, Field(ge=1)]
    ) -> answers.Explained:
        """Tell all about one trial: why it was tried, what it is made of, how it
        learnt, what it scored against what."""
        from agent.interfaces import reading

        run_dir = self.door.run(run_id)
        done = reading.trial(run_dir, trial)
        return answers.Explained(
            run_id=run_dir.name,
            trial=trial,
            name=done.plan.name,
            verdict=done.verdict,
            score=done.select.value if done.select else None,
            text=self.door.desk().explain(trial, run_dir.name),
        )

    @told
    def model_predict(
        self,
        run_id: RunId,
        input: Annotated[str, Field(description="Table of new rows: CSV, Parquet, …")],
        output: Annotated[
            str, Field(description="A new CSV file.")
        ] = "predictions.csv",
    ) -> answers.Predicted:
        """Predict the rows of a table with the best model of a finished run, in the
        sandbox, into a new CSV file. Answers where it is, not what is in it."""
        from agent.interfaces.mcp import predicting

        run_dir, source = self.door.run(run_id), _existing(input)
        try:
            target = Path(output).expanduser().absolute()
            return predicting.predict(run_dir, source, target)
        except RunError as error:
            see = f"forgeweld predict {run_dir} --input … --output …"
            raise self.door.kept(error, see) from error

    def _ready(
        self,
        task: str,
        data: str,
        minutes: float = MINUTES,
        trials: int | None = None,
        *,
        thorough: bool = False,
    ) -> Any:
        _existing(data)
        return self.door.desk(data).understood(
            task, minutes, trials=trials, thorough=thorough
        )


def _existing(data: str) -> Path:
    path = Path(data).expanduser()
    if not path.exists():
        raise UsageError(
            f"there is no {path}", where=str(Path.cwd()), fix="give a full path"
        )
    return path


def _column(column: Any) -> answers.ColumnInfo:
    return answers.ColumnInfo(
        name=column.name,
        type=column.type,
        unique=column.unique,
        missing=column.missing,
        low=column.low,
        high=column.high,
        shape=column.shape,
        in_test_table=column.in_given,
    )
