"""Every fault of the test server, as the SDK and LangChain see it."""

import contextlib
import json

import httpx
import openai
import pytest
from langchain_openai import ChatOpenAI
from llm_asking import ASK, KEY, STEP, Step, ask, heard, said
from llm_server import Answer, Faults, Server, scripted, smallest
from llm_server.faults import IN_ANSWERS, IN_CODE, NAMES

CODE = "A gate.\n\n```python\nx = 1\n```\n"


def always(name: str, **more) -> Faults:
    return Faults(rate=1, kinds=[name], retry_after=0.01, **more)


def patience(name: str) -> float:
    """Seconds that the client waits: few only where nothing ever comes."""
    return 1 if name == "timeout" else 20


RAISED = {
    "http500": (openai.InternalServerError, 2),
    "http429": (openai.RateLimitError, 2),
    "http503": (openai.InternalServerError, 2),
    "http401": (openai.AuthenticationError, 1),
    "timeout": (openai.APITimeoutError, 2),
    "connection_lost": (openai.APIConnectionError, 2),
    "cut_stream": (openai.APIConnectionError, 2),
    "bad_body": (json.JSONDecodeError, 1),
    "short_stream": (json.JSONDecodeError, 1),
    "echo_key": (openai.BadRequestError, 1),
}
"""What the SDK raises on a plain call with one retry, and how often it tried."""


@pytest.mark.parametrize("name", RAISED)
def test_faults_of_the_way(name):
    error, tried = RAISED[name]
    with Server(smallest(), faults=always(name)) as server:
        with pytest.raises(error):
            ask(server, retries=1, timeout=patience(name))
        assert [request.attempt for request in server.requests] == [1, 2][:tried]
        assert {request.fault for request in server.requests} == {name}
        assert server.stats[f"fault.{name}"] == tried


def test_a_page_instead_of_an_answer_is_text_to_the_sdk():
    with Server(smallest(), faults=always("html")) as server:
        assert str(ask(server)).startswith("<!doctype html>")


STREAMED = {
    "cut_stream": openai.APIConnectionError,
    "connection_lost": openai.APIConnectionError,
    "timeout": openai.APITimeoutError,
    "http500": openai.InternalServerError,
}


@pytest.mark.parametrize("name", STREAMED)
def test_faults_of_the_way_in_a_stream(name):
    with Server(smallest(), faults=always(name)) as server:
        with pytest.raises(STREAMED[name]):
            list(ask(server, stream=True, timeout=patience(name)))
        assert len(server.requests) == 1


def test_some_faults_of_streams_are_silent():
    """The SDK raises nothing: only a missing finish_reason tells."""
    faults = Faults({1: "short_stream", 2: "bad_body", 3: "html"})
    with Server(smallest(), faults=faults) as server:
        half = list(ask(server, stream=True))
        assert {chunk.choices[0].finish_reason for chunk in half} == {None}
        assert "half" in heard(half)
        assert list(ask(server, stream=True)) == []
        assert list(ask(server, stream=True)) == []


@pytest.mark.parametrize("stream", [False, True])
def test_a_drip_is_never_silent_and_never_done(stream):
    """No time-out of reading ends it: only a deadline for the whole call does."""
    with Server(smallest(), faults=always("drip")) as server:
        asked = {"model": "test-model", "messages": ASK, "stream": stream}
        post = httpx.stream(
            "POST", server.url + "/chat/completions", json=asked, timeout=5
        )
        with post as reply:
            drops = reply.iter_raw()
            seen = b"".join(next(drops) for _ in range(20))
        assert not seen.replace(b": waiting", b"").strip()
        assert server.requests[0].left.wait(10)


@pytest.mark.parametrize("name", [*RAISED, "html"])
def test_the_player_is_not_asked_where_nothing_arrives(name):
    with Server(scripted(["first"]), faults=Faults({1: name})) as server:
        with contextlib.suppress(Exception):
            ask(server, timeout=patience(name))
        assert (server.requests[0].fault, server.requests[0].source) == (name, "fault")
        assert said(ask(server)) == "first"


MATRIX = {
    "malformed_json": ("raises ValidationError", "invalid call", "parse error"),
    "sloppy_json": ("raises ValidationError", "invalid call", "parse error"),
    "truncated": (
        "raises LengthFinishReasonError",
        "invalid call",
        "raises LengthFinishReasonError",
    ),
    "wrong_schema": ("raises ValidationError", "ValidationError", "parse error"),
    "wrapped": ("raises ValidationError", "ValidationError", "parse error"),
    "empty": ("ValueError", "nothing", "parse error"),
    "fenced": ("raises ValidationError", "invalid call", "parsed"),
    "prose": ("raises ValidationError", "invalid call", "parse error"),
    "think": ("raises ValidationError", "parsed", "parse error"),
    "unknown_tool": ("nothing", "parse error", "parse error"),
    "refusal": ("OpenAIRefusalError", "nothing", "parse error"),
    "filtered": (
        "raises ContentFilterFinishReasonError",
        "nothing",
        "raises ContentFilterFinishReasonError",
    ),
    "bad_body": ("raises JSONDecodeError",) * 3,
    "html": ("raises AttributeError", "raises ValueError", "raises AttributeError"),
    "http500": ("raises OpenAIAPIError",) * 3,
    "http429": ("raises OpenAIRateLimitError",) * 3,
    "connection_lost": ("raises OpenAIConnectionError",) * 3,
    "no_usage": ("parsed",) * 3,
    "slow": ("parsed",) * 3,
}
"""What with_structured_output(include_raw=True) makes of each fault, by method."""


@pytest.mark.parametrize("name", MATRIX)
def test_faults_of_the_answer(name):
    seen = []
    for method in ("json_schema", "function_calling", "json_mode"):
        faults = always(name, slow_s=0.05)
        with Server(lambda request: STEP, faults=faults) as server:
            seen.append(outcome(server, method))
            assert server.stats[f"fault.{name}"] == 1
    assert tuple(seen) == MATRIX[name]


def outcome(server: Server, method: str) -> str:
    """In a word: what it raises, the error it hands back, or what it parsed."""
    model = ChatOpenAI(
        base_url=server.url,
        model="test-model",
        api_key=KEY,
        use_responses_api=False,
        max_retries=0,
        timeout=20,
    )
    bound = model.with_structured_output(Step, method=method, include_raw=True)
    try:
        told = bound.invoke(ASK[0]["content"])
    except Exception as error:  # whichever it is: its name is what is compared
        return f"raises {type(error).__name__}"
    if told["parsing_error"] is not None:
        name = type(told["parsing_error"]).__name__
        return "parse error" if name == "OutputParserException" else name
    if told["parsed"] is not None:
        assert told["parsed"] == Step(**STEP)
        return "parsed"
    return "invalid call" if told["raw"].invalid_tool_calls else "nothing"


def test_every_fault_is_tried_here():
    tried = {*RAISED, *STREAMED, *MATRIX, *IN_CODE, "drip"}
    assert set(NAMES) <= tried


def test_no_usage_is_told():
    with Server(smallest(), faults=Faults({1: "no_usage"})) as server:
        assert ask(server).usage is None
        assert ask(server).usage is not None


def test_thoughts_come_before_the_answer():
    with Server(lambda request: STEP, faults=always("think")) as server:
        text = said(ask(server))
    assert text.startswith("<think>")
    assert json.loads(text.split("</think>")[1]) == STEP


BLOCKS = {
    "no_code": 0,
    "two_code_blocks": 2,
    "prose_around_code": 1,
    "forbidden_code": 1,
    "raising_code": 1,
}


@pytest.mark.parametrize("name", BLOCKS)
def test_faults_of_source(name):
    with Server(lambda request: CODE, faults=always(name)) as server:
        text = said(ask(server))
    assert text.count("```python\n") == BLOCKS[name]
    assert text != CODE
    if name == "no_code":
        assert "x = 1" not in text
    if name == "prose_around_code":
        assert CODE in text
    if name in ("forbidden_code", "raising_code"):
        more = text.split("```python\nx = 1\n")[1].split("\n")[0]
        assert more.startswith(("import subprocess", "raise RuntimeError"))


def test_blocks_and_faults_agree():
    assert set(BLOCKS) == set(IN_CODE)
    assert set(IN_CODE) < set(IN_ANSWERS)


def test_an_error_may_echo_the_key():
    """A canary's way into logs: what an endpoint says must be redacted, too."""
    with (
        Server(smallest(), faults=always("echo_key")) as server,
        pytest.raises(openai.BadRequestError, match=KEY),
    ):
        ask(server)


def test_players_may_break_the_way_themselves():
    play = scripted([Answer(wire="connection_lost"), Answer(raw="{}", status=200), "a"])
    with Server(play) as server:
        with pytest.raises(openai.APIConnectionError):
            ask(server)
        assert ask(server).choices is None
        assert said(ask(server)) == "a"
