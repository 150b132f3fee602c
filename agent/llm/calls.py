"""One call, made to end: caps before it, retries within it, a record of it after.

The only retry layer. Every wait is bounded and can be broken off; an endpoint that is
dead or refuses us is asked once and never again.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from agent.errors import (
    CapReached,
    EndpointDead,
    ModelError,
    Rejected,
    Stopped,
    TooLong,
    Unauthorized,
    Unavailable,
    WrongEndpoint,
)
from agent.llm import failures
from agent.llm.caps import Meter, Usage, tokens
from agent.llm.cassette import Player, Recorder
from agent.llm.endpoint import Endpoint
from agent.llm.faults import Fault
from agent.llm.redact import Redactor
from agent.llm.waiting import Stopping, never, pause
from agent.llm.wire import Answer, Call, Wire
from agent.records import Record

ATTEMPTS = 4
TOTAL_S = 120.0
"""Most seconds for one call with its retries, unless one answer may take longer."""
CONNECT_S = 8.0
"""Most seconds of trying to connect, after which the endpoint is dead."""
RETRY_AFTER_S = 60.0
"""Most seconds that a server can make us wait before the next attempt."""
STRIKES = 2
"""Calls in a row that fail with all their retries before the endpoint is given up."""
SHORTEST_S = 1.0
"""With less time left than this no call is begun."""


class Exchange(Record):
    """What became of one call, for a run's events. Holds no text of it."""

    prompt: str
    """Name of the prompt."""
    rung: str
    outcome: str
    """ok, unsupported, or the code of the error."""
    attempts: int
    """Requests sent; 0 in a replay, or if a cap or a dead endpoint forbade them."""
    usage: Usage | None = None
    seconds: float
    """Waits between attempts included."""
    replayed: bool = False


@dataclass
class Tally:
    """Requests sent for one call."""

    attempts: int = 0


@dataclass
class Calls:
    """Sends calls to one endpoint, or takes their answers from a recording."""

    endpoint: Endpoint
    meter: Meter
    redactor: Redactor
    left: Callable[[], float] = lambda: float("inf")
    """Seconds that the run has left for the model."""
    stopping: Stopping = never
    tell: Callable[[Exchange], None] = lambda exchange: None
    recorder: Recorder | None = None
    player: Player | None = None
    down: ModelError | None = field(default=None, init=False)
    """Why no call is made any more."""
    _strikes: int = field(default=0, init=False)
    _wire: Wire = field(init=False)

    def __post_init__(self) -> None:
        self._wire = Wire(self.endpoint)

    def make(
        self, name: str, rung: str, call: Call, final: Callable[[Fault], bool]
    ) -> Answer:
        """The answer to one call.

        Raises a ModelError; or the Fault itself for a refusal that another form of the
        request might mend, and for which `final` says that no retry will.
        """
        started, tally = time.monotonic(), Tally()
        outcome: Answer | Fault | ModelError | None = None
        try:
            outcome = self._outcome(name, call, final, tally)
            return outcome
        except (Fault, ModelError) as error:
            outcome = error
            raise
        finally:
            if self.recorder and outcome and not isinstance(outcome, Stopped):
                self.recorder.add(name, call, outcome)
            self.tell(
                Exchange(
                    prompt=name,
                    rung=rung,
                    outcome=_outcome_name(outcome),
                    attempts=tally.attempts,
                    usage=outcome.usage if isinstance(outcome, Answer) else None,
                    seconds=round(time.monotonic() - started, 3),
                    replayed=self.player is not None,
                )
            )

    def _outcome(
        self, name: str, call: Call, final: Callable[[Fault], bool], tally: "Tally"
    ) -> Answer:
        if self.player:
            return self._replayed(self.player, name, call)
        if self.down:
            raise _again(self.down)
        try:
            answer = self._tried(call, final, tally)
        except (EndpointDead, Unauthorized, WrongEndpoint) as error:
            self.down = error
            raise
        except TooLong:
            raise
        except (Unavailable, Rejected) as error:
            self._strike(error)
            raise
        self._strikes = 0
        return replace(answer, attempts=tally.attempts)

    def _strike(self, error: ModelError) -> None:
        """Note a call that failed for good; after STRIKES in a row no more are made."""
        self._strikes += 1
        if self._strikes >= STRIKES and not self.down:
            self.down = EndpointDead(
                f"the model at {self.endpoint.host} was given up",
                where=error.where,
                why=f"{self._strikes} calls in a row failed; the last: {error.why}",
                fix="forgeweld doctor tells what is wrong with the endpoint",
            )

    def _replayed(self, player: Player, name: str, call: Call) -> Answer:
        """The recorded outcome; caps and dead endpoints are part of the recording."""
        used = None
        try:
            answer = player.next(name, call)
            used = answer.usage
            return answer
        finally:
            self.meter.book(used)

    def _tried(
        self, call: Call, final: Callable[[Fault], bool], tally: "Tally"
    ) -> Answer:
        """The answer after as many attempts as it takes and is allowed."""
        started = time.monotonic()
        total = max(TOTAL_S, self.endpoint.read_s)
        unconnected: float | None = None
        while True:
            began = time.monotonic()
            trying = began - unconnected if unconnected is not None else 0.0
            try:
                return self._once(
                    call, total - (began - started), CONNECT_S - trying, tally
                )
            except Fault as fault:
                if final(fault):
                    raise self._clean(fault) from None
                unconnected = (
                    (unconnected or began) if fault.kind == "connect" else None
                )
                wait, now = _wait(fault, tally.attempts), time.monotonic()
                room = min(total - (now - started), self._time_left())
                if unconnected is not None:
                    room = min(room, CONNECT_S - (now - unconnected))
                last = not fault.temporary or tally.attempts >= ATTEMPTS
                if last or wait + SHORTEST_S > room:
                    tried = tally.attempts, now - started
                    raise self._error(fault, *tried) from None
            self._pause(wait)

    def _pause(self, seconds: float) -> None:
        started = time.monotonic()
        try:
            pause(seconds, self.stopping)
        finally:
            self.meter.waited(time.monotonic() - started)

    def _once(
        self, call: Call, seconds: float, connect_s: float, tally: "Tally"
    ) -> Answer:
        """One request, within `seconds` and the run's time. Raises CapReached."""
        seconds = min(seconds, self.endpoint.read_s, self._time_left())
        if seconds < SHORTEST_S:
            raise CapReached(
                "the time for the model is over",
                why=f"{max(0.0, seconds):.1f} s are left",
                fix="give the run, or the model, more time",
            )
        worst = self.meter.begin(
            Usage(input_tokens=tokens(call.text), output_tokens=call.max_tokens)
        )
        started, used = time.monotonic(), None
        tally.attempts += 1
        try:
            answer = self._wire.send(
                call,
                seconds=seconds,
                connect_s=min(connect_s, self.endpoint.connect_s),
                stopping=self.stopping,
            )
            used = answer.usage
        finally:
            self.meter.end(worst, used, time.monotonic() - started)
        return replace(
            answer,
            text=self.redactor.text(answer.text),
            arguments=self.redactor.text(answer.arguments),
            refusal=self.redactor.text(answer.refusal),
        )

    def _time_left(self) -> float:
        return self.meter.seconds_left(self.left)

    def _error(self, fault: Fault, attempts: int, seconds: float) -> ModelError:
        """What a fault ends in, once nothing more is tried."""
        return failures.of(self._clean(fault), self.endpoint, attempts, seconds)

    def _clean(self, fault: Fault) -> Fault:
        said = self.redactor.text(fault.message)
        return Fault(fault.kind, said, fault.status, fault.code, fault.retry_after)


def _wait(fault: Fault, attempt: int) -> float:
    """Seconds before the next attempt: as the server asks, else doubling from 0.5."""
    jitter = random.uniform(0.75, 1.25)
    if fault.retry_after is not None:
        return min(fault.retry_after, RETRY_AFTER_S) + 0.1 * jitter
    return (2.0 if fault.status == 429 else 0.5) * 2 ** (attempt - 1) * jitter


def _again(error: ModelError) -> ModelError:
    """The same error anew, as one object must not be raised by several threads."""
    return type(error)(error.what, where=error.where, why=error.why, fix=error.fix)


def _outcome_name(outcome: Answer | Fault | ModelError | None) -> str:
    if isinstance(outcome, Answer):
        return "ok"
    if isinstance(outcome, Fault):
        return "unsupported"
    return outcome.code if outcome else "fault"
