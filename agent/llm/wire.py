"""One request to the endpoint and its raw answer, through langchain-openai.

Nothing is retried and nothing is parsed here; what goes wrong is raised as a Fault.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from agent.llm import faults
from agent.llm.caps import Usage
from agent.llm.endpoint import Endpoint
from agent.llm.waiting import Stopping, TooSlow, never, within

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_openai import ChatOpenAI
T = TypeVar("T")


@dataclass(frozen=True)
class Call:
    """A request as it is sent, but for the key and the address."""

    model: str
    messages: tuple[tuple[str, str], ...]
    """(role, text) each."""
    max_tokens: int
    temperature: float | None = 0.0
    shape: dict[str, Any] = field(default_factory=dict)
    """What asks for the form of the answer: response_format, or tools and
    tool_choice; never both."""
    omit: frozenset[str] = frozenset()
    """Parameters that this model is known to refuse; `system` for that role."""

    @property
    def text(self) -> str:
        """All that the model has to read."""
        shape = json.dumps(self.shape, ensure_ascii=False) if self.shape else ""
        return "\n".join([*(text for _, text in self.messages), shape])

    def body(self, official: bool = False) -> dict[str, Any]:
        """The JSON of the request.

        Both names of the limit go to servers other than OpenAI's: each heeds one.
        """
        limits = {"max_completion_tokens": self.max_tokens}
        if not official:
            limits["max_tokens"] = self.max_tokens
        options = {"temperature": self.temperature, **limits, **self.shape}
        kept = {
            name: value
            for name, value in options.items()
            if value is not None and name not in self.omit
        }
        messages = [{"role": role, "content": text} for role, text in self.heard]
        return {"model": self.model, "messages": messages, **kept}

    @property
    def heard(self) -> tuple[tuple[str, str], ...]:
        """The messages as this model takes them: perhaps all in one, as the user's."""
        if "system" not in self.omit:
            return self.messages
        return (("user", "\n\n".join(text for _, text in self.messages)),)


@dataclass(frozen=True)
class Answer:
    """What came back, as it came."""

    text: str = ""
    tool: str | None = None
    """Name of the tool that was called first."""
    arguments: str = ""
    """Its arguments, as text."""
    refusal: str = ""
    finish: str = ""
    """stop, length, tool_calls, content_filter; empty if not told."""
    usage: Usage = Usage()
    attempts: int = 1
    """Requests that it took."""

    @property
    def truncated(self) -> bool:
        """Whether the limit on the answer cut it short."""
        return self.finish in ("length", "max_tokens")


class Wire:
    """The client of one endpoint. The heavy imports happen at the first call."""

    def __init__(self, endpoint: Endpoint):
        self.endpoint = endpoint
        self._lock = threading.Lock()
        self._chat: ChatOpenAI | None = None
        self._now = threading.local()

    def send(
        self,
        call: Call,
        *,
        seconds: float,
        connect_s: float,
        stopping: Stopping = never,
    ) -> Answer:
        """The answer to one request. Raises faults.Fault, or Stopped.

        `seconds` bounds everything, `connect_s` the way to a connection.
        """

        def invoke() -> "AIMessage":
            return self._invoke(call, seconds, connect_s)

        message = self._bounded(invoke, seconds, connect_s, stopping)
        return _answer(message, call)

    def models(self, seconds: float, connect_s: float) -> tuple[str, ...]:
        """The names of the models there are. Raises faults.Fault."""

        def ask() -> Any:
            listing = self.chat().root_client.models.with_raw_response
            return listing.list(timeout=_timeout(seconds, connect_s)).http_response

        response = self._bounded(ask, seconds, connect_s, never)
        try:
            return tuple(str(model["id"]) for model in response.json()["data"])
        except (ValueError, TypeError, KeyError):
            raise faults.Fault("page", "the list of models is none") from None

    def _bounded(
        self,
        work: Callable[[], T],
        seconds: float,
        connect_s: float,
        stopping: Stopping,
    ) -> T:
        self.chat()  # its import takes seconds, for which no server is to blame
        progress = Progress()

        def go() -> T:
            self._now.progress = progress
            return work()

        try:
            return within(
                go,
                seconds,
                stopping,
                connected=progress.connected,
                connect_s=connect_s,
            )
        except TooSlow as error:
            raise faults.slow(error) from None
        except faults.known() as error:
            raise faults.of(error, progress.media_type) from None

    def chat(self) -> "ChatOpenAI":
        """The client itself. Its retries are off."""
        with self._lock:
            if self._chat is None:
                self._chat = self._connect()
            return self._chat

    def _connect(self) -> "ChatOpenAI":
        hooks = {"request": [self._on_request], "response": [self._on_reply]}
        return client(self.endpoint, hooks=hooks)

    def _invoke(self, call: Call, seconds: float, connect_s: float) -> "AIMessage":
        from langsmith import tracing_context

        body = call.body(self.endpoint.official)
        # What asks for a form goes beside the client's own arguments: given as one of
        # them, `response_format` makes the client parse the answer, and lose it.
        extra = {k: body[k] for k in ("max_tokens", "response_format") if k in body}
        own = {k: v for k, v in body.items() if k not in ("messages", *extra)}
        options: dict[str, Any] = {**own, "timeout": _timeout(seconds, connect_s)}
        if extra:
            options["extra_body"] = extra
        # Tracing, if the environment asks for it, would send prompts elsewhere.
        with tracing_context(enabled=False):
            return self.chat().invoke([*call.heard], **options)

    def _on_request(self, request: Any) -> None:
        if progress := getattr(self._now, "progress", None):
            request.extensions["trace"] = progress.step

    def _on_reply(self, response: Any) -> None:
        if progress := getattr(self._now, "progress", None):
            progress.media_type = response.headers.get("content-type", "")


def client(
    endpoint: Endpoint, *, retries: int = 0, hooks: dict[str, list] | None = None
) -> "ChatOpenAI":
    """A client of one endpoint and of no other, whatever the model is called."""
    from langchain_openai import ChatOpenAI
    from openai import DefaultHttpxClient
    from pydantic import SecretStr

    # A proxy of the environment is for the world outside, not for this machine.
    web = DefaultHttpxClient(trust_env=not endpoint.local)
    web.event_hooks = hooks or {}
    return ChatOpenAI(
        model=endpoint.model,
        base_url=endpoint.base_url,
        api_key=SecretStr(endpoint.key()),
        http_client=web,
        openai_proxy="",
        timeout=_timeout(endpoint.read_s, endpoint.connect_s),
        max_retries=retries,
        use_responses_api=False,
        cache=False,
    )


class Progress:
    """How far a request has come, written by its thread."""

    def __init__(self) -> None:
        self.connected = threading.Event()
        self.media_type = ""

    def step(self, name: str, info: object) -> None:
        """Called by the HTTP client at each of its steps."""
        if "send_request_headers" in name:
            self.connected.set()


def _timeout(seconds: float, connect_s: float) -> Any:
    from openai import Timeout

    return Timeout(seconds, connect=connect_s)


def _answer(message: "AIMessage", call: Call) -> Answer:
    tool, arguments = _tool_call(message)
    answer = Answer(
        text=_text(message.content),
        tool=tool,
        arguments=arguments,
        refusal=str(message.additional_kwargs.get("refusal") or ""),
        finish=str(message.response_metadata.get("finish_reason") or ""),
    )
    return replace(answer, usage=_usage(message, call, answer))


def _text(content: Any) -> str:
    """The text of a message, whether it is one string or several parts."""
    if isinstance(content, str):
        return content
    return "".join(p if isinstance(p, str) else p.get("text", "") for p in content)


def _tool_call(message: "AIMessage") -> tuple[str | None, str]:
    """The first call of a tool; its arguments as text, even where they are broken."""
    if message.tool_calls:
        first = message.tool_calls[0]
        return first["name"], json.dumps(first["args"], ensure_ascii=False)
    if message.invalid_tool_calls:
        broken = message.invalid_tool_calls[0]
        return broken["name"] or "", broken["args"] or ""
    return None, ""


def _usage(message: "AIMessage", call: Call, answer: Answer) -> Usage:
    """Tokens as told; as estimated if nothing, or only zeros, was told."""
    told = message.usage_metadata
    if told and told["input_tokens"]:
        details = told.get("input_token_details") or {}
        return Usage(
            input_tokens=told["input_tokens"],
            output_tokens=told["output_tokens"],
            cached_tokens=details.get("cache_read") or 0,
        )
    written = answer.text + answer.arguments + answer.refusal
    return Usage.estimate(call.text, written)
