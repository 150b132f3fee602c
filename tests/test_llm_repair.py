"""What models get wrong in JSON is mended without a guess, and told by name."""

import json
from typing import Literal

import pytest
from llm_tasks import GOOD, Decision

from agent.llm import lenient, one_of, repair, schema
from agent.records import Record

SCHEMA = schema.wire(Decision)
PLAIN = json.dumps(GOOD)
MENDED = {
    "as it is": (PLAIN, []),
    "think": (f'<think>{{"action": "stop"}}</think>{PLAIN}', ["think tags"]),
    "lone think": (f"so be it\n</think>\n{PLAIN}", ["think tags"]),
    "fence": (f"```json\n{PLAIN}\n```", ["fence"]),
    "open fence": (f"```json\n{PLAIN}", ["prose"]),
    "prose": (f"Using {{gated}} now: {PLAIN} I hope {{it}} helps", ["prose"]),
    "other object": (f'{{"note": 1}} then {PLAIN}', ["prose"]),
    "trailing": (PLAIN[:-1] + ",}", ["trailing comma"]),
    "in a list": (PLAIN.replace('"c01"]', '"c01",]'), ["trailing comma"]),
    "single": (repr(GOOD), ["single quotes"]),
    "comment": (PLAIN.replace("{", '{ // the "best" }\n', 1), ["comment"]),
    "block comment": (PLAIN.replace(",", ", /* so } */", 1), ["comment"]),
    "hash comment": (PLAIN.replace("{", "{ # yes\n", 1), ["comment"]),
    "no closer": (PLAIN[:-1], ["missing closer"]),
    "no closers": (PLAIN[:-2], ["missing closer"]),
    "case": (PLAIN.replace("swap_fusion", "Swap Fusion"), ["case of a choice"]),
    "wrapped": (f'{{"result": {PLAIN}}}', ["unwrapped"]),
    "like a call": (f'{{"name": "decision", "arguments": {PLAIN}}}', ["unwrapped"]),
    "numbers": (
        PLAIN.replace("0.001", '"1e-3"').replace("2,", '"2",'),
        ["number as text"],
    ),
    "line break": (PLAIN.replace("the gate", "the\ngate"), ["raw line break"]),
}


@pytest.mark.parametrize("case", MENDED)
def test_mended(case):
    text, wanted = MENDED[case]
    found, repairs = repair.to_dict(text, SCHEMA)
    assert found and repairs == wanted
    decision = Decision.model_validate_json(json.dumps(found))
    assert decision.action == "swap_fusion" and decision.rate == 0.001
    assert decision.columns == ("c02", "c01") and decision.layers == 2


@pytest.mark.parametrize(
    "text",
    ["", "{", "no", "[1, 2]", "{'a' = 1}", '{"a": }', "{" * 50_000, '{"a": NaN}']
    + ['{"a" 1}', "<think>" + PLAIN, '{"a": "no end'],
)
def test_what_is_no_object_is_none(text):
    assert repair.to_dict(text, SCHEMA)[0] in (None, {})


def test_what_was_cut_off_is_never_completed():
    for end in range(1, len(PLAIN)):
        found, _ = repair.to_dict(PLAIN[:end], SCHEMA, truncated=True)
        assert found is None
    assert repair.to_dict(PLAIN, SCHEMA, truncated=True)[0] == GOOD


def test_valid_json_is_read_as_json_reads_it():
    values = [1, -2.5, 1e300, True, None, 'a"b\\c\n\u00e9\U0001f600/', [], {}, [[]]]
    text = json.dumps({"all": values, "again": {"x": values}})
    assert lenient.read(text) == (json.loads(text), [])
    assert lenient.read('"\\u00e9abcd\\ud83d\\ude00"')[0] == "éabcd😀"
    assert lenient.read('"\\ud83d"')[0] == "�"


def test_a_choice_is_not_guessed():
    class Near(Record):
        pick: Literal["late", "Late", "early"]

    near = schema.wire(Near)
    assert repair.fit({"pick": "LATE"}, near) == ({"pick": "LATE"}, [])
    assert repair.fit({"pick": "Early "}, near)[0] == {"pick": "early"}
    assert repair.fit({"pick": "earl"}, near)[0] == {"pick": "earl"}


def test_fences():
    text = "a\n```python\nx = '''\n```\n'''\n```\nb\n~~~\ny\n~~~\n```\nopen"
    assert repair.fences(text)[0] == ("python", "x = '''\n")
    assert repair.fences("```python\nx = 1\n") == []
    assert repair.fences("````\n```\ninner\n```\n````") == [("", "```\ninner\n```\n")]


def test_schemas_are_flat_and_closed():
    class Part(Record):
        value: float
        """How much."""

    class Whole(Record):
        parts: tuple[Part, ...]
        name: one_of(["a", "b", "a"])  # type: ignore[valid-type]
        note: str | None

    made = schema.wire(Whole)
    text = json.dumps(made)
    assert "$ref" not in text and "$defs" not in text and "title" not in text
    assert made["required"] == ["parts", "name", "note"]
    assert made["properties"]["parts"]["items"]["additionalProperties"] is False
    assert made["properties"]["name"]["enum"] == ["a", "b"]
    Whole.model_validate(schema.example(made))


def test_schemas_that_no_endpoint_can_keep_are_refused():
    class Node(Record):
        inner: "Node | None"

    class Free(Record):
        values: dict[str, int]

    from pydantic import BaseModel

    class Open(BaseModel):
        value: int

    for bad in (Node, Free, Open):
        with pytest.raises(TypeError):
            schema.wire(bad)
