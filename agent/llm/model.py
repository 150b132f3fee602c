"""The model as the rest of Forgeweld sees it: ask for a typed answer, or for a text.

Each call is stateless. An answer is validated here, whatever the endpoint promised; a
faulty one goes back once with a short list of its faults, and then it is NoAnswer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

from agent.errors import ModelError, NoAnswer, UsageError
from agent.llm import abilities, ladder, reading
from agent.llm import endpoint as endpoints
from agent.llm.asking import Asker
from agent.llm.calls import Calls, Exchange
from agent.llm.caps import Caps, Meter, Price, Spent, Usage
from agent.llm.cassette import Head, Player, Recorder
from agent.llm.endpoint import Endpoint
from agent.llm.ladder import Rung, Wanted
from agent.llm.prompts import Prompt, piece
from agent.llm.reading import Reading
from agent.llm.redact import from_environment
from agent.llm.waiting import Stopping, never
from agent.llm.wire import Answer

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
ANSWER = 600
"""Tokens of a typed answer."""
TEXT = 3000
"""Tokens of a text, such as the source of a block."""
LONGEST = 8000
"""Tokens that an answer can come to by being asked for again after it was cut off."""


@dataclass(frozen=True)
class Reply(Generic[T]):
    """A valid answer, and how it came about."""

    value: T
    rung: Rung
    """How it was asked for."""
    repairs: tuple[str, ...]
    """What had to be mended in the text, such as `trailing comma`."""
    answers: int
    """1, or more if the first was faulty."""
    attempts: int
    """Requests sent for these, retries among them."""
    usage: Usage
    """Of all these answers together."""
    source: Literal["model", "replay"]


class Model:
    """One endpoint for one run: what it can do, what it may cost, and whether it lives.

    Every method that asks raises a ModelError (see `agent/errors.py`) when there is no
    usable answer; the run then goes on with rules, or ends if a model was required.
    Safe for several threads.
    """

    def __init__(
        self,
        endpoint: Endpoint | None,
        *,
        caps: Caps | None = None,
        price: Price | None = None,
        spent: Spent | None = None,
        structured: str = "auto",
        left: Callable[[], float] = lambda: float("inf"),
        stopping: Stopping = never,
        tell: Callable[[Exchange], None] = lambda exchange: None,
        show: Callable[[str, dict[str, Any]], None] = lambda name, body: None,
        record: Path | None = None,
        replay: Path | None = None,
        cache: Path | None = None,
    ):
        """`spent`: of an earlier part of the run. `structured`: of ladder.CHOICES.
        `left`: seconds that the run has. `tell`: gets each Exchange, for the events.
        `show`: gets each request as it is sent. `replay` needs no endpoint; `record`
        and it leave the cache alone, so that a recording is complete in itself.
        """
        player = Player(replay) if replay else None
        if player:
            endpoint, structured = _recorded(player.head), player.head.structured
        _check(endpoint, structured, record, replay)
        assert endpoint
        redactor = from_environment(endpoint.key())
        self.endpoint = endpoint
        self._meter = Meter(caps or Caps(), price, spent)
        self._calls = Calls(
            endpoint, self._meter, redactor, left, stopping, tell, player=player
        )
        if record:
            head = Head(
                model=endpoint.model,
                official=endpoint.official,
                structured=structured,
            )
            self._calls.recorder = Recorder(record, head, redactor)
        remember = structured == "auto" and not (record or replay)
        where = (cache or abilities.folder()) if remember else None
        self._asker = Asker(self._calls, structured, where, show)

    @property
    def spent(self) -> Spent:
        """What was spent so far."""
        return self._meter.spent

    @property
    def down(self) -> ModelError | None:
        """Why no further call is made; None while the endpoint is of use."""
        return self._calls.down

    def ask(
        self,
        prompt: Prompt,
        form: type[M],
        *,
        check: Callable[[M], list[str]] | None = None,
        max_tokens: int = ANSWER,
        temperature: float = 0.0,
        answers: int = 2,
    ) -> Reply[M]:
        """A valid `form`, of which `check` finds nothing wrong.

        `check` returns what is wrong in words for the model, legal values among them.
        `answers`: how many are looked at. Raises NoAnswer, or another ModelError.
        """
        wanted = Wanted(form, self.endpoint.official)

        def turn(prompt: Prompt, limit: int) -> tuple[Answer, Rung, Reading[M]]:
            answer, rung = self._asker.ask(prompt, wanted, limit, temperature)
            read = reading.typed(answer, wanted, form, check)
            self._asker.judge(rung, read.malformed)
            return answer, rung, read

        return self._turns(prompt, turn, max_tokens, answers)

    def ask_text(
        self,
        prompt: Prompt,
        *,
        fence: str | None = None,
        check: Callable[[str], list[str]] | None = None,
        max_tokens: int = TEXT,
        temperature: float = 0.0,
        answers: int = 2,
    ) -> Reply[str]:
        """A text; with `fence` (such as `python`) the content of its first block.

        Asked for as plain text, without schema and tools. Otherwise as `ask`.
        """
        if fence:
            prompt = prompt.ruled(piece("fence", language=fence))

        def turn(prompt: Prompt, limit: int) -> tuple[Answer, Rung, Reading[str]]:
            lowest = ladder.LOWEST
            answer = self._asker.send(prompt, {}, lowest, limit, temperature)
            return answer, lowest, reading.text(answer, fence, check)

        return self._turns(prompt, turn, max_tokens, answers)

    def preview(self, prompt: Prompt, form: type[BaseModel] | None = None) -> dict:
        """The body that `ask` or `ask_text` would send now; nothing is sent.

        Before the first probe the highest rung is assumed.
        """
        if form is None:
            return self._asker.call(prompt, {}, TEXT, 0.0).body(self.endpoint.official)
        wanted = Wanted(form, self.endpoint.official)
        rung = self._asker.rung or ladder.RUNGS[0]
        call = self._asker.call(
            wanted.prompt(prompt, rung), wanted.shape(rung), ANSWER, 0.0
        )
        return call.body(self.endpoint.official)

    def _turns(
        self,
        prompt: Prompt,
        turn: Callable[[Prompt, int], tuple[Answer, Rung, Reading[T]]],
        limit: int,
        answers: int,
    ) -> Reply[T]:
        """Ask, and ask again with the faults told, until an answer is of use."""
        asked, usage, attempts = prompt, Usage(), 0
        problems: tuple[str, ...] = ()
        for n in range(1, answers + 1):
            answer, rung, read = turn(asked, limit)
            usage, attempts = usage + answer.usage, attempts + answer.attempts
            if read.value is not None and not read.problems:
                return Reply(
                    value=read.value,
                    rung=rung,
                    repairs=read.repairs,
                    answers=n,
                    attempts=attempts,
                    usage=usage,
                    source="replay" if self._calls.player else "model",
                )
            problems = read.problems
            asked = prompt + piece("again", problems=problems)
            if answer.truncated:
                limit = max(limit, min(2 * limit, LONGEST))
        raise NoAnswer(
            f"the model gave no usable answer to the {prompt.name} prompt",
            where=f"{self.endpoint.model} at {self.endpoint.host}",
            why=f"{answers} answers; the last: {'; '.join(problems)}",
            fix="use a stronger model; --show-prompts shows what it is asked",
        )


def _recorded(head: Head) -> Endpoint:
    """An endpoint that stands for the one of a recording; nobody calls it."""
    url = endpoints.OPENAI if head.official else "http://replay.invalid/v1"
    return Endpoint(base_url=url, model=head.model)


def _check(
    endpoint: Endpoint | None,
    structured: str,
    record: Path | None,
    replay: Path | None,
) -> None:
    """Refuse what cannot be asked for together."""
    if endpoint is None or not endpoint.model:
        raise UsageError(
            "no model is configured",
            fix="set OPENAI_API_KEY, or OPENAI_BASE_URL and FORGEWELD_MODEL",
        )
    if record and replay:
        raise UsageError("--record and --replay exclude each other")
    if structured not in ladder.CHOICES:
        raise UsageError(
            f"there is no way {structured!r} to ask for an answer",
            fix=f"--structured takes {', '.join(ladder.CHOICES)}",
        )
