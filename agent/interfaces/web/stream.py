"""Events as they come: as a stream for browsers that resumes, or a line each.

A page has one such stream; what else it shows live comes along on request.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from agent import hygiene
from agent.interfaces.web import machine
from agent.interfaces.web.home import Home
from agent.interfaces.web.notes import Notes
from agent.run import events, rundir
from agent.run.events import Event, Tail

POLL = 0.2
"""Seconds between two looks at the files."""
ALIVE_S = 15.0
"""Seconds of silence after which a comment keeps the connection open."""
SLOWER_S = 2.0
"""Seconds between two looks at the machine and at all the runs."""
CHUNK = 50
"""Events that are sent at once: a browser takes all of them in one task."""
BREATH_S = 0.02
"""Seconds between two chunks, in which it can draw."""
STREAMS = 64
"""Open at a time."""
EXTRAS = ("chat", "machine", "runs")


async def run_events(request: Request) -> Response:
    """GET …/runs/{run}/events: from `Last-Event-ID` or `since` on."""
    home: Home = request.app.state.home
    run_dir = home.find(request.path_params["run"])
    since = _number(request.headers.get("last-event-id"), "Last-Event-ID")
    if since is None:
        since = _number(request.query_params.get("since"), "since") or 0
    if "application/x-ndjson" in request.headers.get("accept", ""):
        lines = _lines(home, Tail(run_dir / events.FILE), since)
        return StreamingResponse(lines, media_type="application/x-ndjson")
    return _answer(request, Frames(request, home, run_dir.name, since))


async def home_events(request: Request) -> Response:
    """GET /api/v1/events: the same without a run, for a page that shows none."""
    return _answer(request, Frames(request, request.app.state.home, "", 0))


def _answer(request: Request, frames: "Frames") -> Response:
    if frames.home.streams >= STREAMS:
        again = {"Retry-After": "5"}
        raise HTTPException(503, f"{STREAMS} streams are open already", again)
    return StreamingResponse(frames.sent(), media_type="text/event-stream")


def _number(text: str | None, name: str) -> int | None:
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise HTTPException(422, f"{name} is no number: {text[:40]!r}")
    return int(text)


async def _lines(home: Home, tail: Tail, since: int) -> AsyncIterator[str]:
    """A line per event, until the run's process has ended."""
    while not home.closing:
        alive = rundir.pid(tail.path.parent) is not None
        for event in tail.new():
            if event.seq > since:
                yield event.model_dump_json() + "\n"
        if not alive:
            return
        await asyncio.sleep(POLL)


class Frames:
    """One stream for a page: the run's events, and the extras it asks for."""

    def __init__(self, request: Request, home: Home, run: str, since: int):
        asked = request.query_params.get("with", "").split(",")
        self.home, self.run, self.since = home, run, since
        self.extras = [name for name in EXTRAS if name in asked]
        self.tail = Tail(home.out / run / events.FILE) if run else None
        chat = _number(request.query_params.get("chat"), "chat") or 0
        self.notes = Notes.of(home.out, run)
        self.told: dict[str, str] = {"chat": str(chat)}
        self.later = 0.0

    async def sent(self) -> AsyncIterator[str]:
        """The text of the stream, until the server closes."""
        self.home.streams += 1
        try:
            yield "retry: 1000\n\n"
            spoke = time.monotonic()
            while not self.home.closing:
                async for frame in self.come():
                    yield frame
                    spoke = time.monotonic()
                if time.monotonic() - spoke > ALIVE_S:
                    yield ": still here\n\n"
                    spoke = time.monotonic()
                await asyncio.sleep(POLL)
        finally:
            self.home.streams -= 1

    async def come(self) -> AsyncIterator[str]:
        """What is new."""
        if self.tail is not None:
            come = [e for e in self.tail.new() if e.seq > self.since]
            for first in range(0, len(come), CHUNK):
                yield "".join(map(_event, come[first : first + CHUNK]))
                await asyncio.sleep(BREATH_S)
            if self.since > self.tail.seq:  # another run has taken this one's name
                self.since, self.tail = 0, Tail(self.tail.path)
                yield _named("reset", "{}")
        if "chat" in self.extras:
            for note in self.notes.after(int(self.told["chat"])):
                self.told["chat"] = str(note["n"])
                yield _named("chat", hygiene.json_text(note, None))
        if time.monotonic() < self.later:
            return
        self.later = time.monotonic() + SLOWER_S
        if self.run:
            with suppress(OSError, rundir.RunError):  # it may be removed under us
                row = await run_in_threadpool(self.home.ledger(self.run).row)
                for frame in self.changed("state", row):
                    yield frame
        if "runs" in self.extras:
            rows = await run_in_threadpool(self.home.rows)
            for frame in self.changed("runs", rows):
                yield frame
        if "machine" in self.extras:
            load = await run_in_threadpool(machine.load)
            for frame in self.changed("machine", load):
                yield frame

    def changed(self, name: str, value: object) -> list[str]:
        """A frame, if it says something else than the last one."""
        text = hygiene.json_text(value, None)
        if self.told.get(name) == text:
            return []
        self.told[name] = text
        return [_named(name, text)]


def _event(event: Event) -> str:
    text = hygiene.json_text(json.loads(event.model_dump_json()), None)
    return f"id: {event.seq}\ndata: {text}\n\n"


def _named(name: str, text: str) -> str:
    return f"event: {name}\ndata: {text}\n\n"
