"""A chat-completions request as the player sees it, and what it asks for."""

import copy
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]


@dataclass
class Request:
    """One POST to /v1/chat/completions, with no key in it."""

    number: int
    """1, 2, 3, … in order of arrival; every retry has its own."""
    sent: Body
    """The body as it came."""
    body: Body
    """What the endpoint heeds of it: less than `sent` if it ignores a feature."""
    headers: dict[str, str] = field(default_factory=dict)
    """In lower case, without the key."""
    authorized: bool = True
    key_sha256: str | None = None
    attempt: int = 1
    """2 and more: the SDK repeats a call (x-stainless-retry-count)."""
    hash: str = ""
    """Of the normalised request: the same prompt has the same hash."""
    arrived: float = field(default_factory=time.monotonic)
    """Seconds of a clock that only goes forward: to see how long a client waited."""
    fault: str | None = None
    """The fault that was put into its answer."""
    source: str | None = None
    """Who answered: player, endpoint (a refusal) or fault (no player was asked)."""
    status: int | None = None
    """What was answered; None while it waits, or if nothing was."""
    left: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when the client hangs up or the server closes before an answer."""

    @property
    def model(self) -> str:
        return self.body.get("model", "")

    @property
    def messages(self) -> list[dict[str, Any]]:
        return self.body["messages"]

    @property
    def text(self) -> str:
        """All that the messages say, in order."""
        return "\n\n".join(_text(message) for message in self.messages)

    @property
    def stream(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def include_usage(self) -> bool:
        return bool((self.body.get("stream_options") or {}).get("include_usage"))

    @property
    def tools(self) -> dict[str, dict[str, Any]]:
        """The functions that may be called: name to `function` as it was sent."""
        functions = [tool.get("function", {}) for tool in self.body.get("tools") or []]
        return {function.get("name", ""): function for function in functions}

    @property
    def must_call(self) -> bool:
        """A tool has to be called: by its name, or any of them."""
        choice = self.body.get("tool_choice")
        return isinstance(choice, dict) or choice in ("required", "any")

    @property
    def forced(self) -> str | None:
        """The one tool that has to be called."""
        choice = self.body.get("tool_choice")
        if isinstance(choice, dict):
            return choice.get("function", {}).get("name")
        return (
            next(iter(self.tools)) if self.must_call and len(self.tools) == 1 else None
        )

    @property
    def kind(self) -> str:
        """How an answer is asked for: json_schema, tool, tools, json_object or text."""
        if self.must_call:
            return "tool"
        asked = response_format(self.body).get("type", "text")
        return "tools" if asked == "text" and self.tools else asked

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON Schema of the answer: of response_format, or of the forced tool."""
        if self.must_call:
            function = self.tools.get(self.forced or "", {})
            return function.get("parameters")
        asked = response_format(self.body)
        if asked.get("type") == "json_schema":
            return asked.get("json_schema", {}).get("schema")
        return asked.get("schema")  # as llama-cpp-python takes it

    @property
    def max_tokens(self) -> int | None:
        """The limit on the answer, the stricter one if both names are given."""
        names = ("max_tokens", "max_completion_tokens")
        given = [self.body[name] for name in names if self.body.get(name)]
        return min(given, default=None)


def response_format(body: Body) -> dict[str, Any]:
    return body.get("response_format") or {}


def problem(body: Any) -> str | None:
    """What is wrong with a body, as far as every endpoint would say so."""
    if not isinstance(body, dict):
        return "the body must be a JSON object"
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        return "'messages' must be a list of at least one message"
    for i, message in enumerate(messages):
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            return f"'messages[{i}]' must be an object with a role"
    if not isinstance(body.get("model", ""), str):
        return "'model' must be a string"
    if body.get("n") not in (None, 1):
        return "'n' above 1 is not supported here"
    for name in ("max_tokens", "max_completion_tokens"):
        limit = body.get(name)
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            return f"'{name}' must be a whole number of at least 1"
    return None


def _text(message: dict[str, Any]) -> str:
    content = message.get("content")
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content)
    return content or ""


def _strict(body: Body) -> bool:
    asked = response_format(body).get("json_schema", {})
    functions = [tool.get("function", {}) for tool in body.get("tools") or []]
    return any(part.get("strict") for part in (asked, *functions))


def _says(role: str) -> Callable[[Body], bool]:
    return lambda body: any(m.get("role") == role for m in body["messages"])


FEATURES: dict[str, tuple[str, Callable[[Body], bool]]] = {
    "json_schema": (
        "response_format",
        lambda body: response_format(body).get("type") == "json_schema",
    ),
    "json_object": (
        "response_format",
        lambda body: response_format(body).get("type") == "json_object",
    ),
    "tools": ("tools", lambda body: "tools" in body),
    "tool_choice": (
        "tool_choice",
        lambda body: body.get("tool_choice") not in (None, "auto", "none"),
    ),
    "tool_named": (
        "tool_choice",
        lambda body: isinstance(body.get("tool_choice"), dict),
    ),
    "tool_required": (
        "tool_choice",
        lambda body: body.get("tool_choice") in ("required", "any"),
    ),
    "both_limits": (
        "max_tokens",
        lambda body: "max_tokens" in body and "max_completion_tokens" in body,
    ),
    "empty_tools": ("tools", lambda body: body.get("tools") == []),
    "tools_and_format": (
        "tools",
        lambda body: bool(body.get("tools")) and "response_format" in body,
    ),
    "strict": ("strict", _strict),
    "system": ("messages", _says("system")),
    "developer": ("messages", _says("developer")),
    **{
        name: (name, lambda body, name=name: name in body)
        for name in (
            "stream",
            "stream_options",
            "parallel_tool_calls",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "seed",
            "reasoning_effort",
        )
    },
}
"""What an endpoint may lack: name to the parameter, and whether a body uses it."""


def heeded(sent: Body, ignored: frozenset[str]) -> Body:
    """A body as an endpoint takes it that silently ignores some features."""
    body = copy.deepcopy(sent)
    for name in ignored:
        parameter, used = FEATURES[name]
        if not used(body):
            continue
        if name == "tools_and_format":
            parameter = name = "tools"
        if parameter == "messages":
            body["messages"] = [m for m in body["messages"] if m["role"] != name]
        elif name == "tools":
            for part in ("tools", "tool_choice", "parallel_tool_calls"):
                body.pop(part, None)
        elif name != "strict":
            body.pop(parameter)
    return body
