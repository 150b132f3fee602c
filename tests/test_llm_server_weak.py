"""Endpoints that lack something, refuse it or silently ignore it."""

import json

import openai
import pytest
from llm_asking import ask, said
from llm_server import Server, smallest

ASK = [{"role": "user", "content": "which fusion next?"}]
CLOSED = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
TOOL = {"type": "function", "function": {"name": "decide", "parameters": CLOSED}}
FORCED = {
    "tools": [TOOL],
    "tool_choice": {"type": "function", "function": {"name": "decide"}},
}


def by_schema(schema, strict=False):
    named = {"name": "step", "schema": schema, "strict": strict}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def test_another_model_is_404_and_the_list_is_told():
    with Server(smallest(), models=("small", "large")) as server:
        with pytest.raises(openai.NotFoundError) as raised:
            ask(server, model="gpt-5")
        assert said(ask(server, model="large")) == "ok"
    assert raised.value.code == "model_not_found"
    assert "small, large" in str(raised.value)


def test_any_model_goes_where_none_is_listed():
    with Server(smallest(), models=()) as server:
        assert ask(server, model="whatever").model == "whatever"


def test_a_prompt_that_is_too_long_is_400():
    with Server(smallest(), context=100) as server:
        assert said(ask(server)) == "ok"
        long = [{"role": "user", "content": "word " * 100}]
        for more in ({"messages": long}, {"max_tokens": 100}):
            with pytest.raises(openai.BadRequestError) as raised:
                ask(server, **more)
            assert raised.value.code == "context_length_exceeded"


@pytest.mark.parametrize("status", [400, 404, 415, 422, 500, 501])
def test_a_refused_feature_is_named_and_others_go_through(status):
    with Server(smallest(), reject={"json_schema": status}) as server:
        with pytest.raises(openai.APIStatusError, match="response_format") as raised:
            ask(server, **by_schema(CLOSED))
        assert raised.value.status_code == status
        assert server.requests[0].source == "endpoint"
        assert said(ask(server)) == "ok"
        (call,) = ask(server, **FORCED).choices[0].message.tool_calls
        assert json.loads(call.function.arguments) == {"n": 0}
        assert said(ask(server, response_format={"type": "json_object"})) == "{}"


def test_the_sdk_repeats_a_500_that_is_none():
    with Server(smallest(), reject={"json_schema": 500}) as server:
        with pytest.raises(openai.InternalServerError):
            ask(server, retries=1, **by_schema(CLOSED))
        assert [request.attempt for request in server.requests] == [1, 2]


def test_a_refusal_may_have_words_of_its_own():
    with (
        Server(smallest(), reject={"tools": (500, "oh no")}) as server,
        pytest.raises(openai.InternalServerError, match="oh no"),
    ):
        ask(server, tools=[TOOL])


@pytest.mark.parametrize(
    ("feature", "more"),
    [
        ("json_object", {"response_format": {"type": "json_object"}}),
        ("tool_choice", FORCED),
        ("tool_named", FORCED),
        ("tool_required", {"tools": [TOOL], "tool_choice": "required"}),
        ("strict", by_schema(CLOSED, strict=True)),
        ("both_limits", {"max_tokens": 9, "max_completion_tokens": 9}),
        ("empty_tools", {"tools": []}),
        ("tools_and_format", {"tools": [TOOL], **by_schema(CLOSED)}),
        ("system", {"messages": [{"role": "system", "content": "a"}, *ASK]}),
        ("max_completion_tokens", {"max_completion_tokens": 9}),
        ("stream", {"stream": True}),
        ("stream_options", {"stream": True, "stream_options": {}}),
        ("parallel_tool_calls", {"tools": [TOOL], "parallel_tool_calls": False}),
        ("temperature", {"temperature": 0}),
        ("seed", {"seed": 1}),
    ],
)
def test_every_feature_can_be_refused(feature, more):
    with Server(smallest(), reject={feature: 400}) as server:
        with pytest.raises(openai.BadRequestError):
            ask(server, **more)
        assert said(ask(server)) == "ok", "and nothing else is"


def test_a_schema_that_is_ignored_fails_open():
    with Server(smallest(), ignore={"json_schema"}) as server:
        assert said(ask(server, **by_schema(CLOSED))) == "ok"
        (request,) = server.requests
    assert request.kind == "text"
    assert request.sent["response_format"]["type"] == "json_schema"


def test_tools_that_are_ignored_get_prose():
    with Server(smallest(), ignore={"tools"}) as server:
        choice = ask(server, **FORCED).choices[0]
    assert choice.message.tool_calls is None
    assert (choice.message.content, choice.finish_reason) == ("ok", "stop")


def test_a_choice_that_is_ignored_leaves_the_tools():
    with Server(smallest(), ignore="tool_choice") as server:
        assert said(ask(server, **FORCED)) == "ok"
        assert server.requests[0].kind == "tools"


def test_a_limit_that_is_ignored_is_none():
    ignored = {"max_completion_tokens"}
    with Server(lambda request: "a" * 100, ignore=ignored) as server:
        assert len(said(ask(server, max_completion_tokens=5))) == 100
        both = ask(server, max_completion_tokens=5, extra_body={"max_tokens": 5})
    assert len(said(both)) == 20


def test_a_system_message_that_is_ignored_is_not_seen():
    with Server(lambda request: request.text, ignore={"system"}) as server:
        messages = [{"role": "system", "content": "be brief"}, *ASK]
        assert said(ask(server, messages=messages)) == ASK[0]["content"]


def test_unknown_features_are_a_mistake():
    with pytest.raises(ValueError, match="no feature 'jsonschema'"):
        Server(smallest(), reject={"jsonschema": 400})
    with pytest.raises(ValueError, match="no feature 'x'"):
        Server(smallest(), ignore={"x"})


CALLS = {
    "role": "assistant",
    "content": None,
    "tool_calls": [
        {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    ],
}
ANSWERED = {"role": "tool", "tool_call_id": "a", "content": "1"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"max_tokens": 9, "max_completion_tokens": 9}, "exclude"),
        ({"tools": []}, "too short"),
        ({"tool_choice": "auto"}, "only allowed"),
        (
            {"messages": ASK, "response_format": {"type": "json_object"}},
            "the word 'json'",
        ),
        ({"messages": [*ASK, CALLS]}, "followed by"),
        ({"messages": [*ASK, CALLS, *ASK]}, "followed by"),
        ({"messages": [*ASK, ANSWERED]}, "preceding"),
        (by_schema({**CLOSED, "required": []}, strict=True), "'required' lacks n"),
        (by_schema({**CLOSED, "additionalProperties": True}, True), "must be false"),
        (by_schema({"anyOf": [CLOSED]}, strict=True), "the root"),
    ],
)
def test_what_openai_refuses_a_strict_server_refuses_too(more, words):
    with Server(smallest()) as server:
        assert ask(server, **more).choices, "a lax server lets it pass"
    with (
        Server(smallest(), strict=True) as server,
        pytest.raises(openai.BadRequestError, match=words),
    ):
        ask(server, **more)


def test_what_openai_takes_a_strict_server_takes_too():
    inner = {**CLOSED, "properties": {"n": {"anyOf": [CLOSED, {"type": "null"}]}}}
    with Server(smallest(), strict=True) as server:
        for more in (
            {"max_completion_tokens": 9},
            {"tools": [TOOL], "tool_choice": "auto"},
            {"messages": [*ASK, CALLS, ANSWERED]},
            by_schema(inner, strict=True),
            by_schema({"type": "object"}),
        ):
            assert ask(server, **more).choices
