"""Mistakes in requests that OpenAI itself refuses, and laxer servers let pass."""

from typing import Any

from llm_server.request import Body, response_format


def broken_rule(body: Body) -> tuple[str, str] | None:
    """The first rule that a body breaks, and the parameter at fault; None if none."""
    if "max_tokens" in body and "max_completion_tokens" in body:
        told = "'max_tokens' and 'max_completion_tokens' exclude each other"
        return told, "max_tokens"
    tools = body.get("tools")
    if tools == []:
        return "[] is too short - 'tools'", "tools"
    for name in ("tool_choice", "parallel_tool_calls"):
        if name in body and not tools:
            return f"'{name}' is only allowed when 'tools' are specified", name
    asked = response_format(body)
    if asked.get("type") == "json_object" and not _says_json(body["messages"]):
        return "'messages' must contain the word 'json' for 'json_object'", "messages"
    if told := _unanswered(body["messages"]):
        return told, "messages"
    named = asked.get("json_schema", {})
    if named.get("strict") and (told := unstrict(named.get("schema", {}))):
        return f"Invalid schema for response_format: {told}", "response_format"
    for tool in tools or []:
        function = tool.get("function", {})
        if function.get("strict") and (told := unstrict(function["parameters"])):
            return f"Invalid schema for function: {told}", "tools"
    return None


def unstrict(schema: Any, at: tuple[str, ...] = ()) -> str | None:
    """Why `strict` refuses a schema: objects must be closed, keys required."""
    if isinstance(schema, list):
        found = (unstrict(part, at) for part in schema)
        return next(filter(None, found), None)
    if not isinstance(schema, dict):
        return None
    if not at and schema.get("type") != "object":
        return "the root must be an object"
    if schema.get("type") == "object":
        names = set(schema.get("properties", {}))
        missing = names - set(schema.get("required", []))
        if schema.get("additionalProperties") is not False:
            return f"In context={at}, 'additionalProperties' must be false"
        if missing:
            return f"In context={at}, 'required' lacks {', '.join(sorted(missing))}"
    for name, part in schema.items():
        if name in ("properties", "$defs"):
            found = (unstrict(inner, (*at, name, key)) for key, inner in part.items())
            told = next(filter(None, found), None)
        elif name in ("items", "anyOf"):
            told = unstrict(part, (*at, name))
        else:
            continue
        if told:
            return told
    return None


def _says_json(messages: list[dict[str, Any]]) -> bool:
    return "json" in str([m.get("content") for m in messages]).lower()


def _unanswered(messages: list[dict[str, Any]]) -> str | None:
    """Tool calls and the tools' messages must match, without anything in between."""
    open_calls: set[str] = set()
    for message in messages:
        if message["role"] == "tool":
            if message.get("tool_call_id") not in open_calls:
                return "a 'tool' message must answer a preceding 'tool_calls'"
            open_calls.discard(message["tool_call_id"])
            continue
        if open_calls:
            return "'tool_calls' must be followed by 'tool' messages for each call"
        open_calls = {call.get("id", "") for call in message.get("tool_calls") or []}
    return "'tool_calls' must be followed by 'tool' messages" if open_calls else None
