"""A recording replays a run exactly, without a network or a key; a miss is an error."""

import json
import stat

import pytest
from llm_server import Answer, Faults, Server, scripted
from llm_tasks import GOOD, PROMPT, Decision, Told, endpoint, model_of

from agent.errors import CassetteMiss, ModelError, UsageError
from agent.llm import Caps, Model, Prompt, Redactor
from agent.llm.cassette import Head, Player, Recorder, digest
from agent.llm.faults import Fault
from agent.llm.redact import MASK
from agent.llm.wire import Answer as Wrote
from agent.llm.wire import Call

SKY = {"reason": "seen", "colour": "blue", "days": 7}
CODE = "Here:\n```python\nx = 1\n```\n"


def story(model: Model) -> list:
    """A run in small: typed answers, one asked twice, a text, a failure, an error."""
    seen = []
    for name in ("first", "second", "second", "third"):
        try:
            reply = model.ask(Prompt(name, "Rules.", f"The {name} step."), Decision)
            seen.append((reply.value, reply.rung, reply.repairs, reply.answers))
            seen.append((reply.usage, reply.attempts))
        except ModelError as error:
            seen.append((type(error), error.what, error.why))
    reply = model.ask_text(Prompt("code", "Rules.", "Write x."), fence="python")
    return [*seen, reply.value, model.spent.usage]


def test_a_replay_is_the_same_run(tmp_path):
    tape = tmp_path / "tape.jsonl"
    bad = Answer(content="no")
    answers = [Answer(status=400, error="no response_format"), SKY, GOOD, "{'a'"]
    answers += [{**GOOD, "layers": 9}, {**GOOD, "layers": 8}, bad, bad, CODE]
    with Server(scripted(answers), faults=Faults(at={4: "http500"})) as server:
        where = endpoint(server.url, api_key="sk-canary-0123456789")
        seen = story(Model(where, record=tape, cache=tmp_path / "cache"))
        asked = len(server.requests)
    assert asked == 10 and not (tmp_path / "cache").exists()
    told = Told()
    replayed = Model(None, replay=tape, tell=told.append, cache=tmp_path / "cache")
    assert story(replayed) == seen
    assert "NoAnswer" in str(seen) and seen[0][0].layers == 2
    assert all(exchange.replayed and not exchange.attempts for exchange in told)
    with pytest.raises(CassetteMiss):
        replayed.ask(Prompt("first", "Rules.", "The first step."), Decision)


def test_the_file_is_private_readable_and_without_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("MY_SERVICE_TOKEN", "hunter2-and-more")
    tape = tmp_path / "deep" / "tape.jsonl"
    with Server(lambda r: {**GOOD, "rationale": "use hunter2-and-more"}) as server:
        where = endpoint(server.url, api_key="sk-canary-0123456789")
        model = Model(where, record=tape, structured="json_schema")
        model.ask(PROMPT + "The token is hunter2-and-more.", Decision)
    assert stat.S_IMODE(tape.stat().st_mode) == 0o600
    text = tape.read_text()
    assert "hunter2" not in text and "canary" not in text
    assert "authorization" not in text.lower()
    head, line = map(json.loads, text.splitlines())
    assert head["v"] == 1 and head["model"] == "test-model"
    assert line["prompt"] == "step" and "[secret]" in str(line["request"])


def test_caps_and_dead_endpoints_are_replayed(tmp_path):
    tape = tmp_path / "tape.jsonl"
    options = {"structured": "json_schema", "caps": Caps(calls=1)}
    with Server(lambda r: GOOD) as server:
        model = Model(endpoint(server.url), record=tape, **options)
        seen = []
        for name in ("a", "b"):
            try:
                seen.append(model.ask(Prompt(name, "R", name), Decision).value)
            except ModelError as error:
                seen.append((error.code, error.what))
    replayed = Model(None, replay=tape)
    assert replayed.ask(Prompt("a", "R", "a"), Decision).value == seen[0]
    with pytest.raises(ModelError) as caught:
        replayed.ask(Prompt("b", "R", "b"), Decision)
    assert (caught.value.code, caught.value.what) == seen[1]
    assert seen[1][0] == "llm-cap"


def test_a_miss_is_an_error_and_says_so(tmp_path):
    tape = tmp_path / "tape.jsonl"
    with Server(lambda r: GOOD) as server:
        model_of(server.url, tmp_path, record=tape, structured="tool").ask(
            PROMPT, Decision
        )
    replayed = Model(None, replay=tape)
    with pytest.raises(CassetteMiss) as caught:
        replayed.ask(PROMPT + "And more.", Decision)
    assert caught.value.exit_code == 4 and str(tape) in caught.value.where
    assert replayed.ask(PROMPT, Decision).source == "replay"


def test_the_file_is_redacted_whatever_is_put_into_it(tmp_path):
    tape = tmp_path / "tape.jsonl"
    tape.touch(mode=0o644)
    head = Head(model="m", official=False, structured="text")
    recorder = Recorder(tape, head, Redactor(["hunter2-and-more"]))
    recorder.add("a", call("say hunter2-and-more"), Wrote(text="hunter2-and-more"))
    fault = Fault("status", "hunter2-and-more is no key", status=400)
    recorder.add("b", call("b"), fault)
    assert "hunter2" not in tape.read_text() and tape.read_text().count(MASK) == 3
    assert stat.S_IMODE(tape.stat().st_mode) == 0o600
    player = Player(tape)
    assert player.next("a", call("say hunter2-and-more")).text == MASK
    with pytest.raises(Fault) as caught:
        player.next("b", call("b"))
    assert caught.value.status == 400


def call(text: str, **values) -> Call:
    return Call(model="m", messages=(("user", text),), max_tokens=9, **values)


def test_the_hash_leaves_out_what_means_nothing():
    one = "at 2026-11-24T01:02:03.5Z in /tmp/run-1/x, id 0xdeadbeef01"
    two = "at 2027-01-01 10:00:00+01:00 in /tmp/other/y, id 0xcafe000000"
    assert digest(call(one)) == digest(call(two))
    assert digest(call("a")) == digest(call("a", temperature=0.7))
    assert digest(call("a")) != digest(call("b"))
    assert digest(call("a")) != digest(call("a", shape={"tools": []}))
    uuids = (
        "6f1c2f0e-8a39-4f3b-9a51-0c2b7a1d9e10",
        "00000000-0000-0000-0000-000000000000",
    )
    assert digest(call(uuids[0])) == digest(call(uuids[1]))


def test_files_that_cannot_be_used(tmp_path):
    where = endpoint("http://127.0.0.1:9/v1")
    for text in ("", "{}\n", "no\n", '{"v": 99}\n'):
        (tmp_path / "tape").write_text(text)
        with pytest.raises(UsageError):
            Model(None, replay=tmp_path / "tape")
    with pytest.raises(UsageError):
        Model(None, replay=tmp_path / "none")
    with pytest.raises(UsageError):
        Model(where, record=tmp_path, structured="text")
    with pytest.raises(UsageError, match="exclude"):
        (tmp_path / "good").write_text("")
        Model(where, record=tmp_path / "good", structured="text")
        Model(where, record=tmp_path / "good", replay=tmp_path / "good")
    with pytest.raises(UsageError, match="another model"):
        Model(where, record=tmp_path / "good", structured="json")
