"""Answer types as JSON Schemas that weak and strict endpoints alike can take.

Flat, no $ref, no pattern, every field required, nothing unknown allowed.
"""

import json
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel

KEPT = (
    "type",
    "description",
    "enum",
    "properties",
    "required",
    "items",
    "anyOf",
    "additionalProperties",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "minLength",
    "maxLength",
)
LENGTHS = ("minLength", "maxLength")
"""OpenAI's strict mode refuses these; other servers keep an answer short by them."""
DEPTH = 3
"""The answer itself, a list or object in it, and what that holds."""


def one_of(values: Sequence[str]) -> Any:
    """A type that allows just these values, for `pydantic.create_model`."""
    return Literal[tuple(dict.fromkeys(values))]


def wire(answer: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of an answer type, as it is sent.

    Raises TypeError for a type that no endpoint could keep to: one that allows unknown
    fields, holds free dictionaries, refers to itself or nests deeper than DEPTH.
    """
    full = answer.model_json_schema()
    return _clean(full, full.get("$defs", {}), answer.__name__, ())


def without_lengths(schema: Any) -> Any:
    """The same schema without bounds on the length of strings."""
    if isinstance(schema, list):
        return [without_lengths(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    properties = schema.get("properties", {})
    kept = {k: without_lengths(v) for k, v in schema.items() if k not in LENGTHS}
    if properties:
        kept["properties"] = {k: without_lengths(v) for k, v in properties.items()}
    return kept


def example(schema: dict[str, Any]) -> Any:
    """A small instance of a schema, to show its form."""
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return example(schema["anyOf"][0])
    kind = schema.get("type")
    if kind == "object":
        return {name: example(part) for name, part in schema["properties"].items()}
    if kind == "array":
        return [example(schema["items"])] * max(1, schema.get("minItems", 1))
    if kind in ("integer", "number"):
        return schema.get("minimum", schema.get("maximum", 1))
    return {"boolean": True, "null": None}.get(str(kind), "…")


def compact(value: Any) -> str:
    """JSON without blanks, for prompts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _clean(
    node: dict[str, Any], known: dict[str, Any], where: str, path: tuple[str, ...]
) -> dict[str, Any]:
    """One node of the schema with its references put in place."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if name in path:
            raise TypeError(f"{where}: {name} refers to itself")
        merged = {**known[name], **{k: v for k, v in node.items() if k != "$ref"}}
        return _clean(merged, known, where, (*path, name))
    if "const" in node:
        node = {**node, "enum": [node["const"]]}
    kept = {key: node[key] for key in KEPT if key in node}
    if kept.get("type") == "object":
        kept |= _object(node, known, where, path)
    if kept.get("type") == "array":
        if "items" not in node:
            raise TypeError(f"{where}: a list needs one type of items")
        kept["items"] = _clean(node["items"], known, f"{where}[]", path)
    if "anyOf" in kept:
        kept["anyOf"] = [_clean(n, known, where, path) for n in node["anyOf"]]
    if not kept.keys() & {"type", "enum", "anyOf"}:
        raise TypeError(f"{where}: a field of any type cannot be asked for")
    return kept


def _object(
    node: dict[str, Any], known: dict[str, Any], where: str, path: tuple[str, ...]
) -> dict[str, Any]:
    if node.get("additionalProperties") is not False:
        raise TypeError(f"{where}: unknown fields have to be forbidden")
    if where.count(".") + 1 >= DEPTH:
        raise TypeError(f"{where}: nested deeper than {DEPTH} levels")
    fields = {
        name: _clean(part, known, f"{where}.{name}", path)
        for name, part in node.get("properties", {}).items()
    }
    return {
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
