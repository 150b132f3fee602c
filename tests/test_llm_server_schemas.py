"""Smallest instances and checks of schemas in the test server, held to pydantic."""

import enum
import json
from typing import Annotated, Literal

import pytest
from llm_asking import ASK, KEY, Step, ask, said
from llm_server import Server, instance, smallest
from llm_server.schema_errors import errors
from openai import OpenAI
from pydantic import BaseModel, Field, TypeAdapter


class Kind(enum.StrEnum):
    TUNE = "tune"
    SWAP = "swap_fusion"


class Inner(BaseModel):
    rate: Annotated[float, Field(gt=0, le=1)]
    sizes: Annotated[list[int], Field(min_length=2, max_length=4)]


class Rich(BaseModel):
    """What schemas of pydantic may look like."""

    kind: Kind
    layers: Annotated[int, Field(ge=3, le=7, multiple_of=2)]
    inner: Inner
    either: Inner | None
    union: int | list[str]
    tagged: Annotated["A | B", Field(discriminator="tag")]
    pair: tuple[int, str]
    name: Annotated[str, Field(min_length=3, pattern="^[a-z_]+$")]
    flags: dict[str, bool]
    names: Annotated[set[Literal["a", "b", "c"]], Field(min_length=2)]
    constant: Literal["only"]
    yes: bool
    spare: int = 3


class A(BaseModel):
    tag: Literal["a"]
    more: str


class B(BaseModel):
    tag: Literal["b"]


class Tree(BaseModel):
    """A schema that refers to itself."""

    left: "Tree | None"
    children: list["Tree"]


@pytest.mark.parametrize(
    "kind",
    [Step, Rich, Tree, list[int], int | None, dict[str, int], Kind, tuple[int, A]],
)
def test_the_smallest_instance_is_valid(kind):
    adapter = TypeAdapter(kind)
    schema = adapter.json_schema()
    found = instance(schema)
    adapter.validate_json(json.dumps(found))
    assert errors(schema, found) == []


def test_the_smallest_instance_has_no_more_than_it_must():
    found = instance(Rich.model_json_schema())
    assert "spare" not in found
    assert (found["layers"], found["either"], found["kind"]) == (4, None, "tune")
    assert found["tagged"] == {"tag": "b"}


@pytest.mark.parametrize(
    "schema",
    [
        False,
        {"type": "integer", "minimum": 3, "maximum": 2},
        {"type": "string", "pattern": "^[0-9]{3}-[A-Z]{7}$"},
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}},
        {"type": "array", "minItems": 2, "uniqueItems": True, "items": {"const": 1}},
    ],
)
def test_a_schema_without_instance_is_told_so(schema):
    with pytest.raises(ValueError):
        instance(schema)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"layers": "3"}, "$.layers"),
        ({"layers": True}, "is not integer"),
        ({"layers": 5}, "out of range"),
        ({"kind": "stop"}, "not one of"),
        ({"inner": {"rate": 0, "sizes": [1]}}, "$.inner.rate"),
        ({"inner": {"rate": 1, "sizes": [1]}}, "too few"),
        ({"either": 3}, "anyOf"),
        ({"tagged": {"tag": "c"}}, "oneOf"),
        ({"name": "A"}, "length or pattern"),
        ({"names": ["a", "a"]}, "not unique"),
        ({"flags": {"a": 1}}, "$.flags.a"),
    ],
)
def test_what_a_schema_forbids_is_found_as_pydantic_finds_it(change, words):
    schema = Rich.model_json_schema()
    value = {**instance(schema), **change}
    with pytest.raises(ValueError):
        Rich.model_validate_json(json.dumps(value), strict=True)
    assert words in " ".join(errors(schema, value))
    missing = {name: item for name, item in value.items() if name != "yes"}
    assert "'yes' is missing" in " ".join(errors(schema, missing))


def test_the_smallest_player_answers_every_kind():
    with Server(smallest()) as server:
        assert said(ask(server)) == "ok"
        client = OpenAI(base_url=server.url, api_key=KEY)
        reply = client.chat.completions.parse(
            model="test-model", messages=ASK, response_format=Rich
        )
    assert reply.choices[0].message.parsed.layers == 4
