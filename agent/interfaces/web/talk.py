"""The chat on a page: the same engine as in a terminal, whose words go to a file and
whose questions are answered by a button."""

import threading
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent.interfaces.web.asked import Answer, Message, body
from agent.interfaces.web.home import Home
from agent.interfaces.web.notes import Notes
from agent.interfaces.web.problems import Conflict, NotThere

PATIENCE = 900.0
"""Seconds that a question waits; then the answer is no."""


@dataclass
class Question:
    """One that waits for a person."""

    answered: threading.Event = field(default_factory=threading.Event)
    option: str = "expired"


class Talk:
    """One conversation: about a run, or about none."""

    def __init__(self, home: Home, run: str, data: Path | None):
        from agent.interfaces.chat import Chat
        from agent.llm import read_endpoint

        talk, self.notes = self, Notes.of(home.out, run)
        self.questions: dict[str, Question] = {}
        self.busy = threading.Lock()

        class Written(Chat):
            """The chat of the terminal, but for where words go and who is asked."""

            def tell(self, text: str) -> None:
                talk.notes.add("agent", text)

            def note(self, text: str) -> None:
                talk.notes.add("note", self.desk.clean(text))

            def ask(self, what: str) -> bool:
                return talk.ask(what)

        endpoint = read_endpoint(model=None, base_url=None)
        self.chat = Written(data, home.out, endpoint, yes=False)
        self.chat.desk.here = run

    def ask(self, what: str) -> bool:
        """Whether a person allows this; no if nobody answers."""
        name, question = uuid.uuid4().hex[:12], Question()
        self.questions[name] = question
        self.notes.add("permission", what, pid=name)
        question.answered.wait(PATIENCE)
        del self.questions[name]
        self.notes.add("resolved", question.option, pid=name)
        return question.option == "allow"

    def take(self, text: str) -> None:
        """One message to its end; hold `busy`."""
        from agent.errors import ForgeweldError

        try:
            self.chat.take(text)
        except ForgeweldError as error:
            self.chat.trouble(error)
        except Exception as error:  # the edge of a thread: the person has to hear of it
            self.notes.add("note", f"a fault of Forgeweld: {type(error).__name__}")
            raise
        finally:
            self.notes.add("done", "")
            self.busy.release()


def _talk(state: State, run: str, data: str | None) -> Talk:
    """The conversation about a run, or about none, with the data that is meant now."""
    talks: dict[str, Talk] = state.talks
    if run not in talks:
        own = state.home.ledger(run).file().spec.data if run else None
        talks[run] = Talk(state.home, run, own)
    if data:
        talks[run].chat.desk.data = Path(data).expanduser()
    return talks[run]


def _run(request: Request) -> str:
    """The run's name in the path; empty where there is none."""
    name = request.path_params.get("run", "")
    if name:
        request.app.state.home.find(name)
    return name


async def say(request: Request) -> Response:
    """POST …/messages: 202 at once; the answer comes as messages."""
    run = _run(request)
    asked = await body(request, Message)
    talk = await run_in_threadpool(_talk, request.app.state, run, asked.data)
    if not talk.busy.acquire(blocking=False):
        raise Conflict("the last message is still being answered")
    note = talk.notes.add("user", asked.text)
    threading.Thread(target=talk.take, args=[asked.text.strip()], daemon=True).start()
    return JSONResponse(note, 202)


def messages(request: Request) -> Response:
    """GET …/messages?since=: what was said, also before the server was started."""
    since = request.query_params.get("since", "0")
    if not (since.isascii() and since.isdecimal() and len(since) < 12):
        raise HTTPException(422, "since has to be a whole number")
    home: Home = request.app.state.home
    notes: list[dict[str, Any]] = Notes.of(home.out, _run(request)).after(int(since))
    return JSONResponse({"messages": notes})


async def permit(request: Request) -> Response:
    """POST …/permissions/{pid}: a person's answer to a question."""
    run = _run(request)
    asked = await body(request, Answer)
    home: Home = request.app.state.home
    pid = request.path_params["pid"]
    talk = request.app.state.talks.get(run)
    question = talk.questions.get(pid) if talk else None
    if question is None:
        await run_in_threadpool(_expire, Notes.of(home.out, run), pid)
        raise Conflict("this question no longer waits", fix="say it again")
    question.option = asked.option
    question.answered.set()
    return JSONResponse({"pid": pid, "option": asked.option})


def _expire(notes: Notes, pid: str) -> None:
    """Close a question of a server that is gone. Raises NotThere if it never was."""
    mine = [note for note in notes.after(0) if note.get("pid") == pid]
    if not mine:
        raise NotThere(f"there is no question {pid[:40]!r}")
    if mine[-1]["kind"] == "permission":
        notes.add("resolved", "expired", pid=pid)


def commands(request: Request) -> Response:
    """GET /api/v1/commands: the slash commands, and whom free text goes to."""
    from agent.interfaces.chat import COMMANDS

    words = [
        {"name": f"/{name}", "wants": wants, "what": what}
        for name, (wants, what) in COMMANDS.items()
        if name != "quit"
    ]
    from agent.llm import read_endpoint

    found = read_endpoint(model=None, base_url=None)
    model = f"{found.model} at {found.host}" if found else None
    return JSONResponse({"commands": words, "model": model})
