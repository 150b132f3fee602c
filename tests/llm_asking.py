"""How the tests of the test server ask it: by the real SDK."""

import functools
from typing import Any, Literal

import httpx
from llm_server import Server
from openai import OpenAI
from pydantic import BaseModel

KEY = "sk-canary-0123456789"
ASK = [{"role": "user", "content": "which fusion next? as json"}]
STEP = {"rationale": "too few layers", "action": "tune", "layers": 3}


class Step(BaseModel):
    """A decision as the agent asks for it."""

    rationale: str
    action: Literal["tune", "stop"]
    layers: int


TOOL = {
    "type": "function",
    "function": {"name": "decide", "parameters": Step.model_json_schema()},
}
BY_NAME = {"type": "function", "function": {"name": "decide"}}


@functools.cache
def connections() -> httpx.Client:
    """One pool for all: a new one reads all certificates, for 25 ms of CPU time."""
    return httpx.Client(verify=False)


def ask(server: Server, retries: int = 0, timeout: float = 20, **more: Any) -> Any:
    """One call by the SDK; `more` are parameters of the request."""
    client = OpenAI(
        base_url=server.url,
        api_key=KEY,
        max_retries=retries,
        timeout=timeout,
        http_client=connections(),
    )
    return client.chat.completions.create(
        **{"model": "test-model", "messages": ASK, **more}
    )


def said(reply: Any) -> str:
    """The text of a plain reply."""
    return reply.choices[0].message.content


def heard(chunks: Any) -> str:
    """The text of a streamed reply."""
    return "".join(
        choice.delta.content or "" for chunk in chunks for choice in chunk.choices
    )
