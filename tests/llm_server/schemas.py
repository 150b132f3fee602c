"""JSON Schema, as much as endpoints take: the smallest instance, and what is wrong."""

import json
import math
import re
from typing import Any

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
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}


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
        return _smallest(
            _merged(schema, _target(schema["$ref"], root)), root, depth - 1
        )
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return min(schema["enum"], key=_size)
    if "allOf" in schema:
        for part in schema["allOf"]:
            schema = _merged(schema, _whole(part, root), drop="allOf")
        return _smallest(schema, root, depth - 1)
    for union in ("anyOf", "oneOf"):
        if union in schema:
            parts = [_merged(schema, part, drop=union) for part in schema[union]]
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
            part = _other_than(found, _whole(part, root))
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


def errors(schema: Any, value: Any, root: Any = None, at: str = "$") -> list[str]:
    """What in `value` the schema forbids, each with its place; empty if it is valid."""
    root = schema if root is None else root
    if schema is True:
        return []
    if schema is False:
        return [f"{at}: nothing is allowed here"]
    if "$ref" in schema:
        schema = _merged(schema, _target(schema["$ref"], root))
        return errors(schema, value, root, at)
    wrong = [
        e for part in schema.get("allOf", []) for e in errors(part, value, root, at)
    ]
    if "anyOf" in schema and not _hits(schema["anyOf"], value, root):
        wrong.append(f"{at}: fits no branch of anyOf")
    if "oneOf" in schema and _hits(schema["oneOf"], value, root) != 1:
        wrong.append(f"{at}: does not fit one branch of oneOf")
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        return [*wrong, f"{at}: {_short(value)} is not {' or '.join(kinds)}"]
    if "const" in schema and not _same(value, schema["const"]):
        wrong.append(f"{at}: {_short(value)} is not {_short(schema['const'])}")
    if "enum" in schema and not any(_same(value, one) for one in schema["enum"]):
        wrong.append(f"{at}: {_short(value)} is not one of {_short(schema['enum'])}")
    return wrong + _inner(schema, value, root, at)


def _inner(schema: dict[str, Any], value: Any, root: Any, at: str) -> list[str]:
    if isinstance(value, dict):
        return _object_errors(schema, value, root, at)
    if isinstance(value, list):
        return _array_errors(schema, value, root, at)
    if isinstance(value, str):
        bad = not schema.get("minLength", 0) <= len(value) <= schema.get(
            "maxLength", math.inf
        ) or not re.search(schema.get("pattern", ""), value)
        return [f"{at}: {_short(value)} has a wrong length or pattern"] if bad else []
    if _is(value, "number"):
        step = schema.get("multipleOf")
        bad = (
            not schema.get("minimum", -math.inf) <= value
            or not value <= schema.get("maximum", math.inf)
            or not schema.get("exclusiveMinimum", -math.inf) < value
            or not value < schema.get("exclusiveMaximum", math.inf)
            or (step and abs(value / step - round(value / step)) > 1e-9)
        )
        return [f"{at}: {value} is out of range"] if bad else []
    return []


def _object_errors(
    schema: dict[str, Any], value: dict[str, Any], root: Any, at: str
) -> list[str]:
    properties = schema.get("properties", {})
    missing = [name for name in schema.get("required", []) if name not in value]
    wrong = [f"{at}: {name!r} is missing" for name in missing]
    if len(value) < schema.get("minProperties", 0):
        wrong.append(f"{at}: too few properties")
    for name, item in value.items():
        inner = properties.get(name, schema.get("additionalProperties", True))
        if inner is False:
            wrong.append(f"{at}: {name!r} is not expected")
        else:
            wrong += errors(inner, item, root, f"{at}.{name}")
    return wrong


def _array_errors(
    schema: dict[str, Any], value: list[Any], root: Any, at: str
) -> list[str]:
    first, wrong = schema.get("prefixItems", []), []
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", math.inf):
        wrong.append(f"{at}: {len(value)} items are too few or too many")
    if schema.get("uniqueItems") and len({json.dumps(v) for v in value}) < len(value):
        wrong.append(f"{at}: items are not unique")
    for i, item in enumerate(value):
        part = first[i] if i < len(first) else schema.get("items", True)
        wrong += errors(part, item, root, f"{at}[{i}]")
    return wrong


def _hits(parts: list[Any], value: Any, root: Any) -> int:
    return sum(not errors(part, value, root) for part in parts)


def _target(ref: str, root: Any) -> Any:
    """What a local reference such as #/$defs/Name names."""
    for name in ref.removeprefix("#").strip("/").split("/"):
        root = root[name.replace("~1", "/").replace("~0", "~")] if name else root
    return root


def _whole(schema: Any, root: Any) -> Any:
    while isinstance(schema, dict) and "$ref" in schema:
        schema = _merged(schema, _target(schema["$ref"], root))
    return schema


def _merged(schema: dict[str, Any], part: Any, drop: str = "$ref") -> Any:
    rest = {k: v for k, v in schema.items() if k not in (drop, "$defs", "definitions")}
    if not isinstance(part, dict):
        return part if part is False else rest
    both = {**rest, **part}
    if "properties" in rest and "properties" in part:
        both["properties"] = {**rest["properties"], **part["properties"]}
    if "required" in rest and "required" in part:
        both["required"] = list(dict.fromkeys([*rest["required"], *part["required"]]))
    return both


def _is(value: Any, kind: str) -> bool:
    if kind in ("integer", "number") and isinstance(value, bool):
        return False
    if kind == "integer" and isinstance(value, float):
        return value == int(value)
    return isinstance(value, TYPES[kind])


def _same(value: Any, other: Any) -> bool:
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _size(value: Any) -> int:
    return len(json.dumps(value))


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]
