"""Answers as bytes of the chat-completions protocol: bodies, chunks and errors."""

import json
import time
from collections.abc import Iterator
from typing import Any

from llm_server.answer import Answer, usage
from llm_server.request import Request

PIECE = 12
"""Characters in a streamed piece."""
TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
    503: "service_unavailable_error",
}


def error(answer: Answer) -> dict[str, Any]:
    """The body of an answer whose status is not 200."""
    told = answer.error if isinstance(answer.error, dict) else {}
    message = answer.error if isinstance(answer.error, str) else None
    return {
        "error": {
            "message": message or f"error {answer.status}",
            "type": TYPES.get(answer.status, "server_error"),
            "param": None,
            "code": None,
            **{name: value for name, value in told.items() if name != "status"},
        }
    }


def completion(request: Request, answer: Answer) -> dict[str, Any]:
    """The body of a plain reply."""
    message: dict[str, Any] = {
        "role": "assistant",
        "content": None if answer.content is None else answer.text,
        "refusal": answer.refusal,
    }
    if answer.reasoning_content is not None:
        message["reasoning_content"] = answer.reasoning_content
    if answer.tool_calls:
        message["tool_calls"] = _calls(request, answer)
    choice = {
        "index": 0,
        "message": message,
        "logprobs": None,
        "finish_reason": _reason(request, answer),
    }
    told = usage(request, answer)
    body = {**_head(request, "chat.completion"), "choices": [choice]}
    return {**body, "usage": told} if told else body


def chunks(request: Request, answer: Answer) -> Iterator[dict[str, Any]]:
    """The chunks of a streamed reply, usage last if it was asked for."""
    head = _head(request, "chat.completion.chunk")
    for delta in _deltas(request, answer):
        yield _chunk(request, head, delta)
    yield _chunk(request, head, {}, _reason(request, answer))
    told = usage(request, answer)
    if request.include_usage and told:
        yield {**head, "choices": [], "usage": told}


def _deltas(request: Request, answer: Answer) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": None if answer.tool_calls else ""}
    for name, text in (
        ("reasoning_content", answer.reasoning_content or ""),
        ("refusal", answer.refusal or ""),
        ("content", answer.text),
    ):
        for piece in _pieces(text):
            yield {name: piece}
    for i, call in enumerate(_calls(request, answer)):
        text = call["function"]["arguments"]
        call["function"]["arguments"] = ""
        yield {"tool_calls": [{"index": i, **call}]}
        for piece in _pieces(text):
            yield {"tool_calls": [{"index": i, "function": {"arguments": piece}}]}


def _chunk(
    request: Request,
    head: dict[str, Any],
    delta: dict[str, Any],
    reason: str | None = None,
) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    told: dict[str, Any] = {"usage": None} if request.include_usage else {}
    return {**head, "choices": [choice], **told}


def models(names: tuple[str, ...]) -> dict[str, Any]:
    """The body of GET /v1/models."""
    return {"object": "list", "data": [model(name) for name in names]}


def model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "llm_server"}


def event(body: dict[str, Any]) -> bytes:
    """One server-sent event."""
    return b"data: " + encode(body) + b"\n\n"


def encode(body: Any) -> bytes:
    """JSON in UTF-8; a lone surrogate is escaped, not lost."""
    try:
        return json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(body).encode()


def _head(request: Request, kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{request.number}",
        "object": kind,
        "created": int(time.time()),
        "model": request.model,
        "system_fingerprint": "llm_server",
    }


def _calls(request: Request, answer: Answer) -> list[dict[str, Any]]:
    return [
        {
            "id": call.get("id") or f"call_{request.number}_{i}",
            "type": "function",
            "function": {"name": name, "arguments": text},
        }
        for i, (call, (name, text)) in enumerate(
            zip(answer.tool_calls, answer.calls, strict=True)
        )
    ]


def _reason(request: Request, answer: Answer) -> str:
    """As OpenAI tells it: a call forced by its name ends with `stop`."""
    if answer.finish_reason:
        return answer.finish_reason
    by_name = isinstance(request.body.get("tool_choice"), dict)
    return "tool_calls" if answer.tool_calls and not by_name else "stop"


def _pieces(text: str) -> list[str]:
    return [text[i : i + PIECE] for i in range(0, len(text), PIECE)]
