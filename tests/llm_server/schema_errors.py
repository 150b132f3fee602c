"""What in a value a JSON Schema forbids, each error with its place."""

import json
import math
import re
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}


def errors(schema: Any, value: Any, root: Any = None, at: str = "$") -> list[str]:
    """What in `value` the schema forbids, each with its place; empty if it is valid."""
    root = schema if root is None else root
    if schema is True:
        return []
    if schema is False:
        return [f"{at}: nothing is allowed here"]
    if "$ref" in schema:
        schema = merged(schema, target(schema["$ref"], root))
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


def target(ref: str, root: Any) -> Any:
    """What a local reference such as #/$defs/Name names."""
    for name in ref.removeprefix("#").strip("/").split("/"):
        root = root[name.replace("~1", "/").replace("~0", "~")] if name else root
    return root


def whole(schema: Any, root: Any) -> Any:
    while isinstance(schema, dict) and "$ref" in schema:
        schema = merged(schema, target(schema["$ref"], root))
    return schema


def merged(schema: dict[str, Any], part: Any, drop: str = "$ref") -> Any:
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


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]
