"""The smallest valid instance of a JSON Schema, as much of it as endpoints take."""

import json
import math
from typing import Any

from llm_server.schema_errors import errors, merged, target, whole

DEPTH = 12
"""How deep an instance may nest; a schema that needs more has no smallest one."""
FORMATS = {
    "date": "2000-01-01",
    "date-time": "2000-01-01T00:00:00Z",
    "time": "00:00:00Z",
    "email": "a@b.cd",
    "uri": "http://a.bc",
    "uuid": "00000000-0000-0000-0000-000000000000",
}
GUESSES = (
    "",
    "a",
    "A",
    "0",
    "aa",
    "a-a",
    "a_a",
    "a1",
    "0.0",
    "abc",
    "01",
    "2000-01-01",
)
"""Tried for a pattern, longer by repetition if need be."""


def instance(schema: Any) -> Any:
    """The smallest valid instance: of a union the shortest, of an object what is
    required. Raises ValueError if none is found."""
    found = _smallest(schema, schema, DEPTH)
    if wrong := errors(schema, found):
        raise ValueError(f"no valid instance found: {'; '.join(wrong)}")
    return found


def _smallest(schema: Any, root: Any, depth: int) -> Any:
    if schema is True or schema == {}:
        return None
    if depth == 0 or schema is False:
        raise ValueError(f"no instance of {json.dumps(schema)[:200]}")
    if "$ref" in schema:
        return _smallest(merged(schema, target(schema["$ref"], root)), root, depth - 1)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return min(schema["enum"], key=_size)
    if "allOf" in schema:
        for part in schema["allOf"]:
            schema = merged(schema, whole(part, root), drop="allOf")
        return _smallest(schema, root, depth - 1)
    for union in ("anyOf", "oneOf"):
        if union in schema:
            parts = [merged(schema, part, drop=union) for part in schema[union]]
            return _shortest(parts, root, depth - 1)
    kind = schema.get("type")
    if isinstance(kind, list):
        parts = [{**schema, "type": one} for one in kind]
        return _shortest(parts, root, depth - 1)
    if kind == "object" or "properties" in schema or "required" in schema:
        return _object(schema, root, depth)
    if kind == "array" or "items" in schema or "prefixItems" in schema:
        return _array(schema, root, depth)
    if kind in ("integer", "number"):
        return _number(schema)
    if kind == "string":
        return _string(schema)
    return {"boolean": False, "null": None}.get(kind)


def _shortest(parts: list[Any], root: Any, depth: int) -> Any:
    found = []
    for part in parts:
        try:
            found.append(_smallest(part, root, depth))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"no instance of {json.dumps(parts)[:200]}")
    return min(found, key=_size)


def _object(schema: dict[str, Any], root: Any, depth: int) -> dict[str, Any]:
    properties = schema.get("properties", {})
    names = list(schema.get("required", []))
    spare = [name for name in properties if name not in names]
    names += spare[: max(0, schema.get("minProperties", 0) - len(names))]
    ordered = [n for n in properties if n in names]
    ordered += [n for n in names if n not in properties]
    return {n: _smallest(properties.get(n, {}), root, depth - 1) for n in ordered}


def _array(schema: dict[str, Any], root: Any, depth: int) -> list[Any]:
    first = schema.get("prefixItems", [])
    count = schema.get("minItems", 0)
    found: list[Any] = []
    for i in range(count):
        part = first[i] if i < len(first) else schema.get("items", {})
        if schema.get("uniqueItems") and isinstance(part, dict):
            part = _other_than(found, whole(part, root))
        found.append(_smallest(part, root, depth - 1))
    return found


def _other_than(found: list[Any], part: dict[str, Any]) -> dict[str, Any]:
    """The schema of an item that is not yet there."""
    if "enum" in part:
        return {**part, "enum": [one for one in part["enum"] if one not in found]}
    if part.get("type") == "string":
        return {**part, "minLength": len(found) + part.get("minLength", 0)}
    if part.get("type") in ("integer", "number") and found:
        return {**part, "minimum": max(found) + 1}
    return part


def _number(schema: dict[str, Any]) -> float | int:
    whole = schema.get("type") == "integer"
    step = schema.get("multipleOf", 1 if whole else None)
    low = schema.get("minimum", -math.inf)
    high = schema.get("maximum", math.inf)
    least = schema.get("exclusiveMinimum", -math.inf)
    most = schema.get("exclusiveMaximum", math.inf)
    bounds = [b for b in (low, high, least, most) if math.isfinite(b)]
    tries: list[float | int] = [0, 1, *bounds]
    for b in bounds:
        if step:
            tries += [math.ceil(b / step) * step, math.floor(b / step) * step]
            tries += [math.floor(b / step) * step + step]
            tries += [math.ceil(b / step) * step - step]
        else:
            tries += [b + 1, b - 1]
    if len(bounds) > 1:
        tries.append((max(low, least) + min(high, most)) / 2)
    fits = [int(t) if t == int(t) else t for t in tries if not errors(schema, t)]
    if not fits:
        raise ValueError(f"no number for {json.dumps(schema)[:200]}")
    return min(fits, key=abs)


def _string(schema: dict[str, Any]) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    least = schema.get("minLength", 0)
    for guess in GUESSES:
        text = guess * max(1, -(-least // max(1, len(guess)))) if guess else "a" * least
        if not errors(schema, text):
            return text
    raise ValueError(f"no text for {json.dumps(schema)[:200]}")


def _size(value: Any) -> int:
    return len(json.dumps(value))
