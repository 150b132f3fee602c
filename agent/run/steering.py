"""Steering a run: what people ask of it in `requests.jsonl`, and how it answers.

Anybody may append a request; the run process alone reads them, at its ticks, and
answers each once with an event: `steer.done` or `steer.refused`, with the request's
`id` and a `message`. What was asked of a run without a process, the next one answers.
"""

import fcntl
import math
import os
import secrets
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from agent.errors import UsageError
from agent.proposers import wishing
from agent.proposers.wishing import Unfit
from agent.records import Profile, Record, TaskSpec, Wishes
from agent.run import events, rundir
from agent.run.events import Event, EventLog

FILE = "requests.jsonl"
Kind = Literal["skip", "extend", "pin", "forbid", "free"]
ANSWERS = ("steer.done", "steer.refused")
MOST = 60 * 24 * 30.0
"""Minutes that one request may add."""
SKIPPED = "skipped by the user"


class Request(Record):
    """One thing that somebody wants of a run."""

    id: str
    ts: float
    kind: Kind
    """skip: end the running trial, the run goes on. extend: more minutes. pin, forbid:
    a block or a modality that every later plan has, or that none has. free: neither."""
    minutes: float = 0.0
    """Of extend."""
    block: str = ""
    """Of pin, forbid and free: a block's or a modality's name, its role before it where
    the name alone is not clear: `gated`, `encoder mlp`, `modality picture`."""
    trial: int = 0
    """Of skip: the trial that was running when it was asked for."""


def ask(run_dir: Path, kind: str, **data: Any) -> str:
    """Append a request to a run, live or not, and return its id.

    `data`: `minutes` of extend, `block` of pin, forbid and free; skip needs none.
    Raises UsageError for what could not be granted as things stand, with the reason.
    """
    run, seen = rundir.load(run_dir), list(events.read(run_dir / events.FILE))
    given = {"id": secrets.token_hex(4), "ts": round(time.time(), 3), "kind": kind}
    if kind == "skip" and not data:
        data = {"trial": _running(run_dir, seen)}
    try:
        request = Request.model_validate({**given, **data})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "request"
        raise UsageError(
            f"this can't be asked of a run: {kind}",
            why=f"{where}: {first['msg']}",
            fix="there are skip, extend (minutes), pin, forbid and free (block)",
        ) from error
    if fault := _fault(request):
        raise UsageError(fault)
    own = run.blocks or (run_dir / "blocks").exists()
    if request.kind in wishing.KINDS and not own:  # those the run process knows alone
        spec = run.spec.model_copy(update={"wishes": wishes(run.spec, seen)})
        for earlier in (*pending(run_dir, seen), request):
            try:
                spec = _wished(spec, run.profile, earlier)[0]
            except Unfit as error:
                if earlier is request:
                    raise UsageError(str(error), where=run.name) from error
    _append(run_dir / FILE, request)
    return request.id


def requests(run_dir: Path) -> list[Request]:
    """All that was ever asked of a run, each once; lines that are no requests are left
    out, as nobody waits for an answer to them."""
    path, found = run_dir / FILE, {}
    if path.exists():
        for line in path.read_bytes().split(b"\n")[:-1]:  # a half line has no end
            try:
                request = Request.model_validate_json(line)
            except ValidationError:
                continue
            found.setdefault(request.id, request)
    return list(found.values())


def pending(run_dir: Path, seen: Iterable[Event]) -> list[Request]:
    """The requests that no event answers yet."""
    answered = {e.data["id"] for e in seen if e.type in ANSWERS}
    return [r for r in requests(run_dir) if r.id not in answered]


def answer(run_dir: Path, request: str, patience: float = 15.0) -> Event | None:
    """The event that answers a request; None if none came in so many seconds, or no
    process is there to give one."""
    end = time.monotonic() + patience
    while True:
        alive = rundir.pid(run_dir) is not None
        for event in events.read(run_dir / events.FILE):
            if event.type in ANSWERS and event.data["id"] == request:
                return event
        if not alive or time.monotonic() > end:
            return None
        time.sleep(0.1)


def wishes(spec: TaskSpec, seen: Iterable[Event]) -> Wishes:
    """The wishes that hold: the task's, or those of the last answer with any."""
    told = [
        e.data["wishes"] for e in seen if e.type == ANSWERS[0] and "wishes" in e.data
    ]
    return Wishes.model_validate(told[-1]) if told else spec.wishes


class Steering:
    """The run process's side: holds what is not answered yet."""

    def __init__(self, run_dir: Path, log: EventLog, profile: Profile):
        self.run_dir, self.log, self.profile = run_dir, log, profile
        self.ending = False
        """Whether the search has ended: more minutes then wait for its next round."""
        self._size = -1
        self._open: list[Request] = []

    def look(self, spec: TaskSpec, running: Collection[int]) -> TaskSpec:
        """Answer what can be answered; the task as it is now. `running` are the trials
        that could be skipped."""
        self._read()
        waiting = []
        for request in self._open:
            later = request.kind == "extend" and self.ending
            if later or (request.kind == "skip" and request.trial in running):
                waiting.append(request)  # until that trial's end is on record
            else:
                spec = self._answered(spec, request)
        self._open = waiting
        return spec

    def skips(self, trial: int | None) -> bool:
        """Whether somebody wants this trial to end."""
        return any(r.kind == "skip" and r.trial == trial for r in self._open)

    def extends(self) -> bool:
        """Whether more minutes wait."""
        return any(r.kind == "extend" for r in self._open)

    def _read(self) -> None:
        try:
            size = (self.run_dir / FILE).stat().st_size
        except OSError:
            return
        if size != self._size:
            self._open = pending(self.run_dir, events.read(self.log.path))
            self._size = size

    def _answered(self, spec: TaskSpec, request: Request) -> TaskSpec:
        told: dict[str, Any] = {"id": request.id, "kind": request.kind}
        trial = request.trial or None
        try:
            if fault := _fault(request):
                raise Unfit(fault)
            if request.kind == "skip":
                told["message"] = self._skipped(request.trial)
            elif request.kind == "extend":
                spec, told["message"] = self._extended(spec, request)
                told["seconds"] = spec.budget.seconds
            else:
                spec, name = _wished(spec, self.profile, request)
                told["block"], told["message"] = name, SAID[request.kind].format(name)
                told["wishes"] = spec.wishes.model_dump(mode="json")
        except Unfit as error:
            self.log.add("steer.refused", trial, **told, message=str(error))
        else:
            self.log.add("steer.done", trial, **told)
        return spec

    def _skipped(self, trial: int) -> str:
        """What to say when the trial is over; Unfit if it was not we who ended it."""
        for event in events.read(self.log.path):
            if event.type == "trial.finished" and event.trial == trial:
                if event.data["record"]["failure"] == "skipped":
                    return f"#{trial} was skipped; the run goes on"
                raise Unfit(f"#{trial} had ended by itself")
        raise Unfit(f"#{trial} is not running")

    def _extended(self, spec: TaskSpec, request: Request) -> tuple[TaskSpec, str]:
        """The task with more time, `run.json` with it: once, whenever we are killed."""
        run = rundir.load(self.run_dir)
        if request.id not in run.extended:
            more = 60 * request.minutes
            seconds = run.spec.budget.seconds + more
            budget = run.spec.budget.model_copy(update={"seconds": seconds})
            longer = run.spec.model_copy(update={"budget": budget})
            extended = {**run.extended, request.id: more}
            update = {"spec": longer, "extended": extended}
            run = run.model_copy(update=update)
            rundir.write(self.run_dir, run)
        budget = run.spec.budget
        said = f"{request.minutes:g} min more: {budget.seconds / 60:g} min in all"
        if budget.trials is not None:
            said += f", but at most {budget.trials} trials"
        return spec.model_copy(update={"budget": budget}), said


SAID = {
    "pin": "every later plan has {}; earlier trials stay as they are",
    "forbid": "no later plan has {}; earlier trials stay as they are",
    "free": "{} is neither pinned nor forbidden any more",
}


def _wished(spec: TaskSpec, profile: Profile, request: Request) -> tuple[TaskSpec, str]:
    if request.kind not in wishing.KINDS:
        return spec, ""
    wanted, name = wishing.wished(spec, profile, request.kind, request.block)
    return spec.model_copy(update={"wishes": wanted}), name


def _fault(request: Request) -> str | None:
    """What is wrong with a request by itself."""
    if request.kind == "extend":
        fine = math.isfinite(request.minutes) and 0 < request.minutes <= MOST
        return None if fine else f"minutes are above 0 and at most {MOST:g}"
    if request.kind in wishing.KINDS and not request.block.strip():
        return f"{request.kind} wants a block's or a modality's name"
    return None


def _running(run_dir: Path, seen: list[Event]) -> int:
    """The trial that runs now, of several the last one that was started. Raises
    UsageError if none does."""
    begun = [e.trial for e in seen if e.type == "trial.started"]
    ended = {e.trial for e in seen if e.type == "trial.finished"}
    last = next((t for t in reversed(begun) if t not in ended), None)
    if last is None or rundir.pid(run_dir) is None:
        raise UsageError(
            "no trial is running that could be skipped",
            where=run_dir.name,
            why=f"the run is {rundir.state(run_dir)}",
        )
    return last


def _append(path: Path, request: Request) -> None:
    """One whole line, whoever else writes; after what a killed writer left of one."""
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
        torn = end and file.read(1) != b"\n"
        line = request.model_dump_json().encode() + b"\n"
        file.write(b"\n" + line if torn else line)
        file.flush()
        os.fsync(file.fileno())
