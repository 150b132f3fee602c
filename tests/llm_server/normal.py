"""The normalised form of a request and its hash: equal for equal prompts."""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

KEPT = (
    "messages",
    "response_format",
    "tools",
    "tool_choice",
    "max_tokens",
    "max_completion_tokens",
)
"""All else is left out: stream mode, sampling, user and metadata, SDK fields."""
SCRUBBED = (
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", "<time>"),
    (r"\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b", "<uuid>"),
    (r"\b0x[0-9a-fA-F]{4,}\b", "<address>"),
    (r"(/private)?(/var)?/tmp/[^\s\"'`,;:)\]}>]+", "<path>"),
)
"""What differs from run to run though the prompt is the same."""

Scrub = Iterable[tuple[str, str]]


def normal(body: dict[str, Any], scrub: Scrub = (), model: bool = False) -> Any:
    """What a request asks, without what differs from run to run.

    `scrub`: more patterns and what stands for them. `model`: keep the model's name.
    """
    kept = {name: body[name] for name in KEPT if body.get(name) is not None}
    if model:
        kept["model"] = body.get("model")
    if "messages" in kept:
        kept["messages"] = [_without_ids(message) for message in kept["messages"]]
    return _scrubbed(kept, [*SCRUBBED, *scrub])


def digest(normalised: Any) -> str:
    """The first 16 hex digits of the SHA-256 of its canonical JSON."""
    text = json.dumps(normalised, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _without_ids(message: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in message.items() if k != "tool_call_id" and v is not None}
    if calls := kept.get("tool_calls"):
        kept["tool_calls"] = [
            {k: v for k, v in call.items() if k != "id"} for call in calls
        ]
    return kept


def _scrubbed(value: Any, patterns: list[tuple[str, str]]) -> Any:
    if isinstance(value, str):
        for pattern, stands in patterns:
            value = re.sub(pattern, stands, value)
        return value
    if isinstance(value, list):
        return [_scrubbed(item, patterns) for item in value]
    if isinstance(value, dict):
        return {name: _scrubbed(item, patterns) for name, item in value.items()}
    return value
