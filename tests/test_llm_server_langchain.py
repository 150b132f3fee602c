"""The test server and LangChain: structured output, tools in a loop, usage."""

import json

import pytest
from langchain.agents import create_agent
from langchain.agents.middleware import ModelRetryMiddleware
from langchain.agents.structured_output import ToolStrategy
from langchain_core.callbacks import get_usage_metadata_callback
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models.base import OpenAIAPIError
from llm_asking import STEP, Step
from llm_server import Answer, Faults, Server, scripted, smallest

METHODS = ("json_schema", "function_calling", "json_mode")


def model(server: Server, **more) -> ChatOpenAI:
    return ChatOpenAI(
        base_url=server.url,
        model="test-model",
        api_key="sk-canary-0123456789",
        use_responses_api=False,
        timeout=20,
        **{"max_retries": 0, **more},
    )


@pytest.mark.parametrize(
    ("method", "kind"),
    list(zip(METHODS, ("json_schema", "tool", "json_object"), strict=True)),
)
def test_structured_output_by_every_method(method, kind):
    with Server(lambda request: STEP, strict=True) as server:
        bound = model(server).with_structured_output(
            Step, method=method, include_raw=True
        )
        told = bound.invoke("the next step, as json")
        assert server.requests[0].kind == kind
    assert told["parsed"] == Step(**STEP)
    assert told["raw"].usage_metadata["total_tokens"] > 0


def test_its_limit_has_the_new_name():
    with Server(lambda request: "a" * 100) as server:
        reply = model(server, max_tokens=5).invoke("speak")
        assert server.requests[0].sent["max_completion_tokens"] == 5
        assert "max_tokens" not in server.requests[0].sent
    assert reply.content == "a" * 20
    assert reply.response_metadata["finish_reason"] == "length"


def test_usage_of_a_stream():
    with Server(lambda request: "some words") as server:
        with get_usage_metadata_callback() as seen:
            list(model(server, stream_usage=True).stream("speak"))
        assert seen.usage_metadata["test-model"]["output_tokens"] == 3
        assert server.requests[0].include_usage


def test_streamed_tool_calls():
    play = scripted(
        [Answer(tool_calls=[{"name": "count", "arguments": {"what": "a"}}])]
    )
    with Server(play) as server:
        whole = None
        for chunk in model(server).bind_tools([count]).stream("count a"):
            whole = chunk if whole is None else whole + chunk
    assert [(c["name"], c["args"]) for c in whole.tool_calls] == [
        ("count", {"what": "a"})
    ]


@tool
def count(what: str) -> str:
    """How many there are of it."""
    return f"7 of {what}"


@pytest.mark.parametrize("streamed", [False, True])
def test_an_agent_calls_tools_in_a_loop(streamed):
    def finish(request):
        told = [m["content"] for m in request.messages if m["role"] == "tool"]
        return f"I found {' and '.join(told)}"

    both = [
        {"name": "count", "arguments": {"what": what}} for what in ("rows", "cells")
    ]
    play = scripted([Answer(tool_calls=both), finish])
    with Server(play, strict=True) as server:
        agent = create_agent(model(server, streaming=streamed), [count])
        told = agent.invoke({"messages": [("user", "count rows and cells")]})
        first, second = server.requests
    assert told["messages"][-1].content == "I found 7 of rows and 7 of cells"
    assert list(first.tools) == ["count"]
    assert first.kind == "tools"
    assert [m["role"] for m in second.messages] == ["user", "assistant", "tool", "tool"]


def test_an_agent_answers_by_a_tool():
    with Server(lambda request: Answer(tool_calls=[_step(request)])) as server:
        agent = create_agent(model(server), [count], response_format=ToolStrategy(Step))
        told = agent.invoke({"messages": [("user", "the next step")]})
        (request,) = server.requests
    assert told["structured_response"] == Step(**STEP)
    assert request.must_call and set(request.tools) == {"count", "Step"}


def _step(request) -> dict:
    name = next(name for name in request.tools if name != "count")
    return {"name": name, "arguments": STEP}


def test_the_smallest_answers_suit_every_method():
    with Server(smallest()) as server:
        for method in METHODS[:2]:
            bound = model(server).with_structured_output(Step, method=method)
            assert bound.invoke("as json") == Step(
                rationale="", action="tune", layers=0
            )


def test_a_dict_schema_is_not_checked_by_the_client():
    """Why an agent has to check answers itself, whatever was asked for."""
    schema = {"title": "Step", **Step.model_json_schema()}
    with Server(lambda request: {"else": 1}) as server:
        bound = model(server).with_structured_output(schema, method="json_schema")
        assert json.dumps(bound.invoke("the next step")) == '{"else": 1}'


@pytest.mark.parametrize(("most", "tried"), [(2, 3), (9, 3)])
def test_an_agent_tries_again_where_its_middleware_does(most, tried):
    retry = ModelRetryMiddleware(max_retries=2, initial_delay=0.01, on_failure="error")
    faults = Faults(rate=1, kinds=["http500"], most=most)
    with Server(lambda request: "at last", faults=faults) as server:
        agent = create_agent(model(server), [count], middleware=[retry])
        asked = {"messages": [("user", "count rows")]}
        if most < tried:
            assert agent.invoke(asked)["messages"][-1].content == "at last"
        else:
            with pytest.raises(OpenAIAPIError):
                agent.invoke(asked)
        assert len(server.requests) == tried
        assert {request.attempt for request in server.requests} == {1}
