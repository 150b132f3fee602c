"""What the model answers, and how a player's short forms become that."""

import json
from dataclasses import dataclass, field, fields, replace
from typing import Any

from llm_server.request import Request

TOKEN = 4
"""Characters a token, for estimates."""
BROKEN = (
    "timeout",
    "connection_lost",
    "bad_body",
    "html",
    "cut_stream",
    "short_stream",
    "drip",
)
"""Ways in which an answer fails to arrive: `Answer.wire`."""


@dataclass(frozen=True)
class Answer:
    """One answer. A status other than 200 makes it an error with that message."""

    content: str | dict | list | None = None
    """Text; a dict or list is written as JSON."""
    tool_calls: list[dict[str, Any]] = field(default_factory=list)
    """Each `name` and `arguments` (a dict, or text as it is), perhaps `id`."""
    finish_reason: str | None = None
    """None: stop or tool_calls, as it is; length if a limit cuts it off."""
    usage: dict[str, Any] | None = None
    """None: estimated at 4 characters a token. Empty: none is told."""
    reasoning_content: str | None = None
    refusal: str | None = None
    delay_s: float = 0
    """Seconds before the answer begins."""
    status: int = 200
    error: str | dict[str, Any] | None = None
    """The message, or the whole `error` object."""
    headers: dict[str, str] = field(default_factory=dict)
    raw: str | bytes | None = None
    """The body as it is, with nothing of ours around it."""
    wire: str | None = None
    """What goes wrong while it is sent: one of BROKEN."""

    def __post_init__(self):
        if self.wire not in (None, *BROKEN):
            raise ValueError(f"no fault {self.wire!r}; there are {', '.join(BROKEN)}")

    @property
    def text(self) -> str:
        """The content as text; empty if there is none."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return json.dumps(self.content, ensure_ascii=False)

    @property
    def calls(self) -> list[tuple[str, str]]:
        """The name and the arguments' text of each tool call."""
        return [(call["name"], arguments(call)) for call in self.tool_calls]

    def as_json(self) -> dict[str, Any]:
        """The fields that are set, for a file; no headers."""
        default = Answer()
        pairs = [(f.name, getattr(self, f.name)) for f in fields(self)]
        told = {k: v for k, v in pairs if v != getattr(default, k)}
        told.pop("headers", None)
        if isinstance(told.get("raw"), bytes):
            told["raw"] = told["raw"].decode("utf-8", "replace")
        return told


Said = Answer | str | dict
"""What a player may return: text is content; a dict is what was asked for."""

MARKS = {"content", "tool_calls", "error", "refusal", "raw", "wire"}
KNOWN = {f.name for f in fields(Answer)}


def from_json(told: dict[str, Any]) -> Said:
    """An answer out of a file: an Answer's fields, or else the JSON asked for."""
    if not set(told) <= KNOWN or not set(told) & MARKS:
        return told
    answer = Answer(**told)
    if answer.error is not None and answer.status == 200:
        inner = answer.error if isinstance(answer.error, dict) else {}
        return replace(answer, status=int(inner.get("status", 500)))
    return answer


def complete(said: Said, request: Request) -> Answer:
    """A player's word as an Answer to this request.

    Raises TypeError for what is none, ValueError for a dict where several tools fit.
    """
    if isinstance(said, Answer):
        return said
    if isinstance(said, str):
        return Answer(content=said)
    if not isinstance(said, dict):
        raise TypeError(f"a player returned {said!r}: no Answer, text or dict")
    if not request.must_call:
        return Answer(content=said)
    if request.forced is None:
        names = ", ".join(request.tools)
        raise ValueError(
            f"a dict, but which tool? {names}: return Answer(tool_calls=…)"
        )
    return Answer(tool_calls=[{"name": request.forced, "arguments": said}])


def arguments(call: dict[str, Any]) -> str:
    given = call.get("arguments", {})
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


def shortened(answer: Answer, limit: int | None) -> Answer:
    """The answer cut off after `limit` tokens, with finish_reason length."""
    if limit is None or answer.status != 200 or answer.raw is not None:
        return answer
    left = limit * TOKEN
    if _length(answer) <= left:
        return answer
    thought = (answer.reasoning_content or "")[:left]
    left -= len(thought)
    text = answer.text[:left]
    left -= len(text)
    calls = []
    for call in answer.tool_calls:
        if left > 0:
            calls.append({**call, "arguments": arguments(call)[:left]})
            left -= len(calls[-1]["arguments"])
    return replace(
        answer,
        content=text if answer.content is not None else None,
        reasoning_content=thought or None,
        tool_calls=calls,
        finish_reason="length",
    )


def usage(request: Request, answer: Answer) -> dict[str, Any] | None:
    """Tokens of prompt and answer: as the answer says, or estimated."""
    if answer.usage is not None:
        return {**answer.usage} if answer.usage else None
    names = ("messages", "tools", "response_format")
    asked = [request.body[name] for name in names if request.body.get(name)]
    prompt = prompt_tokens(asked)
    wrote = -(-_length(answer) // TOKEN)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": wrote,
        "total_tokens": prompt + wrote,
    }


def prompt_tokens(asked: Any) -> int:
    """An estimate for messages and whatever else goes before them."""
    return -(-len(json.dumps(asked, ensure_ascii=False)) // TOKEN)


def _length(answer: Answer) -> int:
    parts = [answer.text, answer.reasoning_content or "", answer.refusal or ""]
    return sum(map(len, parts)) + sum(len(text) for _, text in answer.calls)
