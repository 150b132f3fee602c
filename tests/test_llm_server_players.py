"""A script or a cassette plays the model of the test server; hashes of requests."""

import json
import threading

import openai
import pytest
from llm_asking import ASK, KEY, STEP, ask, said
from llm_server import Answer, Faults, Server, replay, scripted, smallest
from llm_server.cassette import MISSED
from llm_server.normal import digest, normal


def test_a_script_goes_in_order_and_may_look():
    play = scripted(["one", {"n": 2}, lambda r: r.text, Answer(content="four")])
    with Server(play) as server:
        replies = [said(ask(server)) for _ in range(4)]
    assert replies == ["one", '{"n": 2}', ASK[0]["content"], "four"]
    assert play.left == []


def test_a_script_that_ends_is_told():
    with (
        pytest.raises(EOFError, match="no answer for request 2"),
        Server(scripted(["one"])) as server,
    ):
        ask(server)
        with pytest.raises(openai.InternalServerError):
            ask(server)


SAME = [
    ({"temperature": 0}, {"temperature": 1, "seed": 3, "user": "me", "top_p": 0.1}),
    ({}, {"stream": True, "stream_options": {"include_usage": True}, "model": "b"}),
    ("at 2026-11-24T01:22:31Z", "at 2027-01-02 03:04:05.678+01:00"),
    (
        "run 0f8fad5b-d9cb-469f-a165-70867728950e",
        "run 7c9e6679-7425-40de-944b-e07fc1f90ae7",
    ),
    ("<Gate at 0x7f1e2c3d4e5f>", "<Gate at 0x7fffffffe0a8>"),
    ("in /tmp/abc/x.csv, line 3", "in /tmp/zz-9/y/x.csv, line 3"),
]


def of(what) -> str:
    """The hash of a body, or of a prompt."""
    more = what if isinstance(what, dict) else {}
    text = what if isinstance(what, str) else "the same"
    messages = [{"role": "user", "content": text}]
    return digest(normal({"messages": messages, "model": "a", **more}))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_does_not_change_the_prompt_does_not_change_the_hash(one, other):
    assert of(one) == of(other)


@pytest.mark.parametrize(
    "more",
    [
        "another prompt",
        {"tools": [{"type": "function", "function": {"name": "f"}}]},
        {"response_format": {"type": "json_object"}},
        {"max_tokens": 9},
    ],
)
def test_what_changes_the_prompt_changes_the_hash(more):
    assert of(more) != of({})


def test_ids_of_calls_do_not_matter_and_scrubbing_may_go_further():
    def asked(name: str) -> dict:
        call = {"id": name, "type": "function", "function": {"name": "f"}}
        return {
            "messages": [
                {"role": "assistant", "content": None, "tool_calls": [call]},
                {"role": "tool", "tool_call_id": name, "content": "took 3 s"},
            ]
        }

    assert digest(normal(asked("a"))) == digest(normal(asked("b")))
    slower = json.loads(json.dumps(asked("a")).replace("3 s", "4 s"))
    assert digest(normal(asked("a"))) != digest(normal(slower))
    scrub = [(r"\d+ s\b", "<time>")]
    assert digest(normal(asked("a"), scrub)) == digest(normal(slower, scrub))
    one, other = {"messages": [], "model": "a"}, {"messages": [], "model": "b"}
    assert digest(normal(one, model=True)) != digest(normal(other, model=True))


CALL = Answer(tool_calls=[{"name": "f", "arguments": {"a": 1}}], reasoning_content="hm")
TALK = [
    ("first", "one"),
    ("second", {"n": 2}),
    ("first", "one again"),
    ("third", CALL),
    ("nothing", Answer()),
    ("fourth", Answer(status=400, error="no")),
]


def talk(server: Server) -> list:
    """What every prompt of TALK gets."""
    heard = []
    for prompt, _ in TALK:
        try:
            reply = ask(server, messages=[{"role": "user", "content": prompt}])
            heard.append(reply.choices[0].message.model_dump())
        except openai.BadRequestError as error:
            heard.append(str(error))
    for message in heard[:-1]:
        for call in message["tool_calls"] or []:
            del call["id"]
    return heard


def test_what_was_recorded_is_replayed(tmp_path):
    cassette = tmp_path / "talk.jsonl"
    with Server(scripted([said for _, said in TALK]), record=cassette) as server:
        before = talk(server)
    player = replay(cassette)
    with Server(player) as server:
        assert talk(server) == before
    assert player.unused == 0
    assert cassette.stat().st_mode & 0o777 == 0o600


def test_no_key_gets_into_a_recording(tmp_path):
    """Not by the headers, nor if the prompt, the answer or an error tells it."""
    cassette = tmp_path / "talk.jsonl"
    play = scripted([f"your key is {KEY}", Answer(content="b", headers={"x": KEY})])
    with Server(play, record=cassette, key=KEY) as server:
        ask(server, messages=[{"role": "user", "content": f"my key is {KEY}"}])
        ask(server, extra_headers={"x-more": KEY})
    text = cassette.read_text()
    assert text.count("\n") == 2
    assert KEY not in text
    assert "my key is <key>" in text


def test_a_miss_is_an_error_that_is_not_repeated(tmp_path):
    cassette = tmp_path / "talk.jsonl"
    with Server(lambda request: "one", record=cassette) as server:
        ask(server)
    player = replay(cassette)
    other = [{"role": "user", "content": "another"}]
    with Server(player) as server:
        with pytest.raises(
            openai.APIStatusError, match="nothing is recorded"
        ) as raised:
            ask(server, retries=2, messages=other)
        assert raised.value.status_code == MISSED
        assert len(server.requests) == 1
        assert said(ask(server)) == "one"
        with pytest.raises(openai.APIStatusError):
            ask(server)  # it was asked once when it was recorded
        assert len(player.missed) == 2
    with Server(replay(cassette, otherwise=smallest())) as server:
        assert said(ask(server, messages=other)) == "ok"


def test_a_repeated_call_gets_the_same_answer_again(tmp_path):
    cassette = tmp_path / "talk.jsonl"
    with Server(lambda request: "one", record=cassette) as server:
        ask(server)
    once = threading.Event()
    player = replay(cassette)

    def lost_once(request):
        told = player(request)
        if once.is_set():
            return told
        once.set()
        return Answer(wire="connection_lost")

    with Server(lost_once) as server:
        assert said(ask(server, retries=1)) == "one"
    assert player.missed == []


def test_a_recording_holds_what_was_said_before_faults(tmp_path):
    cassette = tmp_path / "talk.jsonl"
    with Server(
        scripted([STEP]), record=cassette, faults=Faults({1: "empty"})
    ) as server:
        assert said(ask(server)) == ""
    with Server(replay(cassette)) as server:
        assert json.loads(said(ask(server))) == STEP
