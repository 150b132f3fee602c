"""A piece of work in a thread, whose questions the main thread asks the person.

So Ctrl-C ends a turn at once, whatever it waits for, and two questions never mix. What
goes on in the thread of a turn that was broken off is allowed nothing any more.
"""

import contextvars
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

TICK = 0.1
"""Seconds between two looks for questions."""


@dataclass
class Question:
    """What a turn wants to do, and the place for the answer."""

    what: str
    answered: threading.Event = field(default_factory=threading.Event)
    yes: bool = False


class Turn:
    """One turn: its thread, its questions, and whether it was broken off."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self._questions: queue.Queue[Question] = queue.Queue()

    def run(self, work: Callable[[], str], ask: Callable[[str], bool]) -> str:
        """What `work` returns, or what it raised; `ask` puts its questions. Ctrl-C
        raises KeyboardInterrupt here and leaves the thread behind."""
        results: list[str] = []
        errors: list[BaseException] = []

        def go() -> None:
            _NOW.set(self)
            try:
                results.append(work())
            except BaseException as error:  # it belongs to the caller, whatever it is
                errors.append(error)

        thread = threading.Thread(target=go, daemon=True, name="turn")
        thread.start()
        try:
            while thread.is_alive():
                self._serve(ask)
        finally:
            self.ended.set()
        if errors:
            raise errors[0]
        return results[0]

    def _serve(self, ask: Callable[[str], bool]) -> None:
        try:
            question = self._questions.get(timeout=TICK)
        except queue.Empty:
            return
        question.yes = ask(question.what)
        question.answered.set()

    def approve(self, what: str) -> bool:
        """The person's answer; no, once the turn is over."""
        question = Question(what)
        self._questions.put(question)
        while not self.ended.is_set():
            if question.answered.wait(TICK):
                return question.yes
        return False


_NOW: contextvars.ContextVar[Turn | None] = contextvars.ContextVar("turn", default=None)
"""The turn that this thread, or the one that started it, works for."""


def current() -> Turn | None:
    """The turn that the caller works for; None in the main thread."""
    return _NOW.get()


def broken_off() -> bool:
    """Whether the turn that the caller works for is over."""
    turn = _NOW.get()
    return turn is not None and turn.ended.is_set()
