"""The test server speaks the protocol as the real clients understand it."""

from typing import Literal

import pytest
from llm_server import Faults, Server, smallest
from openai import OpenAI
from pydantic import BaseModel

ASK = [{"role": "user", "content": "which fusion next? as json"}]


class Step(BaseModel):
    """A decision as the agent asks for it."""

    rationale: str
    action: Literal["tune", "stop"]
    layers: int


def client(server: Server, **more) -> OpenAI:
    return OpenAI(
        base_url=server.url, api_key="sk-canary-0123456789", timeout=20, **more
    )


def test_models_are_listed():
    with Server(smallest(), models=("small", "large")) as server:
        assert [m.id for m in client(server).models.list()] == ["small", "large"]


@pytest.mark.parametrize("stream", [False, True])
def test_usage_is_told(stream):
    with Server(smallest()) as server:
        more = {"stream": True, "stream_options": {"include_usage": True}}
        reply = client(server).chat.completions.create(
            model="test-model", messages=ASK, **(more if stream else {})
        )
        usage = list(reply)[-1].usage if stream else reply.usage
    assert usage.prompt_tokens > 5
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


def test_a_schema_is_answered_by_its_smallest_instance():
    with Server(smallest(), faults=Faults({1: "http500"})) as server:
        reply = client(server).chat.completions.parse(
            model="test-model", messages=ASK, response_format=Step
        )
        assert [r.attempt for r in server.requests] == [1, 2]
        assert len(server.calls) == 1
    found = reply.choices[0].message.parsed
    assert found == Step(rationale="", action="tune", layers=0)
