"""The language model of a chat: langchain's agent with the tools of `agent.interfaces.
tools`, and nothing else. Loads no client before the first question."""

import contextvars
import functools
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from agent import hygiene
from agent.errors import NoAnswer, Stopped
from agent.interfaces import tools
from agent.interfaces.tools import Desk
from agent.llm import Endpoint, failures, faults, from_environment, wire
from agent.llm.prompts import piece
from agent.llm.waiting import Stopping, TooSlow, never, within

if TYPE_CHECKING:
    from langchain_core.messages import AnyMessage
CALLS = 8
"""Calls of the model in one turn, after which the turn fails."""
RETRIES = 1
"""Of one call, by the client; nobody else retries."""
SLACK_S = 60.0
"""Beyond the time-outs of all attempts, for a wait that the server asks for."""
MEMORY = 24_000
"""Characters of earlier turns that the model is reminded of."""


class Assistant:
    """Answers free text. One conversation; a turn that fails leaves no trace in it."""

    def __init__(
        self,
        endpoint: Endpoint,
        desk: Desk,
        told: Callable[[str], None] = lambda text: None,
        stopping: Stopping = never,
    ):
        """`told` hears of each use of a tool; `stopping`: whether the turn is over."""
        self.endpoint, self.desk, self.told = endpoint, desk, told
        self.stopping = stopping
        self.clean = from_environment(endpoint.key()).text
        self._turns: list[list[AnyMessage]] = []
        self._agent: Any = None

    def answer(self, text: str) -> str:
        """What the model says in the end. Raises ModelError."""
        from langchain.agents.middleware.model_call_limit import (
            ModelCallLimitExceededError,
        )
        from langchain_core.messages import HumanMessage
        from langsmith import tracing_context

        before = [message for turn in self._turns for message in turn]
        asked = HumanMessage(self.clean(hygiene.clean(text, tools.LIMIT)))
        try:
            # Tracing, if the environment asks for it, would send prompts elsewhere.
            with tracing_context(enabled=False):
                ended = self.agent().invoke({"messages": [*before, asked]})
        except ModelCallLimitExceededError as error:
            raise NoAnswer(
                f"the model made {CALLS} calls without coming to an answer",
                fix="ask for less at once",
            ) from error
        self._go_on()  # an answer that nobody waits for is none to remember
        messages = ended["messages"]
        self._turns.append(messages[len(before) :])
        self._forget()
        return self.clean(messages[-1].text.strip()) or "(the model said nothing)"

    def agent(self) -> Any:
        """The agent itself, made at its first use."""
        if self._agent is None:
            from langchain.agents import create_agent
            from langchain.agents.middleware import (
                ModelCallLimitMiddleware,
                wrap_model_call,
            )

            limit: Any = ModelCallLimitMiddleware(
                run_limit=CALLS, exit_behavior="error"
            )
            bounded: Any = wrap_model_call(self._bounded)
            hooks = {"request": [lambda request: self._go_on()]}
            self._agent = create_agent(
                wire.client(self.endpoint, retries=RETRIES, hooks=hooks),
                [self._tool(name) for name in tools.NAMES],
                system_prompt=piece("chat").strip(),
                middleware=[limit, bounded],
            )
        return self._agent

    def _bounded(self, request: Any, handler: Callable[[Any], Any]) -> Any:
        """One call of the model: ends in time; raises ModelError if it fails."""
        seconds = (RETRIES + 1) * self.endpoint.read_s + SLACK_S
        started, context = time.monotonic(), contextvars.copy_context()
        try:
            return within(lambda: context.run(handler, request), seconds, self.stopping)
        except TooSlow as error:
            fault = faults.slow(error)
        except faults.known() as error:
            fault = faults.of(error)
        attempts = RETRIES + 1 if fault.temporary else 1
        fault.message = self.clean(fault.message)
        spent = time.monotonic() - started
        raise failures.of(fault, self.endpoint, attempts, spent)

    def _go_on(self) -> None:
        """Raises Stopped if the turn is over: the client, too, asks before it sends,
        for it would repeat a request that failed long after."""
        if self.stopping():
            raise Stopped("the turn was broken off")

    def _tool(self, name: str) -> Any:
        """A method of the desk as a tool, with its types and its docstring."""
        from langchain_core.tools import StructuredTool

        method = getattr(self.desk, name)

        @functools.wraps(method)
        def use(**arguments: Any) -> str:
            self._go_on()
            given = {k: v for k, v in arguments.items() if v not in ("", None)}
            words = [
                f"{k} {json.dumps(v, ensure_ascii=False)}" for k, v in given.items()
            ]
            self.told(
                self.clean(f"{name} {hygiene.line(', '.join(words), 200)}".rstrip())
            )
            return self.desk.call(name, **arguments)

        words = " ".join((method.__doc__ or "").split())
        return StructuredTool.from_function(use, name=name, description=words)

    def _forget(self) -> None:
        """Drop the oldest turns beyond MEMORY; whole ones, so that no call of a tool
        stands without its answer."""
        sizes = [sum(len(str(m.content)) for m in turn) for turn in self._turns]
        while sum(sizes) > MEMORY:
            del sizes[0], self._turns[0]
