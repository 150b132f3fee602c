"""The test server speaks the protocol as the real clients understand it."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import openai
import pytest
from llm_asking import ASK, KEY, ask, heard, said
from llm_server import Answer, Faults, Server, scripted, smallest
from openai import OpenAI

USAGE = {"stream": True, "stream_options": {"include_usage": True}}


def test_models_are_listed_and_told_one_by_one():
    with Server(smallest(), models=("small", "a/large:7b")) as server:
        client = OpenAI(base_url=server.url, api_key=KEY)
        assert [m.id for m in client.models.list()] == ["small", "a/large:7b"]
        assert client.models.retrieve("a/large:7b").id == "a/large:7b"
        with pytest.raises(openai.NotFoundError):
            client.models.retrieve("other")


@pytest.mark.parametrize(
    ("style", "words"),
    [("openai", "Invalid URL"), ("vllm", "Not Found"), ("ollama", "page not found")],
)
def test_without_v1_there_is_nothing(style, words):
    with Server(smallest(), paths=style) as server:
        client = OpenAI(base_url=server.root, api_key=KEY, max_retries=0)
        with pytest.raises(openai.NotFoundError) as raised:
            client.models.list()
        assert words in raised.value.response.text  # the SDK's message may lack it
        with pytest.raises(openai.NotFoundError):
            client.chat.completions.create(model="test-model", messages=ASK)
        assert server.stats["unknown_path"] == 2


@pytest.mark.parametrize("stream", [False, True])
def test_usage_is_told(stream):
    with Server(lambda request: "four tokens, rather") as server:
        reply = ask(server, **(USAGE if stream else {}))
        usage = list(reply)[-1].usage if stream else reply.usage
        assert usage.completion_tokens == 5
        assert usage.prompt_tokens > 10
        assert usage.total_tokens == usage.prompt_tokens + 5
        assert server.stats["prompt_tokens"] == usage.prompt_tokens


def test_a_stream_tells_no_usage_unless_asked():
    with Server(lambda request: "some words of an answer") as server:
        chunks = list(ask(server, stream=True))
    assert all(chunk.usage is None for chunk in chunks)
    assert heard(chunks) == "some words of an answer"
    assert len(chunks) > 3, "it came in pieces"


def test_usage_and_thoughts_are_the_players_if_it_tells_them():
    answer = Answer(
        content="a",
        reasoning_content="hm",
        usage={"prompt_tokens": 7, "completion_tokens": 8, "total_tokens": 15},
    )
    with Server(lambda request: answer) as server:
        reply = ask(server)
    assert reply.usage.total_tokens == 15
    assert reply.choices[0].message.reasoning_content == "hm"


def test_eight_at_once_each_get_their_own():
    here = threading.Barrier(8, timeout=30)

    def play(request):
        here.wait()  # passes only if all eight are played at the same time
        return request.text

    with Server(play) as server, ThreadPoolExecutor(8) as pool:
        texts = [f"question {i}" for i in range(8)]
        asks = [[{"role": "user", "content": text}] for text in texts]
        replies = list(pool.map(lambda m: said(ask(server, messages=m)), asks))
        numbers = sorted(request.number for request in server.requests)
    assert replies == texts
    assert numbers == list(range(1, 9))


def test_a_client_that_gives_up_asks_again():
    play = scripted([Answer(content="late", delay_s=60), "in time"])
    with Server(play) as server:
        assert said(ask(server, retries=1, timeout=2)) == "in time"
        late, again = server.requests
        assert late.left.wait(10), "it was seen that the client hung up"
        assert (late.attempt, late.status) == (1, None)
        assert (again.attempt, again.status) == (2, 200)
        assert late.hash == again.hash
        assert server.calls == [late]
        assert (server.stats["calls"], server.stats["retries"]) == (1, 1)


def test_a_stream_says_that_it_still_waits():
    play = scripted([Answer(content="at last", delay_s=0.5)] * 2)
    with Server(play, heartbeat_s=0.1) as server:
        asked = {"model": "test-model", "messages": ASK, "stream": True}
        raw = httpx.post(server.url + "/chat/completions", json=asked).text
        chunks = list(ask(server, stream=True))
    assert raw.startswith(": waiting\n\n")
    assert raw.endswith("data: [DONE]\n\n")
    assert heard(chunks) == "at last"


@pytest.mark.parametrize(
    "answer",
    [Answer(raw="data: {", delay_s=0.3), Answer(wire="bad_body", delay_s=0.3)],
)
def test_a_broken_body_after_a_stream_began_is_a_part_of_it(answer):
    with Server(lambda request: answer, heartbeat_s=0.1) as server:
        asked = {"model": "test-model", "messages": ASK, "stream": True}
        told = httpx.post(server.url + "/chat/completions", json=asked).text
        assert told.startswith(": waiting\n\n")
        assert told.endswith("{" if answer.raw else "mess")
        assert "HTTP/1.1" not in told


def test_an_error_after_a_stream_began_is_told_in_it():
    play = scripted([Answer(status=503, error="no more room", delay_s=0.3)])
    with (
        Server(play, heartbeat_s=0.1) as server,
        pytest.raises(openai.APIError, match="no more room"),
    ):
        list(ask(server, stream=True))


def test_one_key_is_let_in_and_none_is_kept():
    with Server(lambda request: "in", key=KEY) as server:
        assert said(ask(server)) == "in"
        client = OpenAI(base_url=server.url, api_key="sk-other", max_retries=0)
        with pytest.raises(openai.AuthenticationError):
            client.chat.completions.create(model="test-model", messages=ASK)
        with pytest.raises(openai.AuthenticationError):
            client.models.list()
        right, wrong = server.requests
    assert right.authorized and not wrong.authorized
    assert right.key_sha256 == hashlib.sha256(KEY.encode()).hexdigest()
    assert KEY not in repr(vars(right))
    assert "user-agent" in right.headers


def test_any_key_or_none_is_let_in_else():
    with Server(lambda request: "in") as server:
        asked = {"model": "test-model", "messages": ASK}
        reply = httpx.post(server.url + "/chat/completions", json=asked)
        assert reply.json()["choices"][0]["message"]["content"] == "in"
        assert server.requests[0].key_sha256 is None


def test_a_player_that_raises_is_told_when_the_server_ends():
    with pytest.raises(ZeroDivisionError), Server(lambda r: str(1 / 0)) as server:
        with pytest.raises(openai.InternalServerError, match="ZeroDivisionError"):
            ask(server, retries=2)
        assert len(server.requests) == 1, "the SDK did not repeat it"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "no JSON"),
        (b"[]", "JSON object"),
        (b'{"messages": []}', "at least one"),
        (b'{"messages": ["a"]}', "with a role"),
        (b'{"messages": [{"role": "user"}], "n": 2}', "'n' above 1"),
        (b'{"messages": [{"role": "user"}], "max_tokens": 0}', "'max_tokens'"),
    ],
)
def test_what_no_endpoint_understands_is_400(body, words):
    with Server(smallest()) as server:
        reply = httpx.post(server.url + "/chat/completions", content=body)
        assert server.requests == []
    assert reply.status_code == 400
    assert words in reply.json()["error"]["message"]


def test_the_counters_have_an_address():
    with Server(smallest(), faults=Faults({1: "http503"}, retry_after=0.01)) as server:
        reply = ask(server, retries=1)
        told = httpx.get(server.root + "/stats").json()
    assert said(reply) == "ok"
    assert (told["requests"], told["calls"], told["answered"]) == (2, 1, 1)
    assert (told["fault.http503"], told["status.503"]) == (1, 1)


def test_headers_tell_of_the_answer():
    with Server(smallest(), faults=Faults({1: "fenced"})) as server:
        asked = {"model": "test-model", "messages": ASK}
        reply = httpx.post(server.url + "/chat/completions", json=asked)
        assert reply.headers["x-llm-fault"] == "fenced"
        assert reply.headers["x-llm-source"] == server.requests[0].source == "player"
        assert reply.headers["x-llm-hash"] == server.requests[0].hash
        assert reply.headers["x-request-id"] == "req-1"


def test_a_closed_server_is_dead_even_for_those_who_wait():
    waits = threading.Event()

    def play(request):
        waits.set()
        request.left.wait(30)
        return "too late"

    with Server(play) as server, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, server)
        assert waits.wait(30)
        server.close()
        with pytest.raises(openai.APIConnectionError):
            asked.result()
        with pytest.raises(openai.APIConnectionError):
            ask(server)
