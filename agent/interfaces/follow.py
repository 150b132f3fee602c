"""Following a run by its events: a live line on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

from agent.errors import RunError
from agent.hygiene import line as clean
from agent.interfaces import modelled
from agent.interfaces.language import t, told
from agent.interfaces.screen import say
from agent.project.stacking import modality_of
from agent.records import Plan, Trial
from agent.run import events, rundir, steering
from agent.run.events import Event

POLL = 0.2
"""Seconds between two looks at the events."""


def wait_for_start(
    process: Popen[bytes], run_dir: Path, after: int, patience: float = 600.0
) -> None:
    """Return when the run process has spoken. Raises RunError if it does not."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        dead = process.poll() is not None
        if any(events.read(run_dir / events.FILE, after)):
            return
        if dead:
            break
        time.sleep(POLL)
    raise RunError(
        "the run process did not start",
        where=str(run_dir / "runner.log"),
        fix="its own words are in that file",
    )


def stream(run_dir: Path) -> Iterator[Event | None]:
    """The events of a run, as they come, until its process has ended.

    None is given when there is nothing new, so that a caller can tend its display.
    """
    tail = events.Tail(run_dir / events.FILE)
    while True:
        alive = rundir.pid(run_dir) is not None
        yield from tail.new()
        if not alive:
            return
        yield None
        time.sleep(POLL)


def follow(run_dir: Path) -> None:
    """Tell a run's events on stderr until its process ends."""
    teller = Live(run_dir) if sys.stderr.isatty() else Lines(run_dir)
    with teller:
        for event in stream(run_dir):
            if event is not None:
                teller.tell(event)


class Lines:
    """One line per epoch and per trial; no colour, nothing that moves."""

    def __init__(self, run_dir: Path):
        self.name = run_dir.name
        self.plans: dict[int, Plan] = {}
        self.best: tuple[float, int] | None = None
        spec = rundir.load(run_dir).spec
        self.metric, self.names = spec.metric, [m.name for m in spec.modalities]

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *exc: object) -> None:
        pass

    def tell(self, event: Event) -> None:
        """One event, if it is worth a line."""
        clock = time.strftime("%H:%M:%S", time.localtime(event.ts))
        for line in self.lines(event):
            say(f"{clock} {self.name} {line}")

    def lines(self, event: Event) -> Iterator[str]:
        """The words for an event."""
        trial, data = event.trial or 0, event.data
        if event.type == "trial.started":
            plan = self.plans[trial] = Plan.model_validate(data["plan"])
            yield f"#{trial} {plan.name}: {told(plan.reason)} ({plan.seconds:.0f} s)"
        elif event.type == "metric":
            figures = [f"{k} {v:.4g}" for k, v in data.items() if k != "epoch"]
            name = self.plans[trial].name if trial in self.plans else ""
            yield f"#{trial} {name} epoch {data['epoch']:.0f} {' '.join(figures)}"
        elif event.type == "trial.finished":
            yield self.finished(Trial.model_validate(data["record"]))
        elif event.type == "features.frozen":
            yield _frozen(data)
        elif event.type == "data.patched":
            first = ", ".join(data["first"][:3])
            where = modality_of(data["modality"], self.names)
            yield f"{where}: {data['rows']} rows {told(data['why'])} ({first})"
        elif event.type == "edits.conflict":
            yield f"#{trial} ! {data['file']} line {data['line']}: {data['why']}"
        elif event.type == "trial.cold":
            yield f"#{trial} again, in a fresh process: {data['message']}"
        elif event.type.startswith("plan."):
            yield _sized(event)
        elif event.type == "cores.free":
            yield t("cores that others leave free: {count}", count=data["count"])
        elif event.type == "slurm.state":
            yield t("Slurm: {state}; nodes that have joined: {nodes}", **data)
        elif event.type == "checkpoint.gone":
            yield f"#{trial} starts anew: {data['message']}"
        elif event.type == "claim.differs":
            yield f"#{trial} ! {data['message']}"
        elif event.type.startswith(("model.", "block.")):
            yield from modelled.lines(event.type, data)
        elif event.type == "refit.started":
            yield _again(trial, data)
        elif event.type == "refit.finished" and data["fault"]:
            yield f"#{trial} that is not used: {data['fault']}"
        elif event.type.startswith("folds."):
            yield _raced(event)
        elif event.type == "ensemble.tried":
            yield _together(data)
        elif event.type.startswith("distil."):
            yield _taught(event)
        elif event.type in steering.ANSWERS:
            said = data["message"]
            if event.type != steering.ANSWERS[0]:
                said = t("refused: {message}", message=said)
            yield f"{data['kind']}: {said}"
        elif event.type == "report.failed":
            yield t("! the report could not be written: {what}", what=data["what"])
        elif event.type == "run.state":
            yield told(data["state"])
        elif event.type == "error":
            yield t("error: {what}", what=data["what"])

    def finished(self, done: Trial) -> str:
        """How a trial ended, in a line."""
        head = f"#{done.index} {done.plan.name}"
        who = {"trial": done.index, "name": done.plan.name}
        if done.verdict == "skipped":
            seconds = f"{done.result.wall_s:.0f}"
            return t(
                "#{trial} {name} skipped after {seconds} s", **who, seconds=seconds
            )
        if done.select is None:
            why = {"failure": done.failure, "note": done.note}
            return t("#{trial} {name} failed: {failure}: {note}", **who, **why)
        value = done.select.value
        if self.best is None or self.metric.better(value, self.best[0]):
            self.best = value, done.index
        low, high = done.select.interval
        score = f"{self.metric.name} {value:.4f} [{low:.4f}, {high:.4f}]"
        note = f" {done.note}" if done.note else ""
        return f"{head} {score} {told(done.verdict)}{note} · {done.result.wall_s:.0f} s"


def _frozen(data: dict) -> str:
    """What came of asking a pretrained encoder of every row."""
    if data["fault"]:
        why = told(data["fault"])
        return t("{encoder} is not used: {fault}", encoder=data["encoder"], fault=why)
    return t(
        "{encoder} has read {cells} in {seconds} s",
        encoder=data["encoder"],
        cells=", ".join(data["columns"]),
        seconds=f"{data['seconds']:.0f}",
    )


def _sized(event: Event) -> str:
    """How a plan's weights fit into its processes."""
    data = event.data
    if event.type == "plan.unmeasured":
        return t("{plan}: not measured, copied into each process", plan=data["plan"])
    if event.type == "plan.large":
        return t(
            "{plan} seems too large for this machine: {fix}",
            plan=data["plan"],
            fix=told(data["fix"]),
        )
    return t(
        "{plan}: weights sharded, {mb} MB in each of {n} processes ({whole} whole)",
        plan=data["plan"],
        mb=f"{data['mb']:,.0f}",
        n=data["n"],
        whole=f"{data['whole']:,.0f}",
    )


def _again(trial: int, data: dict) -> str:
    """A model that is trained on all labelled rows."""
    row = {"trial": trial, "rows": data["rows"]}
    if data.get("again"):
        return t("#{trial} with another seed, on all {rows} labelled rows", **row)
    return t("#{trial} once more, on all {rows} labelled rows", **row)


def _raced(event: Event) -> str:
    """A race on folds, as it begins and as it stands."""
    data = event.data
    if event.type == "folds.started":
        return t(
            "contenders once more, without part {fold} of the rows: {trials}",
            fold=data["fold"],
            trials=" ".join(f"#{n}" for n in data["trials"]),
        )
    return t(
        "on {rows} rows that none of them had seen: {scores}",
        rows=data["rows"],
        scores=" ".join(f"#{n} {value:g}" for n, value in data["scores"].items()),
    )


def _together(data: dict) -> str:
    """What came of averaging, in a line."""
    low, high = data["select_interval"]
    return t(
        "ensemble {parts} {gain} [{low}, {high}] against #{over}, {more} on rows left "
        "out{used}",
        parts=" + ".join(
            t("{weight} of #{trial}", weight=f"{weight:.2f}", trial=trial)
            for trial, weight in data["members"].items()
        ),
        gain=f"{data['select']:+.4f}",
        low=f"{low:+.4f}",
        high=f"{high:+.4f}",
        over=data["over"],
        more=f"{data['out_of_bag']:+.4f}",
        used="" if data["chosen"] else t(": not used"),
    )


def _taught(event: Event) -> str:
    """A network that learns from others, as it begins and what came of it."""
    data = event.data
    if event.type == "distil.left":
        return t("no network is taught: {why}", why=told(data["why"]))
    if event.type == "distil.started":
        return t(
            "#{trial} is to learn what others answer: {members}",
            trial=event.trial,
            members=" + ".join(f"{w:.2f} of #{n}" for n, w in data["members"].items()),
        )
    if data["why"]:
        return f"#{event.trial} {told(data['why'])}"
    gain = {"gain": f"{data['select']:+.4f}", "doubt": f"{data['doubt']:.4f}"}
    if data["chosen"]:
        return t(
            "taught: #{trial} is {gain} (± {doubt}) better than #{over}",
            **gain,
            trial=event.trial,
            over=data["over"],
        )
    return t(
        "taught: #{trial} against #{over} {gain} (± {doubt}): not used alone",
        **gain,
        trial=event.trial,
        over=data["over"],
    )


class Live(Lines):
    """Finished trials as lines, the running one in a line that changes."""

    def __init__(self, run_dir: Path):
        super().__init__(run_dir)
        from rich.console import Console
        from rich.live import Live as RichLive

        self.console = Console(stderr=True, highlight=False)
        self.live = RichLive(console=self.console, refresh_per_second=4)

    def __enter__(self) -> "Live":
        self.live.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.live.update("")
        self.live.__exit__(None, None, None)

    def tell(self, event: Event) -> None:
        from rich.text import Text

        if event.type == "metric":
            line = clean(self.running(event))
            self.live.update(Text(line, no_wrap=True, overflow="ellipsis"))
            return
        for line in self.lines(event):
            if event.type != "run.state":
                style = "bold" if " keep " in line else ""
                self.console.print(Text(clean(line), style=style))
        if event.type == "trial.finished":
            self.live.update("")

    def running(self, event: Event) -> str:
        """The line of the trial that runs now: how far it is and how it learns."""
        plan, data = self.plans.get(event.trial or 0), event.data
        spent = float(data.get("seconds", 0))
        share = min(spent / plan.seconds, 1) if plan else 0
        bar = "█" * round(12 * share) + "·" * (12 - round(12 * share))
        epoch = f"#{event.trial} {plan.name if plan else ''} epoch {data['epoch']:.0f}"
        valid = [f"{k} {v:.4g}" for k, v in data.items() if k.startswith("valid_")]
        best = f"best {self.best[0]:.4f} (#{self.best[1]})" if self.best else ""
        return f"  {bar} {epoch}  {'  '.join(valid)}  {best}"
