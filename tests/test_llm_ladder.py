"""How a typed answer is asked for: every rung, probed once, lowered where needed."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from llm_server import Answer, Faults, Server, scripted, smallest
from llm_server.rules import unstrict
from llm_tasks import GOOD, PROMPT, Decision, Told, endpoint, known, model_of
from pydantic import Field

from agent.errors import (
    ModelError,
    NoAnswer,
    Rejected,
    Unauthorized,
    Unavailable,
    WrongEndpoint,
)
from agent.llm import Model
from agent.llm.ladder import RUNGS, Wanted, rungs
from agent.llm.wire import Call
from agent.records import Record

ALONE = {
    "json_schema": [],
    "tool": ["json_schema"],
    "tool_required": ["json_schema", "tool_named"],
    "json": ["json_schema", "tools"],
    "text": ["json_schema", "tools", "json_object"],
}
"""What an endpoint has to lack for a rung to be the highest one."""


def good(request):
    """Plays a model that always answers well, in the way it was asked to."""
    if (
        request.schema
        and "colour" in json.dumps(request.schema)
        or "colour" in request.text
        and "one JSON object" in request.text
    ):
        value = {"reason": "one sees it", "colour": "blue", "days": 7}
    elif "colour" in request.text:
        return "Blue, and seven."
    else:
        value = GOOD
    if request.must_call:
        name = next(iter(request.tools))
        return Answer(tool_calls=[{"name": name, "arguments": value}])
    return value


@pytest.mark.parametrize("status", [400, 404, 415, 422, 500, 501])
@pytest.mark.parametrize("rung", ALONE)
def test_the_highest_rung_that_works_is_found(rung, status, tmp_path):
    reject = dict.fromkeys(ALONE[rung], status)
    with Server(good, reject=reject) as server:
        model = model_of(server.url, tmp_path, None)
        reply = model.ask(PROMPT, Decision)
        assert reply.value == Decision.model_validate(GOOD)
        found = "json_with_schema" if rung == "json" else rung
        assert reply.rung == found
        assert reply.repairs == () and reply.answers == 1
        for request in server.requests:
            assert not (request.tools and request.body.get("response_format"))
        before = len(server.requests)
        assert model.ask(PROMPT, Decision).rung == found
        assert len(server.requests) == before + 1  # probed once


def test_json_mode_without_a_schema_where_the_schema_is_refused(tmp_path):
    """As OpenAI itself has it: no schema in JSON mode, and one limit only."""

    def player(request):
        if "schema" in request.sent.get("response_format", {}):
            return Answer(status=400, error="Unknown parameter: response_format.schema")
        return good(request)

    reject = {"json_schema": 400, "tools": 400}
    with Server(player, reject=reject, strict=True) as server:
        reply = model_of(server.url, tmp_path, None).ask(PROMPT, Decision)
        assert reply.rung == "json" and reply.value.layers == 2
        assert "max_tokens" not in server.requests[-1].sent
        assert "max_completion_tokens" in server.requests[-1].sent


def test_a_feature_that_is_silently_ignored_is_seen_through(tmp_path):
    with Server(good, ignore=["json_schema", "tools"]) as server:
        reply = model_of(server.url, tmp_path, None).ask(PROMPT, Decision)
        assert reply.rung == "json_with_schema"


def test_abilities_are_kept_for_the_next_run_and_hold_no_key(tmp_path):
    cache = tmp_path / "cache"
    with Server(good, reject={"json_schema": 400}) as server:
        where = endpoint(server.url, api_key="sk-canary-0123456789abcdef")
        assert Model(where, cache=cache).ask(PROMPT, Decision).rung == "tool"
        probed = len(server.requests)
        assert Model(where, cache=cache).ask(PROMPT, Decision).rung == "tool"
        assert len(server.requests) == probed + 1
        other = where.model_copy(update={"model": "another"})
        with pytest.raises(WrongEndpoint):
            Model(other, cache=cache).ask(PROMPT, Decision)
    (file,) = cache.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert "canary" not in file.read_text()


def test_several_threads_probe_once(tmp_path):
    with Server(good, reject={"json_schema": 400}) as server:
        model = model_of(server.url, tmp_path, None)
        with ThreadPoolExecutor(6) as pool:
            asked = [pool.submit(model.ask, PROMPT, Decision) for _ in range(12)]
        assert {one.result().rung for one in asked} == {"tool"}
        assert len(server.requests) == model.spent.calls == 2 + 12


def test_a_broken_cache_only_costs_a_probe(tmp_path):
    with Server(good) as server:
        where = endpoint(server.url)
        (file,) = known(where, tmp_path, "text").iterdir()
        file.write_text("{")
        assert Model(where, cache=tmp_path).ask(PROMPT, Decision).rung == "json_schema"
        assert len(server.requests) == 2


def test_what_the_user_says_is_not_probed(tmp_path):
    with Server(good) as server:
        model = model_of(server.url, tmp_path, None, structured="tool")
        assert model.ask(PROMPT, Decision).rung == "tool"
        assert len(server.requests) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("status", [400, 404, 415, 422])
def test_steps_down_in_the_middle_of_a_run_and_remembers(status, tmp_path):
    with Server(good, reject={"json_schema": status}) as server:
        model = model_of(server.url, tmp_path)
        assert model.ask(PROMPT, Decision).rung == "tool"
        assert model.ask(PROMPT, Decision).rung == "tool"
        assert len(server.requests) == 3
        again = Model(endpoint(server.url), cache=tmp_path)
        assert again.ask(PROMPT, Decision).rung == "tool"
        assert len(server.requests) == 4


def test_a_500_that_names_the_feature_is_not_retried(tmp_path):
    with Server(good, reject={"json_schema": 500}) as server:
        assert model_of(server.url, tmp_path).ask(PROMPT, Decision).rung == "tool"
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "fault, error",
    [("http401", Unauthorized), ("http403", Unauthorized), ("http429", Unavailable)]
    + [("http503", Unavailable)],
)
def test_never_steps_down_for_these(fault, error, tmp_path):
    faults = Faults(rate=1.0, kinds=[fault], retry_after=0)
    with Server(good, faults=faults) as server:
        told = Told()
        model = model_of(server.url, tmp_path, tell=told.append)
        with pytest.raises(error):
            model.ask(PROMPT, Decision)
        assert {request.kind for request in server.requests} == {"json_schema"}
        assert {exchange.rung for exchange in told} == {"json_schema"}


def test_two_answers_in_a_wrong_form_leave_the_rung(tmp_path):
    wrong = Answer(content="I would swap the fusion.")
    with Server(scripted([wrong, wrong, good])) as server:
        model = model_of(server.url, tmp_path)
        with pytest.raises(NoAnswer) as caught:
            model.ask(PROMPT, Decision)
        assert "no readable JSON object" in caught.value.why
        assert model.ask(PROMPT, Decision).rung == "tool"
        kinds = [request.kind for request in server.requests]
        assert kinds == ["json_schema", "json_schema", "tool"]


def test_more_answers_go_on_down_the_ladder(tmp_path):
    wrong = Answer(content="no")
    with Server(scripted([wrong, wrong, good])) as server:
        reply = model_of(server.url, tmp_path).ask(PROMPT, Decision, answers=3)
        assert reply.rung == "tool" and reply.answers == 3
        assert reply.attempts == 3


def test_a_semantic_fault_goes_back_once_and_keeps_the_rung(tmp_path):
    bad = {**GOOD, "rate": 7.0}
    with Server(scripted([bad, GOOD, bad, bad, GOOD])) as server:
        model = model_of(server.url, tmp_path)

        def check(decision: Decision) -> list[str]:
            return [] if decision.rate < 1 else ["rate: 7.0 is above 1.0"]

        reply = model.ask(PROMPT, Decision, check=check)
        assert reply.answers == 2 and reply.value.rate == 0.001
        assert "rate: 7.0 is above 1.0" in server.requests[1].text
        assert server.requests[1].text.startswith(server.requests[0].text.strip()[:200])
        with pytest.raises(NoAnswer, match="step prompt"):
            model.ask(PROMPT, Decision, check=check)
        assert model.ask(PROMPT, Decision, check=check).rung == "json_schema"


def test_the_faults_told_are_short_and_name_the_legal_values(tmp_path):
    bad = {**GOOD, "action": "explode", "extra": 1, "columns": ["c99"]}
    with Server(scripted([bad, GOOD])) as server:
        model_of(server.url, tmp_path).ask(PROMPT, Decision)
        told = server.requests[1].text.partition("could not be used")[2]
    assert "action: Input should be 'tune', 'swap_fusion' or 'stop'" in told
    assert "extra: is no field of it" in told and "columns.0" in told
    assert "explode" not in told and "Traceback" not in told and len(told) < 600


@pytest.mark.parametrize("name", ["temperature", "max_tokens", "system"])
def test_a_parameter_that_is_refused_is_left_out_from_then_on(name, tmp_path):
    message = {"system": "System role not supported"}.get(name)
    told = (400, message) if message else 400
    with Server(good, reject={name: told}) as server:
        model = model_of(server.url, tmp_path, None)
        assert model.ask(PROMPT, Decision).rung == "json_schema"
        assert len(server.requests) == 3
        assert PROMPT.system in server.requests[-1].text
        Model(endpoint(server.url), cache=tmp_path).ask(PROMPT, Decision)
        assert len(server.requests) == 4


@pytest.mark.parametrize("thought", ["", "<think>\nLet me see"])
def test_a_model_that_thinks_first_gets_more_room(thought, tmp_path):
    def player(request):
        if request.max_tokens < 2000:
            return Answer(content=thought, finish_reason="length")
        return good(request)

    with Server(player) as server:
        reply = model_of(server.url, tmp_path, None).ask(PROMPT, Decision)
        assert reply.rung == "json_schema" and reply.answers == 1
        assert len(server.requests) == 3  # a probe cut off, one with room, the answer
        Model(endpoint(server.url), cache=tmp_path).ask(PROMPT, Decision)
        assert len(server.requests) == 4


def test_the_prompt_that_is_too_long_is_said_to_be(tmp_path):
    with Server(good, context=200) as server:
        model = model_of(server.url, tmp_path)
        for _ in range(3):
            with pytest.raises(Rejected, match="too long"):
                model.ask(PROMPT, Decision)
        assert len(server.requests) == 3 and model.down is None


def test_an_endpoint_that_refuses_everything_is_given_up(tmp_path):
    faults = Faults(rate=1.0, kinds=["http422"])
    with Server(good, faults=faults) as server:
        model = model_of(server.url, tmp_path)
        for _ in range(5):
            with pytest.raises(ModelError):
                model.ask(PROMPT, Decision)
        assert model.down
        assert len(server.requests) == 2 * len(RUNGS)


def test_smallest_answers_pass_on_every_rung(tmp_path):
    """The server's own reading of our schemas agrees with ours."""
    for rung in ("json_schema", "tool", "tool_required", "json_with_schema"):
        with Server(smallest(), strict=rung == "json_schema") as server:
            model = model_of(server.url, tmp_path / rung, rung)
            assert model.ask(PROMPT, Decision).rung == rung


def test_arguments_that_are_no_text_leave_the_rung(tmp_path):
    """Some servers send a tool's arguments as an object, which the client refuses."""
    function = {"name": "decision", "arguments": GOOD}
    call = {"id": "1", "type": "function", "function": function}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    raw = json.dumps({"choices": [{"index": 0, "message": message}]})

    def player(request):
        return Answer(raw=raw) if request.must_call else good(request)

    with Server(player) as server:
        reply = model_of(server.url, tmp_path, "tool").ask(PROMPT, Decision)
        assert reply.rung == "json_with_schema" and len(server.requests) == 3


def test_openai_is_asked_by_its_own_rules():
    class Bounded(Record):
        text: str = Field(max_length=5)
        number: int = Field(ge=1, le=3)

    ours, theirs = Wanted(Bounded, official=False), Wanted(Bounded, official=True)
    assert ours.schema["properties"]["text"]["maxLength"] == 5
    assert "maxLength" not in json.dumps(theirs.schema)
    assert theirs.schema["properties"]["number"]["maximum"] == 3
    asked = theirs.shape("json_schema")["response_format"]["json_schema"]
    assert asked["strict"] and unstrict(asked["schema"]) is None
    assert theirs.prompt(PROMPT, "json_schema") == PROMPT
    assert "one JSON object" in ours.prompt(PROMPT, "json_schema").system
    assert "json_with_schema" not in rungs(official=True)
    body = Call(model="m", messages=PROMPT.messages, max_tokens=7).body(official=True)
    assert body["max_completion_tokens"] == 7 and "max_tokens" not in body
