"""Tool calls, schemas and limits of the test server, by the real SDK."""

import json

import openai
import pytest
from llm_asking import ASK, BY_NAME, KEY, STEP, TOOL, Step, ask, heard, said
from llm_server import Answer, Server, smallest
from openai import OpenAI


def test_any_text_arrives():
    text = "权重 – \U0001f600 \ud83d \x00 \u2028 </think>"
    with Server(lambda request: text) as server:
        assert said(ask(server)) == text
        assert heard(ask(server, stream=True)) == text


def test_tool_calls_plain():
    calls = [{"name": "decide", "arguments": STEP}, {"name": "decide", "arguments": {}}]
    with Server(lambda request: Answer(tool_calls=calls)) as server:
        reply = ask(server, tools=[TOOL])
    choice = reply.choices[0]
    first, second = choice.message.tool_calls
    assert json.loads(first.function.arguments) == STEP
    assert second.function.arguments == "{}"
    assert first.id != second.id
    assert choice.finish_reason == "tool_calls"


def test_tool_calls_streamed():
    calls = [{"name": "decide", "arguments": STEP}, {"name": "decide", "arguments": {}}]
    with Server(lambda request: Answer(tool_calls=calls)) as server:
        client = OpenAI(base_url=server.url, api_key=KEY)
        with client.chat.completions.stream(
            model="test-model", messages=ASK, tools=[TOOL]
        ) as stream:
            choice = stream.get_final_completion().choices[0]
    first, second = choice.message.tool_calls
    assert json.loads(first.function.arguments) == STEP
    assert second.function.arguments == "{}"
    assert choice.finish_reason == "tool_calls"


@pytest.mark.parametrize("choice", [BY_NAME, "required"])
def test_a_dict_becomes_a_call_where_a_tool_is_forced(choice):
    with Server(lambda request: STEP) as server:
        reply = ask(server, tools=[TOOL], tool_choice=choice)
        (request,) = server.requests
    (call,) = reply.choices[0].message.tool_calls
    assert json.loads(call.function.arguments) == STEP
    assert (request.kind, request.forced) == ("tool", "decide")
    by_name = choice == BY_NAME  # then OpenAI tells `stop`
    assert reply.choices[0].finish_reason == ("stop" if by_name else "tool_calls")
    assert request.schema == Step.model_json_schema()


def test_a_dict_that_could_be_for_two_tools_is_a_mistake():
    other = {"type": "function", "function": {"name": "other", "parameters": {}}}
    with (
        pytest.raises(ValueError, match="which tool"),
        Server(lambda request: {}) as server,
        pytest.raises(openai.InternalServerError),
    ):
        ask(server, tools=[TOOL, other], tool_choice="required")


def test_a_schema_is_parsed_by_the_sdk():
    with Server(lambda request: STEP, strict=True) as server:
        client = OpenAI(base_url=server.url, api_key=KEY)
        reply = client.chat.completions.parse(
            model="test-model", messages=ASK, response_format=Step
        )
        assert server.requests[0].kind == "json_schema"
        assert server.requests[0].schema["required"] == list(STEP)
    assert reply.choices[0].message.parsed == Step(**STEP)


def test_json_object_with_and_without_a_schema():
    schema = Step.model_json_schema()
    with Server(smallest()) as server:
        assert said(ask(server, response_format={"type": "json_object"})) == "{}"
        asked = {"type": "json_object", "schema": schema}
        found = said(ask(server, extra_body={"response_format": asked}))
    assert Step.model_validate_json(found).action in ("tune", "stop")


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
def test_an_answer_ends_at_its_limit(name):
    with Server(lambda request: "a" * 100) as server:
        reply = ask(server, **{name: 5})
    assert reply.choices[0].finish_reason == "length"
    assert said(reply) == "a" * 20
    assert reply.usage.completion_tokens == 5


def test_a_call_ends_at_its_limit_and_thoughts_come_first():
    with Server(lambda request: STEP) as server:
        reply = ask(server, tools=[TOOL], tool_choice=BY_NAME, max_tokens=4)
    assert reply.choices[0].finish_reason == "length"
    (call,) = reply.choices[0].message.tool_calls
    assert call.function.arguments == json.dumps(STEP)[:16]
    thinks = Answer(content="42", reasoning_content="h" * 100)
    with Server(lambda request: thinks) as server:
        reply = ask(server, max_tokens=4)
    assert said(reply) == ""
    assert reply.choices[0].finish_reason == "length"
