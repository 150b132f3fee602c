"""From what a model wrote to a dict in the form of a schema, with the repairs named."""

import re
from collections.abc import Iterator
from typing import Any

from agent.llm import lenient

_THINK = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.S | re.I)
_FENCE = re.compile(
    r"^[ \t]*(`{3,}|~{3,})([^\n`]*)\n(.*?)^[ \t]*\1[ \t]*$", re.S | re.M
)
TRIES = 20
"""Braces at which an object is looked for, so that a long text costs little."""
WRAPPERS = ("arguments", "parameters", "args", "input")
"""Where an answer stands that was written like the call of a tool."""


def thoughts_off(text: str) -> tuple[str, list[str]]:
    """`text` without the `<think>` parts of a model that thinks aloud."""
    kept = _THINK.sub("", text)
    lone = re.search(r"</(?:think|thinking|reasoning)>", kept, re.I)
    if lone:  # the opening tag was part of the prompt
        kept = kept[lone.end() :]
    opened = re.match(r"\s*<(?:think|thinking|reasoning)>", kept, re.I)
    if opened:  # it never came to an end
        kept = ""
    return kept, ["think tags"] if kept != text else []


def fences(text: str) -> list[tuple[str, str]]:
    """(language, content) of every complete fenced block."""
    return [(m[2].strip().lower(), m[3]) for m in _FENCE.finditer(text)]


def to_dict(
    text: str, schema: dict[str, Any], truncated: bool = False
) -> tuple[dict[str, Any] | None, list[str]]:
    """The object that a text holds, fitted to `schema`, and the repairs that it took.

    None if there is none. A truncated text is never completed by guesses.
    """
    text, repairs = thoughts_off(text)
    plain = text.strip()
    fenced = [content.strip() for _, content in fences(text)]
    for source in (*fenced, plain):
        found, more = _first_object(source, schema, not truncated)
        if found is None:
            continue
        if source is not plain:
            more.insert(0, "fence")
        fitted, fixed = fit(found, schema)
        return fitted, _unique([*repairs, *more, *fixed])
    return None, repairs


def fit(value: dict[str, Any], schema: dict[str, Any]) -> tuple[Any, list[str]]:
    """`value` unwrapped, its enums in their own case, its numbers as numbers."""
    repairs: list[str] = []
    value = _unwrapped(value, schema, repairs)
    return _fit(value, schema, repairs), _unique(repairs)


def _first_object(
    text: str, schema: dict[str, Any], close: bool
) -> tuple[dict[str, Any] | None, list[str]]:
    """The first object that shares a field with the schema, else the first one."""
    first: tuple[dict[str, Any], list[str]] | None = None
    for start, end, found, repairs in _objects(text, close):
        if text[:start].strip() or text[end:].strip():
            repairs.insert(0, "prose")
        plain, _ = fit(found, schema)
        if plain.keys() & schema["properties"].keys():
            return found, repairs
        first = first or (found, repairs)
    return first or (None, [])


def _objects(
    text: str, close: bool
) -> Iterator[tuple[int, int, dict[str, Any], list[str]]]:
    """(start, end, object, repairs) of the readable objects of a text, in order."""
    start = text.find("{")
    for _ in range(TRIES):
        if start < 0:
            return
        reader = lenient.Reader(text, start, close)
        try:
            found = reader.value()
        except (lenient.Unreadable, RecursionError):
            start = text.find("{", start + 1)
            continue
        yield start, reader.at, found, reader.repairs
        start = text.find("{", reader.at)


def _unwrapped(
    value: dict[str, Any], schema: dict[str, Any], repairs: list[str]
) -> dict[str, Any]:
    """What stands below `{"result": …}`, or in an answer written like a tool's call."""
    fields = schema["properties"].keys()
    for _ in range(2):
        if value.keys() & fields:
            break
        inner = next(iter(value.values()), None) if len(value) == 1 else None
        for name in WRAPPERS:
            inner = value.get(name) if inner is None else inner
        if not isinstance(inner, dict):
            break
        value = inner
        repairs.append("unwrapped")
    return value


def _fit(value: Any, schema: dict[str, Any], repairs: list[str]) -> Any:
    if "anyOf" in schema:
        return _fit_any(value, schema["anyOf"], repairs)
    if "enum" in schema:
        return _case(value, schema["enum"], repairs)
    kind = schema.get("type")
    if kind == "object" and isinstance(value, dict):
        parts = schema["properties"]
        return {
            name: _fit(item, parts[name], repairs) if name in parts else item
            for name, item in value.items()
        }
    if kind == "array" and isinstance(value, list):
        return [_fit(item, schema["items"], repairs) for item in value]
    if kind in ("integer", "number") and isinstance(value, str):
        return _number(value, kind, repairs)
    return value


def _fit_any(value: Any, choices: list[dict[str, Any]], repairs: list[str]) -> Any:
    """Fitted to the first choice that changes it, if no choice takes it as it is."""
    if value is None and any(c.get("type") == "null" for c in choices):
        return None
    for choice in choices:
        if isinstance(value, str) and choice.get("type") == "string":
            return _fit(value, choice, repairs)
    for choice in choices:
        fitted = _fit(value, choice, repairs)
        if fitted is not value:
            return fitted
    return value


def _case(value: Any, allowed: list[Any], repairs: list[str]) -> Any:
    if value in allowed or not isinstance(value, str):
        return value
    same = [a for a in allowed if isinstance(a, str) and _fold(a) == _fold(value)]
    if len(same) != 1:
        return value
    repairs.append("case of a choice")
    return same[0]


def _fold(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _number(text: str, kind: str, repairs: list[str]) -> Any:
    try:
        number = float(text.strip())
    except ValueError:
        return text
    if number != number or number in (float("inf"), float("-inf")):
        return text
    whole = number.is_integer()
    if kind == "integer" and not whole:
        return text
    repairs.append("number as text")
    return int(number) if whole else number


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
