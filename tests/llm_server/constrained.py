"""What constrained decoding would never let a model say."""

import json
from typing import Any

from llm_server.answer import Answer, arguments
from llm_server.request import Request
from llm_server.schema_errors import errors


def forbidden(request: Request, answer: Answer) -> list[str]:
    """Why this answer can't be one to this request; empty if it can.

    Errors, refusals, raw bodies and answers cut off at a limit are free.
    """
    if answer.status != 200 or answer.raw is not None or answer.refusal or answer.wire:
        return []
    if answer.finish_reason == "length":
        return []
    wrong = [e for call in answer.tool_calls for e in _call(request, call)]
    if request.must_call and not answer.tool_calls:
        wrong.append(f"a tool has to be called: {', '.join(request.tools)}")
    if request.kind in ("json_schema", "json_object") and not answer.tool_calls:
        wrong += _json(answer.text, request.schema or {"type": "object"}, "content")
    return wrong


def _call(request: Request, call: dict[str, Any]) -> list[str]:
    name = call.get("name")
    if name not in request.tools:
        return [f"there is no tool {name!r}; there are {', '.join(request.tools)}"]
    if request.forced and name != request.forced:
        return [f"tool {request.forced!r} has to be called, not {name!r}"]
    schema = request.tools[name].get("parameters") or {"type": "object"}
    return _json(arguments(call), schema, name)


def _json(text: str, schema: Any, what: str) -> list[str]:
    try:
        told = json.loads(text)
    except ValueError as error:
        return [f"{what} is no JSON: {error}"]
    return [f"{what}: {wrong}" for wrong in errors(schema, told)]
