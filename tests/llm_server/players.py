"""Players that need no person: the smallest valid answer, and a script in order."""

import threading
from collections.abc import Callable, Iterable

from llm_server.answer import Answer, Said
from llm_server.request import Request
from llm_server.schemas import instance

Player = Callable[[Request], Said]
"""Plays the model. Called from a thread of its own for each request."""


def smallest() -> Player:
    """Answers with the smallest valid instance of the schema, or call of the tool.

    Text says `ok`; tools that need not be called are not.
    """

    def play(request: Request) -> Said:
        if request.must_call:
            name = request.forced or next(iter(request.tools))
            schema = request.tools[name].get("parameters") or {"type": "object"}
            return Answer(tool_calls=[{"name": name, "arguments": instance(schema)}])
        if request.schema is not None:
            return Answer(content=instance(request.schema))
        return {} if request.kind == "json_object" else "ok"

    return play


def scripted(answers: Iterable[Said | Player]) -> "Script":
    """Answers in the order given; each a word of a player, or a player of one turn.

    Every request takes one, a repeated one too. Raises EOFError when none is left.
    """
    return Script(answers)


class Script:
    """The player of `scripted`; `left` are the answers that nobody took yet."""

    def __init__(self, answers: Iterable[Said | Player]):
        self.left = list(answers)
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Said:
        with self._lock:
            if not self.left:
                raise EOFError(f"the script has no answer for request {request.number}")
            said = self.left.pop(0)
        return said(request) if callable(said) else said
